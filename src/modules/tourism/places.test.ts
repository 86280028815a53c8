import { describe, expect, test } from 'vitest'
import { castOf } from '../../../tests/harness/cast.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import type { Actor } from '../../kernel/actor.ts'
import { saveGuesthouse, saveSight } from '../../workflows/keep-sights.ts'
import { villages } from '../people/index.ts'
import { closeCalendar, openNights, openSlots, readCalendar } from './calendar.ops.ts'
import { claimsOfStay, claimsOfVisit } from './claim.ts'
import { confirmHolds } from './hold.sql.ts'
import { listHouses, saveRoomType } from './house.ops.ts'
import { weekdayOf } from './place.ts'
import { listProducts, saveProduct } from './product.ops.ts'
import { addResource, limitCounty, listSites } from './site.ops.ts'

const county = await openTestDatabase()
const { actors, organisationId, otherOrganisationId } = await castOf(county)
const owner = actors.owner as Actor
const office = actors['office member'] as Actor
const villageCode = villages()[0]?.code ?? ''
const day = '2026-05-01'
const later = new Date(county.clock.now().getTime() + 900_000)
const hold = (claims: ReturnType<typeof claimsOfVisit>) =>
  county.app.ports.places.hold({ holdId: crypto.randomUUID(), expiresAt: later, claims })

async function site(dayLimit: number) {
  const words = { nameZh: '神龙谷', nameEn: 'Shenlong Valley', villageCode, dayLimit }
  const { siteId } = await county.act(owner, saveSight, { organisationId, ...words })
  const resource = (nameZh: string, nameEn: string, isTimed: boolean) =>
    county.act(owner, addResource, { organisationId, siteId, nameZh, nameEn, isTimed })
  const { resourceId: gate } = await resource('大门', 'Gate', false)
  const { resourceId: boat } = await resource('竹筏', 'Bamboo raft', true)
  return { siteId, gate, boat, words }
}

describe('a sight and its places', () => {
  test('a slot stands within the site, the site within the county; the first that is full stops a party whole', async () => {
    const { siteId, gate, boat, words } = await site(10)
    const open = { organisationId, from: day, until: day, capacity: 8 }
    await county.act(owner, openSlots, { ...open, resourceId: boat, minutes: [540, 600] })
    await county.act(owner, openSlots, { ...open, resourceId: gate })
    const raft = (minute: number, places: number) =>
      hold(claimsOfVisit({ resourceId: boat, siteId, day, minute }, places))
    expect(await raft(540, 8)).toBe('held')
    expect(await raft(540, 1)).toMatchObject({ short: { ownerId: boat, minute: 540 }, left: 0 })
    expect(await raft(600, 3)).toMatchObject({ short: { ownerId: siteId }, left: 2 })
    expect(await raft(600, 2)).toBe('held')
    const lowered = await county.act(owner, saveSight, { organisationId, siteId, ...words, dayLimit: 5 })
    expect(lowered.daysOverLimit).toBe(1)
    await county.act(owner, saveSight, { organisationId, siteId, ...words, dayLimit: 12 })
    const { daysOverLimit } = await county.act(office, limitCounty, { dayLimit: 11 })
    expect(daysOverLimit).toBe(0)
    expect(await raft(600, 2)).toMatchObject({ left: 1 })
    await county.act(office, limitCounty, { dayLimit: 1_000_000 })
    expect(await raft(600, 2)).toBe('held')
    const { counters } = await county.act(owner, readCalendar, { organisationId, ownerId: boat, from: day, until: day })
    expect(counters.map((c) => [c.minute, c.held])).toEqual([
      [540, 8],
      [600, 4],
    ])
  })

  test('a product names each kind of ticket once, keeps its options by id, and is another house’s to nobody', async () => {
    const { siteId, gate, boat } = await site(100)
    const unit = (type: 'adult' | 'child', priceFen: number) => ({ type, priceFen })
    const option = {
      nameZh: '成人',
      nameEn: 'Day',
      durationMinutes: 480,
      resourceId: gate,
      units: [unit('adult', 8000)],
    }
    const product = { organisationId, siteId, kind: 'ticket' as const, nameZh: '门票', nameEn: 'Ticket' }
    const first = await county.act(owner, saveProduct, {
      ...product,
      options: [option, { ...option, resourceId: boat }],
    })
    const [id] = first.optionIds
    const again = await county.act(owner, saveProduct, {
      ...product,
      productId: first.productId,
      options: [{ ...option, id, units: [unit('adult', 9000), unit('child', 4500)] }],
    })
    expect(again.optionIds).toEqual([id])
    const { products } = await county.act(owner, listProducts, { organisationId })
    const only = products.find((one) => one.id === first.productId)
    expect(only?.options.map((one) => one.units.map((u) => u.priceFen))).toEqual([[9000, 4500]])
    const twice = { ...product, options: [{ ...option, units: [unit('adult', 1), unit('adult', 2)] }] }
    await expect(county.act(owner, saveProduct, twice)).rejects.toMatchObject({ code: 'tourism.product.unit_twice' })
    const theirs = actors['owner of another'] as Actor
    const stolen = {
      ...product,
      organisationId: otherOrganisationId,
      productId: first.productId,
    }
    await expect(county.act(theirs, saveProduct, { ...stolen, options: [option] })).rejects.toMatchObject({
      code: 'tourism.product.unknown',
    })
    const { sites } = await county.act(owner, listSites, { organisationId })
    expect(sites.find((one) => one.id === siteId)?.resources.map((one) => one.isTimed)).toEqual([false, true])
  })
})

