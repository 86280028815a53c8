import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { civilDate } from '../kernel/clock.ts'
import { uuidv7 } from '../kernel/ids.ts'
import type { Ports } from '../kernel/ports.ts'
import type { PaidShare as FrozenShare } from '../modules/ledger/index.ts'
import { decideSplit, freezeShares, termsOn } from '../modules/ledger/index.ts'
import type { Terms } from '../modules/ledger/index.ts'
import type { OrderHead, SoldLine, Supply } from '../modules/market/index.ts'
import {
  advanceOrders,
  canTake,
  countWholeRefund,
  lockOrdersOfPayments,
  payingSteps,
  stateAfter,
  supplies,
} from '../modules/market/index.ts'
import type { PaidShare, PaymentView, Reported } from '../modules/payment/index.ts'
import {
  lockPayments,
  meansOf,
  paidAsAsked,
  paymentRef,
  recordPaidShares,
  recordPayments,
} from '../modules/payment/index.ts'
import { confirmOffers, releaseOffers } from '../modules/pricing/index.ts'
import { confirmHolds } from '../modules/stock/index.ts'
import { confirmBookings } from '../modules/supply/index.ts'
import { confirmPaidBookings, confirmPaidVouchers, makePaidChanges } from '../modules/tourism/index.ts'
import { freeGoods } from './free-goods.ts'
import { tellChanged } from './change-booking.ts'
import { giveBack } from './give-back.ts'
import { giveOverBack } from './voucher-money.ts'

export type StandingRates = Pick<Terms, 'standing' | 'feeRate'>
type PaidOrder = OrderHead & { lines: readonly SoldLine[] }
export type PaidReport = Reported & { gateway: string; shares: readonly PaidShare[] }
export type Confirmation = 'confirmed' | 'incomplete' | 'known' | 'mismatch'

/** The rates where no rule says otherwise, as the county is set up. */
export const standingRates = (ports: Pick<Ports, 'commissionRate' | 'gatewayFeeRate'>): StandingRates => ({
  standing: ports.commissionRate,
  feeRate: ports.gatewayFeeRate,
})

/**
 * Takes the gateway's word that payments were made, however often and in whatever order it is told, and answers each report.
 * Orders whose stock, and bookings whose places, are still held become paid; for the others (the payment came too late) the money goes back.
 */
export async function confirmPayments(
  tx: Tx,
  reports: readonly PaidReport[],
  rates: StandingRates,
  now: Instant,
): Promise<Confirmation[]> {
  const answers = new Map<PaidReport, Confirmation>()
  // What is told twice of one payment is heard one after the other.
  for (let left = reports; left.length > 0; left = left.filter((report) => !answers.has(report))) {
    const firsts = [...new Map(left.toReversed().map((report) => [report.paymentId, report])).values()]
    for (const [report, answer] of await confirmEach(tx, firsts, rates, now)) answers.set(report, answer)
  }
  return reports.map((report) => answers.get(report) as Confirmation)
}

/** Reports of different payments. */
async function confirmEach(tx: Tx, reports: readonly PaidReport[], rates: StandingRates, now: Instant) {
  const ids = reports.map((report) => report.paymentId)
  const payments = await lockPayments(tx, ids)
  const answers = new Map(reports.map((report) => [report, judge(report, payments.get(report.paymentId))]))
  const answered = (answer: Confirmation) => reports.filter((report) => answers.get(report) === answer)
  const [partly, whole] = [answered('incomplete'), answered('confirmed')]
  if (partly.length > 0) recordPaidShares(tx, partly)
  if (whole.length > 0) recordPayments(tx, whole, now)
  const paid = whole.flatMap((report) => payments.get(report.paymentId) ?? [])
  if (paid.length > 0) await confirmPaid(tx, paid, rates, now)
  return answers
}

function judge(report: PaidReport, payment: PaymentView | undefined): Confirmation {
  if (
    payment === undefined ||
    payment.gateway !== report.gateway ||
    !paidAsAsked(paymentRef(payment).shares, report.shares)
  )
    return 'mismatch'
  if (payment.state === 'paid') return 'known'
  const reported = new Set(report.shares.map((share) => share.shareId))
  return payment.shares.every((share) => share.shareRef !== null || reported.has(share.orderId))
    ? 'confirmed'
    : 'incomplete'
}

async function confirmPaid(
  tx: Tx,
  payments: readonly PaymentView[],
  rates: StandingRates,
  now: Instant,
): Promise<void> {
  const ids = payments.map(({ id }) => id)
  const shares = payments.flatMap((payment) => payment.shares)
  const shareIds = shares.map(({ orderId }) => orderId)
  const sellerIds = shares.map(({ organisationId }) => organisationId)
  const [orders, held, terms] = await Promise.all([
    lockOrdersOfPayments(tx, ids),
    confirmHolds(tx, shareIds, now),
    termsOn(tx, sellerIds, civilDate(now)),
  ])
  const frozen = payments.flatMap((payment) => frozenOf(payment, orders, { ...terms, ...rates }, now))
  await freezeShares(tx, frozen, now)
  const served = await payOrders(tx, orders, held, now)
  for (const order of orders) if (!served.has(order.id)) await returnLatePayment(tx, order, now)
  for (const payment of payments) {
    const own = orders.filter((order) => order.paymentId === payment.id).map((order) => order.id)
    // A share that is no order's is a booking's, a change's or a voucher's.
    if (own.length < payment.shares.length) await confirmBookingsOf(tx, payment.id, held, now)
    if (own.length === 0) continue
    const orderIds = own.filter((orderId) => served.has(orderId))
    tx.effects.publish({ name: 'market.orders.paid', subject: payment.id, data: { orderIds } })
  }
}

