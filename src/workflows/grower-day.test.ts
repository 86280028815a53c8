import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { outcomeOf } from '../../tests/harness/outcome.ts'
import { changeReviewMode, listListings, readPriceGuide } from '../modules/market/index.ts'
import type { Category, ListingRow } from '../modules/market/index.ts'
import { lotForCount, listLots, recordCount } from '../modules/stock/index.ts'
import { listFromPhotos } from './list-from-photos.ts'
import { fromAnswers, similarOf } from './photo-defaults.ts'
import { readSellerQueue } from './read-seller-queue.ts'
import { reprice } from './reprice.ts'
import { restockItem } from './restock-item.ts'
import { setListingRule } from './set-price.ts'
import { openTrade } from './testing.ts'

const trade = await openTrade({ sellers: 3, units: 12 })
const { county, shops } = trade
const { act } = county
const [shop, other] = shops as [(typeof shops)[number], (typeof shops)[number]]
const { organisationId, itemId, listingId, owner } = shop
const today = '2026-04-18'

const bytes = new Uint8Array(
  await sharp({ create: { width: 900, height: 700, channels: 3, background: '#c9a45c' } })
    .jpeg()
    .toBuffer(),
)
const photo1 = { name: 'shoots.jpg', mediaType: 'image/jpeg', bytes }

test('restocking packs a lot with the origin of the last one, under the next free number', async () => {
  const own = { organisationId, itemId, units: 20, harvestedOn: '2026-04-17' }
  const first = await act(owner, restockItem, own)
  const second = await act(owner, restockItem, own)
  expect([first.lotCode, second.lotCode]).toEqual(['260418A', '260418B'])
  const { lots } = await act(owner, listLots, { organisationId })
  expect(lots.filter((lot) => lot.itemId === itemId).map((lot) => lot.availableUnits)).toEqual([20, 20, 12])
  expect(await outcomeOf(act(owner, restockItem, { ...own, harvestedOn: '2026-04-19' }))).toBe(
    'stock.lot.packed_before_harvest',
  )
  expect(await outcomeOf(act(owner, restockItem, { ...own, itemId: other.itemId }))).toBe('stock.item.unknown')
  expect((await act(owner, listLots, { organisationId })).lots).toHaveLength(3)
})

test('a new price answers the question, and never goes below the floor', async () => {
  county.clock.advance(61 * 86_400)
  const asked = async () =>
    (await act(owner, readSellerQueue, { organisationId })).things.some((one) => one.kind === 'price')
  expect(await asked()).toBe(true)
  await act(owner, setListingRule, { organisationId, listingId, floorFen: 1000 })
  expect(await outcomeOf(act(owner, reprice, { organisationId, listingId, priceFen: 999 }))).toBe(
    'pricing.unit_price.below_floor',
  )
  expect(await asked()).toBe(true)
  await act(owner, reprice, { organisationId, listingId, priceFen: 1000 })
  expect(await asked()).toBe(false)
  const { listings } = await act(owner, listListings, { organisationId })
  expect(listings.find((one) => one.id === listingId)?.priceFen).toBe(1000)
  expect(await outcomeOf(act(owner, reprice, { organisationId, listingId: other.listingId, priceFen: 1000 }))).toBe(
    'market.listing.unknown',
  )
  county.clock.advance(-61 * 86_400)
})

test('a lot nobody counted for a month is asked for, three a day; a count against books that moved is counted again', async () => {
  const lotsAsked = async () =>
    (await act(owner, readSellerQueue, { organisationId })).things.flatMap((one) =>
      one.kind === 'count' ? [one.subjectId] : [],
    )
  expect(await lotsAsked()).toEqual([])
  county.clock.advance(31 * 86_400)
  const [lotId = '', ...more] = await lotsAsked()
  expect(more).toHaveLength(2)
  const facts = await county.app.database.read((sql) => lotForCount(sql, organisationId, lotId))
  expect(facts).toMatchObject({ lotId })
  expect(await county.app.database.read((sql) => lotForCount(sql, other.organisationId, lotId))).toBeNull()
  const { placeId = '', expectedUnits = 0 } = facts ?? {}
  const count = (countedUnits: number, seen: number, reason: string | null = null) =>
    outcomeOf(
      act(owner, recordCount, {
        organisationId,
        placeId,
        lines: [{ lotId, countedUnits, expectedUnits: seen, reason }],
      }),
    )
  expect(await count(expectedUnits - 1, expectedUnits)).toBe('stock.count.reason_missing')
  expect(await count(expectedUnits - 1, expectedUnits + 1, '受潮')).toBe('stock.count.books_moved')
  expect(await count(expectedUnits - 1, expectedUnits, '受潮')).toBe('done')
  expect(await count(expectedUnits, expectedUnits, '受潮')).toBe('stock.count.books_moved')
  expect(await lotsAsked()).toEqual(more)
  county.clock.advance(31 * 86_400)
  expect(await lotsAsked()).toHaveLength(3)
  county.clock.advance(-62 * 86_400)
})

