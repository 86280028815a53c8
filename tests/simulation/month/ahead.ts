import type { Actor } from '../../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../../src/kernel/clock.ts'
import { listFreightTemplates } from '../../../src/modules/delivery/index.ts'
import { listSellerOrders } from '../../../src/modules/market/index.ts'
import { villages } from '../../../src/modules/people/index.ts'
import { claimCoupon, makeOffer, makeOfficeOffer } from '../../../src/modules/pricing/index.ts'
import { enterItem } from '../../../src/modules/stock/index.ts'
import { answerSlip } from '../../../src/workflows/answer-slip.ts'
import { makeBudget } from '../../../src/workflows/list-offers.ts'
import { openListing } from '../../../src/workflows/open-listing.ts'
import { closePlan, openPresale } from '../../../src/workflows/open-supply.ts'
import { packLot } from '../../../src/workflows/pack-lot.ts'
import { receiveHarvest } from '../../../src/workflows/receive-harvest.ts'
import { giveOutHarvest } from '../../../src/workflows/share-harvest.ts'
import { shipSellerOrder } from '../../../src/workflows/ship-order.ts'
import { announceSlip } from '../../../src/workflows/slip-harvest.ts'
import { officer } from '../../harness/trade.ts'
import { acts, tried } from './act.ts'
import type { Town } from './act.ts'
import type { Harvest, Plan } from './plan.ts'
import { eachOf } from './pool.ts'
import type { Shop } from './town.ts'

/** A harvest as it stands in the county. */
export type Ahead = { plan: Harvest; shop: Shop; planId: string; itemId: string; listingId: string }
export type Later = (day: number, act: () => Promise<unknown>) => void

const UNIT_GRAMS = 500

/** A county's coupon, full reductions of one seller in twenty, and what is sold before it is ripe. */
export async function openAhead(
  town: Town,
  plan: Plan,
  later: Later,
): Promise<{ harvests: Ahead[]; couponId: string }> {
  const couponId = await openOffers(town)
  const harvests: Ahead[] = []
  await eachOf(plan.harvests, async (one, at) => {
    const shop = town.shops[one.seller]
    if (shop === undefined) return
    const ahead = await openHarvest(town, shop, one, at)
    harvests[at] = ahead
    live(town, ahead, plan.days.length, later)
  })
  return { harvests, couponId }
}

async function openOffers(town: Town): Promise<string> {
  const today = civilDate(town.clock.now())
  const days = { startsOn: today, endsOn: addDays(today, 60) }
  const named = { titleZh: '一个月', titleEn: 'A month' }
  const reduction = { ...named, ...days, kind: 'reduction' as const, tiers: [{ fromFen: 3000, offFen: 300 }] }
  await eachOf(
    town.shops.filter((_, at) => at % 20 === 3),
    ({ organisationId, owner }) => acts(town, owner, makeOffer, { organisationId, ...reduction }),
  )
  const { budgetId } = await acts(town, officer(), makeBudget, { ...named, amountFen: 500_000_00 })
  const coupon = { ...named, ...days, budgetId, kind: 'coupon' as const, tiers: [{ fromFen: 1500, offFen: 211 }] }
  return (await acts(town, officer(), makeOfficeOffer, { ...coupon, claimsMost: 1_000_000 })).offerId
}

/** A coupon in a buyer's hand, where there still is one. */
export const takeCoupon = (town: Town, buyer: Actor, offerId: string) =>
  tried(town, acts(town, buyer, claimCoupon, { offerId }))

