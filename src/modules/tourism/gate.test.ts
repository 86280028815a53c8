import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { castOf } from '../../../tests/harness/cast.ts'
import { portableEd25519 } from '../../engines/merkle/index.ts'
import { readTicket } from '../../engines/ticket/index.ts'
import type { Actor } from '../../kernel/actor.ts'
import { addDays, addSeconds, civilDate, startOfDay } from '../../kernel/clock.ts'
import { guestIdOf } from '../../kernel/http/visit.ts'
import type { NewBooking } from './booking.ts'
import { bookingsById, lockBookings, NOTHING_GIVEN, writeChange } from './booking.sql.ts'
import { judgeListed, judgeTicket } from './gate.ts'
import type { Known } from './gate.ts'
import { readGateFaults, readGateList, tellEntries } from './gate.ops.ts'
import { openSights } from './sights.fake.ts'
import type { Kinds } from './sights.fake.ts'
import { outOfStep, readCounters } from './testing.ts'
import { readTickets, rotateTicketKey } from './ticket.ops.ts'
import { endBooking } from './visit.ts'

const county = await openTestDatabase()
const { act, app, clock } = county
const { database } = app
const cast = await castOf(county)
const sights = await openSights(app)
const { organisationId, owner } = sights
const office = cast.actors['office member'] as Actor
const DAY = addDays(civilDate(clock.now()), 7)
const START = clock.now()

const valley = await sights.sight('神龙谷', 'Shenlong Valley')
const cliff = await sights.sight('南尖岩', 'Nanjianyan')
const booked = (kinds: Kinds = { adult: 2 }, at = valley, day = DAY) => sights.booked(at, kinds, { day })
const ticketsOf = async ({ id, buyer }: { id: string; buyer: Actor }) =>
  (await act(buyer, readTickets, { bookingId: id })).tickets.map((one) => one.text)
const rowOf = async (id: string) => (await database.read((sql) => bookingsById(sql, [id])))[0]
const tell = (
  entries: { id?: string; bookingId: string; people: number; unit?: number | null; at?: Date }[],
  gate = '东门',
) =>
  act(owner, tellEntries, {
    organisationId,
    siteId: valley.siteId,
    gate,
    entries: entries.map((one) => ({ id: crypto.randomUUID(), way: 'scan' as const, at: clock.now(), ...one })),
  })

/** A gate's phone: the list it has, and what it has heard. */
async function phone(siteId = valley.siteId, day = DAY) {
  const list = await act(owner, readGateList, { organisationId, siteId, day })
  const keys = new Map(list.keys.map((key) => [key.number, Uint8Array.from(Buffer.from(key.publicKey, 'hex'))]))
  const known = new Map<string, Known>(list.bookings.map((one) => [one.id, { listed: one, entries: one.entries }]))
  const dayList = {
    siteId,
    day,
    asOf: list.asOf,
    keys,
    earlyMinutes: list.earlyMinutes,
    sold: new Map(list.sold.map((thing) => [thing.thingId, thing])),
  }
  return {
    list,
    scan: (text: string, today = day, minute = 600) =>
      judgeTicket(text, dayList, (id) => known.get(id) ?? { listed: undefined, entries: [] }, { day: today, minute }),
    letIn: (bookingId: string, people: number, unit: number | null = null, at = clock.now()) => {
      const entry = { id: crypto.randomUUID(), unit, people, at: at.toISOString() }
      const before = known.get(bookingId) ?? { listed: undefined, entries: [] }
      known.set(bookingId, { ...before, entries: [...before.entries, entry] })
      return { ...entry, at, bookingId }
    },
    find: (code: string) => [...known.values()].find((one) => one.listed?.code === code),
    dayList,
  }
}

