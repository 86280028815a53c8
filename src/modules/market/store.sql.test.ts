import { expect, test } from 'vitest'
import { openTrade, officer } from '../../workflows/testing.ts'
import type { Actor } from '../../kernel/actor.ts'
import { statement } from '../../kernel/database.ts'
import type { InputOf } from '../../kernel/operation.ts'
import { guestIdOf } from '../../kernel/http/visit.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import {
  browseListings,
  changeStoreState,
  decideStore,
  decorateStore,
  fillStore,
  listStoreAddresses,
  listStoreReports,
  listStores,
  openStore,
  publishStoreDraft,
  readStore,
  reportStore,
} from './index.ts'

const { county, shops } = await openTrade({ sellers: 2 })
const [shop, other] = shops as [(typeof shops)[0], (typeof shops)[0]]
const part = { organisationId: shop.organisationId }
const guest: Actor = { kind: 'guest', guestId: guestIdOf('a visitor of stores') }
const content = { nameZh: '云上茶店', nameEn: 'Tea above the clouds' }

const outcome = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (isRefusal(error) ? error.code : String(error)),
  )
const visit = (slug: string, actor: Actor = guest, draft = false) => county.act(actor, readStore, { slug, draft })
const goodsIn = async (slug: string) => {
  const { featured, sections, rest } = await visit(slug)
  return [...featured, ...sections.flatMap(({ tiles }) => tiles), ...rest].map(({ id }) => id)
}

test('a store is drafted, looked at by its own people, published, and every version stays', async () => {
  const { storeId } = await county.act(shop.owner, openStore, { ...part, slug: 'yunshang', content })
  expect(await outcome(visit('yunshang'))).toBe('market.store.unknown')
  expect(await outcome(visit('yunshang', other.owner, true))).toBe('market.store.unknown')
  expect((await visit('yunshang', shop.owner, true)).rest.map(({ id }) => id)).toEqual([shop.listingId])
  expect(await outcome(county.act(shop.owner, changeStoreState, { ...part, storeId, state: 'open' }))).toBe(
    'market.store.not_published',
  )
  await county.act(shop.owner, publishStoreDraft, { ...part, storeId })
  const decorated = {
    ...content,
    welcomeZh: '来坐坐',
    banner: { kind: 'motif' as const, colour: 'river' as const },
    featured: [shop.listingId, other.listingId],
    sections: [{ titleZh: '春茶', titleEn: 'Spring', listingIds: [shop.listingId] }],
  }
  await county.act(shop.owner, decorateStore, { ...part, storeId, content: decorated })
  expect((await visit('yunshang')).content.welcomeZh).toBe('')
  expect((await county.act(shop.owner, publishStoreDraft, { ...part, storeId })).version).toBe(2)
  const shown = await visit('yunshang')
  // Another seller's listing is none of this store's, and a listing stands once.
  expect([shown.content.welcomeZh, shown.featured.map(({ id }) => id), shown.sections, shown.rest]).toEqual([
    '来坐坐',
    [shop.listingId],
    [],
    [],
  ])
  const versions = await county.app.database.read((sql) =>
    sql.run(statement<{ n: number }>('test.versions', 'SELECT count(*)::int AS n FROM market.store_version'), []),
  )
  expect(versions[0]?.n).toBe(2)
  expect((await county.act(guest, listStoreAddresses, {})).slugs).toEqual(['yunshang'])
  expect(
    await outcome(
      county.act(other.owner, openStore, { organisationId: other.organisationId, slug: 'yunshang', content }),
    ),
  ).toBe('market.store.not_made')
})

