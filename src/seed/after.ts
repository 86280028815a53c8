import sharp from 'sharp'
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
import { weighSellerOrder } from '../workflows/weigh-order.ts'
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

/** One listing sold by weight, an order that was weighed and one that waits for the scale. Returns how many orders. */
export async function sellByWeight(trading: Trading): Promise<number> {
  const { app, people } = trading
  const { buyer } = people
  const [seller] = people.sellers
  if (seller === undefined) return 0
  const { actor, organisationId } = seller
  const { listings } = await perform(app, listListings, asked(actor), { organisationId, limit: 500 })
  const { lots } = await perform(app, listLots, asked(actor), { organisationId, limit: 200 })
  const soon = addDays(civilDate(app.clock.now()), 5)
  const there = new Map<string, number>()
  for (const { itemId, availableUnits, expiresOn } of lots)
    if (expiresOn > soon) there.set(itemId, (there.get(itemId) ?? 0) + availableUnits)
  const known = listings.find((one) => one.weigh !== null)
  const heaviest = listings
    .filter(({ state, supply, itemId, priceFen, netGrams }) => {
      const fits = state === 'open' && supply === 'stock' && (priceFen * 500) % netGrams === 0
      return fits && (there.get(itemId) ?? 0) > UNITS_WANTED
    })
    .toSorted((a, b) => b.netGrams - a.netGrams || (a.titleZh < b.titleZh ? -1 : 1))
    .at(0)
  const goods = known ?? heaviest
  if (goods === undefined) return 0
  const basisFen = (goods.priceFen * 500) / goods.netGrams
  const terms = { basisGrams: 500, basisFen, tolerancePercent: 15 } as const
  if (known === undefined)
    await perform(app, changeWeighing, asked(actor), { organisationId, listingId: goods.id, ...terms })
  for (const [note, units, share] of [
    ['演示：已过秤', 3, 0.94],
    ['演示：等过秤', 2, null],
  ] as const) {
    const { orders } = await perform(app, listMyOrders, asked(buyer), { limit: 200 })
    const placed = orders.find((one) => one.note === note)
    const order = placed ?? (await buy(trading, { listingId: goods.id, units, note }))
    if (order === undefined) continue
    if (order.state === 'awaiting_payment') await payAtBank(trading, buyer, order.paymentId)
    if (share === null || placed?.refundedFen) continue
    const grams = Math.round(goods.netGrams * units * share)
    const lines = [{ line: 0, grams, reason: '' }]
    await perform(app, weighSellerOrder, asked(actor), { organisationId, orderId: order.id, lines })
  }
  return 2
}

async function buy({ app, people }: Trading, wanted: { listingId: string; units: number; note: string }) {
  const caller = asked(people.buyer)
  const { listingId, units, note } = wanted
  await perform(app, putInBasket, caller, { lines: [{ listingId, units }] })
  const { totalFen } = await perform(app, quoteBasket, caller, { provinceCode: recipient.provinceCode })
  await perform(app, placeOrders, caller, { recipient, note, expectedFen: totalFen })
  const { orders } = await perform(app, listMyOrders, caller, { limit: 20 })
  return orders.find((one) => one.note === note)
}

/** Cases of the demonstration's buyer: one waits for its seller, one was refunded, one is before the service centre. Returns how many. */
export async function openCases({ app, people }: Trading): Promise<number> {
  const buyer = asked(people.buyer)
  const { cases } = await perform(app, listMyCases, buyer, {})
  const claimed = new Set(cases.map((one) => one.orderId))
  const { orders } = await perform(app, listMyOrders, buyer, { limit: 200 })
  const there = orders.filter(
    (one) => ['shipped', 'received'].includes(one.state) && one.refundedFen === 0 && !claimed.has(one.id),
  )
  const photo1 = { name: 'photo.jpg', mediaType: 'image/jpeg', bytes: await picture() }
  let opened = cases.length
  for (const account of accounts.slice(cases.length)) {
    const order = there.shift()
    const seller = people.sellers.find((one) => one.organisationId === order?.organisationId)
    if (order === undefined || seller === undefined) break
    const units = `${order.lines[0]?.line ?? 0}:1`
    const claim = { orderId: order.id, cause: account.cause, remedy: 'refund' as const, account: account.text, units }
    const { caseId } = await perform(app, openMyCase, buyer, { ...claim, photo1 })
    opened += 1
    const { organisationId } = seller
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
