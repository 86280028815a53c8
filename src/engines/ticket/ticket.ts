import type { Ed25519 } from '../merkle/ed25519.ts'
import { fromBase32, toBase32 } from './base32.ts'

/** Kinds of tickets, by the number each has in the signed bytes; a number is never given twice. */
export const ticketKinds = ['adult', 'child', 'senior', 'student', 'group'] as const
export type TicketKind = (typeof ticketKinds)[number]

/** What a ticket says. */
export type Ticket = {
  /** Which of the county's keys signed it. */
  keyNumber: number
  bookingId: string
  /** Counts the changes of a booking: a ticket of an earlier edition is void. */
  edition: number
  /** When this edition came into force, in seconds since 1970: a list made later knows it. */
  issuedAtSeconds: number
  /** The option of a visit, or the room type of a stay. */
  thingId: string
  /** A civil date. */
  day: string
  /** Minute of the day at which the slot begins; null for what counts by day. */
  minute: number | null
  nights: number
  /** Position of the one ticket it is for; null for the whole booking. */
  unit: number | null
  people: number
  /** How many of each kind, in the order of `ticketKinds`, none twice and none of zero. */
  kinds: readonly { kind: TicketKind; count: number }[]
}

export type TicketFault = 'not_a_ticket' | 'unknown_version' | 'unknown_key' | 'forged'
export type TicketRead = { ok: true; ticket: Ticket } | { ok: false; fault: TicketFault }

const VERSION = 1
const HEAD_BYTES = 51
const SIGNATURE_BYTES = 64
const NONE = 0xffff
const DAY_ZERO = Date.UTC(2020, 0, 1)
const DAY_MS = 86_400_000
/** What is signed begins with words of its own, so that a signature for something else of the county's is none here. */
const DOMAIN = new TextEncoder().encode('terrace ticket v1\n')

/** A ticket as the text of a QR code, signed with a 32-byte seed: about 200 letters and digits. */
export function signTicket(ticket: Ticket, seed: Uint8Array, { sign }: Ed25519): string {
  const said = bytesOf(ticket)
  const bytes = new Uint8Array(said.length + SIGNATURE_BYTES)
  bytes.set(said)
  bytes.set(sign(signed(said), seed), said.length)
  return toBase32(bytes)
}

/** Reads a ticket and checks its signature with the key it names; needs nothing but the county's public keys. */
export function readTicket(
  text: string,
  publicKeyOf: (keyNumber: number) => Uint8Array | undefined,
  { verify }: Ed25519,
): TicketRead {
  const bytes = fromBase32(text)
  if (bytes === null || bytes.length < HEAD_BYTES + SIGNATURE_BYTES) return { ok: false, fault: 'not_a_ticket' }
  if (bytes[0] !== VERSION) return { ok: false, fault: 'unknown_version' }
  const said = bytes.subarray(0, bytes.length - SIGNATURE_BYTES)
  const ticket = ticketOf(said)
  if (ticket === null) return { ok: false, fault: 'not_a_ticket' }
  const publicKey = publicKeyOf(ticket.keyNumber)
  if (publicKey === undefined) return { ok: false, fault: 'unknown_key' }
  return verify(bytes.subarray(said.length), signed(said), publicKey)
    ? { ok: true, ticket }
    : { ok: false, fault: 'forged' }
}

function signed(said: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(DOMAIN.length + said.length)
  bytes.set(DOMAIN)
  bytes.set(said, DOMAIN.length)
  return bytes
}

function bytesOf(ticket: Ticket): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + ticket.kinds.length * 3)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, VERSION)
  view.setUint16(1, ticket.keyNumber)
  bytes.set(idBytes(ticket.bookingId), 3)
  view.setUint16(19, ticket.edition)
  view.setUint32(21, ticket.issuedAtSeconds)
  bytes.set(idBytes(ticket.thingId), 25)
  view.setUint16(41, (Date.parse(ticket.day) - DAY_ZERO) / DAY_MS)
  view.setUint16(43, ticket.minute ?? NONE)
  view.setUint8(45, ticket.nights)
  view.setUint16(46, ticket.unit ?? NONE)
  view.setUint16(48, ticket.people)
  view.setUint8(50, ticket.kinds.length)
  ticket.kinds.forEach(({ kind, count }, at) => {
    view.setUint8(HEAD_BYTES + at * 3, ticketKinds.indexOf(kind))
    view.setUint16(HEAD_BYTES + at * 3 + 1, count)
  })
  return bytes
}

/** Null for bytes that `bytesOf` does not write. */
function ticketOf(bytes: Uint8Array): Ticket | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (bytes.length !== HEAD_BYTES + view.getUint8(50) * 3) return null
  const kinds = kindsOf(view, view.getUint8(50))
  const [minute, unit] = [view.getUint16(43), view.getUint16(46)]
  if (kinds === null || (minute !== NONE && minute > 1439)) return null
  return {
    keyNumber: view.getUint16(1),
    bookingId: idOf(bytes, 3),
    edition: view.getUint16(19),
    issuedAtSeconds: view.getUint32(21),
    thingId: idOf(bytes, 25),
    day: new Date(DAY_ZERO + view.getUint16(41) * DAY_MS).toISOString().slice(0, 10),
    minute: minute === NONE ? null : minute,
    nights: view.getUint8(45),
    unit: unit === NONE ? null : unit,
    people: view.getUint16(48),
    kinds,
  }
}

function kindsOf(view: DataView, length: number): { kind: TicketKind; count: number }[] | null {
  const kinds: { kind: TicketKind; count: number }[] = []
  let last = -1
  for (let at = 0; at < length; at += 1) {
    const number = view.getUint8(HEAD_BYTES + at * 3)
    const count = view.getUint16(HEAD_BYTES + at * 3 + 1)
    const kind = ticketKinds[number]
    if (kind === undefined || number <= last || count === 0) return null
    kinds.push({ kind, count })
    last = number
  }
  return kinds
}

function idBytes(id: string): Uint8Array {
  const hex = id.replaceAll('-', '')
  return Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

function idOf(bytes: Uint8Array, from: number): string {
  let hex = ''
  for (const byte of bytes.subarray(from, from + 16)) hex += byte.toString(16).padStart(2, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
