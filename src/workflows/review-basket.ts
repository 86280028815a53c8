import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import { query } from '../kernel/operation.ts'
import { id } from '../kernel/validation.ts'
import type { BasketLine } from '../modules/market/index.ts'
import { basketLines, basketLineView, buyersOf } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { pricedLineView, pricedTotals, priceGoods, totalsOf } from './price-goods.ts'
import { dueView, unitsLeft } from './units-left.ts'

export const reviewBasket = query({
  name: 'market.basket.review',
  path: '/market/basket/review',
  summary: "The asker's basket part by seller, with what is left of each line; closed lines are shown, not refused",
  access: buyer,
  input: z.object({}),
  output: z.object({
    goodsFen: z.int(),
    parts: z.array(
      z.object({
        organisationId: id,
        sellerZh: z.string(),
        sellerEn: z.string(),
        goodsFen: z.int(),
        lines: z.array(basketLineView.extend({ ...pricedLineView, availableUnits: z.int(), due: dueView.nullable() })),
      }),
    ),
    ...pricedTotals,
  }),
  async run({ sql, actor, now }) {
    const rows = await basketLines(sql, buyersOf(actor))
    const open = rows.filter((row) => row.state === 'open')
    const [left, sellers, goods] = await Promise.all([
      unitsLeft(sql, rows, civilDate(now)),
      organisationsById(sql, [...new Set(rows.map((row) => row.organisationId))]),
      priceGoods(sql, open, actor, now),
    ])
    const lines = rows.map((row) => {
      const priced = goods.lines.find((line) => line.listingId === row.listingId)
      const { availableUnits, due } = left(row)
      return { ...unpriced(row), ...priced, availableUnits: priced === undefined ? 0 : availableUnits, due }
    })
    const parts = [...Map.groupBy(lines, (line) => line.organisationId)].map(([organisationId, own]) => ({
      organisationId,
      sellerZh: sellers.get(organisationId)?.nameZh ?? '',
      sellerEn: sellers.get(organisationId)?.nameEn ?? '',
      goodsFen: own.filter((line) => line.state === 'open').reduce((sum, line) => sum + line.paidFen, 0),
      lines: own,
    }))
    return { parts, goodsFen: parts.reduce((sum, part) => sum + part.goodsFen, 0), ...totalsOf(goods) }
  },
})

/** A closed line, which no rule prices. */
const unpriced = (row: BasketLine) => ({
  ...row,
  listFen: row.priceFen,
  priceSource: 'list' as const,
  group: null,
  discounts: [],
  discountFen: 0,
  paidFen: row.units * row.priceFen,
})
