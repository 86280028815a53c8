import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSellerOrder } from '../modules/market/index.ts'
import { lotsOutOfStep } from '../modules/stock/index.ts'
import { refundSellerOrder } from './refund-order.ts'
import { allIsWell, openTrade, toolsFor } from './testing.ts'

const trade = await openTrade()
const { act, app } = trade.county
const { paid, ship, countOf } = toolsFor(trade)
const [shop] = trade.shops as [(typeof trade.shops)[0]]
const { owner, organisationId } = shop

const onSale = (units: number) =>
  countOf('stock.lot', `organisation_id = '${organisationId}' AND available_units = ${units}`)

test('units refunded before the parcel leaves are on sale again, and the parcel holds what is left', async () => {
  const ordered = await paid()
  const orderId = ordered.orderIds[0] ?? ''
  const refund = (units: number, outOfStock = false) =>
    act(owner, refundSellerOrder, { organisationId, orderId, units: [{ line: 0, units }], reason: '少发', outOfStock })
  expect(await onSale(997)).toBe(1)
  await refund(1)
  expect(await onSale(998)).toBe(1)
  await refund(1, true)
  expect(await countOf('stock.lot', 'withdrawn_units = 1 AND available_units = 998 AND sold_units = 1')).toBe(1)
  expect((await act(owner, readSellerOrder, { organisationId, orderId })).lines[0]?.lots).toMatchObject([{ units: 1 }])
  await ship(ordered, shop)
  expect(await countOf('stock.movement', `order_id = '${orderId}' AND kind = 'shipped' AND units = 1`)).toBe(1)
  const kinds = `order_id = '${orderId}' AND kind IN ('given_back', 'not_there') AND units = 1`
  expect(await countOf('stock.movement', kinds)).toBe(2)
  expect(await countOf('market.refund', `order_id = '${orderId}' AND cause = 'seller' AND amount_fen = 1234`)).toBe(2)
})

test('the last unit refunded before shipping ends the order and empties its hold', async () => {
  const ordered = await paid()
  const orderId = ordered.orderIds[0] ?? ''
  await act(owner, refundSellerOrder, { organisationId, orderId, units: [{ line: 0, units: 3 }], reason: '没货' })
  expect(await countOf('market."order"', `id = '${orderId}' AND state = 'refunded'`)).toBe(1)
  expect(await countOf('stock.hold', `order_id = '${orderId}' AND state = 'sold'`)).toBe(0)
  expect(await countOf('market.order_line_lot', `order_id = '${orderId}'`)).toBe(0)
})

test('whatever is refunded before shipping, shelf, hold, order and journal say the same', async () => {
  const part = fc.record({ units: fc.integer({ min: 1, max: 2 }), outOfStock: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 3 }), fc.boolean(), async (parts, leaves) => {
      const ordered = await paid()
      const orderId = ordered.orderIds[0] ?? ''
      let left = 3
      for (const { units, outOfStock } of parts) {
        const asked = { organisationId, orderId, units: [{ line: 0, units }], reason: '少发', outOfStock }
        if (units > left) await expect(act(owner, refundSellerOrder, asked)).rejects.toThrow('market.order.')
        else await act(owner, refundSellerOrder, asked)
        if (units <= left) left -= units
      }
      expect(await countOf('stock.hold', `order_id = '${orderId}' AND state = 'sold' AND units = ${left}`)).toBe(
        left > 0 ? 1 : 0,
      )
      if (leaves && left > 0) await ship(ordered, shop)
      const [line] = (await act(owner, readSellerOrder, { organisationId, orderId })).lines
      expect((line?.units ?? 0) - (line?.refundedUnits ?? 0)).toBe(left)
      expect(line?.lots.reduce((sum, lot) => sum + lot.units, 0)).toBe(left)
      expect(await app.database.read((sql) => lotsOutOfStep(sql))).toEqual([])
    }),
    { numRuns: 12 },
  )
  await allIsWell(trade)
}, 120_000)
