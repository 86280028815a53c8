import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { civilDate, COUNTY_TIME_ZONE } from './clock.ts'

const inTheZone = (at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(COUNTY_TIME_ZONE).toPlainDate().toString()

test('a moment has the civil day that the zone’s table gives it', () => {
  const moments = fc.date({ min: new Date('1940-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, (at) => {
      expect(civilDate(at)).toBe(inTheZone(at))
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['1991-09-14T14:59:59Z', '1991-09-14'],
  ['1991-09-14T15:00:00Z', '1991-09-15'],
  ['1991-09-14T16:00:00Z', '1991-09-15'],
  ['1991-09-15T15:59:59Z', '1991-09-15'],
  ['2026-04-17T15:59:59.999Z', '2026-04-17'],
  ['2026-04-17T16:00:00Z', '2026-04-18'],
])('%s is %s', (moment, day) => {
  expect(civilDate(new Date(moment))).toBe(day)
  expect(inTheZone(new Date(moment))).toBe(day)
})
