import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween } from '../../kernel/clock.ts'
import { checkParty, cutoffAt, refundFen, stateAt } from './booking.ts'
import type { DayRule } from './price.ts'
import {
  dayKind,
  dayKinds,
  nightKind,
  nightOf,
  percentOf,
  priceStay,
  refundPercent,
  STANDARD,
  ticketFen,
} from './price.ts'

const none = new Map()
const rule = (given: Partial<DayRule>): DayRule => ({
  unit: null,
  fromDay: '2026-01-01',
  untilDay: '2026-12-31',
  kinds: [],
  priceFen: null,
  nightsMin: null,
  noArrival: false,
  noDeparture: false,
  ...given,
})
const room = { priceFen: 20_000, extraGuestFen: 5_000, guestsIncluded: 2, guestsMax: 3 }

describe('how a day counts', () => {
  test('by the published calendar: holidays, and workdays moved onto a weekend', () => {
    expect(dayKind('2026-05-01', none)).toBe('holiday')
    expect(dayKind('2026-05-09', none)).toBe('workday')
    expect(dayKind('2026-04-18', none)).toBe('weekend')
    expect(dayKind('2026-04-20', none)).toBe('workday')
  })
  test('the county’s own word stands above it', () => {
    expect(dayKind('2026-04-20', new Map([['2026-04-20', 'holiday']]))).toBe('holiday')
  })
  test('a night is a weekend’s when the next day is off: Friday and Saturday, not Sunday', () => {
    expect(['2026-04-16', '2026-04-17', '2026-04-18', '2026-04-19'].map((day) => nightKind(day, none))).toEqual([
      'workday',
      'weekend',
      'weekend',
      'workday',
    ])
    expect(nightKind('2026-04-30', none)).toBe('holiday')
  })
})

describe('what a stay costs', () => {
  const stay = { arrival: '2026-04-16', nights: 3, rooms: 1, guests: 2 }
  test('night by night, by the rule that was stated last', () => {
    const rules = [
      rule({ kinds: ['weekend'], priceFen: 26_000 }),
      rule({ fromDay: '2026-04-18', untilDay: '2026-04-18', priceFen: 30_000 }),
    ]
    expect(priceStay(stay, room, STANDARD, rules, none, 10)).toMatchObject({
      nights: [
        { day: '2026-04-16', fen: 20_000 },
        { day: '2026-04-17', fen: 26_000 },
        { day: '2026-04-18', fen: 30_000 },
      ],
      totalFen: 76_000,
    })
  })
  test('extra guests pay for a bed, breakfast by guest and night, a long stay its percent', () => {
    const plan = { percent: 90, guestNightFen: 1_500, nightsMin: 3, leadDaysMin: 7 }
    expect(priceStay({ ...stay, guests: 3 }, room, plan, [], none, 10).totalFen).toBe(3 * (18_000 + 5_000 + 4_500))
  })
  test('what does not fit is refused with what would', () => {
    const tries = [
      [() => priceStay({ ...stay, guests: 4 }, room, STANDARD, [], none, 0), 'tourism.stay.too_many_guests'],
      [() => priceStay(stay, room, { ...STANDARD, leadDaysMin: 7 }, [], none, 6), 'tourism.stay.lead_time'],
      [() => priceStay(stay, room, STANDARD, [rule({ nightsMin: 4 })], none, 0), 'tourism.stay.nights_min'],
      [() => priceStay(stay, room, STANDARD, [rule({ noArrival: true })], none, 0), 'tourism.stay.no_arrival'],
      [
        () =>
          priceStay(
            stay,
            room,
            STANDARD,
            [rule({ fromDay: '2026-04-19', untilDay: '2026-04-19', noDeparture: true })],
            none,
            0,
          ),
        'tourism.stay.no_departure',
      ],
    ] as const
    for (const [ask, code] of tries) expect(ask).toThrow(expect.objectContaining({ code }))
  })

  const day = fc.integer({ min: 0, max: 300 }).map((at) => addDays('2026-01-15', at))
  const rules = fc.array(
    fc
      .record({
        from: day,
        length: fc.nat(40),
        kinds: fc.subarray([...dayKinds]),
        priceFen: fc.integer({ min: 0, max: 1_000_000 }),
      })
      .map(({ from, length, kinds, priceFen }) =>
        rule({ fromDay: from, untilDay: addDays(from, length), kinds, priceFen }),
      ),
    { maxLength: 6 },
  )
  test('is the sum of its nights, each of them priced as it would be alone, whole fen and never below nothing', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 3 }),
        rules,
        (arrival, nights, rooms, own) => {
          const asked = { arrival, nights, rooms, guests: rooms }
          const priced = priceStay(asked, room, STANDARD, own, none, 0)
          expect(priced.nights).toHaveLength(nights)
          expect(priced.totalFen).toBe(priced.nights.reduce((sum, night) => sum + night.fen, 0))
          for (const night of priced.nights) {
            expect(Number.isSafeInteger(night.fen) && night.fen >= 0).toBe(true)
            expect(night.fen).toBe(nightOf(room.priceFen, own, night.day, none).priceFen * rooms)
            expect(daysBetween(arrival, night.day)).toBeLessThan(nights)
          }
        },
      ),
    )
  })
})

