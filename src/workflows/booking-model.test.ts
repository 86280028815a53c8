import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf } from '../../tests/harness/outcome.ts'
import { noWeb } from '../../tests/harness/trade.ts'
import { addDays } from '../kernel/clock.ts'
import {
  addReseller,
  bookingsById,
  chargesOf,
  countersBetween,
  expireHoldsJob,
  holdStay,
  holdVisit,
  stateDayRule,
} from '../modules/tourism/index.ts'
import { runJob } from '../kernel/jobs.ts'
import { siteOf } from '../server/site.ts'
import * as model from './booking-model.fake.ts'
import type { Booked, Shape } from './booking-model.fake.ts'
import { DAYS, shapeOf, step, ticketsOf } from './booking-steps.fake.ts'
import type { Step } from './booking-steps.fake.ts'
import { isOfWindow, windowOf } from './booking-window.fake.ts'
import type { Window } from './booking-window.fake.ts'
import { cancelPart, changeBooking } from './change-booking.ts'
import { cancelMyBooking, cancelSupplierBooking } from './end-booking.ts'
import { payBookings } from './pay-bookings.ts'
import { books } from './testing.ts'
import { openHouse, openSight, openTown, said } from './town.fake.ts'

/** 20 runs of 500 steps: 10,000 bookings, changes, cancellations, expiries and imports. */
const RUNS = 20
const STEPS = 500

const town = await openTown()
const { trade, host, sight } = town
const { act, app, clock } = trade.county
const START = clock.now().getTime()
const FIRST = '2026-04-20'
const site = siteOf({ county: trade.county, web: noWeb, migrations: [] })
const { key } = await act(sight.owner, addReseller, { organisationId: sight.organisationId, name: '示范分销' })
const buyer = town.newGuest()
const atWindow = windowOf(trade, sight)

type Ground = Window & { roomTypeId: string; resourceId: string; productId: string; payments: string[] }

/** A house of three rooms and a sight of twelve places for ten people, dearer from the fifth day on. */
async function newGround(): Promise<Ground> {
  const house = await openHouse(trade, host, 3)
  const valley = await openSight(trade, sight, 12, { dayLimit: 10, reserveFromPercent: 60 })
  const dear = { fromDay: addDays(FIRST, 4), untilDay: addDays(FIRST, 60) }
  const own = { organisationId: host.organisationId, ownerId: house.roomTypeId }
  await act(host.owner, stateDayRule, { ...own, ...dear, priceFen: 30_000 })
  const tickets = { organisationId: sight.organisationId, ownerId: valley.optionId, unit: 'adult' as const }
  await act(sight.owner, stateDayRule, { ...tickets, ...dear, priceFen: 10_000 })
  const cells = new Map<string, model.Cell>()
  for (let at = 0; at < DAYS + 10; at += 1) {
    for (const [kind, capacity] of Object.entries({ night: 3, visit: 12, site: 10 }))
      cells.set(`${kind} ${addDays(FIRST, at)}`, { capacity, held: 0, confirmed: 0, kept: 0 })
  }
  const ofWindow = { tillId: null, sold: [], reserveFromPercent: 60 }
  return { now: START, cells, bookings: [], firstDay: FIRST, payments: [], ...ofWindow, ...house, ...valley }
}

/** How often what happened, so that nothing of it is left out by accident. */
const happened = new Map<string, number>()
const note = (what: string) => happened.set(what, (happened.get(what) ?? 0) + 1)

async function take(world: Ground, s: Step): Promise<void> {
  clock.set(new Date(world.now))
  if (isOfWindow(s)) {
    note(await atWindow.take(world, s))
    return
  }
  switch (s.do) {
    case 'stay':
      return hold(world, true, shapeOf({ day: model.dayAt(world, s.day), nights: s.nights, rooms: s.rooms }))
    case 'visit':
      return hold(world, false, shapeOf({ ...s, day: model.dayAt(world, s.day) }))
    case 'import':
      return importOne(world, shapeOf({ day: model.dayAt(world, s.day), adults: s.adults }))
    case 'wait':
      return wait(world, s)
    case 'paid':
      return confirm(world, s.pick)
  }
  const own = world.bookings.filter((one) => one.reseller === (s.do === 'reseller'))
  const one = own[s.pick % Math.max(1, own.length)]
  if (one === undefined) return
  if (s.do === 'reseller') return follow(world, one, s.confirms)
  if (s.do === 'pay') return pay(world, one)
  if (s.do === 'change') return change(world, one, s)
  if (s.do === 'part') return part(world, one, s.nights)
  return cancel(world, one, s.do === 'supplier')
}

