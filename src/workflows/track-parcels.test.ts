import { expect, test } from 'vitest'
import { countRows } from '../../tests/harness/count.ts'
import { namesIn } from '../../tests/harness/shape.ts'
import type { Actor } from '../kernel/actor.ts'
import { putInBasket } from '../modules/market/index.ts'
import { journeyOf } from '../modules/delivery/trackers/journey.ts'
import { kuaidi100 } from '../modules/delivery/trackers/kuaidi100.ts'
import { SANDBOX_ACCOUNT, trackingSandbox } from '../modules/delivery/trackers/sandbox.ts'
import { listNotices } from '../modules/messages/index.ts'
import { openPayment } from '../modules/payment/index.ts'
import { followOrder } from './follow-order.ts'
import { openGift } from './open-gift.ts'
import { placeGiftOrders, previewGifts } from './place-gifts.ts'
import { quoteBasket } from './price-basket.ts'
import { placeOrders } from './checkout.ts'
import { readPackingSlips, shipGifts } from './ship-gifts.ts'
import { shipSellerOrder } from './ship-order.ts'
import { openTrade, ordersOf, pressAt, recipient, work } from './testing.ts'
import { runFollowers } from '../../tests/harness/jobs.ts'

const trade = await openTrade({ sellers: 1, units: 3000 })
const { county, shops, url } = trade
const { app, act, clock } = county
const [shop] = shops as [(typeof shops)[number]]
const HOUR = 3600

const run = (...names: string[]) => runFollowers(app, ...names)
/** Hours of the county, a look every one of them. */
async function hours(count: number) {
  for (let hour = 0; hour < count; hour += 1) {
    clock.advance(HOUR)
    await run('delivery.track-parcels', 'delivery.sandbox-carrier', 'messages.tell-of-orders')
  }
}
/** A number whose made-up journey ends in one of the ways. */
function numberThat(ends: 'delivered' | 'returned', from = 1): string {
  for (let n = from; n < from + 500; n += 1) {
    const number = `YT${100_000 + n}`
    if (journeyOf(number, clock.now()).at(-1)?.state === ends) return number
  }
  throw new Error('no such number')
}

async function person(name: string): Promise<Extract<Actor, { kind: 'person' }>> {
  const personId = await app.ports.auth.createPerson({
    name,
    email: `${crypto.randomUUID()}@example.org`,
    password: 'a long enough password',
  })
  return { kind: 'person', personId, guestId: null, memberships: [] }
}

async function shipped(buyer: Actor, carrier: string, trackingNumber: string): Promise<string> {
  await act(buyer, putInBasket, { lines: [{ listingId: shop.listingId, units: 1 }] })
  const { totalFen } = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  const { paymentId } = await act(buyer, placeOrders, { recipient, expectedFen: totalFen })
  const { payUrl } = await act(buyer, openPayment, { paymentId })
  await pressAt(payUrl, 'pay')
  await work(trade)
  const [order] = await ordersOf(trade, buyer, paymentId)
  const orderId = order?.id ?? ''
  await act(shop.owner, shipSellerOrder, { organisationId: shop.organisationId, orderId, carrier, trackingNumber })
  return orderId
}
const titles = async (who: Actor) => (await act(who, listNotices, {})).notices.map((one) => one.title)

test('a parcel is followed to its end, told late, twice and out of order, and its buyer hears of it once', async () => {
  await run('messages.tell-of-orders')
  const buyer = await person('看快递的人')
  const orderId = await shipped(buyer, '圆通', numberThat('delivered'))
  const track = async () => (await act(buyer, followOrder, { orderId })).track
  expect(await track()).toEqual({ state: 'waiting', scans: [] })
  await hours(20)
  const halfway = await track()
  expect(['collected', 'in_transit']).toContain(halfway?.state)
  await hours(60)
  const end = await track()
  expect(end?.state).toBe('delivered')
  const texts = end?.scans.map((scan) => `${scan.at.toISOString()} ${scan.text}`) ?? []
  expect(new Set(texts).size).toBe(texts.length)
  expect(texts).toEqual(texts.toSorted().toReversed())
  expect((await titles(buyer)).filter((title) => title.includes('签收'))).toHaveLength(1)
  expect(await countRows(app.database, 'kernel.event', `name = 'market.order.delivered'`)).toBe(1)
  await hours(30)
  expect((await titles(buyer)).filter((title) => title.includes('签收'))).toHaveLength(1)
  expect(await countRows(app.database, 'delivery.tracked', 'next_ask_at IS NOT NULL')).toBe(0)
})

test('a parcel that comes back was never delivered; a carrier nobody knows is left alone', async () => {
  const buyer = await person('退回的人')
  const before = await countRows(app.database, 'kernel.event', `name = 'market.order.delivered'`)
  const back = await shipped(buyer, '中通快递', numberThat('returned', 2000))
  const unknown = await shipped(buyer, '村口老王的车', 'WANG1234')
  await hours(90)
  expect((await act(buyer, followOrder, { orderId: back })).track?.state).toBe('returned')
  expect((await act(buyer, followOrder, { orderId: unknown })).track).toEqual({ state: 'waiting', scans: [] })
  expect(await countRows(app.database, 'kernel.event', `name = 'market.order.delivered'`)).toBe(before)
  expect(await countRows(app.database, 'delivery.tracked', 'next_ask_at IS NOT NULL')).toBe(0)
})

