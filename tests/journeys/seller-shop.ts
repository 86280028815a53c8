import type { App } from '../../src/kernel/app.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import type { AnyOperation, InputOf, OutputOf } from '../../src/kernel/operation.ts'
import { perform } from '../../src/kernel/perform.ts'
import { saveFreightTemplate } from '../../src/modules/delivery/index.ts'
import { listPaymentOrders, putInBasket } from '../../src/modules/market/index.ts'
import type { Category } from '../../src/modules/market/index.ts'
import { foundOrganisation, villages } from '../../src/modules/people/index.ts'
import { placeOrders } from '../../src/workflows/checkout.ts'
import { confirmPayments, standingRates } from '../../src/workflows/confirm-payment.ts'
import { openListing } from '../../src/workflows/open-listing.ts'
import { packLot } from '../../src/workflows/pack-lot.ts'
import { quoteBasket } from '../../src/workflows/price-basket.ts'
import { receiveHarvest } from '../../src/workflows/receive-harvest.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'

/** A shop with goods, lots and orders, and the account of its owner. */
export type Shop = { organisationId: string; owner: Actor; email: string; password: string; orderIds: string[] }

type Goods = {
  titleZh: string
  titleEn: string
  category: Category
  netGrams: number
  priceFen: number
  days: number
  units: number[]
}

const goods: readonly Goods[] = [
  {
    titleZh: '高山龙谷茶',
    titleEn: 'High-mountain Longgu tea',
    category: 'tea',
    netGrams: 250,
    priceFen: 12_800,
    days: 540,
    units: [60, 40],
  },
  {
    titleZh: '柴火烤薯干',
    titleEn: 'Wood-fired sweet potato strips',
    category: 'sweet-potato',
    netGrams: 500,
    priceFen: 2_980,
    days: 45,
    units: [120],
  },
  {
    titleZh: '冬笋干',
    titleEn: 'Dried winter bamboo shoots',
    category: 'bamboo-shoots',
    netGrams: 330,
    priceFen: 5_600,
    days: 365,
    units: [80],
  },
]

const act = <T extends AnyOperation>(app: App, actor: Actor, operation: T, input: InputOf<T>): Promise<OutputOf<T>> =>
  perform(app, operation, { actor, lang: 'zh' }, input)

/** Founds the shop, fills its shelves and lets buyers order: the first order ships, the last stays unpaid. */
export async function openShop(app: App, orders = 5): Promise<Shop> {
  const email = 'owner@example.com'
  const password = 'known to this test only'
  const ownerId = await app.ports.auth.createPerson({ name: '掌柜', email, password })
  const villageCode = villages()[40]?.code ?? ''
  const founding = {
    kind: 'cooperative' as const,
    nameZh: '云上高山茶叶专业合作社',
    nameEn: 'Yunshang Mountain Tea Cooperative',
    villageCode,
    contactName: '掌柜',
    contactPhone: '+8613800000000',
    ownerId,
    sellerAccount: 'seller-journey',
  }
  const organisationId = await app.database.transact((tx) => foundOrganisation(tx, founding, app.clock.now()))
  const membership = { organisationId, organisationKind: 'cooperative' as const, roles: ['owner' as const], duties: [] }
  const owner: Actor = { kind: 'person', personId: ownerId, guestId: null, memberships: [membership] }
  const listingIds = await fillShelves(app, owner, organisationId, villageCode)
  const shop = { organisationId, owner, email, password, orderIds: [] as string[] }
  for (let n = 0; n < orders; n += 1) shop.orderIds.push(await buy(app, listingIds, n, n < orders - 1))
  const [first] = shop.orderIds
  if (orders > 2 && first !== undefined)
    await act(app, owner, shipSellerOrder, {
      organisationId,
      orderId: first,
      carrier: '中国邮政',
      trackingNumber: '9876543210',
    })
  return shop
}

