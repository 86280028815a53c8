import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Sql, Tx } from '../kernel/database.ts'
import { job } from '../kernel/jobs.ts'
import { errand, operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, fen, id, line } from '../kernel/validation.ts'
import { holdStock } from '../modules/stock/index.ts'
import type { ReadyPackage } from '../modules/tourism/index.ts'
import {
  BOOKING_HOLD_SECONDS,
  componentIds,
  expireHolds,
  guestInput,
  holdPackageParts,
  lockBookings,
  minuteOfDay,
  packageBookingById,
  packageById,
  policyTiers,
  readyPackage,
  releaseUnpaid,
  standingParts,
  stayRefusals,
  unfreedGoods,
  unitTypes,
  visitRefusals,
  whoOf,
} from '../modules/tourism/index.ts'
import { cancelBooking } from './end-booking.ts'
import { freeGoods } from './free-goods.ts'
import { goodsOf } from './keep-packages.ts'

export const packageWish = {
  packageId: id,
  arrival: civilDay,
  /** Rooms, and as many times the goods. */
  sets: z.int().min(1).max(20),
  guests: z.int().min(1).max(200),
  tickets: z
    .array(z.object({ type: z.enum(unitTypes), count: z.int().min(0).max(200) }))
    .max(unitTypes.length)
    .default([]),
  /** When visits begin whose time the guest chooses. */
  minutes: z
    .array(z.object({ position: z.int().min(0).max(9), minute: minuteOfDay }))
    .max(10)
    .default([]),
}
type Wish = { packageId: string } & Parameters<typeof readyPackage>[2]

const refusals = [
  'tourism.package.unknown',
  'tourism.package.closed',
  'tourism.package.free_part',
  ...stayRefusals,
  ...visitRefusals,
]

/** What a package costs as it would be booked now. */
export async function priced(sql: Sql, wanted: Wish, who: Parameters<typeof readyPackage>[4], now: Instant) {
  const held = (await packageById(sql, wanted.packageId)) ?? refuse('tourism.package.unknown')
  const goods = await goodsOf(
    sql,
    held.parts.flatMap((part) => part.listingId ?? []),
  )
  return readyPackage(sql, held, wanted, goods, who, now)
}

export const quotePackage = errand({
  name: 'tourism.package.quote',
  method: 'POST',
  path: '/tourism/packages/{packageId}/quote',
  summary: 'What a package costs on these days, part by part, beside the parts by themselves; holds nothing',
  access: buyer,
  audit: false,
  input: z.object(packageWish),
  output: z.object({
    separateFen: fen,
    totalFen: fen,
    parts: z.array(
      z.object({
        titleZh: z.string(),
        titleEn: z.string(),
        day: civilDay,
        startsAt: z.date(),
        policy: policyTiers,
        /** By itself, and within the package. */
        separateFen: fen,
        totalFen: fen,
      }),
    ),
  }),
  refusals,
  async run({ read, actor, now }, wanted) {
    const who = whoOf(actor, { contactName: '', contactPhone: '', notes: '' })
    const { separateFen, totalFen, parts, prices } = await read((sql) => priced(sql, wanted, who, now))
    const quoted = parts.map(({ booking }, at) => ({
      ...booking,
      policy: [...booking.policy],
      separateFen: prices[at] ?? booking.totalFen,
    }))
    return { separateFen, totalFen, parts: quoted }
  },
})

export const holdPackage = operation({
  name: 'tourism.package.hold',
  method: 'POST',
  path: '/tourism/package-bookings',
  summary:
    'Holds every part of a package for the asker for 15 minutes, or none; to be paid as one, with goods of the basket or without',
  access: buyer,
  input: z.object({
    /** Chosen by the asker: the same package sent twice is booked once. */
    packageBookingId: id,
    ...packageWish,
    ...guestInput,
    /** The address goods are sent to, where they can be; to the name and phone of who books. */
    sendTo: line(200).nullable().default(null),
    expectedFen: fen,
  }),
  output: z.object({
    packageBookingId: id,
    totalFen: fen,
    separateFen: fen,
    bookingIds: z.array(id),
    expiresAt: z.date(),
  }),
  refusals: [
    ...refusals,
    'tourism.package.not_sent',
    'tourism.sold_out',
    'tourism.date_closed',
    'tourism.booking.id_used',
    'tourism.booking.price_changed',
    'stock.sold_out',
  ],
  audit: ({ packageBookingId, packageId }, { bookingIds }) => ({ packageBookingId, packageId, bookingIds }),
  async run({ tx, actor, now }, { packageBookingId, expectedFen, contactName, contactPhone, notes, ...wanted }) {
    const made = await packageBookingById(tx, packageBookingId)
    if (made !== undefined) return heldBefore(tx, made, actor)
    const who = whoOf(actor, { contactName, contactPhone, notes })
    const ready = await priced(tx, wanted, who, now)
    if (ready.totalFen > expectedFen) refuse('tourism.booking.price_changed', { totalFen: ready.totalFen })
    const expiresAt = addSeconds(now, BOOKING_HOLD_SECONDS)
    // The shelf before the counters, as everywhere.
    await holdGoods(tx, ready, expiresAt, now)
    const { packageId, sets, arrival } = wanted
    const { separateFen, totalFen } = ready
    const buyerId = who.buyerId ?? ''
    const booking = { id: packageBookingId, packageId, buyerId, sets, arrival, separateFen, totalFen }
    await holdPackageParts(tx, booking, ready, expiresAt, now)
    const bookingIds = ready.parts.map((part) => part.booking.id)
    return { packageBookingId, totalFen, separateFen, bookingIds, expiresAt }
  },
})

