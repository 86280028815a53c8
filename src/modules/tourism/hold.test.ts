import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { openDatabase, statement } from '../../kernel/database.ts'
import type { Claim } from './claim.ts'
import { decideParties, keyText, WHOLE_DAY } from './claim.ts'
import { closeDays, freeOf, openCounters } from './counter.sql.ts'
import { confirmHolds, holdParties, holdsById, redeemHold, releaseHolds, reshapeHold } from './hold.sql.ts'
import { expireHoldsJob } from './jobs.ts'
import { placesQueue } from './places-queue.ts'
import { outOfStep, ownerWith, readCounters } from './testing.ts'

const county = await openTestDatabase()
const { database } = county.app
const now = county.clock.now()
const later = new Date(now.getTime() + 900_000)
const DAYS = ['2026-05-01', '2026-05-02', '2026-05-03']

const claimOn = (ownerId: string, quantity: number, day = '2026-05-01', minute = WHOLE_DAY): Claim => ({
  ownerId,
  day,
  minute,
  quantity,
})
const partyOf = (...claims: Claim[]) => ({ holdId: crypto.randomUUID(), expiresAt: later, claims })
const hold = (...claims: Claim[]) => {
  const party = partyOf(...claims)
  return database.transact(async (tx) => ({ ...party, outcome: (await holdParties(tx, [party], now))[0] }))
}
const counted = async (ownerId: string) =>
  (await readCounters(database, [ownerId])).map((c) => [c.held, c.confirmed, c.redeemed])

describe('the database decides as the rule does', () => {
  test('any batch over any counters, closed and unknown ones among them', async () => {
    const owners = await Promise.all([ownerWith(database, 9, { days: DAYS }), ownerWith(database, 4, { days: DAYS })])
    await database.transact((tx) =>
      closeDays(tx, owners[1], { from: DAYS[2] as string, until: DAYS[2] as string, minute: null }, true),
    )
    const claim = fc
      .record({
        owner: fc.constantFrom(...owners, crypto.randomUUID()),
        day: fc.constantFrom(...DAYS),
        quantity: fc.integer({ min: 1, max: 3 }),
      })
      .map(({ owner, day, quantity }) => claimOn(owner, quantity, day))
    const batch = fc.array(fc.uniqueArray(claim, { selector: keyText, minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(batch, async (parties) => {
        const free = new Map(
          (await readCounters(database, owners)).filter((c) => !c.isClosed).map((c) => [keyText(c), freeOf(c)]),
        )
        const asked = parties.map((claims) => partyOf(...claims))
        const outcomes = await database.transact((tx) => holdParties(tx, asked, now))
        const expected = decideParties(free, parties)
        expect(outcomes).toEqual(expected.outcomes)
        const after = await readCounters(database, owners)
        for (const c of after.filter((one) => !one.isClosed)) expect(freeOf(c)).toBe(expected.free.get(keyText(c)))
        const held = asked.filter((_, at) => outcomes[at] === 'held').map((party) => party.holdId)
        await database.transact((tx) => releaseHolds(tx, held, now))
      }),
      { numRuns: 60 },
    )
    expect(await outOfStep(database)).toEqual([])
  })
})

describe('a crowd before one slot', () => {
  test('through the lines of three processes, exactly all places go, and no counter is out of step', async () => {
    const slot = await ownerWith(database, 200, { minute: 540, kind: 'slot' })
    const others = [1, 2].map(() => openDatabase(county.databaseUrl, 4))
    const lines = [county.app.ports.places, ...others.map((one) => placesQueue(one, county.clock))]
    const asked = Array.from({ length: 300 }, (_, turn) =>
      partyOf(claimOn(slot, 1 + (Math.floor(turn / 3) % 3), '2026-05-01', 540)),
    )
    const outcomes = await Promise.all(
      asked.map((party, turn) => (lines[turn % 3] as (typeof lines)[number]).hold(party)),
    )
    const sold = asked.reduce((sum, p, at) => sum + (outcomes[at] === 'held' ? (p.claims[0]?.quantity ?? 0) : 0), 0)
    expect(sold).toBe(200)
    expect(await counted(slot)).toEqual([[200, 0, 0]])
    expect(await outOfStep(database)).toEqual([])
    await Promise.all(others.map((one) => one.close()))
  })

  test('stays that cross each other never wait in a ring, and no night is sold twice', async () => {
    const types = await Promise.all([ownerWith(database, 10, { days: DAYS }), ownerWith(database, 10, { days: DAYS })])
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, turn) => {
        const claims = types.flatMap((type) => DAYS.map((day) => claimOn(type, 1, day)))
        return hold(...(turn % 2 === 0 ? claims : claims.toReversed()))
      }),
    )
    expect(outcomes.filter((one) => one.outcome === 'held')).toHaveLength(10)
    for (const type of types) expect(await counted(type)).toEqual(DAYS.map(() => [10, 0, 0]))
  })

  test('a party whose id was used fails alone; its neighbours in the batch are served', async () => {
    const slot = await ownerWith(database, 10)
    const first = await hold(claimOn(slot, 1))
    const doubled = { ...partyOf(claimOn(slot, 1)), holdId: first.holdId }
    const { places } = county.app.ports
    const outcomes = await Promise.allSettled([
      places.hold(partyOf(claimOn(slot, 1))),
      places.hold(doubled),
      places.hold(partyOf(claimOn(slot, 1))),
    ])
    expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await counted(slot)).toEqual([[3, 0, 0]])
  })
})

