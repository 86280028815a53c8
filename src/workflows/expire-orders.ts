import { z } from 'zod'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { eachInTurn, job } from '../kernel/jobs.ts'
import { advanceOrders, canTake, lockOrdersOfPayments, overduePayments } from '../modules/market/index.ts'
import { expireOffers } from '../modules/pricing/index.ts'
import { expireHolds } from '../modules/stock/index.ts'
import { expireBookings } from '../modules/supply/index.ts'

const BATCH = 200

/** Ends unpaid orders of a payment whose time is over; their stock goes back on sale. Returns how many ended. */
export async function expireOrders(tx: Tx, paymentId: string, now: Instant): Promise<number> {
  const orders = (await lockOrdersOfPayments(tx, [paymentId])).filter((o) => canTake('expire', o.state))
  if (orders.length === 0) return 0
  const ids = orders.map((o) => o.id)
  await advanceOrders(tx, ids, { state: 'expired', step: 'expire', dueAt: null, actorKind: 'system', note: '' }, now)
  await expireHolds(tx, ids, now)
  if (orders.some((o) => o.supply !== 'stock')) await expireBookings(tx, ids, now)
  if (orders.some((o) => o.discounted)) await expireOffers(tx, ids)
  return orders.length
}

export const expireOrdersJob = job({
  name: 'market.expire-orders',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const now = app.clock.now()
    const payments = await app.database.read((sql) => overduePayments(sql, now, BATCH))
    await eachInTurn(app, payments, (tx, paymentId) => expireOrders(tx, paymentId, now))
  },
})
