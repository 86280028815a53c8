import fc from 'fast-check'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { ics, otherPlatform } from '../modules/tourism/ical/ical.fake.ts'
import type { Told } from '../modules/tourism/ical/ical.fake.ts'
import {
  addCalendarLink,
  answerConflict,
  busyCalendars,
  changeCalendarLink,
  closeCalendar,
  endCalendarLink,
  importCalendarFile,
  listCalendarLinks,
  openNights,
  readCalendar,
  readCalendarsJob,
  releaseBooking,
} from '../modules/tourism/index.ts'
import { addDays } from '../kernel/clock.ts'
import { statement } from '../kernel/database.ts'
import { runJob } from '../kernel/jobs.ts'
import { openHouse, openTown } from './town.fake.ts'

const town = await openTown({ environment: { TERRACE_CALENDARS_LOCAL: '1' } })
const { trade, host, newGuest, roomTypeId } = town
const { act, app, clock } = trade.county
const { owner, organisationId } = host
const START = clock.now()
const platform = await otherPlatform()
afterAll(() => platform.close())
afterEach(async () => {
  await town.allIsWell()
  clock.set(START)
})

const house = async (rooms = 1) => (await openHouse(trade, host, rooms)).roomTypeId
const link = (room: string, feedUrl: string | null = null, name = '别家平台') =>
  act(owner, addCalendarLink, { organisationId, roomTypeId: room, name, feedUrl })
const bring = (linkId: string, text: string) =>
  act(owner, importCalendarFile, {
    organisationId,
    linkId,
    file: { name: 'a.ics', mediaType: 'text/calendar', bytes: Buffer.from(text) },
  })
const shown = async (room: string) => (await act(owner, listCalendarLinks, { organisationId, roomTypeId: room })).links
const taken = async (room: string, from = '2026-05-10', until = from) =>
  (await act(owner, readCalendar, { organisationId, ownerId: room, from, until })).counters.map(
    (c) => c.held + c.confirmed,
  )
const stay = (arrival: string, room: string, nights = 1) =>
  town.stayOf(newGuest(), { arrival, nights, roomTypeId: room })
const event = (uid: string, from: string, until: string): Told => ({ uid, from, until })
const read = () => runJob(app, readCalendarsJob, {})
const subscribe = (address: string, headers: Record<string, string> = {}) =>
  busyCalendars(app).request(new URL(address).pathname.replace('/calendars', ''), { headers })
const rows = statement<{ seen: string }>(
  'test.calendar.versions',
  `SELECT (SELECT string_agg(e.xmin::text, ' ' ORDER BY e.id) FROM tourism.calendar_event e) || (SELECT string_agg(h.xmin::text, ' ' ORDER BY h.id) FROM tourism.hold h)
    || (SELECT string_agg(c.xmin::text, ' ' ORDER BY c.owner_id, c.day, c.minute) FROM tourism.counter c) AS seen`,
)
const versions = async () => (await app.database.read((sql) => sql.run(rows)))[0]?.seen

describe('our calendar, subscribed to elsewhere', () => {
  test('says which nights are gone, to who has the address, with an ETag, and nothing of anyone', async () => {
    const room = await house(1)
    const { address } = await link(room)
    expect(address.replace(trade.url, '')).toMatch(/^\/calendars\/[\w-]{32}\.ics$/)
    const empty = await subscribe(address)
    expect(await empty.text()).not.toContain('BEGIN:VEVENT')
    await stay('2026-05-10', room, 2)
    const answer = await subscribe(address)
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(text).toContain('DTSTART;VALUE=DATE:20260510\r\nDTEND;VALUE=DATE:20260512')
    expect(text).not.toMatch(/张三|13800000000|TC-|BK/)
    const etag = answer.headers.get('etag') ?? ''
    expect(etag).not.toBe(empty.headers.get('etag'))
    expect((await subscribe(address, { 'if-none-match': etag })).status).toBe(304)
    await act(owner, closeCalendar, {
      organisationId,
      ownerId: room,
      from: '2026-05-15',
      until: '2026-05-15',
      isClosed: true,
    })
    expect(await (await subscribe(address, { 'if-none-match': etag })).text()).toContain('VALUE=DATE:20260515')
    expect((await subscribe(`${trade.url}/calendars/${'A'.repeat(32)}.ics`)).status).toBe(404)
  })

  test('does not tell a platform what it sold itself, but tells the others', async () => {
    const room = await house(1)
    const [one, other] = [await link(room, null, '甲'), await link(room, null, '乙')]
    await bring(one.linkId, ics([event('a', '2026-05-10', '2026-05-12')]))
    expect(await (await subscribe(one.address)).text()).not.toContain('BEGIN:VEVENT')
    expect(await (await subscribe(other.address)).text()).toContain('VALUE=DATE:20260510')
  })

  test('a new address ends the old one; a link that ended gives none', async () => {
    const room = await house(1)
    const { linkId, address } = await link(room)
    const renewed = await act(owner, changeCalendarLink, { organisationId, linkId, name: '新', newAddress: true })
    expect([(await subscribe(address)).status, (await subscribe(renewed.address)).status]).toEqual([404, 200])
    await act(owner, endCalendarLink, { organisationId, linkId })
    expect((await subscribe(renewed.address)).status).toBe(404)
  })
})

