import { z } from 'zod'
import { anyone, member, office, signedIn } from '../../kernel/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import { actorId, isStaff, keptStore } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { tile } from './browse.ops.ts'
import { arranged, storeContent, STORES_MAX, storeSlug as slug, storeStates } from './store.ts'
import type { StoreState } from './store.ts'
import {
  assignListings,
  decideReports,
  insertStoreRow,
  listingsInStore,
  lockStore,
  openSlugs,
  publishStore,
  reportStoreRow,
  saveDraft,
  setStoreState,
  storeBySlug,
  storeReports,
  storeRows,
  storesOfListings,
} from './store.sql.ts'
import { tilesById } from './tile.sql.ts'

/** Beside what the keeper named; the whole store is found by words and filters (`store` of the goods). */
const REST_MAX = 60

export const listStores = query({
  name: 'market.store.list',
  path: '/market/organisations/{organisationId}/stores',
  summary: 'Stores of a seller, the main one first, and which listings stand in another than that',
  access: member('seller', 'keeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    stores: z.array(
      z.object({
        id,
        slug: z.string(),
        main: z.boolean(),
        state: z.enum(storeStates),
        draft: storeContent,
        version: z.int(),
        reasons: z.string().nullable(),
        listings: z.int(),
        open: z.int(),
      }),
    ),
    placed: z.array(z.object({ listingId: id, storeId: id })),
  }),
  async run({ sql, actor }, { organisationId }) {
    const mine = keptStore(actor, organisationId)
    const seen = (storeId: string) => mine === null || mine === storeId
    const rows = await storeRows(sql, organisationId)
    const placed = await storesOfListings(sql, organisationId)
    return {
      stores: rows.filter((row) => seen(row.id)).map(({ organisationId: _own, ...row }) => row),
      placed: [...placed].flatMap(([listingId, storeId]) => (seen(storeId) ? [{ listingId, storeId }] : [])),
    }
  },
})

export const openStore = operation({
  name: 'market.store.open',
  method: 'POST',
  path: '/market/organisations/{organisationId}/stores',
  summary: 'Makes a store; the first one is where all listings stand that are put into no other',
  access: member('seller'),
  input: z.object({ organisationId: id, slug, content: storeContent }),
  output: z.object({ storeId: id }),
  refusals: ['market.store.not_made'],
  async run({ tx, now }, { organisationId, slug: wanted, content }) {
    const storeId = await insertStoreRow(tx, { organisationId, slug: wanted, content }, STORES_MAX, now)
    return { storeId: storeId ?? refuse('market.store.not_made', { limit: STORES_MAX }) }
  },
})

/** A store of the organisation; to its keeper there is no other. Refuses: market.store.unknown. */
async function ownStore(tx: Tx, actor: Actor, organisationId: string, storeId: string) {
  const mine = keptStore(actor, organisationId)
  const store = mine === null || mine === storeId ? await lockStore(tx, storeId) : undefined
  return store?.organisationId === organisationId ? store : refuse('market.store.unknown')
}

export const decorateStore = operation({
  name: 'market.store.decorate',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/stores/{storeId}/draft',
  summary: 'Keeps what a store is to show; visitors see it once it is published',
  access: member('seller', 'keeper'),
  input: z.object({ organisationId: id, storeId: id, content: storeContent }),
  output: z.object({ storeId: id }),
  refusals: ['market.store.unknown'],
  async run({ tx, actor }, { organisationId, storeId, content }) {
    await ownStore(tx, actor, organisationId, storeId)
    await saveDraft(tx, storeId, content)
    return { storeId }
  },
})

export const publishStoreDraft = operation({
  name: 'market.store.publish',
  method: 'POST',
  path: '/market/organisations/{organisationId}/stores/{storeId}/versions',
  summary:
    'Publishes what was drafted as a new version; a store taken off stays off until the service centre has looked',
  access: member('seller', 'keeper'),
  input: z.object({ organisationId: id, storeId: id }),
  output: z.object({ storeId: id, version: z.int() }),
  refusals: ['market.store.unknown'],
  async run({ tx, actor, now }, { organisationId, storeId }) {
    await ownStore(tx, actor, organisationId, storeId)
    return { storeId, version: await publishStore(tx, storeId, actorId(actor) ?? '', now) }
  },
})

export const changeStoreState = operation({
  name: 'market.store.change_state',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/stores/{storeId}/state',
  summary: 'Closes a store to visitors, or opens it again',
  access: member('seller', 'keeper'),
  input: z.object({ organisationId: id, storeId: id, state: z.enum(['open', 'closed']) }),
  output: z.object({ storeId: id, state: z.enum(storeStates) }),
  refusals: ['market.store.unknown', 'market.store.withdrawn', 'market.store.not_published'],
  async run({ tx, actor }, { organisationId, storeId, state }) {
    const store = await ownStore(tx, actor, organisationId, storeId)
    if (store.state === 'withdrawn') refuse('market.store.withdrawn')
    if (state === 'open' && store.version === 0) refuse('market.store.not_published')
    await setStoreState(tx, storeId, state)
    return { storeId, state }
  },
})

export const fillStore = operation({
  name: 'market.store.fill',
  method: 'POST',
  path: '/market/organisations/{organisationId}/stores/{storeId}/listings',
  summary: 'Puts listings into a store, out of whichever they stood in',
  access: member('seller'),
  input: z.object({ organisationId: id, storeId: id, listingIds: z.array(id).min(1).max(1000) }),
  output: z.object({ storeId: id, listings: z.int() }),
  refusals: ['market.store.unknown', 'market.listing.unknown'],
  async run({ tx, actor }, { organisationId, storeId, listingIds }) {
    const store = await ownStore(tx, actor, organisationId, storeId)
    const wanted = new Set(listingIds)
    if ((await assignListings(tx, store, [...wanted])) < wanted.size) refuse('market.listing.unknown')
    return { storeId, listings: wanted.size }
  },
})

