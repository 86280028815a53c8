import type { Lang } from '../../../../kernel/words.ts'
import { categoryName } from '../../../../modules/market/web/words.ts'
import { seasonWords } from '../../../../modules/market/web/season.ts'
import type { Field, Filter } from '../../../kit/console/view.ts'
import { dayOf, titleIn } from '../show.tsx'
import { words } from '../words.ts'
import type { ListingOnDesk } from './load.ts'
import { sheetWords } from './words.ts'

type Standing = 'open' | 'closed' | 'rests' | 'waiting'

export const standingOf = ({ state, rests, approved }: ListingOnDesk): Standing =>
  !approved ? 'waiting' : rests ? 'rests' : state

export function listingFields(lang: Lang): Field<ListingOnDesk>[] {
  const { listings: say } = words[lang]
  const more = sheetWords[lang]
  return [
    { key: 'name', label: say.name, value: (one) => titleIn(lang, one) },
    { key: 'price', label: say.price, figure: true, value: (one) => ({ fen: one.priceFen }) },
    { key: 'stock', label: say.stock, figure: true, value: (one) => one.units },
    { key: 'sold', label: say.sold, figure: true, value: (one) => one.soldUnits },
    { key: 'photos', label: say.photos, figure: true, value: (one) => one.photos.length },
    { key: 'state', label: say.state, value: (one) => more.stateOf[standingOf(one)] },
    { key: 'floor', label: more.floor, figure: true, extra: true, value: (one) => fenOrNone(one.floorFen) },
    {
      key: 'perJin',
      label: more.perJin,
      figure: true,
      extra: true,
      value: (one) => ({ fen: Math.round((one.priceFen * 500) / one.netGrams) }),
    },
    { key: 'minimum', label: more.minimum, figure: true, extra: true, value: (one) => one.minimumUnits || null },
    { key: 'season', label: more.season, extra: true, value: (one) => seasonWords(one.seasonMonths, lang) },
    { key: 'freight', label: more.freight, extra: true, value: (one) => one.freightName },
    { key: 'category', label: more.category, extra: true, value: (one) => categoryName(one.category, lang) },
    { key: 'village', label: more.village, extra: true, value: (one) => one.village },
    { key: 'grams', label: more.netGrams, figure: true, extra: true, value: (one) => one.netGrams },
    { key: 'gtin', label: more.gtin, extra: true, value: (one) => one.gtin },
    { key: 'version', label: more.version, figure: true, extra: true, value: (one) => one.version },
    { key: 'opened', label: more.opened, figure: true, extra: true, value: (one) => dayOf(one.openedAt) },
  ]
}

const fenOrNone = (fen: number | null) => (fen === null ? null : { fen })

export function listingFilters(lang: Lang): Filter<ListingOnDesk>[] {
  const { chips } = sheetWords[lang]
  return [
    { key: 'open', label: chips.open, group: 'state', holds: (one) => standingOf(one) === 'open' },
    { key: 'closed', label: chips.closed, group: 'state', holds: (one) => one.approved && one.state === 'closed' },
    { key: 'waiting', label: chips.waiting, group: 'state', holds: (one) => !one.approved },
    { key: 'none', label: chips.noStock, group: 'stock', holds: (one) => one.units === 0 },
    { key: 'low', label: chips.low, group: 'stock', holds: (one) => one.units < one.minimumUnits },
    { key: 'bare', label: chips.noPhoto, group: 'photo', holds: (one) => one.photos.length === 0 },
  ]
}
