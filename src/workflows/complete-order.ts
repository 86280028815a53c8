import { z } from 'zod'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { job } from '../kernel/jobs.ts'
import { openCaseOf } from '../modules/aftersales/index.ts'
import type { OrderHead, OrderStep } from '../modules/market/index.ts'
import {
  advanceOrders,
  countSoldUnits,
  dueAfter,
  dueOrders,
  lockOrder,
  setOrderDue,
  stateAfter,
} from '../modules/market/index.ts'
import { releaseAt } from './release-share.ts'

const BATCH = 200

/** What time alone does to an order: receipt is assumed, and after the return window the seller gets the money. */
export async function advanceByTime(tx: Tx, orderId: string, now: Instant): Promise<OrderStep | null> {
  const order = await lockOrder(tx, orderId)
  if (order === undefined) return null
  // Money and receipt wait for an open case; the case sets the order's clock again when it ends.
  if ((await openCaseOf(tx, order.id)) !== null) {
    setOrderDue(tx, order.id, null)
    return null
  }
  if (order.state === 'shipped') return assumeReceipt(tx, order, now)
  return order.state === 'received' ? completeOrder(tx, order, now) : null
}

async function assumeReceipt(tx: Tx, order: OrderHead, now: Instant): Promise<OrderStep> {
  const state = stateAfter('receive', order.state)
  await advanceOrders(
    tx,
    [order.id],
    { state, step: 'receive', dueAt: dueAfter('receive', now), actorKind: 'system', note: '' },
    now,
  )
  return 'receive'
}

/** The return window is over: commission and shares are split off and the rest released to the seller. */
async function completeOrder(tx: Tx, order: OrderHead, now: Instant): Promise<OrderStep> {
  const state = stateAfter('complete', order.state)
  await releaseAt(tx, 'completion', order.id, now)
  await advanceOrders(tx, [order.id], { state, step: 'complete', dueAt: null, actorKind: 'system', note: '' }, now)
  await countSoldUnits(tx, [order.id])
  tx.effects.publish({ name: 'market.order.completed', subject: order.id, data: { orderIds: [order.id] } })
  return 'complete'
}

export const advanceOrdersJob = job({
  name: 'market.advance-orders',
  payload: z.unknown(),
  every: '*/5 * * * *',
  async run(app) {
    const now = app.clock.now()
    const due = await app.database.read((sql) => dueOrders(sql, now, BATCH))
    for (const { id } of due) await app.database.transact((tx) => advanceByTime(tx, id, now))
  },
})