describe('a house and its nights', () => {
  test('nights are opened by weekday, sold room by room, closed without touching what is booked', async () => {
    const words = { nameZh: '示范民宿', nameEn: 'Demonstration house', villageCode }
    const { houseId } = await county.act(owner, saveGuesthouse, { organisationId, ...words })
    const type = { nameZh: '大床房', nameEn: 'Double', rooms: 3, guestsIncluded: 2, guestsMax: 3, priceFen: 26000 }
    const { roomTypeId } = await county.act(owner, saveRoomType, { organisationId, houseId, ...type })
    const nights = { organisationId, roomTypeId, from: '2026-05-01', until: '2026-05-10' }
    await expect(county.act(owner, openNights, { ...nights, rooms: 4 })).rejects.toMatchObject({
      code: 'tourism.calendar.more_than_rooms',
    })
    expect(await county.act(owner, openNights, { ...nights, rooms: 3, weekdays: [5, 6] })).toEqual({ opened: 4 })
    await county.act(owner, openNights, { ...nights, rooms: 3 })
    const stay = (nightsLong: number, rooms: number) =>
      claimsOfStay({ roomTypeId, arrival: '2026-05-01', nights: nightsLong }, rooms)
    const holdId = crypto.randomUUID()
    expect(await county.app.ports.places.hold({ holdId, expiresAt: later, claims: stay(2, 2) })).toBe('held')
    await county.app.database.transact((tx) => confirmHolds(tx, [holdId], county.clock.now()))
    expect(await hold(stay(3, 2))).toMatchObject({ short: { day: '2026-05-01' }, left: 1 })
    const closing = { organisationId, ownerId: roomTypeId, from: day, until: day, isClosed: true }
    expect(await county.act(owner, closeCalendar, closing)).toEqual({ changed: 1 })
    expect(await hold(stay(1, 1))).toMatchObject({ left: -1 })
    await expect(county.act(owner, openNights, { ...nights, rooms: 1 })).rejects.toMatchObject({
      code: 'tourism.calendar.below_sold',
    })
    const { counters } = await county.act(owner, readCalendar, {
      organisationId,
      ownerId: roomTypeId,
      from: day,
      until: day,
    })
    expect(counters).toEqual([{ day, minute: null, capacity: 3, held: 0, confirmed: 2, redeemed: 0, isClosed: true }])
    const { houses } = await county.act(owner, listHouses, { organisationId })
    expect(houses[0]?.roomTypes.map((one) => one.rooms)).toEqual([3])
  })

  test('the past, the far future and empty ranges are refused', async () => {
    const { gate } = await site(10)
    const open = { organisationId, resourceId: gate, capacity: 5 }
    const tries = [
      [{ from: '2026-04-17', until: '2026-04-20' }, 'tourism.calendar.past'],
      [{ from: '2026-04-18', until: '9999-12-31' }, 'tourism.calendar.too_far'],
      [{ from: '2026-05-02', until: '2026-05-01' }, 'tourism.calendar.no_days'],
      [{ from: '2026-05-01', until: '2026-05-01', weekdays: [1] }, 'tourism.calendar.no_days'],
      [{ from: '2026-05-01', until: '2026-05-01', minutes: [540] }, 'tourism.calendar.minutes_not_timed'],
    ] as const
    for (const [range, code] of tries)
      await expect(
        county.act(owner, openSlots, {
          ...open,
          ...range,
          weekdays: [...('weekdays' in range ? range.weekdays : [1, 2, 3, 4, 5, 6, 7])],
          minutes: 'minutes' in range ? [...range.minutes] : [],
        }),
      ).rejects.toMatchObject({ code })
  })

  test('weekdays are those of ISO 8601', () => {
    expect(['2026-04-13', '2026-04-18', '2026-04-19'].map(weekdayOf)).toEqual([1, 6, 7])
    expect(weekdayOf('2023-12-31')).toBe(7)
  })
})
