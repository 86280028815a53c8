import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../kernel/clock.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { ics } from './ical.fake.ts'
import { importedOf } from './nights.ts'
import { dayNumber, dayText, occurrences, ruleOf, WALK_MAX } from './recur.ts'
import { settleNights } from './settle.ts'
import { busyCalendar, rangesOf } from './write.ts'

const TODAY = '2026-05-01'
const ROOM = {
  id: '0196a2f0-0000-7000-8000-000000000001',
  nameZh: '大床房，朝南；带阳台，可看梯田与竹林，另有茶室一间',
  nameEn: 'Double',
}
const read = (text: string) => importedOf(Buffer.from(text), ROOM.id, TODAY)
const nightsOf = (...lines: string[]) =>
  read(ics([], ['BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT'])).flatMap((one) => one.nights)
const refusalOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (isRefusal(error)) return { code: error.code, ...error.params }
    throw error
  }
  return null
}

describe('the nights of an event', () => {
  test.each([
    [
      ['DTSTART;VALUE=DATE:20260510', 'DTEND;VALUE=DATE:20260512'],
      ['2026-05-10', '2026-05-11'],
    ],
    [['DTSTART;VALUE=DATE:20260510'], ['2026-05-10']],
    [['DTSTART;VALUE=DATE:20260510', 'DTEND;VALUE=DATE:20260510'], ['2026-05-10']],
    [
      ['DTSTART:20260510T140000', 'DTEND:20260512T120000'],
      ['2026-05-10', '2026-05-11'],
    ],
    [['DTSTART:20260510T100000', 'DTEND:20260510T110000'], ['2026-05-10']],
    // 22:00 in UTC is the next morning in the county.
    [['DTSTART:20260509T220000Z', 'DTEND:20260511T040000Z'], ['2026-05-10']],
    [['DTSTART;TZID=America/New_York:20260509T140000', 'DTEND;TZID=America/New_York:20260510T110000'], ['2026-05-10']],
    [
      ['DTSTART;TZID="China Standard Time":20260510T140000', 'DURATION:P2DT1H'],
      ['2026-05-10', '2026-05-11'],
    ],
    [['DTSTART;VALUE=DATE:20260429', 'DTEND;VALUE=DATE:20260502'], ['2026-05-01']],
    [['DTSTART;VALUE=DATE:20260510', 'STATUS:CANCELLED'], []],
    [['DTSTART;VALUE=DA', ' TE:20260510', 'DESCRIPTION:folded', '\tagain; and: again'], ['2026-05-10']],
  ])('%j', (lines, nights) => expect(nightsOf(...lines)).toEqual(nights))

  test('what our own calendar said does not come back', () => {
    const own = busyCalendar(ROOM, ['2026-05-10'], TODAY)
    expect(read(own)).toEqual([])
    expect(importedOf(Buffer.from(own), crypto.randomUUID(), TODAY)).toHaveLength(1)
  })

  test('one occurrence put elsewhere replaces its own, and exceptions are none', () => {
    const text = ics(
      [
        {
          uid: 'weekly',
          from: '2026-05-04',
          until: '2026-05-05',
          more: ['RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE;VALUE=DATE:20260518'],
        },
      ],
      ['BEGIN:VEVENT', 'UID:weekly', 'RECURRENCE-ID;VALUE=DATE:20260511', 'DTSTART;VALUE=DATE:20260513', 'END:VEVENT'],
    )
    expect(read(text)).toEqual([
      { uid: 'weekly', summary: 'Reserved', nights: ['2026-05-04', '2026-05-13', '2026-05-25'] },
    ])
  })
})

