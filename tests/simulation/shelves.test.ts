import { expect, test } from 'vitest'
import { outcomeOf } from '../harness/outcome.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import { answerBundle, listSellerOrders, proposeBundle, putInBasket } from '../../src/modules/market/index.ts'
import { openPayment } from '../../src/modules/payment/index.ts'
import {
  listOwnStops,
  listTransfers,
  lotsOutOfStep,
  readShelves,
  receiveTransfer,
  recordCount,
  releaseAnyStop,
  releaseOwnStop,
  sendTransfer,
  stopAnyLot,
  stopOwnLot,
} from '../../src/modules/stock/index.ts'
import { cancelSellerOrder } from '../../src/workflows/cancel-order.ts'
import { placeOrders } from '../../src/workflows/checkout.ts'
import { findLotBuyers } from '../../src/workflows/find-lot-buyers.ts'
import { recordReceipt, recordWriteOff, saveStockPlace } from '../../src/workflows/keep-stock.ts'
import { quoteBasket } from '../../src/workflows/price-basket.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import { allIsWell, officer, openTrade, pressAt, recipient, toolsFor, work } from '../../src/workflows/testing.ts'
import type { Trade } from '../../src/workflows/testing.ts'
import { printedSeed, seeded } from './random.ts'

const seed = printedSeed('shelves')
type Random = ReturnType<typeof seeded>
type Shop = Trade['shops'][number] & { places: string[] }

test('packers count, move, damage and stop goods while shoppers buy them: every unit stays accounted for', async () => {
  const trade = await openTrade({ sellers: 3, units: 120 })
  const random = seeded(seed)
  const shops: Shop[] = []
  for (const shop of trade.shops) shops.push({ ...shop, places: await placesOf(trade, shop) })
  await sellTogether(trade)
  // Dice may stop one of the two goods on the first day.
  await buy(
    trade,
    'first guest',
    shops.slice(0, 2).map(({ listingId }) => ({ listingId, units: 1 })),
  )
  for (let day = 0; day < 14; day += 1) {
    await Promise.all([
      ...Array.from({ length: 5 }, (_, i) => visit(trade, `day ${day} guest ${i}`, random)),
      ...shops.map((one) => keepShelves(trade, one, random)),
    ])
    await work(trade)
    await Promise.all(shops.map((one) => ship(trade, one, random)))
    expect(await trade.county.app.database.read((sql) => lotsOutOfStep(sql))).toEqual([])
    trade.county.clock.advance(86_400)
  }
  for (const one of shops) await endOf(trade, one)
  const { countOf } = toolsFor(trade)
  expect(await trade.county.app.database.read((sql) => lotsOutOfStep(sql))).toEqual([])
  expect(
    await countOf('stock.movement', `kind IN ('missing', 'found', 'written_off', 'sent', 'arrived')`),
  ).toBeGreaterThan(20)
  expect(await countOf('stock.movement', `kind = 'shipped'`)).toBeGreaterThan(10)
  expect(await soldTwice(trade)).toBe(0)
  expect(await countOf('market.order_discount', `source = 'bundle'`)).toBeGreaterThan(0)
  await everyoneFound(trade, shops)
  await allIsWell(trade)
}, 120_000)

/** Two shops' goods cost less together; every basket that holds both pays each its share. */
async function sellTogether({ county, shops }: Trade): Promise<void> {
  const [one, other] = shops as [Trade['shops'][number], Trade['shops'][number]]
  const parts = [one, other].map(({ listingId }, i) => ({ listingId, units: 1, shareFen: 1101 + i }))
  const words = { titleZh: '两村一套', titleEn: 'Two villages', parts }
  const { bundleId } = await county.act(one.owner, proposeBundle, { organisationId: one.organisationId, ...words })
  await county.act(other.owner, answerBundle, { organisationId: other.organisationId, bundleId, agree: true })
}

async function placesOf({ county }: Trade, { owner, organisationId }: Trade['shops'][number]): Promise<string[]> {
  const words = { organisationId, kind: 'village_point' as const, name: '村口代收点', villageCode: null }
  const { placeId } = await county.act(owner, saveStockPlace, words)
  const { lots } = await county.act(owner, readShelves, { organisationId })
  return [lots[0]?.places[0]?.placeId ?? '', placeId]
}

async function visit(trade: Trade, guest: string, random: Random): Promise<void> {
  const lines = trade.shops
    .filter(() => random.chance(0.6))
    .map(({ listingId }) => ({ listingId, units: 1 + random.below(3) }))
  if (lines.length > 0) await buy(trade, guest, lines)
}

async function buy(trade: Trade, guest: string, lines: { listingId: string; units: number }[]): Promise<void> {
  const { act } = trade.county
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(guest) }
  await act(buyer, putInBasket, { lines })
  const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  let paymentId = ''
  const placed = act(buyer, placeOrders, { recipient, expectedFen: quote.totalFen }).then((done) => {
    paymentId = done.paymentId
  })
  if ((await outcomeOf(placed)) !== 'done') return
  const { payUrl } = await act(buyer, openPayment, { paymentId })
  await pressAt(payUrl, 'pay')
}

