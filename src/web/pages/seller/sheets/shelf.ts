import type { Lang } from '../../../../kernel/words.ts'
import { weight } from '../../../kit/format.ts'
import type { Field, Filter } from '../../../kit/console/view.ts'
import { stockWords } from '../stock-words.ts'
import type { LotOnShelf } from './load.ts'
import { sheetWords } from './words.ts'

const SOON_DAYS = 30

export function shelfFields(lang: Lang): Field<LotOnShelf>[] {
  const say = stockWords[lang]
  const more = sheetWords[lang]
  return [
    { key: 'code', label: say.code, value: (lot) => lot.code },
    { key: 'name', label: say.name, value: (lot) => `${lot.name} ${weight(lot.netGrams, lang)}` },
    { key: 'available', label: say.available, figure: true, value: (lot) => lot.availableUnits },
    { key: 'promised', label: say.promised, figure: true, value: (lot) => lot.heldUnits + lot.waitingUnits },
    { key: 'transit', label: say.transit, figure: true, value: (lot) => lot.transitUnits },
    { key: 'where', label: say.at, value: (lot) => lot.where },
    { key: 'age', label: say.age, figure: true, value: (lot) => lot.daysOnShelf },
    { key: 'left', label: say.left, figure: true, value: (lot) => lot.daysToExpiry },
    { key: 'expires', label: words(lang).expires, figure: true, extra: true, value: (lot) => lot.expiresOn },
    { key: 'gtin', label: more.gtin, extra: true, value: (lot) => lot.gtin },
  ]
}

const words = (lang: Lang) => ({ expires: lang === 'zh' ? '到期日' : 'Best before' })

export function shelfFilters(lang: Lang): Filter<LotOnShelf>[] {
  const { chips } = sheetWords[lang]
  return [
    { key: 'left', label: chips.left, group: 'left', holds: (lot) => lot.availableUnits > 0 },
    {
      key: 'near',
      label: chips.near,
      group: 'age',
      holds: (lot) => lot.daysToExpiry > 0 && lot.daysToExpiry <= SOON_DAYS,
    },
    { key: 'past', label: chips.past, group: 'age', holds: (lot) => lot.daysToExpiry <= 0 },
    { key: 'stopped', label: chips.stopped, group: 'stop', holds: (lot) => lot.stops > 0 },
  ]
}
