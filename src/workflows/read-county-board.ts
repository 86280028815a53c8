import { z } from 'zod'
import { office } from '../kernel/access.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { query } from '../kernel/operation.ts'
import { civilDay, fen, id } from '../kernel/validation.ts'
import { readSalesOverview } from '../modules/insight/index.ts'
import {
  ALERT_SHARE,
  countyVisitorDays,
  nightDays,
  originsBetween,
  outlookOf,
  shareOf,
  siteDays,
  spendingBetween,
} from '../modules/tourism/index.ts'

/** Far enough back for a season and the one before it. */
const HISTORY_DAYS = 730
const SPENDING_DAYS = 30

const limited = { day: civilDay, booked: z.int(), limit: z.int(), isAlert: z.boolean() }

export const readCountyBoard = query({
  name: 'tourism.county_board.read',
  path: '/tourism/county/board',
  summary:
    'Visitors booked ahead by site and day against limits, what is to be expected, nights sold, where guests come from, and what they spend on stays, sights and goods',
  access: office('service_centre'),
  input: z.object({ days: z.coerce.number().int().min(7).max(60).default(30) }),
  output: z.object({
    from: civilDay,
    until: civilDay,
    alertShare: z.number(),
    county: z.array(z.object(limited)),
    /** Visitors to be expected in the whole county, those booked among them; null until there are two weeks to look back on. */
    outlook: z
      .object({
        method: z.enum(['seasonal_naive', 'combined']),
        level: z.number(),
        days: z.array(z.object({ day: civilDay, expected: z.int(), low: z.int(), high: z.int() })),
      })
      .nullable(),
    sites: z.array(
      z.object({
        siteId: id,
        nameZh: z.string(),
        nameEn: z.string(),
        villageCode: z.string(),
        days: z.array(z.object(limited)),
      }),
    ),
    nights: z.array(z.object({ day: civilDay, sold: z.int(), rooms: z.int() })),
    past: z.object({
      from: civilDay,
      until: civilDay,
      stays: z.object({ bookings: z.int(), guests: z.int(), fen }),
      visits: z.object({ bookings: z.int(), guests: z.int(), fen }),
      goodsFen: z.int(),
      origins: z.array(
        z.object({ country: z.string().nullable(), channel: z.enum(['here', 'reseller']), guests: z.int() }),
      ),
    }),
  }),
  async run(context, { days }) {
    const { sql, now } = context
    const today = civilDate(now)
    const until = addDays(today, days - 1)
    const past = { from: addDays(today, -SPENDING_DAYS), until: addDays(today, -1) }
    const ahead = await countyVisitorDays(sql, today, until)
    const sites = Map.groupBy(await siteDays(sql, today, until), (one) => one.siteId)
    const spent = await spendingBetween(sql, past.from, past.until)
    const of = (kind: 'visit' | 'stay') => {
      const { bookings = 0, guests = 0, fen: sum = 0 } = spent.find((one) => one.kind === kind) ?? {}
      return { bookings, guests, fen: sum }
    }
    const goods = await readSalesOverview.run(context, { from: past.from, to: past.until, against: 'before' })
    return {
      from: today,
      until,
      alertShare: ALERT_SHARE,
      county: ahead.map(judged),
      outlook: outlookFor(
        await countyVisitorDays(sql, addDays(today, -HISTORY_DAYS), addDays(today, -1)),
        ahead,
        today,
        days,
      ),
      sites: [...sites].map(([siteId, rows]) => ({
        siteId,
        nameZh: rows[0]?.nameZh ?? '',
        nameEn: rows[0]?.nameEn ?? '',
        villageCode: rows[0]?.villageCode ?? '',
        days: rows.map(judged),
      })),
      nights: await nightDays(sql, today, until),
      past: {
        ...past,
        stays: of('stay'),
        visits: of('visit'),
        goodsFen: goods.totals.amountFen,
        origins: await originsBetween(sql, past.from, past.until),
      },
    }
  },
})

const judged = ({ day, booked, limit }: { day: string; booked: number; limit: number }) => ({
  day,
  booked,
  limit,
  isAlert: shareOf(booked, limit) >= ALERT_SHARE,
})

type Counted = readonly { day: string; booked: number }[]

/** From the first day that was open on; a day that was not open had no visitors. */
function outlookFor(history: Counted, ahead: Counted, today: string, days: number) {
  const first = history[0]?.day
  if (first === undefined) return null
  const counted = new Map([...history, ...ahead].map(({ day, booked }) => [day, booked]))
  const before: number[] = []
  for (let day = first; day < today; day = addDays(day, 1)) before.push(counted.get(day) ?? 0)
  const coming = Array.from({ length: days }, (_, at) => addDays(today, at))
  const outlook = outlookOf(
    before,
    coming.map((day) => counted.get(day) ?? 0),
  )
  return outlook === null
    ? null
    : { ...outlook, days: outlook.days.map((one, at) => ({ day: coming[at] ?? today, ...one })) }
}
