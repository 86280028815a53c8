import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import type { OutputOf } from '../../src/kernel/operation.ts'
import { causeRules, causes, listMyCases } from '../../src/modules/aftersales/index.ts'
import { confirmReceipt } from '../../src/modules/market/index.ts'
import { answerSellerCase, sendAgain, takeBackGoods } from '../../src/workflows/answer-case.ts'
import { decideCase } from '../../src/workflows/decide-case.ts'
import { openMyCase } from '../../src/workflows/open-case.ts'
import { answerMyCase, sendBack } from '../../src/workflows/pursue-case.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import {
  allIsWell,
  billsAgree,
  books,
  officer,
  openTrade,
  order,
  ordersOf,
  press,
  toolsFor,
  work,
} from '../../src/workflows/testing.ts'
import type { Ordered, Trade } from '../../src/workflows/testing.ts'
import { runJobs } from '../harness/jobs.ts'
import { printedSeed, seeded } from './random.ts'

const seed = printedSeed('after-sales')
const DAY = 86_400
type Random = ReturnType<typeof seeded>
type Case = OutputOf<typeof listMyCases>['cases'][number]

/** Expected failures are part of life; anything else ends the simulation. */
const tried = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    (error: unknown) => {
      if (isRefusal(error)) return false
      throw error
    },
  )

const photo = {
  name: 'p.jpg',
  mediaType: 'image/jpeg',
  bytes: new Uint8Array(
    await sharp({ create: { width: 24, height: 24, channels: 3, background: '#584' } })
      .jpeg()
      .toBuffer(),
  ),
}

test('a month of returns, claims and disputes beside the shoppers: the books are zero and every refund is one', async () => {
  const trade = await openTrade({ sellers: 3, units: 600 })
  const random = seeded(seed)
  const buyers: Ordered[] = []
  for (let day = 0; day < 24; day += 1) {
    for (let n = random.below(4); n > 0; n -= 1) {
      const ordered = await order(trade, `day ${day} buyer ${n}`, 1 + random.below(4))
      await press(trade, ordered, 'pay')
      buyers.push(ordered)
    }
    await work(trade)
    for (const ordered of buyers) await live(trade, ordered, random)
    await runJobs(trade.county.app, 'aftersales.advance-cases', 'market.advance-orders', 'payment.resend-instructions')
    await moneyWaits(trade)
    await books(trade)
    trade.county.clock.advance(DAY - 3600 + random.below(7200))
  }
  await silence(trade)
  expect(await toolsFor(trade).countOf('aftersales."case"')).toBeGreaterThan(20)
  await hold(trade)
}, 240_000)

/** One day of one buyer: parcels leave, goods arrive, some are complained of, cases go on. */
async function live(trade: Trade, ordered: Ordered, random: Random): Promise<void> {
  const { act } = trade.county
  for (const [at, { organisationId, owner }] of trade.shops.entries()) {
    const orderId = ordered.orderIds[at] ?? ''
    const found = (await ordersOf(trade, ordered.buyer, ordered.paymentId)).find((o) => o.id === orderId)
    if (found?.state === 'paid' && random.chance(0.7))
      await act(owner, shipSellerOrder, {
        organisationId,
        orderId,
        carrier: '邮政',
        trackingNumber: `AS${orderId.slice(-12)}`,
      })
    if (found?.state === 'shipped' && random.chance(0.4)) await act(ordered.buyer, confirmReceipt, { orderId })
    if ((found?.state === 'shipped' || found?.state === 'received') && random.chance(0.3))
      await claim(trade, ordered.buyer, orderId, found.lines[0]?.units ?? 1, random)
    const { cases } = await act(ordered.buyer, listMyCases, { orderId })
    for (const one of cases)
      if (one.closedAt === null && random.chance(0.6)) await goOn(trade, ordered.buyer, one, random)
  }
}

async function claim(trade: Trade, buyer: Actor, orderId: string, units: number, random: Random): Promise<void> {
  const cause = random.pick(causes)
  const remedy = random.pick(causeRules[cause].remedies)
  const input = { orderId, cause, remedy, units: `0:${1 + random.below(units)}`, photo1: photo }
  await tried(trade.county.act(buyer, openMyCase, input))
}

