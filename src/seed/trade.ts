import { Hono } from 'hono'
import type { Actor } from '../kernel/actor.ts'
import type { App } from '../kernel/app.ts'
import type { CivilDate, Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { ApiBindings } from '../kernel/http/api.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { perform } from '../kernel/perform.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { confirmReceipt, listListings, listMyOrders, putInBasket } from '../modules/market/index.ts'
import { openPayment, openInstructions } from '../modules/payment/index.ts'
import { listLots } from '../modules/stock/index.ts'
import { refreshPayment } from '../workflows/ask-gateway.ts'
import { cancelSellerOrder } from '../workflows/cancel-order.ts'
import { placeOrders } from '../workflows/checkout.ts'
import { advanceOrdersJob } from '../workflows/complete-order.ts'
import { expireOrdersJob } from '../workflows/expire-orders.ts'
import { quoteBasket } from '../workflows/price-basket.ts'
import { refundSellerOrder } from '../workflows/refund-order.ts'
import { sendInstructions } from '../workflows/send-instructions.ts'
import { shipSellerOrder } from '../workflows/ship-order.ts'
import type { DemoPeople } from './accounts.ts'
import type { Offer, PlannedOrder } from './plan.ts'

export type Bank = { pages: Hono<ApiBindings> }
export type Trading = { app: App; bank: Bank; people: DemoPeople }

const PAY_SECONDS = 120
/** Offers carry the weight of what the county is known for. */
const shareOf: Readonly<Record<string, number>> = {
  tea: 6,
  'bamboo-shoots': 4,
  'sweet-potato': 4,
  mushroom: 3,
  'dried-fruit': 3,
}

/** What buyers may ask for: goods packed up to `day` that are good for longer. What is sold meanwhile changes nothing here. */
export async function offersOf({ app, people }: Trading, day: CivilDate): Promise<Offer[]> {
  const offers: Offer[] = []
  for (const { actor, organisationId } of people.sellers) {
    const { listings } = await perform(app, listListings, asked(actor), { organisationId, limit: 500 })
    const { lots } = await perform(app, listLots, asked(actor), { organisationId, limit: 200 })
    const lotOf = new Map(lots.map((lot) => [lot.itemId, lot]))
    for (const { id, itemId, category, titleZh } of listings) {
      const lot = lotOf.get(itemId)
      if (lot === undefined || lot.packedOn > day) continue
      offers.push({
        listingId: id,
        organisationId,
        share: shareOf[category] ?? 1,
        sellableUntil: lot.expiresOn,
        titleZh,
      })
    }
  }
  return offers.sort((a, b) => (a.titleZh < b.titleZh ? -1 : 1))
}

/** Something that happens at a moment; done before, it does nothing. */
export type Happening = { at: Instant; run(): Promise<void> }

/** Everything that happens to one order, at its times. */
export function happeningsOf(trading: Trading, planned: PlannedOrder): Happening[] {
  const { at, fate, shipAfterSeconds, receiveAfterSeconds } = planned
  const shippedAt = addSeconds(at, shipAfterSeconds)
  const happenings: Happening[] = [{ at, run: () => place(trading, planned) }]
  if (fate === 'unpaid') return happenings
  happenings.push({ at: addSeconds(at, PAY_SECONDS), run: () => pay(trading, planned) })
  if (fate === 'cancelled') return [...happenings, { at: shippedAt, run: () => bySeller(trading, planned, 'cancel') }]
  happenings.push({ at: shippedAt, run: () => bySeller(trading, planned, 'ship') })
  const receivedAt = addSeconds(shippedAt, receiveAfterSeconds)
  if (fate !== 'assumed') happenings.push({ at: receivedAt, run: () => receive(trading, planned) })
  if (fate === 'partly_refunded')
    happenings.push({ at: addSeconds(receivedAt, 7200), run: () => bySeller(trading, planned, 'refund') })
  return happenings
}

/** The note that marks a demonstration order, and by which a later run knows it again. */
const noteOf = ({ number }: PlannedOrder) => `演示订单 ${number}`

function buyerOf({ people }: Trading, { byAccount, number }: PlannedOrder): Actor {
  return byAccount ? people.buyer : { kind: 'guest', guestId: guestIdOf(`demonstration order ${number}`) }
}

const asked = (actor: Actor) => ({ actor, lang: 'zh' as const })

async function ordersOf(trading: Trading, planned: PlannedOrder) {
  const { orders } = await perform(trading.app, listMyOrders, asked(buyerOf(trading, planned)), { limit: 200 })
  return orders.filter((order) => order.note === noteOf(planned))
}

async function place(trading: Trading, planned: PlannedOrder): Promise<void> {
  if ((await ordersOf(trading, planned)).length > 0) return
  const { app } = trading
  const caller = asked(buyerOf(trading, planned))
  const { recipient } = planned
  try {
    await perform(app, putInBasket, caller, { lines: planned.lines })
    const { totalFen } = await perform(app, quoteBasket, caller, { provinceCode: recipient.provinceCode })
    await perform(app, placeOrders, caller, { recipient, note: noteOf(planned), expectedFen: totalFen })
  } catch (error) {
    // Sold out, or not delivered there: this buyer goes without, as buyers do.
    if (!isRefusal(error)) throw error
    await perform(app, putInBasket, caller, { lines: planned.lines.map((line) => ({ ...line, units: 0 })) })
  }
}

/** The buyer pays on the bank's page and comes back; the platform asks the bank. */
async function pay(trading: Trading, planned: PlannedOrder): Promise<void> {
  const [order] = await ordersOf(trading, planned)
  if (order?.state === 'awaiting_payment') await payAtBank(trading, buyerOf(trading, planned), order.paymentId)
}

export async function payAtBank(
  { app, bank }: Pick<Trading, 'app' | 'bank'>,
  buyer: Actor,
  paymentId: string,
): Promise<void> {
  const caller = asked(buyer)
  const { payUrl } = await perform(app, openPayment, caller, { paymentId })
  const { pathname, search } = new URL(payUrl)
  const visitor = new Hono<ApiBindings>()
    .use((c, next) => {
      c.set('visit', { ...caller, requestId: 'seed', ip: '127.0.0.1', newGuestToken: null })
      return next()
    })
    .route('/sandbox', bank.pages)
  const answer = await visitor.request(`${pathname}${search}`, {
    method: 'POST',
    body: new URLSearchParams({ do: 'lose' }),
  })
  if (answer.status !== 303) throw new Error(`the bank answered ${answer.status} for ${paymentId}`)
  await perform(app, refreshPayment, caller, { paymentId })
}

async function bySeller(trading: Trading, planned: PlannedOrder, step: 'ship' | 'cancel' | 'refund'): Promise<void> {
  const { app, people } = trading
  for (const { id: orderId, code, organisationId, state, refundedFen, lines } of await ordersOf(trading, planned)) {
    const seller = people.sellers.find((one) => one.organisationId === organisationId)
    if (seller === undefined) continue
    const caller = asked(seller.actor)
    if (step === 'ship' && state === 'paid')
      await perform(app, shipSellerOrder, caller, {
        organisationId,
        orderId,
        carrier: '示范快递',
        trackingNumber: `DEMO${code.replaceAll('-', '')}`,
      })
    if (step === 'cancel' && state === 'paid')
      await perform(app, cancelSellerOrder, caller, {
        organisationId,
        orderId,
        reason: '买家改了主意',
        outOfStock: false,
      })
    if (step === 'refund' && state === 'received' && refundedFen === 0)
      await perform(app, refundSellerOrder, caller, {
        organisationId,
        orderId,
        units: [{ line: lines[0]?.line ?? 1, units: 1 }],
        reason: '运输中压坏一份',
      })
  }
}

async function receive(trading: Trading, planned: PlannedOrder): Promise<void> {
  for (const { id: orderId, state } of await ordersOf(trading, planned))
    if (state === 'shipped') await perform(trading.app, confirmReceipt, asked(buyerOf(trading, planned)), { orderId })
}

/** What the worker would do by itself: orders end and move on, the bank is told to pay out. */
export async function nightly(app: App): Promise<void> {
  await expireOrdersJob.run(app, {})
  await advanceOrdersJob.run(app, {})
  for (const name of ['delivery.track-parcels', 'delivery.sandbox-carrier'])
    await app.jobs.find((job) => job.name === name)?.run(app, {})
  // A release is followed by its payout, so a second round.
  for (let round = 0; round < 2; round += 1) {
    const open = await app.database.read((sql) => openInstructions(sql, app.clock.now(), 1000))
    await sendInstructions(app, open).catch((error: Error) => app.log.warn({ err: error }, 'instructions still open'))
  }
}
