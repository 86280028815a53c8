import { z } from 'zod'
import type { Instant } from '../../kernel/clock.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { refundFen, stateAt } from './booking.ts'
import { refundSteps } from './change.ts'
import type { BookingRow } from './booking.sql.ts'
import { WHOLE_DAY } from './claim.ts'
import { minuteOfDay, policyTiers } from './place.ts'
import { languages, unitTypes } from './product.sql.ts'
import { weatherRule } from './weather.ts'

export const bookingView = z.object({
  id,
  code: z.string(),
  organisationId: id,
  kind: z.enum(['visit', 'stay', 'goods']),
  state: z.enum(['held', 'confirmed', 'redeemed', 'released', 'expired']),
  titleZh: z.string(),
  titleEn: z.string(),
  optionId: id.nullable(),
  roomTypeId: id.nullable(),
  day: civilDay,
  minute: minuteOfDay.nullable(),
  nights: z.int(),
  rooms: z.int(),
  guests: z.int(),
  endsOn: civilDay,
  totalFen: fen,
  refundedFen: fen,
  /** Of the total, what a gift voucher pays. */
  voucherFen: fen,
  /** What would come back if the guest cancelled now. */
  refundNowFen: fen,
  /** What a policy kept of what was given up before. */
  keptFen: fen,
  /** How much would come back until when; afterwards nothing. */
  refundSteps: z.array(z.object({ until: z.date(), refundFen: fen })),
  nightFen: z.array(fen),
  policy: policyTiers,
  weather: weatherRule.nullable(),
  /** Which the guide speaks; null where nobody leads. */
  language: z.enum(languages).nullable(),
  startsAt: z.date(),
  expiresAt: z.date(),
  paymentId: id.nullable(),
  /** The package it is a component of; cancelled and released as a whole. */
  packageBookingId: id.nullable(),
  contactName: z.string(),
  contactPhone: z.string(),
  notes: z.string(),
  /** How many of the guests have come. */
  entered: z.int(),
  cancelledBy: z.enum(['guest', 'supplier', 'reseller', 'system']).nullable(),
  units: z.array(
    z.object({ id, type: z.enum(unitTypes), places: z.int(), priceFen: fen, redeemedAt: z.string().nullable() }),
  ),
})

export function viewOf(row: BookingRow, now: Instant): z.input<typeof bookingView> {
  return {
    ...row,
    policy: [...row.policy],
    nightFen: [...row.nightFen],
    refundSteps: refundSteps(row, now),
    state: stateAt(row, now),
    minute: row.minute === WHOLE_DAY ? null : row.minute,
    refundNowFen: row.state === 'confirmed' && row.paymentId !== null ? refundFen(row, 'guest', now) : 0,
    contactName: row.contact.fullName ?? '',
    contactPhone: row.contact.phoneNumber ?? '',
    notes: row.notes ?? '',
  }
}
