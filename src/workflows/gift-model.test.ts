import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf } from '../../tests/harness/outcome.ts'
import type { Actor } from '../kernel/actor.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { runJob } from '../kernel/jobs.ts'
import { availability } from '../modules/stock/index.ts'
import {
  bookingsById,
  chargesOf,
  countersBetween,
  expireHoldsJob,
  holdStay,
  holdVisit,
  releaseBooking,
  vouchersById,
  VOUCHER_DAYS,
} from '../modules/tourism/index.ts'
import { cancelPackage, freeGoodsJob, holdPackage, releasePackage } from './book-package.ts'
import { shapeOf, ticketsOf } from './booking-steps.fake.ts'
import * as model from './booking-model.fake.ts'
import { cancelPart } from './change-booking.ts'
import { cancelMyBooking } from './end-booking.ts'
import * as gifts from './gift-model.fake.ts'
import type { Gift, GiftStep, GiftWorld, Part, Trip } from './gift-model.fake.ts'
import { settledVoucher } from './gift-vouchers.fake.ts'
import { expireVouchersJob, takeBackVoucher } from './give-vouchers.ts'
import { payBookings } from './pay-bookings.ts'
import { redeemVoucher } from './redeem-voucher.ts'
import { books } from './testing.ts'
import { agreedPackage, openHouse, openSight, openTown, said } from './town.fake.ts'

/** 12 runs of 180 acts and 20 stories of several: vouchers given, put, used, taken back and run out; bookings and packages held, paid, given up whole and in part. */
const RUNS = 12

const town = await openTown({ sellers: 3 })
const { trade, host, sight } = town
const { act, app, clock } = trade.county
const grower = trade.shops[2] as typeof host
const START = clock.now().getTime()
const FIRST = '2026-04-20'
const DAYS = 12
const OFF_PERCENT = 10
const buyer = town.newGuest()
/** Who gave what. */
const givers = new Map<string, Actor>()

type Ground = GiftWorld & {
  houseId: string
  roomTypeId: string
  resourceId: string
  productId: string
  optionId: string
  /** Of a night and a visit, and with a tin of tea. */
  packageIds: { plain: string; goods: string }
}

/** A house of two rooms, a sight of six places, and packages of both. */
async function newGround(): Promise<Ground> {
  const house = await openHouse(trade, host, 2)
  const valley = await openSight(trade, sight, 6)
  const parts = [
    { kind: 'stay' as const, roomTypeId: house.roomTypeId, nights: 1 },
    { kind: 'visit' as const, optionId: valley.optionId },
  ]
  const goods = { kind: 'goods' as const, listingId: grower.listingId, units: 1 }
  const packageIds = {
    plain: await agreedPackage(trade, parts, [sight]),
    goods: await agreedPackage(trade, [...parts, goods], [sight, grower]),
  }
  const cells = new Map<string, model.Cell>()
  for (let at = 0; at < DAYS; at += 1)
    for (const [kind, capacity] of Object.entries({ night: 2, visit: 6, site: 1_000_000 }))
      cells.set(`${kind} ${addDays(FIRST, at)}`, { capacity, held: 0, confirmed: 0, kept: 0 })
  const empty = { now: START, cells, bookings: [], firstDay: FIRST, trips: [], gifts: [], payments: [] }
  return { ...empty, ...house, ...valley, packageIds }
}

const happened = new Map<string, number>()
function note(what: string | null): void {
  const name = what ?? 'done'
  happened.set(name, (happened.get(name) ?? 0) + 1)
}

async function take(world: Ground, s: GiftStep): Promise<void> {
  clock.set(new Date(world.now))
  const trip = 'pick' in s ? lately(world.trips, s.pick) : undefined
  const gift = 'gift' in s ? lately(world.gifts, s.gift) : undefined
  switch (s.do) {
    case 'give':
      return give(world, s)
    case 'stay':
    case 'visit':
      return holdOne(world, s)
    case 'package':
      return holdAll(world, s)
    case 'put':
      return trip && gift && put(world, gift, trip)
    case 'pay':
      return trip && pay(world, trip)
    case 'paid':
      return paid(world, s.pick)
    case 'cancel':
      return trip && cancel(world, trip)
    case 'part':
      return trip && giveUpPart(world, trip)
    case 'drop':
      return trip && drop(world, trip)
    case 'take_back':
      return gift && takeBack(gift)
    case 'wait':
      world.now += s.minutes * 60_000
      return passTime(world)
  }
}

