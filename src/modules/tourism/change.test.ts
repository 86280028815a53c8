import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_CONTACT, worthFen } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import { differenceOf, gainOf, lessOf, nightPrices, percentAfter, refundSteps, spreadRefund } from './change.ts'
import { answerBy } from './rebooking.ts'

const NOW = new Date('2026-05-01T00:00:00+08:00')
const row = (given: Partial<BookingRow>): BookingRow => ({
  id: 'b',
  code: 'T',
  organisationId: 'o',
  kind: 'stay',
  buyerId: 'g',
  resellerId: null,
  resellerReference: null,
  optionId: null,
  roomTypeId: 'r',
  planId: null,
  titleZh: '',
  titleEn: '',
  day: '2026-05-10',
  minute: -1,
  nights: 3,
  rooms: 2,
  guests: 4,
  startsAt: new Date('2026-05-10T14:00:00+08:00'),
  endsOn: '2026-05-13',
  totalFen: 60_000,
  nightFen: [20_000, 20_000, 20_000],
  policy: [
    { hoursBefore: 48, percent: 100 },
    { hoursBefore: 24, percent: 50 },
  ],
  contact: NO_CONTACT,
  notes: null,
  weather: null,
  guideId: null,
  language: null,
  units: [],
  state: 'confirmed',
  heldAt: NOW,
  expiresAt: NOW,
  refundedFen: 0,
  keptFen: 0,
  refundPercentMost: 100,
  paymentId: 'p',
  packageBookingId: null,
  madeAt: NOW,
  changedAt: NOW,
  confirmedAt: NOW,
  cancelledAt: null,
  cancelledBy: null,
  cancelReason: null,
  noShowAt: null,
  tillId: null,
  walkIns: 0,
  voucherFen: 0,
  edition: 1,
  editionAt: null,
  entered: 0,
  ...given,
})
const night = (day: string, quantity: number) => ({ ownerId: 'r', day, minute: -1, quantity })
const none = { unitIds: [], nights: null, rooms: null, guests: null }

test('what a change costs, gives back and keeps add up to the difference of the prices', () => {
  fc.assert(
    fc.property(fc.nat(1e7), fc.nat(1e7), fc.integer({ min: 0, max: 100 }), (paid, price, percent) => {
      const { toPayFen, backFen, keptFen } = differenceOf(paid, price, percent)
      expect(paid + toPayFen - backFen - keptFen).toBe(price)
      expect(Math.min(toPayFen, backFen + keptFen)).toBe(0)
      expect(backFen).toBe(price < paid ? Math.floor(((paid - price) * percent) / 100) : 0)
    }),
  )
})

test('a refund is spread over what was paid, the latest first, each within its own', () => {
  const charge = fc
    .record({ amountFen: fc.nat(5000), part: fc.nat(100) })
    .map(({ amountFen, part }) => ({ amountFen, refundedFen: Math.floor((amountFen * part) / 100) }))
  fc.assert(
    fc.property(fc.array(charge, { maxLength: 5 }), fc.nat(100), (paid, share) => {
      const charges = paid.map((one, at) => ({ ...one, id: `c${at}` }))
      const left = charges.reduce((sum, one) => sum + one.amountFen - one.refundedFen, 0)
      const fen = Math.floor((left * share) / 100)
      const parts = spreadRefund(charges, fen)
      expect(parts.reduce((sum, one) => sum + one.fen, 0)).toBe(fen)
      for (const part of parts) {
        const from = charges.find((one) => one.id === part.id)
        expect(part.fen).toBeLessThanOrEqual((from?.amountFen ?? 0) - (from?.refundedFen ?? 0))
      }
      expect(() => spreadRefund(charges, left + 1)).toThrow('more would go back')
    }),
  )
})

