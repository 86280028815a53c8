import { readSupplierTickets } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import { idIn } from '../asked.ts'
import { ticketsPdf } from '../tickets/paper.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/tickets.ts'

/** Tickets printed at the counter, for those who have no phone. */
export async function loader({ params: { organisationId, bookingId }, context }: Route.LoaderArgs) {
  const read = await call(context, readSupplierTickets, { organisationId, bookingId: idIn(bookingId) })
  return ticketsPdf(context, read, visitorOf(context).lang)
}
