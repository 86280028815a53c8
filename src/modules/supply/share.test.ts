import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareHarvest, sharings } from './share.ts'

const waiting = fc.array(
  fc.record({ units: fc.integer({ min: 1, max: 40 }), minute: fc.integer({ min: 0, max: 20 }) }),
  { minLength: 1, maxLength: 40 },
)
const orders = waiting.map((all) =>
  all.map(({ units, minute }, at) => ({
    orderId: `order ${String(at).padStart(3, '0')}`,
    units,
    bookedAt: new Date(Date.UTC(2026, 3, 1, 8, minute)),
  })),
)
const rule = fc.constantFrom(...sharings)
const available = fc.integer({ min: 0, max: 900 })
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

test('all there is goes out while anyone waits, in whole units, and nobody gets more than they ordered', () => {
  fc.assert(
    fc.property(orders, available, rule, (all, units, how) => {
      const shares = shareHarvest(all, units, how)
      expect(shares.map((s) => s.orderId).sort()).toEqual(all.map((o) => o.orderId).sort())
      expect(sum(shares.map((s) => s.servedUnits))).toBe(Math.min(units, sum(all.map((o) => o.units))))
      for (const { servedUnits, units: ordered } of shares) {
        expect(Number.isInteger(servedUnits)).toBe(true)
        expect(servedUnits).toBeGreaterThanOrEqual(0)
        expect(servedUnits).toBeLessThanOrEqual(ordered)
      }
    }),
  )
})

test('it does not matter in which order the orders are read', () => {
  fc.assert(
    fc.property(orders, available, rule, fc.nat(), (all, units, how, turn) => {
      const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]
      expect(shareHarvest(turned, units, how)).toEqual(shareHarvest(all, units, how))
    }),
  )
})

test('by order time nobody gets a unit while someone who ordered before waits for one', () => {
  fc.assert(
    fc.property(orders, available, (all, units) => {
      const shares = shareHarvest(all, units, 'by_order_time')
      const short = shares.findIndex((s) => s.servedUnits < s.units)
      const after = short === -1 ? [] : shares.slice(short + 1)
      expect(sum(after.map((s) => s.servedUnits))).toBe(0)
    }),
  )
})

test('pro rata everyone is within one unit of the same part; of equal orders the earlier never gets less', () => {
  fc.assert(
    fc.property(orders, available, (all, units) => {
      const wanted = sum(all.map((o) => o.units))
      const shares = shareHarvest(all, units, 'pro_rata')
      const part = Math.min(1, units / wanted)
      const apart = shares.filter((s) => Math.abs(s.servedUnits - s.units * part) >= 1)
      const passed = shares.filter((one, at) =>
        shares.slice(at + 1).some((later) => later.units === one.units && later.servedUnits > one.servedUnits),
      )
      expect([apart, passed]).toEqual([[], []])
    }),
  )
})

test('one example by hand: seven boxes for orders of five, three and two', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 3, 1, 8, minute))
  const three = [
    { orderId: 'c', units: 2, bookedAt: at(3) },
    { orderId: 'a', units: 5, bookedAt: at(1) },
    { orderId: 'b', units: 3, bookedAt: at(2) },
  ]
  const served = (how: (typeof sharings)[number]) =>
    shareHarvest(three, 7, how).map(({ orderId, servedUnits }) => [orderId, servedUnits])
  expect(served('by_order_time')).toEqual([
    ['a', 5],
    ['b', 2],
    ['c', 0],
  ])
  // 3.5, 2.1 and 1.4 boxes: three, two and one, and the last box by the largest remainder.
  expect(served('pro_rata')).toEqual([
    ['a', 4],
    ['b', 2],
    ['c', 1],
  ])
})
