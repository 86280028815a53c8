import { afterAll, expect, test } from 'vitest'
import { runJob } from '../kernel/jobs.ts'
import { partner } from '../modules/tourism/channel/partner.fake.ts'
import {
  exportHouseDays,
  listHouseChannels,
  listHouseOnChannel,
  stateDayRule,
  tellChannelsJob,
} from '../modules/tourism/index.ts'
import { openTown } from './town.fake.ts'

const google = await partner()
afterAll(() => google.close())
const town = await openTown({ environment: { GOOGLE_HOTELS_PARTNER: 'county', GOOGLE_HOTELS_URL: google.url } })
const { trade, host, houseId, roomTypeId, newGuest } = town
const { act, app, clock } = trade.county
const { owner, organisationId } = host
const house = { organisationId, houseId, channel: 'google' }
const { taken } = google.state

const tell = async () => {
  taken.length = 0
  clock.advance(61)
  await runJob(app, tellChannelsJob, {})
  return taken
}
const spans = (path: string) =>
  (taken.find((one) => one.path === path)?.body.match(/Start="([\d-]+)" End="([\d-]+)"/g) ?? []).join(' ')
const own = async () => (await act(owner, listHouseChannels, { organisationId })).channels[0]

test('a house that is listed is told whole, then only what changed; a fault is kept and tried again; taken off, its rooms are none', async () => {
  expect(await tell()).toEqual([])
  await act(owner, listHouseOnChannel, { ...house, isListed: true })
  await tell()
  expect(taken.map((one) => [one.path, one.type])).toEqual([
    ['hotel_rate_amount_notif', 'application/xml'],
    ['hotel_avail_notif', 'application/xml'],
    ['hotel_inv_count_notif', 'application/xml'],
  ])
  expect(taken[2]?.body).toContain(
    `Start="2026-04-20" End="2026-05-20" InvTypeCode="${roomTypeId}"/><InvCounts><InvCount Count="2" CountType="2"/>`,
  )
  expect(await tell()).toEqual([])

  await town.stayOf(newGuest(), { arrival: '2026-05-10', nights: 2 })
  await tell()
  expect(spans('hotel_inv_count_notif')).toBe('Start="2026-05-10" End="2026-05-11"')
  expect(taken[2]?.body).toContain('Count="1"')

  // What is refused or not answered counts as not told.
  await act(owner, stateDayRule, {
    organisationId,
    ownerId: roomTypeId,
    fromDay: '2026-05-16',
    untilDay: '2026-05-17',
    priceFen: 33_000,
  })
  const { answer } = google.state
  google.refuses('unknown room')
  expect(await tell()).toHaveLength(1)
  expect(await own()).toMatchObject({ fault: 'unknown room', failures: 1 })
  clock.advance(3_600)
  google.state.answer = () => ({ status: 503, body: '' })
  await tell()
  expect(await own()).toMatchObject({ fault: 'http_503', failures: 2 })
  google.state.answer = answer
  clock.advance(3_600)
  await tell()
  expect(spans('hotel_rate_amount_notif')).toContain('Start="2026-05-16" End="2026-05-17"')
  expect(taken[0]?.body).toContain('AmountAfterTax="330.00"')
  expect(await own()).toMatchObject({ fault: null, failures: 0 })
  expect(await tell()).toEqual([])

  await act(owner, listHouseOnChannel, { ...house, isListed: false })
  await tell()
  expect(taken[2]?.body).not.toMatch(/Count="[1-9]/)
  expect(await tell()).toEqual([])
})

test('the export has every open day with its prices, as rows and as CSV', async () => {
  const asked = { organisationId, houseId, from: '2026-05-15', until: '2026-05-16' }
  const { days } = await act(owner, exportHouseDays, asked)
  expect(days.map((one) => [one.day, one.rooms, one.fenByGuests])).toEqual([
    ['2026-05-15', 2, [20_000, 20_000, 25_000]],
    ['2026-05-16', 2, [33_000, 33_000, 38_000]],
  ])
  const { csv } = await act(owner, exportHouseDays, { ...asked, form: 'csv' })
  expect(csv?.split('\r\n')[6]).toBe(`${roomTypeId},大床房,2026-05-16,base,3,380.00,2,1,0,0,0`)
  await expect(act(owner, exportHouseDays, { ...asked, until: '2028-05-16' })).rejects.toMatchObject({
    code: 'tourism.calendar.range',
  })
  await expect(act(owner, listHouseOnChannel, { ...house, channel: 'nowhere', isListed: true })).rejects.toMatchObject({
    code: 'tourism.channel.unknown',
  })
})