test('a guide to prices is the middle of at least three sellers', async () => {
  const { guides } = await act(owner, readPriceGuide, {})
  // 10.00 and twice 12.34 for 250 g.
  expect(guides).toEqual([{ category: 'bamboo-shoots', sellers: 3, lowFen: 2234, midFen: 2468, highFen: 2468 }])
})

const answers = {
  organisationId,
  photo1,
  titleZh: '高山春笋',
  category: 'bamboo-shoots' as const,
  units: 30,
  netGrams: 1250,
  priceFen: 2500,
  harvestedOn: today,
}

test('photos and five answers make a harvest, a lot and a listing as the last of its kind', async () => {
  const made = await act(owner, listFromPhotos, answers)
  expect(made).toMatchObject({ state: 'approved', lotCode: '260418C' })
  const { listings } = await act(owner, listListings, { organisationId })
  const listed = listings.find((one) => one.id === made.listingId)
  expect(listed).toMatchObject({
    titleZh: '高山春笋',
    titleEn: 'Bamboo shoots',
    netGrams: 1250,
    priceFen: 2500,
    shelfLifeDays: 300,
    state: 'open',
  })
  expect(listed?.photos).toHaveLength(1)
})

test('goods of a new kind need their first facts, and nothing is half written without them', async () => {
  const before = (await act(owner, listLots, { organisationId })).lots.length
  const tea = { ...answers, titleZh: '头采绿茶', category: 'tea' as const }
  expect(await outcomeOf(act(owner, listFromPhotos, tea))).toBe('market.listing.first_time_facts')
  const { photo1: _none, ...bare } = tea
  expect(await outcomeOf(act(owner, listFromPhotos, bare))).toBe('market.photo.none')
  const text = { name: 'a.jpg', mediaType: 'image/jpeg', bytes: new TextEncoder().encode('no picture') }
  expect(await outcomeOf(act(owner, listFromPhotos, { ...tea, photo1: text }))).toBe('kernel.photo.not_a_picture')
  expect((await act(owner, listLots, { organisationId })).lots).toHaveLength(before)
  expect((await act(owner, listFromPhotos, { ...tea, shelfLifeDays: 540 })).state).toBe('approved')
})

test('a seller who is seen first is seen first here too', async () => {
  const office = {
    ...owner,
    memberships: [{ organisationId, organisationKind: 'public_office', roles: ['owner'], duties: ['service_centre'] }],
  } as typeof owner
  await act(office, changeReviewMode, { sellerId: organisationId, mode: 'before' })
  const made = await act(owner, listFromPhotos, { ...answers, titleZh: '毛笋' })
  expect(made.state).toBe('submitted')
  const { listings } = await act(owner, listListings, { organisationId })
  expect(listings.find((one) => one.id === made.listingId)?.state).toBe('closed')
})

const listing = (titleZh: string, category: Category, days: number): ListingRow =>
  ({
    titleZh,
    titleEn: `English of ${titleZh}`,
    descriptionZh: '',
    descriptionEn: '',
    category,
    shelfLifeDays: days,
    storage: 'chilled',
    villageCode: '331123001001',
    freightTemplateId: 'b',
    seasonMonths: 3,
    productClass: 'edible_farm',
    producer: null,
    licenceNumber: null,
    certificate: 'of another batch',
  }) as unknown as ListingRow

test('what was not asked comes from an own listing of the kind, and a certificate never does', () => {
  const title = fc.constantFrom('春笋', '冬笋', '绿茶')
  const kind = fc.constantFrom<Category>('bamboo-shoots', 'tea', 'honey')
  const row = fc.tuple(title, kind, fc.integer({ min: 1, max: 900 })).map((one) => listing(...one))
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 6 }),
      title,
      kind,
      fc.option(fc.integer({ min: 1, max: 99 })),
      (listings, titleZh, category, days) => {
        const ground = {
          listings,
          harvest: { grower: '包阿根', plot: '后山', villageCode: '331123001001' },
          organisation: { contactName: '掌柜', villageCode: '331123001001' },
          freightTemplateIds: ['a', 'b'],
        }
        const asked = { titleZh, category, netGrams: 500, priceFen: 100, shelfLifeDays: days ?? undefined }
        const made = fromAnswers(asked, ground)
        const similar = similarOf(listings, asked)
        if (days === null && similar === null) {
          expect(made).toBeNull()
          return
        }
        expect(made?.item.shelfLifeDays).toBe(days ?? similar?.shelfLifeDays)
        expect(made?.draft.certificate).toBeNull()
        expect(made?.draft.freightTemplateId).toBe(similar === null ? 'a' : 'b')
        if (similar !== null) expect(similar.category).toBe(category)
        // Shoots of the farm class need their batch's certificate, so they wait as a draft.
        expect(made?.incomplete).toBe(similar !== null && category === 'bamboo-shoots')
      },
    ),
  )
})
