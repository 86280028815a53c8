import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Arriving, Taken } from './room.ts'
import { assignRooms } from './room.ts'

const ROOMS = ['r1', 'r2', 'r3', 'r4']
const DAYS = 20
const dayOf = (at: number) => `2026-05-${String(at + 1).padStart(2, '0')}`
const wanted = fc.record({
  at: fc.nat(DAYS - 1),
  nights: fc.integer({ min: 1, max: 6 }),
  rooms: fc.integer({ min: 1, max: 2 }),
})

/** Stays as counters sell them: as many rooms in each night as there are, whoever asks first. */
function sold(asked: readonly { at: number; nights: number; rooms: number }[], capacity: number): Arriving[] {
  const left = Array.from({ length: DAYS + 6 }, () => capacity)
  return asked.flatMap(({ at, nights, rooms }, number) => {
    const span = Array.from({ length: nights }, (_, night) => at + night)
    if (!span.every((night) => (left[night] ?? 0) >= rooms)) return []
    for (const night of span) left[night] = (left[night] ?? 0) - rooms
    return [{ bookingId: `b${number}`, from: dayOf(at), until: dayOf(at + nights), rooms }]
  })
}

const clashes = (taken: readonly Taken[]) =>
  taken.filter((a, at) =>
    taken.some((b, other) => other > at && a.roomId === b.roomId && a.from < b.until && b.from < a.until),
  )

test('what counters sold always fits identical rooms when given on the day of arrival, and nobody moves', () => {
  let full = 0
  fc.assert(
    fc.property(
      fc.array(wanted, { minLength: 10, maxLength: 60 }),
      fc.integer({ min: 2, max: 4 }),
      (asked, capacity) => {
        const stays = sold(asked, capacity)
        const rooms = ROOMS.slice(0, capacity)
        const taken: Taken[] = []
        for (let day = 0; day < DAYS; day += 1) {
          const today = stays.filter((stay) => stay.from === dayOf(day))
          const before = structuredClone(taken)
          const done = assignRooms(rooms, taken, today)
          expect(done).not.toBeNull()
          expect(taken).toEqual(before)
          expect(done?.dropped).toEqual([])
          taken.push(...(done?.given ?? []))
          if (taken.filter((one) => one.from <= dayOf(day) && one.until > dayOf(day)).length === capacity) full += 1
        }
        expect(clashes(taken)).toEqual([])
        expect(taken.length).toBe(stays.reduce((sum, stay) => sum + stay.rooms, 0))
      },
    ),
  )
  expect(full).toBeGreaterThan(100)
})

test('rooms promised early give way to who is there, and only those; who lost one has one on the day', () => {
  fc.assert(
    fc.property(fc.array(wanted, { minLength: 5, maxLength: 40 }), fc.nat(3), (asked, offset) => {
      const stays = sold(asked, 3)
      const rooms = ROOMS.slice(0, 3)
      let taken: Taken[] = []
      // The host promises every third stay a room that is free at that moment.
      for (const stay of stays.filter((_, at) => at % 3 === offset % 3)) {
        const free = rooms.filter(
          (roomId) => !taken.some((one) => one.roomId === roomId && one.from < stay.until && stay.from < one.until),
        )
        if (free.length < stay.rooms) continue
        taken.push(...free.slice(0, stay.rooms).map((roomId) => ({ ...stay, roomId, isEarly: true })))
      }
      for (let day = 0; day < DAYS; day += 1) {
        // Whoever arrives today keeps what was promised.
        taken = taken.map((one) => (one.from <= dayOf(day) ? { ...one, isEarly: false } : one))
        const without = stays.filter(
          (s) => s.from === dayOf(day) && !taken.some((one) => one.bookingId === s.bookingId),
        )
        const done = assignRooms(rooms, taken, without)
        expect(done).not.toBeNull()
        expect(done?.dropped.every((one) => one.isEarly && one.from > dayOf(day))).toBe(true)
        const lost = new Set(done?.dropped.map((one) => one.bookingId))
        taken = [...taken.filter((one) => !lost.has(one.bookingId)), ...(done?.given ?? [])]
        expect(clashes(taken)).toEqual([])
      }
    }),
  )
})

test('more sold than there are rooms is said, not hidden', () => {
  const stay = (bookingId: string) => ({ bookingId, from: dayOf(0), until: dayOf(2), rooms: 1 })
  expect(assignRooms(['r1'], [], [stay('a'), stay('b')])).toBeNull()
})
