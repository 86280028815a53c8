import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addDays, addMonths, civilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { analysedAt } from './analysis.count.sql.ts'
import type { PlaceSum } from './analysis.sql.ts'
import {
  bandsOf,
  basketsOf,
  claimsOf,
  cohortRows,
  countyPlacesOf,
  firstVisitDay,
  funnelDays,
  ordersOf,
  placesOf,
  repeatsOf,
} from './analysis.sql.ts'
import { BANDS_FEN, cohortsOf, funnelOf, monthOf, noFunnel } from './analysis.ts'
import type { Period } from './sales.ts'
import { checkedPeriod, comparisons, daysIn, periodBefore } from './sales.ts'

const period = z.object({ from: civilDay, to: civilDay })
const asked = period.extend({ against: z.enum(comparisons).default('before') })
const refusals = ['insight.period.backwards', 'insight.period.too_long']
const count = z.int().min(0)

/** A question that the county and a seller ask alike: `key` is empty for the county, a seller's id for its own figures. */
type Question<O extends z.ZodType> = {
  name: string
  path: string
  summary: string
  output: O
  answer(sql: Sql, key: string, asked: { period: Period; before: Period }, now: Instant): Promise<z.input<O>>
}
type Asked = z.output<typeof asked>

function periodsOf(input: Asked): { period: Period; before: Period } {
  const wanted = checkedPeriod(input)
  return { period: wanted, before: periodBefore(wanted, input.against) }
}

const ofCounty = <O extends z.ZodType>({ name, path, summary, output, answer }: Question<O>) =>
  query({
    name: `insight.county.${name}`,
    path: `/insight/county/${path}`,
    summary: `${summary}; the whole county`,
    access: office('service_centre'),
    input: asked,
    output,
    refusals,
    run: ({ sql, now }, input) => answer(sql, '', periodsOf(input), now),
  })

const ofSeller = <O extends z.ZodType>({ name, path, summary, output, answer }: Question<O>) =>
  query({
    name: `insight.seller.${name}`,
    path: `/insight/organisations/{organisationId}/${path}`,
    summary: `${summary}; a seller's own figures`,
    access: member('seller', 'bookkeeper'),
    input: asked.extend({ organisationId: id }),
    output,
    refusals,
    run: ({ sql, now }, { organisationId, ...input }) => answer(sql, organisationId, periodsOf(input), now),
  })

const funnel = z.object({ visitors: count, views: count, baskets: count, placers: count, payers: count })
const conversionView = z.object({
  /** Up to which moment orders are counted; null before the first count. */
  countedAt: z.date().nullable(),
  /** The first day on which visits were counted: earlier orders have no visits beside them. */
  firstVisitDay: civilDay.nullable(),
  totals: funnel,
  totalsBefore: funnel,
  days: z.array(funnel.extend({ day: civilDay })),
})

const conversion: Question<typeof conversionView> = {
  name: 'conversion',
  path: 'conversion',
  summary: 'How many looked, put something into the basket, ordered and paid, day by day',
  output: conversionView,
  async answer(sql, key, { period: wanted, before }) {
    const [days, daysBefore] = [await funnelDays(sql, key, wanted), await funnelDays(sql, key, before)]
    const byDay = new Map(days.map((one) => [one.day, one]))
    return {
      countedAt: await analysedAt(sql),
      firstVisitDay: await firstVisitDay(sql, key),
      totals: funnelOf(days),
      totalsBefore: funnelOf(daysBefore),
      days: Array.from({ length: daysIn(wanted) }, (_, at) => {
        const day = addDays(wanted.from, at)
        return { ...noFunnel, ...byDay.get(day), day }
      }),
    }
  },
}

