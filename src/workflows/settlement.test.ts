import { afterEach, beforeEach, expect, test } from 'vitest'

import type { Actor } from '../kernel/actor.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { statement } from '../kernel/database.ts'
import { runJob } from '../kernel/jobs.ts'
import { readStatement } from '../modules/ledger/index.ts'
import { confirmReceipt } from '../modules/market/index.ts'
import { instructionsOf, openPayment, readReconciliation } from '../modules/payment/index.ts'
import { askGatewayJob } from './ask-gateway.ts'
import { cancelMyOrder, cancelSellerOrder } from './cancel-order.ts'
import { advanceOrdersJob } from './complete-order.ts'
import { expireOrdersJob } from './expire-orders.ts'
import { runReconciliation } from './reconcile-bill.ts'
import { refundSellerOrder } from './refund-order.ts'
import { sendInstruction } from './send-instruction.ts'
import { shipSellerOrder } from './ship-order.ts'
import { books, openTrade, order, ordersOf, press, pressAt, work } from './testing.ts'
import type { Ordered } from './testing.ts'

const trade = await openTrade()
const { county, faults, shops, bank } = trade
const { app, act, clock } = county
const [shop, otherShop] = shops as [(typeof shops)[0], (typeof shops)[0]]

/** One order: three units at ¥12.34 and ¥5.00 freight; commission 3 %, rounded half to even. */
const ORDER_FEN = 3 * 1234 + 500
const COMMISSION_FEN = 126

const office: Actor = {
  kind: 'person',
  personId: shop.organisationId,
  guestId: null,
  memberships: [
    {
      organisationId: shop.organisationId,
      organisationKind: 'public_office',
      roles: ['owner'],
      duties: ['service_centre'],
    },
  ],
}

let guests = 0
const newOrder = (units?: number) => order(trade, `guest ${(guests += 1)}`, units)
const states = async (ordered: Ordered) =>
  (await ordersOf(trade, ordered.buyer, ordered.paymentId)).map((o) => o.state).sort()
const KINDS = ['refund', 'release', 'payout']
const instructions = async (ordered: Ordered) =>
  (await app.database.read((sql) => instructionsOf(sql, ordered.orderIds))).toSorted(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
  )
let counts = 0
const countOf = async (table: string, where = 'true') => {
  const counted = statement<{ n: number }>(
    `test.count.${(counts += 1)}`,
    `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`,
  )
  return (await app.database.read((sql) => sql.run(counted)))[0]?.n
}
const ship = (ordered: Ordered, of = shop) =>
  act(of.owner, shipSellerOrder, {
    organisationId: of.organisationId,
    orderId: ordered.orderIds[shops.indexOf(of)] ?? '',
    carrier: '邮政',
    trackingNumber: `T${(guests += 1)}0000`,
  })

async function paid(units?: number): Promise<Ordered> {
  const ordered = await newOrder(units)
  await press(trade, ordered, 'pay')
  await work(trade)
  expect(await states(ordered)).toEqual(['paid', 'paid'])
  return ordered
}

/** Change of the books' accounts since `before`, without those that stayed. */
async function moved(before: Record<string, number>): Promise<Record<string, number>> {
  const after = await books(trade)
  const changes = Object.keys(after).map((a) => [a, (after[a] ?? 0) - (before[a] ?? 0)] as const)
  return Object.fromEntries(changes.filter(([, fen]) => fen !== 0))
}

beforeEach(() => {
  delete faults.notice
  delete faults.answer
})

