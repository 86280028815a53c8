import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { actorId } from '../../kernel/actor.ts'
import { operation } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { checkStep } from './booking.ts'
import { lockBookings } from './booking.sql.ts'
import { entriesOfBookings } from './gate.sql.ts'
import { takeEntries } from './gate.ops.ts'

/** What stands as the gate of an arrival at a house. */
const HOUSE_DOOR = 'house'

export const checkInBooking = operation({
  name: 'tourism.supplier_booking.check_in',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/bookings/{bookingId}/check-in',
  summary:
    'The guests of a booking have arrived: all who have not come yet, or so many; the caller chooses the id of the arrival, so that one tap sent twice is one',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    bookingId: id,
    entryId: id,
    people: z.int().min(1).max(1000).nullable().default(null),
  }),
  output: z.object({ bookingId: id, entered: z.int(), people: z.int() }),
  refusals: ['tourism.booking.unknown', 'tourism.booking.step_not_possible'],
  async run({ tx, actor, now }, { organisationId, bookingId, entryId, people }) {
    const [row] = await lockBookings(tx, [bookingId])
    if (row?.organisationId !== organisationId) refuse('tourism.booking.unknown')
    const before = await entriesOfBookings(tx, [bookingId])
    if (before.some((entry) => entry.id === entryId)) return { bookingId, entered: row.entered, people: row.guests }
    checkStep('redeem', row, now)
    const left = row.guests - row.entered
    if (left === 0) refuse('tourism.booking.step_not_possible')
    const entry = {
      id: entryId,
      bookingId,
      siteId: null,
      gate: HOUSE_DOOR,
      unit: null,
      people: Math.min(people ?? left, left),
      way: 'list' as const,
      at: now,
    }
    const { entries } = await takeEntries(tx, organisationId, [entry], actorId(actor) ?? '', now)
    // Not the day of the booking.
    if (entries[0]?.outcome !== 'counted') refuse('tourism.booking.step_not_possible')
    return { bookingId, entered: row.entered + entry.people, people: row.guests }
  },
})