async function fillShelves(app: App, owner: Actor, organisationId: string, villageCode: string): Promise<string[]> {
  const today = civilDate(app.clock.now())
  const rules = [
    { provinces: ['31', '32', '33'], firstGrams: 1000, firstFen: 600, stepGrams: 1000, stepFen: 200 },
    {
      provinces: ['54', '65', '71', '81', '82'],
      refused: true,
      firstGrams: 1000,
      firstFen: 0,
      stepGrams: 1000,
      stepFen: 0,
    },
    { provinces: [], firstGrams: 1000, firstFen: 1000, stepGrams: 1000, stepFen: 600 },
  ]
  const freight = await act(app, owner, saveFreightTemplate, { organisationId, name: '常温快递', rules })
  const listingIds: string[] = []
  for (const [at, one] of goods.entries()) {
    const { harvestId } = await act(app, owner, receiveHarvest, {
      organisationId,
      grower: ['包阿根', '雷水英', '周土生'][at] ?? '',
      villageCode,
      plot: '后山三号',
      product: one.titleZh,
      weightGrams: 80_000,
      harvestedOn: addDays(today, -12),
    })
    let item: InputOf<typeof packLot>['item'] = {
      name: one.titleZh,
      netGrams: one.netGrams,
      storage: 'ambient',
      shelfLifeDays: one.days,
    }
    for (const [lot, units] of one.units.entries()) {
      const packedOn = addDays(today, -10 + lot * 5)
      const lotCode = `${packedOn.slice(2).replaceAll('-', '')}${'ABC'[at] ?? ''}`
      const packed: { itemId: string } = await act(app, owner, packLot, {
        organisationId,
        harvestId,
        item,
        lotCode,
        packedOn,
        units,
      })
      item = { id: packed.itemId }
    }
    const { listingId } = await act(app, owner, openListing, {
      organisationId,
      itemId: 'id' in item ? item.id : '',
      villageCode,
      titleZh: one.titleZh,
      titleEn: one.titleEn,
      descriptionZh: '海拔八百米，手工采制。',
      descriptionEn: 'Picked and made by hand at 800 metres.',
      category: one.category,
      priceFen: one.priceFen,
      seasonMonths: 4095,
      freightTemplateId: freight.id,
    })
    listingIds.push(listingId)
  }
  return listingIds
}

async function buy(app: App, listingIds: readonly string[], n: number, pays: boolean): Promise<string> {
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(`buyer-${n}`) }
  const lines = listingIds.slice(0, 1 + (n % 3)).map((listingId, at) => ({ listingId, units: 1 + ((n + at) % 3) }))
  await act(app, buyer, putInBasket, { lines })
  const quote = await act(app, buyer, quoteBasket, { provinceCode: '31' })
  const recipient = {
    name: ['王女士', '李先生', '陈女士'][n % 3] ?? '',
    phone: '13800000000',
    provinceCode: '31',
    cityCode: '3101',
    countyCode: '310101',
    detail: `示范路 ${n + 1} 号`,
  }
  const note = n === 1 ? '请放在门卫处' : ''
  const placed = await act(app, buyer, placeOrders, { recipient, note, expectedFen: quote.totalFen })
  const { orders } = await act(app, buyer, listPaymentOrders, { paymentId: placed.paymentId })
  if (pays) await pay(app, placed.paymentId, orders)
  return orders[0]?.id ?? ''
}

async function pay(
  app: App,
  paymentId: string,
  orders: readonly { id: string; goodsFen: number; freightFen: number }[],
): Promise<void> {
  const shares = orders.map((order) => ({
    shareId: order.id,
    shareRef: `share-${order.id}`,
    amountFen: order.goodsFen + order.freightFen,
    sellerAccount: null,
  }))
  const now = app.clock.now()
  const report = { paymentId, gateway: app.ports.gateways.preferred.name, gatewayRef: paymentId, at: now, shares }
  await app.database.transact((tx) => confirmPayments(tx, [report], standingRates(app.ports), now))
}
