import { z } from 'zod'
import { addSeconds } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { Fact } from '../kernel/follow.ts'
import { follow } from '../kernel/follow.ts'
import { job } from '../kernel/jobs.ts'
import type { OrderView } from '../modules/market/index.ts'
import { ordersById } from '../modules/market/index.ts'
import { parcelsOf } from '../modules/delivery/index.ts'
import type { Notice, Template } from '../modules/messages/index.ts'
import {
  audiencesOf,
  consentingTo,
  deliverDue,
  markTold,
  REMIND_SECONDS,
  takeWaiting,
  tell,
  untoldAnnouncement,
} from '../modules/messages/index.ts'
import type { OrganisationSummary, Staff } from '../modules/people/index.ts'
import { contactsOf, organisationsById, rolesOfPersons, staffOf } from '../modules/people/index.ts'
import { bookingsOf } from '../modules/supply/index.ts'
import { yuanText } from '../kernel/money.ts'
import { bookingEvents, sells, tellOfBooking } from './tell-of-bookings.ts'
import { placeTellings } from './tell-of-places.ts'

/** What is told to whom when an event names orders. */
const tellings: Readonly<Record<string, { buyer: Template | null; seller: Template | null }>> = {
  'aftersales.case.opened': { buyer: null, seller: 'after_sales' },
  'aftersales.case.moved': { buyer: 'after_sales', seller: 'after_sales' },
  'market.orders.paid': { buyer: 'order_paid', seller: 'order_new' },
  'market.order.shipped': { buyer: 'order_shipped', seller: null },
  'market.order.delivered': { buyer: 'parcel_delivered', seller: null },
  'market.order.cancelled': { buyer: 'order_cancelled', seller: 'order_cancelled' },
  'market.order.refunded': { buyer: 'order_refunded', seller: null },
  'market.order.completed': { buyer: null, seller: 'released' },
  'supply.slip.announced': { buyer: 'harvest_slipped', seller: null },
  'supply.orders.ready': { buyer: 'order_ready', seller: null },
  'supply.making.reported': { buyer: 'making_reported', seller: null },
  'supply.orders.late': { buyer: 'promise_late', seller: 'promise_late' },
}

const named = z
  .object({
    orderIds: z.array(z.uuid()).optional(),
    orderId: z.uuid().optional(),
    amountFen: z.int().optional(),
    /** Who did it, and so needs no telling. */
    side: z.string().optional(),
  })
  .transform(({ orderIds, orderId, ...rest }) => ({
    ...rest,
    orderIds: orderIds ?? (orderId === undefined ? [] : [orderId]),
  }))

/** Who hears of orders on the seller's side. */
const hears = ({ roles }: Staff): boolean => sells(roles)

export const tellOfOrdersJob = job({
  name: 'messages.tell-of-orders',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    await follow(app, { name: 'messages', events: [...Object.keys(tellings), ...Object.keys(others)], take: tellOfAll })
  },
})

/** What is told of something else than an order, each fact by itself. */
const others: Readonly<Record<string, (tx: Tx, fact: Fact, now: Date) => Promise<void>>> = {
  'webhooks.endpoint.disabled': tellOfSwitchedOff,
  'discovery.back_in_stock': tellOfRestocked,
  ...Object.fromEntries(bookingEvents.map((name) => [name, tellOfBooking])),
  ...placeTellings,
}

async function tellOfAll(tx: Tx, facts: readonly Fact[], now: Date): Promise<void> {
  await tellOfOrders(
    tx,
    facts.filter((fact) => fact.name in tellings),
    now,
  )
  for (const fact of facts) await others[fact.name]?.(tx, fact, now)
}

const restocked = z.object({ buyerId: z.uuid(), listingId: z.uuid(), titleZh: z.string(), titleEn: z.string() })

/** Whoever waited for goods hears once that they are back; a guest has no address and sees it among the favourites. */
async function tellOfRestocked(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const { buyerId, listingId, titleZh, titleEn } = restocked.parse(fact.data)
  if (!(await contactsOf(tx, [buyerId])).has(buyerId)) return
  const params = { listing: titleZh, listingEn: titleEn }
  await tell(tx, [notice(buyerId, 'restocked', params, `/goods/${listingId}`, fact.id)], now)
}

const switchedOff = z.object({ organisationId: z.uuid(), host: z.string() })

async function tellOfSwitchedOff(tx: Tx, fact: Fact, now: Date): Promise<void> {
  const { organisationId, host } = switchedOff.parse(fact.data)
  const seller = (await organisationsById(tx, [organisationId])).get(organisationId)
  const owners = (await staffOf(tx, [organisationId])).filter((one) => one.roles.includes('owner'))
  const params = { host, seller: seller?.nameZh ?? '', sellerEn: seller?.nameEn ?? '' }
  const href = `/seller/${organisationId}/webhooks`
  await tell(
    tx,
    owners.map(({ personId }) => notice(personId, 'webhook_disabled', params, href, fact.id)),
    now,
  )
}

