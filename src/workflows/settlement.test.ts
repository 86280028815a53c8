import { afterEach, beforeEach, expect, test } from 'vitest'

import { statement } from '../kernel/database.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { runJob } from '../kernel/jobs.ts'
import { perform } from '../kernel/perform.ts'
import { confirmReceipt, listPaymentOrders, putInBasket } from '../modules/market/index.ts'
import { openPayment } from '../modules/payment/index.ts'
import { askGatewayJob } from './ask-gateway.ts'
import { cancelMyOrder, cancelSellerOrder } from './cancel-order.ts'
import { placeOrders } from './checkout.ts'
import { advanceOrdersJob } from './complete-order.ts'
import { expireOrdersJob } from './expire-orders.ts'
import { refundSellerOrder } from './refund-order.ts'
import {
  allIsWell,
  billsAgree,
  books,
  COMMISSION_FEN,
  openTrade,
  ORDER_FEN,
  press,
  pressAt,
  recipient,
  toolsFor,
  work,
} from './testing.ts'

const trade = await openTrade()
const { county, faults, shops, bank } = trade
const { app, act, clock } = county
const [shop, otherShop] = shops as [(typeof shops)[0], (typeof shops)[0]]
const { newOrder, paid, states, instructions, ship, moved, countOf } = toolsFor(trade)

beforeEach(() => {
  delete faults.notice
  delete faults.answer
})
afterEach(() => allIsWell(trade))

test('a checkout answers with the page of the bank, a replayed one too; what the bank does not answer undoes no order', async () => {
  const guestId = guestIdOf('opens at once')
  const caller = { actor: { kind: 'guest', guestId } as const, lang: 'zh' as const, idempotencyKey: 'opens-at-once' }
  await act(caller.actor, putInBasket, { lines: [{ listingId: shop.listingId, units: 3 }] })
  const asked = { recipient, expectedFen: ORDER_FEN, client: 'phone' as const }
  faults.answer = ({ name }) => (name === 'create' ? 'unreachable' : null)
  const placed = await perform(app, placeOrders, caller, asked)
  expect(placed).toMatchObject({ opened: null, orders: [{ organisationId: shop.organisationId }] })
  delete faults.answer
  const again = await perform(app, placeOrders, caller, asked)
  expect(again).toMatchObject({ paymentId: placed.paymentId, opened: { show: 'redirect' } })
  expect((await pressAt(again.opened?.payUrl ?? '', 'pay')).status).toBe(303)
  await work(trade)
  const { orders } = await act(caller.actor, listPaymentOrders, { paymentId: placed.paymentId })
  expect(orders.map((o) => o.state)).toEqual(['paid'])
})

test('a whole life: paid, frozen, shipped, received by time, completed, released with commission, paid out', async () => {
  const before = await books(trade)
  const ordered = await newOrder()
  expect(await states(ordered)).toEqual(['awaiting_payment', 'awaiting_payment'])
  const answer = await press(trade, ordered, 'pay')
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`${trade.url}/pay/${ordered.paymentId}/back`)
  expect(await moved(before)).toEqual({})
  await work(trade)
  expect(await states(ordered)).toEqual(['paid', 'paid'])
  expect(await moved(before)).toEqual({
    gateway: 2 * ORDER_FEN,
    [`frozen/${shop.organisationId}`]: -ORDER_FEN,
    [`frozen/${otherShop.organisationId}`]: -ORDER_FEN,
  })
  await ship(ordered, shop)
  await ship(ordered, otherShop)
  await act(ordered.buyer, confirmReceipt, { orderId: ordered.orderIds[0] ?? '' })
  clock.advance(8 * 86_400)
  await runJob(app, advanceOrdersJob, {})
  expect(await states(ordered)).toEqual(['completed', 'shipped'])
  clock.advance(2 * 86_400)
  await runJob(app, advanceOrdersJob, {})
  expect(await states(ordered)).toEqual(['completed', 'received'])
  clock.advance(8 * 86_400)
  await runJob(app, advanceOrdersJob, {})
  expect(await states(ordered)).toEqual(['completed', 'completed'])
  await books(trade)
  await work(trade)
  expect((await instructions(ordered)).map((i) => [i.kind, i.state, i.amountFen])).toEqual([
    ['release', 'done', ORDER_FEN],
    ['release', 'done', ORDER_FEN],
    ['payout', 'done', ORDER_FEN - COMMISSION_FEN],
    ['payout', 'done', ORDER_FEN - COMMISSION_FEN],
  ])
  expect(await moved(before)).toEqual({ gateway: 2 * COMMISSION_FEN, commission: -2 * COMMISSION_FEN })
})

