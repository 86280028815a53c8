import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NO_CONTACT } from './booking.ts'
import type { NewBooking } from './booking.ts'
import { answeredPackage, discounted, readyGoods } from './package.ts'

const NOW = new Date('2026-05-01T00:00:00+08:00')
const who = { buyerId: 'g', resellerId: null, resellerReference: null, contact: NO_CONTACT, notes: null }
const base = readyGoods(
  'x',
  { listingId: 'l', itemId: 'i', organisationId: 'o', titleZh: '茶', titleEn: 'Tea', priceFen: 1, units: 1 },
  { day: '2026-05-10', endsOn: '2026-05-12' },
  who,
  NOW,
).booking

const prices = fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 6 })
const sumOf = (list: readonly number[]) => list.reduce((sum, fen) => sum + fen, 0)
const stay = prices.map((nightFen): NewBooking => ({ ...base, kind: 'stay', nightFen, totalFen: sumOf(nightFen) }))
const visit = prices.map((list): NewBooking => {
  const units = list.map((priceFen, at) => {
    return { id: `${at}`, type: 'adult' as const, places: 1, priceFen, resellerReference: null, contact: NO_CONTACT }
  })
  return { ...base, kind: 'visit', units, totalFen: sumOf(list) }
})
const goods = fc.integer({ min: 1, max: 50_000 }).map((totalFen): NewBooking => ({ ...base, totalFen }))

test('a package is cheaper by its percent, its parts add up to it, and so do their nights and tickets, none below nothing', () => {
  let packages = 0
  fc.assert(
    fc.property(
      fc.array(fc.oneof(stay, visit, goods), { minLength: 2, maxLength: 6 }),
      fc.integer({ min: 1, max: 90 }),
      (parts, off) => {
        const ready = parts.map((booking) => ({ booking, claims: [] }))
        const separate = sumOf(parts.map((part) => part.totalFen))
        let made: ReturnType<typeof discounted>
        try {
          made = discounted(ready, off)
        } catch {
          return
        }
        packages += 1
        expect(made.separateFen).toBe(separate)
        expect(made.totalFen).toBe(separate - Math.floor((separate * off) / 100))
        expect(made.totalFen).toBeLessThan(separate)
        expect(sumOf(made.parts.map((part) => part.booking.totalFen))).toBe(made.totalFen)
        for (const [at, { booking }] of made.parts.entries()) {
          const was = parts[at]?.totalFen ?? 0
          // In proportion to the prices, to a fen.
          expect(Math.abs(was - booking.totalFen - (was * (separate - made.totalFen)) / separate)).toBeLessThan(1)
          const inside = booking.kind === 'stay' ? booking.nightFen : booking.units.map((unit) => unit.priceFen)
          if (booking.kind === 'goods') continue
          expect(sumOf(inside)).toBe(booking.totalFen)
          expect(Math.min(...inside)).toBeGreaterThanOrEqual(0)
        }
      },
    ),
  )
  expect(packages).toBeGreaterThan(30)
})

test('what is free or not cheaper is no part of a package', () => {
  const part = (totalFen: number) => ({ booking: { ...base, totalFen }, claims: [] })
  expect(() => discounted([part(1000), part(0)], 10)).toThrow('tourism.package.free_part')
  expect(() => discounted([part(5), part(4)], 1)).toThrow('tourism.package.free_part')
})

test('is open when the last has agreed, closed when one declines', () => {
  const parts = [
    { organisationId: 'a', agreed: true },
    { organisationId: 'b', agreed: false },
    { organisationId: 'c', agreed: false },
  ]
  const asked = { state: 'proposed' as const, parts }
  expect(answeredPackage(asked, 'b', true)).toBe('proposed')
  expect(answeredPackage({ ...asked, parts: parts.slice(0, 2) }, 'b', true)).toBe('open')
  expect(answeredPackage(asked, 'c', false)).toBe('closed')
  expect(() => answeredPackage({ ...asked, state: 'open' }, 'b', true)).toThrow('tourism.package.answered')
})
