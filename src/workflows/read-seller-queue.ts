import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { actorId } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds, civilDate, daysBetween, startOfDay } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { deadlines, isOpen, sellerCases } from '../modules/aftersales/index.ts'
import { parcelsOf } from '../modules/delivery/index.ts'
import {
  LATER_KEPT_SECONDS,
  latersOf,
  listingsOnSale,
  listingsSoldSince,
  newestShipped,
  ordersToSend,
  putOffRow,
} from '../modules/market/index.ts'
import type { PricedListing } from '../modules/market/index.ts'
import { sellerConversations } from '../modules/messages/index.ts'
import { availability, lotsToCount, minimumRows, shelfLots } from '../modules/stock/index.ts'
import { sellerQueue, waitingKinds } from './seller-queue.ts'
import type { QueueFacts, Waiting } from './seller-queue.ts'

const ROWS_MAX = 500
const LOTS_MAX = 2000
const NEAR_EXPIRY_DAYS = 30
const DAY = 24 * 3600
/** A listing nobody bought for this long is asked about; an answer rests this long too. */
const NO_SALE_SECONDS = 60 * DAY
const ANSWER_RESTS_SECONDS = 14 * DAY
/** A lot is asked about when nobody counted it for this long, and only so many a day. */
const COUNT_SECONDS = 30 * DAY
const COUNTS_A_DAY = 3

/** Cases and prices are the seller's to decide; whoever only packs is not asked. */
function decides(actor: Actor, organisationId: string): boolean {
  if (actor.kind !== 'person') return true
  const own = actor.memberships.find((one) => one.organisationId === organisationId)
  return own?.roles.some((role) => role === 'owner' || role === 'seller') ?? false
}

async function casesOf(sql: Sql, organisationId: string): Promise<QueueFacts['cases']> {
  const open = await sellerCases(sql, organisationId, true, null, ROWS_MAX)
  return open.filter(({ state }) => isOpen(state) && deadlines[state].whose === 'seller')
}

async function goodsFacts(sql: Sql, organisationId: string, asksPrices: boolean, now: Instant) {
  const today = civilDate(now)
  const [listings, minimums, lots, sold] = await Promise.all([
    listingsOnSale(sql, organisationId, LOTS_MAX),
    minimumRows(sql, organisationId, today),
    shelfLots(sql, organisationId, LOTS_MAX),
    listingsSoldSince(sql, organisationId, addSeconds(now, -NO_SALE_SECONDS)),
  ])
  const available = await availability(
    sql,
    listings.map(({ itemId }) => itemId),
    today,
  )
  const left = (itemId: string) => available.get(itemId)?.units ?? 0
  const shortages = [
    ...listings.filter(({ itemId }) => left(itemId) === 0).map(({ itemId }) => ({ itemId, soldOut: true })),
    ...minimums
      .filter((one) => one.availableUnits < one.minimumUnits)
      .map((one) => ({ itemId: one.itemId, soldOut: one.availableUnits === 0 })),
  ]
  if (!asksPrices) return { shortages, prices: [] }
  const sellable = lots.filter((lot) => lot.availableUnits > 0 && lot.stops === 0 && lot.expiresOn > today)
  const expiryOf = new Map(sellable.toReversed().map((lot) => [lot.itemId, daysBetween(today, lot.expiresOn)]))
  const asked = listings.filter((one) => left(one.itemId) > 0 && isAsked(one, expiryOf.get(one.itemId), sold, now))
  const prices = asked.map((one) => ({
    listingId: one.id,
    since: one.answeredAt ?? one.openedAt,
    daysToExpiry: expiryOf.get(one.itemId) ?? null,
  }))
  return { shortages, prices }
}

function isAsked(listing: PricedListing, days: number | undefined, sold: ReadonlySet<string>, now: Instant): boolean {
  const { openedAt, answeredAt } = listing
  if (answeredAt !== null && answeredAt > addSeconds(now, -ANSWER_RESTS_SECONDS)) return false
  if (days !== undefined && days <= NEAR_EXPIRY_DAYS) return true
  return !sold.has(listing.id) && openedAt < addSeconds(now, -NO_SALE_SECONDS)
}

async function queueOf(sql: Sql, actor: Actor, organisationId: string, now: Instant): Promise<Waiting[]> {
  const mine = decides(actor, organisationId)
  const shelf = { aDay: COUNTS_A_DAY, dayBegan: startOfDay(civilDate(now)) }
  const [orders, talks, cases, goods, counts, laters] = await Promise.all([
    ordersToSend(sql, organisationId, ROWS_MAX),
    sellerConversations(sql, organisationId, true),
    mine ? casesOf(sql, organisationId) : [],
    goodsFacts(sql, organisationId, mine, now),
    lotsToCount(sql, organisationId, addSeconds(now, -COUNT_SECONDS), shelf),
    latersOf(sql, personOf(actor), organisationId, addSeconds(now, -LATER_KEPT_SECONDS)),
  ])
  const questions = talks.filter(({ blockedBy }) => blockedBy === null)
  return sellerQueue({ orders, questions, cases, counts, ...goods }, laters, now)
}

const personOf = (actor: Actor): string => {
  const found = actor.kind === 'person' ? actorId(actor) : null
  return found ?? refuse('kernel.sign_in_required')
}

const level = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])

export const readSellerQueue = query({
  name: 'market.queue.read',
  path: '/market/organisations/{organisationId}/queue',
  summary: 'What waits for a seller, the most urgent first; what the asker put off stands behind what is as urgent',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({
    things: z.array(
      z.object({
        /** Its name, to put it off by. */
        thing: z.string(),
        kind: z.enum(waitingKinds),
        /** The case, order, conversation, item, listing or lot it is about. */
        subjectId: id,
        /** 3 now, 2 today, 1 this week, 0 when there is time. */
        level,
        since: z.date().nullable(),
        putOff: z.boolean(),
      }),
    ),
    /** Of the newest parcel on its way. */
    lastCarrier: z.string().nullable(),
  }),
  async run({ sql, actor, now }, { organisationId }) {
    const things = await queueOf(sql, actor, organisationId, now)
    const sentId = await newestShipped(sql, organisationId)
    const parcel = sentId === null ? undefined : (await parcelsOf(sql, [sentId])).get(sentId)
    return { things, lastCarrier: parcel?.carrier ?? null }
  },
})

export const putOffInQueue = operation({
  name: 'market.queue.put_off',
  method: 'POST',
  path: '/market/organisations/{organisationId}/queue/later',
  summary: 'Later: puts a waiting thing behind what is as urgent, for the asker alone, until it is more urgent',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, thing: z.string().min(1).max(80) }),
  output: z.object({ thing: z.string() }),
  refusals: ['market.queue.nothing_waits'],
  audit: false,
  async run({ tx, actor, now }, { organisationId, thing }) {
    const waiting = (await queueOf(tx, actor, organisationId, now)).find((one) => one.thing === thing)
    if (waiting === undefined) refuse('market.queue.nothing_waits')
    await putOffRow(tx, personOf(actor), organisationId, { thing, level: waiting.level, at: now })
    return { thing }
  },
})
