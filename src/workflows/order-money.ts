import { z } from 'zod'
import { member, office } from '../kernel/access.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import { moneyOf, shareById, transfersOfOrder } from '../modules/ledger/index.ts'
import type { MoneyPart } from '../modules/ledger/index.ts'
import { ordersById } from '../modules/market/index.ts'
import { organisationsById } from '../modules/people/index.ts'

/** Where each fen of an order goes: `fen` is what stands today, `movedFen` what left the freeze already. */
export const orderMoney = z.object({
  paidFen: fen,
  refundedFen: fen,
  subsidyFen: fen,
  isReleased: z.boolean(),
  parts: z.array(
    z.object({
      kind: z.enum(['seller', 'commission', 'fee', 'grower', 'maker', 'carrier', 'brand', 'refunded', 'subsidy']),
      organisationId: id.nullable(),
      nameZh: z.string(),
      nameEn: z.string(),
      fen: z.int(),
      movedFen: z.int(),
      rates: z.array(z.string()),
    }),
  ),
  discounts: z.array(
    z.object({
      titleZh: z.string(),
      titleEn: z.string(),
      bearerKind: z.enum(['seller', 'platform', 'brand']),
      bearerZh: z.string(),
      bearerEn: z.string(),
      fen,
    }),
  ),
})

const transfers = z.array(
  z.object({
    id,
    at: z.date(),
    kind: z.string(),
    debit: z.string(),
    credit: z.string(),
    amountFen: fen,
    reference: id,
  }),
)

/** Null before the order was paid. The parts add up to what was paid, less the subsidies, which stand as what others put in. */
export async function orderMoneyOf(sql: Sql, orderId: string): Promise<z.input<typeof orderMoney> | null> {
  const share = await shareById(sql, orderId)
  const [order] = await ordersById(sql, [orderId])
  if (share === null || order === undefined) return null
  const { paidFen, refundedFen, subsidyFen, isReleased, parts } = moneyOf(share)
  const borne = order.lines.flatMap((line) => line.discounts)
  const ids = [...parts.map((part) => part.organisationId), ...borne.map((one) => one.bearerId)]
  const names = await organisationsById(sql, [...new Set(ids.filter((one) => one !== null))])
  const nameOf = (organisationId: string | null) => {
    const known = organisationId === null ? undefined : names.get(organisationId)
    return { nameZh: known?.nameZh ?? '', nameEn: known?.nameEn ?? '' }
  }
  const named = (part: MoneyPart) => ({ ...part, ...nameOf(part.organisationId) })
  const discounts = borne.map(({ titleZh, titleEn, bearerKind, bearerId, amountFen }) => {
    const { nameZh: bearerZh, nameEn: bearerEn } = nameOf(bearerId)
    return { titleZh, titleEn, bearerKind, bearerZh, bearerEn, fen: amountFen }
  })
  return { paidFen, refundedFen, subsidyFen, isReleased, parts: parts.map(named), discounts }
}

export const readOrderMoney = query({
  name: 'ledger.order.read',
  path: '/ledger/orders/{orderId}',
  summary: 'Who got each fen of an order, and every movement behind it',
  access: office('service_centre'),
  input: z.object({ orderId: id }),
  output: orderMoney.extend({ organisationId: id, code: z.string(), transfers }),
  refusals: ['ledger.share.unknown'],
  async run({ sql }, { orderId }) {
    const money = (await orderMoneyOf(sql, orderId)) ?? refuse('ledger.share.unknown')
    const [order] = await ordersById(sql, [orderId])
    const { organisationId, code } = order ?? refuse('ledger.share.unknown')
    return { ...money, organisationId, code, transfers: await transfersOfOrder(sql, orderId) }
  },
})

export const readSellerOrderMoney = query({
  name: 'ledger.seller_order.read',
  path: '/ledger/organisations/{organisationId}/orders/{orderId}',
  summary: "Who got each fen of one of the seller's orders",
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, orderId: id }),
  output: orderMoney,
  refusals: ['ledger.share.unknown'],
  async run({ sql }, { organisationId, orderId }) {
    const [order] = await ordersById(sql, [orderId])
    if (order?.organisationId !== organisationId) refuse('ledger.share.unknown')
    return (await orderMoneyOf(sql, orderId)) ?? refuse('ledger.share.unknown')
  },
})
