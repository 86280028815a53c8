import { expect, test } from 'vitest'
import { outcomeOf } from '../harness/outcome.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import { saveFreightTemplate } from '../../src/modules/delivery/index.ts'
import { changeWeighing, confirmReceipt, listSellerOrders, putInBasket } from '../../src/modules/market/index.ts'
import { openPayment } from '../../src/modules/payment/index.ts'
import { claimCoupon, makeOfficeOffer } from '../../src/modules/pricing/index.ts'
import { cancelSellerOrder } from '../../src/workflows/cancel-order.ts'
import { placeOrders } from '../../src/workflows/checkout.ts'
import { makeBudget } from '../../src/workflows/list-offers.ts'
import { quoteBasket } from '../../src/workflows/price-basket.ts'
import { refundSellerOrder } from '../../src/workflows/refund-order.ts'
import { requestInvoice } from '../../src/workflows/request-invoice.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import {
  allIsWell,
  books,
  officer,
  openTrade,
  pressAt,
  recipient,
  toolsFor,
  work,
} from '../../src/workflows/testing.ts'
import type { Trade } from '../../src/workflows/testing.ts'
import { weighSellerOrder } from '../../src/workflows/weigh-order.ts'
import { everyReportAgrees } from '../harness/reports.ts'
import { runJobs } from '../harness/jobs.ts'
import { printedSeed, seeded } from './random.ts'

const seed = printedSeed('weighing')
const DAY = 86_400
type Random = ReturnType<typeof seeded>
type Shop = Trade['shops'][number]

test('three weeks of scales: wrong figures, corrections, coupons, refunds and retries, and every report says the same', async () => {
  const trade = await openTrade({ sellers: 3, units: 900 })
  const random = seeded(seed)
  const offerId = await openScales(trade)
  for (let day = 0; day < 21; day += 1) {
    if (day < 14)
      for (let guest = 0; guest < 4; guest += 1) await buy(trade, `day ${day} guest ${guest}`, offerId, random)
    await work(trade)
    for (const shop of trade.shops) await tend(trade, shop, random)
    await runJobs(trade.county.app, 'market.advance-orders', 'market.expire-orders', 'payment.resend-instructions')
    await books(trade)
    trade.county.clock.advance(DAY)
  }
  const { countOf } = toolsFor(trade)
  expect(await countOf('market.weighing')).toBeGreaterThan(20)
  expect(await countOf('market.refund', `cause = 'weighing'`)).toBeGreaterThan(10)
  await everyReportAgrees(trade)
  await allIsWell(trade)
}, 180_000)

/** Two shops sell by weight, the third by the unit; freight has small steps, and the county gives a coupon. */
async function openScales({ county: { act, clock }, shops }: Trade): Promise<string> {
  const rules = [{ provinces: [], firstGrams: 250, firstFen: 500, stepGrams: 100, stepFen: 90 }]
  for (const [at, { owner, organisationId, listingId }] of shops.entries()) {
    await act(owner, saveFreightTemplate, { organisationId, name: '标准', rules })
    const terms = {
      organisationId,
      listingId,
      basisGrams: at === 0 ? (500 as const) : (1000 as const),
      tolerancePercent: 15,
    }
    if (at < 2) await act(owner, changeWeighing, { ...terms, basisFen: at === 0 ? 2468 : 5556 })
  }
  const office = officer()
  const { budgetId } = await act(office, makeBudget, { titleZh: '开秤', titleEn: 'Scales', amountFen: 50_000 })
  const today = civilDate(clock.now())
  const common = { budgetId, kind: 'coupon' as const, titleZh: '县里补贴', titleEn: 'From the county', claimsMost: 500 }
  const tiers = [{ fromFen: 3000, percent: 7, mostFen: 1111 }]
  return (await act(office, makeOfficeOffer, { ...common, tiers, startsOn: today, endsOn: addDays(today, 60) })).offerId
}

async function buy(trade: Trade, guest: string, offerId: string, random: Random): Promise<void> {
  const { act } = trade.county
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(guest) }
  const chosen = trade.shops.filter(() => random.chance(0.7))
  if (chosen.length === 0) return
  if (random.chance(0.5)) await act(buyer, claimCoupon, { offerId })
  await act(buyer, putInBasket, {
    lines: chosen.map(({ listingId }) => ({ listingId, units: 1 + random.below(5) })),
  })
  const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  const { paymentId } = await act(buyer, placeOrders, { recipient, expectedFen: quote.totalFen })
  if (random.chance(0.9)) await pressAt((await act(buyer, openPayment, { paymentId })).payUrl, 'pay')
}

/** Sellers weigh well, badly or twice, refund, forget the scale before shipping, and are held to it. */
async function tend({ county }: Trade, shop: Shop, random: Random): Promise<void> {
  const { organisationId, owner } = shop
  const { orders } = await county.act(owner, listSellerOrders, { organisationId, limit: 200 })
  for (const { id: orderId, state, lines, buyerId } of orders) {
    const part = { organisationId, orderId }
    const units = [{ line: 0, units: 1 }]
    const ship = () =>
      county.act(owner, shipSellerOrder, { ...part, carrier: '邮政', trackingNumber: `W${orderId.slice(-12)}` })
    if (state === 'paid') {
      const dice = random.below(10)
      if (dice === 0)
        await outcomeOf(county.act(owner, cancelSellerOrder, { ...part, reason: '缺货', outOfStock: false }))
      if (dice === 1) await outcomeOf(county.act(owner, refundSellerOrder, { ...part, units, reason: '少一份' }))
      const [line] = lines
      for (let time = random.below(3); time > 0; time -= 1) {
        const grams = Math.round(((line?.units ?? 1) * 250 * (300 + random.below(1000))) / 1000)
        const figure = { line: 0, grams, reason: random.chance(0.7) ? '脱水' : '' }
        await outcomeOf(county.act(owner, weighSellerOrder, { ...part, lines: [figure] }))
      }
      await outcomeOf(ship())
    }
    const buyer: Actor = { kind: 'guest', guestId: buyerId }
    if (state === 'shipped' && random.chance(0.5)) await outcomeOf(county.act(buyer, confirmReceipt, { orderId }))
    if (state === 'received' && random.chance(0.2))
      await outcomeOf(county.act(owner, refundSellerOrder, { ...part, units, reason: '坏了' }))
    if (state === 'received' && random.chance(0.3))
      await outcomeOf(county.act(buyer, requestInvoice, { orderId, kind: 'personal', name: '张三' }))
  }
}
