import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyText } from './claim.ts'
import { claimsOfGear } from './gear.ts'
import type { GuideThere } from './guide.ts'
import { chooseGuide } from './guide.ts'

const day = '2026-05-01'
const guide = (guideId: string, given: Partial<GuideThere> = {}): GuideThere => ({
  guideId,
  languages: ['zh'],
  peopleMax: null,
  day,
  minute: 540,
  untilMinute: 660,
  free: 1,
  ...given,
})
const wish = { people: 4, untilMinute: 660, language: null, liked: ['zh'], has: null }

test('who leads: the one who can, with the fewest languages and the least room', () => {
  const both = guide('both', { languages: ['en', 'zh'] })
  const plain = guide('plain')
  expect(chooseGuide([both, plain], wish)).toMatchObject({ guideId: 'plain', language: 'zh' })
  expect(chooseGuide([both, plain], { ...wish, liked: ['en', 'zh'] })).toMatchObject({
    guideId: 'both',
    language: 'en',
  })
  expect(chooseGuide([both, plain], { ...wish, language: 'en' })).toMatchObject({ guideId: 'both', language: 'en' })
  expect(chooseGuide([both, plain], { ...wish, language: 'ja' })).toBeUndefined()
  expect(chooseGuide([guide('gone', { free: 0 })], wish)).toBeUndefined()
  expect(chooseGuide([guide('leaves early', { untilMinute: 650 })], wish)).toBeUndefined()
  const wide = guide('wide', { peopleMax: 20, free: 15 })
  const near = guide('near', { peopleMax: 20, free: 5 })
  expect(chooseGuide([wide, near], wish)).toMatchObject({ guideId: 'near', claim: { quantity: 4 } })
  expect(chooseGuide([wide, near], { ...wish, people: 6 })).toMatchObject({ guideId: 'wide', claim: { quantity: 6 } })
})

test('a party that grows keeps its guide while there is room, and never counts itself twice', () => {
  const own = guide('own', { peopleMax: 10, free: 2 })
  const other = guide('other', { peopleMax: 10, free: 10 })
  const has = { guideId: 'own', people: 3 }
  expect(chooseGuide([other, own], { ...wish, people: 5, has })).toMatchObject({ guideId: 'own' })
  expect(chooseGuide([other, own], { ...wish, people: 6, has })).toMatchObject({ guideId: 'other' })
  expect(chooseGuide([guide('own', { free: 0 })], { ...wish, has })).toMatchObject({
    guideId: 'own',
    claim: { quantity: 1 },
  })
})

test('gear is out in every quarter hour of a visit, once, and at midnight on the next day', () => {
  const times = fc.record({ minute: fc.nat(1439), minutes: fc.integer({ min: 1, max: 1440 }) })
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 8 }), (at, people, peopleEach) => {
      const untilMinute = at.minute + at.minutes
      const claims = claimsOfGear([{ gearId: 'raft', peopleEach }], { day, minute: at.minute, untilMinute }, people)
      expect(new Set(claims.map(keyText)).size).toBe(claims.length)
      const minutes = claims.map((claim) => (claim.day === day ? 0 : 1440) + claim.minute)
      for (const minute of [at.minute, untilMinute - 1])
        expect(minutes.some((begins) => begins <= minute && minute < begins + 15)).toBe(true)
      expect(minutes.every((begins) => begins + 15 > at.minute && begins < untilMinute)).toBe(true)
      expect(
        claims.every(({ quantity }) => quantity * peopleEach >= people && (quantity - 1) * peopleEach < people),
      ).toBe(true)
    }),
  )
})
