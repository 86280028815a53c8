import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { refundOf } from './order.ts'
import type { FreightTerms, WeighableLine, Weighing } from './weighing.ts'
import { basisFen, freightBack, isWeighed, orderedGrams, unitPriceFen, weighBounds, weighLine } from './weighing.ts'

const sold = fc
  .record({
    units: fc.integer({ min: 1, max: 30 }),
    netGrams: fc.integer({ min: 50, max: 20_000 }),
    priceFen: fc.integer({ min: 1, max: 200_000 }),
    takenPercent: fc.nat(100),
    tolerancePercent: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ units, netGrams, priceFen, takenPercent, tolerancePercent }): WeighableLine => {
    const paidFen = units * priceFen - Math.floor((units * priceFen * takenPercent) / 100)
    const weigh = { basisGrams: 500 as const, tolerancePercent, weighed: null, backFen: 0 }
    return { line: 0, units, refundedUnits: 0, netGrams, paidFen, refundedFen: 0, weigh }
  })

/** Counts a weighing as the database does. */
function count(line: WeighableLine, { grams, units, chargedFen, backFen, reason }: Weighing): WeighableLine {
  if (line.weigh === null) throw new Error('not by weight')
  const weigh = { ...line.weigh, weighed: { grams, units, chargedFen, reason }, backFen: line.weigh.backFen + backFen }
  return { ...line, refundedFen: line.refundedFen + backFen, weigh }
}

const outcome = (act: () => unknown) => {
  try {
    act()
    return 'done'
  } catch (error) {
    if (isRefusal(error)) return error.code
    throw error
  }
}

test('a line costs its price by the scale, rounded down, never more than was paid; over-weight is given', () => {
  fc.assert(
    fc.property(sold, fc.integer({ min: 500, max: 1300 }), (line, permille) => {
      const ordered = orderedGrams(line)
      const { halfGrams, mostGrams } = weighBounds(ordered, line.weigh as NonNullable<typeof line.weigh>)
      const grams = Math.min(mostGrams, Math.max(halfGrams, Math.round((ordered * permille) / 1000)))
      const { chargedFen, backFen } = weighLine(line, { line: 0, grams, reason: '脱水' })
      expect(chargedFen + backFen).toBe(line.paidFen)
      expect(backFen).toBeGreaterThanOrEqual(0)
      if (grams >= ordered) expect(backFen).toBe(0)
      const exact = (BigInt(line.paidFen) * BigInt(Math.min(grams, ordered))) / BigInt(ordered)
      expect(chargedFen).toBe(Number(exact))
    }),
  )
})

test('weighed again, in whatever order and with refunds between, nothing is ever asked back and parts are the whole', () => {
  const step = fc.record({ permille: fc.integer({ min: 500, max: 1300 }), refund: fc.nat(3) })
  fc.assert(
    fc.property(sold, fc.array(step, { maxLength: 8 }), (start, steps) => {
      let line = start
      for (const { permille, refund } of steps) {
        const left = line.units - line.refundedUnits
        if (refund > 0 && refund < left) {
          const [part] = refundOf([line, { ...line, line: 1 }], [{ line: 0, units: refund }], 0).lines
          line = {
            ...line,
            refundedUnits: line.refundedUnits + refund,
            refundedFen: line.refundedFen + (part?.fen ?? 0),
          }
          if (line.weigh?.weighed) expect(isWeighed(line)).toBe(false)
        }
        const ordered = orderedGrams(line)
        const { halfGrams, mostGrams } = weighBounds(ordered, line.weigh as NonNullable<typeof line.weigh>)
        const grams = Math.min(mostGrams, Math.max(halfGrams, Math.round((ordered * permille) / 1000)))
        const weighing = weighLine(line, { line: 0, grams, reason: '脱水' })
        expect(weighing.backFen).toBeGreaterThanOrEqual(0)
        line = count(line, weighing)
        expect(isWeighed(line)).toBe(true)
        expect(line.refundedFen).toBeLessThanOrEqual(line.paidFen)
        expect(line.paidFen - line.refundedFen).toBe(weighing.chargedFen)
      }
      // After shipping: unit by unit, then nothing is left of the line.
      for (let left = line.units - line.refundedUnits; left > 0; left -= 1) {
        const { lines } = refundOf([line], [{ line: 0, units: 1 }], 0)
        const fen = lines[0]?.fen ?? 0
        expect(fen).toBeGreaterThanOrEqual(0)
        line = { ...line, refundedUnits: line.refundedUnits + 1, refundedFen: line.refundedFen + fen }
      }
      expect(line.refundedFen).toBe(line.paidFen)
    }),
  )
})

test('refunds of a weighed line share what was charged evenly over its units', () => {
  const weigh = { basisGrams: 500 as const, tolerancePercent: 10, weighed: null, backFen: 0 }
  const line = { line: 0, units: 3, refundedUnits: 0, netGrams: 1000, paidFen: 3000, refundedFen: 0, weigh }
  const weighed = count(line, weighLine(line, { line: 0, grams: 2700, reason: '' }))
  expect(weighed.refundedFen).toBe(300)
  expect(refundOf([weighed, { ...line, line: 1 }], [{ line: 0, units: 1 }], 0).amountFen).toBe(900)
})

test('what no honest scale shows is refused', () => {
  const weigh = { basisGrams: 500 as const, tolerancePercent: 10, weighed: null, backFen: 0 }
  const line = { line: 0, units: 2, refundedUnits: 0, netGrams: 1000, paidFen: 3000, refundedFen: 0, weigh }
  const at = (grams: number, reason = '') => outcome(() => weighLine(line, { line: 0, grams, reason }))
  expect(at(2200)).toBe('done')
  expect(at(2201)).toBe('market.weighing.too_heavy')
  expect(at(1800)).toBe('done')
  expect(at(1799)).toBe('market.weighing.reason_needed')
  expect(at(1799, '采摘后脱水')).toBe('done')
  expect(at(999, '少')).toBe('market.weighing.too_light')
  expect(outcome(() => weighLine({ ...line, weigh: null }, { line: 0, grams: 2000, reason: '' }))).toBe(
    'market.weighing.not_by_weight',
  )
  expect(outcome(() => weighLine({ ...line, refundedUnits: 2 }, { line: 0, grams: 2000, reason: '' }))).toBe(
    'market.weighing.nothing_left',
  )
})

test('a price for 500 g or a kilogram and the price of a unit are the same price', () => {
  expect(unitPriceFen(1280, 2500, 500)).toBe(6400)
  expect(basisFen(6400, 2500, 500)).toBe(1280)
  expect(outcome(() => unitPriceFen(1299, 750, 500))).toBe('market.listing.price_uneven')
})

test('freight gives back the steps a lighter parcel no longer fills, and nothing else', () => {
  const terms = { volumeGrams: 0, firstGrams: 1000, stepGrams: 500, stepFen: 100, joined: false, free: false }
  const parcel = { ...terms, lines: [0], grams: 3000 }
  const back = (one: FreightTerms, grams: number) => freightBack([one], new Map([[0, grams]]))
  expect(back(parcel, 0)).toBe(0)
  expect(back(parcel, 499)).toBe(0)
  expect(back(parcel, 500)).toBe(100)
  expect(back(parcel, 2500)).toBe(400)
  expect(back({ ...parcel, volumeGrams: 2800 }, 2500)).toBe(0)
  expect(back({ ...parcel, joined: true }, 2500)).toBe(500)
  expect(back({ ...parcel, free: true }, 2500)).toBe(0)
  expect(back({ ...parcel, lines: [1] }, 2500)).toBe(0)
})
