import { expect, test } from 'vitest'

import { statement } from '../kernel/database.ts'
import { runJob } from '../kernel/jobs.ts'
import { uuidv7 } from '../kernel/ids.ts'
import {
  closeBillDifference,
  escalateBillDifference,
  explainBillDifference,
  readReconciliation,
} from '../modules/payment/index.ts'
import { askGatewayJob } from './ask-gateway.ts'
import { cancelMyOrder } from './cancel-order.ts'
import { reconcileBillsJob, runReconciliation } from './reconcile-bill.ts'
import { officer, openTrade, order, press, work } from './testing.ts'

const trade = await openTrade()
const { county, faults, bank } = trade
const { app, act, clock } = county
const DAY = '2026-04-18'

const office = officer()
const differences = async () => {
  const read = await act(office, readReconciliation, { from: DAY, to: '2026-04-30' })
  return read.differences.map((d) => `${d.kind} ${d.lineKind} ${d.ourId} ${d.ourFen} ${d.billFen}`).sort()
}
let changes = 0
const atTheBank = (text: string, values: unknown[]) =>
  app.database.transact((tx) => tx.run(statement(`test.bank.${(changes += 1)}`, text), values))

test('what the bank lost, changed, made up or knew before us is found, and what time mends is closed', async () => {
  const kept = await order(trade, 'kept')
  const lost = await order(trade, 'lost')
  const dearer = await order(trade, 'dearer')
  const unheard = await order(trade, 'unheard')
  const late = await order(trade, 'late')
  for (const ordered of [kept, lost, dearer, late]) await press(trade, ordered, 'pay')
  await press(trade, unheard, 'lose')
  await work(trade)
  // The bank refunds at once; its answer and its message reach us a day later.
  faults.answer = ({ name }) => (name === 'refund' ? 'time_out' : null)
  faults.notice = () => ['lose']
  const orderId = late.orderIds[0] ?? ''
  await act(late.buyer, cancelMyOrder, { orderId })
  await work(trade)
  delete faults.answer
  delete faults.notice

  await atTheBank(`UPDATE sandbox.trade SET at = at - interval '40 days' WHERE id = $1`, [lost.paymentId])
  await atTheBank('UPDATE sandbox.share SET amount_fen = amount_fen + 1, frozen_fen = frozen_fen + 1 WHERE id = $1', [
    dearer.orderIds[0],
  ])
  const unknownId = uuidv7(clock.now())
  await atTheBank(
    `INSERT INTO sandbox.instruction (id, kind, seller_account, amount_fen, ready_at, at) VALUES ($1, 'payout', 'someone', 7, $2, $2)`,
    [unknownId, clock.now()],
  )

  await expect(act(office, runReconciliation, { gateway: 'sandbox', date: DAY })).rejects.toMatchObject({
    code: 'payment.bill_not_ready',
  })
  clock.advance(86_400)
  const found = await act(office, runReconciliation, { gateway: 'sandbox', date: DAY })
  const refund = (await differences()).find((d) => d.startsWith('not_ended refund'))?.split(' ')[2]
  const expected = [
    `amount payment ${dearer.orderIds[0]} 4202 4203`,
    ...lost.orderIds.map((id) => `missing payment ${id} 4202 null`),
    ...unheard.orderIds.map((id) => `not_ended payment ${id} 4202 4202`),
    `not_ended refund ${refund} 4202 4202`,
    `unknown payout ${unknownId} null 7`,
  ].sort()
  expect(await differences()).toEqual(expected)
  expect(found.differences).toBe(expected.length)

  // Again: nothing is told twice.
  await act(office, runReconciliation, { gateway: 'sandbox', date: DAY })
  expect(await differences()).toEqual(expected)

  await runJob(app, askGatewayJob, {})
  await work(trade)
  await act(office, runReconciliation, { gateway: 'sandbox', date: DAY })
  const open = expected.filter((d) => !d.startsWith('not_ended'))
  expect(await differences()).toEqual(open)

  // A bill that says otherwise the second time is a difference; what was read first stays.
  await atTheBank('UPDATE sandbox.instruction SET amount_fen = 8 WHERE id = $1', [unknownId])
  await act(office, runReconciliation, { gateway: 'sandbox', date: DAY })
  const changed = (await differences()).find((d) => d.startsWith('bill_changed'))
  expect(Number(changed?.split(' ')[4]) - Number(changed?.split(' ')[3])).toBe(1)

  const { differences: rows } = await act(office, readReconciliation, { from: DAY, to: DAY })
  const [first] = rows
  const differenceId = first?.id ?? ''
  await expect(act(office, closeBillDifference, { differenceId, note: '没说明就关' })).rejects.toMatchObject({
    code: 'payment.difference.unknown',
  })
  const ownerId = uuidv7(clock.now())
  await act(office, escalateBillDifference, { differenceId, note: '请支付平台查这一笔', ownerId })
  const escalated = await act(office, readReconciliation, { from: DAY, to: DAY })
  expect(escalated.differences.find((d) => d.id === differenceId)).toMatchObject({
    state: 'escalated',
    ownerId,
    note: '请支付平台查这一笔',
    steps: [{ state: 'escalated' }],
  })
  for (const row of rows)
    await act(office, explainBillDifference, { differenceId: row.id, explanation: '与支付平台核对过' })
  expect(await differences()).toEqual([])
  await expect(
    act(office, explainBillDifference, { differenceId: rows[0]?.id ?? '', explanation: '再说一遍' }),
  ).rejects.toMatchObject({ code: 'payment.difference.unknown' })
  await act(office, closeBillDifference, { differenceId, note: '支付平台已补账' })
  const all = await act(office, readReconciliation, { from: DAY, to: DAY, show: 'all' })
  const closed = all.differences.find((d) => d.id === differenceId)
  expect(closed?.state).toBe('closed')
  expect(closed?.steps.map((step) => step.state)).toEqual(['escalated', 'explained', 'closed'])
  expect(all.differences.filter((d) => d.kind === 'not_ended').map((d) => [d.state, d.reason])).toEqual(
    all.differences.filter((d) => d.kind === 'not_ended').map(() => ['explained', 'timing']),
  )
})

test('the job reads the days that are still missing, and a bank without an answer costs nothing but time', async () => {
  clock.advance(3 * 86_400)
  faults.answer = ({ name, id }) => (name === 'bill' && id === '2026-04-20' ? 'unreachable' : null)
  await runJob(app, reconcileBillsJob, {})
  const days = async () => {
    const { bills } = await act(office, readReconciliation, { from: DAY, to: '2026-04-30', show: 'all' })
    return bills.map((b) => b.date).sort()
  }
  expect(await days()).toEqual(['2026-04-18', '2026-04-19', '2026-04-21'])
  delete faults.answer
  await runJob(app, reconcileBillsJob, {})
  expect(await days()).toEqual(['2026-04-18', '2026-04-19', '2026-04-20', '2026-04-21'])
  expect(await differences()).toEqual([])
  expect((await bank.gateway.dailyBill('2026-04-19')).result).toBe('done')
})

test('kept bills refuse change', async () => {
  await expect(atTheBank('DELETE FROM payment.bill_line', [])).rejects.toThrow('permission denied')
  await expect(atTheBank('UPDATE payment.bill SET lines = 0', [])).rejects.toThrow('permission denied')
})