const sums = z.object({ baskets: count, lines: count, units: count, goodsFen: fen })
const basketsView = z.object({
  totals: sums,
  totalsBefore: sums,
  /** Checkouts by what their goods cost; every band stands, also an empty one. */
  bands: z.array(z.object({ fromFen: count, baskets: count })),
})
const baskets: Question<typeof basketsView> = {
  name: 'baskets',
  path: 'baskets',
  summary: 'What one paid checkout holds: lines, units, money',
  output: basketsView,
  async answer(sql, key, { period: wanted, before }) {
    const found = new Map((await bandsOf(sql, key, wanted)).map((band) => [band.fromFen, band.baskets]))
    return {
      totals: await basketsOf(sql, key, wanted),
      totalsBefore: await basketsOf(sql, key, before),
      bands: BANDS_FEN.map((fromFen) => ({ fromFen, baskets: found.get(fromFen) ?? 0 })),
    }
  },
}

/** Cohorts of a year and the month at hand. */
const COHORT_MONTHS = 12
const buyersView = z.object({
  cohorts: z.array(
    z.object({
      firstMonth: civilDay,
      buyers: count,
      months: z.array(z.object({ month: civilDay, buyers: count, share: z.number(), amountFen: fen })),
    }),
  ),
  /** By kind of goods, in the months the period touches: first purchases and those of buyers who came back. */
  repeats: z.array(z.object({ category: z.string(), firstFen: fen, againFen: fen, againOrders: count })),
})
const buyers: Question<typeof buyersView> = {
  name: 'buyers',
  path: 'buyers',
  summary: 'Who comes back: buyers by the month of their first purchase, and what repeat buyers buy',
  output: buyersView,
  async answer(sql, key, { period: wanted }, now) {
    const thisMonth = monthOf(civilDate(now))
    const rows = await cohortRows(sql, key, addMonths(thisMonth, -COHORT_MONTHS))
    return {
      cohorts: cohortsOf(rows, thisMonth),
      repeats: await repeatsOf(sql, key, monthOf(wanted.from), monthOf(wanted.to)),
    }
  },
}

const claim = z.object({ name: z.string(), cases: count, refundedFen: fen, freightFen: fen, casesBefore: count })
const claimsView = z.object({
  /** Orders paid in the same days that still stand. */
  orders: count,
  causes: z.array(claim),
  villages: z.array(claim),
  provinces: z.array(claim),
})
const claims: Question<typeof claimsView> = {
  name: 'claims',
  path: 'claims',
  summary: 'What goes wrong after the sale, by cause, village and province, and what it costs',
  output: claimsView,
  async answer(sql, key, { period: wanted, before }) {
    return {
      orders: await ordersOf(sql, key, wanted),
      causes: await claimsOf(sql, 'cause', key, wanted, before),
      villages: await claimsOf(sql, 'village', key, wanted, before),
      provinces: await claimsOf(sql, 'province', key, wanted, before),
    }
  },
}

const place = z.object({ place: z.string(), orders: count, amountFen: fen, amountFenBefore: fen })
const placesView = z.object({ villages: z.array(place), provinces: z.array(place) })
const places: Question<typeof placesView> = {
  name: 'places',
  path: 'places',
  summary: 'Sales by village and by province, beside the earlier period',
  output: placesView,
  async answer(sql, key, { period: wanted, before }) {
    const ask = (dimension: 'village' | 'province'): Promise<PlaceSum[]> =>
      key === '' ? countyPlacesOf(sql, dimension, wanted, before) : placesOf(sql, key, dimension, wanted, before)
    return { villages: await ask('village'), provinces: await ask('province') }
  },
}

export const readCountyConversion = ofCounty(conversion)
export const readCountyBaskets = ofCounty(baskets)
export const readCountyBuyers = ofCounty(buyers)
export const readCountyClaims = ofCounty(claims)
export const readCountyPlaces = ofCounty(places)
export const readSellerConversion = ofSeller(conversion)
export const readSellerBaskets = ofSeller(baskets)
export const readSellerBuyers = ofSeller(buyers)
export const readSellerClaims = ofSeller(claims)
export const readSellerPlaces = ofSeller(places)

export const analysisOperations = [
  readCountyConversion,
  readCountyBaskets,
  readCountyBuyers,
  readCountyClaims,
  readCountyPlaces,
  readSellerConversion,
  readSellerBaskets,
  readSellerBuyers,
  readSellerClaims,
  readSellerPlaces,
]
