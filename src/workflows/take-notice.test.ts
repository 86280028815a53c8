import { afterEach, beforeEach, expect, test } from 'vitest'

import { statement } from '../kernel/database.ts'
import { runJob } from '../kernel/jobs.ts'
import { askGatewayJob } from './ask-gateway.ts'
import { cancelMyOrder } from './cancel-order.ts'
import { sendInstructions } from './send-instructions.ts'
import { allIsWell, billsAgree, books, openTrade, ORDER_FEN, press, toolsFor, work } from './testing.ts'

const trade = await openTrade()
const { county, faults, shops, bank } = trade
const { app, act, clock } = county
const [shop] = shops as [(typeof shops)[0]]
const { newOrder, paid, states, instructions, moved, countOf } = toolsFor(trade)

beforeEach(() => {
  delete faults.notice
  delete faults.answer
})
afterEach(() => allIsWell(trade))

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

test('of payments told at the same time one that cannot be written down keeps nobody else waiting', async () => {
  faults.notice = ({ attempt }) => (attempt === 1 ? ['lose'] : [])
  const ordered = [await newOrder(), await newOrder(), await newOrder(), await newOrder()]
  for (const one of ordered) await press(trade, one, 'pay')
  await bank.sender.flush()
  const odd = statement<{ id: string }>(
    'test.notice.odd',
    `UPDATE sandbox.notice SET body = replace(body, '"shareRef":"', '"shareRef":"\\u0000') WHERE our_id = $1 RETURNING id`,
  )
  const third = ordered[2]?.paymentId ?? ''
  expect(await app.database.transact((tx) => tx.run(odd, [third]))).toHaveLength(1)
  clock.advance(15)
  await bank.sender.flush()
  const [waits, done] = [Array(2).fill('awaiting_payment'), Array(2).fill('paid')]
  expect(await Promise.all(ordered.map(states))).toEqual([done, done, waits, done])
  expect(await countOf('sandbox.notice', `our_id = '${third}' AND attempts = 2 AND next_at IS NOT NULL`)).toBe(1)
  clock.advance(121)
  await runJob(app, askGatewayJob, {})
  expect(await states(ordered[2] as (typeof ordered)[0])).toEqual(done)
})

test('an instruction ended by a notice before its own answer is booked once', async () => {
  const ordered = await paid()
  const before = await books(trade)
  faults.answer = ({ name }) => (name === 'refund' ? 'time_out' : null)
  await act(ordered.buyer, cancelMyOrder, { orderId: ordered.orderIds[0] ?? '' })
  const [refund] = await instructions(ordered)
  await expect(sendInstructions(app, [refund?.id ?? ''])).rejects.toThrow('in time')
  expect((await instructions(ordered))[0]?.state).toBe('asked')
  await bank.sender.flush()
  expect((await instructions(ordered))[0]?.state).toBe('done')
  delete faults.answer
  await sendInstructions(app, [refund?.id ?? ''])
  expect(await moved(before)).toEqual({ gateway: -ORDER_FEN, [`frozen/${shop.organisationId}`]: ORDER_FEN })
})

test('the bills of all these days agree with the books to the fen', async () => {
  expect(await billsAgree(trade)).toEqual([])
})