/** The orders become paid whose stock, or place in the order book, is still kept; answers which. */
async function payOrders(tx: Tx, orders: readonly PaidOrder[], held: ReadonlySet<string>, now: Instant) {
  const booked = await bookingsConfirmed(tx, orders)
  const served = orders.filter((o) => (held.has(o.id) || booked.has(o.id)) && canTake('pay', o.state))
  for (const supply of supplies) await advancePaid(tx, served, supply, now)
  const discounted = served.filter((o) => o.discounted).map((o) => o.id)
  if (discounted.length > 0) confirmOffers(tx, discounted)
  return new Set(served.map((o) => o.id))
}

async function bookingsConfirmed(tx: Tx, orders: readonly PaidOrder[]): Promise<ReadonlySet<string>> {
  const ahead = orders.filter((o) => o.supply !== 'stock').map((o) => o.id)
  return ahead.length === 0 ? new Set() : confirmBookings(tx, ahead)
}

/** What is there is paid; what is still to come waits. */
async function advancePaid(tx: Tx, served: readonly PaidOrder[], supply: Supply, now: Instant): Promise<void> {
  const ids = served.filter((o) => o.supply === supply).map((o) => o.id)
  if (ids.length === 0) return
  const step = payingSteps[supply]
  const state = stateAfter(step, 'awaiting_payment')
  await advanceOrders(tx, ids, { state, step, dueAt: null, actorKind: 'gateway', note: '' }, now)
}

/** Each order's share with what is agreed for it today: rates by line, parts of others, discounts others bear. */
function frozenOf(payment: PaymentView, orders: readonly PaidOrder[], terms: Terms, now: Instant): FrozenShare[] {
  const means = meansOf(payment.gateway)
  return payment.shares.map((share) => {
    const order = orders.find((one) => one.id === share.orderId)
    const agreed = order === undefined ? null : decideSplit(order, terms, civilDate(now))
    const commissionRate = agreed?.lines[0]?.rate ?? terms.standing
    return { ...share, paymentId: payment.id, commissionRate, agreed, means }
  })
}

/** `goodsThere` are shares whose stock was still held. */
async function confirmBookingsOf(
  tx: Tx,
  paymentId: string,
  goodsThere: ReadonlySet<string>,
  now: Instant,
): Promise<void> {
  const { confirmed, late } = await confirmPaidBookings(tx, paymentId, goodsThere, now)
  await freeGoods(
    tx,
    late.filter((row) => row.kind === 'goods').map((row) => row.id),
    now,
  )
  for (const { id, totalFen, voucherFen } of late)
    await giveBack(
      tx,
      id,
      { id: uuidv7(now), amountFen: totalFen - voucherFen, reason: 'late_payment', given: null },
      now,
    )
  await giveOverBack(tx, confirmed, now)
  for (const { id } of confirmed)
    tx.effects.publish({ name: 'tourism.booking.confirmed', subject: id, data: { bookingId: id } })
  await makeChangesOf(tx, paymentId, now)
  for (const voucherId of await confirmPaidVouchers(tx, paymentId))
    tx.effects.publish({ name: 'tourism.voucher.paid', subject: voucherId, data: { voucherId } })
}

/** Changes of bookings that were paid for are made; what came too late goes back. */
async function makeChangesOf(tx: Tx, paymentId: string, now: Instant): Promise<void> {
  const { made, late } = await makePaidChanges(tx, paymentId, now)
  for (const { id, extraFen } of late)
    await giveBack(tx, id, { id: uuidv7(now), amountFen: extraFen, reason: 'late_payment', given: null }, now)
  for (const { bookingId } of made) tellChanged(tx, bookingId)
}

/** The order had ended before its money came. */
async function returnLatePayment(tx: Tx, order: OrderHead, now: Instant): Promise<void> {
  const amountFen = order.goodsFen + order.freightFen
  const id = uuidv7(now)
  await giveBack(tx, order.id, { id, amountFen, reason: 'late_payment', given: null }, now)
  await countWholeRefund(tx, order.id, { id, cause: 'late_payment', reason: '', actorKind: 'system' }, now)
  if (order.discounted) await releaseOffers(tx, [order.id])
  await advanceOrders(
    tx,
    [order.id],
    { state: stateAfter('return_late', order.state), step: 'return_late', dueAt: null, actorKind: 'system', note: '' },
    now,
  )
}
