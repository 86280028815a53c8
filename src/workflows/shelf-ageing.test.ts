import { expect, test } from 'vitest'
import { outcomeOf } from '../../tests/harness/outcome.ts'
import { runJobs } from '../../tests/harness/jobs.ts'
import { readShelves, releaseOwnStop, setMinimum, stopOwnLot } from '../modules/stock/index.ts'
import { readSellerQueue } from './read-seller-queue.ts'
import { bringIn, buyAhead, listAhead, openTrade } from './testing.ts'

const trade = await openTrade({ sellers: 2 })
const { act, clock } = trade.county
const [shop, other] = trade.shops as [(typeof trade.shops)[number], (typeof trade.shops)[number]]
const { organisationId, owner } = shop

/** Moves the clock on to a moment of the county, Asia/Shanghai. */
const at = (moment: string) => clock.advance((new Date(`${moment}+08:00`).getTime() - clock.now().getTime()) / 1000)
const shelf = async (itemId: string) => {
  const { lots, minimums } = await act(owner, readShelves, { organisationId })
  return { lots: lots.filter((lot) => lot.itemId === itemId), minimum: minimums.find((one) => one.itemId === itemId) }
}
const agesOf = async (itemId: string) => {
  const { lots } = await shelf(itemId)
  return lots.map(({ code, daysOnShelf, daysToExpiry }) => [code, daysOnShelf, daysToExpiry])
}
/** Cards that ask for more of an item, with how urgent they are. */
const asked = async (itemId: string) => {
  const { things } = await act(owner, readSellerQueue, { organisationId })
  return things.filter((one) => one.kind === 'restock' && one.subjectId === itemId).map(({ level }) => level)
}
const left = async (itemId: string) => {
  const { minimum } = await shelf(itemId)
  return minimum && [minimum.availableUnits, minimum.below]
}

test('lots age by the days of the county: at its midnight, not at that of Greenwich', async () => {
  const { itemId, listingId } = await listAhead(trade, shop, { name: '杨梅' })
  at('2026-04-18T23:00:00')
  await bringIn(trade, shop, itemId, 8, 'A')
  at('2026-04-18T23:59:59')
  expect(await agesOf(itemId)).toEqual([['A', 0, 20]])
  at('2026-04-19T00:00:00')
  expect(await agesOf(itemId)).toEqual([['A', 1, 19]])
  // Midnight of Greenwich, eight in the morning here: nothing has changed.
  at('2026-04-19T08:00:00')
  expect(await agesOf(itemId)).toEqual([['A', 1, 19]])
  await bringIn(trade, shop, itemId, 3, 'B')
  await act(owner, setMinimum, { organisationId, itemId, units: 5 })

  at('2026-05-07T23:59:59')
  expect(await agesOf(itemId)).toEqual([
    ['A', 19, 1],
    ['B', 18, 2],
  ])
  expect(await left(itemId)).toEqual([11, false])
  expect(await asked(itemId)).toEqual([])
  // On its last day a lot is not sold any more: three of the other are left, which is too few.
  at('2026-05-08T00:00:00')
  expect(await agesOf(itemId)).toEqual([
    ['A', 20, 0],
    ['B', 19, 1],
  ])
  expect(await left(itemId)).toEqual([3, true])
  expect(await asked(itemId)).toEqual([0])
  const four = buyAhead(trade, 'wants four', [{ listingId, units: 4 }], { pays: false })
  expect(await outcomeOf(four)).toBe('stock.sold_out')
  // And then none at all, which is more urgent, and asked for once though it is both sold out and below.
  at('2026-05-09T00:00:00')
  expect((await agesOf(itemId))[0]).toEqual(['A', 21, -1])
  expect(await left(itemId)).toEqual([0, true])
  expect(await asked(itemId)).toEqual([1])
})

test('a minimum warns below it and not at it, by what is held, sold and put on hold, and once', async () => {
  const { itemId, listingId } = await listAhead(trade, shop, { name: '枇杷' })
  await bringIn(trade, shop, itemId, 10, 'C')
  await act(owner, setMinimum, { organisationId, itemId, units: 5 })
  const line = (units: number) => [{ listingId, units }]
  await buyAhead(trade, 'buys five', line(5))
  expect([await left(itemId), await asked(itemId)]).toEqual([[5, false], []])
  // One more, not paid yet: it is not there to be sold.
  await buyAhead(trade, 'thinks about one', line(1), { pays: false })
  expect([await left(itemId), await asked(itemId)]).toEqual([[4, true], [0]])
  clock.advance(16 * 60)
  await runJobs(trade.county.app, 'market.expire-orders')
  expect([await left(itemId), await asked(itemId)]).toEqual([[5, false], []])

  const [lot] = (await shelf(itemId)).lots
  const part = { organisationId, lotId: lot?.id ?? '' }
  const { stopId } = await act(owner, stopOwnLot, { ...part, reason: '标签印错' })
  expect([await left(itemId), await asked(itemId)]).toEqual([[0, true], [1]])
  await act(owner, releaseOwnStop, { organisationId, stopId, finding: '换了标签' })
  expect(await left(itemId)).toEqual([5, false])
})

test('a minimum is the seller’s own, is set anew, and 0 takes it away', async () => {
  const { itemId } = await listAhead(trade, shop, { name: '樱桃' })
  await bringIn(trade, shop, itemId, 2, 'D')
  const set = (units: number) => act(owner, setMinimum, { organisationId, itemId, units })
  await set(3)
  await set(2)
  expect(await left(itemId)).toEqual([2, false])
  const theirs = { organisationId: other.organisationId, itemId, units: 9 }
  expect(await outcomeOf(act(other.owner, setMinimum, theirs))).toBe('stock.item.unknown')
  expect(await outcomeOf(act(other.owner, setMinimum, { ...theirs, organisationId }))).toBe('kernel.not_allowed')
  expect(await outcomeOf(set(-1))).toBe('kernel.invalid_input')
  expect(await left(itemId)).toEqual([2, false])
  await set(0)
  expect(await left(itemId)).toBeUndefined()
})