/** Whatever a test did: the books add up, nothing is left open, each seller's statement adds up. */
afterEach(async () => {
  await work(trade)
  await books(trade)
  if ((await countOf('payment.instruction', `state <> 'done'`)) !== 0) throw new Error('an instruction is left open')
  for (const { owner, organisationId } of shops) {
    const today = civilDate(clock.now())
    const read = await act(owner, readStatement, { organisationId, from: addDays(today, -30), to: today })
    for (const account of ['frozen', 'payable'] as const) {
      const lines = read.lines.filter((l) => l.account === account)
      const sumFen = lines.reduce((sum, l) => sum + l.amountFen, read.openingFen[account])
      if (sumFen !== read.closingFen[account]) throw new Error(`the statement of ${account} does not add up`)
    }
  }
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
  await ship(ordered)
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

test('the notice comes late, twice, after others or is lost at first: paid once all the same', async () => {
  for (const fault of [{ delaySeconds: 600 }, 'duplicate', 'reorder', 'lose'] as const) {
    faults.notice = ({ attempt }) => (attempt === 1 ? [fault] : [])
    const before = await books(trade)
    const ordered = await newOrder()
    await press(trade, ordered, 'pay')
    await bank.sender.flush()
    if (typeof fault === 'object' || fault === 'lose') {
      expect(await states(ordered)).toEqual(['awaiting_payment', 'awaiting_payment'])
      clock.advance(typeof fault === 'object' ? 600 : 15)
      await bank.sender.flush()
    }
    expect(await states(ordered)).toEqual(['paid', 'paid'])
    expect((await moved(before)).gateway).toBe(2 * ORDER_FEN)
  }
})

test('a message kept back comes after another payment’s, and neither is the worse for it', async () => {
  const first = await newOrder()
  const second = await newOrder()
  faults.notice = ({ ourId }) => (ourId === first.paymentId ? ['reorder'] : [])
  await press(trade, first, 'pay')
  await press(trade, second, 'pay')
  await bank.sender.flush()
  const taken = statement<{ id: string }>(
    'test.notices.taken',
    'SELECT our_id AS id FROM payment.notice WHERE our_id = ANY($1::text[]) ORDER BY received_at, ctid',
  )
  const ids = await app.database.read((sql) => sql.run(taken, [[first.paymentId, second.paymentId]]))
  expect(ids.map((row) => row.id)).toEqual([second.paymentId, first.paymentId])
  expect([...(await states(first)), ...(await states(second))]).toEqual(['paid', 'paid', 'paid', 'paid'])
})

test('the payment is told after its refunds are', async () => {
  faults.notice = ({ kind, attempt }) => (kind === 'payment.paid' && attempt === 1 ? [{ delaySeconds: 600 }] : [])
  const before = await books(trade)
  const ordered = await newOrder()
  await press(trade, ordered, 'pay')
  await bank.sender.flush()
  clock.advance(121)
  await runJob(app, askGatewayJob, {})
  for (const orderId of ordered.orderIds) await act(ordered.buyer, cancelMyOrder, { orderId })
  await work(trade)
  expect(await countOf('payment.notice', `our_id = '${ordered.paymentId}'`)).toBe(0)
  clock.advance(600)
  await work(trade)
  expect(await countOf('payment.notice', `our_id = '${ordered.paymentId}'`)).toBe(1)
  expect(await states(ordered)).toEqual(['cancelled', 'cancelled'])
  expect(await moved(before)).toEqual({})
})

test('a notice lost for good is made up for by asking, once two minutes are over', async () => {
  const ordered = await newOrder()
  await press(trade, ordered, 'lose')
  await work(trade)
  await runJob(app, askGatewayJob, {})
  expect(await states(ordered)).toEqual(['awaiting_payment', 'awaiting_payment'])
  clock.advance(121)
  await runJob(app, askGatewayJob, {})
  expect(await states(ordered)).toEqual(['paid', 'paid'])
})

test('a stranger’s message changes nothing, though its content is right', async () => {
  faults.notice = () => ['forge', 'lose']
  const before = await books(trade)
  const noticesBefore = await countOf('payment.notice')
  const ordered = await newOrder()
  await press(trade, ordered, 'pay')
  await bank.sender.flush()
  expect(await states(ordered)).toEqual(['awaiting_payment', 'awaiting_payment'])
  expect(await moved(before)).toEqual({})
  expect(await countOf('payment.notice')).toBe(noticesBefore)
  delete faults.notice
  clock.advance(15)
  await bank.sender.flush()
  expect(await states(ordered)).toEqual(['paid', 'paid'])
})

test('a well signed message with another amount is not taken, and the right one still is', async () => {
  faults.notice = ({ attempt }) => (attempt < 3 ? ['tamper_amount'] : [])
  const before = await books(trade)
  const noticesBefore = await countOf('payment.notice')
  const ordered = await newOrder()
  await press(trade, ordered, 'pay')
  await bank.sender.flush()
  clock.advance(15)
  await bank.sender.flush()
  expect(
    await countOf('sandbox.notice', `our_id = '${ordered.paymentId}' AND attempts = 2 AND next_at IS NOT NULL`),
  ).toBe(1)
  expect(await countOf('payment.notice')).toBe(noticesBefore)
  expect(await moved(before)).toEqual({})
  clock.advance(15)
  await bank.sender.flush()
  expect(await states(ordered)).toEqual(['paid', 'paid'])
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
  await ship(ordered)
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
  await ship(ordered)
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
    await ship(ordered)
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

test('an instruction ended by a notice before its own answer is booked once', async () => {
  const ordered = await paid()
  const before = await books(trade)
  faults.answer = ({ name }) => (name === 'refund' ? 'time_out' : null)
  await act(ordered.buyer, cancelMyOrder, { orderId: ordered.orderIds[0] ?? '' })
  const [refund] = await instructions(ordered)
  await expect(sendInstruction(app, refund?.id ?? '')).rejects.toThrow('in time')
  expect((await instructions(ordered))[0]?.state).toBe('asked')
  await bank.sender.flush()
  expect((await instructions(ordered))[0]?.state).toBe('done')
  delete faults.answer
  await sendInstruction(app, refund?.id ?? '')
  expect(await moved(before)).toEqual({ gateway: -ORDER_FEN, [`frozen/${shop.organisationId}`]: ORDER_FEN })
})

test('the bills of all these days agree with the books to the fen', async () => {
  const first = '2026-04-18'
  clock.advance(86_400)
  const yesterday = addDays(civilDate(clock.now()), -1)
  for (let date = first; date <= yesterday; date = addDays(date, 1))
    expect(await act(office, runReconciliation, { gateway: 'sandbox', date })).toMatchObject({ differences: 0 })
  const read = await act(office, readReconciliation, { from: first, to: yesterday, show: 'all' })
  expect(read.differences).toEqual([])
  const sum = (kind: string) =>
    read.bills
      .flatMap((b) => b.totals)
      .filter((t) => t.kind === kind)
      .reduce((fen, t) => fen + t.amountFen, 0)
  const accounts = await books(trade)
  expect(sum('payment') - sum('refund') - sum('payout')).toBe(accounts.gateway)
  expect(-sum('commission')).toBe(accounts.commission)
  expect(sum('payout')).toBe(sum('release'))
  expect(await countOf('sandbox.account', 'balance_fen <> 0')).toBe(0)
})
