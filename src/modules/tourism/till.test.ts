import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { cancelSupplierBooking } from '../../workflows/end-booking.ts'
import { statement } from '../../kernel/database.ts'
import { runJob } from '../../kernel/jobs.ts'
import { openSlots } from './calendar.ops.ts'
import { findQuieter, readCrowds, readSlots, watchCrowdsJob } from './crowd.ops.ts'
import { checkInBooking } from './check-in.ops.ts'
import { readGateList } from './gate.ops.ts'
import { limitCounty } from './site.ops.ts'
import { openSights } from './sights.fake.ts'
import { outOfStep } from './testing.ts'
import { closeTill, listTills, openTill, returnAtWindow, sellAtWindow } from './till.ops.ts'
import { castOf } from '../../../tests/harness/cast.ts'
import type { Actor } from '../../kernel/actor.ts'
import { bookingsById } from './booking.sql.ts'

const county = await openTestDatabase()
const { act, app, clock } = county
const sights = await openSights(app)
const { organisationId, owner } = sights
const office = (await castOf(county)).actors['office member'] as Actor
const valley = await sights.sight('神龙谷', 'Shenlong Valley')
const cliff = await sights.sight('南尖岩', 'Nanjianyan')
const today = civilDate(clock.now())
const alertsTold = statement<{ level: string }>(
  'test.tourism.alerts',
  `SELECT level FROM tourism.crowd_alert WHERE owner_id = $1 ORDER BY level`,
)

let windows = 0
const open = (at = valley, floatFen = 20_000) => {
  windows += 1
  return act(owner, openTill, { organisationId, siteId: at.siteId, name: `${windows} 号窗口`, floatFen })
}
type More = Partial<Parameters<typeof act<typeof sellAtWindow>>[2]>
const sell = (tillId: string, adults = 2, more: More = {}) =>
  act(owner, sellAtWindow, {
    organisationId,
    tillId,
    bookingId: crypto.randomUUID(),
    optionId: valley.optionId,
    tickets: [{ type: 'adult', count: adults }],
    ...more,
  })
const drawerOf = async (tillId: string) =>
  (await act(owner, listTills, { organisationId, siteId: valley.siteId, day: today })).tills.find(
    (till) => till.id === tillId,
  )

