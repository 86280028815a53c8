import { z } from 'zod'
import type { App } from '../kernel/app.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { job } from '../kernel/jobs.ts'
import { ordersInCase } from '../modules/aftersales/index.ts'
import type { OrderHead } from '../modules/market/index.ts'
import {
  advanceOrders,
  countSoldUnits,
  dueAfter,
  dueOrders,
  lockOrders,
  setOrderDue,
  stateAfter,
} from '../modules/market/index.ts'
import { releaseAt } from './release-share.ts'

const BATCH = 200
/** Orders decided in one transaction. More would keep their sellers' purses locked for longer than a refund should wait. */
const TOGETHER = 25

/** What time alone does to orders: receipt is assumed, and after the return window the sellers get the money. */
export async function advanceByTime(tx: Tx, orderIds: readonly string[], now: Instant): Promise<void> {
  const orders = await lockOrders(tx, orderIds)
  const inCase = await ordersInCase(tx, orderIds)
  // Money and receipt wait for an open case; the case sets the order's clock again when it ends.
  for (const { id } of orders) if (inCase.has(id)) setOrderDue(tx, id, null)
  const free = orders.filter(({ id }) => !inCase.has(id))
  await assumeReceipt(tx, idsIn(free, 'shipped'), now)
  await completeOrders(
    tx,
    free.filter(({ state }) => state === 'received'),
    now,
  )
}

const idsIn = (orders: readonly OrderHead[], state: OrderHead['state']) =>
  orders.filter((one) => one.state === state).map(({ id }) => id)

async function assumeReceipt(tx: Tx, orderIds: readonly string[], now: Instant): Promise<void> {
  if (orderIds.length === 0) return
  const state = stateAfter('receive', 'shipped')
  const dueAt = dueAfter('receive', now)
  await advanceOrders(tx, orderIds, { state, step: 'receive', dueAt, actorKind: 'system', note: '' }, now)
}

/** The return window is over: commission and shares are split off and the rest released to the sellers. */
async function completeOrders(tx: Tx, orders: readonly OrderHead[], now: Instant): Promise<void> {
  if (orders.length === 0) return
  const ids = orders.map(({ id }) => id)
  await releaseAt(tx, 'completion', ids, now)
  const state = stateAfter('complete', 'received')
  await advanceOrders(tx, ids, { state, step: 'complete', dueAt: null, actorKind: 'system', note: '' }, now)
  await countSoldUnits(tx, ids)
  for (const id of ids) tx.effects.publish({ name: 'market.order.completed', subject: id, data: { orderIds: [id] } })
}

export const advanceOrdersJob = job({
  name: 'market.advance-orders',
  payload: z.unknown(),
  every: '*/5 * * * *',
  async run(app) {
    const now = app.clock.now()
    const due = (await app.database.read((sql) => dueOrders(sql, now, BATCH))).map(({ id }) => id)
    for (let at = 0; at < due.length; at += TOGETHER) await advanceSome(app, due.slice(at, at + TOGETHER), now)
  },
})

/** Together, or, where one of them cannot be moved on, each by itself: the others do not wait for it. */
async function advanceSome(app: App, orderIds: readonly string[], now: Instant): Promise<void> {
  try {
    await app.database.transact((tx) => advanceByTime(tx, orderIds, now))
  } catch (error) {
    if (orderIds.length > 1) for (const id of orderIds) await advanceSome(app, [id], now)
    else app.log.error({ err: error, order: orderIds[0] }, 'an order could not be moved on')
  }
}
