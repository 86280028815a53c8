import { portableEd25519 } from '../../engines/merkle/index.ts'
import { signTicket } from '../../engines/ticket/index.ts'
import { refuse } from '../../kernel/refusal.ts'
import { keyFor } from '../../kernel/seal.ts'
import type { BookingRow } from './booking.sql.ts'
import { WHOLE_DAY } from './claim.ts'
import { kindsOf } from './gate.ts'

declare module '../../kernel/ports.ts' {
  interface Ports {
    /** What the keys of tickets are made of. */
    ticketSecret: string
  }
}

/** Keys stand nowhere: each is made of the county's secret and its number. */
const seedOf = (secret: string, keyNumber: number) => Uint8Array.from(keyFor(secret, `tourism.ticket.key.${keyNumber}`))

export const publicKeyOf = (secret: string, keyNumber: number): Uint8Array =>
  portableEd25519.publicKey(seedOf(secret, keyNumber))

export type EditionOf = Pick<BookingRow, 'edition' | 'editionAt' | 'confirmedAt'>
export type SignedTicket = { unitId: string | null; text: string }
type Ticketed = Pick<BookingRow, 'id' | 'optionId' | 'roomTypeId' | 'day' | 'minute' | 'nights' | 'guests' | 'units'> &
  EditionOf

/**
 * A booking's tickets: one for the whole party, and where it has several tickets one for each of them. Refuses:
 * tourism.booking.step_not_possible where it is not confirmed.
 */
export function ticketsOf(booking: Ticketed, secret: string, keyNumber: number): SignedTicket[] {
  const seed = seedOf(secret, keyNumber)
  const common = wordsOf(booking, keyNumber)
  const whole = { ...common, unit: null, people: booking.guests, kinds: kindsOf(booking.units) }
  const single = booking.units.map((unit, at) => ({
    unitId: unit.id,
    text: signTicket(
      { ...common, unit: at, people: unit.places, kinds: [{ kind: unit.type, count: 1 }] },
      seed,
      portableEd25519,
    ),
  }))
  return [{ unitId: null, text: signTicket(whole, seed, portableEd25519) }, ...(booking.units.length > 1 ? single : [])]
}

function wordsOf(booking: Ticketed, keyNumber: number) {
  const { confirmedAt, editionAt, day, minute, nights } = booking
  const issuedAt = editionAt ?? confirmedAt ?? refuse('tourism.booking.step_not_possible')
  return {
    keyNumber,
    bookingId: booking.id,
    edition: booking.edition,
    issuedAtSeconds: Math.floor(issuedAt.getTime() / 1000),
    thingId: booking.optionId ?? booking.roomTypeId ?? refuse('tourism.booking.unknown'),
    day,
    minute: minute === WHOLE_DAY ? null : minute,
    nights,
  }
}