/** One of the last few: what is older has mostly ended. */
const lately = <T>(all: readonly T[], pick: number): T | undefined =>
  all[all.length - 1 - (pick % Math.max(1, Math.min(6, all.length)))]

async function passTime(world: Ground): Promise<void> {
  clock.set(new Date(world.now))
  await runJob(app, expireHoldsJob, {})
  await runJob(app, freeGoodsJob, {})
  gifts.expire(world)
}

async function give(world: Ground, { place, onlyThere, valueFen }: Extract<GiftStep, { do: 'give' }>): Promise<void> {
  const placeId = place === 'house' ? world.houseId : world.productId
  const asked = { placeId, valueFen, onlyThere }
  const { giver, voucherId, door } = await settledVoucher(town, asked, (_buyer, paymentId) =>
    town.gatewayTells(paymentId),
  )
  const [row] = await app.database.read((sql) => vouchersById(sql, [voucherId]))
  const lastDay = addDays(civilDate(clock.now()), VOUCHER_DAYS)
  expect(row).toMatchObject({ state: 'confirmed', lastDay, valueFen })
  givers.set(voucherId, giver)
  const given = { id: voucherId, door, place, onlyThere, valueFen, lastDay }
  world.gifts.push({ ...given, state: 'confirmed', refundedFen: 0, put: null })
}

const partOf = (world: Ground, made: Pick<Part, 'id' | 'kind' | 'shape' | 'totalFen'>): Part => {
  const claims = made.kind === 'goods' ? new Map<string, number>() : model.claimsOf(made.kind === 'stay', made.shape)
  const nothing = { refundedFen: 0, keptFen: 0, voucherFen: 0 }
  return { ...made, ...nothing, hold: model.take(world, claims, world.now + model.HOLD_MS) }
}

async function holdOne(world: Ground, s: Extract<GiftStep, { do: 'stay' | 'visit' }>): Promise<void> {
  const [bookingId, arrival, isStay] = [crypto.randomUUID(), model.dayAt(world, s.day), s.do === 'stay']
  const { roomTypeId, optionId } = world
  const shape = shapeOf({ day: arrival, ...(s.do === 'stay' ? { nights: s.nights, rooms: 1 } : { adults: s.adults }) })
  const acting =
    s.do === 'stay'
      ? act(buyer, holdStay, { bookingId, roomTypeId, arrival, nights: s.nights, rooms: 1, guests: 1, ...said })
      : act(buyer, holdVisit, { bookingId, optionId, day: arrival, tickets: ticketsOf(shape), ...said })
  const code = await codeOf(acting)
  const late = model.tooLate(world, isStay, arrival)
  if (late !== null) return expect(code).toBe(late)
  gifts.expire(world)
  const short = model.short(world, model.claimsOf(isStay, shape))
  expect(code).toBe(short)
  if (short !== null) return
  const totalFen = isStay ? (s.do === 'stay' ? s.nights * 20_000 : 0) : shape.adults * 8_000
  const parts = [partOf(world, { id: bookingId, kind: s.do, shape, totalFen })]
  world.trips.push({ packageId: null, parts, paymentId: null, paid: false })
}

