import type { Lang } from '../../../../kernel/words.ts'
import type { Field, Filter } from '../../../kit/console/view.ts'
import { words } from '../words.ts'
import type { HarvestOnDesk } from './load.ts'
import { sheetWords } from './words.ts'

export const leftGrams = (one: HarvestOnDesk) => Math.max(0, one.weightGrams - one.packedGrams)

export function harvestFields(lang: Lang): Field<HarvestOnDesk>[] {
  const { harvests: say } = words[lang]
  const more = sheetWords[lang]
  return [
    { key: 'product', label: say.product, value: (one) => one.product },
    { key: 'grower', label: say.grower, value: (one) => one.grower },
    { key: 'village', label: say.village, value: (one) => one.village },
    { key: 'plot', label: more.plot, value: (one) => one.plot },
    { key: 'day', label: say.day, figure: true, value: (one) => one.harvestedOn },
    { key: 'weight', label: more.weightKg, figure: true, value: (one) => one.weightGrams / 1000 },
    { key: 'left', label: more.leftKg, figure: true, value: (one) => leftGrams(one) / 1000 },
    { key: 'packed', label: more.packedKg, figure: true, extra: true, value: (one) => one.packedGrams / 1000 },
  ]
}

export function harvestFilters(lang: Lang): Filter<HarvestOnDesk>[] {
  const { chips } = sheetWords[lang]
  return [{ key: 'unpacked', label: chips.unpacked, group: 'left', holds: (one) => leftGrams(one) > 0 }]
}
