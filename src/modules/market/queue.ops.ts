import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { lockOrder } from './order.sql.ts'
import { stateAfter } from './order.ts'
import { answerPriceRow, labelPackingRow, savePackingRow } from './queue.sql.ts'

const orderRefusals = ['market.order.unknown', 'market.order.step_not_possible']

/** Packing and labels belong to an order that may be shipped. */
async function orderToShip(tx: Tx, organisationId: string, orderId: string): Promise<void> {
  const order = await lockOrder(tx, orderId)
  if (order?.organisationId !== organisationId) refuse('market.order.unknown')
  stateAfter('ship', order.state)
}

export const packOrder = operation({
  name: 'market.order.pack',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/orders/{orderId}/packing',
  summary: 'The seller has packed an order, into so many boxes; said again, the boxes are put right',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, orderId: id, boxes: z.int().min(1).max(99) }),
  output: z.object({ orderId: id, boxes: z.int() }),
  refusals: orderRefusals,
  async run({ tx, now }, { organisationId, orderId, boxes }) {
    await orderToShip(tx, organisationId, orderId)
    await savePackingRow(tx, orderId, boxes, now)
    return { orderId, boxes }
  },
})

export const labelOrder = operation({
  name: 'market.order.label',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/orders/{orderId}/labels',
  summary: 'The boxes of a packed order bear their labels',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, orderId: id }),
  output: z.object({ orderId: id }),
  refusals: [...orderRefusals, 'market.order.not_packed'],
  async run({ tx, now }, { organisationId, orderId }) {
    await orderToShip(tx, organisationId, orderId)
    if (!(await labelPackingRow(tx, orderId, now))) refuse('market.order.not_packed')
    return { orderId }
  },
})

export const answerPrice = operation({
  name: 'market.listing.answer_price',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/listings/{listingId}/price-answer',
  summary: 'The seller has looked at the price of a listing; the queue does not ask again for a while',
  access: member('seller'),
  input: z.object({ organisationId: id, listingId: id }),
  output: z.object({ listingId: id }),
  refusals: ['market.listing.unknown'],
  async run({ tx, now }, { organisationId, listingId }) {
    if (!(await answerPriceRow(tx, organisationId, listingId, now))) refuse('market.listing.unknown')
    return { listingId }
  },
})
