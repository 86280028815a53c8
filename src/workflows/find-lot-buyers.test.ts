import { expect, test } from 'vitest'
import { listAudit } from '../kernel/audit.ops.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { readSellerOrder } from '../modules/market/index.ts'
import { listLots } from '../modules/stock/index.ts'
import { cancelMyOrder } from './cancel-order.ts'
import { findLotBuyers, lookUpLot } from './find-lot-buyers.ts'
import { restockItem } from './restock-item.ts'
import { officer, openTrade, order, press, work } from './testing.ts'

const trade = await openTrade({ sellers: 2, units: 5 })
const { act } = trade.county
const [shop, other] = trade.shops as [(typeof trade.shops)[0], (typeof trade.shops)[0]]
const { organisationId, owner } = shop
const part = { organisationId }

for (const each of trade.shops)
  await act(each.owner, restockItem, {
    organisationId: each.organisationId,
    itemId: each.itemId,
    units: 20,
    harvestedOn: '2026-04-17',
  })
const bought = new Map<string, number>()
for (const units of [3, 4, 2]) {
  const ordered = await order(trade, `a guest who wants ${units}`, units)
  await press(trade, ordered, 'pay')
  bought.set(ordered.orderIds[0] ?? '', units)
}
const unpaid = await order(trade, 'a guest who does not pay', 1)
const regretful = await order(trade, 'a guest who thinks better of it', 2)
await press(trade, regretful, 'pay')
await work(trade)
await act(regretful.buyer, cancelMyOrder, { orderId: regretful.orderIds[0] ?? '' })
const { lots } = await act(owner, listLots, part)

test('whoever paid for units of a lot is found from it, with how many; each order names the same lots', async () => {
  const found = new Map<string, number>()
  expect(lots).toHaveLength(2)
  for (const { id: lotId, code } of lots) {
    const { orders } = await act(owner, findLotBuyers, { ...part, lotId })
    expect(orders.length).toBeGreaterThan(0)
    for (const { orderId, units, phone } of orders) {
      expect(phone).toMatch(/^1\d{10}$/)
      found.set(orderId, (found.get(orderId) ?? 0) + units)
      const { lines } = await act(owner, readSellerOrder, { ...part, orderId })
      const named = lines.flatMap((line) => line.lots).filter((lot) => lot.lotCode === code)
      expect(named.reduce((sum, lot) => sum + lot.units, 0)).toBe(units)
    }
  }
  // Nobody who paid is missing, and nobody is there who did not, or whose order ended.
  expect(found).toEqual(bought)
  expect([...found.keys()]).not.toContain(unpaid.orderIds[0])
})

test('the centre finds the same orders by what stands on the label, without names; another seller finds nothing', async () => {
  for (const { id: lotId, code, gtin } of lots) {
    const seen = await act(officer(), lookUpLot, { gtin, code })
    const { orders } = await act(owner, findLotBuyers, { ...part, lotId })
    expect(seen.orders.map(({ orderId, units }) => ({ orderId, units }))).toEqual(
      orders.map(({ orderId, units }) => ({ orderId, units })),
    )
    for (const one of seen.orders) expect(Object.keys(one)).not.toContain('recipientName')
    expect(seen.orders.every(({ phoneLastFour }) => /^\d{4}$/.test(phoneLastFour))).toBe(true)
    const theirs = { organisationId: other.organisationId, lotId }
    await expect(act(other.owner, findLotBuyers, theirs)).rejects.toMatchObject({ code: 'stock.lot.unknown' })
    await expect(act(other.owner, findLotBuyers, { ...part, lotId })).rejects.toMatchObject({
      code: 'kernel.not_allowed',
    })
  }
})

test('each look is on record', async () => {
  // The trail has the database's own time.
  const today = civilDate(new Date())
  const days = { from: addDays(today, -1), to: today }
  const { entries } = await act(officer(), listAudit, { ...days, operation: 'stock.lot.buyers', limit: 50 })
  expect(entries.length).toBeGreaterThan(0)
  expect(lots.map(({ id }) => id)).toContain(entries[0]?.detail.lotId)
})
