import { afterEach, describe, expect, test } from 'vitest'
import { addDays } from '../kernel/clock.ts'
import { isRefusal } from '../kernel/refusal.ts'
import {
  listHelp,
  readProduct,
  relieveGuide,
  rosterGuide,
  saveGear,
  saveGuide,
  searchSlots,
} from '../modules/tourism/index.ts'
import { cancelPart, changeBooking } from './change-booking.ts'
import { openRiver } from './guided.fake.ts'
import { openTown } from './town.fake.ts'

const town = await openTown()
const { trade, host, newGuest, pay } = town
const { act, clock } = trade.county
const START = clock.now()
const river = await openRiver(trade, host)
const { organisationId, owner, rafting, drift, holdOf } = river
const alone = await river.guide('一次一批', ['zh'], null)
const group = await river.guide('一次六人', ['zh', 'en'], 6)

afterEach(async () => {
  await town.allIsWell()
  clock.set(START)
})

const slotsOf = async ({ productId, optionId }: typeof rafting, day: string) => {
  const { options } = await act(newGuest(), searchSlots, { productId, from: day, until: day })
  return options.find((one) => one.id === optionId)?.slots ?? []
}

describe('guides', () => {
  test('lead one party, or people up to a number, in the language that was chosen', async () => {
    const day = '2026-05-01'
    const [before] = await slotsOf(rafting, day)
    expect(before).toMatchObject({
      free: 10,
      languages: [
        { language: 'zh', free: 10 },
        { language: 'en', free: 6 },
      ],
    })
    const english = await holdOf(newGuest(), rafting.optionId, { day, count: 4, language: 'en' })
    expect(english.language).toBe('en')
    await expect(holdOf(newGuest(), rafting.optionId, { day, count: 3, language: 'en' })).rejects.toMatchObject({
      code: 'tourism.visit.no_guide',
    })
    const other = await holdOf(newGuest(), rafting.optionId, { day, count: 3 })
    expect(other.language).toBe('zh')
    const [after] = await slotsOf(rafting, day)
    // The one party is taken; the group has two places left in both its languages.
    expect(after).toMatchObject({
      free: 2,
      languages: [
        { language: 'zh', free: 2 },
        { language: 'en', free: 2 },
      ],
    })
    await expect(holdOf(newGuest(), rafting.optionId, { day, language: 'ja' })).rejects.toMatchObject({
      code: 'tourism.visit.no_guide',
    })
  })

  test('are in no two places at a time, whichever hours are asked for', async () => {
    const at = { organisationId, guideId: alone, resourceId: drift.resourceId, durationMinutes: 90 }
    const days = { from: '2026-05-02', until: '2026-05-03' }
    const clash = act(owner, rosterGuide, { ...at, ...days, minutes: [570] })
    await expect(clash).rejects.toMatchObject({
      code: 'tourism.guide.elsewhere',
      params: { date: '2026-05-02', time: '09:00' },
    })
    await expect(act(owner, rosterGuide, { ...at, ...days, minutes: [700, 760] })).rejects.toMatchObject({
      code: 'tourism.guide.elsewhere',
    })
    expect(await act(owner, rosterGuide, { ...at, ...days, minutes: [660] })).toEqual({ slots: 2 })
    const late = { ...at, from: '2026-05-03', until: '2026-05-03', minutes: [1400], durationMinutes: 120 }
    await act(owner, rosterGuide, late)
    const past = { ...at, from: '2026-05-04', until: '2026-05-04', minutes: [60], durationMinutes: 30 }
    await expect(act(owner, rosterGuide, past)).rejects.toMatchObject({ code: 'tourism.guide.elsewhere' })
    const both = Array.from({ length: 6 }, (_, n) => ({ ...at, ...days, minutes: [800 + n * 10], durationMinutes: 90 }))
    const asked = await Promise.allSettled(both.map((one) => act(owner, rosterGuide, one)))
    expect(asked.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })

  test('hand their guests over when they cannot come, or stay', async () => {
    const day = '2026-05-04'
    const buyer = newGuest()
    const booked = await holdOf(buyer, rafting.optionId, { day, count: 4 })
    await pay(buyer, [booked])
    const slot = { organisationId, guideId: alone, day, minute: 540 }
    expect(await act(owner, relieveGuide, slot)).toEqual({ handedOver: 1 })
    const [after] = await slotsOf(rafting, day)
    expect(after).toMatchObject({ free: 2 })
    await expect(act(owner, relieveGuide, { ...slot, guideId: group })).rejects.toMatchObject({
      code: 'tourism.guide.has_guests',
      params: { people: 4 },
    })
    await expect(act(owner, relieveGuide, slot)).rejects.toMatchObject({ code: 'tourism.guide.not_there' })
  })

  test('a party that changes keeps its guide, or finds another; fewer people need less of both', async () => {
    const day = '2026-05-05'
    const buyer = newGuest()
    const first = await holdOf(buyer, rafting.optionId, { day, count: 5, language: 'en' })
    await pay(buyer, [first])
    const { units } = await town.read(buyer, first.id)
    const unitIds = units.slice(0, 2).map((unit) => unit.id)
    const kept = await act(buyer, cancelPart, { bookingId: first.id, unitIds, expectedRefundFen: 20_000 })
    expect(kept.refundFen).toBe(20_000)
    const [slot] = await slotsOf(rafting, day)
    expect(slot?.languages).toContainEqual({ language: 'en', free: 3 })
    // Two rafts are for five people, one for three.
    expect((await slotsOf(drift, day))[0]).toMatchObject({ free: 8 })
    await act(buyer, changeBooking, { bookingId: first.id, minute: 600, expectedToPayFen: 0, expectedRefundFen: 0 })
    expect(
      (await slotsOf(rafting, day)).map((one) => one.languages.find(({ language }) => language === 'en')?.free),
    ).toEqual([6, 3])
  })

  test('who counts parties never counts people, and another firm names neither', async () => {
    const words = { organisationId, guideId: alone, nameZh: '一次一批', nameEn: 'Guide', languages: ['zh' as const] }
    await expect(act(owner, saveGuide, { ...words, peopleMax: 5 })).rejects.toMatchObject({
      code: 'tourism.guide.counted_otherwise',
    })
    const stranger = town.sight
    const theirs = { organisationId: stranger.organisationId }
    await expect(act(stranger.owner, saveGuide, { ...words, ...theirs })).rejects.toMatchObject({
      code: 'tourism.guide.unknown',
    })
    const gear = { ...theirs, gearId: river.gearId, nameZh: '筏', nameEn: 'Raft', pieces: 9 }
    await expect(act(stranger.owner, saveGear, gear)).rejects.toMatchObject({ code: 'tourism.gear.unknown' })
    const { guides } = await act(owner, listHelp, { organisationId })
    expect(guides.map((one) => one.id).toSorted()).toEqual([alone, group].toSorted())
  })
})

describe('gear', () => {
  test('is shared by products whose times overlap, and by no others', async () => {
    const day = '2026-05-06'
    await holdOf(newGuest(), drift.optionId, { day, minute: 570, count: 9 })
    // Half past nine to eleven: all three rafts are out at ten, and from half past nine on.
    expect((await slotsOf(rafting, day)).map((slot) => slot.free)).toEqual([0, 0])
    await expect(holdOf(newGuest(), rafting.optionId, { day, count: 1 })).rejects.toMatchObject({
      code: 'tourism.sold_out',
    })
    const next = addDays(day, 1)
    await holdOf(newGuest(), rafting.optionId, { day: next, count: 4 })
    await holdOf(newGuest(), rafting.optionId, { day: next, count: 4, minute: 600 })
    expect((await slotsOf(drift, next)).map((slot) => slot.free)).toEqual([8])
  })

  test('of another number holds from then on, where no more is booked', async () => {
    const day = '2026-05-08'
    await holdOf(newGuest(), drift.optionId, { day, minute: 570, count: 9 })
    const words = { organisationId, gearId: river.gearId, nameZh: '竹筏', nameEn: 'Raft' }
    const { timesOverLimit } = await act(owner, saveGear, { ...words, pieces: 2 })
    // Six quarter hours of this day, and of the one above.
    expect(timesOverLimit).toBe(12)
    expect((await slotsOf(drift, addDays(day, 1)))[0]?.free).toBe(8)
    await act(owner, saveGear, { ...words, pieces: 3 })
    expect((await slotsOf(drift, addDays(day, 1)))[0]?.free).toBe(10)
  })
})

test('the product says what is lent and whether a guide leads', async () => {
  const { product } = await act(newGuest(), readProduct, { productId: rafting.productId })
  expect(product.options[0]).toMatchObject({
    isGuided: true,
    gear: [{ gearId: river.gearId, peopleEach: 4, nameZh: '竹筏' }],
  })
})

test('forty parties at once: each guide leads no more than they take, and none is left idle', async () => {
  const day = '2026-05-09'
  const gear = { organisationId, gearId: river.gearId, nameZh: '竹筏', nameEn: 'Raft', pieces: 40 }
  await act(owner, saveGear, gear)
  const asked = Array.from({ length: 40 }, (_, n) =>
    holdOf(newGuest(), rafting.optionId, { day, count: 1 + (n % 3), minute: 540 }),
  )
  const held = (await Promise.allSettled(asked)).flatMap((one) => {
    if (one.status === 'rejected' && !isRefusal(one.reason)) throw one.reason
    return one.status === 'fulfilled' ? [one.value] : []
  })
  const people = held.reduce((sum, one) => sum + one.guests, 0)
  const [slot] = await slotsOf(rafting, day)
  expect(slot?.free).toBe(0)
  expect(people).toBeGreaterThanOrEqual(7)
  expect(people).toBeLessThanOrEqual(10)
})
