import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { statement } from '../kernel/database.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { runJob } from '../kernel/jobs.ts'
import { isRefusal } from '../kernel/refusal.ts'
import {
  browseListings,
  changeListingState,
  changePrice,
  changeReviewMode,
  isFoodLicence,
  listOwnReviews,
  listReviews,
  listVersions,
  putInBasket,
  readListing,
  readMyOrder,
  readVersion,
  saveVariants,
} from '../modules/market/index.ts'
import { openListing } from './open-listing.ts'
import { packLot } from './pack-lot.ts'
import { readOffer } from './read-offer.ts'
import { receiveHarvest } from './receive-harvest.ts'
import { approveReview, callBack, returnReview, reviseListing } from './revise-listing.ts'
import { officer, openTrade, order } from './testing.ts'

const trade = await openTrade({ sellers: 2 })
const { county, shops } = trade
const { act } = county
const [shop, careful] = shops as [(typeof shops)[0], (typeof shops)[0]]
const centre = officer()
const guest: Actor = { kind: 'guest', guestId: guestIdOf('someone who looks') }

const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : String(error)),
  )

const words = {
  titleZh: '冬笋干 特级',
  titleEn: 'Dried bamboo shoots, first grade',
  descriptionZh: '当年冬笋',
  descriptionEn: 'Shoots of this winter',
  category: 'bamboo-shoots' as const,
  seasonMonths: 4095,
}
const licence = Array.from({ length: 10 }, (_, digit) => `SC1163311230012${digit}`).find(isFoodLicence) ?? ''
const revise = (at: typeof shop, more: object = {}) =>
  act(at.owner, reviseListing, { organisationId: at.organisationId, listingId: at.listingId, ...words, ...more })
const read = (at: typeof shop) => act(guest, readListing, { listingId: at.listingId })

test('every edit makes a version, and an order keeps what its buyer saw', async () => {
  const part = { organisationId: shop.organisationId, listingId: shop.listingId }
  const ordered = await order(trade, 'a buyer before the edit', 1)
  await act(shop.owner, changePrice, { ...part, priceFen: 1500 })
  expect((await revise(shop)).state).toBe('approved')
  await revise(shop)
  const { versions } = await act(shop.owner, listVersions, part)
  expect(versions.map((v) => [v.number, v.content.priceFen, v.content.titleZh, v.current])).toEqual([
    [3, 1500, '冬笋干 特级', true],
    [2, 1500, '冬笋干', false],
    [1, 1234, '冬笋干', false],
  ])
  const bought = await act(ordered.buyer, readMyOrder, { orderId: ordered.orderIds[0] ?? '' })
  expect(bought.lines[0]?.versionId).toBe(versions[2]?.id)
  const seen = await act(guest, readVersion, { versionId: bought.lines[0]?.versionId ?? '' })
  expect(seen).toMatchObject({ number: 1, current: false, content: { priceFen: 1234, titleZh: '冬笋干' } })
  expect((await act(guest, browseListings, { q: '特级' })).tiles.map((t) => t.id)).toContain(shop.listingId)
})

test('whatever statement edits a listing, a version is made; versions are not rewritten', async () => {
  const before = (await read(shop)).version
  const raw = (text: string) =>
    county.app.database.transact((tx) => tx.run(statement(`test.raw.${text.length}`, text), [shop.listingId]))
  await raw(`UPDATE market.listing SET title_zh = title_zh || '!' WHERE id = $1`)
  await raw(`UPDATE market.listing SET sold_units = sold_units + 1, title_zh = title_zh WHERE id = $1`)
  expect((await read(shop)).version).toBe(before + 1)
  await expect(raw('DELETE FROM market.listing_version WHERE listing_id = $1')).rejects.toThrow('permission denied')
})

test('a seller who is seen before sale: the edit waits, what was approved stays on sale, reasons are given', async () => {
  await act(centre, changeReviewMode, { sellerId: careful.organisationId, mode: 'before' })
  expect((await revise(careful)).state).toBe('submitted')
  expect(await read(careful)).toMatchObject({ titleZh: '冬笋干', state: 'open' })
  const [waiting] = (await act(centre, listReviews, {})).reviews
  expect(waiting).toMatchObject({ listingId: careful.listingId, listing: { titleZh: '冬笋干' } })
  expect(waiting?.changed).toEqual(['titleZh', 'titleEn', 'descriptionZh', 'descriptionEn'])
  await act(centre, returnReview, { reviewId: waiting?.id ?? '', reasons: '“特级”要有等级标准' })
  expect(await outcome(act(centre, approveReview, { reviewId: waiting?.id ?? '' }))).toBe('market.review.decided')
  const own = await act(careful.owner, listOwnReviews, { organisationId: careful.organisationId })
  expect(own.reviews[0]).toMatchObject({ state: 'returned', reasons: '“特级”要有等级标准' })
  await revise(careful, { titleZh: '冬笋干 当年' })
  const [again] = (await act(centre, listReviews, {})).reviews
  await act(centre, approveReview, { reviewId: again?.id ?? '' })
  expect(await read(careful)).toMatchObject({ titleZh: '冬笋干 当年', state: 'open', version: 2 })
  expect((await revise(careful, { titleZh: '冬笋干 当年', offSeason: 'announced' })).state).toBe('approved')
})

