import { randomBytes } from 'node:crypto'
import type { Client } from './client.ts'
import type { Goods } from './goods.ts'

const recipient = {
  name: '示范收件人',
  phone: '13800000000',
  provinceCode: '31',
  cityCode: '3101',
  countyCode: '310101',
  detail: '示范路 1 号',
}

export type Bought = { paymentId: string }

/**
 * The whole guest checkout over HTTP, as a phone would do it: two lines of two sellers into a basket, freight quoted,
 * orders placed and the gateway's page opened with the answer, paid there, and asked until the orders are paid.
 */
export async function buy(shop: Client, goods: Goods, guest = someGuest()): Promise<Bought> {
  const headers = { 'terrace-guest': guest }
  await shop.json('PUT', '/api/market/basket', headers, { lines: twoLines(goods) })
  const quote = await shop.json<{ totalFen: number }>('GET', '/api/market/basket/quote?provinceCode=31', headers)
  const placed = await shop.json<Bought & { opened: { payUrl: string } }>('POST', '/api/market/checkout', headers, {
    recipient,
    expectedFen: quote.totalFen,
    client: 'phone',
  })
  await pay(shop, placed.opened.payUrl)
  await untilPaid(shop, placed.paymentId, headers)
  return placed
}

/** Takes a coupon and answers with who has it now. */
export async function claim(shop: Client, offerId: string): Promise<string> {
  const guest = someGuest()
  await shop.json('POST', `/api/pricing/coupons/${offerId}/claims`, { 'terrace-guest': guest }, {})
  return guest
}

const someGuest = () => randomBytes(24).toString('base64url')

function twoLines({ sellers }: Goods) {
  const a = Math.floor(Math.random() * sellers.length)
  const b = (a + 1 + Math.floor(Math.random() * (sellers.length - 1))) % sellers.length
  return [a, b].map((s) => {
    const own = sellers[s] ?? []
    return { listingId: own[Math.floor(Math.random() * own.length)], units: 1 }
  })
}

async function pay(shop: Client, payUrl: string): Promise<void> {
  const { pathname, search } = new URL(payUrl)
  const answer = await shop.send(
    'POST',
    pathname + search,
    { 'content-type': 'application/x-www-form-urlencoded' },
    'do=pay',
  )
  if (answer.status !== 303) throw new Error(`paying answered ${answer.status}: ${answer.body.slice(0, 300)}`)
}

const TRIES_MAX = 200

/** The notice arrives on its own; most often before the bank sends the shopper back. */
async function untilPaid(shop: Client, paymentId: string, headers: Record<string, string>): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if (tries > 0) await new Promise((done) => setTimeout(done, Math.min(100, tries * 40)))
    const { state } = await shop.json<{ state: string }>('GET', `/api/payment/payments/${paymentId}`, headers)
    if (state === 'paid') return
  }
  throw new Error(`the payment ${paymentId} was not confirmed`)
}
