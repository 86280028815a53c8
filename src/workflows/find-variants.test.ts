import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { saveFreightTemplate } from '../modules/delivery/index.ts'
import { changeListingState, saveVariants } from '../modules/market/index.ts'
import { villages } from '../modules/people/index.ts'
import { findGoods } from './find-goods.ts'
import { openListing } from './open-listing.ts'
import { packLot } from './pack-lot.ts'
import { receiveHarvest } from './receive-harvest.ts'
import { openTrade } from './testing.ts'

const { county, shops } = await openTrade({ sellers: 2, units: 100 })
const { act, clock } = county
const [shop, other] = shops as [(typeof shops)[number], (typeof shops)[number]]
const guest: Actor = { kind: 'guest', guestId: crypto.randomUUID() }
const { organisationId, owner } = shop
const villageCode = villages()[1]?.code ?? ''
const today = civilDate(clock.now())

/** One more packing of the same goods. */
async function packing(netGrams: number, priceFen: number): Promise<string> {
  const rules = [{ provinces: [], firstGrams: 100_000, firstFen: 500, stepGrams: 1000, stepFen: 100 }]
  const freight = await act(owner, saveFreightTemplate, { organisationId, name: `标准${netGrams}`, rules })
  const { harvestId } = await act(owner, receiveHarvest, {
    organisationId,
    grower: '农户',
    villageCode,
    plot: '二号地',
    product: '冬笋干',
    weightGrams: netGrams * 10,
    harvestedOn: addDays(today, -2),
  })
  const { itemId } = await act(owner, packLot, {
    organisationId,
    harvestId,
    item: { name: `冬笋干${netGrams}克`, netGrams, storage: 'ambient', shelfLifeDays: 300 },
    lotCode: `P${netGrams}`,
    packedOn: today,
    units: 10,
  })
  const { listingId } = await act(owner, openListing, {
    organisationId,
    itemId,
    villageCode,
    titleZh: `冬笋干 ${netGrams} 克`,
    titleEn: `Dried bamboo shoots ${netGrams} g`,
    descriptionZh: '',
    descriptionEn: '',
    category: 'bamboo-shoots',
    priceFen,
    seasonMonths: 4095,
    freightTemplateId: freight.id,
  })
  return listingId
}

const small = await packing(100, 600)
const large = await packing(1000, 4500)
const found = (input: Parameters<typeof act<typeof findGoods>>[2]) => act(guest, findGoods, input)
const words = (packingZh: string) => ({ gradeZh: '', gradeEn: '', packingZh, packingEn: packingZh })

test('choices of one goods stand for one tile, from what the cheapest costs; whoever stands alone stays as it was', async () => {
  expect((await found({ q: '笋干' })).tiles).toHaveLength(4)
  const variants = [
    { listingId: shop.listingId, ...words('250') },
    { listingId: small, ...words('100') },
    { listingId: large, ...words('1000') },
  ]
  await act(owner, saveVariants, { organisationId, variants })
  for (const input of [{ q: '笋干' }, {}, { category: 'bamboo-shoots' as const }]) {
    const { tiles, total, facets } = await found(input)
    expect([tiles.length, total]).toEqual([2, 2])
    const [ours, theirs] = [organisationId, other.organisationId].map((id) =>
      tiles.find((t) => t.organisationId === id),
    )
    expect(ours?.choices).toEqual({ count: 3, fromFen: 600 })
    expect(theirs?.choices).toBeNull()
    expect(facets).toEqual([{ code: 'bamboo-shoots', count: 2 }])
  }
  const ids = async (sort: 'price_up' | 'price_down') => (await found({ q: '笋干', sort })).tiles.map((tile) => tile.id)
  // Each way the group stands where its own first stands: 500 g of the large one cost least, of the small one most.
  expect(await ids('price_up')).toEqual([large, other.listingId])
  expect(await ids('price_down')).toEqual([small, other.listingId])
})

test('a choice that fits the filter is found, whichever it is; a closed one no longer counts', async () => {
  expect((await found({ jinFrom: 2900, jinTo: 3100 })).tiles.map((tile) => tile.id)).toEqual([small])
  await act(owner, changeListingState, { organisationId, listingId: small, state: 'closed' })
  const { tiles } = await found({ q: '笋干' })
  expect(tiles.find((tile) => tile.organisationId === organisationId)?.choices).toEqual({ count: 2, fromFen: 1234 })
  await act(owner, changeListingState, { organisationId, listingId: large, state: 'closed' })
  const alone = (await found({ q: '笋干' })).tiles.find((tile) => tile.organisationId === organisationId)
  expect([alone?.id, alone?.choices]).toEqual([shop.listingId, null])
})
