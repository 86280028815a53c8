import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { CivilDate } from '../../kernel/clock.ts'

/**
 * Days off and workdays moved onto weekends, as the State Council's General Office announced them, from 2004 on. A year that is not announced yet has
 * plain weekends until the county says otherwise (`county_day`).
 */
const daysOff: ReadonlySet<CivilDate> = new Set(Object.keys(published.holidays))
const movedWorkdays: ReadonlySet<CivilDate> = new Set(Object.keys(published.workdays))

export const isHoliday = (day: CivilDate) => daysOff.has(day)
export const isMovedWorkday = (day: CivilDate) => movedWorkdays.has(day)
