import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bundlesIn } from './bundle.ts'

const PRICES = [1234, 999, 5600, 301]
const bundle = fc.record({
  parts: fc.uniqueArray(fc.record({ at: fc.nat(3), units: fc.integer({ min: 1, max: 4 }), off: fc.nat(60) }), {
    selector: (one) => one.at,
    minLength: 2,
    maxLength: 4,
  }),
})

test('no unit counts in two bundles, whole bundles only, each line pays its shares to the fen and never less than nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(12), { minLength: 4, maxLength: 4 }),
      fc.array(bundle, { maxLength: 4 }),
      (units, bundles) => {
        const lines = units.map((count, at) => ({
          listingId: `l${at}`,
          units: count,
          priceFen: PRICES[at] ?? 1,
          bundles: bundles.flatMap(({ parts }, number) =>
            parts
              .filter((part) => part.at === at)
              .map((part) => ({
                bundleId: `b${number}`,
                titleZh: '组合',
                titleEn: 'Bundle',
                units: part.units,
                shareFen: Math.max(1, Math.floor((part.units * (PRICES[at] ?? 1) * (100 - part.off)) / 100)),
                parts: parts.length,
              })),
          ),
        }))
        const found = bundlesIn(lines)
        for (const line of lines) {
          const own = found.get(line.listingId) ?? []
          const bundled = own.reduce((sum, one) => sum + one.units, 0)
          const sharesFen = own.reduce((sum, one) => sum + one.shareFen, 0)
          expect(bundled).toBeLessThanOrEqual(line.units)
          const paidFen = (line.units - bundled) * line.priceFen + sharesFen
          expect(paidFen).toBeLessThanOrEqual(line.units * line.priceFen)
          expect(paidFen).toBeGreaterThanOrEqual(0)
        }
        for (const [number, { parts }] of bundles.entries()) {
          const counts = parts.map((part) => {
            const own = found.get(`l${part.at}`)?.find((one) => one.bundleId === `b${number}`)
            return (own?.units ?? 0) / part.units
          })
          expect(new Set(counts).size).toBe(1)
          expect(Number.isInteger(counts[0])).toBe(true)
        }
      },
    ),
  )
})
