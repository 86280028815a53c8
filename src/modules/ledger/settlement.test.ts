import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divideRelease } from './settlement.ts'

test('seller and commission add up to what is left, whatever was refunded before', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 100_000 }),
      (amountFen, part, rate) => {
        const refundedFen = Math.floor(amountFen * part)
        const commissionRate = String(rate / 100_000)
        const { sellerFen, commissionFen } = divideRelease({
          amountFen,
          refundedFen,
          releasedFen: 0,
          commissionFen: 0,
          commissionRate,
        })
        expect(sellerFen + commissionFen).toBe(amountFen - refundedFen)
        expect(Math.min(sellerFen, commissionFen)).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})

test('nothing is left after everything was refunded', () => {
  expect(
    divideRelease({ amountFen: 500, refundedFen: 500, releasedFen: 0, commissionFen: 0, commissionRate: '0.03' }),
  ).toEqual({ sellerFen: 0, commissionFen: 0 })
})
