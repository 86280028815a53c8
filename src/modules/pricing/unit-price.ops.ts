import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { listingRulesOf, removeUnitPriceRow, unitPricesOf } from './unit-price.sql.ts'

const group = z.object({ id, nameZh: z.string(), nameEn: z.string() })
export const unitPriceView = z.object({
  id,
  listingId: id,
  group: group.nullable(),
  unitsFrom: z.int(),
  startsOn: civilDay.nullable(),
  endsOn: civilDay.nullable(),
  priceFen: fen,
})

export const listPrices = query({
  name: 'pricing.unit_price.list',
  path: '/pricing/organisations/{organisationId}/unit-prices',
  summary: "A seller's prices beside those on the listings, and the limits of each listing",
  access: member('seller'),
  input: z.object({ organisationId: id }),
  output: z.object({
    prices: z.array(unitPriceView),
    rules: z.array(
      z.object({
        listingId: id,
        floorFen: fen.nullable(),
        nearExpiryDays: z.int().nullable(),
        nearExpiryPercent: z.int().nullable(),
      }),
    ),
  }),
  run: async ({ sql }, { organisationId }) => ({
    prices: await unitPricesOf(sql, organisationId),
    rules: await listingRulesOf(sql, organisationId),
  }),
})

export const removePrice = operation({
  name: 'pricing.unit_price.remove',
  method: 'DELETE',
  path: '/pricing/organisations/{organisationId}/unit-prices/{priceId}',
  summary: 'Takes a price out of the list',
  access: member('seller'),
  input: z.object({ organisationId: id, priceId: id }),
  output: z.object({ priceId: id }),
  refusals: ['pricing.unit_price.unknown'],
  async run({ tx }, { organisationId, priceId }) {
    if (!(await removeUnitPriceRow(tx, organisationId, priceId))) refuse('pricing.unit_price.unknown')
    return { priceId }
  },
})
