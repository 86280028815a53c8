import { afterAll } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import type { AnyOperation, InputOf, OutputOf } from '../../src/kernel/operation.ts'
import { saveFreightTemplate } from '../../src/modules/delivery/index.ts'
import { monthsOf } from '../../src/modules/market/index.ts'
import type { Category } from '../../src/modules/market/index.ts'
import { foundOrganisation, villages } from '../../src/modules/people/index.ts'
import { openDoor } from '../../src/server/listen.ts'
import { openListing } from '../../src/workflows/open-listing.ts'
import { packLot } from '../../src/workflows/pack-lot.ts'
import { receiveHarvest } from '../../src/workflows/receive-harvest.ts'
import type { TestCounty } from '../harness/database.ts'
import { openTestDatabase } from '../harness/database.ts'
import { testSite } from '../harness/server.ts'
import type { Account } from './signed-in.ts'

export type Listed = { listingId: string; gtin: string; lotCode: string; titleZh: string; priceFen: number }
export type Seller = {
  organisationId: string
  nameZh: string
  /** The owner's, to sign in with. */
  account: Account
  act: <T extends AnyOperation>(operation: T, input: Omit<InputOf<T>, 'organisationId'>) => Promise<OutputOf<T>>
}

type Goods = Pick<Listed, 'titleZh' | 'priceFen'> & {
  titleEn: string
  category: Category
  netGrams: number
  units: number
  seasonMonths: number
}

const tea: Goods = {
  titleZh: '云雾绿茶 明前',
  titleEn: 'Cloud Mist Green Tea',
  category: 'tea',
  netGrams: 250,
  priceFen: 12_800,
  units: 40,
  seasonMonths: monthsOf(3, 5),
}
const honey: Goods = {
  titleZh: '土蜂蜜 冬蜜',
  titleEn: 'Winter Honey',
  category: 'honey',
  netGrams: 500,
  priceFen: 9_800,
  units: 3,
  seasonMonths: 4095,
}
const craft: Goods = {
  titleZh: '手编竹篮 提篮',
  titleEn: 'Handwoven Bamboo Basket',
  category: 'bamboo-craft',
  netGrams: 600,
  priceFen: 6_600,
  units: 12,
  seasonMonths: 4095,
}

/** A county on a port of its own with two sellers: the first has tea and a little honey, the second baskets. */
export async function openBuyersCounty() {
  const door = await openDoor('127.0.0.1', 0)
  const url = `http://127.0.0.1:${door.port}`
  const county = await openTestDatabase({ environment: { TERRACE_URL: url } })
  const site = await testSite(county)
  door.answer(site.fetch)
  afterAll(() => door.close(1_000))
  const [growers, weavers] = [
    await openSeller(county, 1, '云上茶叶合作社', 'Yunshang Tea Cooperative'),
    await openSeller(county, 60, '溪边竹编工坊', 'Streamside Bamboo Workshop'),
  ]
  return {
    county,
    url,
    growers,
    weavers,
    tea: await list(county, growers, tea, 'CY2604A'),
    honey: await list(county, growers, honey, 'FM2604A'),
    craft: await list(county, weavers, craft, 'ZZ2604A'),
  }
}
export type BuyersCounty = Awaited<ReturnType<typeof openBuyersCounty>>

async function openSeller(
  { app, act }: TestCounty,
  village: number,
  nameZh: string,
  nameEn: string,
): Promise<Seller & { villageCode: string; freightTemplateId: string }> {
  const account = { email: `owner-${village}@example.com`, password: 'known to this test only' }
  const ownerId = await app.ports.auth.createPerson({ name: nameZh, ...account })
  const villageCode = villages()[village]?.code ?? ''
  const founding = {
    kind: 'cooperative' as const,
    nameZh,
    nameEn,
    villageCode,
    contactName: nameZh,
    contactPhone: '+8613800000000',
    ownerId,
    sellerAccount: `seller-${village}`,
  }
  const organisationId = await app.database.transact((tx) => foundOrganisation(tx, founding, app.clock.now()))
  const membership = { organisationId, organisationKind: 'cooperative' as const, roles: ['owner' as const], duties: [] }
  const owner: Actor = { kind: 'person', personId: ownerId, guestId: null, memberships: [membership] }
  const acting: Seller['act'] = (operation, input) =>
    act(owner, operation, { organisationId, ...input } as InputOf<typeof operation>)
  const parcel = { firstGrams: 1000, firstFen: 600, stepGrams: 1000, stepFen: 200 }
  const { id } = await acting(saveFreightTemplate, {
    name: '标准',
    rules: [
      { ...parcel, provinces: ['54', '65'], refused: true },
      { ...parcel, provinces: ['31', '33'] },
      { ...parcel, provinces: [], firstFen: 1200 },
    ],
  })
  return { organisationId, nameZh, account, act: acting, villageCode, freightTemplateId: id }
}

async function list(
  county: TestCounty,
  seller: Awaited<ReturnType<typeof openSeller>>,
  goods: Goods,
  lotCode: string,
): Promise<Listed> {
  const { villageCode, freightTemplateId } = seller
  const packedOn = addDays(civilDate(county.app.clock.now()), -5)
  const { titleZh, titleEn, category, priceFen, netGrams, units, seasonMonths } = goods
  const { harvestId } = await seller.act(receiveHarvest, {
    grower: '示范户甲',
    villageCode,
    plot: '后山三号',
    product: '鲜叶',
    weightGrams: netGrams * units,
    harvestedOn: packedOn,
  })
  const { itemId, gtin } = await seller.act(packLot, {
    harvestId,
    item: { name: titleZh, netGrams, storage: 'ambient', shelfLifeDays: 365 },
    lotCode,
    packedOn,
    units,
  })
  const { listingId } = await seller.act(openListing, {
    itemId,
    villageCode,
    titleZh,
    titleEn,
    descriptionZh: '海拔八百米的山上手工采制。',
    descriptionEn: 'Picked and made by hand at 800 metres.',
    category,
    priceFen,
    seasonMonths,
    freightTemplateId,
  })
  return { listingId, gtin, lotCode, titleZh, priceFen }
}