/** One thing at a time, chosen by dice; what cannot be done is refused, and that is well. */
async function keepShelves({ county }: Trade, shop: Shop, random: Random): Promise<void> {
  const { owner, organisationId, places } = shop
  const { lots } = await county.act(owner, readShelves, { organisationId })
  const lot = lots.length > 0 ? random.pick(lots) : undefined
  if (lot === undefined) return
  const placeId = random.pick(places)
  const at = lot.places.find((one) => one.placeId === placeId)?.units ?? 0
  const part = { organisationId, lotId: lot.id }
  const units = 1 + random.below(6)
  const lines = [{ lotId: lot.id, countedUnits: Math.max(0, at + random.below(5) - 2), reason: '盘点' }]
  const toPlaceId = places.find((one) => one !== placeId) ?? ''
  const acts = [
    () => county.act(owner, recordCount, { organisationId, placeId, lines }),
    () => county.act(owner, sendTransfer, { ...part, fromPlaceId: placeId, toPlaceId, units }),
    () => county.act(owner, recordWriteOff, { ...part, placeId, units, cause: 'damaged' }),
    () => county.act(owner, recordReceipt, { ...part, placeId, units }),
    () =>
      random.chance(0.5)
        ? county.act(owner, stopOwnLot, { ...part, reason: '自查' })
        : county.act(officer(), stopAnyLot, { lotId: lot.id, reason: '抽检' }),
  ]
  for (let i = 0; i < 3; i += 1) await outcomeOf(random.pick(acts)())
  await arriveAll(county, shop, random)
  if (random.chance(0.7)) await releaseAll(county, shop)
}

async function arriveAll(county: Trade['county'], { owner, organisationId }: Shop, random: Random | null) {
  const { transfers } = await county.act(owner, listTransfers, { organisationId })
  for (const one of transfers.filter(({ receivedAt }) => receivedAt === null)) {
    if (random?.chance(0.3) === true) continue
    const receivedUnits = Math.max(0, one.units - (random?.chance(0.2) === true ? 1 : 0))
    await outcomeOf(
      county.act(owner, receiveTransfer, { organisationId, transferId: one.id, receivedUnits, reason: '少一包' }),
    )
  }
}

async function releaseAll(county: Trade['county'], { owner, organisationId }: Shop): Promise<void> {
  const { stops } = await county.act(owner, listOwnStops, { organisationId })
  for (const { id: stopId, placedBy, releasedAt } of stops) {
    if (releasedAt !== null) continue
    const finding = '没有问题'
    await outcomeOf(
      placedBy === 'seller'
        ? county.act(owner, releaseOwnStop, { organisationId, stopId, finding })
        : county.act(officer(), releaseAnyStop, { stopId, finding }),
    )
  }
}

async function ship({ county }: Trade, { owner, organisationId }: Shop, random: Random | null): Promise<void> {
  const { orders } = await county.act(owner, listSellerOrders, { organisationId, state: 'paid', limit: 200 })
  for (const { id: orderId } of orders) {
    if (random?.chance(0.3) === true) continue
    const part = { organisationId, orderId }
    await outcomeOf(
      random?.chance(0.1) === true
        ? county.act(owner, cancelSellerOrder, { ...part, reason: '找不到', outOfStock: random.chance(0.5) })
        : county.act(owner, shipSellerOrder, { ...part, carrier: '邮政', trackingNumber: `S${orderId.slice(-12)}` }),
    )
  }
}

/** Everything on its way arrives, every hold is released, every order leaves. */
async function endOf(trade: Trade, one: Shop): Promise<void> {
  await arriveAll(trade.county, one, null)
  await releaseAll(trade.county, one)
  await ship(trade, one, null)
}

/** Lots whose shipped units are not exactly those of the parcels that carry them. */
const soldTwice = (trade: Trade) =>
  toolsFor(trade).countOf(
    'stock.lot l',
    `l.shipped_units <> (SELECT coalesce(sum(t.units), 0) FROM market.order_line_lot t JOIN market."order" o ON o.id = t.order_id
      WHERE t.lot_id = l.id AND o.shipped_at IS NOT NULL)`,
  )

/** From every lot to its buyers: as many units as were sold. */
async function everyoneFound({ county }: Trade, shops: readonly Shop[]): Promise<void> {
  for (const { owner, organisationId } of shops) {
    const { lots } = await county.act(owner, readShelves, { organisationId })
    for (const { id: lotId } of lots) {
      const { orders } = await county.act(owner, findLotBuyers, { organisationId, lotId })
      const shipped = orders.filter(({ shippedAt }) => shippedAt !== null).reduce((sum, one) => sum + one.units, 0)
      expect(shipped).toBeGreaterThan(0)
    }
  }
}
