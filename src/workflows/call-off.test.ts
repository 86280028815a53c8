import { afterEach, describe, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { runJob } from '../kernel/jobs.ts'
import { closeCalendar, sellAtWindow, openTill, searchSlots } from '../modules/tourism/index.ts'
import { callOffSlot } from './call-off.ts'
import { changeBooking } from './change-booking.ts'
import { settleBookingsJob } from './end-booking.ts'
import { openRiver, otherDay } from './guided.fake.ts'
import { payBookings } from './pay-bookings.ts'
import { answerOthers, endRebookingsJob, readOthers } from './rebook.ts'
import { press, work } from './testing.ts'
import { openTown } from './town.fake.ts'

const town = await openTown({ sellers: 3 })
const { trade, host, sight, newGuest, pay, read, frozen } = town
const { act, app, clock } = trade.county
const START = clock.now()
const moving = await openRiver(trade, host, otherDay)
const waiting = await openRiver(trade, trade.shops[2] as typeof host, otherDay)
const refunding = await openRiver(trade, sight, { ...otherDay, gives: 'refund' } as typeof otherDay)
await moving.guide('向导', ['zh'], 10)
await refunding.guide('向导', ['zh'], 10)
await waiting.guide('向导', ['zh'], 10)

afterEach(async () => {
  await town.allIsWell()
  clock.set(START)
})

type River = typeof moving
const off = (river: River, day: string, minute = 540) => ({
  organisationId: river.organisationId,
  resourceId: river.rafting.resourceId,
  day,
  minute,
  reason: '暴雨',
})
async function booked(river: River, day: string, minute = 540, count = 2): Promise<{ buyer: Actor; id: string }> {
  const buyer = newGuest()
  const booking = await river.holdOf(buyer, river.rafting.optionId, { day, minute, count })
  await pay(buyer, [booking])
  return { buyer, id: booking.id }
}

describe('a slot that the weather stops', () => {
  test('is stated in the booking, and gives all the money back at once where the rule says so', async () => {
    const day = '2026-05-01'
    const before = await frozen(sight)
    const one = await booked(refunding, day)
    expect((await read(one.buyer, one.id)).weather).toMatchObject({
      decider: 'sight',
      hoursBefore: 12,
      gives: 'refund',
    })
    // Too late for the policy to give anything back: the weather is another matter.
    clock.set(new Date('2026-05-01T08:30:00+08:00'))
    expect(await act(refunding.owner, callOffSlot, off(refunding, day))).toMatchObject({ refunded: 1, moving: 0 })
    expect(await read(one.buyer, one.id)).toMatchObject({
      state: 'released',
      cancelledBy: 'supplier',
      refundedFen: 20_000,
    })
    await work(trade)
    expect(await frozen(sight)).toBe(before)
  })

  test('takes nobody any more, once, and does not open again', async () => {
    const day = '2026-05-02'
    const [one, other] = [await booked(moving, day), await booked(moving, day, 600)]
    const twice = await Promise.allSettled([1, 2].map(() => act(moving.owner, callOffSlot, off(moving, day))))
    expect(twice.map((done) => done.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(act(moving.owner, callOffSlot, off(moving, day))).rejects.toMatchObject({
      code: 'tourism.call_off.done',
    })
    await act(moving.owner, closeCalendar, {
      organisationId: moving.organisationId,
      ownerId: moving.rafting.resourceId,
      from: day,
      until: day,
      isClosed: false,
    })
    const { options } = await act(newGuest(), searchSlots, {
      productId: moving.rafting.productId,
      from: day,
      until: day,
    })
    expect(options[0]?.slots.map((slot) => slot.isOpen)).toEqual([false, true])
    await expect(moving.holdOf(newGuest(), moving.rafting.optionId, { day })).rejects.toMatchObject({
      code: 'tourism.date_closed',
    })
    expect((await read(other.buyer, other.id)).state).toBe('confirmed')
    const offer = await act(one.buyer, readOthers, { bookingId: one.id })
    expect(offer).toMatchObject({ reason: '暴雨', answer: null })
  })

  test('lets its guests take another day at no cost, or all the money, and money waits until they did', async () => {
    const day = '2026-05-03'
    const before = await frozen(waiting)
    const [mover, leaver, silent] = [await booked(waiting, day), await booked(waiting, day), await booked(waiting, day)]
    clock.set(new Date('2026-05-03T08:00:00+08:00'))
    const { moving: asked, answerBy } = await act(waiting.owner, callOffSlot, off(waiting, day))
    expect([asked, answerBy]).toEqual([3, new Date('2026-05-05T08:00:00+08:00')])
    clock.set(new Date('2026-05-04T09:00:00+08:00'))
    await runJob(app, settleBookingsJob, {})
    await work(trade)
    expect(await frozen(waiting)).toBe(before - 60_000)
    const { times } = await act(mover.buyer, readOthers, { bookingId: mover.id })
    expect(times).not.toContainEqual(expect.objectContaining({ day, minute: 540 }))
    const choice = { take: 'day' as const, day: '2026-05-06', minute: 600 }
    await act(mover.buyer, answerOthers, { bookingId: mover.id, choice })
    expect(await read(mover.buyer, mover.id)).toMatchObject({ day: '2026-05-06', minute: 600, totalFen: 20_000 })
    await act(leaver.buyer, answerOthers, { bookingId: leaver.id, choice: { take: 'refund' } })
    clock.set(new Date('2026-05-05T08:01:00+08:00'))
    await runJob(app, endRebookingsJob, {})
    await work(trade)
    for (const one of [leaver, silent])
      expect(await read(one.buyer, one.id)).toMatchObject({ state: 'released', refundedFen: 20_000 })
    expect(await frozen(waiting)).toBe(before - 20_000)
  })

  test('gives up what is not paid, and returns money that was on its way', async () => {
    const day = '2026-05-08'
    const [buyer, payer, mover] = [newGuest(), newGuest(), await booked(moving, '2026-05-09', 600, 1)]
    const held = await moving.holdOf(buyer, moving.rafting.optionId, { day })
    const paying = await moving.holdOf(payer, moving.rafting.optionId, { day })
    const { paymentId } = await act(payer, payBookings, { bookingIds: [paying.id], expectedFen: 20_000 })
    const tickets = [{ type: 'adult' as const, count: 2 }]
    const wish = { bookingId: mover.id, day, minute: 540, tickets, expectedToPayFen: 10_000, expectedRefundFen: 0 }
    const change = await act(mover.buyer, changeBooking, wish)
    const before = await frozen(host)
    await act(moving.owner, callOffSlot, off(moving, day))
    expect(await read(buyer, held.id)).toMatchObject({ state: 'released', cancelledBy: 'supplier' })
    await press(trade, { buyer: payer, paymentId }, 'pay')
    await press(trade, { buyer: mover.buyer, paymentId: change.payment?.paymentId ?? '' }, 'pay')
    await work(trade)
    expect(await read(payer, paying.id)).toMatchObject({ state: 'released', refundedFen: 20_000 })
    expect(await read(mover.buyer, mover.id)).toMatchObject({ state: 'confirmed', day: '2026-05-09', totalFen: 10_000 })
    expect(await frozen(host)).toBe(before)
  })

  test('is called off only by whose it is, and only what is open', async () => {
    const [day, stranger] = ['2026-05-10', waiting]
    const theirs = { ...off(moving, day), organisationId: stranger.organisationId }
    await expect(act(stranger.owner, callOffSlot, theirs)).rejects.toMatchObject({ code: 'tourism.resource.unknown' })
    await expect(act(moving.owner, callOffSlot, off(moving, day, 555))).rejects.toMatchObject({
      code: 'tourism.calendar.unknown',
    })
    clock.set(new Date('2026-05-11T09:00:00+08:00'))
    await expect(act(moving.owner, callOffSlot, off(moving, day))).rejects.toMatchObject({
      code: 'tourism.calendar.past',
    })
  })

  test('names what was sold for cash at the window, which gives it back itself', async () => {
    const day = '2026-05-12'
    clock.set(new Date('2026-05-12T08:00:00+08:00'))
    const till = { organisationId: moving.organisationId, siteId: moving.siteId, name: '东窗', floatFen: 0 }
    const { id: tillId } = await act(moving.owner, openTill, till)
    const sale = await act(moving.owner, sellAtWindow, {
      organisationId: moving.organisationId,
      tillId,
      bookingId: crypto.randomUUID(),
      optionId: moving.rafting.optionId,
      minute: 540,
      tickets: [{ type: 'adult', count: 1 }],
      lettingIn: false,
    })
    expect((await act(moving.owner, callOffSlot, off(moving, day))).atWindow).toEqual([sale.booking.code])
  })
})
