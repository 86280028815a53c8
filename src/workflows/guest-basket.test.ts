import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { runJob } from '../kernel/jobs.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { putInBasket, readBasket } from '../modules/market/index.ts'
import { forgetGuestBasketsJob } from '../modules/market/jobs.ts'
import { openPayment, readPayment } from '../modules/payment/index.ts'
import { placeOrders } from './checkout.ts'
import { quoteBasket } from './price-basket.ts'
import { openTrade, recipient } from './testing.ts'

const { county, shops } = await openTrade()
const { app, act, clock } = county
const [first, second] = shops as [(typeof shops)[0], (typeof shops)[0]]

/** One browser: a guest, then the person who signed in there. */
function browser(name: string) {
  const guestId = guestIdOf(name)
  const person = { kind: 'person', personId: uuidv7(clock.now()), guestId, memberships: [] } as const
  const guest: Actor = { kind: 'guest', guestId }
  const elsewhere: Actor = { ...person, guestId: null }
  return { guest, person, elsewhere }
}

const unitsOf = async (actor: Actor) =>
  Object.fromEntries((await act(actor, readBasket, {})).lines.map((line) => [line.listingId, line.units]))

test('what a guest put into the basket is there after signing in, and what is said then counts', async () => {
  const { guest, person, elsewhere } = browser('signs in')
  await act(guest, putInBasket, { lines: [{ listingId: first.listingId, units: 2 }] })
  await act(elsewhere, putInBasket, { lines: [{ listingId: second.listingId, units: 1 }] })
  expect(await unitsOf(person)).toEqual({ [first.listingId]: 2, [second.listingId]: 1 })

  await act(person, putInBasket, { lines: [{ listingId: first.listingId, units: 5 }] })
  expect(await unitsOf(person)).toEqual({ [first.listingId]: 5, [second.listingId]: 1 })
  expect(await unitsOf(guest)).toEqual({})

  await act(guest, putInBasket, { lines: [{ listingId: second.listingId, units: 7 }] })
  await act(person, putInBasket, { lines: [{ listingId: second.listingId, units: 0 }] })
  expect(await unitsOf(person)).toEqual({ [first.listingId]: 5 })
})

test('checking out after signing in orders the joined basket and empties both', async () => {
  const { guest, person, elsewhere } = browser('orders')
  await act(guest, putInBasket, { lines: [{ listingId: first.listingId, units: 1 }] })
  await act(elsewhere, putInBasket, { lines: [{ listingId: second.listingId, units: 1 }] })
  const quote = await act(person, quoteBasket, { provinceCode: recipient.provinceCode })
  const placed = await act(person, placeOrders, { recipient, expectedFen: quote.totalFen })
  expect(placed.orders).toHaveLength(2)
  expect(await unitsOf(person)).toEqual({})
  expect(await unitsOf(guest)).toEqual({})
})

test('an order placed as a guest can be paid for after signing in, by nobody else', async () => {
  const { guest, person } = browser('pays')
  await act(guest, putInBasket, { lines: [{ listingId: first.listingId, units: 1 }] })
  const quote = await act(guest, quoteBasket, { provinceCode: recipient.provinceCode })
  const { paymentId } = await act(guest, placeOrders, { recipient, expectedFen: quote.totalFen })
  expect(await act(person, readPayment, { paymentId })).toMatchObject({ state: 'asked' })
  expect((await act(person, openPayment, { paymentId })).payUrl).toContain('/sandbox/pay')
  const stranger = browser('stranger')
  await expect(act(stranger.person, readPayment, { paymentId })).rejects.toMatchObject({ code: 'payment.unknown' })
})

test('lines that guests left lying are taken away after ninety days, those of persons stay', async () => {
  const { guest, person } = browser('forgets')
  await act(guest, putInBasket, { lines: [{ listingId: first.listingId, units: 1 }] })
  await act(person, putInBasket, { lines: [{ listingId: second.listingId, units: 1 }] })
  clock.advance(89 * 86_400)
  await runJob(app, forgetGuestBasketsJob, {})
  expect(Object.keys(await unitsOf(person))).toHaveLength(2)
  clock.advance(3 * 86_400)
  await runJob(app, forgetGuestBasketsJob, {})
  expect(await unitsOf(person)).toEqual({ [second.listingId]: 1 })
  expect(await unitsOf(guest)).toEqual({})
})
