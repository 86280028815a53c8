// Shared by the server and the gate's page: it imports nothing that a browser cannot have.
import { portableEd25519 } from '../../engines/merkle/ed25519.ts'
import { readTicket, ticketKinds } from '../../engines/ticket/index.ts'
import type { Ticket, TicketKind } from '../../engines/ticket/index.ts'
import type { Entry } from './entry.ts'
import { countEntries } from './entry.ts'

/** A booking as it stands in a day's list. */
export type Listed = {
  id: string
  code: string
  edition: number
  /** `moved`: it was for this day, and is for another now. */
  state: 'good' | 'cancelled' | 'moved'
  thingId: string
  minute: number | null
  people: number
  units: readonly { id: string; type: TicketKind; places: number }[]
  name: string
  phoneEnd: string
  notes: string
}
/** What is sold at a site: which tickets are good here, and when. */
export type Sold = { thingId: string; siteId: string; isTimed: boolean; durationMinutes: number }
export type DayList = {
  siteId: string
  day: string
  /** Bookings confirmed or changed after this moment may be missing. */
  asOf: Date
  keys: ReadonlyMap<number, Uint8Array>
  sold: ReadonlyMap<string, Sold>
  /** How many minutes before its slot a party may come in. */
  earlyMinutes: number
}
/** What the phone knows of a booking: the list's line where it has one, and everyone who came in that it has heard of. */
export type Known = { listed: Listed | undefined; entries: readonly Entry[] }

export type Refused =
  | 'not_a_ticket'
  | 'unknown_version'
  | 'unknown_key'
  | 'forged'
  | 'wrong_site'
  | 'wrong_day'
  | 'cancelled'
  | 'changed'
  | 'used'
export type Verdict =
  | {
      kind: 'admit'
      bookingId: string
      unit: number | null
      /** So many can come in now, of so many of the party. */
      left: number
      people: number
      kinds: readonly { kind: TicketKind; count: number }[]
      thingId: string
      minute: number | null
      /** Something to look at before they come in. */
      mind: 'early' | 'late' | 'not_on_list' | null
    }
  | { kind: 'refuse'; why: Refused; lastAt?: string | undefined; day?: string; thingId?: string }

const LATE_MINUTES = 15

/** Judges a scanned ticket without asking anybody. `minute` is the minute of the day now. */
export function judgeTicket(
  text: string,
  list: DayList,
  knownOf: (bookingId: string) => Known,
  now: { day: string; minute: number },
): Verdict {
  const read = readTicket(text, (number) => list.keys.get(number), portableEd25519)
  if (!read.ok) return { kind: 'refuse', why: read.fault }
  const { ticket } = read
  if (list.sold.get(ticket.thingId)?.siteId !== list.siteId)
    return { kind: 'refuse', why: 'wrong_site', thingId: ticket.thingId }
  if (ticket.day !== now.day) return { kind: 'refuse', why: 'wrong_day', day: ticket.day }
  const known = knownOf(ticket.bookingId)
  const voided = voidedBy(ticket, known.listed, list.asOf)
  if (voided !== null) return { kind: 'refuse', why: voided }
  return admitted(known.listed ?? partyOf(ticket), ticket.unit, known, list, now.minute)
}

/** Judges a line of the list, found by its code or name. */
export function judgeListed(
  { listed, entries }: Known & { listed: Listed },
  unit: number | null,
  list: DayList,
  minute: number,
): Verdict {
  if (listed.state !== 'good') return { kind: 'refuse', why: listed.state === 'moved' ? 'changed' : 'cancelled' }
  return admitted(listed, unit, { listed, entries }, list, minute)
}

/** A list made after the ticket would have it, as it stands. */
function voidedBy(ticket: Ticket, listed: Listed | undefined, asOf: Date): 'cancelled' | 'changed' | null {
  if (listed === undefined) return ticket.issuedAtSeconds * 1000 <= asOf.getTime() ? 'changed' : null
  if (listed.state === 'cancelled') return 'cancelled'
  if (listed.state === 'moved') return 'changed'
  return ticket.edition < listed.edition ? 'changed' : null
}

type Party = Pick<Listed, 'id' | 'people' | 'units' | 'thingId' | 'minute'> & { kinds?: Ticket['kinds'] }

/** What a ticket says of its party, where the list does not have it yet. A ticket for one has nobody else to speak of. */
function partyOf(ticket: Ticket): Party {
  const { unit, people, kinds, thingId, minute } = ticket
  const [only] = kinds
  const units =
    unit === null || only === undefined
      ? []
      : Array.from({ length: unit + 1 }, () => ({ id: '', type: only.kind, places: people }))
  return {
    id: ticket.bookingId,
    people: unit === null ? people : Number.MAX_SAFE_INTEGER,
    units,
    kinds,
    thingId,
    minute,
  }
}

function admitted(party: Party, unit: number | null, known: Known, list: DayList, minute: number): Verdict {
  const { entered, countedOf } = countEntries(party, known.entries)
  const one = unit === null ? undefined : party.units[unit]
  const own = known.entries.filter((entry) => entry.unit === unit)
  const used = own.reduce((sum, entry) => sum + (countedOf.get(entry.id) ?? 0), 0)
  const of = one?.places ?? party.people
  const left = unit === null ? party.people - entered : Math.min(of - used, party.people - entered)
  if (left <= 0) {
    const last = (unit === null || own.length === 0 ? known.entries : own).map(({ at }) => at).toSorted()
    return { kind: 'refuse', why: 'used', lastAt: last.at(-1) }
  }
  const { id: bookingId, thingId, minute: begins } = party
  const kinds = party.kinds ?? kindsOf(one === undefined ? party.units : [one])
  const mind = known.listed === undefined ? 'not_on_list' : mindTime(begins, list.sold.get(thingId), list, minute)
  return { kind: 'admit', bookingId, unit, left, people: of, kinds, thingId, minute: begins, mind }
}

function mindTime(begins: number | null, sold: Sold | undefined, { earlyMinutes }: DayList, minute: number) {
  if (begins === null || sold === undefined) return null
  if (minute < begins - earlyMinutes) return 'early'
  return minute > begins + LATE_MINUTES ? 'late' : null
}

/** How many of each kind, in the order in which people count them. */
export function kindsOf(units: readonly { type: TicketKind }[]): { kind: TicketKind; count: number }[] {
  return ticketKinds
    .map((kind) => ({ kind, count: units.filter((unit) => unit.type === kind).length }))
    .filter(({ count }) => count > 0)
}
