import { expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { listSellerOrders, putInBasket } from '../../src/modules/market/index.ts'
import { openPayment } from '../../src/modules/payment/index.ts'
import { claimCoupon, makeOffer, makeOfficeOffer } from '../../src/modules/pricing/index.ts'
import { cancelMyOrder, cancelSellerOrder } from '../../src/workflows/cancel-order.ts'
import { placeOrders } from '../../src/workflows/checkout.ts'
import { makeBudget } from '../../src/workflows/list-offers.ts'
import { quoteBasket } from '../../src/workflows/price-basket.ts'
import { refundSellerOrder } from '../../src/workflows/refund-order.ts'
import { setListingRule, setPrice } from '../../src/workflows/set-price.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import {
  allIsWell,
  books,
  officer,
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

const seed = printedSeed('promotions')
const DAYS = 12
const EXPECTED = new Set(['stock.sold_out', 'market.basket.changed', 'pricing.budget.used_up', 'pricing.coupon.taken'])

type Random = ReturnType<typeof seeded>

/** Its refusal's code where an attempt is refused; anything else that goes wrong fails the simulation. */
async function tried<T>(attempt: Promise<T>): Promise<T | null> {
  try {
    return await attempt
  } catch (error) {
    if (isRefusal(error)) return null
    throw error
  }
}

/** Every kind of rule at once; budgets too small for all who would draw on them. */
async function makeRules({ county, shops }: Trade): Promise<string[]> {
  const { act, clock } = county
  const office = officer()
  const today = civilDate(clock.now())
  const days = { startsOn: today, endsOn: addDays(today, DAYS) }
  const coupons: string[] = []
  for (const [i, { owner, organisationId, listingId }] of shops.entries()) {
    await act(owner, setPrice, { organisationId, listingId, unitsFrom: 3, priceFen: 1100 - i })
    await act(owner, setPrice, {
      organisationId,
      listingId,
      startsOn: addDays(today, 2),
      endsOn: addDays(today, 5),
      priceFen: 1180,
    })
    await act(owner, setListingRule, {
      organisationId,
      listingId,
      floorFen: 700 + 90 * i,
      nearExpiry: i === 0 ? { days: 365, percent: 13 } : null,
    })
    const tiers = [
      { fromFen: 2000, offFen: 177 },
      { fromFen: 4000, offFen: 431 },
    ]
    const words = { titleZh: '满减', titleEn: 'Off', ...days }
    await act(owner, makeOffer, { organisationId, kind: 'reduction', tiers, ...words })
    const own = { kind: 'coupon' as const, tiers: [{ fromFen: 1000, offFen: 99 }], claimsMost: 25, claimsEach: 2 }
    coupons.push((await act(owner, makeOffer, { organisationId, ...own, ...words })).offerId)
  }
  for (const payerId of [null, shops[0]?.organisationId ?? null]) {
    const titles = { titleZh: '补贴', titleEn: 'Subsidy' }
    const { budgetId } = await act(office, makeBudget, { payerId, amountFen: 61_11, ...titles })
    const offer = { budgetId, ...titles, ...days }
    const percent = { kind: 'coupon' as const, tiers: [{ fromFen: 1500, percent: 11, mostFen: 700 }], claimsMost: 60 }
    coupons.push((await act(office, makeOfficeOffer, { ...offer, ...percent })).offerId)
    const tiers = [{ fromFen: 6000, offFen: 333 }]
    await act(office, makeOfficeOffer, { ...offer, kind: 'reduction', category: 'bamboo-shoots', tiers })
  }
  return coupons
}

/** A guest takes coupons, orders, and pays, forgets to, pays in silence or thinks better of it. */
async function visit(trade: Trade, guest: string, coupons: readonly string[], random: Random): Promise<void> {
  const { act } = trade.county
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(guest) }
  for (const offerId of coupons) if (random.chance(0.5)) await tried(act(buyer, claimCoupon, { offerId }))
  const lines = trade.shops
    .filter(() => random.chance(0.6))
    .map(({ listingId }) => ({ listingId, units: 1 + random.below(5) }))
  if (lines.length === 0) return
  await act(buyer, putInBasket, { lines })
  const { totalFen } = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  const placed = await act(buyer, placeOrders, { recipient, expectedFen: totalFen }).catch((error: unknown) => {
    if (isRefusal(error) && EXPECTED.has(error.code)) return null
    throw error
  })
  if (placed === null || random.chance(0.15)) return
  const opened = await tried(act(buyer, openPayment, { paymentId: placed.paymentId }))
  if (opened === null) return
  await pressAt(opened.payUrl, random.pick(['pay', 'pay', 'pay', 'lose', 'decline']))
  if (!random.chance(0.25)) return
  const [first] = await ordersOf(trade, buyer, placed.paymentId)
  await tried(act(buyer, cancelMyOrder, { orderId: first?.id ?? '' }))
}