test('money that arrives after the orders ended goes back', async () => {
  faults.notice = ({ attempt }) => (attempt === 1 ? [{ delaySeconds: 1200 }] : [])
  const before = await books(trade)
  const ordered = await newOrder()
  clock.advance(14 * 60)
  await press(trade, ordered, 'pay')
  await bank.sender.flush()
  clock.advance(61)
  await runJob(app, expireOrdersJob, {})
  expect(await states(ordered)).toEqual(['expired', 'expired'])
  clock.advance(1200)
  await work(trade)
  expect(await states(ordered)).toEqual(['refunded', 'refunded'])
  expect((await instructions(ordered)).map((i) => [i.kind, i.state])).toEqual([
    ['refund', 'done'],
    ['refund', 'done'],
  ])
  expect(await moved(before)).toEqual({})
})

test('an order given up before its payment: its money goes back, the other order is served', async () => {
  const ordered = await newOrder()
  const before = await books(trade)
  await act(ordered.buyer, cancelMyOrder, { orderId: ordered.orderIds[0] ?? '' })
  await press(trade, ordered, 'pay')
  await work(trade)
  expect(await states(ordered)).toEqual(['paid', 'refunded'])
  expect(await moved(before)).toEqual({ gateway: ORDER_FEN, [`frozen/${otherShop.organisationId}`]: -ORDER_FEN })
})

test('nobody paid: the bank closes first, and the link is dead', async () => {
  const ordered = await newOrder()
  const { payUrl } = await act(ordered.buyer, openPayment, { paymentId: ordered.paymentId })
  clock.advance(15 * 60)
  await runJob(app, expireOrdersJob, {})
  await runJob(app, askGatewayJob, {})
  expect(await countOf('sandbox.trade', `id = '${ordered.paymentId}' AND state = 'closed'`)).toBe(1)
  expect(await countOf('payment.payment', `id = '${ordered.paymentId}' AND state = 'closed'`)).toBe(1)
  expect((await pressAt(payUrl, 'pay')).status).toBe(410)
  clock.advance(-60)
  expect((await pressAt(payUrl, 'pay')).status).toBe(410)
  expect(await states(ordered)).toEqual(['expired', 'expired'])
})

test('cancelled by the buyer, or by the seller who has nothing left: everything goes back', async () => {
  const before = await books(trade)
  const ordered = await paid()
  await act(ordered.buyer, cancelMyOrder, { orderId: ordered.orderIds[0] ?? '' })
  const { organisationId } = otherShop
  const orderId = ordered.orderIds[1] ?? ''
  await act(otherShop.owner, cancelSellerOrder, { organisationId, orderId, reason: '卖完了', outOfStock: true })
  await work(trade)
  expect(await states(ordered)).toEqual(['cancelled', 'cancelled'])
  expect(await moved(before)).toEqual({})
})

test('partial refunds, then the rest with the freight; what is left of the other is released', async () => {
  const before = await books(trade)
  const ordered = await paid()
  await ship(ordered, shop)
  await ship(ordered, otherShop)
  const refund = (of: typeof shop, units: number) =>
    act(of.owner, refundSellerOrder, {
      organisationId: of.organisationId,
      orderId: ordered.orderIds[shops.indexOf(of)] ?? '',
      units: [{ line: 0, units }],
      reason: '路上压坏',
    })
  expect(await refund(shop, 1)).toMatchObject({ amountFen: 1234 })
  expect(await refund(otherShop, 1)).toMatchObject({ amountFen: 1234 })
  await work(trade)
  expect(await refund(shop, 2)).toMatchObject({ amountFen: 2 * 1234 + 500 })
  await expect(refund(shop, 1)).rejects.toMatchObject({ code: 'market.order.refund_too_many' })
  await work(trade)
  expect(await states(ordered)).toEqual(['refunded', 'shipped'])
  clock.advance(10 * 86_400)
  await runJob(app, advanceOrdersJob, {})
  clock.advance(8 * 86_400)
  await runJob(app, advanceOrdersJob, {})
  await work(trade)
  expect(await states(ordered)).toEqual(['completed', 'refunded'])
  // 3 % of 2968 fen.
  expect(await moved(before)).toEqual({ gateway: 89, commission: -89 })
})