test('a message that is not signed writes nothing, wherever it comes from', async () => {
  const rows = () => countRows(app.database, 'delivery.scan')
  const before = await rows()
  const number = 'YT999999'
  const param = JSON.stringify({
    status: 'shutdown',
    lastResult: {
      com: 'yuantong',
      nu: number,
      state: '3',
      data: [{ context: '签收', ftime: '2026-04-18 09:30:00', statusCode: '3' }],
    },
  })
  await shipped(await person('被冒充的人'), '圆通', number)
  const answer = await fetch(`${url}/carriers/push`, {
    method: 'POST',
    body: new URLSearchParams({ param, sign: 'F'.repeat(32) }),
  })
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('"result":false')])
  const huge = await fetch(`${url}/carriers/push`, { method: 'POST', body: new Uint8Array(300_000) })
  expect(huge.status).toBe(413)
  expect(await rows()).toBe(before)
})

test('asked after where it does not tell by itself, the service says the same', async () => {
  const database = app.database
  const sandbox = trackingSandbox(database, clock)
  const tracker = kuaidi100({
    ...SANDBOX_ACCOUNT,
    secret: 'x'.repeat(32),
    callbackUrl: 'http://county.test',
    post: sandbox.post,
  })
  const parcel = { company: 'yunda', trackingNumber: 'YD55555', phoneTail: '' }
  expect(await tracker.query(parcel)).toEqual([])
  await tracker.subscribe(parcel)
  const since = clock.now()
  clock.advance(100 * HOUR)
  const scans = await tracker.query(parcel)
  const said = (all: readonly { at: Date; state: string }[]) =>
    all.map((one) => `${one.at.toISOString().slice(0, 19)} ${one.state}`).toSorted()
  expect(said(scans)).toEqual(said(journeyOf('YD55555', since)))
  const wrong = kuaidi100({ customer: 'SANDBOX', key: 'other', secret: '', callbackUrl: '', post: sandbox.post })
  expect(await wrong.query(parcel)).toEqual([])
  expect(await wrong.subscribe(parcel)).toBe(false)
})

test('an order to many is delivered with its last parcel; each gift has a door of its own, without price, name or address', async () => {
  const buyer = await person('送礼的人')
  const stranger: Actor = { kind: 'guest', guestId: null }
  await act(buyer, putInBasket, { lines: [{ listingId: shop.listingId, units: 2 }] })
  const rows = ['收件人,手机号,地址', ...[1, 2, 3].map((n) => `收件${n},1380000000${n},浙江省杭州市西湖区文三路${n}号`)]
  const file = { name: 'gifts.csv', mediaType: 'text/csv', bytes: new TextEncoder().encode(rows.join('\n')) }
  const { totalFen } = await act(buyer, previewGifts, { file })
  const form = { file, giver: '示范公司', card: '中秋安康', pricesHidden: 'true' as const }
  const placed = await act(buyer, placeGiftOrders, { ...form, expectedFen: totalFen })
  const orderId = placed.orders[0]?.id ?? ''
  const own = { organisationId: shop.organisationId, orderId }
  const doorsOf = async () => (await act(shop.owner, readPackingSlips, own)).consignments.map((one) => one.door)
  const doors = await doorsOf()
  expect(new Set(doors).size).toBe(3)
  const open = (door: string) => act(stranger, openGift, { door: door.slice('/g/'.length) })
  // Nothing is given before it is paid for.
  await expect(open(doors[0] ?? '')).rejects.toMatchObject({ code: 'market.gift.unknown_door' })
  await pressAt((await act(buyer, openPayment, { paymentId: placed.paymentId })).payUrl, 'pay')
  await work(trade)

  const gift = await open(doors[1] ?? '')
  expect(gift).toMatchObject({ giver: '示范公司', card: '中秋安康', lines: [{ titleZh: '冬笋干', units: 2 }] })
  expect(gift.lines[0]?.lotCodes).toEqual(['L1'])
  expect(namesIn(gift).filter((name) => name.endsWith('Fen'))).toEqual([])
  expect(JSON.stringify(gift)).not.toMatch(/收件|1380000000|文三路/)
  await expect(open(`/g/${'A'.repeat(22)}`)).rejects.toMatchObject({ code: 'market.gift.unknown_door' })

  const numbers = [1, 2, 3].map((n) => numberThat('delivered', 5000 + n * 600))
  const parcels = numbers.map((trackingNumber, at) => ({ number: at + 1, carrier: '圆通', trackingNumber }))
  const events = () =>
    countRows(app.database, 'kernel.event', `name = 'market.order.delivered' AND subject = '${orderId}'`)
  await act(shop.owner, shipGifts, { ...own, parcels: parcels.slice(0, 2) })
  await hours(80)
  expect(await events()).toBe(0)
  const mid = await act(buyer, followOrder, { orderId })
  expect(mid.gift?.parcels.map((one) => one.state)).toEqual(['delivered', 'delivered', 'waiting'])
  expect(mid.track).toBeNull()
  await act(shop.owner, shipGifts, { ...own, parcels: parcels.slice(2) })
  await hours(80)
  expect(await events()).toBe(1)
  expect((await titles(buyer)).filter((title) => title.includes('签收'))).toHaveLength(1)
})
