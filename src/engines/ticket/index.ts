export { readTicket, signTicket, ticketKinds } from './ticket.ts'
export type { Ticket, TicketFault, TicketKind, TicketRead } from './ticket.ts'