test('a new listing of such a seller is not sold before it is approved', async () => {
  const { organisationId, owner } = careful
  const listingId = await another(careful, 'NEW')
  expect(await outcome(act(guest, putInBasket, { lines: [{ listingId, units: 1 }] }))).toBe('market.listing.closed')
  const opening = act(owner, changeListingState, { organisationId, listingId, state: 'open' })
  expect(await outcome(opening)).toBe('market.listing.not_approved')
  const { reviews } = await act(centre, listReviews, {})
  await act(centre, approveReview, { reviewId: reviews.find((r) => r.listingId === listingId)?.id ?? '' })
  expect(await outcome(act(guest, putInBasket, { lines: [{ listingId, units: 1 }] }))).toBe('done')
})

test('a listing called back stays off sale until an edit is approved, even of a trusted seller', async () => {
  await act(centre, callBack, { listingId: shop.listingId, reasons: '图文不符' })
  expect((await read(shop)).state).toBe('closed')
  expect((await revise(shop)).state).toBe('submitted')
  const [waiting] = (await act(centre, listReviews, {})).reviews
  await act(centre, approveReview, { reviewId: waiting?.id ?? '' })
  expect(await read(shop)).toMatchObject({ state: 'open', approved: true })
  expect((await revise(shop, { titleZh: '冬笋干 散装' })).state).toBe('approved')
})

test('labels are asked for by class', async () => {
  expect(await outcome(revise(shop, { productClass: 'craft' }))).toBe('market.label.class_not_allowed')
  expect(await outcome(revise(shop, { productClass: 'edible_farm' }))).toBe('market.label.missing')
  const processed = { productClass: 'processed_food', producer: '示范笋厂' }
  expect(await outcome(revise(shop, processed))).toBe('market.label.missing')
  const wrong = `${licence.slice(0, -1)}${(Number(licence.at(-1)) + 1) % 10}`
  expect(await outcome(revise(shop, { ...processed, licenceNumber: wrong }))).toBe('market.label.licence_wrong')
  await revise(shop, { ...processed, licenceNumber: licence.replace('SC', 'sc ') })
  expect(await read(shop)).toMatchObject({ licenceNumber: licence, producer: '示范笋厂' })
})

test('what is out of season rests and comes back by itself', async () => {
  const season = county.app.jobs.find((job) => job.name === 'market.turn-season')
  if (season === undefined) throw new Error('no such job')
  const part = { organisationId: shop.organisationId, listingId: shop.listingId }
  await revise(shop, { seasonMonths: 0b11, offSeason: 'announced' })
  expect(await read(shop)).toMatchObject({ state: 'closed', rests: true })
  county.clock.set(new Date('2027-01-05T00:05:00+08:00'))
  await runJob(county.app, season, {})
  expect(await read(shop)).toMatchObject({ state: 'open', rests: false })
  await act(shop.owner, changeListingState, { ...part, state: 'closed' })
  await runJob(county.app, season, {})
  expect(await read(shop)).toMatchObject({ state: 'closed', rests: false })
  await act(shop.owner, changeListingState, { ...part, state: 'open' })
  await revise(shop)
})

test('variants share a page; they must differ and belong to one seller', async () => {
  const { organisationId, owner, listingId } = shop
  const loose = await another(shop, 'LOOSE')
  const one = { listingId, gradeZh: '特级', gradeEn: 'First', packingZh: '', packingEn: '' }
  const two = { ...one, listingId: loose, gradeZh: '一级', gradeEn: 'Second' }
  const save = (variants: object[], groupId?: string) =>
    act(owner, saveVariants, { organisationId, variants: variants as (typeof one)[], ...(groupId && { groupId }) })
  expect(await outcome(save([one]))).toBe('market.variant.too_few')
  expect(await outcome(save([one, { ...one, listingId: loose }]))).toBe('market.variant.same')
  expect(await outcome(save([one, { ...two, listingId: careful.listingId }]))).toBe('market.listing.unknown')
  const { groupId } = await save([one, two])
  expect(await outcome(save([one, two]))).toBe('market.variant.taken')
  const offer = await act(guest, readOffer, { listingId: loose })
  expect(offer.variants.map((v) => [v.gradeZh, v.listingId])).toEqual([
    ['特级', listingId],
    ['一级', loose],
  ])
  expect(offer.growers[0]).toMatchObject({ plot: '二号地' })
  await save([], groupId)
  expect((await act(guest, readOffer, { listingId: loose })).variants).toEqual([])
})

async function another({ organisationId, owner, listingId }: typeof shop, lotCode: string): Promise<string> {
  const { villageCode, freightTemplateId } = await act(guest, readListing, { listingId })
  const harvest = {
    organisationId,
    grower: '另一户',
    villageCode,
    plot: '二号地',
    product: '冬笋',
    weightGrams: 10_000,
  }
  const harvestedOn = '2026-04-15'
  const { harvestId } = await act(owner, receiveHarvest, { ...harvest, harvestedOn: clampDay(harvestedOn) })
  const { itemId } = await act(owner, packLot, {
    organisationId,
    harvestId,
    item: { name: '冬笋干', netGrams: 250, storage: 'ambient', shelfLifeDays: 300 },
    lotCode,
    packedOn: clampDay('2026-04-18'),
    units: 20,
  })
  const opened = { ...words, organisationId, itemId, villageCode, priceFen: 2000, freightTemplateId }
  return (await act(owner, openListing, opened)).listingId
}

/** The harvest is of these days, whatever the clock says by now. */
function clampDay(day: string): string {
  return county.clock.now().getUTCFullYear() > 2026 ? '2027-01-04' : day
}