describe('another platform’s calendar, read by the job', () => {
  test('takes nights of the same counters at once; the same again changes nothing; what vanished is free', async () => {
    const room = await house(1)
    const { linkId } = await link(room, platform.url)
    platform.says(ics([event('a', '2026-05-10', '2026-05-12'), event('b', '2026-05-14', '2026-05-15')]))
    await read()
    expect(await taken(room, '2026-05-10', '2026-05-14')).toEqual([1, 1, 0, 0, 1])
    await expect(stay('2026-05-11', room)).rejects.toMatchObject({ code: 'tourism.sold_out' })
    // What other tests held is overdue by then, and goes back on sale.
    clock.advance(16 * 60)
    await read()
    const before = await versions()
    clock.advance(16 * 60)
    const { asked } = platform.state
    await read()
    expect(platform.state.asked).toBe(asked + 1)
    expect(await versions()).toBe(before)
    platform.says(ics([event('a', '2026-05-11', '2026-05-13')]))
    clock.advance(16 * 60)
    await read()
    expect(await taken(room, '2026-05-10', '2026-05-14')).toEqual([0, 1, 1, 0, 0])
    await act(owner, endCalendarLink, { organisationId, linkId })
    expect(await taken(room, '2026-05-10', '2026-05-14')).toEqual([0, 0, 0, 0, 0])
  })

  test.each([
    ['too much', (bytes: number) => `BEGIN:VCALENDAR\n${'X'.repeat(bytes)}`, 'too_large'],
    ['half a file', () => ics([event('a', '2026-05-10', '2026-05-12')]).slice(0, -15), 'tourism.ical.not_a_calendar'],
  ])('%s changes nothing, is shown, and is asked again later and later', async (_what, text, fault) => {
    const room = await house(1)
    await link(room, platform.url)
    platform.says(ics([event('a', '2026-05-10', '2026-05-12')]))
    await read()
    platform.says(text(1_100_000))
    clock.advance(16 * 60)
    await read()
    expect(await taken(room)).toEqual([1])
    expect((await shown(room))[0]).toMatchObject({ fault, bookings: 1, readAt: START })
    clock.advance(20 * 60)
    await read()
    const { asked } = platform.state
    clock.advance(20 * 60)
    await read()
    expect(platform.state.asked).toBe(asked)
    await act(owner, endCalendarLink, { organisationId, linkId: (await shown(room))[0]?.linkId ?? '' })
  })

  test('a redirect, a refusal and a broken line are faults', async () => {
    const room = await house(1)
    const { linkId } = await link(room, platform.url)
    for (const [answer, fault] of [
      [302, 'http_302'],
      [404, 'http_404'],
      [0, 'econnreset'],
    ] as const) {
      platform.state.answer = (response) =>
        void (answer === 0 ? response.destroy() : response.writeHead(answer, { location: 'http://127.0.0.1/x' }).end())
      await act(owner, changeCalendarLink, { organisationId, linkId, name: '别家', feedUrl: platform.url })
      await read()
      expect((await shown(room))[0]?.fault).toBe(fault)
    }
    await act(owner, endCalendarLink, { organisationId, linkId })
  })

  test('our own address, and one that is no feed, are refused', async () => {
    await expect(link(roomTypeId, `${trade.url}/calendars/x.ics`)).rejects.toMatchObject({
      code: 'tourism.calendar_link.own_address',
    })
    await expect(link(roomTypeId, 'ftp://127.0.0.1/x.ics')).rejects.toMatchObject({
      code: 'tourism.calendar_link.address',
    })
  })
})

