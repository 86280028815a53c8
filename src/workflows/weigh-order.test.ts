import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyReportAgrees } from '../../tests/harness/reports.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { statement } from '../kernel/database.ts'
import { runJob } from '../kernel/jobs.ts'
import { saveFreightTemplate } from '../modules/delivery/index.ts'
import { stateSharingRule } from '../modules/ledger/index.ts'
import {
  changePrice,
  changeWeighing,
  confirmReceipt,
  listSellerOrders,
  putInBasket,
  readSellerOrder,
} from '../modules/market/index.ts'
import { foundOrganisation, villages } from '../modules/people/index.ts'
import { claimCoupon, makeOfficeOffer } from '../modules/pricing/index.ts'
import { placeOrders } from './checkout.ts'
import { advanceOrdersJob } from './complete-order.ts'
import { makeBudget } from './list-offers.ts'
import { readSellerOrderMoney } from './order-money.ts'
import { priceForMany, quoteBasket } from './price-basket.ts'
import { readCountyVouchers, readSellerVouchers } from './read-vouchers.ts'
import { refundSellerOrder } from './refund-order.ts'
import { requestInvoice } from './request-invoice.ts'
import { allIsWell, officer, openTrade, ordersOf, press, recipient, toolsFor, work } from './testing.ts'
import type { Ordered } from './testing.ts'
import { listToWeigh, weighSellerOrder } from './weigh-order.ts'

const trade = await openTrade({ units: 2000 })
const { act, app, clock } = trade.county
const { ship, countOf, instructions } = toolsFor(trade)
const [shop, other] = trade.shops as [(typeof trade.shops)[0], (typeof trade.shops)[0]]
const { owner, organisationId, listingId } = shop

// ¥24.68 for 500 g, in units of about 250 g, which cost ¥12.34 each; freight of 250 g, then ¥1.00 for each started 100 g.
await act(owner, changeWeighing, { organisationId, listingId, basisGrams: 500, basisFen: 2468, tolerancePercent: 20 })
const rules = [{ provinces: [], firstGrams: 250, firstFen: 500, stepGrams: 100, stepFen: 100 }]
await act(owner, saveFreightTemplate, { organisationId, name: '标准', rules })

const guest = () => ({ kind: 'guest' as const, guestId: crypto.randomUUID() })

async function place(buyer: ReturnType<typeof guest>, units: number): Promise<Ordered> {
  await act(buyer, putInBasket, { lines: trade.shops.map((one) => ({ listingId: one.listingId, units })) })
  const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  const placed = await act(buyer, placeOrders, { recipient, expectedFen: quote.totalFen })
  await press(trade, { buyer, paymentId: placed.paymentId }, 'pay')
  await work(trade)
  const orders = await ordersOf(trade, buyer, placed.paymentId)
  const orderIds = trade.shops.map((s) => orders.find((o) => o.organisationId === s.organisationId)?.id ?? '')
  return { ...placed, buyer, orderIds }
}
const paid = () => place(guest(), 3)
const weigh = (orderId: string, grams: number, reason = '') =>
  act(owner, weighSellerOrder, { organisationId, orderId, lines: [{ line: 0, grams, reason }] })
const orderOf = (orderId: string) => act(owner, readSellerOrder, { organisationId, orderId })

test('weighed at packing, the difference goes back at once, freight by its steps; only then may the parcel leave', async () => {
  const ordered = await paid()
  const orderId = ordered.orderIds[0] ?? ''
  expect((await orderOf(orderId)).freightFen).toBe(500 + 5 * 100)
  await expect(ship(ordered, shop)).rejects.toThrow('market.weighing.missing')
  expect((await act(owner, listToWeigh, { organisationId })).orders).toMatchObject([
    { order: { id: orderId }, bounds: [{ orderedGrams: 750, leastGrams: 600, mostGrams: 900, weighed: false }] },
  ])
  // 3702 × 640 ÷ 750 is 3159.04: charged 3159, back 543; 640 g fill four steps of freight, not five.
  expect(await weigh(orderId, 640)).toEqual({
    orderId,
    amountFen: 543 + 100,
    freightFen: 100,
    lines: [{ line: 0, grams: 640, chargedFen: 3159, backFen: 543 }],
  })
  const order = await orderOf(orderId)
  expect(order).toMatchObject({ state: 'paid', refundedFen: 643, freightRefundedFen: 100 })
  expect(order.lines[0]?.weigh).toMatchObject({ backFen: 543, weighed: { grams: 640, units: 3, chargedFen: 3159 } })
  await work(trade)
  expect((await instructions(ordered)).filter((i) => i.orderId === orderId)).toMatchObject([
    { kind: 'refund', amountFen: 643, state: 'done', reason: 'weighing' },
  ])
  await ship(ordered, shop)
  await expect(weigh(orderId, 600)).rejects.toThrow('market.order.step_not_possible')
  await everyReportAgrees(trade)
})

