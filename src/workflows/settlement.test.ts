import { expect, test } from 'vitest'

import { books, openTrade, order, ordersOf, press, work } from './testing.ts'

const trade = await openTrade()
const states = async (ordered: Awaited<ReturnType<typeof order>>) =>
  (await ordersOf(trade, ordered.buyer, ordered.paymentId)).map((o) => o.state)

test('paid, told, frozen', async () => {
  const ordered = await order(trade, 'a')
  expect(await states(ordered)).toEqual(['awaiting_payment', 'awaiting_payment'])
  const paid = await press(trade, ordered, 'pay')
  expect(paid.status).toBe(303)
  expect(paid.headers.get('location')).toBe(`${trade.url}/pay/${ordered.paymentId}/back`)
  await work(trade)
  expect(await states(ordered)).toEqual(['paid', 'paid'])
  const [one, two] = trade.shops.map((s) => `frozen/${s.organisationId}`)
  expect(await books(trade)).toEqual({ gateway: 2 * (3 * 1234 + 500), [one!]: -4202, [two!]: -4202 })
})
