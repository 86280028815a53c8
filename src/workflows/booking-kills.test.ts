import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import type { App } from '../kernel/app.ts'
import { runJob } from '../kernel/jobs.ts'
import type { AnyOperation, InputOf } from '../kernel/operation.ts'
import { perform } from '../kernel/perform.ts'
import { instructionsOf, openInstructions } from '../modules/payment/index.ts'
import {
  bookingsById,
  checkInBooking,
  countersBetween,
  expireHoldsJob,
  vouchersById,
} from '../modules/tourism/index.ts'
import { settleBooking } from './booking-money.ts'
import { cancelMyBooking } from './end-booking.ts'
import { refundedOf, settledVoucher } from './gift-vouchers.fake.ts'
import { takeBackVoucher } from './give-vouchers.ts'
import type { Killable } from './killed.fake.ts'
import { killedEverywhere } from './killed.fake.ts'
import { payBookings } from './pay-bookings.ts'
import { redeemVoucher } from './redeem-voucher.ts'
import { sendInstructions } from './send-instructions.ts'
import { books, work } from './testing.ts'
import { printedSeed } from '../../tests/simulation/random.ts'
import { openTown } from './town.fake.ts'

// A booking's life, each act of it killed at every statement, in an order that a seed decides: so that what one leaves is what the next begins with.

const town = await openTown({ rooms: 400, places: 4000 })
const { trade, roomTypeId, resourceId, houseId, productId, newGuest } = town
const { act, app, clock } = trade.county
/** A morning on which the sight is open. */
const NOW = new Date('2026-04-20T09:00:00+08:00')
const DAYS = ['2026-04-20', '2026-05-12'] as const
const seed = printedSeed('killed bookings')

const by = (actor: Actor) => ({ actor, lang: 'zh' as const })
const asking =
  <T extends AnyOperation>(actor: Actor, operation: T, input: InputOf<T>) =>
  (county: App) =>
    perform(county, operation, by(actor), input)

/** Counters, books and the rows themselves. */
const stateOf =
  (bookingIds: readonly string[], voucherIds: readonly string[] = []) =>
  async () => ({
    counters: await app.database.read((sql) => countersBetween(sql, [roomTypeId, resourceId], ...DAYS)),
    bookings: await app.database.read((sql) => bookingsById(sql, bookingIds)),
    vouchers: await app.database.read((sql) => vouchersById(sql, voucherIds)),
    books: await books(trade),
    told: await app.database.read((sql) => openInstructions(sql, clock.now(), 1000)),
  })
const bookingIs = (bookingId: string, expected: object) => async () => {
  const [row] = await app.database.read((sql) => bookingsById(sql, [bookingId]))
  expect(row).toMatchObject(expected)
}

const held = async (isStay = true) => {
  const buyer = newGuest()
  const booking = isStay ? await town.stayOf(buyer) : await town.visitOf(buyer, 2, DAYS[0])
  return { buyer, booking }
}
async function asked(isStay = true) {
  const { buyer, booking } = await held(isStay)
  const input = { bookingIds: [booking.id], expectedFen: booking.totalFen }
  return { buyer, booking, ...(await act(buyer, payBookings, input)) }
}
const confirming = (paymentId: string) => (county: App) => town.gatewayTells(paymentId, county)
/** Paid as far as we were told. */
async function paid(isStay = true) {
  const { buyer, booking, paymentId } = await asked(isStay)
  await confirming(paymentId)(app)
  return { buyer, booking }
}
/** Paid at the bank. */
async function paidThere() {
  const { buyer, booking } = await held()
  await town.pay(buyer, [booking])
  return { buyer, booking }
}
const voucher = (valueFen: number, placeId = houseId) =>
  settledVoucher(town, { placeId, valueFen }, (_buyer, paymentId) => confirming(paymentId)(app))