describe('recurrences, by the examples of RFC 5545', () => {
  test.each([
    ['2026-09-02', 'FREQ=DAILY;COUNT=3', ['2026-09-02', '2026-09-03', '2026-09-04']],
    ['2026-09-02', 'FREQ=DAILY;INTERVAL=10;UNTIL=20260922', ['2026-09-02', '2026-09-12', '2026-09-22']],
    [
      '2026-09-01',
      'FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH;COUNT=4',
      ['2026-09-01', '2026-09-03', '2026-09-15', '2026-09-17'],
    ],
    // The same rule tells apart by the day on which weeks begin.
    [
      '1997-08-05',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
      ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ],
    [
      '1997-08-05',
      'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
      ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ],
    ['1997-09-05', 'FREQ=MONTHLY;COUNT=3;BYDAY=1FR', ['1997-09-05', '1997-10-03', '1997-11-07']],
    ['1997-09-22', 'FREQ=MONTHLY;COUNT=3;BYDAY=-2MO', ['1997-09-22', '1997-10-20', '1997-11-17']],
    ['1997-09-30', 'FREQ=MONTHLY;BYMONTHDAY=1,-1;COUNT=4', ['1997-09-30', '1997-10-01', '1997-10-31', '1997-11-01']],
    ['2026-01-31', 'FREQ=MONTHLY;COUNT=3', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['1997-06-10', 'FREQ=YEARLY;COUNT=4;BYMONTH=6,7', ['1997-06-10', '1997-07-10', '1998-06-10', '1998-07-10']],
    ['2024-02-29', 'FREQ=YEARLY;COUNT=2', ['2024-02-29', '2028-02-29']],
  ])('%s %s', (first, rule, days) => {
    const made = ruleOf(rule, 1, (value) => dayNumber(`${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`))
    expect(occurrences(dayNumber(first), made, dayNumber('2030-01-01'), { left: WALK_MAX }, 1).map(dayText)).toEqual(
      days,
    )
  })

  test('the last moment counts in the zone of the event', () => {
    const daily = (start: string, until: string) =>
      nightsOf(`DTSTART${start}`, `RRULE:FREQ=DAILY;UNTIL=${until}`).at(-1)
    expect(daily(':20260510T140000', '20260512T060000Z')).toBe('2026-05-12')
    expect(daily(':20260510T140000', '20260512T055959Z')).toBe('2026-05-11')
    expect(daily(';VALUE=DATE:20260510', '20260511T160000Z')).toBe('2026-05-12')
    expect(daily(';VALUE=DATE:20260510', '20260512')).toBe('2026-05-12')
  })
})

describe('what is refused, with the line', () => {
  const at = (...lines: string[]) => refusalOf(() => nightsOf(...lines))
  const start = 'DTSTART;VALUE=DATE:20260510'
  test.each([
    [['DTSTART;VALUE=DATE:20260230'], { code: 'tourism.ical.date', line: 6 }],
    [['DTSTART;VALUE=DATE:99990101'], { code: 'tourism.ical.date', line: 6 }],
    [['DTSTART;VALUE=DATE:19000101'], { code: 'tourism.ical.date', line: 6 }],
    [['DTSTART:20260510T250000'], { code: 'tourism.ical.date', line: 6 }],
    [[start, 'DTEND;VALUE=DATE:20260509'], { code: 'tourism.ical.date', line: 7 }],
    [[start, 'DTEND;VALUE=DATE:20530509'], { code: 'tourism.ical.date', line: 7 }],
    [[start, 'DURATION:forever'], { code: 'tourism.ical.date', line: 7 }],
    [['DTSTART;TZID=Mars/Olympus:20260510T140000'], { code: 'tourism.ical.time_zone', line: 6, zone: 'Mars/Olympus' }],
    [[start, 'RRULE:FREQ=DAILY'], { code: 'tourism.ical.endless', line: 7 }],
    [[start, 'RRULE:FREQ=SECONDLY;COUNT=9'], { code: 'tourism.ical.recurrence', line: 7 }],
    [[start, 'RRULE:FREQ=DAILY;INTERVAL=0;COUNT=9'], { code: 'tourism.ical.recurrence', line: 7 }],
    [[start, 'RRULE:FREQ=DAILY;COUNT=99999999'], { code: 'tourism.ical.recurrence', line: 7 }],
    [[start, 'RRULE:FREQ=DAILY;COUNT=2;BYSETPOS=1'], { code: 'tourism.ical.recurrence', line: 7 }],
    [['SUMMARY:no start'], { code: 'tourism.ical.malformed', line: 4 }],
    [['no colon here', start], { code: 'tourism.ical.malformed', line: 6 }],
  ])('%j', (lines, refusal) => expect(at(...lines)).toEqual(refusal))

  const event = { uid: 'a', from: '2026-05-10', until: '2026-05-11' }
  test('half a file, so that it never reads as bookings that vanished', () => {
    const whole = ics([event, { ...event, uid: 'b' }])
    for (let end = 1; end < whole.length - 3; end += 1)
      expect(refusalOf(() => read(whole.slice(0, end)))?.code).toMatch(/^tourism\.ical\.(not_a_calendar|malformed)$/)
    expect(read(whole)).toHaveLength(2)
  })

  test('a web page, bytes that are no text, components that close crosswise or nest without end', () => {
    expect(refusalOf(() => read('<!doctype html><p>Sign in'))?.code).toBe('tourism.ical.malformed')
    expect(refusalOf(() => importedOf(Uint8Array.of(0xff, 0xfe, 0x00), ROOM.id, TODAY))?.code).toBe(
      'tourism.ical.not_a_calendar',
    )
    expect(refusalOf(() => read('BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT'))).toMatchObject({ line: 3 })
    expect(refusalOf(() => read(`BEGIN:VCALENDAR\n${'BEGIN:VEVENT\n'.repeat(9_000)}`))?.code).toBe(
      'tourism.ical.malformed',
    )
  })

  test('50 MB, at once; too many bookings; and recurrences that would be walked for ages', () => {
    expect(refusalOf(() => importedOf(new Uint8Array(50_000_000), ROOM.id, TODAY))).toEqual({
      code: 'tourism.ical.too_large',
      limit: '1 MB',
    })
    const many = (count: number, day: string, more: string[] = []) =>
      ics(Array.from({ length: count }, (_, n) => ({ uid: `${n}`, from: day, until: addDays(day, 1), more })))
    expect(refusalOf(() => read(many(2_001, '2026-05-10')))).toEqual({ code: 'tourism.ical.too_many', most: 2_000 })
    expect(
      refusalOf(() => read(many(2_000, '2000-01-01', ['RRULE:FREQ=YEARLY;INTERVAL=999;UNTIL=20991231'])))?.code,
    ).toBe('tourism.ical.recurrence')
  })

  test('any text at all is read or refused, never a crash', () => {
    const piece = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'UID:a',
      start,
      'RRULE:FREQ=WEEKLY;COUNT=2',
      ' ',
      ';',
      ':',
      '"',
      'EXDATE:20260510',
      'DTEND:x',
      'RDATE:20260601',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string())), (lines) => {
        expect(refusalOf(() => read(lines.join('\r\n')))?.code ?? 'read').toMatch(/^(read$|tourism\.ical\.)/)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('what is written', () => {
  const nights = fc
    .uniqueArray(fc.nat(400), { maxLength: 60 })
    .map((all) => all.map((n) => addDays(TODAY, n)).toSorted())

  test('says every busy night to whoever reads it, and no more', () => {
    fc.assert(
      fc.property(nights, (busy) => {
        const text = busyCalendar(ROOM, busy, TODAY)
        const there = importedOf(Buffer.from(text), crypto.randomUUID(), TODAY)
        expect(there.flatMap((event) => event.nights)).toEqual(busy)
        expect(there).toHaveLength(rangesOf(busy).length)
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      }),
      { numRuns: 60 },
    )
  })
})

describe('who keeps which nights', () => {
  const days = Array.from({ length: 5 }, (_, at) => addDays(TODAY, at))
  const some = fc.uniqueArray(fc.constantFrom(...days)).map((all) => all.toSorted())
  const world = fc.record({
    free: fc.uniqueArray(fc.tuple(fc.constantFrom(...days), fc.nat(2)), { selector: ([day]) => day }),
    events: fc.array(fc.record({ nights: some, heldNights: some, sameNights: some }), { maxLength: 5 }),
  })

  test('every night of every booking is kept, short, not open, or ours come back; nobody loses one kept; no room is given twice', () => {
    fc.assert(
      fc.property(world, ({ free, events }) => {
        const named = events.map((event, at) => ({ id: `${at}`, ...event }))
        const settled = settleNights(named, new Map(free))
        for (const [at, { keep, short, unopened }] of settled.entries()) {
          const { nights = [], heldNights = [], sameNights = [] } = named[at] ?? {}
          expect([...keep, ...short, ...unopened].toSorted()).toEqual(
            nights.filter((night) => !sameNights.includes(night)),
          )
          for (const night of heldNights.filter((one) => nights.includes(one) && !sameNights.includes(one)))
            expect(keep).toContain(night)
        }
        for (const [day, rooms] of free) {
          const before = named.filter((event) => event.heldNights.includes(day)).length
          const after = settled.filter((event) => event.keep.includes(day)).length
          expect(after - before).toBeLessThanOrEqual(rooms)
          const left = rooms + before - after
          // Nobody goes short while a room is left.
          if (left > 0) expect(settled.some((event) => event.short.includes(day))).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })
})
