import { readTickets } from '../../../modules/tourism/index.ts'
import { call } from '../../call.ts'
import { idIn } from '../asked.ts'
import { visitorOf } from '../visitor.ts'
import type { Route } from './+types/pdf.ts'
import { ticketsPdf } from './paper.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { lang } = visitorOf(context)
  return ticketsPdf(context, await call(context, readTickets, { bookingId: idIn(params.bookingId) }), lang)
}