async function holdAll(world: Ground, { day, adults, goods }: Extract<GiftStep, { do: 'package' }>): Promise<void> {
  const arrival = model.dayAt(world, day)
  const packageBookingId = crypto.randomUUID()
  const wish = {
    packageId: goods ? world.packageIds.goods : world.packageIds.plain,
    arrival,
    sets: 1,
    guests: 1,
    tickets: ticketsOf(shapeOf({ day: arrival, adults })),
  }
  let ids: string[] = []
  const acting = act(buyer, holdPackage, { packageBookingId, ...wish, ...said, expectedFen: 1_000_000 })
  const code = await codeOf(acting.then(({ bookingIds }) => (ids = bookingIds)))
  const late = model.tooLate(world, true, arrival)
  if (late !== null) return expect(code).toBe(late)
  gifts.expire(world)
  const night = shapeOf({ day: arrival, nights: 1, rooms: 1 })
  const visit = shapeOf({ day: arrival, adults })
  const short = model.short(world, model.claimsOf(true, night)) ?? model.short(world, model.claimsOf(false, visit))
  expect(code).toBe(short)
  if (short !== null) return
  const rows = await app.database.read((sql) => bookingsById(sql, ids))
  const shapes = { stay: night, visit, goods: shapeOf({ day: arrival }) }
  const parts = rows.map(({ id, kind, totalFen }) => partOf(world, { id, kind, totalFen, shape: shapes[kind] }))
  const separateFen = 20_000 + adults * 8_000 + (goods ? 1234 : 0)
  const totalFen = separateFen - Math.floor((separateFen * OFF_PERCENT) / 100)
  expect(parts.reduce((sum, one) => sum + one.totalFen, 0)).toBe(totalFen)
  world.trips.push({ packageId: packageBookingId, parts, paymentId: null, paid: false })
}

const stands = (world: Ground, { parts }: Trip) =>
  parts.every(({ hold }) => hold.state === 'held' && hold.expiresAt > world.now)

/** Why a voucher cannot be put to a part, or null. */
function refusalOf(world: Ground, gift: Gift, trip: Trip, part: Part | undefined): string | null {
  if (part === undefined) return 'tourism.voucher.for_something_else'
  if (!stands(world, trip) || trip.paymentId !== null) return 'tourism.booking.step_not_possible'
  if (part.voucherFen > 0 && gift.put !== part) return 'tourism.voucher.one_each'
  if (gift.state !== 'confirmed') return 'tourism.voucher.not_open'
  if (gift.lastDay < civilDate(new Date(world.now))) return 'tourism.voucher.over'
  if (!gifts.isFor(gift, part)) return 'tourism.voucher.for_something_else'
  return gift.put !== part && gifts.isPut(gift) ? 'tourism.voucher.in_use' : null
}

async function put(world: Ground, gift: Gift, trip: Trip): Promise<void> {
  const [first] = trip.parts
  const open = trip.parts.filter((one) => one.kind !== 'goods' && one.voucherFen === 0)
  const isOver = open.length > 0 && (!stands(world, trip) || trip.paymentId !== null)
  const chosen = trip.packageId === null || isOver ? first : open.find((one) => gifts.isFor(gift, one))
  const asked = { bookingId: first?.id ?? '', door: gift.door }
  let output: { coveredFen: number; dueFen: number; isConfirmed: boolean } | null = null
  const code = await codeOf(act(buyer, redeemVoucher, asked).then((done) => (output = done)))
  const refused = refusalOf(world, gift, trip, chosen)
  note(refused)
  expect(code).toBe(refused)
  if (refused !== null || chosen === undefined) return
  gift.put = chosen
  chosen.voucherFen = Math.min(gift.valueFen, chosen.totalFen)
  const dueFen = gifts.dueFen(trip)
  expect(output).toMatchObject({ coveredFen: chosen.voucherFen, dueFen, isConfirmed: dueFen === 0 })
  if (dueFen > 0) {
    note(trip.packageId === null ? 'put to a dearer one' : 'put to a package')
    return
  }
  note(trip.packageId === null ? 'paid whole by a voucher' : 'package paid by vouchers')
  gifts.confirm(world, trip)
  trip.paid = true
}

async function pay(world: Ground, trip: Trip): Promise<void> {
  let paymentId = ''
  const asked = { bookingIds: trip.parts.map((one) => one.id), expectedFen: gifts.dueFen(trip) }
  const code = await codeOf(act(buyer, payBookings, asked).then((made) => (paymentId = made.paymentId)))
  const can = stands(world, trip) && trip.paymentId === null
  expect(code).toBe(can ? null : 'tourism.booking.step_not_possible')
  if (!can) return
  trip.paymentId = paymentId
  for (const { hold } of trip.parts) hold.expiresAt = world.now + model.HOLD_MS + model.GRACE_MS
  world.payments.push(paymentId)
}