async function heldBefore(tx: Tx, made: NonNullable<Awaited<ReturnType<typeof packageBookingById>>>, actor: Actor) {
  if (!buyerIdsOf(actor).includes(made.buyerId)) refuse('tourism.booking.id_used')
  const rows = await lockBookings(tx, await componentIds(tx, [made.id]))
  const { id: packageBookingId, totalFen, separateFen } = made
  const bookingIds = rows.map((row) => row.id)
  return { packageBookingId, totalFen, separateFen, bookingIds, expiresAt: rows[0]?.expiresAt ?? new Date(0) }
}

export async function holdGoods(tx: Tx, { goods }: ReadyPackage, until: Instant, now: Instant): Promise<void> {
  const wanted = goods.map(({ bookingId, itemId, units }) => ({ orderId: bookingId, itemId, units }))
  if (wanted.length > 0) await holdStock(tx, wanted, until, now)
}

/** The components of one of the asker's packages, locked. Refuses: tourism.booking.unknown. */
async function lockComponents(tx: Tx, packageBookingId: string, actor: Actor) {
  const held = await packageBookingById(tx, packageBookingId)
  if (held === undefined || !buyerIdsOf(actor).includes(held.buyerId)) refuse('tourism.booking.unknown')
  return lockBookings(tx, await componentIds(tx, [packageBookingId]))
}

export const releasePackage = operation({
  name: 'tourism.package_booking.release',
  method: 'POST',
  path: '/tourism/package-bookings/{packageBookingId}/release',
  summary: 'Gives up a package that is held and not being paid; all of it goes back on sale',
  access: buyer,
  input: z.object({ packageBookingId: id }),
  output: z.object({ packageBookingId: id }),
  refusals: ['tourism.booking.unknown', 'tourism.booking.step_not_possible'],
  async run({ tx, actor, now }, { packageBookingId }) {
    const rows = await lockComponents(tx, packageBookingId, actor)
    await freeGoods(
      tx,
      rows.filter((row) => row.kind === 'goods').map((row) => row.id),
      now,
    )
    for (const row of rows) await releaseUnpaid(tx, row, now)
    return { packageBookingId }
  },
})

export const cancelPackage = operation({
  name: 'tourism.package_booking.cancel',
  method: 'POST',
  path: '/tourism/package-bookings/{packageBookingId}/cancellation',
  summary:
    'The guest cancels a package: each component gives back by its own policy, or everything once a supplier could not serve its part; what was used stays',
  access: buyer,
  input: z.object({ packageBookingId: id, expectedRefundFen: fen }),
  output: z.object({ packageBookingId: id, refundedFen: fen }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.booking.refund_changed',
    'ledger.share.unknown',
    'ledger.refund.too_much',
  ],
  async run({ tx, actor, now }, { packageBookingId, expectedRefundFen }) {
    const rows = await lockComponents(tx, packageBookingId, actor)
    const { by, standing } = standingParts(rows)
    if (standing.length === 0) refuse('tourism.booking.step_not_possible')
    let refundedFen = 0
    for (const row of standing) refundedFen += await cancelBooking(tx, row, { by, reason: null }, now)
    if (refundedFen < expectedRefundFen) refuse('tourism.booking.refund_changed', { refundFen: refundedFen })
    return { packageBookingId, refundedFen }
  },
})

const BATCH = 200

/** Goods kept for packages that were not paid in time go back on sale. */
export const freeGoodsJob = job({
  name: 'tourism.free-goods',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const now = app.clock.now()
    const ids = await app.database.read((sql) => unfreedGoods(sql, now, BATCH))
    if (ids.length === 0) return
    await app.database.transact((tx) => expireHolds(tx, ids, now))
    await app.database.transact(async (tx) => freeGoods(tx, await unfreedGoods(tx, now, BATCH), now))
  },
})
