import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contours, contourSvg } from './contours.ts'

const options = fc.record({
  seed: fc.string(),
  width: fc.integer({ min: 120, max: 1400 }),
  height: fc.integer({ min: 40, max: 400 }),
})

test('the same seed draws the same lines, another seed others', () => {
  fc.assert(
    fc.property(options, (given) => {
      expect(contourSvg(given)).toBe(contourSvg(given))
    }),
  )
  expect(contourSvg({ seed: '1', width: 600, height: 80 })).not.toBe(contourSvg({ seed: '2', width: 600, height: 80 }))
})

test('lines are plain path data within a margin of the picture', () => {
  fc.assert(
    fc.property(options, (given) => {
      const paths = contours(given)
      expect(paths.length).toBeGreaterThan(0)
      for (const path of paths)
        expect(path).toMatch(/^(M-?[\d.]+ -?[\d.]+C(-?[\d.]+ ){5}-?[\d.]+(S(-?[\d.]+ ){3}-?[\d.]+)*)+$/)
      const numbers = paths.flatMap((path) => path.match(/-?[\d.]+/g) ?? []).map(Number)
      expect(Math.min(...numbers)).toBeGreaterThan(-40)
      expect(Math.max(...numbers)).toBeLessThan(Math.max(given.width, given.height) + 40)
    }),
  )
})

test('the band in public/ is the one drawn here, and small', () => {
  const band = contourSvg({ seed: 'terrace', width: 1200, height: 96, levels: 14, repeats: true })
  expect(readFileSync('public/contours.svg', 'utf8').trim()).toBe(band)
  expect(band.length).toBeLessThan(6000)
})
