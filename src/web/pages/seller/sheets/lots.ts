import type { Lang } from '../../../../kernel/words.ts'
import type { Field, Filter } from '../../../kit/console/view.ts'
import type { Lot } from '../read.ts'
import { words } from '../words.ts'
import { sheetWords } from './words.ts'

export function lotFields(lang: Lang): Field<Lot>[] {
  const { lots: say } = words[lang]
  const more = sheetWords[lang]
  return [
    { key: 'code', label: say.code, value: (lot) => lot.code },
    { key: 'name', label: say.name, value: (lot) => lot.name },
    { key: 'packed', label: say.packed, figure: true, value: (lot) => lot.packedOn },
    { key: 'expires', label: say.expires, figure: true, value: (lot) => lot.expiresOn },
    { key: 'available', label: say.available, figure: true, value: (lot) => lot.availableUnits },
    { key: 'held', label: say.held, figure: true, value: (lot) => lot.heldUnits },
    { key: 'sold', label: say.sold, figure: true, value: (lot) => lot.soldUnits },
    { key: 'withdrawn', label: say.withdrawn, figure: true, value: (lot) => lot.withdrawnUnits },
    { key: 'total', label: say.total, figure: true, value: (lot) => lot.packedUnits },
    { key: 'grams', label: more.netGrams, figure: true, extra: true, value: (lot) => lot.netGrams },
    { key: 'gtin', label: more.gtin, extra: true, value: (lot) => lot.gtin },
  ]
}

export function lotFilters(lang: Lang, { today, near }: { today: string; near: string }): Filter<Lot>[] {
  const { chips } = sheetWords[lang]
  const left = (lot: Lot) => lot.availableUnits > 0
  return [
    { key: 'left', label: chips.left, group: 'left', holds: left },
    {
      key: 'near',
      label: chips.near,
      group: 'age',
      holds: (lot) => left(lot) && lot.expiresOn <= near && lot.expiresOn > today,
    },
    { key: 'past', label: chips.past, group: 'age', holds: (lot) => left(lot) && lot.expiresOn <= today },
  ]
}
