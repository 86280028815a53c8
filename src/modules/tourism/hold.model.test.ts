import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { addDays } from '../../kernel/clock.ts'
import type { Claim } from './claim.ts'
import { claimsOfStay, claimsOfVisit, COUNTY_ID, keyText, WHOLE_DAY } from './claim.ts'
import { closeDays, openCounters } from './counter.sql.ts'
import { confirmHolds, expireOverdueHolds, redeemHold, releaseHolds, reshapeHold } from './hold.sql.ts'
import { outOfStep, readCounters } from './testing.ts'

/** 50 runs of 200 steps: 10,000 bookings, changes, cancellations, expiries, visits, closings. */
const RUNS = 50
const STEPS = 200

const county = await openTestDatabase()
const { database, ports } = county.app
const START = county.clock.now().getTime()
const FIRST = '2026-05-01'
const days = Array.from({ length: 8 }, (_, at) => addDays(FIRST, at))
const MINUTES = [540, 600]

type Held = {
  id: string
  state: 'held' | 'confirmed' | 'redeemed' | 'ended'
  expiresAt: number
  claims: Claim[]
  redeemed: Map<string, number>
}
type Cell = { capacity: number; held: number; confirmed: number; redeemed: number; closed: boolean }
type World = { cells: Map<string, Cell>; holds: Held[]; now: number; roomType: string; resource: string; site: string }

const want = fc.oneof(
  fc.record({ stay: fc.nat(6), nights: fc.integer({ min: 1, max: 4 }), quantity: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ day: fc.nat(7), minute: fc.constantFrom(...MINUTES), quantity: fc.integer({ min: 1, max: 4 }) }),
)
type Want = typeof want extends fc.Arbitrary<infer T> ? T : never
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('hold' as const), want, minutes: fc.integer({ min: 1, max: 15 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('confirm' as const), pick: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const), pick: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('reshape' as const), pick: fc.nat(), want }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('redeem' as const), pick: fc.nat(), part: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.integer({ min: 1, max: 10 }),
      job: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), day: fc.nat(7), closed: fc.boolean() }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function claimsFor(world: World, wanted: Want): Claim[] {
  if ('stay' in wanted)
    return claimsOfStay(
      { roomTypeId: world.roomType, arrival: days[wanted.stay] as string, nights: wanted.nights },
      wanted.quantity,
    )
  const at = { resourceId: world.resource, siteId: world.site, day: days[wanted.day] as string, minute: wanted.minute }
  return claimsOfVisit(at, wanted.quantity)
}

const free = (cell: Cell | undefined) =>
  cell === undefined || cell.closed ? -1 : cell.capacity - cell.held - cell.confirmed - cell.redeemed
const cellOf = (world: World, claim: Claim) => world.cells.get(keyText(claim)) as Cell

/** What the database does by itself before it decides. */
function expireInModel(world: World): void {
  for (const one of world.holds.filter((h) => h.state === 'held' && h.expiresAt <= world.now)) end(world, one)
}

function end(world: World, one: Held): void {
  for (const claim of one.claims) cellOf(world, claim)[one.state as 'held' | 'confirmed'] -= claim.quantity
  one.state = 'ended'
}

async function take(world: World, s: Step): Promise<void> {
  const now = new Date(world.now)
  county.clock.set(now)
  if (s.do === 'hold') return holdNew(world, s, now)
  if (s.do === 'wait') {
    world.now += s.minutes * 60_000
    if (!s.job) return
    await database.transact((tx) => expireOverdueHolds(tx, new Date(world.now), 1000))
    return expireInModel(world)
  }
  if (s.do === 'close') {
    const day = days[s.day] as string
    await database.transact((tx) => closeDays(tx, world.roomType, { from: day, until: day, minute: null }, s.closed))
    ;(world.cells.get(keyText({ ownerId: world.roomType, day, minute: WHOLE_DAY })) as Cell).closed = s.closed
    return
  }
  const one = world.holds[s.pick % Math.max(1, world.holds.length)]
  if (one === undefined) return
  if (s.do === 'confirm') return confirm(world, one, now)
  if (s.do === 'release') return release(world, one, now)
  if (s.do === 'redeem') return redeem(world, one, s.part, now)
  return reshape(world, one, claimsFor(world, s.want), now)
}

async function holdNew(world: World, s: Extract<Step, { do: 'hold' }>, now: Date): Promise<void> {
  const claims = claimsFor(world, s.want)
  const party = { holdId: crypto.randomUUID(), expiresAt: new Date(now.getTime() + s.minutes * 60_000), claims }
  const outcome = await ports.places.hold(party)
  expireInModel(world)
  const fits = claims.every((claim) => free(world.cells.get(keyText(claim))) >= claim.quantity)
  expect(outcome === 'held').toBe(fits)
  if (!fits) return
  for (const claim of claims) cellOf(world, claim).held += claim.quantity
  const { holdId: id, expiresAt } = party
  world.holds.push({ id, state: 'held', expiresAt: expiresAt.getTime(), claims, redeemed: new Map() })
}