async function openHarvest(town: Town, shop: Shop, plan: Harvest, at: number): Promise<Ahead> {
  const { organisationId, owner } = shop
  const item = { name: `杨梅${at}`, netGrams: UNIT_GRAMS, storage: 'ambient' as const, shelfLifeDays: 60 }
  const { itemId } = await acts(town, owner, enterItem, { organisationId, ...item })
  const { templates } = await acts(town, owner, listFreightTemplates, { organisationId })
  const { listingId } = await acts(town, owner, openListing, {
    organisationId,
    itemId,
    villageCode: villages()[at % villages().length]?.code ?? '',
    titleZh: item.name,
    titleEn: `Bayberries ${at}`,
    descriptionZh: '',
    descriptionEn: '',
    category: 'fresh-fruit',
    priceFen: 2000 + at * 17,
    seasonMonths: 4095,
    freightTemplateId: templates[0]?.id ?? '',
  })
  const { quota, sharing, silence, ripeOn } = plan
  const today = civilDate(town.clock.now())
  const window = { from: addDays(today, Math.max(1, ripeOn - 3)), to: addDays(today, ripeOn + 3) }
  const terms = { quotaUnits: quota, window, sharing, silence, answerDays: 2 }
  const { planId } = await acts(town, owner, openPresale, { organisationId, listingId, ...terms })
  return { plan, shop, planId, itemId, listingId }
}

/** What becomes of a harvest: it may slip, it ripens, it is shared, and what it was shared to leaves. */
function live(town: Town, ahead: Ahead, monthDays: number, later: Later): void {
  const { plan, shop, planId } = ahead
  const { organisationId, owner } = shop
  const part = { organisationId, planId }
  if (plan.slipsOn !== null)
    later(plan.slipsOn, () => {
      const today = civilDate(town.clock.now())
      const window = { from: addDays(today, 4), to: addDays(today, 9) }
      return acts(town, owner, announceSlip, { ...part, window, reason: '连日阴雨' })
    })
  later(plan.ripeOn, () => acts(town, owner, closePlan, part))
  later(plan.ripeOn, () => bringIn(town, ahead))
  // Whoever is just paying, or has been asked about new days, is waited for.
  for (let day = 1; day <= 6; day += 1) {
    const on = plan.ripeOn + day
    later(on, () => acts(town, owner, giveOutHarvest, { ...part, expectedUnits: unitsOf(plan), extent: 'all' }))
  }
  // What is left is sold from the shelf until the month ends, and the bank's word may be late.
  for (let on = plan.ripeOn + 1; on <= monthDays + 6; on += 1) later(on, () => sendOff(town, ahead))
}

const unitsOf = ({ quota, yieldPercent }: Harvest) => Math.max(1, Math.floor((quota * yieldPercent) / 100))

async function bringIn(town: Town, { plan, shop, itemId, planId }: Ahead): Promise<void> {
  const { organisationId, owner } = shop
  const today = civilDate(town.clock.now())
  const units = unitsOf(plan)
  const { harvestId } = await acts(town, owner, receiveHarvest, {
    organisationId,
    grower: '农户甲',
    villageCode: villages()[1]?.code ?? '',
    plot: '二号地',
    product: '杨梅',
    weightGrams: units * UNIT_GRAMS,
    harvestedOn: today,
  })
  const lotCode = `H${planId.slice(-10)}`
  await acts(town, owner, packLot, { organisationId, harvestId, item: { id: itemId }, lotCode, packedOn: today, units })
}

async function sendOff(town: Town, { shop, listingId }: Ahead): Promise<void> {
  const { organisationId, owner } = shop
  const { orders } = await acts(town, owner, listSellerOrders, { organisationId, state: 'paid', limit: 200 })
  for (const { id: orderId, lines } of orders.filter((one) => one.lines.some((line) => line.listingId === listingId)))
    if (lines.every((line) => line.listingId === listingId)) {
      const parcel = { carrier: '邮政', trackingNumber: `A${orderId.slice(-12)}` }
      await tried(town, acts(town, owner, shipSellerOrder, { organisationId, orderId, ...parcel }))
    }
}

/** A buyer who waits answers the day after the window moved, or says nothing. */
export function answerLater(
  town: Town,
  { plan }: Ahead,
  { buyer, orderId }: { buyer: Actor; orderId: string },
  drawn: number,
  later: Later,
): void {
  const answer = (['accept', 'refund', null] as const)[drawn % 3] ?? null
  if (plan.slipsOn === null || answer === null) return
  later(plan.slipsOn + 1, () => acts(town, buyer, answerSlip, { orderId, answer }))
}