type Act = () => Promise<Killable<unknown>>
const acts: Readonly<Record<string, Act>> = {
  async pay() {
    const { buyer, booking } = await held()
    const input = { bookingIds: [booking.id], expectedFen: booking.totalFen }
    return {
      act: asking(buyer, payBookings, input),
      state: stateOf([booking.id]),
      done: bookingIs(booking.id, { state: 'held', paymentId: expect.any(String) }),
    }
  },
  async confirm() {
    const { booking, paymentId } = await asked()
    return {
      act: confirming(paymentId),
      state: stateOf([booking.id]),
      done: bookingIs(booking.id, { state: 'confirmed', refundedFen: 0 }),
    }
  },
  async 'come too late'() {
    const { booking, paymentId } = await asked(false)
    clock.advance(3_600)
    await runJob(app, expireHoldsJob, {})
    return {
      act: confirming(paymentId),
      state: stateOf([booking.id]),
      done: bookingIs(booking.id, { cancelledBy: 'system', refundedFen: booking.totalFen }),
    }
  },
  async redeem() {
    const { booking } = await paid(false)
    const input = { organisationId: booking.organisationId, bookingId: booking.id, entryId: crypto.randomUUID() }
    const { sight } = town
    return {
      act: asking(sight.owner, checkInBooking, input),
      state: stateOf([booking.id]),
      done: bookingIs(booking.id, { state: 'redeemed', entered: 2 }),
    }
  },
  async cancel() {
    const { buyer, booking } = await paid()
    return {
      act: asking(buyer, cancelMyBooking, { bookingId: booking.id, expectedRefundFen: booking.totalFen }),
      state: stateOf([booking.id]),
      done: bookingIs(booking.id, { state: 'released', refundedFen: booking.totalFen }),
    }
  },
  async refund() {
    const { buyer, booking } = await paidThere()
    await act(buyer, cancelMyBooking, { bookingId: booking.id, expectedRefundFen: booking.totalFen })
    const open = await app.database.read((sql) => instructionsOf(sql, [booking.id]))
    return {
      // The bank may have paid back before the process died: sent again, it pays once.
      async act(county) {
        for (const { id } of open) await sendInstructions(county, [id])
      },
      state: async () => (await stateOf([booking.id])()).books,
      async done() {
        await work(trade)
        expect(await refundedOf(app.database, booking.id)).toBe(booking.totalFen)
      },
    }
  },
  async settle() {
    const { booking } = await paid()
    return {
      act: (county) => county.database.transact((tx) => settleBooking(tx, booking.id, clock.now())),
      state: stateOf([booking.id]),
      async done() {
        const told = await app.database.read((sql) => instructionsOf(sql, [booking.id]))
        expect(told.map((one) => one.kind)).toEqual(['release'])
      },
    }
  },
  async 'redeem a voucher'() {
    const { door, voucherId } = await voucher(50_000)
    const { buyer, booking } = await held()
    return {
      act: asking(buyer, redeemVoucher, { bookingId: booking.id, door }),
      state: stateOf([booking.id], [voucherId]),
      done: bookingIs(booking.id, { state: 'confirmed', voucherFen: booking.totalFen }),
    }
  },
  async 'pay a package by vouchers'() {
    const [first, second] = [await voucher(50_000), await voucher(50_000, productId)]
    const buyer = newGuest()
    const { bookingIds } = await town.packageOf(buyer)
    const bookingId = bookingIds[0] ?? ''
    await act(buyer, redeemVoucher, { bookingId, door: first.door })
    return {
      act: asking(buyer, redeemVoucher, { bookingId, door: second.door }),
      state: stateOf(bookingIds, [first.voucherId, second.voucherId]),
      async done() {
        const rows = await app.database.read((sql) => bookingsById(sql, bookingIds))
        expect(rows.map(({ state, totalFen, voucherFen }) => [state, totalFen - voucherFen])).toEqual([
          ['confirmed', 0],
          ['confirmed', 0],
        ])
      },
    }
  },
  async 'take back a voucher'() {
    const { giver, voucherId } = await voucher(20_000)
    return {
      act: asking(giver, takeBackVoucher, { voucherId }),
      state: stateOf([], [voucherId]),
      async done() {
        const [row] = await app.database.read((sql) => vouchersById(sql, [voucherId]))
        expect(row).toMatchObject({ state: 'released', refundedFen: 20_000 })
      },
    }
  },
}

const order = fc.sample(fc.shuffledSubarray(Object.keys(acts), { minLength: Object.keys(acts).length }), {
  seed,
  numRuns: 1,
})
const statements = new Map<string, number>()
for (const name of order.flat())
  test(`killed at every statement, all or nothing of it happens: to ${name}`, async () => {
    const prepare = acts[name] as Act
    const again = () => {
      clock.set(NOW)
      return prepare()
    }
    statements.set(name, await killedEverywhere(app, again))
    expect(statements.get(name)).toBeGreaterThan(0)
    await town.allIsWell()
  }, 60_000)
afterAll(() => console.log([...statements].map(([name, n]) => `${name} ${n}`).join(', ')))
