import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import type { CivilDate, Instant } from '../kernel/clock.ts'
import { addSeconds, civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { readableCode, uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id, prose } from '../kernel/validation.ts'
import type { Exemption } from '../modules/aftersales/index.ts'
import { classAsSold, isExemptable, recordExemptions } from '../modules/aftersales/index.ts'
import type { Buyers, FreightTerms, NewOrder, Recipient } from '../modules/market/index.ts'
import { buyersOf, HOLD_SECONDS, insertOrderRows, recipient } from '../modules/market/index.ts'
import { askPayment, openedView, openedWith, payingClient } from '../modules/payment/index.ts'
import { isCountyOf } from '../modules/people/index.ts'
import type { OfferHold, Use } from '../modules/pricing/index.ts'
import { holdOffers } from '../modules/pricing/index.ts'
import type { Allocation } from '../modules/stock/index.ts'
import { holdStock } from '../modules/stock/index.ts'
import { bookUnits, currentPlans } from '../modules/supply/index.ts'
import { sharesOfBookings } from './pay-bookings.ts'
import type { PricedBasket, PricedPart } from './price-basket.ts'
import { priceBasket } from './price-basket.ts'
import type { PricedBasketLine } from './price-goods.ts'

export type Checkout = {
  buyers: Buyers
  actor: Actor
  recipient: Recipient
  note: string
  expectedFen: number
  gateway: string
  /** How many sellers one payment of the gateway may cover. */
  sellersMax: number
  /** Listings of which the buyer confirmed that they cannot be returned without reason. */
  confirmedExemptions: readonly string[]
  /** Beds and places the buyer holds, paid with the goods. */
  bookingIds?: readonly string[]
  /** The last day on which the buyer was told to expect goods that are still to come. */
  expectedBy?: readonly { listingId: string; date: CivilDate }[]
}
export type Placed = {
  paymentId: string
  totalFen: number
  payBy: Instant
  orders: { id: string; code: string; organisationId: string }[]
}

/** Turns a basket into one order per seller and one payment; stock is held until the payment's time is over. */
export async function checkout(tx: Tx, asked: Checkout, now: Instant): Promise<Placed> {
  return place(tx, await priceBasket(tx, asked.actor, asked.recipient.provinceCode, now), asked, now)
}

/** Places what was priced: stock and offers held, orders and the payment asked for. */
export async function place(tx: Tx, priced: PricedBasket, asked: Checkout, now: Instant): Promise<Placed> {
  const bookingIds = asked.bookingIds ?? []
  if (priced.parts.length + bookingIds.length > asked.sellersMax)
    refuse('payment.too_many_sellers', { most: asked.sellersMax })
  const paymentId = uuidv7(now)
  const payBy = addSeconds(now, HOLD_SECONDS)
  const booked = await sharesOfBookings(tx, asked.buyers, bookingIds, { paymentId, payBy }, now)
  const totalFen = priced.totalFen + booked.reduce((sum, share) => sum + share.amountFen, 0)
  if (totalFen !== asked.expectedFen) refuse('market.basket.changed', { totalFen })
  const parts = priced.parts.map((part) => ({ ...part, id: uuidv7(now), code: orderCode(now) }))
  await bookPlanned(tx, parts, asked.expectedBy ?? [], payBy, now)
  const offers = parts.flatMap((part) => offersHeldBy(part, priced.goods.uses))
  const [allocations] = await Promise.all([
    holdStock(tx, parts.flatMap(wantedOf), payBy, now),
    offers.length > 0 && holdOffers(tx, offers),
  ])
  if (!parts.every((part) => part.lines.every((line) => comesAsPriced(line, part.id, allocations))))
    refuse('market.basket.changed', { totalFen })
  const orders = parts.map((part) => orderOf(part, allocations, asked.note))
  await Promise.all([
    insertOrderRows(
      tx,
      { paymentId, buyers: asked.buyers, recipient: asked.recipient, payBy, actorKind: asked.actor.kind },
      orders,
      now,
    ),
    askPayment(
      tx,
      {
        id: paymentId,
        buyerId: asked.buyers[0],
        gateway: asked.gateway,
        totalFen,
        expiresAt: payBy,
        shares: [...parts.map(shareOf), ...booked],
      },
      now,
    ),
  ])
  recordExemptions(tx, exemptionsIn(orders, asked.confirmedExemptions), now)
  tx.effects.publish({
    name: 'market.checkout.placed',
    subject: paymentId,
    data: { orderIds: orders.map((o) => o.id), totalFen },
  })
  return {
    paymentId,
    totalFen,
    payBy,
    orders: orders.map(({ id: orderId, code, organisationId }) => ({ id: orderId, code, organisationId })),
  }
}

/** Only what the law lets be exempt, and only where the buyer said so for that line; all else keeps its seven days. */
function exemptionsIn(orders: readonly NewOrder[], confirmed: readonly string[]): Exemption[] {
  return orders.flatMap((order) =>
    order.lines.flatMap((line, at) => {
      const goods = classAsSold(order, line)
      return isExemptable(goods) && confirmed.includes(line.listingId)
        ? [{ orderId: order.id, line: at, class: goods }]
        : []
    }),
  )
}

type Part = PricedPart & { id: string; code: string }

/** The day, so that people can sort papers by it, and eight signs that are hard to misread. */
const orderCode = (now: Instant) => `${civilDate(now).slice(2).replaceAll('-', '')}-${readableCode(8)}`

const wantedOf = (part: Part) =>
  (part.supply === 'stock' ? part.lines : []).map((line) => ({
    orderId: part.id,
    itemId: line.itemId,
    units: line.units,
  }))

/** Units of a harvest still to come, or of a workshop's weeks, booked as stock is held. Refuses: supply.plan.closed, supply.plan.later. */
async function bookPlanned(
  tx: Tx,
  parts: readonly Part[],
  expectedBy: NonNullable<Checkout['expectedBy']>,
  payBy: Instant,
  now: Instant,
): Promise<void> {
  const ahead = parts.filter((part) => part.supply !== 'stock')
  if (ahead.length === 0) return
  const plans = await currentPlans(tx, ahead.flatMap(listingsIn), civilDate(now))
  const wanted = ahead.flatMap((part) =>
    part.lines.map(({ listingId, units }) => {
      const plan = plans.get(listingId) ?? refuse('supply.plan.closed')
      return { orderId: part.id, planId: plan.id, listingId, units }
    }),
  )
  for (const { orderId, dueTo } of await bookUnits(tx, wanted, payBy, now)) {
    const listingId = wanted.find((want) => want.orderId === orderId)?.listingId
    const expected = expectedBy.find((one) => one.listingId === listingId)
    if (expected !== undefined && dueTo > expected.date) refuse('supply.plan.later', { date: dueTo })
  }
}

const listingsIn = (part: Part) => part.lines.map((line) => line.listingId)

/** Whether as many units come from lots near expiry as the price was made for; another buyer may have been faster. */
function comesAsPriced(line: PricedBasketLine, orderId: string, allocations: readonly Allocation[]): boolean {
  if (line.nearExpiry === null) return true
  const { units, lotIds } = line.nearExpiry
  const near = allocations.filter((a) => a.orderId === orderId && a.itemId === line.itemId && lotIds.includes(a.lotId))
  return near.reduce((sum, a) => sum + a.units, 0) === units
}

/** A part's share in each coupon and budget. Offers of sellers that are no coupons need no holding. */
function offersHeldBy(part: Part, uses: readonly Use[]): OfferHold[] {
  const keys = new Set(part.lines.map((line) => line.listingId))
  return uses.flatMap(({ offer, parts }) => {
    const amountFen = parts.filter(({ key }) => keys.has(key)).reduce((sum, own) => sum + own.amountFen, 0)
    const { id: offerId, claimId, budget } = offer
    if (amountFen === 0 || (claimId === null && budget === null)) return []
    return [{ orderId: part.id, offerId, claimId, budgetId: budget?.id ?? null, amountFen }]
  })
}

function shareOf(part: Part) {
  const sellerAccount = part.seller.sellerAccount ?? refuse('payment.seller_not_ready')
  return {
    orderId: part.id,
    organisationId: part.seller.id,
    sellerAccount,
    subject: part.seller.nameZh,
    amountFen: part.goodsFen + part.freightFen,
    // What others bear of the discounts is paid to the seller; a gateway has to know of it when the buyer pays.
    subsidyFen: part.lines
      .flatMap((line) => line.discounts)
      .reduce((sum, one) => sum + (one.bearerKind === 'seller' ? 0 : one.amountFen), 0),
  }
}

function orderOf(part: Part, allocations: readonly Allocation[], note: string): NewOrder {
  const lines = part.lines.map((line) => ({
    ...line,
    lots: allocations.filter((a) => a.orderId === part.id && a.itemId === line.itemId),
  }))
  return {
    id: part.id,
    code: part.code,
    organisationId: part.seller.id,
    goodsFen: part.goodsFen,
    freightFen: part.freightFen,
    freightTerms: freightTermsIn(part),
    note,
    supply: part.supply,
    lines,
  }
}

/** How the freight hangs on weight: kept where goods are sold by weight, for the scale's figures to change it. */
function freightTermsIn(part: Part): FreightTerms[] | null {
  if (part.lines.every((line) => line.weigh === null)) return null
  return part.freight.map((parcel) => ({
    lines: part.lines.flatMap((line, at) =>
      line.freightTemplateId === parcel.templateId && (line.storage !== 'ambient') === parcel.cold ? [at] : [],
    ),
    grams: parcel.grams,
    volumeGrams: parcel.volumeGrams,
    firstGrams: parcel.firstGrams,
    stepGrams: parcel.stepGrams,
    stepFen: parcel.stepFen,
    joined: parcel.joined,
    free: parcel.free !== null,
  }))
}

export const placeOrders = operation({
  name: 'market.checkout',
  method: 'POST',
  path: '/market/checkout',
  summary:
    "Places the asker's basket as orders, one for each seller, asks for one payment, and opens it for a named client",
  access: buyer,
  input: z.object({
    recipient,
    note: prose(200).default(''),
    expectedFen: fen,
    confirmedExemptions: z.array(id).max(200).default([]),
    bookingIds: z.array(id).max(20).default([]),
    ...payingClient,
    /** For goods that are still to come: the last day the buyer was told; later than that is refused. */
    expectedBy: z
      .array(z.object({ listingId: id, date: civilDay }))
      .max(200)
      .default([]),
  }),
  output: z.object({
    paymentId: id,
    totalFen: fen,
    payBy: z.date(),
    orders: z.array(z.object({ id, code: z.string(), organisationId: id })),
    ...openedView,
  }),
  refusals: [
    'market.basket.empty',
    'market.basket.changed',
    'market.listing.closed',
    'market.listing.unknown',
    'market.address.unknown_region',
    'delivery.freight.not_delivered',
    'delivery.freight.no_cold_route',
    'delivery.freight.unknown_template',
    'payment.seller_not_ready',
    'payment.too_many_sellers',
    'pricing.budget.used_up',
    'pricing.coupon.taken',
    'stock.sold_out',
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.booking.free',
    'tourism.visitor.missing',
    'tourism.booking.in_package',
    'supply.plan.closed',
    'supply.plan.sold_out',
    'supply.plan.later',
  ],
  audit: (_input, output) => ({ paymentId: output.paymentId, orderIds: output.orders.map((o) => o.id) }),
  async run({ tx, actor, now, ports }, input) {
    const { provinceCode, cityCode, countyCode } = input.recipient
    if (!isCountyOf(countyCode, cityCode, provinceCode)) refuse('market.address.unknown_region')
    const { name: gateway, sharesMax } = ports.gateways.preferred
    const asked = { ...input, buyers: buyersOf(actor), actor, gateway, sellersMax: sharesMax('phone') }
    return { ...(await checkout(tx, asked, now)), opened: null }
  },
  after: async (context, { client }, placed) => ({
    ...placed,
    opened: await openedWith(context, placed.paymentId, client),
  }),
})