test('a second figure corrects the first before shipping: lower gives back more, higher asks nothing', async () => {
  const orderId = (await paid()).orderIds[0] ?? ''
  await weigh(orderId, 700)
  const first = (await orderOf(orderId)).refundedFen
  expect((await weigh(orderId, 750)).amountFen).toBe(0)
  expect((await orderOf(orderId)).refundedFen).toBe(first)
  expect((await weigh(orderId, 650)).amountFen).toBeGreaterThan(0)
  expect((await orderOf(orderId)).lines[0]?.weigh?.weighed).toMatchObject({ grams: 650, chargedFen: 3208 })
  expect(await countOf('market.weighing', `order_id = '${orderId}'`)).toBe(3)
})

test('figures no honest scale shows, other people and other goods are refused, and nothing is written', async () => {
  const ordered = await paid()
  const [orderId = '', plain = ''] = ordered.orderIds
  const before = await countOf('market.weighing')
  for (const grams of [-1, 0, 1.5, 1e9]) await expect(weigh(orderId, grams)).rejects.toThrow('kernel.invalid_input')
  await expect(weigh(orderId, 901)).rejects.toThrow('market.weighing.too_heavy')
  await expect(weigh(orderId, 374, '少')).rejects.toThrow('market.weighing.too_light')
  await expect(weigh(orderId, 599)).rejects.toThrow('market.weighing.reason_needed')
  const theirs = { organisationId: other.organisationId, lines: [{ line: 0, grams: 700 }] }
  await expect(act(other.owner, weighSellerOrder, { ...theirs, orderId })).rejects.toThrow('market.order.unknown')
  await expect(act(other.owner, weighSellerOrder, { ...theirs, orderId: plain })).rejects.toThrow('not_by_weight')
  expect(await countOf('market.weighing')).toBe(before)
  const ships = statement('test.ships', `UPDATE market."order" SET state = 'shipped' WHERE id = $1`)
  await expect(app.database.transact((tx) => tx.run(ships, [orderId]))).rejects.toMatchObject({
    constraint: 'weighed_before_shipped',
  })
  const charges = statement(
    'test.charges',
    'UPDATE market.order_line SET weighed_grams = 700, weighed_units = 3, charged_fen = paid_fen + 1 WHERE order_id = $1',
  )
  await expect(app.database.transact((tx) => tx.run(charges, [orderId]))).rejects.toMatchObject({
    constraint: 'charged_within_paid',
  })
  await weigh(orderId, 599, '采后脱水')
})

test('a unit refunded after weighing asks for the scale again', async () => {
  const ordered = await paid()
  const orderId = ordered.orderIds[0] ?? ''
  await weigh(orderId, 700)
  await act(owner, refundSellerOrder, { organisationId, orderId, units: [{ line: 0, units: 1 }], reason: '少' })
  await expect(ship(ordered, shop)).rejects.toThrow('market.weighing.missing')
  await weigh(orderId, 480)
  await ship(ordered, shop)
})

test('a price that is no whole fen for 500 g is refused', async () => {
  await expect(act(owner, changePrice, { organisationId, listingId, priceFen: 12_345 })).resolves.toMatchObject({})
  await act(owner, changePrice, { organisationId, listingId, priceFen: 1234 })
  const uneven = { organisationId, listingId, basisGrams: 1000, basisFen: 4937 }
  await expect(act(owner, changeWeighing, uneven)).rejects.toThrow('market.listing.price_uneven')
})

test('goods by weight do not go to many at once', async () => {
  const buyer = guest()
  await act(buyer, putInBasket, { lines: [{ listingId, units: 1 }] })
  const quote = app.database.read((sql) => priceForMany(sql, buyer, ['31', '33'], clock.now()))
  await expect(quote).rejects.toThrow('market.gift.by_weight')
})

const office = officer()
const today = civilDate(clock.now())

async function receiver(name: string): Promise<string> {
  const ownerId = await app.ports.auth.createPerson({ name })
  const about = { kind: 'household' as const, nameZh: name, nameEn: name, villageCode: villages()[0]?.code ?? '' }
  const contact = { contactName: name, contactPhone: '+8613800000000', ownerId, sellerAccount: `account-${name}` }
  return app.database.transact((tx) => foundOrganisation(tx, { ...about, ...contact }, clock.now()))
}

/** A coupon paid by the county, or by a brand. */
async function coupon(payerId: string | null): Promise<string> {
  const named = { titleZh: '补贴', titleEn: 'Subsidy' }
  const { budgetId } = await act(office, makeBudget, { ...named, payerId, amountFen: 100_000 })
  const days = { startsOn: today, endsOn: addDays(today, 90) }
  const tiers = [{ fromFen: 1000, offFen: 377 }]
  const { offerId } = await act(office, makeOfficeOffer, {
    ...named,
    ...days,
    budgetId,
    kind: 'coupon',
    tiers,
    claimsMost: 500,
  })
  return offerId
}