describe('giving up a part', () => {
  const claims = ['2026-05-10', '2026-05-11', '2026-05-12'].map((day) => night(day, 2))
  test('leaves the other nights and rooms at what was paid for them', () => {
    const { booking, claims: left } = lessOf(row({}), claims, { ...none, nights: 2, rooms: 1, guests: 2 })
    expect(booking).toMatchObject({ nights: 2, rooms: 1, guests: 2, endsOn: '2026-05-12', totalFen: 20_000 })
    expect(left).toEqual([night('2026-05-10', 1), night('2026-05-11', 1)])
  })
  test('refuses more than there is, and nothing at all', () => {
    for (const less of [none, { ...none, nights: 3 }, { ...none, nights: 4 }, { ...none, rooms: 3, nights: 1 }])
      expect(() => lessOf(row({}), claims, less)).toThrow('tourism.booking.unknown_part')
  })
  test('of tickets, leaves those that were not named, and never used ones', () => {
    const unit = (id: string, redeemedAt: string | null = null) => ({
      id,
      type: 'adult' as const,
      places: 2,
      priceFen: 500,
      resellerReference: null,
      contact: NO_CONTACT,
      redeemedAt,
    })
    const visit = row({ kind: 'visit', nightFen: [], nights: 0, units: [unit('a'), unit('b'), unit('c', 'now')] })
    const slot = [{ ownerId: 's', day: '2026-05-10', minute: 540, quantity: 6 }]
    const { booking, claims: left } = lessOf(visit, slot, { ...none, unitIds: ['a'] })
    expect(booking).toMatchObject({ guests: 4, totalFen: 1000 })
    expect(left[0]?.quantity).toBe(4)
    for (const unitIds of [['c'], ['x'], [], ['a', 'b', 'c']])
      expect(() => lessOf(visit, slot, { ...none, unitIds })).toThrow('tourism.booking')
  })
  test('old bookings without prices by night are worth what was paid, to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(1e6), (nights, totalFen) => {
        const prices = nightPrices({ nights, nightFen: [], totalFen, refundedFen: 0, keptFen: 0 })
        expect(prices.reduce((sum, fen) => sum + fen, 0)).toBe(totalFen)
        expect(Math.max(...prices) - Math.min(...prices)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('a hold for a dearer change takes only what is new', () => {
  const before = [night('2026-05-10', 2), night('2026-05-11', 2)]
  expect(gainOf(before, [night('2026-05-11', 3), night('2026-05-12', 1)])).toEqual([
    night('2026-05-11', 1),
    night('2026-05-12', 1),
  ])
  expect(gainOf(before, [night('2026-05-10', 1)])).toEqual([])
})

test('moving a booking shortly before does not make it refundable again', () => {
  const late = new Date('2026-05-10T00:00:00+08:00')
  expect(percentAfter(row({}), { day: '2026-06-10', minute: -1 }, late)).toBe(0)
  expect(percentAfter(row({}), { day: '2026-06-10', minute: -1 }, NOW)).toBe(100)
  expect(percentAfter(row({}), { day: '2026-05-10', minute: -1 }, late)).toBe(100)
})

test('the steps of a refund are moments and fen, and follow what was given up', () => {
  const kept = row({ refundedFen: 10_000, keptFen: 10_000 })
  expect(worthFen(kept)).toBe(40_000)
  expect(refundSteps(kept, NOW)).toEqual([
    { until: new Date('2026-05-08T14:00:00+08:00'), refundFen: 40_000 },
    { until: new Date('2026-05-09T14:00:00+08:00'), refundFen: 20_000 },
  ])
  expect(refundSteps(kept, new Date('2026-05-09T15:00:00+08:00'))).toEqual([])
})

test('who is offered another day has two days to choose, not beyond the beginning, and two hours at least', () => {
  const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000)
  expect(answerBy(hours(100), NOW)).toEqual(hours(48))
  expect(answerBy(hours(10), NOW)).toEqual(hours(10))
  expect(answerBy(hours(1), NOW)).toEqual(hours(2))
})
