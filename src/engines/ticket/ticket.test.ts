import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { portableEd25519 } from '../merkle/index.ts'
import { fromBase32, toBase32 } from './base32.ts'
import { readTicket, signTicket, ticketKinds } from './index.ts'
import type { Ticket } from './index.ts'

const seed = new Uint8Array(32).fill(9)
const publicKey = portableEd25519.publicKey(seed)
const read = (text: string) => readTicket(text, (number) => (number === 1 ? publicKey : undefined), portableEd25519)

const ticket: fc.Arbitrary<Ticket> = fc.record({
  keyNumber: fc.constant(1),
  bookingId: fc.uuid(),
  edition: fc.integer({ min: 1, max: 65_535 }),
  issuedAtSeconds: fc.integer({ min: 0, max: 0xffffffff }),
  thingId: fc.uuid(),
  day: fc
    .integer({ min: 0, max: 65_535 })
    .map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10)),
  minute: fc.option(fc.integer({ min: 0, max: 1439 })),
  nights: fc.integer({ min: 0, max: 60 }),
  unit: fc.option(fc.integer({ min: 0, max: 999 })),
  people: fc.integer({ min: 1, max: 1000 }),
  kinds: fc
    .subarray([...ticketKinds])
    .chain((kinds) =>
      fc
        .array(fc.integer({ min: 1, max: 1000 }), { minLength: kinds.length, maxLength: kinds.length })
        .map((counts) => kinds.map((kind, at) => ({ kind, count: counts[at] as number }))),
    ),
})

/** Every text and every byte string beside one, a bit away. */
function bitsAway(text: string): string[] {
  const bytes = fromBase32(text) as Uint8Array
  const beside = [...bytes].flatMap((_, at) =>
    Array.from({ length: 8 }, (__, bit) => toBase32(bytes.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte)))),
  )
  const signs = [...text].flatMap((sign, at) =>
    Array.from(
      { length: 7 },
      (_, bit) => text.slice(0, at) + String.fromCharCode(sign.charCodeAt(0) ^ (1 << bit)) + text.slice(at + 1),
    ),
  )
  return [...beside, ...signs]
}

describe('a ticket', () => {
  it('comes back as it was signed, in a text one QR code holds', () =>
    fc.assert(
      fc.property(ticket, (one) => {
        const text = signTicket(one, seed, portableEd25519)
        expect(read(text)).toEqual({ ok: true, ticket: one })
        // ISO/IEC 18004, version 8 at level M: 221 alphanumeric signs, 49 modules a side.
        expect(text.length).toBeLessThanOrEqual(221)
        expect(text).toMatch(/^[A-Z2-7]+$/)
      }),
      { numRuns: 50 },
    ))

  it('with any one bit flipped, of its bytes or of its text, is refused', () => {
    for (const one of fc.sample(ticket, { numRuns: 1, seed: 4 })) {
      const text = signTicket(one, seed, portableEd25519)
      for (const other of bitsAway(text)) expect(read(other).ok).toBe(false)
    }
  }, 60_000)

  it('signed by another key, cut short, or drawn out is refused', () =>
    fc.assert(
      fc.property(ticket, fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(220), (one, otherSeed, length) => {
        expect(read(signTicket(one, otherSeed, portableEd25519))).toEqual({ ok: false, fault: 'forged' })
        const text = signTicket(one, seed, portableEd25519)
        expect(read(text.slice(0, Math.min(length, text.length - 1))).ok).toBe(false)
        expect(read(`${text}A`).ok).toBe(false)
        expect(read(signTicket({ ...one, keyNumber: 2 }, seed, portableEd25519))).toEqual({
          ok: false,
          fault: 'unknown_key',
        })
      }),
      { numRuns: 25 },
    ))

  it('takes any text without a throw, and none as a ticket', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => {
        expect(read(text).ok).toBe(false)
      }),
    ))
})

describe('base 32', () => {
  it('has one text for each byte string', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.string({ maxLength: 12 }), (bytes, text) => {
        expect(fromBase32(toBase32(bytes))).toEqual(bytes)
        const back = fromBase32(text)
        if (back !== null) expect(toBase32(back)).toBe(text)
      }),
    ))
})
