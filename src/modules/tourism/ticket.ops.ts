import { z } from 'zod'
import { anyone, buyer, member, office } from '../../kernel/access.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { checkStep } from './booking.ts'
import { bookingView, viewOf } from './booking-view.ts'
import type { BookingRow } from './booking.sql.ts'
import { bookingsById } from './booking.sql.ts'
import { publicKeyOf, ticketsOf } from './ticket.ts'
import { addKey, revokeKeys, signingKey, ticketKeys } from './ticket.sql.ts'

const ticketsView = z.object({
  booking: bookingView,
  /** The first is for the whole party; where there are several tickets, one for each follows. */
  tickets: z.array(z.object({ unitId: id.nullable(), text: z.string() })),
})
const refusals = ['tourism.booking.unknown', 'tourism.booking.step_not_possible']

async function ticketsFor(sql: Sql, booking: BookingRow, secret: string, now: Instant) {
  checkStep('redeem', booking, now)
  return { booking: viewOf(booking, now), tickets: ticketsOf(booking, secret, await signingKey(sql)) }
}

export const readTickets = query({
  name: 'tourism.ticket.read',
  path: '/tourism/bookings/{bookingId}/tickets',
  summary: "The signed tickets of one of the asker's confirmed bookings, each the text of a QR code",
  access: buyer,
  input: z.object({ bookingId: id }),
  output: ticketsView,
  refusals,
  async run({ sql, actor, now, ports }, { bookingId }) {
    const [row] = await bookingsById(sql, [bookingId])
    if (row === undefined || row.buyerId === null || !buyerIdsOf(actor).includes(row.buyerId))
      refuse('tourism.booking.unknown')
    return ticketsFor(sql, row, ports.ticketSecret, now)
  },
})

export const readSupplierTickets = query({
  name: 'tourism.supplier_ticket.read',
  path: '/tourism/organisations/{organisationId}/bookings/{bookingId}/tickets',
  summary: 'The signed tickets of a confirmed booking of the organisation, for printing at its counter',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, bookingId: id }),
  output: ticketsView,
  refusals,
  async run({ sql, now, ports }, { organisationId, bookingId }) {
    const [row] = await bookingsById(sql, [bookingId])
    if (row?.organisationId !== organisationId) refuse('tourism.booking.unknown')
    return ticketsFor(sql, row, ports.ticketSecret, now)
  },
})

const keyView = z.object({
  number: z.int(),
  /** Ed25519 (RFC 8032), 32 bytes in hexadecimal. */
  publicKey: z.string(),
  madeAt: z.date(),
  revokedAt: z.date().nullable(),
})

export const listTicketKeys = query({
  name: 'tourism.ticket_key.list',
  path: '/tourism/ticket-keys',
  summary: "The county's public keys, with which anyone can check a ticket without asking",
  access: anyone,
  input: z.object({}),
  output: z.object({ keys: z.array(keyView) }),
  async run({ sql, ports }) {
    return { keys: (await ticketKeys(sql)).map((key) => keyWithPublic(key, ports.ticketSecret)) }
  },
})

export const rotateTicketKey = operation({
  name: 'tourism.ticket_key.rotate',
  method: 'POST',
  path: '/tourism/ticket-keys',
  summary:
    'Signs tickets with a new key from now on. Tickets handed out stay good, unless the old keys are revoked because one became known',
  access: office('service_centre'),
  input: z.object({ revokeOld: z.boolean().default(false) }),
  output: keyView,
  async run({ tx, now, ports }, { revokeOld }) {
    if (revokeOld) await revokeKeys(tx, now)
    return keyWithPublic(await addKey(tx, now), ports.ticketSecret)
  },
})

function keyWithPublic<K extends { number: number }>(key: K, secret: string) {
  return { ...key, publicKey: Buffer.from(publicKeyOf(secret, key.number)).toString('hex') }
}
