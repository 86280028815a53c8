import { expect, test } from 'vitest'
import { outcomeOf } from '../harness/outcome.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import type { OrderState } from '../../src/modules/market/index.ts'
import { confirmReceipt, listSellerOrders, putInBasket } from '../../src/modules/market/index.ts'
import { openPayment } from '../../src/modules/payment/index.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { cancelMyOrder, cancelSellerOrder } from '../../src/workflows/cancel-order.ts'
import { placeOrders } from '../../src/workflows/checkout.ts'
import { quoteBasket } from '../../src/workflows/price-basket.ts'
import { refundSellerOrder } from '../../src/workflows/refund-order.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import {
  allIsWell,
  billsAgree,
  books,
  openTrade,
  ordersOf,
  pressAt,
  recipient,
  toolsFor,
  work,
} from '../../src/workflows/testing.ts'
import type { Trade } from '../../src/workflows/testing.ts'
import { runJobs } from '../harness/jobs.ts'
import { printedSeed, seeded } from './random.ts'

const seed = printedSeed('county')
const DAY = 86_400

/** Fills a basket and places it; the refusal's code where stock ran out. */
async function place(
  trade: Trade,
  buyer: Actor,
  lines: { listingId: string; units: number }[],
): Promise<string | null> {
  const { act } = trade.county
  await act(buyer, putInBasket, { lines })
  const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  try {
    return (await act(buyer, placeOrders, { recipient, expectedFen: quote.totalFen })).paymentId
  } catch (error) {
    if (isRefusal(error) && error.code === 'stock.sold_out') return null
    throw error
  }
}

test('32 shoppers for the last 100 units: exactly 100 are sold and paid', async () => {
  const trade = await openTrade({ sellers: 1, units: 100 })
  const [shop] = trade.shops
  const random = seeded(seed)
  let paid = 0
  await Promise.all(
    Array.from({ length: 32 }, async (_, shopper) => {
      const buyer: Actor = { kind: 'guest', guestId: guestIdOf(`shopper ${shopper}`) }
      for (let soldOut = false; !soldOut;) {
        const units = 1 + random.below(2)
        const paymentId =
          (await place(trade, buyer, [{ listingId: shop?.listingId ?? '', units }])) ??
          (units > 1 ? await place(trade, buyer, [{ listingId: shop?.listingId ?? '', units: 1 }]) : null)
        soldOut = paymentId === null
        if (paymentId === null) continue
        const { payUrl } = await trade.county.act(buyer, openPayment, { paymentId })
        expect((await pressAt(payUrl, 'pay')).status).toBe(303)
        const [order] = await ordersOf(trade, buyer, paymentId)
        paid += order?.lines.reduce((sum, l) => sum + l.units, 0) ?? 0
      }
    }),
  )
  await work(trade)
  const { countOf } = toolsFor(trade)
  expect(paid).toBe(100)
  expect(await countOf('stock.lot', 'sold_units = 100 AND available_units = 0 AND held_units = 0')).toBe(1)
  expect(await countOf('market."order"', `state <> 'paid'`)).toBe(0)
  await allIsWell(trade)
}, 60_000)

test('three weeks of a county in which everything goes wrong end with every fen and every unit accounted for', async () => {
  const trade = await openTrade({ sellers: 4, units: 400 })
  const random = seeded(seed + 1)
  const { county, shops } = trade
  badDays(trade, random)
  for (let day = 0; day < 21; day += 1) {
    const guests = Array.from({ length: 3 + random.below(6) }, (_, i) => `day ${day} guest ${i}`)
    await Promise.all(guests.map((guest) => visit(trade, guest, random)))
    await work(trade)
    for (const shop of shops) await tend(trade, shop, random)
    county.clock.advance(random.below(20) * 60)
    await runJobs(
      trade.county.app,
      'payment.ask-gateway',
      'market.expire-orders',
      'market.advance-orders',
      'payment.resend-instructions',
    )
    await books(trade)
    expect(await shelvesAsOrders(trade)).toBe(0)
    county.clock.advance(DAY)
  }
  await lastWeeks(trade)
  const { countOf } = toolsFor(trade)
  expect(await countOf('market."order"')).toBeGreaterThan(50)
  expect(await countOf('stock.hold', `state = 'held'`)).toBe(0)
  expect(await countOf('market."order"', `state NOT IN ('completed', 'cancelled', 'expired', 'refunded')`)).toBe(0)
  expect(await countOf('ledger.frozen', 'released_fen + commission_fen + refunded_fen <> amount_fen')).toBe(0)
  expect(
    await countOf(
      'market."order" o',
      'o.refunded_fen <> (SELECT coalesce(max(refunded_fen), 0) FROM ledger.frozen f WHERE f.order_id = o.id)',
    ),
  ).toBe(0)
  // What went back of an order is what went back of its lines and its freight.
  const lineRefunds = '(SELECT sum(l.refunded_fen) FROM market.order_line l WHERE l.order_id = o.id)'
  expect(await countOf('market."order" o', `refunded_fen <> freight_refunded_fen + ${lineRefunds}`)).toBe(0)
  expect(await soldTwice(trade)).toBe(0)
  await allIsWell(trade)
  expect(await billsAgree(trade)).toEqual([])
}, 180_000)

