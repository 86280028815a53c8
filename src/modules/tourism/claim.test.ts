import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Claim } from './claim.ts'
import { claimsOfStay, claimsOfVisit, COUNTY_ID, decideParties, indexParties, keyText, WHOLE_DAY } from './claim.ts'

const owners = ['a', 'b', 'c', 'd']
const claim = fc.record({
  ownerId: fc.constantFrom(...owners),
  day: fc.constant('2026-05-01'),
  minute: fc.constant(WHOLE_DAY),
  quantity: fc.integer({ min: 1, max: 4 }),
})
const party = fc.uniqueArray(claim, { selector: keyText, minLength: 1, maxLength: 4 })
const batch = fc.array(party, { maxLength: 20 })
const stock = fc.dictionary(fc.constantFrom(...owners), fc.integer({ min: 0, max: 12 }))
const freeOf = (counts: Record<string, number>) =>
  new Map(Object.entries(counts).map(([owner, n]) => [`${owner} 2026-05-01 ${WHOLE_DAY}`, n]))

describe('who of a batch is served', () => {
  test('nothing is given away twice, and nothing below nothing', () => {
    fc.assert(
      fc.property(stock, batch, (counts, parties) => {
        const before = freeOf(counts)
        const { outcomes, free } = decideParties(before, parties)
        const given = new Map<string, number>()
        parties.forEach((claims, at) => {
          if (outcomes[at] !== 'held') return
          for (const one of claims) given.set(keyText(one), (given.get(keyText(one)) ?? 0) + one.quantity)
        })
        for (const [key, had] of before) {
          expect(free.get(key)).toBe(had - (given.get(key) ?? 0))
          expect(free.get(key)).toBeGreaterThanOrEqual(0)
        }
        for (const key of given.keys()) expect(before.has(key)).toBe(true)
      }),
    )
  })

  test('one batch decides as its parties one after another would, wherever it is cut', () => {
    fc.assert(
      fc.property(stock, batch, fc.nat(20), (counts, parties, cut) => {
        const whole = decideParties(freeOf(counts), parties)
        const first = decideParties(freeOf(counts), parties.slice(0, cut))
        const second = decideParties(first.free, parties.slice(cut))
        expect([...first.outcomes, ...second.outcomes]).toEqual(whole.outcomes)
        expect(second.free).toEqual(whole.free)
      }),
    )
  })

  test('who is refused would not have fitted: all it claims was not there when its turn came', () => {
    fc.assert(
      fc.property(stock, batch, (counts, parties) => {
        const { outcomes } = decideParties(freeOf(counts), parties)
        outcomes.forEach((outcome, at) => {
          const { free } = decideParties(freeOf(counts), parties.slice(0, at))
          const fits = (parties[at] ?? []).every((one) => (free.get(keyText(one)) ?? -1) >= one.quantity)
          expect(outcome === 'held').toBe(fits)
        })
      }),
    )
  })
})

test('a batch names each counter once, and each party its own claims', () => {
  fc.assert(
    fc.property(batch, (parties) => {
      const { keys, starts, claimKeys, claimQuantities } = indexParties(parties)
      expect(new Set(keys.map(keyText)).size).toBe(keys.length)
      expect(starts).toHaveLength(parties.length + 1)
      parties.forEach((claims, p) => {
        const own: Claim[] = []
        for (let c = starts[p] as number; c < (starts[p + 1] as number); c += 1)
          own.push({ ...(keys[(claimKeys[c - 1] as number) - 1] as Claim), quantity: claimQuantities[c - 1] as number })
        expect(own).toEqual(claims)
      })
    }),
  )
})

test('a visit counts at its slot, its site and the county; a stay in each of its nights but the day it leaves', () => {
  const at = { resourceId: 'r', siteId: 's', day: '2026-05-01', minute: 540 }
  expect(claimsOfVisit(at, 3).map((c) => [c.ownerId, c.minute, c.quantity])).toEqual([
    ['r', 540, 3],
    ['s', WHOLE_DAY, 3],
    [COUNTY_ID, WHOLE_DAY, 3],
  ])
  expect(claimsOfStay({ roomTypeId: 't', arrival: '2026-02-27', nights: 3 }, 2).map((c) => c.day)).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ])
})
