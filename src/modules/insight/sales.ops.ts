import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { civilDate } from '../../kernel/clock.ts'
import { query } from '../../kernel/operation.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { countedAt, firstCountedDay } from './count.sql.ts'
import { checkedPeriod, comparisons, everyDay, nothing, periodBefore, sumOf } from './sales.ts'
import { daySales, keySales, listingsNamed } from './sales.sql.ts'
import type { Dimension } from './sales.sql.ts'

const period = z.object({ from: civilDay, to: civilDay })
const asked = period.extend({ against: z.enum(comparisons).default('before') })
const totals = z.object({ orders: z.int(), units: z.int(), amountFen: z.int(), weightGrams: z.int() })
const days = z.array(totals.extend({ day: civilDay }))
const refusals = ['insight.period.backwards', 'insight.period.too_long']

export const readSalesOverview = query({
  name: 'insight.sales.overview',
  path: '/insight/sales',
  summary: 'What the county sold in a period, day by day, against an earlier one',
  access: office('service_centre'),
  input: asked,
  output: z.object({
    /** Up to which moment sales are counted; null before the first count. */
    countedAt: z.date().nullable(),
    /** The first day with sales: an earlier period cannot be compared with. */
    firstDay: civilDay.nullable(),
    period,
    before: period,
    totals,
    totalsBefore: totals,
    today: totals,
    days,
    daysBefore: days,
  }),
  refusals,
  async run({ sql, now }, input) {
    const wanted = checkedPeriod(input)
    const before = periodBefore(wanted, input.against)
    const today = civilDate(now)
    const sold = await daySales(sql, wanted)
    const soldBefore = await daySales(sql, before)
    return {
      countedAt: await countedAt(sql),
      firstDay: await firstCountedDay(sql),
      period: wanted,
      before,
      totals: sumOf(sold),
      totalsBefore: sumOf(soldBefore),
      today: (await daySales(sql, { from: today, to: today }))[0] ?? nothing,
      days: everyDay(wanted, sold),
      daysBefore: everyDay(before, soldBefore),
    }
  },
})

const sold = totals.extend({ key: z.string(), amountFenBefore: z.int(), ordersBefore: z.int() })
const limit = z.coerce.number().int().min(1).max(1000)

/** The same question along each dimension. */
function salesBy(dimension: Exclude<Dimension, 'listing'>, path: string, summary: string, limitDefault: number) {
  return query({
    name: `insight.sales.by_${dimension}`,
    path: `/insight/sales/${path}`,
    summary,
    access: office('service_centre'),
    input: asked.extend({
      order: z.enum(['largest', 'shrinking']).default('largest'),
      limit: limit.default(limitDefault),
    }),
    output: z.object({ rows: z.array(sold) }),
    refusals,
    async run({ sql }, input) {
      const wanted = checkedPeriod(input)
      const before = periodBefore(wanted, input.against)
      return { rows: await keySales(sql, dimension, wanted, before, input.order, input.limit) }
    },
  })
}

export const readSalesByVillage = salesBy('village', 'villages', 'From which villages: keys are 12-digit codes', 400)
export const readSalesByProvince = salesBy('province', 'provinces', 'To which provinces: keys are 2-digit codes', 40)
export const readSalesByCategory = salesBy('category', 'categories', 'What kinds of goods', 40)
export const readSalesBySeller = salesBy(
  'seller',
  'sellers',
  'Which sellers: keys are organisation ids; `shrinking` lists those who sold less than before',
  20,
)

export const readSalesByListing = query({
  name: 'insight.sales.by_listing',
  path: '/insight/sales/listings',
  summary: 'Which listings: what sold best, or lost most against the earlier period',
  access: office('service_centre'),
  input: asked.extend({ order: z.enum(['largest', 'shrinking']).default('largest'), limit: limit.default(20) }),
  output: z.object({
    rows: z.array(
      sold.extend({
        titleZh: z.string(),
        titleEn: z.string(),
        villageCode: z.string(),
        category: z.string(),
        organisationId: id.nullable(),
      }),
    ),
  }),
  refusals,
  async run({ sql }, input) {
    const wanted = checkedPeriod(input)
    const before = periodBefore(wanted, input.against)
    const rows = await keySales(sql, 'listing', wanted, before, input.order, input.limit)
    const names = await listingsNamed(
      sql,
      rows.map((row) => row.key),
    )
    const unnamed = { titleZh: '', titleEn: '', villageCode: '', category: '', organisationId: null }
    return {
      rows: rows.map((row) => {
        const { listingId: _listingId, ...name } = names.get(row.key) ?? { listingId: row.key, ...unnamed }
        return { ...row, ...name }
      }),
    }
  },
})