async function confirm(world: World, one: Held, now: Date): Promise<void> {
  const moved = await database.transact((tx) => confirmHolds(tx, [one.id], now))
  expect(moved.has(one.id)).toBe(one.state === 'held')
  if (one.state !== 'held') return
  for (const claim of one.claims) {
    cellOf(world, claim).held -= claim.quantity
    cellOf(world, claim).confirmed += claim.quantity
  }
  one.state = 'confirmed'
}

async function release(world: World, one: Held, now: Date): Promise<void> {
  // Who has begun a visit changes it; a release is for what was not used.
  if (one.redeemed.size > 0) return
  const moved = await database.transact((tx) => releaseHolds(tx, [one.id], now))
  expect(moved.has(one.id)).toBe(one.state === 'held' || one.state === 'confirmed')
  if (moved.has(one.id)) end(world, one)
}

async function redeem(world: World, one: Held, part: number, now: Date): Promise<void> {
  const stood = await database.transact((tx) => redeemHold(tx, one.id, { units: part, ofUnits: 3 }, now))
  expect(stood).toBe(one.state === 'confirmed' || one.state === 'redeemed')
  if (!stood) return
  for (const claim of one.claims) {
    const before = one.redeemed.get(keyText(claim)) ?? 0
    const after = Math.max(before, Math.ceil((claim.quantity * part) / 3))
    one.redeemed.set(keyText(claim), after)
    cellOf(world, claim).confirmed -= after - before
    cellOf(world, claim).redeemed += after - before
  }
  if (one.claims.every((claim) => one.redeemed.get(keyText(claim)) === claim.quantity)) one.state = 'redeemed'
}

async function reshape(world: World, one: Held, claims: Claim[], now: Date): Promise<void> {
  const outcome = await database.transact((tx) => reshapeHold(tx, one.id, claims, now))
  expireInModel(world)
  const used = [...one.redeemed].some(([key, n]) => n > (claims.find((claim) => keyText(claim) === key)?.quantity ?? 0))
  if (used || (one.state !== 'held' && one.state !== 'confirmed')) return expect(outcome).toBe('ended')
  const bucket = one.state
  const before = new Map(one.claims.map((claim) => [keyText(claim), claim.quantity]))
  const gain = (claim: Claim) => claim.quantity - (before.get(keyText(claim)) ?? 0)
  const fits = claims.every((claim) => gain(claim) <= 0 || free(world.cells.get(keyText(claim))) >= gain(claim))
  expect(outcome === 'held').toBe(fits)
  if (!fits) return
  for (const claim of one.claims) cellOf(world, claim)[bucket] -= claim.quantity
  for (const claim of claims) cellOf(world, claim)[bucket] += claim.quantity
  one.claims = claims
}

async function newWorld(rooms: number, places: number, siteLimit: number): Promise<World> {
  const [roomType, resource, site] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  const openings = days.flatMap((day) => [
    { ownerId: roomType, day, minute: WHOLE_DAY, kind: 'night' as const, capacity: rooms },
    ...MINUTES.map((minute) => ({ ownerId: resource, day, minute, kind: 'slot' as const, capacity: places })),
    { ownerId: site, day, minute: WHOLE_DAY, kind: 'site' as const, capacity: siteLimit },
    { ownerId: COUNTY_ID, day, minute: WHOLE_DAY, kind: 'county' as const, capacity: 1_000_000 },
  ])
  await database.transact((tx) => openCounters(tx, openings))
  const shared = await readCounters(database, [COUNTY_ID])
  const cells = new Map<string, Cell>(
    openings.map((one) => [
      keyText(one),
      { capacity: one.capacity, held: 0, confirmed: 0, redeemed: 0, closed: false },
    ]),
  )
  for (const { held, confirmed, redeemed, ...one } of shared)
    cells.set(keyText(one), { capacity: one.capacity, held, confirmed, redeemed, closed: false })
  return { cells, holds: [], now: START, roomType, resource, site }
}

test('10,000 random steps leave every counter as a simple model has it, and nothing oversold', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 2, max: 8 }),
      fc.integer({ min: 4, max: 12 }),
      fc.array(step, { minLength: STEPS, maxLength: STEPS }),
      async (rooms, places, siteLimit, steps) => {
        // What an earlier run left held would expire in this one's counters of the county.
        await database.transact((tx) => expireOverdueHolds(tx, new Date('2027-01-01'), 10_000))
        const world = await newWorld(rooms, places, siteLimit)
        for (const s of steps) await take(world, s)
        taken += steps.length
        expireInModel(world)
        await database.transact((tx) => expireOverdueHolds(tx, new Date(world.now), 1000))
        const rows = await readCounters(database, [world.roomType, world.resource, world.site, COUNTY_ID])
        for (const row of rows) {
          const { capacity, held, confirmed, redeemed } = row
          expect({ key: keyText(row), capacity, held, confirmed, redeemed, closed: row.isClosed }).toEqual({
            key: keyText(row),
            ...world.cells.get(keyText(row)),
          })
          expect(held + confirmed + redeemed).toBeLessThanOrEqual(capacity)
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
  expect(taken).toBeGreaterThanOrEqual(RUNS * STEPS)
  expect(await outOfStep(database)).toEqual([])
}, 240_000)
