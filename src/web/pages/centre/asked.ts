import type { CivilDate } from '../../../kernel/clock.ts'
import { addDays } from '../../../kernel/clock.ts'
import type { AskedPeriod } from './period.ts'
import { lengths } from './period.ts'

const LENGTH_DEFAULT = 30
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/**
 * The period an address asks for (`?days=30`, or `?from=…&to=…`; `against=year`). One counted in days ends yesterday:
 * a day that is not over yet would look like a loss. Dates that are none are taken as not given.
 */
export function askedPeriod(search: URLSearchParams, today: CivilDate): AskedPeriod {
  const against = search.get('against') === 'year' ? 'year' : 'before'
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? '']
  if (DAY.test(from) && DAY.test(to)) {
    const [first, last] = from <= to ? [from, to] : [to, from]
    return { days: null, from: first, to: last, against }
  }
  const wanted = Number(search.get('days'))
  const days = lengths.find((length) => length === wanted) ?? LENGTH_DEFAULT
  return { days, from: addDays(today, -days), to: addDays(today, -1), against }
}