function booked(world: Ground, id: string, stay: boolean, reseller: boolean, shape: Shape): void {
  const claims = model.claimsOf(stay, shape)
  world.bookings.push({
    id,
    stay,
    reseller,
    shape,
    hold: model.take(world, claims, world.now + model.HOLD_MS),
    paymentId: null,
    paid: false,
    totalFen: model.priceOf(world, stay, shape),
    refundedFen: 0,
    keptFen: 0,
    percentMost: 100,
    change: null,
    changes: [],
  })
}

async function hold(world: Ground, stay: boolean, shape: Shape): Promise<void> {
  const bookingId = crypto.randomUUID()
  const { day: arrival, nights, rooms } = shape
  const acting = stay
    ? act(buyer, holdStay, { bookingId, roomTypeId: world.roomTypeId, arrival, nights, rooms, guests: rooms, ...said })
    : act(buyer, holdVisit, { bookingId, optionId: world.optionId, day: arrival, tickets: ticketsOf(shape), ...said })
  const code = await codeOf(acting)
  const late = model.tooLate(world, stay, shape.day)
  if (late !== null) return expect(code).toBe(late)
  note(code ?? 'held')
  model.expire(world)
  const short = model.short(world, model.claimsOf(stay, shape))
  expect(code).toBe(short)
  if (short === null) booked(world, bookingId, stay, false, shape)
}

async function octo(method: string, path: string, body: object) {
  const response = await site.request(`http://county.test/octo${path}`, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'octo-capabilities': 'octo/pricing',
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  })
  return response.status === 200
}

async function importOne(world: Ground, shape: Shape): Promise<void> {
  const uuid = crypto.randomUUID()
  const { productId, optionId } = world
  const unitItems = Array.from({ length: shape.adults }, () => ({ unitId: 'adult' }))
  const availabilityId = shape.day
  const made = await octo('POST', '/bookings', { uuid, productId, optionId, availabilityId, unitItems })
  if (model.tooLate(world, false, shape.day) !== null) return expect(made).toBe(false)
  model.expire(world)
  const short = model.short(world, model.claimsOf(false, shape))
  expect(made).toBe(short === null)
  note('imported')
  if (made) booked(world, uuid, false, true, shape)
}

/** A reseller confirms what it reserved, or cancels it; it holds the money itself. */
async function follow(world: Ground, one: Booked, confirms: boolean): Promise<void> {
  const was = one.hold.state
  if (confirms) {
    const done = await octo('POST', `/bookings/${one.id}/confirm`, {})
    const can = was === 'confirmed' || (was === 'held' && model.stands(world, one))
    expect(done).toBe(can)
    if (can && was === 'held') model.move(world, one.hold, 'confirmed')
    return
  }
  if (!model.stands(world, one)) return
  expect(await octo('POST', `/bookings/${one.id}/cancel`, {})).toBe(true)
  if (was === 'confirmed') model.giveUp(world, one, 0)
  model.move(world, one.hold, 'released')
}

async function pay(world: Ground, one: Booked): Promise<void> {
  let paymentId = ''
  const asked = { bookingIds: [one.id], expectedFen: one.totalFen }
  const code = await codeOf(act(buyer, payBookings, asked).then((made) => (paymentId = made.paymentId)))
  const can = one.hold.state === 'held' && model.stands(world, one) && one.paymentId === null
  expect(code).toBe(can ? null : 'tourism.booking.step_not_possible')
  if (!can) return
  one.paymentId = paymentId
  one.hold.expiresAt = world.now + model.HOLD_MS + model.GRACE_MS
  world.payments.push(paymentId)
}

/** The gateway tells of a payment, in time or much too late. */
async function confirm(world: Ground, at: number): Promise<void> {
  const [paymentId] = world.payments.splice(at % Math.max(1, world.payments.length), 1)
  if (paymentId === undefined) return
  expect(await town.gatewayTells(paymentId)).toBe('confirmed')
  for (const one of world.bookings) {
    if (one.paymentId === paymentId) {
      one.paid = true
      if (one.hold.state === 'held') model.move(world, one.hold, 'confirmed')
      else {
        one.refundedFen = one.totalFen
        note('paid too late')
      }
    }
    for (const asked of one.changes) if (asked.id === paymentId) makeChange(world, one, asked)
  }
}

