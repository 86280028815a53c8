import { afterEach, beforeEach, expect, test } from 'vitest'

import { addDays, civilDate } from '../kernel/clock.ts'
import { runJob } from '../kernel/jobs.ts'
import { debtsOf, stateSharingRule, totalFaults } from '../modules/ledger/index.ts'
import { confirmReceipt } from '../modules/market/index.ts'
import { foundOrganisation, villages } from '../modules/people/index.ts'
import { advanceOrdersJob } from './complete-order.ts'
import { readOrderMoney } from './order-money.ts'
import { refundSellerOrder } from './refund-order.ts'
import { runReconciliation } from './reconcile-bill.ts'
import { books, officer, openTrade, ORDER_FEN, toolsFor, work } from './testing.ts'
import type { Ordered } from './testing.ts'

const trade = await openTrade()
const { county, faults, shops } = trade
const { app, act, clock } = county
const [shop, otherShop] = shops as [(typeof shops)[0], (typeof shops)[0]]
const { paid, instructions, ship, moved, countOf } = toolsFor(trade)

const grower = await receiver('种植户')
const carrier = await receiver('乡村班车')
await shareWith(grower, { kind: 'grower', basis: 'goods', rate: '0.6', stage: 'completion' })
await shareWith(carrier, { kind: 'carrier', basis: 'freight', rate: '0.8', stage: 'shipment' })

async function receiver(name: string): Promise<string> {
  const ownerId = await app.ports.auth.createPerson({ name })
  const about = { kind: 'household' as const, nameZh: name, nameEn: name, villageCode: villages()[0]?.code ?? '' }
  const contact = { contactName: name, contactPhone: '+8613800000000', ownerId, sellerAccount: `account-${name}` }
  return app.database.transact((tx) => foundOrganisation(tx, { ...about, ...contact }, clock.now()))
}

type Rule = Pick<Parameters<typeof stateSharingRule>[1], 'kind' | 'basis' | 'rate' | 'stage'>

function shareWith(beneficiaryId: string, rule: Rule) {
  const today = civilDate(clock.now())
  const all = { organisationId: shop.organisationId, beneficiaryId, perUnitFen: null, listingId: null }
  const named = { ...all, ...rule, fromDay: today, untilDay: null }
  return app.database.transact((tx) => stateSharingRule(tx, named, addDays(today, -1), clock.now()))
}

beforeEach(() => {
  delete faults.answer
})
afterEach(() => allIsKept())

/** The books add up, running totals are their transfers, no instruction is left open. */
async function allIsKept(): Promise<void> {
  await work(trade)
  await books(trade)
  expect(await app.database.read((sql) => totalFaults(sql))).toEqual([])
  expect(await countOf('payment.instruction', `state <> 'done'`)).toBe(0)
}

/** 3 × ¥12.34 and ¥5.00 freight: commission 111 + 15, the grower 2221, the carrier 400, the seller the rest. */
const SPLIT = { grower: 2221, carrier: 400, commission: 126, seller: ORDER_FEN - 2221 - 400 - 126 }

async function completed(ordered: Ordered): Promise<void> {
  await ship(ordered, shop)
  await ship(ordered, otherShop)
  for (const orderId of ordered.orderIds) await act(ordered.buyer, confirmReceipt, { orderId })
  clock.advance(8 * 86_400)
  await runJob(app, advanceOrdersJob, {})
  await work(trade)
}

const refund = (ordered: Ordered, units: number) =>
  act(shop.owner, refundSellerOrder, {
    organisationId: shop.organisationId,
    orderId: ordered.orderIds[0] ?? '',
    units: [{ line: 0, units }],
    reason: '坏了一些',
  })

