import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALERT_SHARE, levelOf, quieterThan } from './crowd.ts'
import { NO_LIMIT } from './place.ts'

const place = fc.record({
  siteId: fc.uuid(),
  capacity: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(NO_LIMIT)),
  taken: fc.nat({ max: 500 }),
  kept: fc.nat({ max: 20 }),
  latitude: fc.option(fc.double({ min: 28, max: 29, noNaN: true })),
  longitude: fc.constant(119.2),
  closesMinute: fc.integer({ min: 600, max: 1200 }),
})

test('nobody is sent where it is crowded, too full for the party, or about to close, nor back', () =>
  fc.assert(
    fc.property(place, fc.array(place, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), (here, others, party) => {
      const found = quieterThan(here, [here, ...others], party, 700)
      expect(found.length).toBeLessThanOrEqual(3)
      for (const one of found) {
        expect(one.siteId).not.toBe(here.siteId)
        expect(one.capacity - one.taken - one.kept).toBeGreaterThanOrEqual(party)
        expect(one.taken / one.capacity).toBeLessThan(ALERT_SHARE)
        expect(one.closesMinute).toBeGreaterThanOrEqual(790)
      }
    }),
  ))

test('the alert stands at four fifths of a limit, and where there is none there is none', () => {
  const level = (taken: number, capacity = 100) => levelOf({ taken, capacity })
  expect([level(0), level(49), level(50), level(79), level(80), level(99), level(100)]).toEqual([
    'quiet',
    'quiet',
    'busy',
    'busy',
    'nearly_full',
    'nearly_full',
    'full',
  ])
  expect(level(900_000, NO_LIMIT)).toBe('free')
})