const [grower, carrier, brand] = [await receiver('种植户'), await receiver('乡村班车'), await receiver('品牌办')]
const offers = { county: await coupon(null), brand: await coupon(brand) }
const share = (
  beneficiaryId: string,
  rule: Pick<Parameters<typeof stateSharingRule>[1], 'kind' | 'basis' | 'rate' | 'stage'>,
) => {
  const whole = { organisationId, beneficiaryId, perUnitFen: null, listingId: null, fromDay: today, untilDay: null }
  return app.database.transact((tx) => stateSharingRule(tx, { ...whole, ...rule }, addDays(today, -1), clock.now()))
}
await share(grower, { kind: 'grower', basis: 'goods', rate: '0.6', stage: 'completion' })
await share(carrier, { kind: 'carrier', basis: 'freight', rate: '0.8', stage: 'shipment' })

test('whatever is weighed, shared, refunded and claimed, order, books, statement, vouchers, invoice, budget and observatory agree', async () => {
  const plan = fc.record({
    units: fc.integer({ min: 1, max: 6 }),
    paidBy: fc.constantFrom('buyer' as const, 'county' as const, 'brand' as const),
    weights: fc.array(fc.integer({ min: 500, max: 1200 }), { minLength: 1, maxLength: 3 }),
    refundBefore: fc.boolean(),
    refundAfter: fc.boolean(),
    ends: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(plan, async ({ units, paidBy, weights, refundBefore, refundAfter, ends }) => {
      const buyer = guest()
      if (paidBy !== 'buyer') await act(buyer, claimCoupon, { offerId: offers[paidBy] })
      const ordered = await place(buyer, units)
      const orderId = ordered.orderIds[0] ?? ''
      const one = { organisationId, orderId, units: [{ line: 0, units: 1 }], reason: '少' }
      if (refundBefore && units > 1) await act(owner, refundSellerOrder, one)
      const left = (refundBefore && units > 1 ? units - 1 : units) * 250
      for (const permille of weights) await weigh(orderId, Math.round((left * permille) / 1000), '称重')
      await ship(ordered, shop)
      await act(buyer, confirmReceipt, { orderId })
      const titled = { orderId, kind: 'personal' as const, name: '张三' }
      const { amountFen } = await act(buyer, requestInvoice, titled)
      const order = await orderOf(orderId)
      expect(amountFen).toBe(order.goodsFen + order.freightFen - order.refundedFen)
      if (refundAfter) await act(owner, refundSellerOrder, one)
      if (ends) {
        clock.advance(9 * 86_400)
        await runJob(app, advanceOrdersJob, {})
      }
      const money = await act(owner, readSellerOrderMoney, { organisationId, orderId })
      expect(money.parts.reduce((sum, part) => sum + part.fen, 0)).toBe(money.paidFen)
      expect(money.refundedFen).toBe((await orderOf(orderId)).refundedFen)
    }),
    { numRuns: 15 },
  )
  await everyReportAgrees(trade)
  await vouchersAgree()
  await allIsWell(trade)
}, 180_000)

/** Of each voucher debits are credits; what the seller's vouchers say came in and went back is what its orders say. */
async function vouchersAgree(): Promise<void> {
  const months = [...new Set([today, civilDate(clock.now())].map((day) => day.slice(0, 7)))]
  let paidFen = 0
  for (let month = months[0] ?? ''; month <= (months.at(-1) ?? ''); month = addDays(`${month}-28`, 5).slice(0, 7)) {
    const own = await act(owner, readSellerVouchers, { organisationId, month })
    const county = await act(office, readCountyVouchers, { month })
    for (const { lines, cut } of [own, county]) {
      expect(cut).toBe(false)
      for (const same of Map.groupBy(lines, ({ voucher }) => voucher).values())
        expect(same.reduce((sum, one) => sum + one.debitFen - one.creditFen, 0)).toBe(0)
    }
    // Received in advance (2203): what was paid for goods is its credit, what went back before release its debit.
    for (const one of own.lines.filter(({ code }) => code === '2203')) paidFen += one.creditFen
  }
  const { orders } = await act(owner, listSellerOrders, { organisationId, limit: 200 })
  const bought = orders.filter((one) => one.paidAt !== null)
  expect(paidFen).toBe(bought.reduce((sum, one) => sum + one.goodsFen + one.freightFen, 0) + (await subsidies()))
}

/** What others bore of the seller's sales, as the books took it in. */
const subsidies = async () => (await app.database.read((sql) => sql.run(borne, [organisationId])))[0]?.fen ?? 0
const borne = statement<{ fen: number }>(
  'test.borne',
  `SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger.transfer WHERE kind = 'subsidy' AND credit = 'frozen/' || $1`,
)