async function paid(world: Ground, at: number): Promise<void> {
  // -1 is the last one asked for.
  const [paymentId] = world.payments.splice(at % Math.max(1, world.payments.length), 1)
  const trip = world.trips.find((one) => one.paymentId === paymentId)
  if (paymentId === undefined || trip === undefined) return
  expect(await town.gatewayTells(paymentId)).toBe('confirmed')
  trip.paid = true
  if (trip.parts.every(({ hold }) => hold.state === 'held')) {
    note(trip.parts.some((one) => one.voucherFen > 0) ? 'the rest was paid' : 'paid')
    return gifts.confirm(world, trip)
  }
  note('paid too late')
  for (const one of trip.parts) one.refundedFen = one.totalFen
}

async function cancel(world: Ground, trip: Trip): Promise<void> {
  const [first] = trip.parts
  let backFen = 0
  const acting =
    trip.packageId === null
      ? act(buyer, cancelMyBooking, { bookingId: first?.id ?? '', expectedRefundFen: 0 })
      : act(buyer, cancelPackage, { packageBookingId: trip.packageId, expectedRefundFen: 0 })
  const code = await codeOf(acting.then((done) => (backFen = done.refundedFen)))
  const can = first?.hold.state === 'confirmed'
  expect(code).toBe(can ? null : 'tourism.booking.step_not_possible')
  if (!can) return
  const isGiven = trip.parts.some((one) => one.voucherFen > 0)
  note(isGiven ? 'what a voucher paid cancelled' : 'cancelled')
  const due = trip.parts.map((one) => gifts.giveUp(world, one, gifts.worth(one)))
  expect(backFen).toBe(due.reduce((sum, fen) => sum + fen, 0))
  for (const one of trip.parts) model.move(world, one.hold, 'released')
}

/** The last night, or the last ticket. */
async function giveUpPart(world: Ground, { parts, packageId }: Trip): Promise<void> {
  const [one] = parts
  if (one === undefined) return
  const { shape } = one
  const isStay = one.kind === 'stay'
  if (packageId === null && (isStay ? shape.nights : shape.adults) < 2) return
  const [row] = await app.database.read((sql) => bookingsById(sql, [one.id]))
  const less = isStay ? { nights: shape.nights - 1 } : { unitIds: [row?.units.at(-1)?.id ?? ''] }
  let backFen = 0
  const asked = { bookingId: one.id, ...(packageId === null ? less : {}), expectedRefundFen: 0 }
  const code = await codeOf(act(buyer, cancelPart, asked).then((done) => (backFen = done.refundFen)))
  if (packageId !== null) return expect(code).toBe('tourism.booking.in_package')
  const can = one.hold.state === 'confirmed'
  expect(code).toBe(can ? null : 'tourism.booking.step_not_possible')
  if (!can) return
  note(one.voucherFen > 0 ? 'part of what a voucher paid given up' : 'part given up')
  gifts.expire(world)
  expect(backFen).toBe(gifts.giveUp(world, one, isStay ? 20_000 : 8_000))
  one.shape = isStay ? { ...shape, nights: shape.nights - 1 } : { ...shape, adults: shape.adults - 1 }
  model.reshape(world, one.hold, model.claimsOf(isStay, one.shape))
}

async function drop(world: Ground, trip: Trip): Promise<void> {
  const acting =
    trip.packageId === null
      ? act(buyer, releaseBooking, { bookingId: trip.parts[0]?.id ?? '' })
      : act(buyer, releasePackage, { packageBookingId: trip.packageId })
  const can = trip.paymentId === null && trip.parts.every(({ hold }) => hold.state === 'held')
  expect(await codeOf(acting)).toBe(can ? null : 'tourism.booking.step_not_possible')
  if (!can) return
  for (const { hold } of trip.parts) model.move(world, hold, 'released')
}

