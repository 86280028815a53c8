import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcomeOf } from '../../tests/harness/outcome.ts'
import { joinAsPacker, signedInAccount } from '../../tests/harness/account.ts'
import { judge } from '../kernel/access.ts'
import { statement } from '../kernel/database.ts'
import {
  changeListingState,
  changePrice,
  changeStoreState,
  decorateStore,
  fillStore,
  listListings,
  listStores,
  openStore,
  publishStoreDraft,
  readStore,
} from '../modules/market/index.ts'
import { changeRole, listMembers } from '../modules/people/index.ts'
import { appointKeeper } from './appoint-keeper.ts'
import { openTrade } from './testing.ts'

const { county, shops } = await openTrade({ sellers: 2 })
const { act, app } = county
const [shop, other] = shops as [(typeof shops)[0], (typeof shops)[0]]
const { organisationId, listingId, owner } = shop
const content = (name: string) => ({ nameZh: name, nameEn: `Store ${name}` })
const open = async (slug: string) =>
  (await act(owner, openStore, { organisationId, slug, content: content(slug) })).storeId
const slugs = ['yunshang', 'yunxia'] as const
const stores = [await open(slugs[0]), await open(slugs[1])] as const
const someone = await signedInAccount(app, '小店长', 'keeper@county.test')
await app.database.transact((tx) => tx.run(joinAsPacker, [organisationId, someone.personId]))

const appoint = (storeId: string) => act(owner, appointKeeper, { organisationId, storeId, personId: someone.personId })
const place = (storeId: string) => act(owner, fillStore, { organisationId, storeId, listingIds: [listingId] })

test('a keeper sees and changes one store and what stands in it, wherever goods are put', async () => {
  const at = fc.nat({ max: 1 })
  await fc.assert(
    fc.asyncProperty(at, at, fc.integer({ min: 100, max: 9000 }), async (kept, standing, priceFen) => {
      await appoint(stores[kept] as string)
      await place(stores[standing] as string)
      const keeper = await someone.now()
      const mine = kept === standing
      const own = { organisationId, listingId }
      expect((await act(keeper, listStores, { organisationId })).stores.map(({ id }) => id)).toEqual([stores[kept]])
      expect((await act(keeper, listListings, { organisationId })).listings.map(({ id }) => id)).toEqual(
        mine ? [listingId] : [],
      )
      const reached = mine ? 'done' : 'market.listing.unknown'
      expect(await outcomeOf(act(keeper, changePrice, { ...own, priceFen }))).toBe(reached)
      expect(await outcomeOf(act(keeper, changeListingState, { ...own, state: 'open' }))).toBe(reached)
      for (const [n, storeId] of stores.entries()) {
        const may = n === kept ? 'done' : 'market.store.unknown'
        const store = { organisationId, storeId }
        expect(await outcomeOf(act(keeper, decorateStore, { ...store, content: content('新名') }))).toBe(may)
        expect(await outcomeOf(act(keeper, publishStoreDraft, store))).toBe(may)
        expect(await outcomeOf(act(keeper, changeStoreState, { ...store, state: 'open' }))).toBe(may)
        expect(await outcomeOf(act(keeper, readStore, { slug: slugs[n] ?? '', draft: true }))).toBe(may)
      }
    }),
    { numRuns: 12 },
  )
})

test('nothing else of the organisation is a keeper’s, of every operation there is', async () => {
  await appoint(stores[1])
  const keeper = await someone.now()
  const allowed = app.operations
    .filter(({ access }) => access.rule === 'member' || access.rule === 'office')
    .filter(({ access, name }) => judge(access, keeper, { organisationId }, name) === 'allowed')
    .map(({ name }) => name)
  expect(allowed.toSorted()).toEqual([
    'market.listing.change_price',
    'market.listing.change_state',
    'market.listing.list',
    'market.store.change_state',
    'market.store.decorate',
    'market.store.list',
    'market.store.publish',
    'people.member.leave',
    'people.member.list',
    'people.organisation.own',
  ])
})

test('the owner appoints and calls back; the last owner and another’s store stay out of it', async () => {
  await appoint(stores[1])
  const { members } = await act(owner, listMembers, { organisationId })
  expect(members.find(({ personId }) => personId === someone.personId)).toMatchObject({
    roles: ['keeper'],
    storeId: stores[1],
  })
  const keeper = await someone.now()
  const again = { organisationId, storeId: stores[0], personId: someone.personId }
  expect(await outcomeOf(act(keeper, appointKeeper, again))).toBe('kernel.not_allowed')
  const theirs = { organisationId: other.organisationId, storeId: stores[0], personId: someone.personId }
  expect(await outcomeOf(act(other.owner, appointKeeper, theirs))).toBe('market.store.unknown')
  const last = owner.kind === 'person' ? owner.personId : ''
  expect(await outcomeOf(act(owner, appointKeeper, { ...again, personId: last }))).toBe('people.member.last_owner')
  await act(owner, changeRole, { organisationId, personId: someone.personId, roles: ['seller'] })
  expect((await someone.now()).memberships).toMatchObject([{ roles: ['seller'], storeId: null }])
})

test('in the database too: a keeper has one store and no other role', async () => {
  const set = (name: string, to: string) =>
    app.database.transact((tx) =>
      tx.run(statement(name, `UPDATE people.membership SET ${to} WHERE person_id = $1`), [someone.personId]),
    )
  await expect(set('test.storeless', `roles = '{keeper}', store_id = NULL`)).rejects.toThrow('keeper_of_one_store')
  await expect(set('test.both', `roles = '{keeper,seller}', store_id = uuidv7()`)).rejects.toThrow(
    'keeper_of_one_store',
  )
  await expect(set('test.no_keeper', `roles = '{seller}', store_id = uuidv7()`)).rejects.toThrow('keeper_of_one_store')
})
