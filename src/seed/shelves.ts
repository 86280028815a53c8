import type { App } from '../kernel/app.ts'
import type { AnyOperation, InputOf, OutputOf } from '../kernel/operation.ts'
import { perform } from '../kernel/perform.ts'
import type { PersonActor } from '../modules/people/index.ts'
import { answerBundle, changeReviewMode, listListings, proposeBundle, saveVariants } from '../modules/market/index.ts'
import {
  listPlaces,
  readShelves,
  receiveTransfer,
  recordCount,
  sendTransfer,
  setMinimum,
  stopAnyLot,
} from '../modules/stock/index.ts'
import { recordWriteOff, saveStockPlace } from '../workflows/keep-stock.ts'
import { reviseListing } from '../workflows/revise-listing.ts'
import type { DemoPeople, DemoSeller } from './accounts.ts'

/** Something of each kind of work with goods: places, a count, a transfer, damage, a lot on hold, a page of variants, a bundle, a review. */
export async function makeShelves(app: App, people: DemoPeople): Promise<void> {
  const [first, second] = people.sellers
  const last = people.sellers.at(-1)
  if (first === undefined || second === undefined || last === undefined) return
  await moveGoods(app, first)
  await joinByWeight(app, first)
  await sellTogether(app, first, second)
  await askForReview(app, people.centre, last)
  const { lots } = await doing(app, second.actor, readShelves, { organisationId: second.organisationId })
  const lot = lots.at(-1)
  if (lot !== undefined)
    await once(app, people.centre, 'hold', stopAnyLot, { lotId: lot.id, reason: '例行抽检，等检测结果（演示）' })
}

type Once = <T extends AnyOperation>(
  app: App,
  actor: PersonActor,
  name: string,
  operation: T,
  input: InputOf<T>,
) => Promise<OutputOf<T>>

/** Done once, also where the seed is taken up again. */
const once: Once = (app, actor, name, operation, input) =>
  perform(app, operation, { actor, lang: 'zh', idempotencyKey: `demonstration-shelves-${name}` }, input)

const doing = <T extends AnyOperation>(app: App, actor: PersonActor, operation: T, input: InputOf<T>) =>
  perform(app, operation, { actor, lang: 'zh' as const }, input)

async function moveGoods(app: App, { actor, organisationId }: DemoSeller): Promise<void> {
  const point = { organisationId, kind: 'village_point' as const, name: '村口代收点', villageCode: null }
  const { placeId } = await once(app, actor, 'place', saveStockPlace, point)
  const { places } = await doing(app, actor, listPlaces, { organisationId })
  const main = places.find((one) => one.main)
  const { lots } = await doing(app, actor, readShelves, { organisationId })
  const [longest] = lots.toSorted((a, b) => (a.expiresOn + a.code < b.expiresOn + b.code ? 1 : -1))
  if (main === undefined || longest === undefined || longest.availableUnits < 20) return
  const part = { organisationId, lotId: longest.id }
  const sent = { ...part, fromPlaceId: main.id, toPlaceId: placeId, units: 6 }
  const { transferId } = await once(app, actor, 'send', sendTransfer, sent)
  const arrived = { organisationId, transferId, receivedUnits: 5, reason: '路上压坏一包' }
  await once(app, actor, 'arrive', receiveTransfer, arrived)
  const count = { organisationId, placeId, lines: [{ lotId: longest.id, countedUnits: 4, reason: '少一包，找不到了' }] }
  await once(app, actor, 'count', recordCount, count)
  const damaged = { ...part, placeId: main.id, units: 2, cause: 'damaged' as const, note: '纸箱受潮' }
  await once(app, actor, 'damage', recordWriteOff, damaged)
  await once(app, actor, 'minimum', setMinimum, { organisationId, itemId: longest.itemId, units: 400 })
}

/** Two weights of goods with one English name share a page. */
async function joinByWeight(app: App, { actor, organisationId }: DemoSeller): Promise<void> {
  const { listings } = await doing(app, actor, listListings, { organisationId, limit: 500 })
  const alike = Map.groupBy(listings, (one) => one.titleEn.replace(/[,\d].*$/, '').trim())
  const group = [...alike.values()].find((own) => own.length > 1 && new Set(own.map((o) => o.netGrams)).size > 1)
  const byWeight = [...new Map(group?.map((one) => [one.netGrams, one])).values()].slice(0, 3)
  if (byWeight.length < 2) return
  const variants = byWeight
    .toSorted((a, b) => a.netGrams - b.netGrams)
    .map(({ id: listingId }) => ({ listingId, gradeZh: '', gradeEn: '', packingZh: '', packingEn: '' }))
  await once(app, actor, 'variants', saveVariants, { organisationId, variants })
}

async function sellTogether(app: App, first: DemoSeller, second: DemoSeller): Promise<void> {
  const cheapestOf = async ({ actor, organisationId }: DemoSeller) => {
    const { listings } = await doing(app, actor, listListings, { organisationId, limit: 500 })
    return listings
      .filter((one) => one.state === 'open')
      .toSorted((a, b) => a.priceFen - b.priceFen || (a.gtin < b.gtin ? -1 : 1))[0]
  }
  const [own, other] = [await cheapestOf(first), await cheapestOf(second)]
  if (own === undefined || other === undefined) return
  const share = (fen: number) => Math.ceil((fen * 9) / 10)
  const { bundleId } = await once(app, first.actor, 'bundle', proposeBundle, {
    organisationId: first.organisationId,
    titleZh: '两家山货小组合（演示）',
    titleEn: 'A small set of two makers (demonstration)',
    parts: [own, other].map((one) => ({ listingId: one.id, units: 1, shareFen: share(one.priceFen) })),
  })
  const { organisationId } = second
  await once(app, second.actor, 'bundle-agreed', answerBundle, { organisationId, bundleId, agree: true })
}

/** The last seller is seen before sale, and has an edit waiting. */
async function askForReview(app: App, centre: PersonActor, { actor, organisationId }: DemoSeller): Promise<void> {
  await once(app, centre, 'mode', changeReviewMode, { sellerId: organisationId, mode: 'before' })
  const { listings } = await doing(app, actor, listListings, { organisationId, limit: 500 })
  const [one] = listings.toSorted((a, b) => (a.gtin < b.gtin ? -1 : 1))
  if (one === undefined) return
  const { titleZh, titleEn, descriptionZh, descriptionEn, seasonMonths } = one
  await once(app, actor, 'edit', reviseListing, {
    organisationId,
    listingId: one.id,
    titleZh: `${titleZh} 新包装`.slice(0, 80),
    titleEn: `${titleEn}, new packing`.slice(0, 160),
    descriptionZh,
    descriptionEn,
    category: one.category as 'tea',
    seasonMonths,
  })
}
