import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Rated, Tally } from './rating.ts'
import { GROWN_AFTER_DAYS, ratingCenti, reachOf, tallyOf, weightMilli } from './rating.ts'

const review: fc.Arbitrary<Rated> = fc.record({
  buyerId: fc.constantFrom(...'abcdefghij'),
  rating: fc.integer({ min: 1, max: 5 }),
  weightMilli: fc.integer({ min: 1, max: 1000 }),
})
const reviews = fc.array(review, { maxLength: 40 })
const stars = (tally: Tally) => (ratingCenti(tally) ?? 400) / 100
/** What rounding to hundredths may add to both ends. */
const ROUNDING = 0.011

test('the order of reviews does not matter', () => {
  fc.assert(
    fc.property(reviews, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (given, dice) => {
      const keys = new Map(given.map((one) => [one, dice.next().value as number]))
      const shuffled = given.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
      expect(ratingCenti(tallyOf(shuffled))).toBe(ratingCenti(tallyOf(given)))
    }),
  )
})

test('new accounts move a rating by no more than their share of the weight', () => {
  fc.assert(
    fc.property(
      reviews,
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 1000 }),
      (honest, count, rating, weight) => {
        const fake = Array.from({ length: count }, (_, i) => ({ buyerId: `fake ${i}`, rating, weightMilli: weight }))
        const before = tallyOf(honest)
        const moved = Math.abs(stars(tallyOf([...honest, ...fake])) - stars(before))
        expect(moved).toBeLessThanOrEqual(reachOf(before, count, weight) + ROUNDING)
      },
    ),
  )
})

test('ten guests cannot move a rating with a hundred grown accounts by a tenth of a star', () => {
  expect(reachOf({ reviews: 100, weightMilli: 100_000, weighted: 450_000 }, 10, weightMilli(null))).toBeLessThan(0.1)
})

test('an account that buys again and again has no more say than once', () => {
  fc.assert(
    fc.property(reviews, review, fc.integer({ min: 2, max: 30 }), (others, one, times) => {
      const again = { ...one, buyerId: 'again' }
      const once = ratingCenti(tallyOf([...others, again]))
      const often = ratingCenti(tallyOf([...others, ...Array.from({ length: times }, () => again)]))
      expect(often).toBe(once)
    }),
  )
})

test('a rating lies between the worst and the best, and a better review never lowers it', () => {
  fc.assert(
    fc.property(reviews, review, (others, one) => {
      const own = { ...one, buyerId: 'own' }
      const rating = ratingCenti(tallyOf([...others, own])) ?? 0
      const better = ratingCenti(tallyOf([...others, { ...own, rating: Math.min(5, own.rating + 1) }])) ?? 0
      expect(rating).toBeGreaterThanOrEqual(100)
      expect(rating).toBeLessThanOrEqual(500)
      expect(better).toBeGreaterThanOrEqual(rating)
    }),
  )
})

test('weight grows with age, from a guest to a grown account', () => {
  expect([null, 0, 90, GROWN_AFTER_DAYS, 4000].map(weightMilli)).toEqual([200, 300, 650, 1000, 1000])
})

test('without a review there is no rating', () => {
  expect(ratingCenti(tallyOf([]))).toBeNull()
})