function makeChange(world: Ground, one: Booked, asked: model.Change): void {
  if (!asked.open || asked.hold.state !== 'held' || one.hold.state !== 'confirmed') {
    if (one.change === asked) model.dropChange(world, one)
    note('change paid too late')
    return
  }
  note('dearer change paid')
  model.move(world, asked.hold, 'released')
  model.reshape(world, one.hold, model.claimsOf(one.stay, asked.wanted))
  one.totalFen += asked.extraFen
  one.shape = asked.wanted
  one.percentMost = asked.percentMost
  asked.open = false
  one.change = null
}

async function change(world: Ground, one: Booked, s: Extract<Step, { do: 'change' }>): Promise<void> {
  const to = model.dayAt(world, s.day)
  const wanted = one.stay
    ? { ...one.shape, day: to, nights: s.nights }
    : { ...one.shape, day: to, adults: s.adults, children: s.children }
  const wish = one.stay ? { day: to, nights: s.nights } : { day: to, tickets: ticketsOf(wanted) }
  const seen = { expectedToPayFen: 100_000_000, expectedRefundFen: 0 }
  let payment: string | null = null
  let backFen = 0
  const acting = act(buyer, changeBooking, { bookingId: one.id, ...wish, ...seen }).then((made) => {
    payment = made.payment?.paymentId ?? null
    backFen = made.refundFen
  })
  const code = await codeOf(acting)
  const refused = model.unchangeable(world, one) ?? model.tooLate(world, one.stay, to)
  if (refused !== null) return expect(code).toBe(refused)
  // The places of a change that was asked before are free again for this one, unless this one is refused.
  model.expire(world)
  const before = one.change
  if (before !== null && before.hold.state === 'held') model.move(world, before.hold, 'released')
  const claims = model.claimsOf(one.stay, wanted)
  const short = model.short(world, model.gain(one.hold.claims, claims))
  expect(code).toBe(short)
  if (short !== null) {
    if (before !== null && before.hold.state === 'released') model.move(world, before.hold, 'held')
    return
  }
  if (before !== null) before.open = false
  one.change = null
  const priceFen = model.priceOf(world, one.stay, wanted)
  if (one.hold.state === 'held') {
    model.reshape(world, one.hold, claims)
    Object.assign(one, { shape: wanted, totalFen: priceFen })
    return
  }
  const percentMost = to === one.shape.day ? one.percentMost : model.tierPercent(world, one)
  const extraFen = priceFen - model.worth(one)
  if (extraFen > 0) {
    const until = world.now + model.HOLD_MS + model.GRACE_MS
    const kept = model.take(world, model.gain(one.hold.claims, claims), until)
    const asked = { id: payment ?? '', extraFen, wanted, hold: kept, percentMost, open: true, refundedFen: 0 }
    one.change = asked
    one.changes.push(asked)
    world.payments.push(asked.id)
    return expect(payment).not.toBeNull()
  }
  if (backFen > 0) note('cheaper change')
  expect(backFen).toBe(model.giveUp(world, one, priceFen))
  one.percentMost = percentMost
  one.shape = wanted
  model.reshape(world, one.hold, claims)
}

/** The last night, or the last ticket. */
async function part(world: Ground, one: Booked, nights: boolean): Promise<void> {
  const can = one.hold.state === 'confirmed'
  const { shape } = one
  const wanted = one.stay
    ? nights
      ? { ...shape, nights: shape.nights - 1 }
      : { ...shape, rooms: shape.rooms - 1 }
    : shape.children > 0
      ? { ...shape, children: shape.children - 1 }
      : { ...shape, adults: shape.adults - 1 }
  if (wanted.nights + wanted.adults < 1 || (one.stay && wanted.rooms < 1)) return
  const [row] = await app.database.read((sql) => bookingsById(sql, [one.id]))
  const last = row?.units.findLast((unit) => unit.type === (shape.children > 0 ? 'child' : 'adult'))
  const less = one.stay
    ? { nights: wanted.nights, rooms: wanted.rooms, guests: wanted.rooms }
    : { unitIds: [last?.id ?? ''] }
  const asked = { bookingId: one.id, ...less, expectedRefundFen: 0 }
  let backFen = 0
  const code = await codeOf(act(buyer, cancelPart, asked).then((made) => (backFen = made.refundFen)))
  expect(code).toBe(can ? null : 'tourism.booking.step_not_possible')
  if (!can) return
  model.expire(world)
  model.dropChange(world, one)
  note('part given up')
  expect(backFen).toBe(model.giveUp(world, one, model.priceOf(world, one.stay, wanted)))
  one.shape = wanted
  model.reshape(world, one.hold, model.claimsOf(one.stay, wanted))
}