test('a ticket costs what its kind’s own rule says of the day', () => {
  const adult = { type: 'adult', priceFen: 8_000 }
  const rules = [rule({ unit: 'adult', kinds: ['holiday'], priceFen: 12_000 }), rule({ unit: 'child', priceFen: 1 })]
  expect(ticketFen(adult, rules, '2026-05-01', none)).toBe(12_000)
  expect(ticketFen(adult, rules, '2026-04-20', none)).toBe(8_000)
})

describe('what goes back on cancelling', () => {
  const policy = [
    { hoursBefore: 24, percent: 50 },
    { hoursBefore: 48, percent: 100 },
  ]
  test('by the tier that still fits', () => {
    expect([72, 48, 47.9, 24, 23.9, -5].map((hours) => percentOf(10_001, refundPercent(policy, hours)))).toEqual([
      10_001, 10_001, 5_000, 5_000, 0, 0,
    ])
  })
  test('never more than what is left, never less for cancelling earlier', () => {
    const tier = fc.record({ hoursBefore: fc.nat(100), percent: fc.nat(100) })
    fc.assert(
      fc.property(fc.nat(1e7), fc.array(tier, { maxLength: 5 }), fc.nat(200), (amount, tiers, hours) => {
        const ordered = tiers.toSorted((a, b) => a.hoursBefore - b.hoursBefore)
        const rising = ordered.map((one, at) => ({
          ...one,
          percent: Math.max(...ordered.slice(0, at + 1).map((earlier) => earlier.percent)),
        }))
        const back = percentOf(amount, refundPercent(rising, hours))
        expect(back).toBeGreaterThanOrEqual(0)
        expect(back).toBeLessThanOrEqual(amount)
        expect(percentOf(amount, refundPercent(rising, hours + 1))).toBeGreaterThanOrEqual(back)
      }),
    )
  })
  test('all that is left when the supplier cannot serve', () => {
    const now = new Date('2026-05-01T00:00:00Z')
    const paid = { totalFen: 1000, refundedFen: 300, keptFen: 0, refundPercentMost: 100, policy, startsAt: now }
    expect(refundFen(paid, 'supplier', now)).toBe(700)
    expect(refundFen(paid, 'guest', now)).toBe(0)
  })
})

describe('a party', () => {
  const unit = (type: 'adult' | 'child', needsAdult = false) => ({
    type,
    priceFen: 1,
    places: 1,
    ageMin: null,
    ageMax: null,
    needsAdult,
  })
  const option = {
    isTimed: true,
    cutoffMinutes: 30,
    partyMin: 2,
    partyMax: 3,
    units: [unit('adult'), unit('child', true)],
  }
  const of = (...types: string[]) => types.map((type) => ({ type }))
  test('is of known kinds, neither too small nor too large, and no children alone', () => {
    expect(checkParty(option, of('adult', 'child'), 540).map((one) => one.type)).toEqual(['adult', 'child'])
    const tries = [
      [of('adult'), 540, 'party_too_small'],
      [of('adult', 'adult', 'adult', 'adult'), 540, 'party_too_large'],
      [of('child', 'child'), 540, 'needs_adult'],
      [of('adult', 'dog'), 540, 'unknown_unit'],
      [of('adult', 'adult'), -1, 'minute_missing'],
    ] as const
    for (const [tickets, minute, code] of tries)
      expect(() => checkParty(option, tickets, minute)).toThrow(
        expect.objectContaining({ code: `tourism.visit.${code}` }),
      )
  })
  test('books until the cut-off before a slot, or until the day of a day ticket ends', () => {
    expect(cutoffAt(option, '2026-05-01', 540)).toEqual(new Date('2026-05-01T08:30:00+08:00'))
    expect(cutoffAt({ isTimed: false, cutoffMinutes: 0 }, '2026-05-01', -1)).toEqual(
      new Date('2026-05-02T00:00:00+08:00'),
    )
  })
  test('a hold whose time is over has expired, though no job came by', () => {
    const at = new Date('2026-05-01T00:00:00Z')
    expect(stateAt({ state: 'held', expiresAt: at }, at)).toBe('expired')
    expect(stateAt({ state: 'confirmed', expiresAt: at }, at)).toBe('confirmed')
  })
})
