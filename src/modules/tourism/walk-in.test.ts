import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { saveSight } from '../../workflows/keep-sights.ts'
import { villages } from '../people/index.ts'
import { searchSlots } from './availability.ops.ts'
import { readCrowds } from './crowd.ops.ts'
import { listProducts } from './product.ops.ts'
import { openSights } from './sights.fake.ts'
import { keepForWindow, listSites } from './site.ops.ts'
import { readBoard } from './supplier-board.ops.ts'
import { outOfStep } from './testing.ts'
import { openTill, returnAtWindow, sellAtWindow } from './till.ops.ts'
import { walkInOf, windowTakes } from './walk-in.ts'

const siteDay = fc
  .record({
    capacity: fc.integer({ min: 0, max: 50 }),
    taken: fc.nat(50),
    kept: fc.nat(50),
    reserveFromPercent: fc.option(fc.integer({ min: 1, max: 80 })),
  })
  .filter((day) => day.taken + day.kept <= day.capacity)

describe('the rule', () => {
  test('a window takes what it keeps first, and more only while the day is far from full or nothing is asked of it', () => {
    fc.assert(
      fc.property(siteDay, fc.integer({ min: 1, max: 50 }), (day, places) => {
        const own = windowTakes(day, places)
        const isBusy = day.reserveFromPercent !== null && day.taken >= (day.capacity * day.reserveFromPercent) / 100
        if (own === null) {
          expect(isBusy).toBe(true)
          expect(places).toBeGreaterThan(day.kept)
        } else {
          expect(own).toBe(Math.min(day.kept, places))
          expect(isBusy && places > own).toBe(false)
        }
      }),
    )
  })

  test('what guests read is what the window does for one of them', () => {
    fc.assert(
      fc.property(siteDay, (day) => {
        const says = walkInOf(day)
        expect(windowTakes(day, 1) === null).toBe(says === 'booked')
        if (says === 'kept') expect(windowTakes(day, 1)).toBe(1)
        if (says === 'open') expect(day.reserveFromPercent).not.toBeNull()
      }),
    )
  })
})