test('the carrier is paid when the parcel leaves, the grower and the seller when the order is complete', async () => {
  const before = await books(trade)
  const ordered = await paid()
  await ship(ordered, shop)
  await work(trade)
  const atShipment = await moved(before)
  expect(atShipment[`frozen/${shop.organisationId}`]).toBe(SPLIT.carrier - ORDER_FEN)
  expect(atShipment.gateway).toBe(2 * ORDER_FEN - SPLIT.carrier)
  await act(ordered.buyer, confirmReceipt, { orderId: ordered.orderIds[0] ?? '' })
  clock.advance(8 * 86_400)
  await runJob(app, advanceOrdersJob, {})
  await work(trade)
  const done = await instructions(ordered)
  const payouts = done.filter((i) => i.kind === 'payout').map((i) => [i.organisationId, i.amountFen])
  expect(new Map(payouts as [string, number][])).toEqual(
    new Map([
      [grower, SPLIT.grower],
      [carrier, SPLIT.carrier],
      [shop.organisationId, SPLIT.seller],
    ]),
  )
  const { parts, paidFen } = await act(officer(), readOrderMoney, { orderId: ordered.orderIds[0] ?? '' })
  expect(paidFen).toBe(ORDER_FEN)
  const shown = Object.fromEntries(parts.map((part) => [part.kind, part.movedFen]))
  expect(shown).toMatchObject({ grower: SPLIT.grower, carrier: SPLIT.carrier, commission: SPLIT.commission })
  expect(parts.reduce((sum, part) => sum + part.fen, 0)).toBe(ORDER_FEN)
})

test('a refund after the release is laid out, owed by those who had the money, and netted from their next sale', async () => {
  const first = await paid()
  await completed(first)
  const before = await books(trade)
  expect(await refund(first, 1)).toEqual({ orderId: first.orderIds[0], amountFen: 1234 })
  await work(trade)
  const afterRefund = await moved(before)
  // 3 % of what is left is 74, a third less; of 2221 the grower keeps 1480.
  expect(afterRefund).toMatchObject({ gateway: -1234, commission: 37, [`payable/${grower}`]: 741 })
  const debts = await app.database.read((sql) => debtsOf(sql, null, 10))
  expect(debts.map((debt) => [debt.organisationId, debt.owedFen]).sort()).toEqual(
    [
      [grower, 741],
      [shop.organisationId, 1234 - 37 - 741],
    ].sort(),
  )
  const second = await paid()
  await completed(second)
  expect(await app.database.read((sql) => debtsOf(sql, null, 10))).toEqual([])
  const release = (await instructions(second)).find((i) => i.kind === 'release' && i.isLast && i.receivers.length > 0)
  expect(release?.receivers).toMatchObject([{ organisationId: grower, fen: SPLIT.grower - 741 }])
  expect(release?.commissionFen).toBe(SPLIT.commission + 1234 - 37)
  expect(await countOf('sandbox.account', 'balance_fen <> 0')).toBe(0)
})

test('a refund while the money is still at the gateway brings each part back before it is paid out', async () => {
  const ordered = await paid()
  await ship(ordered, shop)
  await act(ordered.buyer, confirmReceipt, { orderId: ordered.orderIds[0] ?? '' })
  clock.advance(8 * 86_400)
  faults.answer = ({ name }) => (name === 'payout' ? 'unreachable' : null)
  await work(trade)
  await runJob(app, advanceOrdersJob, {})
  await refund(ordered, 2)
  delete faults.answer
  await work(trade)
  await work(trade)
  const refunds = (await instructions(ordered)).filter((i) => i.kind === 'refund')
  expect(refunds.map((i) => [i.amountFen, i.state, i.released?.payer])).toEqual([[2 * 1234, 'done', 'seller']])
  expect(await app.database.read((sql) => debtsOf(sql, null, 10))).toEqual([])
  expect(await countOf('sandbox.account', 'balance_fen <> 0')).toBe(0)
})

test('each line of every bill is matched, shares and fees too', async () => {
  clock.advance(86_400)
  const today = civilDate(clock.now())
  for (let date = '2026-04-18'; date < today; date = addDays(date, 1))
    expect(await act(officer(), runReconciliation, { gateway: 'sandbox', date })).toMatchObject({ differences: 0 })
})
