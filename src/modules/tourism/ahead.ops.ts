import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { query } from '../../kernel/operation.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { expectVisitors } from './ahead.ts'
import { COUNTY_ID } from './claim.ts'
import { countersBetween } from './counter.sql.ts'
import type { CounterRow } from './counter.sql.ts'
import { crowdLevels, levelOf } from './crowd.ts'
import { crowdedSites } from './crowd.sql.ts'

const DAYS_BACK = 180
const DAYS_AHEAD = 30
const SITES_MAX = 100

const expected = z.object({ point: z.int(), lower: z.int(), upper: z.int() }).nullable()
const dayAhead = z.object({
  day: civilDay,
  /** Null where there is no limit. */
  capacity: z.int().nullable(),
  booked: z.int(),
  /** Null where too little is known of the weeks before. */
  expected,
  level: z.enum(crowdLevels),
  /** Expected to reach four fifths of the limit, though not booked so far. */
  mayFill: z.boolean(),
})

export const readAhead = query({
  name: 'tourism.crowd.ahead',
  path: '/tourism/county/ahead',
  summary:
    'For the tourism office: bookings of the next thirty days by site and for the county, with the visitors expected from the weeks before, their band, and what comes near its limit',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({
    places: z.array(
      z.object({ ownerId: id, nameZh: z.string().nullable(), nameEn: z.string().nullable(), days: z.array(dayAhead) }),
    ),
  }),
  async run({ sql, now }) {
    const today = civilDate(now)
    const sites = await crowdedSites(sql, today, SITES_MAX)
    const owners = [COUNTY_ID, ...sites.map((site) => site.siteId)]
    const rows = await countersBetween(sql, owners, addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD - 1))
    return {
      places: owners.map((ownerId) => {
        const site = sites.find((one) => one.siteId === ownerId)
        const own = new Map(rows.filter((row) => row.ownerId === ownerId).map((row) => [row.day, row]))
        return {
          ownerId,
          nameZh: site?.nameZh ?? null,
          nameEn: site?.nameEn ?? null,
          days: daysOf(own, today, site?.capacity ?? 1_000_000),
        }
      }),
    }
  },
})

const takenOf = (row: CounterRow | undefined) => (row === undefined ? 0 : row.held + row.confirmed + row.redeemed)

function daysOf(own: ReadonlyMap<string, CounterRow>, today: string, limit: number) {
  const back = Array.from({ length: DAYS_BACK }, (_, at) => own.get(addDays(today, at - DAYS_BACK)))
  const ahead = Array.from({ length: DAYS_AHEAD }, (_, at) => addDays(today, at))
  const booked = ahead.map((day) => takenOf(own.get(day)))
  const visitors = expectVisitors(back.map(takenOf), booked)
  return ahead.map((day, at) => {
    const capacity = own.get(day)?.capacity ?? limit
    const taken = booked[at] ?? 0
    const level = levelOf({ capacity, taken })
    const come = visitors?.[at] ?? null
    const full = levelOf({ capacity, taken: come?.point ?? taken })
    return {
      day,
      capacity: level === 'free' ? null : capacity,
      booked: taken,
      expected: come,
      level,
      mayFill: ['busy', 'quiet'].includes(level) && ['nearly_full', 'full'].includes(full),
    }
  })
}
