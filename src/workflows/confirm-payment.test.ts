import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuidv7 } from '../kernel/ids.ts'
import { runJob } from '../kernel/jobs.ts'
import type { Confirmation, PaidReport } from './confirm-payment.ts'
import { confirmPayments, standingRates } from './confirm-payment.ts'
import { expireOrdersJob } from './expire-orders.ts'
import type { Ordered } from './testing.ts'
import { books, openTrade, ORDER_FEN, toolsFor } from './testing.ts'

const trade = await openTrade()
const { app, clock } = trade.county
const { newOrder, states, moved, countOf } = toolsFor(trade)
const gateway = app.ports.gateways.preferred.name

/** Which of a payment's two shares the gateway tells of, and what is wrong with it. */
type Said = { payment: number; shares: 'first' | 'second' | 'both'; fault: 'none' | 'amount' | 'unknown' }
const PAYMENTS = 3
const said = fc.record<Said>({
  payment: fc.nat(PAYMENTS - 1),
  shares: fc.constantFrom('first', 'second', 'both'),
  fault: fc.oneof(
    { weight: 6, arbitrary: fc.constant('none' as const) },
    { weight: 1, arbitrary: fc.constantFrom('amount' as const, 'unknown' as const) },
  ),
})
const batches = fc.array(fc.array(said, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })

function reportOf({ payment, shares, fault }: Said, ordered: readonly Ordered[]): PaidReport {
  const { paymentId, orderIds } = ordered[payment] as Ordered
  const told = orderIds.filter((_id, at) => shares === 'both' || at === (shares === 'first' ? 0 : 1))
  return {
    paymentId: fault === 'unknown' ? uuidv7(clock.now()) : paymentId,
    gateway,
    gatewayRef: `payment ${paymentId}`,
    at: clock.now(),
    shares: told.map((shareId) => ({
      shareId,
      shareRef: `share ${shareId}`,
      amountFen: fault === 'amount' ? ORDER_FEN - 1 : ORDER_FEN,
      sellerAccount: null,
    })),
  }
}

/** What each message deserves, heard one by one: a payment is whole when all its shares were told. */
function heardOneByOne(messages: readonly Said[]) {
  const known = Array.from({ length: PAYMENTS }, () => new Set<string>())
  const answers = messages.map(({ payment, shares, fault }): Confirmation => {
    if (fault !== 'none') return 'mismatch'
    const shown = known[payment] as Set<string>
    if (shown.size === 2) return 'known'
    for (const share of shares === 'both' ? ['first', 'second'] : [shares]) shown.add(share)
    return shown.size === 2 ? 'confirmed' : 'incomplete'
  })
  return { answers, paid: known.map((shown) => shown.size === 2) }
}

const tell = (reports: readonly PaidReport[]) =>
  app.database.transact((tx) => confirmPayments(tx, reports, standingRates(app.ports), clock.now()))

test('payments told together end as if each message had been heard alone, in its turn', async () => {
  await fc.assert(
    fc.asyncProperty(batches, async (asked) => {
      const ordered = await Promise.all(Array.from({ length: PAYMENTS }, newOrder))
      const before = await books(trade)
      const answers: Confirmation[] = []
      for (const batch of asked) answers.push(...(await tell(batch.map((one) => reportOf(one, ordered)))))
      const expected = heardOneByOne(asked.flat())
      expect(answers).toEqual(expected.answers)
      for (const [at, one] of ordered.entries()) {
        const state = expected.paid[at] === true ? 'paid' : 'awaiting_payment'
        expect(await states(one)).toEqual([state, state])
        const units = one.orderIds.map((id) => `'${id}'`).join()
        expect(await countOf('stock.hold', `order_id IN (${units}) AND state = 'sold'`)).toBe(state === 'paid' ? 2 : 0)
      }
      const paidFen = expected.paid.filter(Boolean).length * ORDER_FEN
      const frozen = trade.shops.map((shop) => [`frozen/${shop.organisationId}`, -paidFen])
      expect(await moved(before)).toEqual(paidFen === 0 ? {} : { gateway: 2 * paidFen, ...Object.fromEntries(frozen) })
    }),
    { numRuns: 25 },
  )
})

test('of payments told together the one that comes too late goes back, and the others are paid', async () => {
  const late = await newOrder()
  clock.advance(16 * 60)
  await runJob(app, expireOrdersJob, {})
  const [first, second] = [await newOrder(), await newOrder()]
  const before = await books(trade)
  const both = { shares: 'both', fault: 'none' } as const
  const ordered = [first, late, second]
  expect(await tell(ordered.map((_one, payment) => reportOf({ payment, ...both }, ordered)))).toEqual([
    'confirmed',
    'confirmed',
    'confirmed',
  ])
  expect(await Promise.all(ordered.map(states))).toEqual([
    ['paid', 'paid'],
    ['refunded', 'refunded'],
    ['paid', 'paid'],
  ])
  const refunds = late.orderIds.map((id) => `'${id}'`).join()
  expect(await countOf('payment.instruction', `order_id IN (${refunds}) AND kind = 'refund'`)).toBe(2)
  expect(await countOf('payment.instruction', `kind = 'refund'`)).toBe(2)
  const kept = trade.shops.map((shop) => [`frozen/${shop.organisationId}`, -2 * ORDER_FEN])
  expect(await moved(before)).toEqual({ gateway: 4 * ORDER_FEN, ...Object.fromEntries(kept) })
})
