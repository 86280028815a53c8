import { describe, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { statement } from '../kernel/database.ts'
import type { Job } from '../kernel/jobs.ts'
import { runJob } from '../kernel/jobs.ts'
import { listFavourites, removeFavourite } from '../modules/discovery/index.ts'
import { browseListings, changeListingState, changePrice, readFacets, suggestTerms } from '../modules/market/index.ts'
import { saveFreightTemplateRow } from '../modules/delivery/index.ts'
import { feedGoods, listAddresses } from './feed-goods.ts'
import { findGoods, readTiles, relatedGoods } from './find-goods.ts'
import { addFavourite, watchGoods } from './keep-goods.ts'
import { explainRank, rankAllGoods, readExposure } from './rank-goods.ts'
import { reviseListing } from './revise-listing.ts'
import { openTrade } from './testing.ts'

const { county, shops } = await openTrade({ sellers: 2, units: 3 })
const [first, second] = shops as [(typeof shops)[number], (typeof shops)[number]]
const guest: Actor = { kind: 'guest', guestId: '11111111-1111-4111-8111-111111111111' }
const stranger: Actor = { kind: 'guest', guestId: '22222222-2222-4222-8222-222222222222' }
const { act, app } = county
const run = (name: string) => runJob(app, app.jobs.find((job) => job.name === name) as Job, {})
const found = async (input: Parameters<typeof act<typeof findGoods>>[2]) =>
  (await act(guest, findGoods, input)).tiles.map((tile) => tile.id)

describe('search follows listings', () => {
  test.each(['笋干', '冬笋干', 'sungan', 'dsg', 'dried bamboo shoot', 'bambo shoots', 'donsungan'])(
    '%s finds both',
    async (q) => expect(await found({ q })).toHaveLength(2),
  )

  test('what is nothing like any name finds nothing', async () => {
    expect(await act(guest, browseListings, { q: 'zzzzzz' })).toMatchObject({ total: 0, loose: false, meant: null })
  })

  test('a closed listing is neither found nor counted, and comes back when opened', async () => {
    const { organisationId, listingId, owner } = second
    const counted = async () =>
      (await act(guest, readFacets, {})).facets.find((f) => f.kind === 'category' && f.code === 'bamboo-shoots')?.count
    expect(await counted()).toBe(2)
    await act(owner, changeListingState, { organisationId, listingId, state: 'closed' })
    expect(await found({ q: '笋干' })).toEqual([first.listingId])
    expect(await counted()).toBe(1)
    await run('market.fold-facets')
    expect(await counted()).toBe(1)
    await act(owner, changeListingState, { organisationId, listingId, state: 'open' })
    expect(await counted()).toBe(2)
  })

  test('a price moves a listing through the price filter', async () => {
    const { organisationId, listingId, owner } = second
    // 250 g for ¥12.34 are ¥24.68 for 500 g.
    expect(await found({ jinFrom: 2468, jinTo: 2468 })).toHaveLength(2)
    await act(owner, changePrice, { organisationId, listingId, priceFen: 2000 })
    expect(await found({ jinFrom: 3000 })).toEqual([listingId])
    expect(await found({ q: '笋干', jinTo: 3000 })).toEqual([first.listingId])
  })

  test('lexemes marked as outdated are made anew by the job', async () => {
    const lost = statement('test.lose', `UPDATE market.search_entry SET search = ''::tsvector, edition = 0`)
    await app.database.transact((tx) => tx.run(lost))
    expect(await found({ q: '笋干' })).toEqual([])
    await run('market.index-listings')
    expect(await found({ q: '笋干' })).toHaveLength(2)
  })

  test('goods that are not delivered to a province are left out there and nowhere else', async () => {
    const refused = { provinces: ['54'], refused: true, firstGrams: 1, firstFen: 0, stepGrams: 1, stepFen: 0 }
    const rest = { provinces: [], firstGrams: 1000, firstFen: 500, stepGrams: 1000, stepFen: 100 }
    await app.database.transact((tx) => saveFreightTemplateRow(tx, first.organisationId, '标准', [refused, rest]))
    expect(await found({ shipsTo: '54' })).toEqual([second.listingId])
    expect(await found({ shipsTo: '33' })).toHaveLength(2)
  })

  test('suggestions by whatever one begins with, the name as people write it', async () => {
    const terms = async (q: string) => (await act(guest, suggestTerms, { q })).terms.map((one) => one.term)
    for (const q of ['冬', 'dong', 'dsg', '笋', 'sun']) expect(await terms(q)).toEqual(['冬笋干'])
    await run('market.weigh-terms')
    expect(await act(guest, suggestTerms, { q: '冬笋' })).toEqual({ terms: [{ term: '冬笋干', listings: 2 }] })
    expect(await terms('   ')).toEqual([])
  })
})

describe('a fair turn', () => {
  test('showings are counted once each, and a seller shown less gains points that are explained', async () => {
    await app.ports.exposures.flush()
    const centre = { ...first.owner, memberships: [] } as Actor & { kind: 'person' }
    const office: Actor = {
      ...centre,
      memberships: [
        {
          organisationId: first.organisationId,
          organisationKind: 'public_office',
          roles: [],
          duties: ['service_centre'],
        },
      ],
    }
    const before = await act(office, readExposure, {})
    for (let i = 0; i < 200; i += 1) await found({ organisationId: first.organisationId })
    await Promise.all([app.ports.exposures.flush(), app.ports.exposures.flush()])
    const after = await act(office, readExposure, {})
    expect(after.shown - before.shown).toBe(200)
    expect(after.gini).toBeGreaterThan(0)
    await rankAllGoods(app)
    const mine = await act(guest, explainRank, { listingId: second.listingId })
    expect(mine.parts.fairTurn).toBeGreaterThan(0)
    expect(mine.rank).toBe(Object.values(mine.parts).reduce((a, b) => a + b, 0))
    expect((await act(guest, explainRank, { listingId: first.listingId })).parts.fairTurn).toBe(0)
    expect(await found({})).toEqual([second.listingId, first.listingId])
  })
})

describe('kept and waited for', () => {
  test('a favourite stands once, belongs to its keeper and goes when asked', async () => {
    const { listingId } = first
    await act(guest, addFavourite, { listingId })
    await act(guest, addFavourite, { listingId })
    const mine = async (actor: Actor) => (await act(actor, listFavourites, {})).favourites.map((one) => one.listingId)
    expect(await mine(guest)).toEqual([listingId])
    expect(await mine(stranger)).toEqual([])
    expect(await mine({ ...first.owner, guestId: '11111111-1111-4111-8111-111111111111' })).toEqual([listingId])
    await act(stranger, removeFavourite, { listingId })
    expect(await mine(guest)).toEqual([listingId])
    await act(guest, removeFavourite, { listingId })
    expect(await mine(guest)).toEqual([])
    await expect(act(guest, addFavourite, { listingId: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'market.listing.unknown',
    })
  })

  test('whoever waits is told once when goods are back, and may ask again', async () => {
    const { listingId, organisationId, owner } = second
    // Taken off sale and put back is sold out and back for whoever waits.
    const set = (state: 'open' | 'closed') => act(owner, changeListingState, { organisationId, listingId, state })
    const told = statement<{ count: number }>(
      'test.told',
      `SELECT count(*)::int AS count FROM kernel.event WHERE name = 'discovery.back_in_stock'`,
    )
    const events = async () => (await app.database.read((sql) => sql.run(told)))[0]?.count
    await expect(act(guest, watchGoods, { listingId })).rejects.toMatchObject({ code: 'discovery.watch.in_stock' })
    await set('closed')
    await act(guest, watchGoods, { listingId })
    await act(stranger, watchGoods, { listingId })
    await act(guest, watchGoods, { listingId })
    await run('discovery.tell-back-in-stock')
    expect(await events()).toBe(0)
    await set('open')
    await Promise.all([run('discovery.tell-back-in-stock'), run('discovery.tell-back-in-stock')])
    await run('discovery.tell-back-in-stock')
    expect(await events()).toBe(2)
    await set('closed')
    await act(guest, watchGoods, { listingId })
    await set('open')
    await run('discovery.tell-back-in-stock')
    expect(await events()).toBe(3)
  })
})

test('feeds and addresses walk all open listings, each once', async () => {
  const one = await act(guest, feedGoods, { limit: 1 })
  const two = await act(guest, feedGoods, { limit: 1, after: one.rows[0]?.id })
  expect([...one.rows, ...two.rows].map((row) => row.id)).toEqual([first.listingId, second.listingId])
  const own = await act(guest, feedGoods, { organisationId: second.organisationId })
  expect(own.rows.map((row) => row.id)).toEqual([second.listingId])
  expect(await act(guest, listAddresses, {})).toEqual({ ids: [first.listingId, second.listingId], parts: 1 })
})

test('related goods leave out the listing itself; tiles come in the order asked for', async () => {
  const related = await act(guest, relatedGoods, { listingId: first.listingId })
  expect(related).toMatchObject({ together: [], alike: [{ id: second.listingId }] })
  await run('discovery.make-related')
  const ids = [second.listingId, first.listingId]
  expect((await act(guest, readTiles, { ids })).tiles.map((tile) => tile.id)).toEqual(ids)
})

test('a name keeps its full-width parentheses, and is found by either kind', async () => {
  const { owner, organisationId, listingId } = first
  await act(owner, reviseListing, {
    organisationId,
    listingId,
    titleZh: '冬笋干（５００克袋装）',
    titleEn: 'Dried bamboo shoots (bag)',
    descriptionZh: '当年冬笋',
    descriptionEn: 'Shoots of this winter',
    category: 'bamboo-shoots',
    seasonMonths: 4095,
  })
  await run('market.index-listings')
  for (const q of ['冬笋干（500克袋装）', '冬笋干(500克袋装)', '（５００克袋装）']) {
    const { tiles } = await act(guest, findGoods, { q })
    expect(tiles[0]).toMatchObject({ id: listingId, titleZh: '冬笋干（500克袋装）' })
  }
})