/** The bank has a bad month: every fault it knows, now and then. */
function badDays({ faults }: Trade, random: ReturnType<typeof seeded>): void {
  faults.notice = () => {
    const dice = random.below(12)
    if (dice < 5) return [(['duplicate', 'reorder', 'lose', 'forge', 'tamper_amount'] as const)[dice] as 'duplicate']
    return dice === 5 ? [{ delaySeconds: random.below(3000) }] : []
  }
  faults.answer = ({ name }) => {
    const dice = random.below(14)
    if (name === 'bill' || dice > 3) return null
    return ([{ pendingSeconds: random.below(5000) }, 'refuse', 'unreachable', 'time_out'] as const)[dice] ?? null
  }
}

/** A guest orders of some sellers and pays, forgets to, pays in silence, pays twice, or thinks better of it. */
async function visit(trade: Trade, guest: string, random: ReturnType<typeof seeded>): Promise<void> {
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(guest) }
  const chosen = trade.shops.filter(() => random.chance(0.6))
  if (chosen.length === 0) return
  const paymentId = await place(
    trade,
    buyer,
    chosen.map((shop) => ({ listingId: shop.listingId, units: 1 + random.below(4) })),
  )
  if (paymentId === null || random.chance(0.15)) return
  const opened = await trade.county.act(buyer, openPayment, { paymentId }).catch((error: unknown) => {
    if (isRefusal(error)) return null
    throw error
  })
  if (opened === null) return
  const button = random.pick(['pay', 'pay', 'pay', 'lose', 'decline'])
  await pressAt(opened.payUrl, button)
  if (random.chance(0.2)) await pressAt(opened.payUrl, button)
  if (!random.chance(0.2)) return
  const [first] = await ordersOf(trade, buyer, paymentId)
  await outcomeOf(trade.county.act(buyer, cancelMyOrder, { orderId: first?.id ?? '' }))
}

/** A seller ships most orders, cannot find some, refunds part of others; some buyers say that they have the goods. */
async function tend({ county }: Trade, shop: Trade['shops'][number], random: ReturnType<typeof seeded>): Promise<void> {
  const { organisationId, owner } = shop
  const { orders } = await county.act(owner, listSellerOrders, { organisationId, limit: 200 })
  for (const { id: orderId, state, lines, buyerId } of orders) {
    const units = [{ line: 0, units: 1 + random.below(lines[0]?.units ?? 1) }]
    const part = { organisationId, orderId }
    const acts: Partial<Record<OrderState, () => Promise<unknown>>> = {
      paid: () =>
        random.chance(0.1)
          ? county.act(owner, cancelSellerOrder, { ...part, reason: '少了一箱', outOfStock: random.chance(0.5) })
          : random.chance(0.2)
            ? county.act(owner, refundSellerOrder, { ...part, units, reason: '少几份', outOfStock: random.chance(0.3) })
            : county.act(owner, shipSellerOrder, {
                ...part,
                carrier: '邮政',
                trackingNumber: `SIM${orderId.slice(-12)}`,
              }),
      shipped: () =>
        random.chance(0.3)
          ? county.act({ kind: 'guest', guestId: buyerId }, confirmReceipt, { orderId })
          : county.act(owner, refundSellerOrder, { ...part, units, reason: '坏了一些' }),
      received: () => county.act(owner, refundSellerOrder, { ...part, units, reason: '退一些' }),
    }
    const act = acts[state]
    if (act !== undefined && random.chance(0.5)) await outcomeOf(act())
  }
}

/** The bank is well again and time does the rest. */
async function lastWeeks(trade: Trade): Promise<void> {
  delete trade.faults.notice
  delete trade.faults.answer
  for (const shop of trade.shops) await shipAll(trade, shop)
  for (let day = 0; day < 24; day += 1) {
    trade.county.clock.advance(DAY)
    await work(trade)
    await runJobs(
      trade.county.app,
      'payment.ask-gateway',
      'market.expire-orders',
      'market.advance-orders',
      'payment.resend-instructions',
    )
    for (const shop of trade.shops) await shipAll(trade, shop)
  }
  await work(trade)
}

async function shipAll({ county }: Trade, { organisationId, owner }: Trade['shops'][number]): Promise<void> {
  const { orders } = await county.act(owner, listSellerOrders, { organisationId, state: 'paid', limit: 200 })
  for (const { id: orderId } of orders) {
    await county.act(owner, shipSellerOrder, {
      organisationId,
      orderId,
      carrier: '邮政',
      trackingNumber: `END${orderId.slice(-12)}`,
    })
  }
}

/** Paid orders for which the shelf keeps other than what they are still to get. */
async function shelvesAsOrders(trade: Trade): Promise<number> {
  const kept = `(SELECT coalesce(sum(h.units), 0) FROM stock.hold h WHERE h.order_id = o.id AND h.state = 'sold')`
  const wanted = `(SELECT sum(l.units - l.refunded_units) FROM market.order_line l WHERE l.order_id = o.id)`
  const lots = `(SELECT coalesce(sum(t.units), 0) FROM market.order_line_lot t WHERE t.order_id = o.id)`
  return toolsFor(trade).countOf(
    'market."order" o',
    `state = 'paid' AND (${kept} <> ${wanted} OR ${lots} <> ${wanted})`,
  )
}

/** Lots whose sold units are not exactly those of orders that kept them. */
async function soldTwice(trade: Trade): Promise<number> {
  return toolsFor(trade).countOf(
    'stock.lot l',
    `l.sold_units <> (SELECT coalesce(sum(t.units), 0) FROM market.order_line_lot t JOIN market."order" o ON o.id = t.order_id
      WHERE t.lot_id = l.id AND o.paid_at IS NOT NULL AND o.shipped_at IS NOT NULL)`,
  )
}