describe('where a night is sold already', () => {
  test('the imported booking stays as a conflict beside the booking here, and takes the night when it is free', async () => {
    const room = await house(1)
    const guest = newGuest()
    const booked = await town.stayOf(guest, { arrival: '2026-05-11', nights: 1, roomTypeId: room })
    const { linkId } = await link(room)
    expect(await bring(linkId, ics([event('a', '2026-05-10', '2026-05-13')]))).toMatchObject({
      bookings: 1,
      nights: 3,
      conflicts: 1,
    })
    expect(await taken(room, '2026-05-10', '2026-05-12')).toEqual([1, 1, 1])
    const [before] = await shown(room)
    expect(before?.conflicts).toMatchObject([{ nights: ['2026-05-11'], bookings: [{ code: booked.code }] }])
    await act(guest, releaseBooking, { bookingId: booked.id })
    await read()
    expect((await shown(room))[0]?.conflicts).toEqual([])
    await expect(stay('2026-05-11', room)).rejects.toMatchObject({ code: 'tourism.sold_out' })
  })

  test('the host says it is the booking made here come back, or takes that back', async () => {
    const room = await house(1)
    await stay('2026-05-11', room)
    const { linkId } = await link(room)
    await bring(linkId, ics([event('a', '2026-05-11', '2026-05-12')]))
    const eventId = (await shown(room))[0]?.conflicts[0]?.eventId ?? ''
    await act(owner, answerConflict, { organisationId, linkId, eventId, isSame: true })
    expect((await shown(room))[0]).toMatchObject({ conflicts: [], same: [{ nights: ['2026-05-11'] }] })
    await bring(linkId, ics([event('a', '2026-05-11', '2026-05-12')]))
    expect((await shown(room))[0]?.conflicts).toEqual([])
    await act(owner, answerConflict, { organisationId, linkId, eventId, isSame: false })
    expect((await shown(room))[0]?.conflicts).toHaveLength(1)
  })

  test('nights that are not open here are taken the moment they are', async () => {
    const room = await house(1)
    const { linkId } = await link(room)
    await bring(linkId, ics([event('far', '2026-06-01', '2026-06-03')]))
    expect((await shown(room))[0]).toMatchObject({ unopenedNights: 2, conflicts: [] })
    await act(owner, openNights, {
      organisationId,
      roomTypeId: room,
      from: '2026-06-01',
      until: '2026-06-30',
      rooms: 1,
    })
    await expect(stay('2026-06-01', room)).rejects.toMatchObject({ code: 'tourism.sold_out' })
    expect((await shown(room))[0]).toMatchObject({ unopenedNights: 0 })
  })
})

describe('whatever comes, in whatever order', () => {
  const at = fc.nat(9)
  const told = fc.uniqueArray(
    fc.record({ uid: fc.constantFrom('a', 'b', 'c', 'd'), at, long: fc.integer({ min: 1, max: 4 }) }),
    { selector: (one) => one.uid },
  )
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('import' as const), link: fc.nat(1), told }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('book' as const), at, long: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), pick: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), at, isClosed: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('open' as const), at, rooms: fc.integer({ min: 1, max: 2 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('job' as const) }) },
  )
  const day = (n: number) => addDays('2026-05-01', n)

  test('no night is sold twice, and no imported booking is lost: each of its nights is held, or shown as a conflict or not open', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 25 }), async (steps) => {
        const room = await house(2)
        const links = [await link(room, null, '甲'), await link(room, null, '乙')]
        const last: (typeof steps)[number][] = []
        const booked: { guest: ReturnType<typeof newGuest>; id: string; nights: string[] }[] = []
        for (const one of steps) {
          if (one.do === 'import') {
            last[one.link] = one
            await bring(
              links[one.link]?.linkId ?? '',
              ics(one.told.map((t) => event(t.uid, day(t.at), day(t.at + t.long)))),
            )
          } else if (one.do === 'book') {
            const guest = newGuest()
            const made = await town
              .stayOf(guest, { arrival: day(one.at), nights: one.long, roomTypeId: room })
              .catch(() => null)
            if (made !== null)
              booked.push({ guest, id: made.id, nights: Array.from({ length: one.long }, (_, n) => day(one.at + n)) })
          } else if (one.do === 'release') {
            const [gone] = booked.splice(one.pick % Math.max(1, booked.length), 1)
            if (gone !== undefined) await act(gone.guest, releaseBooking, { bookingId: gone.id })
          } else if (one.do === 'close')
            await act(owner, closeCalendar, {
              organisationId,
              ownerId: room,
              from: day(one.at),
              until: day(one.at),
              isClosed: one.isClosed,
            })
          else if (one.do === 'open')
            await act(owner, openNights, {
              organisationId,
              roomTypeId: room,
              from: day(one.at),
              until: day(one.at),
              rooms: one.rooms,
            }).catch(() => null)
          else await read()
        }
        await read()
        const { counters } = await act(owner, readCalendar, {
          organisationId,
          ownerId: room,
          from: day(0),
          until: day(14),
        })
        const now = await shown(room)
        for (const c of counters) {
          const here = booked.filter((b) => b.nights.includes(c.day)).length
          const said = last
            .flatMap((one) => (one?.do === 'import' ? one.told : []))
            .filter((t) => day(t.at) <= c.day && c.day < day(t.at + t.long)).length
          const short = now.flatMap((l) => l.conflicts).filter((one) => one.nights.includes(c.day)).length
          expect(c.held + c.confirmed).toBeLessThanOrEqual(c.capacity)
          // Rooms taken here, and those imported that are held; what is neither held nor a conflict is on a closed night.
          const heldFromThere = c.held + c.confirmed - here
          if (c.isClosed) expect(heldFromThere + short).toBeLessThanOrEqual(said)
          else expect([heldFromThere + short, short > 0 && c.held + c.confirmed < c.capacity]).toEqual([said, false])
        }
        await town.allIsWell()
      }),
      { numRuns: 24 },
    )
  }, 240_000)
})
