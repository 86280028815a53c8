import sharp from 'sharp'
import type { App } from '../kernel/app.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { perform } from '../kernel/perform.ts'
import { listMyCases } from '../modules/aftersales/index.ts'
import type { PersonActor } from '../modules/people/index.ts'
import { changeWeighing, listListings, listMyOrders, putInBasket } from '../modules/market/index.ts'
import { listLots } from '../modules/stock/index.ts'
import { answerSellerCase } from '../workflows/answer-case.ts'
import { placeOrders } from '../workflows/checkout.ts'
import { openMyCase } from '../workflows/open-case.ts'
import { quoteBasket } from '../workflows/price-basket.ts'
import { answerMyCase } from '../workflows/pursue-case.ts'
import { shipSellerOrder } from '../workflows/ship-order.ts'
import { weighSellerOrder } from '../workflows/weigh-order.ts'
import type { DemoSeller } from './accounts.ts'
import { payAtBank } from './trade.ts'
import type { Trading } from './trade.ts'

const asked = (actor: PersonActor) => ({ actor, lang: 'zh' as const })

/** More than the two orders take. */
const UNITS_WANTED = 10

const recipient = {
  name: '示范买家',
  phone: '13800000000',
  provinceCode: '31',
  cityCode: '3101',
  countyCode: '310101',
  detail: '示范路 8 号',
}

/** What of a seller's goods stands on the shelf for some days yet and is more than these orders take, the heaviest first. */
async function onShelf(app: App, { actor, organisationId }: DemoSeller) {
  const { listings } = await perform(app, listListings, asked(actor), { organisationId, limit: 500 })
  const { lots } = await perform(app, listLots, asked(actor), { organisationId, limit: 200 })
  const soon = addDays(civilDate(app.clock.now()), 5)
  const there = new Map<string, number>()
  for (const { itemId, availableUnits, expiresOn } of lots)
    if (expiresOn > soon) there.set(itemId, (there.get(itemId) ?? 0) + availableUnits)
  return listings
    .filter((one) => one.state === 'open' && one.supply === 'stock' && (there.get(one.itemId) ?? 0) > UNITS_WANTED)
    .toSorted((a, b) => b.netGrams - a.netGrams || (a.titleZh < b.titleZh ? -1 : 1))
}

/** One listing sold by weight, an order that was weighed and one that waits for the scale. Returns how many orders. */
export async function sellByWeight(trading: Trading): Promise<number> {
  const { app, people } = trading
  const [seller] = people.sellers
  if (seller === undefined) return 0
  const { actor, organisationId } = seller
  const shelf = await onShelf(app, seller)
  const known = shelf.find((one) => one.weigh !== null)
  const goods = known ?? shelf.find(({ priceFen, netGrams }) => (priceFen * 500) % netGrams === 0)
  if (goods === undefined) return 0
  const terms = { basisGrams: 500, basisFen: (goods.priceFen * 500) / goods.netGrams, tolerancePercent: 15 } as const
  if (known === undefined)
    await perform(app, changeWeighing, asked(actor), { organisationId, listingId: goods.id, ...terms })
  for (const [note, units, share] of [
    ['演示：已过秤', 3, 0.94],
    ['演示：等过秤', 2, null],
  ] as const) {
    const order = await bought(trading, { listingId: goods.id, units, note })
    if (share === null || order === undefined || order.refundedFen > 0) continue
    const lines = [{ line: 0, grams: Math.round(goods.netGrams * units * share), reason: '' }]
    await perform(app, weighSellerOrder, asked(actor), { organisationId, orderId: order.id, lines })
  }
  return 2
}

/** The demonstration's buyer orders and pays, once for each note. */
async function bought(
  trading: Trading,
  { listingId, units, note }: { listingId: string; units: number; note: string },
) {
  const { app, people } = trading
  const caller = asked(people.buyer)
  const find = async () =>
    (await perform(app, listMyOrders, caller, { limit: 200 })).orders.find((one) => one.note === note)
  if ((await find()) === undefined) {
    await perform(app, putInBasket, caller, { lines: [{ listingId, units }] })
    const { totalFen } = await perform(app, quoteBasket, caller, { provinceCode: recipient.provinceCode })
    await perform(app, placeOrders, caller, { recipient, note, expectedFen: totalFen })
  }
  const order = await find()
  if (order?.state !== 'awaiting_payment') return order
  await payAtBank(trading, people.buyer, order.paymentId)
  return find()
}

/** Cases of the demonstration's buyer: one waits for its seller, one was refunded, one is before the service centre. Returns how many. */
export async function openCases(trading: Trading): Promise<number> {
  const { app, people } = trading
  const buyer = asked(people.buyer)
  const photo1 = { name: 'photo.jpg', mediaType: 'image/jpeg', bytes: await picture() }
  let opened = 0
  for (const [at, account] of accounts.entries()) {
    const seller = people.sellers[at]
    const goods = seller && (await onShelf(app, seller)).find((one) => one.weigh === null)
    if (seller === undefined || goods === undefined) continue
    const order = await bought(trading, { listingId: goods.id, units: 2, note: `演示：售后 ${at + 1}` })
    if (order === undefined) continue
    opened += 1
    const { organisationId } = seller
    const part = { organisationId, orderId: order.id }
    const parcel = { carrier: '示范快递', trackingNumber: `CASE${order.code.replaceAll('-', '')}` }
    if (order.state === 'paid') await perform(app, shipSellerOrder, asked(seller.actor), { ...part, ...parcel })
    if ((await perform(app, listMyCases, buyer, { orderId: order.id })).cases.length > 0) continue
    const claim = { orderId: order.id, cause: account.cause, remedy: 'refund' as const, account: account.text }
    const { caseId } = await perform(app, openMyCase, buyer, { ...claim, units: '0:1', photo1 })
    if (account.step === null) continue
    const step = { organisationId, caseId, step: account.step, note: account.answer }
    await perform(app, answerSellerCase, asked(seller.actor), step)
    if (account.step === 'refuse')
      await perform(app, answerMyCase, buyer, { caseId, step: 'dispute', note: '包装没有破，打开就是这样。（演示）' })
  }
  return opened
}

const accounts = [
  { cause: 'damaged', text: '盒子压扁了，里面碎了一包。（演示）', step: null, answer: '' },
  { cause: 'short', text: '少了一包。（演示）', step: 'grant', answer: '装箱时漏了，退给您。（演示）' },
  { cause: 'quality', text: '有一股潮味。（演示）', step: 'refuse', answer: '发货前检查过。（演示）' },
] as const

/** What stands for a photo in the demonstration: a plain picture of nothing. */
async function picture(): Promise<Uint8Array> {
  const create = { width: 320, height: 240, channels: 3 as const, background: '#c9a45c' }
  return new Uint8Array(await sharp({ create }).jpeg().toBuffer())
}
