import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import { hasItsNumber, insertRequest, titleFields, withItsNumber } from '../modules/invoicing/index.ts'
import { lockOrder } from '../modules/market/index.ts'

export const requestInvoice = operation({
  name: 'invoicing.request.ask',
  method: 'POST',
  path: '/invoicing/orders/{orderId}/requests',
  summary: 'The buyer asks the seller for an invoice over what was paid for an order, less what went back',
  access: buyer,
  limitPerMinute: 20,
  input: z.object({ orderId: id, ...titleFields }),
  output: z.object({ requestId: id, amountFen: fen }),
  refusals: [
    'market.order.unknown',
    'invoicing.title.bad_number',
    'invoicing.request.not_yet',
    'invoicing.request.nothing_paid',
    'invoicing.request.asked_already',
  ],
  async run({ tx, actor, now }, { orderId, ...typed }) {
    if (!hasItsNumber(typed)) refuse('invoicing.title.bad_number')
    const order = await lockOrder(tx, orderId)
    if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
    if (order.state === 'refunded') refuse('invoicing.request.nothing_paid')
    if (order.state !== 'received' && order.state !== 'completed') refuse('invoicing.request.not_yet')
    const amountFen = order.goodsFen + order.freightFen - order.refundedFen
    if (amountFen === 0) refuse('invoicing.request.nothing_paid')
    const requestId = uuidv7(now)
    const { code: orderCode, organisationId, buyerId } = order
    await insertRequest(
      tx,
      { ...withItsNumber(typed), id: requestId, orderId, orderCode, organisationId, buyerId, amountFen },
      now,
    )
    tx.effects.publish({
      name: 'invoicing.request.asked',
      subject: requestId,
      data: { orderId, organisationId, amountFen },
    })
    return { requestId, amountFen }
  },
})
