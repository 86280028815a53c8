import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import { query } from '../kernel/operation.ts'
import { id } from '../kernel/validation.ts'
import { basketLines, basketLineView, buyersOf } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'
import { availability } from '../modules/stock/index.ts'

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
        lines: z.array(basketLineView.extend({ availableUnits: z.int() })),
      }),
    ),
  }),
  async run({ sql, actor, now }) {
    const rows = await basketLines(sql, buyersOf(actor))
    const shelf = await availability(sql, [...new Set(rows.map((row) => row.itemId))], civilDate(now))
    const sellers = await organisationsById(sql, [...new Set(rows.map((row) => row.organisationId))])
    const lines = rows.map((row) => ({
      ...row,
      availableUnits: row.state === 'open' ? (shelf.get(row.itemId)?.units ?? 0) : 0,
    }))
    const parts = [...Map.groupBy(lines, (line) => line.organisationId)].map(([organisationId, own]) => ({
      organisationId,
      sellerZh: sellers.get(organisationId)?.nameZh ?? '',
      sellerEn: sellers.get(organisationId)?.nameEn ?? '',
      goodsFen: own.filter((line) => line.state === 'open').reduce((sum, line) => sum + line.units * line.priceFen, 0),
      lines: own,
    }))
    return { parts, goodsFen: parts.reduce((sum, part) => sum + part.goodsFen, 0) }
  },
})