test('a release waits for the refund before it, whatever order they are sent in', async () => {
  const ordered = await paid()
  await ship(ordered, shop)
  faults.answer = ({ name }) => (name === 'refund' ? 'unreachable' : null)
  const { organisationId } = shop
  const orderId = ordered.orderIds[0] ?? ''
  await act(shop.owner, refundSellerOrder, { organisationId, orderId, units: [{ line: 0, units: 1 }], reason: '少发' })
  await act(ordered.buyer, confirmReceipt, { orderId })
  clock.advance(8 * 86_400)
  await runJob(app, advanceOrdersJob, {})
  await work(trade)
  expect((await instructions(ordered)).map((i) => [i.kind, i.state])).toEqual([
    ['refund', 'asked'],
    ['release', 'asked'],
  ])
  delete faults.answer
  await work(trade)
  expect((await instructions(ordered)).map((i) => [i.kind, i.state])).toEqual([
    ['refund', 'done'],
    ['release', 'done'],
    ['payout', 'done'],
  ])
})

test('pending, refused for now, without an answer, without an answer after it was done: each instruction has one effect', async () => {
  for (const fault of [{ pendingSeconds: 30 }, 'refuse', 'unreachable', 'time_out'] as const) {
    const ordered = await paid()
    await ship(ordered, shop)
    const before = await books(trade)
    const { organisationId } = shop
    const orderId = ordered.orderIds[0] ?? ''
    const units = [{ line: 0, units: 1 }]
    await act(shop.owner, refundSellerOrder, { organisationId, orderId, units, reason: '少发' })
    await act(ordered.buyer, confirmReceipt, { orderId })
    clock.advance(8 * 86_400)
    await runJob(app, advanceOrdersJob, {})
    const asked = new Set<string>()
    faults.answer = ({ id }) => (asked.has(id) ? null : (asked.add(id), fault))
    for (let minute = 0; minute < 5; minute += 1) {
      await work(trade)
      clock.advance(60)
    }
    delete faults.answer
    const done = await instructions(ordered)
    expect(done.map((i) => [i.kind, i.state])).toEqual([
      ['refund', 'done'],
      ['release', 'done'],
      ['payout', 'done'],
    ])
    expect(await countOf('sandbox.instruction', `id IN (${done.map((i) => `'${i.id}'`).join()})`)).toBe(3)
    const commissionFen = 89
    expect(await moved(before)).toEqual({
      gateway: -ORDER_FEN + commissionFen,
      [`frozen/${organisationId}`]: ORDER_FEN,
      commission: -commissionFen,
    })
  }
})

test('the bills of all these days agree with the books to the fen', async () => {
  expect(await billsAgree(trade)).toEqual([])
})

test('an order that cannot be moved on keeps none of those decided with it', async () => {
  const [good, bad] = [await paid(), await newOrder()]
  for (const one of shops) await ship(good, one)
  for (const orderId of good.orderIds) await act(good.buyer, confirmReceipt, { orderId })
  // An order the books know nothing of, as no operation makes one.
  const broken = statement(
    'test.broken',
    `UPDATE market."order" SET state = 'received', received_at = $2, due_at = $2 WHERE id = $1`,
  )
  const mend = statement(
    'test.mend',
    `UPDATE market."order" SET state = 'expired', received_at = NULL, due_at = NULL WHERE id = $1`,
  )
  const orderId = bad.orderIds[0] ?? ''
  clock.advance(9 * 86_400)
  await app.database.transact((tx) => tx.run(broken, [orderId, clock.now()]))
  await runJob(app, advanceOrdersJob, {})
  expect(await states(good)).toEqual(['completed', 'completed'])
  expect(await states(bad)).toContain('received')
  await app.database.transact((tx) => tx.run(mend, [orderId]))
  await work(trade)
})
