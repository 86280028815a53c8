import type { Lang } from '../../../../kernel/words.ts'
import type { Field, Filter } from '../../../kit/console/view.ts'
import { pricingWords } from '../../pricing/words.ts'
import { titleIn } from '../show.tsx'
import type { PriceOnDesk } from './load.ts'
import { sheetWords } from './words.ts'

export function priceFields(lang: Lang): Field<PriceOnDesk>[] {
  const say = pricingWords[lang].desk.prices
  const more = sheetWords[lang]
  return [
    { key: 'listing', label: say.listing, value: (one) => titleIn(lang, one.listing) },
    {
      key: 'who',
      label: say.who,
      value: ({ group }) => (group === null ? say.everyone : lang === 'zh' ? group.nameZh : group.nameEn),
    },
    { key: 'units', label: say.unitsFrom, figure: true, value: (one) => one.unitsFrom },
    { key: 'starts', label: more.starts, figure: true, value: (one) => one.startsOn },
    { key: 'ends', label: more.ends, figure: true, value: (one) => one.endsOn },
    { key: 'listed', label: more.listed, figure: true, value: (one) => ({ fen: one.listing.priceFen }) },
    { key: 'price', label: more.priceOf, figure: true, value: (one) => ({ fen: one.priceFen }) },
    {
      key: 'off',
      label: more.off,
      figure: true,
      extra: true,
      value: ({ priceFen, listing }) => Math.round((1 - priceFen / listing.priceFen) * 1000) / 10,
    },
  ]
}

export function priceFilters(lang: Lang): Filter<PriceOnDesk>[] {
  const { chips } = sheetWords[lang]
  return [
    { key: 'everyone', label: chips.everyone, group: 'who', holds: (one) => one.group === null },
    { key: 'group', label: chips.group, group: 'who', holds: (one) => one.group !== null },
    { key: 'dated', label: chips.dated, group: 'days', holds: (one) => one.startsOn !== null || one.endsOn !== null },
  ]
}
