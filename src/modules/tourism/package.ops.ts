import { z } from 'zod'
import { buyer, member } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { refundFen } from './booking.ts'
import { bookingsById } from './booking.sql.ts'
import { answeredPackage, pausedPackage, standingParts } from './package.ts'
import type { PackageRow } from './package.sql.ts'
import {
  agreeToPackage,
  changePackageState,
  componentIds,
  lockPackage,
  packageBookingById,
  packageBookingsOf,
  packageById,
  withdrawFromPackage,
} from './package.sql.ts'
import { minuteOfDay } from './place.ts'
import { tripsOf, tripView } from './trip.ops.ts'

const state = z.enum(['proposed', 'open', 'closed'])
export const packagePart = {
  kind: z.enum(['stay', 'visit', 'goods']),
  roomTypeId: id.nullable().default(null),
  optionId: id.nullable().default(null),
  listingId: id.nullable().default(null),
  /** Days after arrival. */
  dayOffset: z.int().min(0).max(30).default(0),
  minute: minuteOfDay.nullable().default(null),
  nights: z.int().min(1).max(30).nullable().default(null),
  units: z.int().min(1).max(20).nullable().default(null),
  /** Goods that can be sent to the guest instead of being fetched; what that costs is in their price. */
  canShip: z.boolean().default(false),
}
export const packageView = z.object({
  id,
  organisationId: id,
  nameZh: z.string(),
  nameEn: z.string(),
  aboutZh: z.string(),
  aboutEn: z.string(),
  offPercent: z.int(),
  state,
  parts: z.array(z.object({ ...packagePart, position: z.int(), organisationId: id, agreed: z.boolean() })),
})

const has = (held: PackageRow | undefined, organisationId: string): held is PackageRow =>
  held?.parts.some((part) => part.organisationId === organisationId) === true

export const answerPackage = operation({
  name: 'tourism.package.answer',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/packages/{packageId}/answer',
  summary:
    'A supplier agrees to its part of a package and to bearing its share of the discount, or declines the package',
  access: member('seller'),
  input: z.object({ organisationId: id, packageId: id, agree: z.boolean() }),
  output: z.object({ packageId: id, state }),
  refusals: ['tourism.package.unknown', 'tourism.package.answered'],
  audit: ({ packageId, agree }) => ({ packageId, agree }),
  async run({ tx, now }, { organisationId, packageId, agree }) {
    const held = await lockPackage(tx, packageId)
    if (!has(held, organisationId)) refuse('tourism.package.unknown')
    const next = answeredPackage(held, organisationId, agree)
    if (agree) await agreeToPackage(tx, packageId, organisationId, now)
    await changePackageState(tx, packageId, next)
    tellAnswer(tx, packageId, organisationId, agree ? 'agreed' : 'declined')
    return { packageId, state: next }
  },
})

/** The others are told who answered how. */
function tellAnswer(tx: Tx, packageId: string, by: string, did: 'agreed' | 'declined' | 'paused' | 'closed'): void {
  tx.effects.publish({ name: 'tourism.package.answered', subject: packageId, data: { packageId, by, did } })
}

export const pausePackage = operation({
  name: 'tourism.package.pause',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/packages/{packageId}/pause',
  summary:
    'A supplier takes its agreement back: the package is off sale until it agrees again; what is booked stays booked',
  access: member('seller'),
  input: z.object({ organisationId: id, packageId: id }),
  output: z.object({ packageId: id, state }),
  refusals: ['tourism.package.unknown', 'tourism.package.not_open'],
  audit: ({ packageId }) => ({ packageId }),
  async run({ tx }, { organisationId, packageId }) {
    const held = await lockPackage(tx, packageId)
    if (!has(held, organisationId)) refuse('tourism.package.unknown')
    const next = pausedPackage(held)
    await changePackageState(tx, packageId, next)
    await withdrawFromPackage(tx, packageId, organisationId)
    tellAnswer(tx, packageId, organisationId, 'paused')
    return { packageId, state: next }
  },
})

export const closePackage = operation({
  name: 'tourism.package.close',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/packages/{packageId}/closing',
  summary: 'Any supplier with a part takes a package off sale; what is booked stays booked',
  access: member('seller'),
  input: z.object({ organisationId: id, packageId: id }),
  output: z.object({ packageId: id, state }),
  refusals: ['tourism.package.unknown'],
  async run({ tx }, { organisationId, packageId }) {
    if (!has(await lockPackage(tx, packageId), organisationId)) refuse('tourism.package.unknown')
    await changePackageState(tx, packageId, 'closed')
    tellAnswer(tx, packageId, organisationId, 'closed')
    return { packageId, state: 'closed' as const }
  },
})

const packageBookingView = {
  id,
  packageId: id,
  sets: z.int(),
  arrival: civilDay,
  /** What the parts would have cost by themselves. */
  separateFen: fen,
  totalFen: fen,
}

export const readPackageBooking = query({
  name: 'tourism.package_booking.read',
  path: '/tourism/package-bookings/{packageBookingId}',
  summary:
    "One of the asker's packages with its components, each a booking of its own, and what would come back if all of it were cancelled now",
  access: buyer,
  input: z.object({ packageBookingId: id }),
  output: z.object({
    ...packageBookingView,
    nameZh: z.string(),
    nameEn: z.string(),
    refundNowFen: fen,
    /** Nothing of it was used or is over: it can be cancelled. */
    canCancel: z.boolean(),
    components: z.array(tripView),
  }),
  refusals: ['tourism.booking.unknown'],
  async run({ sql, actor, now }, { packageBookingId }) {
    const held = await packageBookingById(sql, packageBookingId)
    if (held === undefined || !buyerIdsOf(actor).includes(held.buyerId)) refuse('tourism.booking.unknown')
    const rows = await bookingsById(sql, await componentIds(sql, [packageBookingId]))
    const { by, standing } = standingParts(rows)
    const { nameZh, nameEn } = (await packageById(sql, held.packageId)) ?? refuse('tourism.booking.unknown')
    return {
      ...held,
      nameZh,
      nameEn,
      refundNowFen: standing.reduce((sum, row) => sum + refundFen(row, by, now), 0),
      canCancel: standing.length > 0,
      components: await tripsOf(
        sql,
        rows.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
        now,
      ),
    }
  },
})

export const listPackageBookings = query({
  name: 'tourism.package_booking.list',
  path: '/tourism/package-bookings',
  summary: "The asker's packages, the latest first",
  access: buyer,
  input: z.object({}),
  output: z.object({ packages: z.array(z.object(packageBookingView)) }),
  run: async ({ sql, actor }) => ({ packages: await packageBookingsOf(sql, buyerIdsOf(actor)) }),
})