describe('tickets', () => {
  test('are for the party and for each of it; only the buyer gets them, and only once it is confirmed', async () => {
    const booking = await booked({ adult: 2, child: 1 })
    const texts = await ticketsOf(booking)
    expect(texts).toHaveLength(4)
    const stranger: Actor = { kind: 'guest', guestId: guestIdOf('someone else') }
    await expect(act(stranger, readTickets, { bookingId: booking.id })).rejects.toMatchObject({
      code: 'tourism.booking.unknown',
    })
    const { scan } = await phone()
    expect(scan(texts[0] as string)).toMatchObject({
      kind: 'admit',
      left: 3,
      people: 3,
      mind: null,
      kinds: [
        { kind: 'adult', count: 2 },
        { kind: 'child', count: 1 },
      ],
    })
    expect(scan(texts[3] as string)).toMatchObject({ kind: 'admit', unit: 2, left: 1, people: 1 })
  })

  test('stay good when the key changes, and are void when the old keys are revoked', async () => {
    const booking = await booked()
    const [old = ''] = await ticketsOf(booking)
    await act(office, rotateTicketKey, {})
    const [renewed = ''] = await ticketsOf(booking)
    expect(renewed).not.toBe(old)
    let gate = await phone()
    expect([gate.scan(old).kind, gate.scan(renewed).kind]).toEqual(['admit', 'admit'])
    const { publicKey, number } = await act(office, rotateTicketKey, { revokeOld: true })
    const [last = ''] = await ticketsOf(booking)
    gate = await phone()
    expect([gate.scan(old), gate.scan(renewed)]).toMatchObject([{ why: 'unknown_key' }, { why: 'unknown_key' }])
    expect(gate.scan(last).kind).toBe('admit')
    const known = new Map([[number, Uint8Array.from(Buffer.from(publicKey, 'hex'))]])
    expect(readTicket(last, (one) => known.get(one), portableEd25519).ok).toBe(true)
  })

  test('of another day, another site, a refunded or a changed booking are refused by name', async () => {
    const [here, there, ended, moved, smaller] = [
      await booked(),
      await booked({ adult: 1 }, cliff),
      await booked(),
      await booked(),
      await booked({ adult: 3 }),
    ]
    const first = async (booking: typeof here) => (await ticketsOf(booking))[0] as string
    const [good, other, refunded] = [await first(here), await first(there), await first(ended)]
    const [old, three] = [await first(moved), await first(smaller)]
    const before = await phone()
    for (const text of [good, refunded, old, three]) expect(before.scan(text).kind).toBe('admit')
    clock.advance(120)
    await database.transact(async (tx) => {
      const [row] = await lockBookings(tx, [ended.id])
      if (row) await endBooking(tx, row, { by: 'guest', reason: null, refundedFen: 0 }, clock.now())
    })
    await change(moved.id, { day: addDays(DAY, 1), endsOn: addDays(DAY, 1) })
    await change(smaller.id, { guests: 2, totalFen: 16_000 })
    clock.advance(120)
    const after = await phone()
    expect(after.scan(refunded)).toEqual({ kind: 'refuse', why: 'cancelled' })
    expect(after.scan(old)).toEqual({ kind: 'refuse', why: 'changed' })
    expect(after.scan(three)).toEqual({ kind: 'refuse', why: 'changed' })
    expect((await ticketsOf(smaller)).map((text) => after.scan(text).kind)[0]).toBe('admit')
    expect(after.scan(other)).toMatchObject({ why: 'wrong_site', thingId: cliff.optionId })
    expect(after.scan(good, addDays(DAY, 1))).toMatchObject({ why: 'wrong_day', day: DAY })
    expect((await phone(valley.siteId, addDays(DAY, 1))).scan(old, addDays(DAY, 1))).toMatchObject({ why: 'wrong_day' })
    const [renewed = ''] = await ticketsOf(moved)
    expect((await phone(valley.siteId, addDays(DAY, 1))).scan(renewed).kind).toBe('admit')
    clock.set(START)
  })

  test('bought after the list was made are good, and said not to be on it', async () => {
    const gate = await phone()
    clock.advance(120)
    const booking = await booked({ adult: 4 })
    const texts = await ticketsOf(booking)
    expect(gate.scan(texts[0] as string)).toMatchObject({ kind: 'admit', left: 4, mind: 'not_on_list' })
    gate.letIn(booking.id, 4)
    expect(gate.scan(texts[0] as string)).toMatchObject({ kind: 'refuse', why: 'used' })
    clock.set(START)
  })
})

/** Other words for a booking, as an operation that changes it writes them. */
async function change(id: string, words: Partial<NewBooking>) {
  await database.transact(async (tx) => {
    const [row] = await lockBookings(tx, [id])
    if (row) await writeChange(tx, { ...row, ...words }, NOTHING_GIVEN, clock.now())
  })
}

