import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import { addDays, startOfDay } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { refundCauses } from './order.ts'
import { refundRows, refundTotals } from './refund.sql.ts'

const asked = {
  from: civilDay,
  to: civilDay,
  cause: z.enum(refundCauses).optional(),
  before: id.optional(),
  limit: z.coerce.number().int().min(1).max(2000).default(100),
}
const refunds = z.object({
  refunds: z.array(
    z.object({
      id,
      orderId: id,
      orderCode: z.string(),
      organisationId: id,
      at: z.date(),
      cause: z.enum(refundCauses),
      amountFen: fen,
      freightFen: fen,
      reason: z.string(),
      actorKind: z.string(),
    }),
  ),
  /** What each cause came to in the whole period. */
  totals: z.array(z.object({ cause: z.enum(refundCauses), refunds: z.int(), orders: z.int(), amountFen: fen })),
})
type Asked = z.output<z.ZodObject<typeof asked>>

async function read(sql: Sql, { from, to, cause, before, limit }: Asked, organisationId: string | null) {
  const period = { from: startOfDay(from), to: startOfDay(addDays(to, 1)) }
  const filter = { ...period, cause: cause ?? null, organisationId }
  return {
    refunds: await refundRows(sql, filter, before ?? null, limit),
    totals: await refundTotals(sql, filter),
  }
}

export const listRefunds = query({
  name: 'market.refund.list',
  path: '/market/refunds',
  summary: 'Refunds between two days, both included, by cause and seller, newest first, and what each cause came to',
  access: office('service_centre'),
  input: z.object({ ...asked, sellerId: id.optional() }),
  output: refunds,
  run: ({ sql }, { sellerId, ...input }) => read(sql, input, sellerId ?? null),
})

export const listSellerRefunds = query({
  name: 'market.refund.seller_list',
  path: '/market/organisations/{organisationId}/refunds',
  summary: "A seller's refunds between two days, both included, newest first, and what each cause came to",
  access: member('seller', 'bookkeeper'),
  input: z.object({ ...asked, organisationId: id }),
  output: refunds,
  run: ({ sql }, { organisationId, ...input }) => read(sql, input, organisationId),
})