describe('a sight with ten places a day', async () => {
  const county = await openTestDatabase()
  const { act, app, clock } = county
  const sights = await openSights(app)
  const { organisationId, owner } = sights
  const today = civilDate(clock.now())
  const villageCode = villages()[0]?.code ?? ''
  const made = (limits: { walkIns?: number; reserveFromPercent?: number; dayLimit?: number }) => ({
    organisationId,
    nameZh: '小景点',
    nameEn: 'Small sight',
    villageCode,
    ...limits,
  })
  async function small() {
    const sight = await sights.sight('小景点', 'Small sight', 10)
    const save = (limits: Parameters<typeof made>[0]) =>
      act(owner, saveSight, { siteId: sight.siteId, ...made({ dayLimit: 10, ...limits }) })
    const till = await act(owner, openTill, { organisationId, siteId: sight.siteId, name: '1 号窗口' })
    const sell = (adults: number) =>
      act(owner, sellAtWindow, {
        organisationId,
        tillId: till.id,
        bookingId: crypto.randomUUID(),
        optionId: sight.optionId,
        tickets: [{ type: 'adult', count: adults }],
        lettingIn: false,
      })
    const back = (bookingId: string) =>
      act(owner, returnAtWindow, { organisationId, tillId: till.id, bookingId, reason: '下雨' })
    const crowd = async () =>
      (await act(owner, readCrowds, { day: today })).sites.find((s) => s.siteId === sight.siteId)
    return { ...sight, save, sell, back, crowd }
  }

  test('sells nobody else what it keeps for its window, and keeps again what is taken back', async () => {
    const sight = await small()
    await sight.save({ walkIns: 4 })
    await expect(sights.booked(sight, { adult: 7 })).rejects.toMatchObject({
      code: 'tourism.sold_out',
      params: { left: 6 },
    })
    await sights.booked(sight, { adult: 6 })
    const { booking } = await sight.sell(3)
    expect(await sight.crowd()).toMatchObject({ taken: 9, kept: 1, walkIn: 'kept' })
    await sight.back(booking.id)
    expect(await sight.crowd()).toMatchObject({ taken: 6, kept: 4 })
    await expect(sights.booked(sight, { adult: 1 })).rejects.toMatchObject({ code: 'tourism.sold_out' })
    await sight.sell(4)
    expect(await sight.crowd()).toMatchObject({ taken: 10, kept: 0, level: 'full' })
    expect(await outOfStep(app.database)).toEqual([])
  })

  test('keeps another number on one day, no more than is left, and less where its limit falls', async () => {
    const sight = await small()
    await sight.save({ walkIns: 2 })
    await sights.booked(sight, { adult: 5 })
    const keep = (people: number, day = today) =>
      act(owner, keepForWindow, { organisationId, siteId: sight.siteId, from: day, until: day, people })
    expect(await keep(9)).toEqual({ daysShort: 1 })
    expect(await sight.crowd()).toMatchObject({ kept: 5 })
    await sight.save({ walkIns: 2, dayLimit: 8 })
    expect(await sight.crowd()).toMatchObject({ capacity: 8, kept: 3 })
    await sight.sell(2)
    expect(await keep(3)).toEqual({ daysShort: 0 })
    expect(await sight.crowd()).toMatchObject({ taken: 7, kept: 1 })
    await expect(keep(1, addDays(today, -1))).rejects.toMatchObject({ code: 'tourism.calendar.past' })
    await expect(keep(1, addDays(today, 900))).rejects.toMatchObject({ code: 'tourism.calendar.too_far' })
    const elsewhere = { organisationId, siteId: crypto.randomUUID(), from: today, until: today, people: 1 }
    await expect(act(owner, keepForWindow, elsewhere)).rejects.toMatchObject({ code: 'tourism.site.unknown' })
    const { sites } = await act(owner, listSites, { organisationId })
    expect(sites.find((one) => one.id === sight.siteId)).toMatchObject({ walkIns: 2, dayLimit: 8 })
  })

  test('takes anyone on a quiet day, and on a busy one those who booked and those it keeps places for', async () => {
    const sight = await small()
    await sight.save({ walkIns: 2, reserveFromPercent: 50 })
    expect(await sight.crowd()).toMatchObject({ walkIn: 'open' })
    await sight.sell(1)
    await sights.booked(sight, { adult: 4 })
    expect(await sight.crowd()).toMatchObject({ taken: 5, kept: 1, walkIn: 'kept' })
    await expect(sight.sell(2)).rejects.toMatchObject({ code: 'tourism.walk_in.booked_only', params: { kept: 1 } })
    await sight.sell(1)
    expect(await sight.crowd()).toMatchObject({ taken: 6, walkIn: 'booked' })
    await expect(sight.sell(1)).rejects.toMatchObject({ code: 'tourism.walk_in.booked_only' })
    await sights.booked(sight, { adult: 4 })
  })

  test('says on the calendar of its tickets how one comes in without a booking', async () => {
    const sight = await small()
    await sight.save({ walkIns: 2, reserveFromPercent: 50 })
    await sights.booked(sight, { adult: 6 })
    const { products } = await act(owner, listProducts, { organisationId })
    const productId = products.find((one) => one.siteId === sight.siteId)?.id ?? ''
    const { options } = await act(owner, searchSlots, { productId, from: today, until: addDays(today, 1) })
    expect(options[0]?.slots.map((slot) => [slot.free, slot.walkIn])).toEqual([
      [2, 'kept'],
      [8, 'open'],
    ])
  })

  test("shows on its supplier's calendar how many each day keeps, as they are taken and given back", async () => {
    const sight = await small()
    await sight.save({ walkIns: 4 })
    const next = addDays(today, 1)
    await act(owner, keepForWindow, { organisationId, siteId: sight.siteId, from: next, until: next, people: 1 })
    const { booking } = await sight.sell(3)
    const shown = async () => {
      const { rows } = await act(owner, readBoard, { organisationId, from: today, until: addDays(today, 2) })
      return rows.find((row) => row.ownerId === sight.resourceId)?.cells.map((cell) => cell.windowKeeps)
    }
    expect(await shown()).toEqual([1, 1, 4])
    await sight.back(booking.id)
    expect(await shown()).toEqual([4, 1, 4])
  })

  test('refuses to keep more than its limit, or anything without one', async () => {
    await expect(act(owner, saveSight, made({ walkIns: 11, dayLimit: 10 }))).rejects.toMatchObject({
      code: 'tourism.walk_in.above_limit',
    })
    await expect(act(owner, saveSight, made({ walkIns: 1 }))).rejects.toMatchObject({
      code: 'tourism.walk_in.limit_missing',
    })
    await expect(act(owner, saveSight, made({ reserveFromPercent: 50 }))).rejects.toMatchObject({
      code: 'tourism.walk_in.limit_missing',
    })
  })
})