describe('entries', () => {
  test('told twice count once; a party may come in parts; a replay is refused at the same gate', async () => {
    clock.set(addSeconds(startOfDay(DAY), 9 * 3600))
    const booking = await booked({ adult: 3 })
    const [text = ''] = await ticketsOf(booking)
    const gate = await phone()
    const first = gate.letIn(booking.id, 2)
    expect(gate.scan(text)).toMatchObject({ kind: 'admit', left: 1 })
    const said = await tell([first])
    expect(said.entries).toMatchObject([{ outcome: 'counted', counted: 2 }])
    expect((await tell([first])).entries).toEqual(said.entries)
    expect(await rowOf(booking.id)).toMatchObject({ entered: 2, state: 'confirmed' })
    const second = gate.letIn(booking.id, 1)
    expect(gate.scan(text)).toMatchObject({ kind: 'refuse', why: 'used' })
    await tell([first, second])
    const row = await rowOf(booking.id)
    expect(row).toMatchObject({ entered: 3, state: 'redeemed' })
    expect(row?.units.every((unit) => unit.redeemedAt !== null)).toBe(true)
    clock.set(START)
  })

  test('of a booking of someone else, or on another day, count nobody and say so', async () => {
    clock.set(addSeconds(startOfDay(addDays(DAY, 1)), 9 * 3600))
    const booking = await booked({ adult: 1 }, valley, addDays(DAY, 2))
    const { entries } = await tell([
      { bookingId: booking.id, people: 1 },
      { bookingId: crypto.randomUUID(), people: 1 },
    ])
    expect(entries.map((one) => one.outcome)).toEqual(['void', 'unknown'])
    expect(await rowOf(booking.id)).toMatchObject({ entered: 0 })
    clock.set(START)
  })

  test('a code that is typed finds its line', async () => {
    const booking = await booked({ group: 1 })
    const gate = await phone()
    const code = (await rowOf(booking.id))?.code ?? ''
    const known = gate.find(code)
    if (known?.listed === undefined) throw new Error('not on the list')
    const verdict = judgeListed({ ...known, listed: known.listed }, null, gate.dayList, 600)
    expect(verdict).toMatchObject({ kind: 'admit', left: 30, people: 30, kinds: [{ kind: 'group', count: 1 }] })
  })
})

describe('several gates without a network', () => {
  test('told of in any order, in parts and again: each party counts once, and duplicates are named', async () => {
    const step = fc.record({
      party: fc.nat({ max: 3 }),
      gate: fc.nat({ max: 2 }),
      people: fc.integer({ min: 1, max: 3 }),
      unit: fc.option(fc.nat({ max: 2 })),
      minute: fc.nat({ max: 50 }),
    })
    let day = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 14 }),
        fc.array(fc.nat({ max: 1000 }), { minLength: 3, maxLength: 3 }),
        async (steps, seeds) => {
          day += 1
          const on = addDays(DAY, 1 + (day % 20))
          clock.set(addSeconds(startOfDay(on), 12 * 3600))
          const before = await enteredOn(on)
          const parties = await Promise.all([1, 2, 3, 3].map((adult) => booked({ adult }, valley, on)))
          const sizes = [1, 2, 3, 3]
          const entries = steps.map(({ party, gate, people, unit, minute }) => ({
            id: crypto.randomUUID(),
            bookingId: parties[party]?.id as string,
            people: unit === null ? people : 1,
            ...(unit === null ? {} : { unit }),
            at: addSeconds(startOfDay(on), 9 * 3600 + minute * 60),
            gate,
          }))
          // Each gate tells what it has in an order of its own, twice over; gates tell at the same time.
          await Promise.all(
            [0, 1, 2].map(async (gate) => {
              const own = entries.filter((entry) => entry.gate === gate).toSorted(by(seeds[gate] ?? 0))
              for (let from = 0; from < own.length; from += 3) {
                const part = own.slice(from, from + 3)
                await tell(part, `门${gate}`)
                await tell(part, `门${gate}`)
              }
            }),
          )
          let total = 0
          for (const [at, party] of parties.entries()) {
            const mine = entries.filter((entry) => entry.bookingId === party.id)
            const sum = (unit: number | undefined) =>
              mine.filter((entry) => entry.unit === unit).reduce((all, entry) => all + entry.people, 0)
            const size = sizes[at] as number
            const named = Array.from({ length: size }, (_, unit) => Math.min(1, sum(unit)))
            const expected = Math.min(size, sum(undefined) + named.reduce((all, one) => all + one, 0))
            total += expected
            expect((await rowOf(party.id))?.entered).toBe(expected)
            const { faults } = await act(owner, readGateFaults, { organisationId, siteId: valley.siteId, day: on })
            const fault = faults.find((one) => one.bookingId === party.id)
            const people = mine.reduce((all, entry) => all + entry.people, 0)
            expect(fault?.entries.reduce((all, entry) => all + entry.over, 0) ?? 0).toBe(people - expected)
          }
          expect((await enteredOn(on)) - before).toBe(total)
          expect(await outOfStep(database)).toEqual([])
        },
      ),
      { numRuns: 12 },
    )
    clock.set(START)
  }, 120_000)
})

const by = (seed: number) => (a: { id: string }, b: { id: string }) => mixed(a.id, seed) - mixed(b.id, seed)
const mixed = (id: string, seed: number) => (Number.parseInt(id.slice(0, 7), 16) * (seed + 1)) % 9973

async function enteredOn(day: string): Promise<number> {
  const counters = await readCounters(database, [valley.siteId])
  return counters.find((one) => one.day === day)?.redeemed ?? 0
}