async function takeBack(gift: Gift): Promise<void> {
  const code = await codeOf(act(givers.get(gift.id) ?? buyer, takeBackVoucher, { voucherId: gift.id }))
  const refused =
    gift.state !== 'confirmed' ? 'tourism.voucher.not_open' : gifts.isPut(gift) ? 'tourism.voucher.in_use' : null
  expect(code).toBe(refused)
  if (refused !== null) return
  note('taken back')
  Object.assign(gift, { state: 'released', refundedFen: gift.valueFen })
}

/** Counters, the shelf, bookings, vouchers, and every fen of them in the books. */
async function compare(world: Ground): Promise<void> {
  const counters = await app.database.read((sql) =>
    countersBetween(sql, [world.roomTypeId, world.resourceId], FIRST, addDays(FIRST, DAYS - 1)),
  )
  const kinds = { [world.roomTypeId]: 'night', [world.resourceId]: 'visit' }
  for (const one of counters)
    expect(one, one.day).toMatchObject({ ...world.cells.get(`${kinds[one.ownerId]} ${one.day}`) })
  const parts = world.trips.flatMap((trip) => trip.parts)
  const rows = await app.database.read((sql) =>
    bookingsById(
      sql,
      parts.map((one) => one.id),
    ),
  )
  const found = new Map(rows.map((row) => [row.id, row]))
  for (const { parts: own, paid: isPaid } of world.trips)
    for (const { id, hold, totalFen, refundedFen, keptFen, voucherFen } of own) {
      const row = found.get(id)
      expect(row).toMatchObject({ state: hold.state, totalFen, refundedFen, keptFen, voucherFen })
      if (row === undefined || !isPaid || row.confirmedAt === null) continue
      const charges = await app.database.read((sql) => chargesOf(sql, row))
      for (const charge of charges) expect(charge.refundedFen).toBeLessThanOrEqual(charge.amountFen)
      const left = charges.reduce((sum, charge) => sum + charge.amountFen - charge.refundedFen, 0)
      expect(left).toBe(totalFen - refundedFen)
    }
  const given = await app.database.read((sql) =>
    vouchersById(
      sql,
      world.gifts.map((one) => one.id),
    ),
  )
  const vouchers = new Map(given.map((row) => [row.id, row]))
  for (const { id, state, refundedFen } of world.gifts) expect(vouchers.get(id)).toMatchObject({ state, refundedFen })
}

const onShelf = async () => {
  const found = await app.database.read((sql) => availability(sql, [grower.itemId], civilDate(clock.now())))
  return found.get(grower.itemId)?.units ?? 0
}

test('random acts with gift vouchers and packages are as a simple model has them: nothing used twice, every fen with whom it is due', async () => {
  await fc.assert(
    fc.asyncProperty(gifts.acts, async (acts) => {
      clock.set(new Date(START))
      const world = await newGround()
      const before = await onShelf()
      for (const one of acts) await take(world, one)
      await passTime(world)
      await compare(world)
      const kept = world.trips.flatMap((one) => one.parts).filter((one) => one.kind === 'goods')
      const sold = kept.filter(({ hold }) => hold.state === 'held' || hold.state === 'confirmed').length
      expect(before - (await onShelf())).toBe(sold)
      // Half a year later nothing is left of what was not used.
      world.now += (VOUCHER_DAYS + 2) * 24 * 3_600_000
      await passTime(world)
      await runJob(app, expireVouchersJob, {})
      for (const gift of world.gifts)
        if (gift.state === 'confirmed') Object.assign(gift, { state: 'expired', refundedFen: gift.valueFen })
      await compare(world)
      await town.allIsWell()
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
  const vouchers = ['put to a dearer one', 'paid whole by a voucher', 'the rest was paid', 'taken back']
  const packages = ['put to a package', 'package paid by vouchers', 'paid too late']
  const ends = ['what a voucher paid cancelled', 'part of what a voucher paid given up']
  const refusals = ['in_use', 'one_each', 'not_open', 'for_something_else'].map((code) => `tourism.voucher.${code}`)
  const all = [...vouchers, ...packages, ...ends, ...refusals]
  for (const what of all) expect(happened.get(what) ?? 0, what).toBeGreaterThan(0)
  await books(trade)
}, 600_000)