async function cancel(world: Ground, one: Booked, bySupplier: boolean): Promise<void> {
  const shop = one.stay ? host : sight
  const { organisationId } = shop
  let backFen = 0
  const acting = bySupplier
    ? act(shop.owner, cancelSupplierBooking, { organisationId, bookingId: one.id, reason: '停水' })
    : act(buyer, cancelMyBooking, { bookingId: one.id, expectedRefundFen: 0 })
  const code = await codeOf(acting.then((made) => (backFen = made.refundedFen)))
  const can = one.hold.state === 'confirmed'
  expect(code).toBe(can ? null : 'tourism.booking.step_not_possible')
  if (!can) return
  model.dropChange(world, one)
  note(bySupplier ? 'not served' : 'cancelled')
  if (model.tierPercent(world, one) < 100) note('below a whole refund')
  if (bySupplier) {
    expect(backFen).toBe(model.worth(one))
    one.refundedFen += model.worth(one)
  } else expect(backFen).toBe(model.giveUp(world, one, 0))
  model.move(world, one.hold, 'released')
}

async function wait(world: Ground, { minutes, job }: { minutes: number; job: boolean }): Promise<void> {
  world.now += minutes * 60_000
  if (!job) return
  clock.set(new Date(world.now))
  await runJob(app, expireHoldsJob, {})
  model.expire(world)
}

/** Counters, bookings, and every fen of them in the books. */
async function compare(world: Ground): Promise<void> {
  clock.set(new Date(world.now))
  await runJob(app, expireHoldsJob, {})
  model.expire(world)
  const counters = await app.database.read((sql) =>
    countersBetween(sql, [world.roomTypeId, world.resourceId, world.siteId], FIRST, addDays(FIRST, DAYS + 9)),
  )
  expect(counters).toHaveLength(3 * (DAYS + 10))
  const kinds = { [world.roomTypeId]: 'night', [world.resourceId]: 'visit', [world.siteId]: 'site' }
  for (const one of counters) {
    const cell = world.cells.get(`${kinds[one.ownerId]} ${one.day}`)
    expect(one, one.day).toMatchObject({ ...cell })
    expect(one.held + one.confirmed + one.kept).toBeLessThanOrEqual(one.capacity)
  }
  await atWindow.compare(world)
  const ids = world.bookings.map((one) => one.id)
  const rows = new Map((await app.database.read((sql) => bookingsById(sql, ids))).map((row) => [row.id, row]))
  for (const one of world.bookings) {
    const row = rows.get(one.id)
    const { totalFen, refundedFen, keptFen, percentMost: refundPercentMost } = one
    expect(row).toMatchObject({ state: one.hold.state, totalFen, refundedFen, keptFen, refundPercentMost })
    expect(row?.day).toBe(one.shape.day)
    if (row === undefined || !one.paid) continue
    const charges = await app.database.read((sql) => chargesOf(sql, row))
    const left = charges.reduce((sum, charge) => sum + charge.amountFen - charge.refundedFen, 0)
    expect(left).toBe(totalFen - refundedFen)
  }
}

test('10,000 random bookings, changes, cancellations, expiries and imports are as a simple model has them; refunds as the policy; books zero', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
      clock.set(new Date(START))
      const world = await newGround()
      for (const s of steps) await take(world, s)
      taken += steps.length
      await compare(world)
      await town.allIsWell()
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
  expect(taken).toBeGreaterThanOrEqual(RUNS * STEPS)
  const all = ['held', 'imported', 'tourism.sold_out', 'paid too late', 'dearer change paid', 'cheaper change']
  const ends = ['part given up', 'not served', 'cancelled', 'below a whole refund']
  const windows = ['kept for the window', 'sold of what was kept', 'sold of the rest', 'booked only', 'taken back']
  for (const what of [...all, ...ends, ...windows]) expect(happened.get(what) ?? 0, what).toBeGreaterThan(0)
  const accounts = await books(trade)
  expect(Object.values(accounts).reduce((sum, fen) => sum + fen, 0)).toBe(0)
}, 900_000)
