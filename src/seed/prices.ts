import type { App } from '../kernel/app.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { perform } from '../kernel/perform.ts'
import { browseListings } from '../modules/market/index.ts'
import { makeOffer, makeOfficeOffer } from '../modules/pricing/index.ts'
import { listSellerOffers, makeBudget } from '../workflows/list-offers.ts'
import { setListingRule, setPrice } from '../workflows/set-price.ts'
import type { DemoPeople, DemoSeller } from './accounts.ts'

const DAYS = 30
/** How many of a seller's listings get a price from three units on. */
const BREAKS = 2

/** A full reduction of one seller, prices for three units or more, and a coupon the county pays; done before, it does nothing. */
export async function makePrices(app: App, { sellers, centre }: DemoPeople): Promise<number> {
  const [seller, other] = sellers
  if (seller === undefined || other === undefined) return 0
  const { organisationId } = seller
  const caller = { actor: seller.actor, lang: 'zh' as const }
  if ((await perform(app, listSellerOffers, caller, { organisationId })).offers.length > 0) return 0
  const today = civilDate(app.clock.now())
  const days = { startsOn: today, endsOn: addDays(today, DAYS) }
  let breaks = 0
  for (const one of [seller, other]) breaks += await breaksOf(app, one)
  const office = { actor: centre, lang: 'zh' as const }
  const { budgetId } = await perform(app, makeBudget, office, {
    titleZh: '示范：县里的消费券',
    titleEn: 'Demonstration: county coupons',
    amountFen: 5_000_00,
  })
  await perform(app, makeOfficeOffer, office, {
    budgetId,
    kind: 'coupon',
    titleZh: '示范：遂昌消费券',
    titleEn: 'Demonstration: Suichang coupon',
    tiers: [{ fromFen: 100_00, offFen: 15_00 }],
    claimsMost: 300,
    ...days,
  })
  await perform(app, makeOffer, caller, {
    organisationId,
    kind: 'reduction',
    titleZh: '示范：满减',
    titleEn: 'Demonstration: reduction',
    tiers: [
      { fromFen: 99_00, offFen: 8_00 },
      { fromFen: 199_00, offFen: 20_00 },
    ],
    ...days,
  })
  return breaks
}

async function breaksOf(app: App, { organisationId, actor }: DemoSeller): Promise<number> {
  const caller = { actor, lang: 'zh' as const }
  const { tiles } = await perform(app, browseListings, caller, { organisationId, sort: 'newest' })
  for (const { id: listingId, priceFen } of tiles.slice(0, BREAKS)) {
    await perform(app, setListingRule, caller, { organisationId, listingId, floorFen: Math.ceil(priceFen * 0.7) })
    await perform(app, setPrice, caller, {
      organisationId,
      listingId,
      unitsFrom: 3,
      priceFen: Math.floor(priceFen * 0.92),
    })
  }
  return Math.min(BREAKS, tiles.length)
}
