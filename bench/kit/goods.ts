import type { Tx } from '../../src/kernel/database.ts'
import { saveFreightTemplateRow } from '../../src/modules/delivery/index.ts'
import { receiveHarvests } from '../../src/modules/farm/index.ts'
import type { Category } from '../../src/modules/market/index.ts'
import { harvestsById } from '../../src/modules/farm/index.ts'
import { categories } from '../../src/modules/market/index.ts'
import { foundOrganisation, villages } from '../../src/modules/people/index.ts'
import { createItems } from '../../src/modules/stock/index.ts'
import { listItemsForSale } from '../../src/workflows/open-listing.ts'
import { packHarvests } from '../../src/workflows/pack-lot.ts'
import { benchCounty } from './county.ts'

export type Goods = { listingIds: string[]; sellers: string[][] }

const NAMES = ['高山绿茶', '冬笋干', '番薯干', '黑木耳', '山茶油', '土蜂蜜', '菊米', '红米']

/** Sellers with listings, each with plenty of units, made by the same functions people's operations use. */
export async function makeGoods(
  databaseUrl: string,
  sellers: number,
  listingsEach: number,
  unitsEach: number,
): Promise<Goods> {
  const county = benchCounty(databaseUrl)
  try {
    const owner = await county.app.ports.auth.createPerson({
      email: 'bench@county.test',
      password: 'a bench needs no secrets',
      name: 'Bench',
    })
    const made: string[][] = []
    for (let s = 0; s < sellers; s += 1)
      made.push(await county.app.database.transact((tx) => oneSeller(tx, owner, s, listingsEach, unitsEach)))
    return { listingIds: made.flat(), sellers: made }
  } finally {
    await county.close()
  }
}

async function oneSeller(tx: Tx, ownerId: string, s: number, count: number, units: number): Promise<string[]> {
  const now = new Date()
  const today = now.toISOString().slice(0, 10)
  const village = villages()[s % villages().length]
  const villageCode = village?.code ?? ''
  const organisationId = await foundOrganisation(
    tx,
    {
      kind: 'cooperative',
      nameZh: `示范合作社${s}`,
      nameEn: null,
      villageCode,
      contactName: '示范',
      contactPhone: '+8613800000000',
      ownerId,
      sellerAccount: `bench-${s}`,
    },
    now,
  )
  const freightTemplateId = await saveFreightTemplateRow(tx, organisationId, '标准', [
    { provinces: [], firstGrams: 1000, firstFen: 800, stepGrams: 1000, stepFen: 300 },
  ])
  const title = (i: number) => `${NAMES[i % NAMES.length]} ${s}-${i}`
  const receipts = Array.from({ length: count }, (_, i) => ({
    grower: `示范户${i % 20}`,
    villageCode,
    plot: '一号地',
    product: title(i),
    weightGrams: units * 250,
    harvestedOn: today,
  }))
  const received = await receiveHarvests(tx, organisationId, receipts, now)
  const harvests = new Map(
    (
      await harvestsById(
        tx,
        organisationId,
        received.map((r) => r.harvestId),
      )
    ).map((h) => [h.id, h]),
  )
  const items = await createItems(
    tx,
    organisationId,
    '9520',
    receipts.map((r) => ({ name: r.product, netGrams: 250, storage: 'ambient' as const, shelfLifeDays: 365 })),
  )
  const packings = items.map((item, i) => ({
    item,
    harvest: harvests.get(received[i]?.harvestId ?? '') as never,
    lotCode: `B${s}-${i}`,
    packedOn: today,
    units,
  }))
  await packHarvests(tx, organisationId, packings, now)
  return listItemsForSale(
    tx,
    organisationId,
    items.map((item, i) => ({
      item: { ...item, villageCode },
      titleZh: item.name,
      titleEn: `Goods ${s}-${i}`,
      descriptionZh: '山里的味道，自家采收，当季包装。',
      descriptionEn: 'From the hills, picked by the family, packed in season.',
      category: categories[i % categories.length] as Category,
      priceFen: 1000 + i * 10,
      seasonMonths: 4095,
      freightTemplateId,
    })),
    now,
  )
}