test('a listing stands in one store; a second store takes it out of the main one, and gives it back', async () => {
  const { storeId } = await county.act(shop.owner, openStore, { ...part, slug: 'yunshang-2', content })
  await county.act(shop.owner, publishStoreDraft, { ...part, storeId })
  expect([await goodsIn('yunshang'), await goodsIn('yunshang-2')]).toEqual([[shop.listingId], []])
  await county.act(shop.owner, fillStore, { ...part, storeId, listingIds: [shop.listingId] })
  expect([await goodsIn('yunshang'), await goodsIn('yunshang-2')]).toEqual([[], [shop.listingId]])
  expect(await outcome(county.act(shop.owner, fillStore, { ...part, storeId, listingIds: [other.listingId] }))).toBe(
    'market.listing.unknown',
  )
  const { stores } = await county.act(shop.owner, listStores, part)
  expect(stores.map(({ main, listings, open }) => [main, listings, open])).toEqual([
    [true, 0, 0],
    [false, 1, 1],
  ])
  await county.act(shop.owner, fillStore, { ...part, storeId: stores[0]?.id ?? '', listingIds: [shop.listingId] })
  expect(await goodsIn('yunshang')).toEqual([shop.listingId])
})

test('goods are looked for within one store: neither in its seller’s others nor in anyone else’s', async () => {
  const found = async (input: InputOf<typeof browseListings>) =>
    (await county.act(guest, browseListings, input)).tiles.map(({ id }) => id)
  const everywhere = [shop.listingId, other.listingId].toSorted()
  expect((await found({ q: '笋干' })).toSorted()).toEqual(everywhere)
  expect(await found({ q: '笋干', store: 'yunshang' })).toEqual([shop.listingId])
  expect(await found({ store: 'yunshang', sort: 'newest' })).toEqual([shop.listingId])
  expect(await found({ q: '笋干', store: 'yunshang-2' })).toEqual([])
  expect(await found({ store: 'yunshang', organisationId: other.organisationId })).toEqual([])
  expect(await county.act(guest, browseListings, { store: 'yunshang' })).toMatchObject({
    total: 1,
    store: { slug: 'yunshang', nameZh: '云上茶店' },
  })
  expect(await visit('yunshang')).toMatchObject({ goods: 1 })
  const { stores } = await county.act(shop.owner, listStores, part)
  const second = { ...part, storeId: stores[1]?.id ?? '' }
  await county.act(shop.owner, fillStore, { ...second, listingIds: [shop.listingId] })
  expect([await found({ store: 'yunshang' }), await found({ store: 'yunshang-2' })]).toEqual([[], [shop.listingId]])
  await county.act(shop.owner, fillStore, { ...part, storeId: stores[0]?.id ?? '', listingIds: [shop.listingId] })
  await county.act(shop.owner, changeStoreState, { ...second, state: 'closed' })
  for (const slug of ['yunshang-2', 'no-such-store'])
    expect(await outcome(county.act(guest, browseListings, { store: slug }))).toBe('market.store.unknown')
})

test('the service centre takes a reported store off with reasons; publishing alone does not bring it back', async () => {
  const [store] = (await county.act(shop.owner, listStores, part)).stores
  const storeId = store?.id ?? ''
  await county.act(other.owner, reportStore, { slug: 'yunshang', reason: '冒用别人的名字' })
  await county.act(other.owner, reportStore, { slug: 'yunshang', reason: '冒用别人的店名' })
  const centre = officer()
  const { stores } = await county.act(centre, listStoreReports, {})
  expect(stores.map(({ slug, reports }) => [slug, reports.map(({ reason }) => reason)])).toEqual([
    ['yunshang', ['冒用别人的店名']],
  ])
  expect(await outcome(county.act(centre, decideStore, { storeId, decision: 'withdrawn' }))).toBe(
    'kernel.invalid_input',
  )
  await county.act(centre, decideStore, { storeId, decision: 'withdrawn', reasons: '店名请改' })
  expect(await outcome(visit('yunshang'))).toBe('market.store.unknown')
  expect(await outcome(county.act(shop.owner, changeStoreState, { ...part, storeId, state: 'open' }))).toBe(
    'market.store.withdrawn',
  )
  await county.act(shop.owner, publishStoreDraft, { ...part, storeId })
  expect(await outcome(visit('yunshang'))).toBe('market.store.unknown')
  expect((await county.act(centre, decideStore, { storeId, decision: 'kept' })).state).toBe('open')
  expect(await outcome(visit('yunshang'))).toBe('done')
  expect((await county.act(centre, listStoreReports, {})).stores).toEqual([])
})