async function tellOfOrders(tx: Tx, facts: readonly Fact[], now: Date): Promise<void> {
  if (facts.length === 0) return
  const known = facts.map((fact) => ({ fact, ...named.parse(fact.data) }))
  const orders = new Map(
    (await ordersById(tx, [...new Set(known.flatMap((one) => one.orderIds))])).map((o) => [o.id, o]),
  )
  const all = [...orders.values()]
  const organisationIds = [...new Set(all.map((one) => one.organisationId))]
  const people = await contactsOf(tx, [...new Set(all.map((one) => one.buyerId))])
  const sellers = await organisationsById(tx, organisationIds)
  const staff = Map.groupBy((await staffOf(tx, organisationIds)).filter(hears), (one) => one.organisationId)
  const parcels = await parcelsOf(tx, [...orders.keys()])
  const bookings = await bookingsOf(tx, [...orders.keys()])
  const notices = known.flatMap(({ fact, orderIds, amountFen, side }) =>
    orderIds.flatMap((orderId) => {
      const order = orders.get(orderId)
      const telling = tellings[fact.name]
      if (order === undefined || telling === undefined) return []
      const seller = sellers.get(order.organisationId)
      const due = bookings.get(orderId)?.dueTo ?? ''
      const params = { ...paramsOf(order, seller, amountFen, parcels.get(orderId)), due }
      const booked = telling.buyer === 'order_paid' && order.supply !== 'stock' ? ('order_booked' as const) : null
      const about = `${fact.id} ${orderId}`
      const toBuyer = telling.buyer !== null && side !== 'buyer' && people.has(order.buyerId) ? [order.buyerId] : []
      const toSeller = telling.seller === null || side === 'seller' ? [] : (staff.get(order.organisationId) ?? [])
      return [
        ...toBuyer.map((personId) =>
          notice(personId, booked ?? telling.buyer ?? 'order_paid', params, `/orders/${orderId}`, about),
        ),
        ...toSeller.map(({ personId, organisationId }) =>
          notice(personId, telling.seller ?? 'order_new', params, `/seller/${organisationId}/orders/${orderId}`, about),
        ),
      ]
    }),
  )
  await tell(tx, notices, now)
}

const notice = (
  personId: string,
  template: Template,
  params: Notice['params'],
  href: string,
  about: string,
): Notice => ({
  personId,
  template,
  params,
  href,
  about,
})

function paramsOf(
  order: OrderView,
  seller: OrganisationSummary | undefined,
  amountFen: number | undefined,
  parcel: { carrier: string; trackingNumber: string } | undefined,
) {
  return {
    code: order.code,
    seller: seller?.nameZh ?? '',
    sellerEn: seller?.nameEn ?? '',
    amount: yuanText(amountFen ?? order.goodsFen + order.freightFen),
    carrier: parcel?.carrier ?? '',
    number: parcel?.trackingNumber ?? '',
  }
}

/** Whoever has not looked at a message for a while is told that it waits: once for each stretch of silence. */
export const remindOfMessagesJob = job({
  name: 'messages.remind',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const now = app.clock.now()
    await app.database.transact(async (tx) => {
      const waiting = await takeWaiting(tx, addSeconds(now, -REMIND_SECONDS))
      if (waiting.length === 0) return
      const sellers = await organisationsById(tx, [...new Set(waiting.map((one) => one.organisationId))])
      const staff = Map.groupBy((await staffOf(tx, [...sellers.keys()])).filter(hears), (one) => one.organisationId)
      const people = await contactsOf(tx, [...new Set(waiting.map((one) => one.buyerId))])
      const notices = waiting.flatMap(({ id, side, buyerId, organisationId, lastNumber, unread }) => {
        const about = `${id} ${lastNumber}`
        const seller = sellers.get(organisationId)
        const params = { count: String(unread), from: seller?.nameZh ?? '', fromEn: seller?.nameEn ?? '' }
        if (side === 'buyer')
          return people.has(buyerId) ? [notice(buyerId, 'message_waiting', params, `/messages/${id}`, about)] : []
        const href = `/seller/${organisationId}/messages/${id}`
        const told = { ...params, from: '买家', fromEn: 'a buyer' }
        return (staff.get(organisationId) ?? []).map((one) =>
          notice(one.personId, 'message_waiting', told, href, about),
        )
      })
      await tell(tx, notices, now)
    })
  },
})

const PEOPLE_MAX = 500

/** Tells those who agreed to announcements of one that has begun, in portions; the place reached is kept. */
export const announceJob = job({
  name: 'messages.announce',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    for (let more = true; more;) more = await app.database.transact((tx) => announcePortion(tx, app.clock.now()))
  },
})

async function announcePortion(tx: Tx, now: Date): Promise<boolean> {
  const announcement = await untoldAnnouncement(tx, now)
  if (announcement === null) return false
  const personIds = await consentingTo(tx, 'announcement', announcement.toldUpto, PEOPLE_MAX)
  const roles = await rolesOfPersons(tx, personIds)
  const { id, titleZh, titleEn, textZh, textEn, audience } = announcement
  const meant = personIds.filter((personId) => audiencesOf(roles.get(personId) ?? []).includes(audience))
  const params = { titleZh, titleEn, textZh, textEn }
  await tell(
    tx,
    meant.map((personId) => notice(personId, 'announcement', params, '/notices', id)),
    now,
  )
  await markTold(tx, id, personIds.at(-1) ?? announcement.toldUpto, personIds.length < PEOPLE_MAX ? now : null)
  return true
}

export const deliverMessagesJob = job({
  name: 'messages.deliver',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const contacts = (personIds: readonly string[]) => app.database.read((sql) => contactsOf(sql, personIds))
    while ((await deliverDue(app, contacts)) > 0);
  },
})
