import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { App } from '../kernel/app.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Sql, Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { job } from '../kernel/jobs.ts'
import { operation, query } from '../kernel/operation.ts'
import { isRefusal, refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import type { ReadyPackage, Who } from '../modules/tourism/index.ts'
import {
  bookingsById,
  componentIds,
  endWaiting,
  guestInput,
  holdPackageParts,
  holdVisitOrStay,
  insertWaiting,
  lockWaiting,
  packageById,
  readyVisitOrStay,
  stateAt,
  stayRefusals,
  visitRefusals,
  waitingLine,
  waitingOf,
  wantedStay,
  wantedVisit,
  whoOf,
} from '../modules/tourism/index.ts'
import { holdGoods, packageWish, priced } from './book-package.ts'

/** So long an offer from the waiting list is kept, but not beyond the beginning. */
const OFFER_SECONDS = 2 * 3600

const wantedPackage = z.object({ kind: z.literal('package'), ...packageWish })
const wanted = z.discriminatedUnion('kind', [wantedVisit, wantedStay, wantedPackage])
type Wanted = z.output<typeof wanted>
type Titles = { titleZh: string; titleEn: string }
type Waited = { asked: Wanted; who: Who } & Titles

export const joinWaiting = operation({
  name: 'tourism.waiting.join',
  method: 'POST',
  path: '/tourism/waiting',
  summary:
    'Waits for a visit, rooms or a package that is full: all of it is held for two hours as soon as it is there, in the order of asking among those who fit',
  access: buyer,
  input: z.object({
    /** Chosen by the asker. */
    waitingId: id,
    wanted,
    ...guestInput,
  }),
  output: z.object({ waitingId: id, until: z.date() }),
  refusals: [
    'tourism.waiting.already',
    'tourism.package.unknown',
    'tourism.package.closed',
    'tourism.package.free_part',
    ...visitRefusals,
    ...stayRefusals,
  ],
  async run({ tx, actor, now }, { waitingId, wanted: asked, ...said }) {
    const who = whoOf(actor, said)
    const { party, until, titleZh, titleEn } = await readied(
      tx,
      waitingId,
      { asked, who },
      now,
      actor.kind === 'person',
    )
    const waited: Waited = { asked, who, titleZh, titleEn }
    const one = { id: waitingId, buyerId: who.buyerId ?? '', wanted: waited, party, until }
    if (!(await insertWaiting(tx, one, now))) refuse('tourism.waiting.already')
    return { waitingId, until }
  },
})

type Readied = Titles & { party: number; until: Instant; hold(tx: Tx, expiresAt: Instant): Promise<string> }

/** What someone waits for as it would be booked now; refuses what cannot be booked at all. */
async function readied(
  sql: Sql,
  bookingId: string,
  { asked, who }: Pick<Waited, 'asked' | 'who'>,
  now: Instant,
  asMember = true,
): Promise<Readied> {
  if (asked.kind === 'package') {
    const named = (await packageById(sql, asked.packageId)) ?? refuse('tourism.package.unknown')
    const titles = { titleZh: named.nameZh, titleEn: named.nameEn }
    return { ...titles, ...readiedPackage(await priced(sql, asked, who, now), bookingId, asked, who, now) }
  }
  const ready = await readyVisitOrStay(sql, bookingId, { ...asked, asMember }, who, now)
  const { titleZh, titleEn, guests: party } = ready.booking
  return {
    titleZh,
    titleEn,
    party,
    until: ready.booking.startsAt,
    async hold(tx, expiresAt) {
      await holdVisitOrStay(tx, ready, expiresAt, now)
      return bookingId
    },
  }
}

function readiedPackage(
  ready: ReadyPackage,
  packageBookingId: string,
  { packageId, sets, arrival, guests }: Extract<Wanted, { kind: 'package' }>,
  who: Who,
  now: Instant,
): Omit<Readied, keyof Titles> {
  const { separateFen, totalFen } = ready
  const starts = ready.parts.map((part) => part.booking.startsAt.getTime())
  return {
    party: guests,
    until: new Date(Math.min(...starts)),
    async hold(tx, expiresAt) {
      await holdGoods(tx, ready, expiresAt, now)
      const buyerId = who.buyerId ?? ''
      const booking = { id: packageBookingId, packageId, buyerId, sets, arrival, separateFen, totalFen }
      await holdPackageParts(tx, booking, ready, expiresAt, now)
      return packageBookingId
    },
  }
}

export const leaveWaiting = operation({
  name: 'tourism.waiting.leave',
  method: 'DELETE',
  path: '/tourism/waiting/{waitingId}',
  summary: 'Waits no longer',
  access: buyer,
  input: z.object({ waitingId: id }),
  output: z.object({ waitingId: id }),
  refusals: ['tourism.waiting.unknown'],
  async run({ tx, actor, now }, { waitingId }) {
    const one = await lockWaiting(tx, waitingId)
    if (one === undefined || !buyerIdsOf(actor).includes(one.buyerId)) refuse('tourism.waiting.unknown')
    await endWaiting(tx, waitingId, { state: 'left', offeredId: null }, now)
    return { waitingId }
  },
})

export const listWaiting = query({
  name: 'tourism.waiting.list',
  path: '/tourism/waiting',
  summary: 'What the asker waits for, and what was offered to them: a booking, or a package, that is held',
  access: buyer,
  input: z.object({}),
  output: z.object({
    waiting: z.array(
      z.object({
        id,
        wanted,
        titleZh: z.string(),
        titleEn: z.string(),
        party: z.int(),
        until: z.date(),
        state: z.enum(['waiting', 'offered', 'left', 'over']),
        offeredId: id.nullable(),
        /** So long what was offered is held, and can be paid. */
        heldUntil: z.date().nullable(),
      }),
    ),
  }),
  async run({ sql, actor, now }) {
    const rows = await waitingOf(sql, buyerIdsOf(actor))
    const offered = await offeredBookings(
      sql,
      rows.flatMap((row) => row.offeredId ?? []),
    )
    return {
      waiting: rows.map((row) => {
        const { asked, titleZh, titleEn } = row.wanted as Waited
        const held = offered.find((one) => one.id === row.offeredId || one.packageBookingId === row.offeredId)
        const stands = held !== undefined && held.paymentId === null && stateAt(held, now) === 'held'
        return { ...row, wanted: asked, titleZh, titleEn, heldUntil: stands ? held.expiresAt : null }
      }),
    }
  },
})

/** What was offered: bookings, and those of packages. */
const offeredBookings = async (sql: Sql, ids: readonly string[]) =>
  ids.length === 0 ? [] : bookingsById(sql, [...ids, ...(await componentIds(sql, ids))])

const BATCH = 500
/** What a full calendar answers; everything else means that there is nothing to wait for any more. */
const FULL = new Set(['tourism.sold_out', 'tourism.date_closed', 'stock.sold_out'])

export const offerPlacesJob = job({
  name: 'tourism.offer-places',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const ids = await app.database.read((sql) => waitingLine(sql, BATCH))
    for (const waitingId of ids) await offer(app, waitingId)
  },
})

async function offer(app: App, waitingId: string): Promise<void> {
  try {
    await app.database.transact((tx) => offerOne(tx, waitingId, app.clock.now()))
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (FULL.has(error.code)) return
    const now = app.clock.now()
    await app.database.transact((tx) => endWaiting(tx, waitingId, { state: 'over', offeredId: null }, now))
  }
}

async function offerOne(tx: Tx, waitingId: string, now: Instant): Promise<void> {
  const one = await lockWaiting<Waited>(tx, waitingId)
  if (one === undefined) return
  if (one.until <= now) {
    await endWaiting(tx, waitingId, { state: 'over', offeredId: null }, now)
    return
  }
  const ready = await readied(tx, uuidv7(now), one.wanted, now)
  const expiresAt = new Date(Math.min(addSeconds(now, OFFER_SECONDS).getTime(), one.until.getTime()))
  const offeredId = await ready.hold(tx, expiresAt)
  await endWaiting(tx, waitingId, { state: 'offered', offeredId }, now)
  const { buyerId, wanted: waited } = one
  const data = { waitingId, offeredId, buyerId, titleZh: waited.titleZh, titleEn: waited.titleEn, expiresAt }
  tx.effects.publish({ name: 'tourism.waiting.offered', subject: waitingId, data })
}
