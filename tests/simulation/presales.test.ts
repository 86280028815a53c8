import { expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { answerSlip, listSwaps, swapForOther } from '../../src/workflows/answer-slip.ts'
import { cancelMyOrder } from '../../src/workflows/cancel-order.ts'
import { finishMaking, listMakings, reportStage } from '../../src/workflows/make-order.ts'
import { closePlan, openPresale, openWorkshop } from '../../src/workflows/open-supply.ts'
import { listSellerPlans } from '../../src/workflows/read-presales.ts'
import { giveOutHarvest } from '../../src/workflows/share-harvest.ts'
import { announceSlip, cancelHarvest } from '../../src/workflows/slip-harvest.ts'
import {
  allIsWell,
  billsAgree,
  books,
  bringIn,
  buyAhead,
  listAhead,
  openTrade,
  press,
  toolsFor,
  work,
} from '../../src/workflows/testing.ts'
import type { Trade } from '../../src/workflows/testing.ts'
import { runJobs } from '../harness/jobs.ts'
import { printedSeed, seeded } from './random.ts'

const seed = printedSeed('presales')
const DAY = 86_400
const HARVESTS = 5
type Random = ReturnType<typeof seeded>
type Plan = { planId: string; itemId: string; listingId: string }
type Bought = { buyer: Actor; orderId: string }

/** Expected failures are part of life; anything else ends the simulation. */
const tried = <T>(attempt: Promise<T>): Promise<T | null> =>
  attempt.catch((error: unknown) => {
    if (isRefusal(error)) return null
    throw error
  })

test('harvests sold ahead slip, come short or not at all, while buyers race, pay late, cancel and answer: nothing is promised twice and the books are zero', async () => {
  const trade = await openTrade({ sellers: 1, units: 400 })
  const random = seeded(seed)
  const plans: Plan[] = []
  for (let n = 0; n < HARVESTS; n += 1) plans.push(await openHarvest(trade, random, n))
  const workshop = await openBench(trade)
  const buyers: Bought[] = []
  for (let day = 0; day < 14; day += 1) {
    for (const plan of [...plans, workshop]) buyers.push(...(await rush(trade, plan, random, day)))
    for (const one of buyers) if (random.chance(0.15)) await answer(trade, one, random)
    for (const plan of plans) await farm(trade, plan, random, day)
    await make(trade, random, day)
    await runJobs(trade.county.app, 'market.expire-orders', 'supply.await-goods', 'payment.resend-instructions')
    await work(trade)
    await countersAgree(trade)
    await books(trade)
    trade.county.clock.advance(DAY - 3600 + random.below(7200))
  }
  await end(trade, plans)
  expect(buyers.length).toBeGreaterThan(20)
  await hold(trade, plans)
}, 240_000)

async function openHarvest(trade: Trade, random: Random, n: number): Promise<Plan> {
  const [shop] = trade.shops as [Trade['shops'][number]]
  const goods = await listAhead(trade, shop, { name: `收成${n}`, priceFen: 1200 + random.below(4000) })
  const today = civilDate(trade.county.clock.now())
  const { planId } = await trade.county.act(shop.owner, openPresale, {
    organisationId: shop.organisationId,
    listingId: goods.listingId,
    quotaUnits: 6 + random.below(20),
    window: { from: addDays(today, 6), to: addDays(today, 10) },
    sharing: random.pick(['by_order_time', 'pro_rata'] as const),
    silence: random.pick(['wait', 'refund'] as const),
    answerDays: 1 + random.below(3),
  })
  return { ...goods, planId }
}

async function openBench(trade: Trade): Promise<Plan> {
  const [shop] = trade.shops as [Trade['shops'][number]]
  const goods = await listAhead(trade, shop, { name: '定做', priceFen: 9900, category: 'wood-carving' })
  const stages = [{ zh: '雕刻', en: 'Carving' }]
  const { planId } = await trade.county.act(shop.owner, openWorkshop, {
    organisationId: shop.organisationId,
    listingId: goods.listingId,
    leadDays: 4,
    weeklyUnits: 2,
    stages,
  })
  return { ...goods, planId }
}

/** Several buyers at one moment; some do not pay in time. */
async function rush(trade: Trade, plan: Plan, random: Random, day: number): Promise<Bought[]> {
  const wishes = Array.from({ length: random.below(4) }, (_, n) => ({
    guest: `${plan.planId} ${day} ${n}`,
    units: 1 + random.below(4),
    pays: random.chance(0.85),
  }))
  const bought = await Promise.all(
    wishes.map(({ guest, units, pays }) =>
      tried(buyAhead(trade, guest, [{ listingId: plan.listingId, units }], { pays: false })).then(
        (one) => one && { ...one, pays },
      ),
    ),
  )
  const got = bought.filter((one) => one !== null)
  for (const one of got) if (one.pays) await press(trade, one, 'pay')
  return got
}

/** A buyer answers a slip, or gives up. */
async function answer(trade: Trade, { buyer, orderId }: Bought, random: Random): Promise<void> {
  const { act } = trade.county
  const how = random.pick(['accept', 'refund', 'swap', 'cancel'] as const)
  if (how === 'cancel') return void (random.chance(0.3) && (await tried(act(buyer, cancelMyOrder, { orderId }))))
  if (how !== 'swap') return void (await tried(act(buyer, answerSlip, { orderId, answer: how })))
  const { choices } = await act(buyer, listSwaps, { orderId })
  const listingId = choices[0]?.listingId
  if (listingId !== undefined) await tried(act(buyer, swapForOther, { orderId, listingId }))
}

/** What a grower does on a day: move the window, bring something in, share it, or see that there will be nothing. */
async function farm(trade: Trade, plan: Plan, random: Random, day: number): Promise<void> {
  const [shop] = trade.shops as [Trade['shops'][number]]
  const { act, clock } = trade.county
  const { organisationId, owner } = shop
  const part = { organisationId, planId: plan.planId }
  const today = civilDate(clock.now())
  if (random.chance(0.12)) {
    const from = addDays(today, 3 + random.below(10))
    const window = { from, to: addDays(from, 4) }
    await tried(act(owner, announceSlip, { ...part, window, reason: '下雨' }))
  }
  if (day > 4 && random.chance(0.25))
    await bringIn(trade, shop, plan.itemId, 1 + random.below(8), `${day}-${plan.planId.slice(-8)}`)
  if (day > 4 && random.chance(0.2)) await share(trade, plan, 'so_far')
  if (day > 8 && random.chance(0.25)) {
    await tried(act(owner, closePlan, part))
    await share(trade, plan, 'all')
  }
  if (random.chance(0.01)) await tried(act(owner, cancelHarvest, { ...part, reason: '冰雹' }))
}

async function share(trade: Trade, plan: Plan, extent: 'all' | 'so_far'): Promise<void> {
  const [{ organisationId, owner }] = trade.shops as [Trade['shops'][number]]
  const { act } = trade.county
  const { plans } = await act(owner, listSellerPlans, { organisationId, kind: 'harvest' })
  const expectedUnits = plans.find((one) => one.id === plan.planId)?.onShelfUnits ?? 0
  await tried(act(owner, giveOutHarvest, { organisationId, planId: plan.planId, extent, expectedUnits }))
}

async function make(trade: Trade, random: Random, day: number): Promise<void> {
  const [shop] = trade.shops as [Trade['shops'][number]]
  const { organisationId, owner } = shop
  const { act } = trade.county
  const { makings } = await act(owner, listMakings, { organisationId })
  for (const [at, one] of makings.entries()) {
    if (random.chance(0.3)) await tried(act(owner, reportStage, { organisationId, orderId: one.orderId, stage: 0 }))
    if (!random.chance(0.2)) continue
    // The material is a harvest of which one unit is packed for something else.
    const harvestId = await bringIn(trade, shop, shop.itemId, 0, '').catch(() => null)
    const made = { orderId: one.orderId, harvestId: harvestId ?? '', lotCode: `M${day}-${at}` }
    if (harvestId !== null) await tried(act(owner, finishMaking, { organisationId, ...made }))
  }
}

async function countersAgree(trade: Trade): Promise<void> {
  const { countOf } = toolsFor(trade)
  const same = `(r.plan_id, r.from_on, r.held_units, r.promised_units, r.served_units)
    = (allotment.plan_id, allotment.from_on, allotment.held_units, allotment.promised_units, allotment.served_units)`
  const wrong = `held_units + promised_units + served_units > 0 AND NOT EXISTS (SELECT FROM supply.allotment_recounted r WHERE ${same})`
  expect(await countOf('supply.allotment', wrong)).toBe(0)
}

/** Every harvest still awaited comes, as far as it does, and is shared. */
async function end(trade: Trade, plans: readonly Plan[]): Promise<void> {
  const [{ organisationId, owner }] = trade.shops as [Trade['shops'][number]]
  trade.county.clock.advance(4 * DAY)
  await runJobs(trade.county.app, 'market.expire-orders', 'supply.await-goods')
  for (const plan of plans) {
    await tried(trade.county.act(owner, closePlan, { organisationId, planId: plan.planId }))
    await share(trade, plan, 'all')
  }
  await runJobs(trade.county.app, 'supply.await-goods', 'payment.resend-instructions')
  await work(trade)
}

async function hold(trade: Trade, plans: readonly Plan[]): Promise<void> {
  const { countOf } = toolsFor(trade)
  const ids = plans.map((plan) => `'${plan.planId}'`).join()
  expect(await countOf('supply.plan', `id IN (${ids}) AND state NOT IN ('shared', 'cancelled')`)).toBe(0)
  expect(
    await countOf('supply.booking', `plan_id IN (${ids}) AND state IN ('held', 'promised') AND back_reason IS NULL`),
  ).toBe(0)
  expect(await countOf('supply.booking', 'back_units > 0')).toBe(0)
  // Who was served has exactly these units from lots; who was not has all of their money.
  const lots = `(SELECT coalesce(sum(l.units), 0) FROM market.order_line_lot l WHERE l.order_id = b.order_id)`
  const paid = `(SELECT count(*) FROM market."order" o WHERE o.id = b.order_id AND o.state = 'paid')`
  expect(await countOf('supply.booking b', `state = 'served' AND ${paid} = 1 AND ${lots} <> served_units`)).toBe(0)
  const kept = `(SELECT goods_fen + freight_fen - refunded_fen FROM market."order" o WHERE o.id = b.order_id)`
  expect(await countOf('supply.booking b', `state = 'served' AND served_units = 0 AND ${kept} <> 0`)).toBe(0)
  await countersAgree(trade)
  await allIsWell(trade)
  expect(await billsAgree(trade)).toEqual([])
}
