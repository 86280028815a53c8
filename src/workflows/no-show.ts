import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { fen, id } from '../kernel/validation.ts'
import { keepNoShow, lockBookings } from '../modules/tourism/index.ts'
import { giveBackOfBooking } from './booking-money.ts'

export const noteNoShow = operation({
  name: 'tourism.supplier_booking.no_show',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/bookings/{bookingId}/no-show',
  summary:
    'The guests did not come: the policy keeps what was paid unless the house or sight gives some of it back; nights still to come go back on sale',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    bookingId: id,
    /** Given back of free will. */
    goodwillFen: fen.default(0),
  }),
  output: z.object({ bookingId: id, refundedFen: fen, keptFen: fen, nightsFreed: z.int() }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.booking.too_early',
    'tourism.booking.refund_changed',
    'ledger.share.unknown',
    'ledger.refund.too_much',
  ],
  async run({ tx, now }, { organisationId, bookingId, goodwillFen }) {
    const [row] = await lockBookings(tx, [bookingId])
    if (row?.organisationId !== organisationId) refuse('tourism.booking.unknown')
    const kept = await keepNoShow(tx, row, goodwillFen, now)
    await giveBackOfBooking(tx, row, { fen: goodwillFen, reason: 'no_show' }, now)
    tx.effects.publish({ name: 'tourism.booking.no_show', subject: bookingId, data: { bookingId } })
    return { bookingId, refundedFen: goodwillFen, ...kept }
  },
})