describe('a window', () => {
  test('sells from the same places, gives change and a receipt, and lets the party in', async () => {
    const till = await open()
    const { receipt, changeFen, booking } = await sell(till.id, 2, { givenFen: 20_000 })
    expect([receipt, changeFen, booking.totalFen, booking.entered, booking.state]).toEqual([
      1,
      4_000,
      16_000,
      2,
      'redeemed',
    ])
    expect((await drawerOf(till.id))?.expectedFen).toBe(36_000)
    expect(await outOfStep(app.database)).toEqual([])
  })

  test('sells once what is sent twice, and takes another sale under the same id for a mistake', async () => {
    const till = await open()
    const bookingId = crypto.randomUUID()
    const first = await sell(till.id, 1, { bookingId })
    expect((await sell(till.id, 1, { bookingId })).receipt).toBe(first.receipt)
    expect((await drawerOf(till.id))?.takings).toHaveLength(1)
    const other = await open()
    await expect(sell(other.id, 1, { bookingId })).rejects.toMatchObject({ code: 'tourism.booking.id_used' })
  })

  test('refuses too little money, another site, a closed drawer and what is sold out, and then nothing is written', async () => {
    const till = await open()
    await expect(sell(till.id, 1, { givenFen: 7_000 })).rejects.toMatchObject({
      code: 'tourism.window.too_little',
      params: { missingFen: 1_000 },
    })
    await expect(sell(till.id, 1, { optionId: cliff.optionId })).rejects.toMatchObject({
      code: 'tourism.window.other_site',
    })
    const small = await sights.sight('小景点', 'Small sight')
    await act(owner, openSlots, {
      organisationId,
      resourceId: small.resourceId,
      from: today,
      until: today,
      capacity: 1,
    })
    const there = await open(small)
    await expect(sell(there.id, 2, { optionId: small.optionId })).rejects.toMatchObject({ code: 'tourism.sold_out' })
    await act(owner, closeTill, { organisationId, tillId: till.id, countedFen: 20_000 })
    await expect(sell(till.id)).rejects.toMatchObject({ code: 'tourism.till.closed' })
    expect((await drawerOf(till.id))?.takings).toEqual([])
    expect(await outOfStep(app.database)).toEqual([])
  })

  test('takes back what was not used, never what was; the closing says what differs', async () => {
    const till = await open()
    const kept = await sell(till.id, 1, { lettingIn: false })
    const used = await sell(till.id, 1)
    const give = { organisationId, tillId: till.id, reason: '不想去了' }
    await expect(act(owner, returnAtWindow, { ...give, bookingId: used.booking.id })).rejects.toMatchObject({
      code: 'tourism.booking.step_not_possible',
    })
    const cancel = { organisationId, bookingId: kept.booking.id, reason: '停电' }
    await expect(act(owner, cancelSupplierBooking, cancel)).rejects.toMatchObject({
      code: 'tourism.booking.sold_at_window',
    })
    expect(await act(owner, returnAtWindow, { ...give, bookingId: kept.booking.id })).toMatchObject({
      receipt: 3,
      amountFen: 8_000,
    })
    await expect(act(owner, returnAtWindow, { ...give, bookingId: kept.booking.id })).rejects.toMatchObject({
      code: 'tourism.booking.step_not_possible',
    })
    const closed = await act(owner, closeTill, { organisationId, tillId: till.id, countedFen: 27_900, note: '少一元' })
    expect([closed.expectedFen, closed.countedFen]).toEqual([28_000, 27_900])
  })

  test('after any sales and returns has in its drawer what its receipts add up to', async () => {
    const step = fc.record({ adults: fc.integer({ min: 1, max: 4 }), back: fc.boolean(), over: fc.nat({ max: 5_000 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const till = await open(valley, 1_000)
        // At the same time, as two clerks at one drawer would.
        await Promise.all(
          steps.map(async ({ adults, back, over }) => {
            const sold = await sell(till.id, adults, { lettingIn: !back, givenFen: adults * 8_000 + over })
            if (back)
              await act(owner, returnAtWindow, {
                organisationId,
                tillId: till.id,
                bookingId: sold.booking.id,
                reason: '退',
              })
          }),
        )
        const drawer = await drawerOf(till.id)
        const taken = drawer?.takings.reduce((sum, one) => sum + one.amountFen, 0) ?? 0
        const kept = steps.filter((one) => !one.back).reduce((sum, one) => sum + one.adults * 8_000, 0)
        expect([drawer?.expectedFen, taken]).toEqual([1_000 + kept, kept])
        expect(drawer?.takings.map((one) => one.receipt).toSorted((a, b) => a - b)).toEqual(
          drawer?.takings.map((_, at) => at + 1),
        )
        expect(await outOfStep(app.database)).toEqual([])
      }),
      { numRuns: 6 },
    )
  }, 60_000)
})

describe('crowds', () => {
  test('are told against limits, once at four fifths and once when full; quieter sights are offered', async () => {
    const day = addDays(today, 3)
    const crowded = await sights.sight('挤的地方', 'Crowded place', 10)
    await sights.booked(crowded, { adult: 7 }, { day })
    const alerts = async () => {
      await runJob(app, watchCrowdsJob, {})
      return app.database.read(async (sql) => sql.run(alertsTold, [crowded.siteId]))
    }
    expect(await alerts()).toEqual([])
    await sights.booked(crowded, { adult: 1 }, { day })
    expect(await alerts()).toEqual([{ level: 'nearly_full' }])
    await sights.booked(crowded, { adult: 2 }, { day })
    expect(await alerts()).toEqual([{ level: 'full' }, { level: 'nearly_full' }])
    expect(await alerts()).toHaveLength(2)
    const { sites } = await act(owner, readCrowds, { day })
    expect(sites.find((one) => one.siteId === crowded.siteId)).toMatchObject({ level: 'full', taken: 10, capacity: 10 })
    await act(office, limitCounty, { dayLimit: 12 })
    expect((await act(owner, readCrowds, { day })).county).toMatchObject({
      capacity: 12,
      taken: 10,
      level: 'nearly_full',
    })
    await act(office, limitCounty, { dayLimit: 1_000_000 })
    const { quieter } = await act(owner, findQuieter, { siteId: crowded.siteId, people: 4 })
    expect(quieter.every((one) => one.siteId !== crowded.siteId)).toBe(true)
    const { slots } = await act(owner, readSlots, { organisationId, day })
    expect(slots.find((one) => one.resourceId === crowded.resourceId)).toMatchObject({ confirmed: 10 })
  })
})

test('a host checks in with one tap, and a second tap does nothing', async () => {
  const booking = await sights.booked(valley, { adult: 2 })
  const entryId = crypto.randomUUID()
  const tap = () => act(owner, checkInBooking, { organisationId, bookingId: booking.id, entryId })
  expect(await tap()).toMatchObject({ entered: 2, people: 2 })
  expect(await tap()).toMatchObject({ entered: 2, people: 2 })
  await expect(
    act(owner, checkInBooking, { organisationId, bookingId: booking.id, entryId: crypto.randomUUID() }),
  ).rejects.toMatchObject({ code: 'tourism.booking.step_not_possible' })
  const [row] = await app.database.read((sql) => bookingsById(sql, [booking.id]))
  expect(row?.state).toBe('redeemed')
  const list = await act(owner, readGateList, { organisationId, siteId: valley.siteId, day: today })
  expect(list.bookings.find((one) => one.id === booking.id)?.entries).toHaveLength(1)
})
