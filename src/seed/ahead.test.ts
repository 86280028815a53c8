import { expect, test } from 'vitest'
import { openTrade, toolsFor } from '../workflows/testing.ts'
import type { DemoPeople } from './accounts.ts'
import { sellAhead } from './ahead.ts'

test('the demonstration has a harvest sold ahead, something made to order and one piece, each once', async () => {
  const trade = await openTrade({ sellers: 1 })
  const [shop] = trade.shops
  const people = { sellers: [{ actor: shop?.owner, organisationId: shop?.organisationId }] } as unknown as DemoPeople
  expect(await sellAhead(trade.county.app, people)).toBe(3)
  expect(await sellAhead(trade.county.app, people)).toBe(3)
  const { countOf } = toolsFor(trade)
  expect(await countOf('market.listing')).toBe(4)
  expect(await countOf('supply.plan', `state = 'open'`)).toBe(2)
  expect(await countOf('stock.lot', 'one_of_a_kind AND available_units = 1')).toBe(1)
})
