import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apportion, shareOf } from './money.ts'

const amount = fc.integer({ min: 0, max: 10_000_000_000 })
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 })

test('apportioned parts add up to the whole, to the fen', () => {
  fc.assert(
    fc.property(amount, weights, (totalFen, shares) => {
      const parts = apportion(totalFen, shares)
      expect(parts.reduce((a, b) => a + b, 0)).toBe(totalFen)
      expect(parts.every((part) => part >= 0)).toBe(true)
    }),
  )
})

test('no part is a whole fen away from its exact share', () => {
  fc.assert(
    fc.property(amount, weights, (totalFen, shares) => {
      const sum = shares.reduce((a, b) => a + b, 0)
      fc.pre(sum > 0)
      apportion(totalFen, shares).forEach((part, i) => {
        // Compared as whole numbers: part * sum against total * weight.
        const distance = BigInt(part) * BigInt(sum) - BigInt(totalFen) * BigInt(shares[i] ?? 0)
        expect(distance < BigInt(sum) && distance > -BigInt(sum)).toBe(true)
      })
    }),
  )
})

test('nothing to weigh by goes to the first', () => {
  expect(apportion(100, [0, 0, 0])).toEqual([100, 0, 0])
})

test('a rate rounds half to even', () => {
  expect(shareOf(50, '0.05')).toBe(2)
  expect(shareOf(150, '0.05')).toBe(8)
  expect(shareOf(101, '0.03')).toBe(3)
})

test('a share never exceeds what it is taken from', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 100_000 }), (totalFen, rate) => {
      const share = shareOf(totalFen, String(rate / 100_000))
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(totalFen)
    }),
  )
})