/** A seller ships, cannot find, or refunds parts. */
async function tend(
  { county }: Trade,
  { organisationId, owner }: Trade['shops'][number],
  random: Random,
): Promise<void> {
  const { orders } = await county.act(owner, listSellerOrders, { organisationId, limit: 200 })
  for (const { id: orderId, state, lines } of orders) {
    const part = { organisationId, orderId }
    const units = [{ line: 0, units: 1 + random.below(lines[0]?.units ?? 1) }]
    if (state === 'paid' && random.chance(0.2))
      await tried(county.act(owner, cancelSellerOrder, { ...part, reason: '少了一箱', outOfStock: random.chance(0.5) }))
    else if (state === 'paid')
      await county.act(owner, shipSellerOrder, { ...part, carrier: '邮政', trackingNumber: `PRO${orderId.slice(-12)}` })
    else if (state === 'shipped' && random.chance(0.5))
      await tried(county.act(owner, refundSellerOrder, { ...part, units, reason: '坏了一些' }))
  }
}

async function timePasses({ county }: Trade): Promise<void> {
  county.clock.advance(20 * 60)
  await runJobs(
    county.app,
    'payment.ask-gateway',
    'market.expire-orders',
    'market.advance-orders',
    'payment.resend-instructions',
  )
}

test('twelve days of coupons, reductions, breaks and small budgets end with every fen borne and every budget exact', async () => {
  const trade = await openTrade({ sellers: 3, units: 700 })
  const random = seeded(seed)
  const coupons = await makeRules(trade)
  trade.faults.notice = () => (random.chance(0.3) ? [random.pick(['duplicate', 'reorder', 'lose'] as const)] : [])
  for (let day = 0; day < DAYS; day += 1) {
    const guests = Array.from({ length: 6 + random.below(6) }, (_, i) => `day ${day} guest ${i}`)
    await Promise.all(guests.map((guest) => visit(trade, guest, coupons, random)))
    await work(trade)
    for (const shop of trade.shops) await tend(trade, shop, random)
    await timePasses(trade)
    await books(trade)
    trade.county.clock.advance(86_400)
  }
  delete trade.faults.notice
  for (let day = 0; day < 24; day += 1) {
    for (const shop of trade.shops) await tend(trade, shop, random)
    await timePasses(trade)
    await work(trade)
    trade.county.clock.advance(86_400)
  }
  const { countOf } = toolsFor(trade)
  expect(await countOf('market.order_discount')).toBeGreaterThan(50)
  expect(await countOf('pricing.hold', `state IN ('used', 'released')`)).toBeGreaterThan(10)
  // Nothing stays held; a budget has spent what stands of the orders that drew on it, in proportion to their money, and nothing else.
  expect(await countOf('pricing.hold', `state = 'held'`)).toBe(0)
  expect(await countOf('pricing.claim', `state = 'held'`)).toBe(0)
  const left = `CASE WHEN l.paid_fen > 0 THEN d.amount_fen * (l.paid_fen - l.refunded_fen) / l.paid_fen
    ELSE d.amount_fen * (l.units - l.refunded_units) / l.units END`
  const stands = `SELECT coalesce(sum(${left}), 0) FROM market.order_discount d
    JOIN pricing.offer f ON f.id = d.source_id AND f.budget_id = b.id
    JOIN market.order_line l ON l.order_id = d.order_id AND l.line = d.line JOIN market."order" o ON o.id = d.order_id
    WHERE o.paid_at IS NOT NULL AND o.state <> 'cancelled'`
  const unspent = `(SELECT sum(r.amount) FROM pricing.remainder r WHERE r.of = b.id)`
  expect(await countOf('pricing.budget b', `amount_fen - ${unspent} <> (${stands})`)).toBe(0)
  expect(await countOf('pricing.budget')).toBe(2)
  // What is left and what was taken are the whole, of budgets and of coupons; a used coupon stands on one payment alone.
  expect(await countOf('pricing.remainder_fault')).toBe(0)
  const payments = `(SELECT count(DISTINCT o.payment_id) FROM pricing.hold h JOIN market."order" o ON o.id = h.order_id WHERE h.claim_id = c.id AND h.state = 'used')`
  expect(await countOf('pricing.claim c', `(state = 'used') <> (${payments} = 1) OR ${payments} > 1`)).toBe(0)
  // No unit was sold below its seller's floor.
  expect(
    await countOf(
      'market.order_line l',
      'paid_fen < units * (SELECT floor_fen FROM pricing.listing_rule r WHERE r.listing_id = l.listing_id)',
    ),
  ).toBe(0)
  await allIsWell(trade)
}, 180_000)
