import { expect, test } from 'vitest'
import { runJob } from '../kernel/jobs.ts'
import { cancelMyBooking, settleBookingsJob } from './end-booking.ts'
import { readBookingStatement } from './read-booking-statement.ts'
import { readCountyBoard } from './read-county-board.ts'
import { openTown } from './town.fake.ts'
import { officer, work } from './testing.ts'

const town = await openTown()
const { trade, host, sight, newGuest } = town
const { act, app, clock } = trade.county
const START = clock.now()

test('a statement says of each booking what was sold, refunded, kept, taken and paid out, and adds up to the fen', async () => {
  const period = { organisationId: host.organisationId, from: '2026-05-01', until: '2026-05-31' }
  const [stays, leaves] = [newGuest(), newGuest()]
  const kept = await town.paidStay(stays)
  const given = await town.paidStay(leaves)
  // A day and a half before arrival half comes back.
  clock.set(new Date('2026-05-09T02:00:00+08:00'))
  await act(leaves, cancelMyBooking, { bookingId: given.id, expectedRefundFen: 20_000 })
  await work(trade)
  const before = await act(host.owner, readBookingStatement, period)
  const line = (id: string, { lines }: typeof before) => lines.find((one) => one.bookingId === id)
  expect(line(kept.id, before)).toMatchObject({
    outcome: 'booked',
    soldFen: 40_000,
    refundedFen: 0,
    keptFen: 0,
    commissionFen: 1_200,
    netFen: 38_800,
    paidOutFen: 0,
  })
  expect(line(given.id, before)).toMatchObject({
    outcome: 'cancelled_by_guest',
    soldFen: 40_000,
    refundedFen: 20_000,
    keptFen: 20_000,
    commissionFen: 600,
    netFen: 19_400,
    paidOutFen: 19_400,
  })
  clock.set(new Date('2026-05-13T01:00:00+08:00'))
  await runJob(app, settleBookingsJob, {})
  await work(trade)
  const after = await act(host.owner, readBookingStatement, period)
  expect(line(kept.id, after)).toMatchObject({ outcome: 'ended', paidOutFen: 38_800 })
  for (const one of [...after.lines, after.totals])
    expect(one.soldFen).toBe(one.refundedFen + one.commissionFen + one.feeFen + one.netFen)
  expect(after.totals).toMatchObject({ soldFen: 80_000, refundedFen: 20_000, keptFen: 20_000, paidOutFen: 58_200 })
  expect(
    (await act(sight.owner, readBookingStatement, { ...period, organisationId: sight.organisationId })).lines,
  ).toEqual([])
  await expect(
    act(host.owner, readBookingStatement, { ...period, from: '0000-01-01', until: '0000-01-02' }),
  ).rejects.toMatchObject({ code: 'tourism.calendar.range' })
  await expect(act(host.owner, readBookingStatement, { ...period, until: '2027-05-31' })).rejects.toMatchObject({
    code: 'tourism.calendar.range',
  })
  clock.set(START)
  await town.allIsWell()
})

test('the board has what is booked ahead against limits, alerts from 80 %, nights, and what guests spent', async () => {
  clock.set(START)
  await town.paidVisit(newGuest(), 2, '2026-04-20')
  const { act: perform } = trade.county
  const board = await perform(officer(), readCountyBoard, { days: 30 })
  expect(board.sites).toHaveLength(1)
  expect(board.sites[0]?.days.find((day) => day.day === '2026-04-20')).toMatchObject({ booked: 2, isAlert: false })
  expect(board.county.find((day) => day.day === '2026-04-20')?.booked).toBe(2)
  expect(board.nights.find((day) => day.day === '2026-05-10')).toMatchObject({ sold: 1, rooms: 2 })
  expect(board.outlook).toBeNull()
  clock.set(new Date('2026-05-20T09:00:00+08:00'))
  const later = await perform(officer(), readCountyBoard, {})
  expect(later.outlook?.method).toBe('seasonal_naive')
  expect(later.past).toMatchObject({
    stays: { bookings: 2, fen: 60_000 },
    visits: { bookings: 1, guests: 2, fen: 16_000 },
    origins: [{ country: null, channel: 'here' }],
  })
  await expect(perform(host.owner, readCountyBoard, {})).rejects.toMatchObject({ code: 'kernel.not_allowed' })
  clock.set(START)
})