/** Somebody says something, or nobody does. */
async function goOn(trade: Trade, buyer: Actor, { id: caseId, ...one }: Case, random: Random): Promise<void> {
  const { act } = trade.county
  const shop = trade.shops.find((s) => s.organisationId === one.organisationId)
  if (shop === undefined) return
  const { organisationId, owner } = shop
  const seller = (step: 'grant' | 'refuse' | 'offer' | 'contest' | 'pay_instead') => {
    const amountFen = 1 + random.below(Math.max(1, one.wantedFen))
    return act(owner, answerSellerCase, { organisationId, caseId, step, note: '看过了', amountFen })
  }
  const mine = (step: 'accept' | 'decline' | 'confirm' | 'withdraw' | 'dispute') =>
    act(buyer, answerMyCase, { caseId, step })
  const parcel = { carrier: '邮政', trackingNumber: `P${caseId.slice(-10)}${random.below(1000)}` }
  const steps: Partial<Record<Case['state'], () => Promise<unknown>>> = {
    asked: () => seller(random.pick(['grant', 'refuse', 'offer'])),
    offered: () => mine(random.pick(['accept', 'decline'])),
    refused: () => mine(random.pick(['dispute', 'withdraw'])),
    returning: () => act(buyer, sendBack, { caseId, ...parcel }),
    sent_back: () =>
      random.chance(0.8) ? act(owner, takeBackGoods, { organisationId, caseId, shelf: '0:1' }) : seller('contest'),
    resending: () =>
      random.chance(0.7) ? act(owner, sendAgain, { organisationId, caseId, ...parcel }) : seller('pay_instead'),
    resent: () => mine(random.pick(['confirm', 'dispute'])),
    disputed: () =>
      act(officer(), decideCase, {
        caseId,
        step: random.pick(['decide_refund', 'decide_return', 'decide_reject'] as const),
        reasons: '看了双方的说明',
        ...(random.chance(0.3) ? { amountFen: 1 + random.below(Math.max(1, one.wantedFen)) } : {}),
      }),
  }
  await tried(steps[one.state]?.() ?? Promise.resolve())
}

/** No order with an open case is completed, and none of its money is released. */
async function moneyWaits(trade: Trade): Promise<void> {
  const { countOf } = toolsFor(trade)
  const open = `SELECT order_id FROM aftersales."case" WHERE closed_at IS NULL`
  expect(await countOf('market."order"', `state = 'completed' AND id IN (${open})`)).toBe(0)
  expect(await countOf('ledger.frozen', `released_fen > 0 AND order_id IN (${open})`)).toBe(0)
}

/** Nobody says anything any more; only disputes still need the centre. */
async function silence(trade: Trade): Promise<void> {
  for (let day = 0; day < 60; day += 1) {
    trade.county.clock.advance(DAY)
    await runJobs(trade.county.app, 'aftersales.advance-cases', 'market.advance-orders', 'payment.resend-instructions')
    await work(trade)
  }
}

async function hold(trade: Trade): Promise<void> {
  const { countOf } = toolsFor(trade)
  expect(await countOf('aftersales."case"', `closed_at IS NULL AND state <> 'disputed'`)).toBe(0)
  // What cases paid is what their orders refunded, and what the books gave back.
  const paid = `(SELECT coalesce(sum(c.refunded_fen), 0) FROM aftersales."case" c WHERE c.order_id = o.id)`
  expect(await countOf('market."order" o', `o.refunded_fen <> ${paid}`)).toBe(0)
  expect(
    await countOf(
      'market."order" o',
      `o.refunded_fen <> (SELECT refunded_fen FROM ledger.frozen f WHERE f.order_id = o.id)`,
    ),
  ).toBe(0)
  expect(await countOf('stock.hold', `state = 'held'`)).toBe(0)
  await moneyWaits(trade)
  await allIsWell(trade)
  expect(await billsAgree(trade)).toEqual([])
}