const storeFront = z.object({
  id,
  organisationId: id,
  slug: z.string(),
  version: z.int(),
  content: storeContent,
  featured: z.array(tile),
  sections: z.array(z.object({ titleZh: z.string(), titleEn: z.string(), tiles: z.array(tile) })),
  /** What sells most of what the keeper named nowhere. */
  rest: z.array(tile),
  /** How many goods the store has, those not shown here included. */
  goods: z.int(),
})

/** Whether someone works for a store: for all of its organisation, or as its keeper. */
const isOf = (actor: Actor, { id: storeId, organisationId }: { id: string; organisationId: string }) =>
  actor.kind === 'person' &&
  actor.memberships.some(
    (one) => one.organisationId === organisationId && (isStaff(one.roles) || one.storeId === storeId),
  )

export const readStore = query({
  name: 'market.store.read',
  path: '/market/stores/{slug}',
  summary: 'A store as visitors see it; for its own people, with `draft`, as it would be once published',
  access: anyone,
  input: z.object({
    slug,
    draft: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).default(false),
  }),
  output: storeFront,
  refusals: ['market.store.unknown'],
  async run({ sql, actor }, { slug: wanted, draft }) {
    const store = (await storeBySlug(sql, wanted)) ?? refuse('market.store.unknown')
    if (draft ? !isOf(actor, store) : store.state !== 'open') refuse('market.store.unknown')
    const content = (draft ? store.draft : store.content) ?? refuse('market.store.unknown')
    const named = [...content.featured, ...content.sections.flatMap(({ listingIds }) => listingIds)]
    const { ids: own, all } = await listingsInStore(sql, store.id, named, REST_MAX)
    const tiles = new Map((await tilesById(sql, own)).map((one) => [one.id, one]))
    const of = (ids: readonly string[]) => ids.flatMap((one) => tiles.get(one) ?? [])
    const { featured, sections, rest } = arranged(content, own)
    const { organisationId, version } = store
    return {
      id: store.id,
      organisationId,
      slug: wanted,
      version,
      content,
      featured: of(featured),
      sections: sections.map(({ listingIds, ...titles }) => ({ ...titles, tiles: of(listingIds) })),
      rest: of(rest.slice(0, REST_MAX)),
      goods: all,
    }
  },
})

export const listStoreAddresses = query({
  name: 'market.store.addresses',
  path: '/market/store-addresses',
  summary: 'Names of all open stores in addresses, for the sitemap',
  access: anyone,
  input: z.object({}),
  output: z.object({ slugs: z.array(z.string()) }),
  run: async ({ sql }) => ({ slugs: await openSlugs(sql) }),
})

export const reportStore = operation({
  name: 'market.store.report',
  method: 'POST',
  path: '/market/stores/{slug}/reports',
  summary: 'Asks the service centre to look at a store',
  access: signedIn,
  limitPerMinute: 10,
  input: z.object({ slug, reason: line(500) }),
  output: z.object({ reportId: id }),
  refusals: ['market.store.unknown'],
  async run({ tx, actor, now }, { slug: wanted, reason }) {
    const store = await storeBySlug(tx, wanted)
    if (store?.state !== 'open') refuse('market.store.unknown')
    const reporterId = actorId(actor) ?? refuse('kernel.sign_in_required')
    return { reportId: await reportStoreRow(tx, store.id, store.version, { reporterId, reason }, now) }
  },
})

export const listStoreReports = query({
  name: 'market.store.reports',
  path: '/market/store-reports',
  summary: 'Stores that were reported or are taken off, with what was said',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({
    stores: z.array(
      z.object({
        storeId: id,
        slug: z.string(),
        organisationId: id,
        state: z.enum(storeStates),
        nameZh: z.string(),
        nameEn: z.string(),
        version: z.int(),
        reasons: z.string().nullable(),
        reports: z.array(z.object({ reason: z.string(), at: z.string() })),
      }),
    ),
  }),
  run: async ({ sql }) => ({ stores: await storeReports(sql) }),
})

export const decideStore = operation({
  name: 'market.store.decide',
  method: 'POST',
  path: '/market/stores/by-id/{storeId}/decision',
  summary: 'The service centre keeps a reported store, lets one on again, or takes it off with the reasons',
  access: office('service_centre'),
  input: z
    .object({ storeId: id, decision: z.enum(['kept', 'withdrawn']), reasons: line(500).nullable().default(null) })
    .refine(({ decision, reasons }) => decision === 'kept' || reasons !== null, { path: ['reasons'] }),
  output: z.object({ storeId: id, state: z.enum(storeStates) }),
  refusals: ['market.store.unknown'],
  async run({ tx, now }, { storeId, decision, reasons }) {
    const store = (await lockStore(tx, storeId)) ?? refuse('market.store.unknown')
    const on = store.version > 0 ? ('open' as const) : ('closed' as const)
    const back = store.state === 'withdrawn' ? on : store.state
    const state: StoreState = decision === 'withdrawn' ? 'withdrawn' : back
    await setStoreState(tx, storeId, state, decision === 'withdrawn' ? reasons : null)
    await decideReports(tx, storeId, decision, now)
    return { storeId, state }
  },
})
