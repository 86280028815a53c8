import { z } from 'zod'
import { buyer } from '../../kernel/access.ts'
import { operation } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { stateAt } from './booking.ts'
import { guestInput, ownBooking } from './booking.ops.ts'
import { lockBookings, renameBooking } from './booking.sql.ts'

export const renameGuests = operation({
  name: 'tourism.booking.rename',
  method: 'PUT',
  path: '/tourism/bookings/{bookingId}/names',
  summary: 'Another name and number for a booking, and names of its tickets; nothing that is scarce changes',
  access: buyer,
  input: z.object({
    bookingId: id,
    ...guestInput,
    tickets: z
      .array(z.object({ unitId: id, name: line(60) }))
      .max(1000)
      .default([]),
  }),
  output: z.object({ bookingId: id }),
  refusals: ['tourism.booking.unknown', 'tourism.booking.step_not_possible', 'tourism.booking.unknown_part'],
  async run({ tx, actor, now }, { bookingId, contactName, contactPhone, notes, tickets }) {
    const row = ownBooking(await lockBookings(tx, [bookingId]), actor)
    if (!['held', 'confirmed'].includes(stateAt(row, now))) refuse('tourism.booking.step_not_possible')
    if (!tickets.every(({ unitId }) => row.units.some((unit) => unit.id === unitId)))
      refuse('tourism.booking.unknown_part')
    const contact = { ...row.contact, fullName: contactName, phoneNumber: contactPhone }
    await renameBooking(tx, bookingId, { contact, notes: notes === '' ? null : notes, tickets }, now)
    return { bookingId }
  },
})