describe('what becomes of a hold', () => {
  test('confirmed once, used in parts, never used twice', async () => {
    const slot = await ownerWith(database, 5)
    const { holdId } = await hold(claimOn(slot, 3))
    expect(await database.transact((tx) => confirmHolds(tx, [holdId, holdId], now))).toEqual(new Set([holdId]))
    expect(await database.transact((tx) => confirmHolds(tx, [holdId], now))).toEqual(new Set())
    const use = (units: number) => database.transact((tx) => redeemHold(tx, holdId, { units, ofUnits: 3 }, now))
    expect(await use(2)).toBe(true)
    expect(await use(2)).toBe(true)
    expect(await counted(slot)).toEqual([[0, 1, 2]])
    await use(3)
    expect(await counted(slot)).toEqual([[0, 0, 3]])
    expect((await database.read((sql) => holdsById(sql, [holdId]))).get(holdId)?.state).toBe('redeemed')
    expect(await database.transact((tx) => releaseHolds(tx, [holdId], now))).toEqual(new Set())
  })

  test('overdue, it goes back on sale to whoever asks next, though no job ran; the job does the same', async () => {
    const slot = await ownerWith(database, 2)
    await hold(claimOn(slot, 2))
    const second = partyOf(claimOn(slot, 2))
    const at = new Date(later.getTime() + 1000)
    const taken = { ...second, expiresAt: new Date(at.getTime() + 900_000) }
    expect(await database.transact((tx) => holdParties(tx, [taken], at))).toEqual(['held'])
    expect(await counted(slot)).toEqual([[2, 0, 0]])
    county.clock.set(new Date(taken.expiresAt.getTime() + 1))
    await expireHoldsJob.run(county.app, {})
    expect(await counted(slot)).toEqual([[0, 0, 0]])
    expect(await database.transact((tx) => confirmHolds(tx, [taken.holdId], county.clock.now()))).toEqual(new Set())
    county.clock.set(now)
  })

  test('reshaped, it moves to other nights whole or stays as it was', async () => {
    const type = await ownerWith(database, 2, { days: DAYS })
    await hold(claimOn(type, 2, DAYS[2]))
    const { holdId } = await hold(claimOn(type, 1, DAYS[0]), claimOn(type, 1, DAYS[1]))
    await database.transact((tx) => confirmHolds(tx, [holdId], now))
    const reshape = (...claims: Claim[]) => database.transact((tx) => reshapeHold(tx, holdId, claims, now))
    expect(await reshape(claimOn(type, 1, DAYS[1]), claimOn(type, 1, DAYS[2]))).toMatchObject({ left: 0 })
    expect(await counted(type)).toEqual([
      [0, 1, 0],
      [0, 1, 0],
      [2, 0, 0],
    ])
    expect(await reshape(claimOn(type, 2, DAYS[1]))).toBe('held')
    expect(await counted(type)).toEqual([
      [0, 0, 0],
      [0, 2, 0],
      [2, 0, 0],
    ])
    await database.transact((tx) => redeemHold(tx, holdId, { units: 2, ofUnits: 2 }, now))
    expect(await reshape(claimOn(type, 1, DAYS[0]))).toBe('ended')
    expect(await outOfStep(database)).toEqual([])
  })
})

test('no statement can sell beyond the capacity, and the capacity does not fall below what is sold', async () => {
  const slot = await ownerWith(database, 2)
  await hold(claimOn(slot, 2))
  const sell = statement('test.oversell', 'UPDATE tourism.counter SET confirmed = confirmed + 1 WHERE owner_id = $1')
  await expect(database.transact((tx) => tx.run(sell, [slot]))).rejects.toThrow('never_oversold')
  const key = { ownerId: slot, day: '2026-05-01', minute: WHOLE_DAY, kind: 'night' as const }
  expect(await database.transact((tx) => openCounters(tx, [{ ...key, capacity: 1 }]))).toBe(0)
  expect(await database.transact((tx) => openCounters(tx, [{ ...key, capacity: 2 }]))).toBe(1)
})
