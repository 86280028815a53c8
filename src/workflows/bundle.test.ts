import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { statement } from '../kernel/database.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { isRefusal } from '../kernel/refusal.ts'
import { answerBundle, closeBundle, listPaymentOrders, proposeBundle, putInBasket } from '../modules/market/index.ts'
import { cancelSellerOrder } from './cancel-order.ts'
import { placeOrders } from './checkout.ts'
import { quoteBasket } from './price-basket.ts'
import { readBundle } from './read-bundle.ts'
import { allIsWell, openTrade, pressAt, recipient, toolsFor, work } from './testing.ts'
import { openPayment } from '../modules/payment/index.ts'
import { shipSellerOrder } from './ship-order.ts'

const trade = await openTrade({ sellers: 2, units: 10 })
const { act } = trade.county
const [first, second] = trade.shops as [(typeof trade.shops)[0], (typeof trade.shops)[0]]
const guest = (name: string): Actor => ({ kind: 'guest', guestId: guestIdOf(name) })

const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : String(error)),
  )

const parts = [
  { listingId: first.listingId, units: 3, shareFen: 3001 },
  { listingId: second.listingId, units: 1, shareFen: 1000 },
]
const propose = (more: object = {}) =>
  act(first.owner, proposeBundle, {
    organisationId: first.organisationId,
    titleZh: '两村笋干',
    titleEn: 'Shoots of two villages',
    parts,
    ...more,
  })
const answer = (bundleId: string, agree: boolean, of = second) =>
  act(of.owner, answerBundle, { organisationId: of.organisationId, bundleId, agree })

async function buy(name: string, units: readonly [number, number]) {
  const buyer = guest(name)
  const lines = trade.shops.map((shop, i) => ({ listingId: shop.listingId, units: units[i] ?? 0 }))
  await act(buyer, putInBasket, { lines })
  const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  const placed = await act(buyer, placeOrders, { recipient, expectedFen: quote.totalFen })
  return { buyer, ...placed, ...(await act(buyer, listPaymentOrders, { paymentId: placed.paymentId })) }
}

test('a bundle is sold once every seller agreed; each pays, ships and settles its part', async () => {
  const tooHigh = [{ ...parts[0]!, shareFen: 3 * 1234 + 1 }, parts[1]!]
  expect(await outcome(propose({ parts: tooHigh }))).toBe('market.bundle.share_too_high')
  const { bundleId, state } = await propose()
  expect(state).toBe('proposed')
  expect(await outcome(act(guest('x'), readBundle, { bundleId }))).toBe('market.bundle.unknown')
  const opened = trade.county.app.database.transact((tx) =>
    tx.run(statement('test.bundle.open', `UPDATE market.bundle SET state = 'open' WHERE id = $1`), [bundleId]),
  )
  await expect(opened).rejects.toThrow('not agreed by all')
  expect((await answer(bundleId, true)).state).toBe('open')
  expect(await outcome(answer(bundleId, true))).toBe('market.bundle.answered')
  const read = await act(guest('x'), readBundle, { bundleId })
  expect(read).toMatchObject({ totalFen: 4001, separateFen: 4 * 1234, availableBundles: 3 })

  const bought = await buy('bundle buyer', [4, 1])
  const lineOf = (shop: typeof first) => bought.orders.find((o) => o.organisationId === shop.organisationId)?.lines[0]
  expect(lineOf(first)).toMatchObject({ units: 4, priceFen: 1234, paidFen: 3001 + 1234, discountFen: 3 * 1234 - 3001 })
  expect(lineOf(second)).toMatchObject({ units: 1, paidFen: 1000, discountFen: 234 })
  const { payUrl } = await act(bought.buyer, openPayment, { paymentId: bought.paymentId })
  await pressAt(payUrl, 'pay')
  await work(trade)
  const orderOf = (shop: typeof first) => bought.orders.find((o) => o.organisationId === shop.organisationId)?.id ?? ''
  const ship = { organisationId: first.organisationId, orderId: orderOf(first), carrier: '邮政' }
  await act(first.owner, shipSellerOrder, { ...ship, trackingNumber: 'BUNDLE0001' })
  const gone = { organisationId: second.organisationId, orderId: orderOf(second), reason: '没货', outOfStock: true }
  await act(second.owner, cancelSellerOrder, gone)
  const { countOf } = toolsFor(trade)
  expect(await countOf('market."order"', `state = 'cancelled' AND refunded_fen = 1500`)).toBe(1)
  expect(await countOf('market.order_discount', `source = 'bundle' AND bearer_kind = 'seller'`)).toBe(2)
})

test('half a bundle costs what its goods cost; closed, all of it does', async () => {
  const { bundleId } = await propose()
  await answer(bundleId, true)
  const half = await buy('half', [2, 1])
  expect(half.orders.flatMap((o) => o.lines.map((l) => l.discountFen))).toEqual([0, 0])
  for (const shop of trade.shops) await act(shop.owner, closeBundle, { organisationId: shop.organisationId, bundleId })
})

test('a bundle is held whole or not at all', async () => {
  const before = await toolsFor(trade).countOf('stock.hold')
  expect(await outcome(buy('greedy', [1, 999]))).toBe('stock.sold_out')
  expect(await toolsFor(trade).countOf('stock.hold')).toBe(before)
  await allIsWell(trade)
})
