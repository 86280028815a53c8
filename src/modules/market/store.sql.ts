import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { StoreContent, StoreState } from './store.ts'

export type StoreRow = {
  id: string
  organisationId: string
  slug: string
  main: boolean
  state: StoreState
  draft: StoreContent
  version: number
  reasons: string | null
  /** Listings that stand in it, and of those the ones on sale. */
  listings: number
  open: number
}

/** A listing stands in the store that names it, else in its seller's main one. */
export const standsIn = `(sl.store_id = s.id OR (s.main AND sl.store_id IS NULL))`
const counted = (more: string) => `
  (SELECT count(*)::int FROM market.listing l LEFT JOIN market.store_listing sl ON sl.listing_id = l.id
    WHERE l.organisation_id = s.organisation_id AND ${standsIn} ${more})`
const columns = `s.id, s.organisation_id AS "organisationId", s.slug, s.main, s.state, s.draft, s.version, s.reasons,
  ${counted('')} AS listings, ${counted("AND l.state = 'open'")} AS open`

const ofSeller = statement<StoreRow>(
  'market.store.of_seller',
  `SELECT ${columns} FROM market.store s WHERE s.organisation_id = $1 ORDER BY s.main DESC, s.id`,
)

export async function storeRows(sql: Sql, organisationId: string): Promise<StoreRow[]> {
  return sql.run(ofSeller, [organisationId])
}

const lock = statement<Omit<StoreRow, 'listings' | 'open'>>(
  'market.store.lock',
  `
  SELECT id, organisation_id AS "organisationId", slug, main, state, draft, version, reasons FROM market.store
  WHERE id = $1 FOR UPDATE`,
)

export async function lockStore(tx: Tx, storeId: string) {
  return (await tx.run(lock, [storeId]))[0] ?? null
}

const insert = statement<{ id: string }>(
  'market.store.insert',
  `
  INSERT INTO market.store (organisation_id, slug, main, draft, made_at)
  SELECT $1, $2, NOT EXISTS (SELECT FROM market.store WHERE organisation_id = $1), $3, $4
  WHERE (SELECT count(*) FROM market.store WHERE organisation_id = $1) < $5
  ON CONFLICT DO NOTHING RETURNING id`,
)

type NewStore = { organisationId: string; slug: string; content: StoreContent }

/** Makes a store, the first as the main one; null where the slug is taken or there are too many. */
export async function insertStoreRow(tx: Tx, store: NewStore, most: number, now: Instant): Promise<string | null> {
  const values = [store.organisationId, store.slug, JSON.stringify(store.content), now, most]
  return (await tx.run(insert, values))[0]?.id ?? null
}

const draft = statement('market.store.draft', 'UPDATE market.store SET draft = $2 WHERE id = $1')

export async function saveDraft(tx: Tx, storeId: string, content: StoreContent): Promise<void> {
  await tx.run(draft, [storeId, JSON.stringify(content)])
}

const publish = statement<{ version: number }>(
  'market.store.publish',
  `
  WITH published AS (
    UPDATE market.store SET version = version + 1, state = CASE WHEN state = 'withdrawn' THEN state ELSE 'open' END WHERE id = $1
    RETURNING id, version, draft
  ), kept AS (
    INSERT INTO market.store_version (store_id, number, content, actor_id, at) SELECT id, version, draft, $2, $3 FROM published
  )
  SELECT version FROM published`,
)

/** Puts the draft in force as a new version; a store that was taken off stays off until the service centre lets it on again. */
export async function publishStore(tx: Tx, storeId: string, actorId: string, now: Instant): Promise<number> {
  return (await tx.run(publish, [storeId, actorId, now]))[0]?.version ?? 0
}

const setState = statement('market.store.set_state', 'UPDATE market.store SET state = $2, reasons = $3 WHERE id = $1')

export async function setStoreState(
  tx: Tx,
  storeId: string,
  state: StoreState,
  reasons: string | null = null,
): Promise<void> {
  await tx.run(setState, [storeId, state, reasons])
}

const assign = statement<{ id: string }>(
  'market.store.assign',
  `
  WITH own AS (SELECT id FROM market.listing WHERE organisation_id = $1 AND id = ANY($3::uuid[])), gone AS (
    DELETE FROM market.store_listing WHERE $4 AND listing_id IN (SELECT id FROM own)
  ), put AS (
    INSERT INTO market.store_listing (listing_id, store_id, organisation_id) SELECT id, $2, $1 FROM own WHERE NOT $4 ORDER BY id
    ON CONFLICT (listing_id) DO UPDATE SET store_id = EXCLUDED.store_id
  )
  SELECT id FROM own`,
)

/** Puts a seller's listings into a store, out of whichever they stood in; answers how many are the seller's. */
export async function assignListings(
  tx: Tx,
  store: { id: string; organisationId: string; main: boolean },
  listingIds: readonly string[],
): Promise<number> {
  return (await tx.run(assign, [store.organisationId, store.id, listingIds, store.main])).length
}

const bySlug = statement<Omit<StoreRow, 'listings' | 'open' | 'reasons'> & { content: StoreContent | null }>(
  'market.store.by_slug',
  `
  SELECT s.id, s.organisation_id AS "organisationId", s.slug, s.main, s.state, s.draft, s.version, v.content
  FROM market.store s LEFT JOIN market.store_version v ON v.store_id = s.id AND v.number = s.version WHERE s.slug = $1`,
)

export async function storeBySlug(sql: Sql, slug: string) {
  return (await sql.run(bySlug, [slug]))[0] ?? null
}

const standing = statement<{ id: string; all: number }>(
  'market.store.standing',
  `
  SELECT l.id, (count(*) OVER ())::int AS "all" FROM market.store s JOIN market.listing l ON l.organisation_id = s.organisation_id AND l.state = 'open'
  LEFT JOIN market.store_listing sl ON sl.listing_id = l.id
  WHERE s.id = $1 AND ${standsIn} ORDER BY l.id = ANY ($2::uuid[]) DESC, l.sold_units DESC, l.id DESC LIMIT cardinality($2::uuid[]) + $3`,
)

/** What is on sale in a store: what its keeper named, then what sells most, `more` of it; and how many there are in all. */
export async function listingsInStore(sql: Sql, storeId: string, named: readonly string[], more: number) {
  const rows = await sql.run(standing, [storeId, named, more])
  return { ids: rows.map((row) => row.id), all: rows[0]?.all ?? 0 }
}

const ofListings = statement<{ listingId: string; storeId: string }>(
  'market.store.of_listings',
  `SELECT listing_id AS "listingId", store_id AS "storeId" FROM market.store_listing WHERE organisation_id = $1`,
)

/** Which listings of a seller stand in another store than the main one. */
export async function storesOfListings(sql: Sql, organisationId: string): Promise<Map<string, string>> {
  return new Map((await sql.run(ofListings, [organisationId])).map((row) => [row.listingId, row.storeId]))
}

const stands = statement<{ stands: boolean }>(
  'market.store.stands',
  `
  SELECT ${standsIn} AS stands FROM market.store s JOIN market.listing l ON l.organisation_id = s.organisation_id
  LEFT JOIN market.store_listing sl ON sl.listing_id = l.id WHERE s.id = $1 AND l.id = $2`,
)

/** Whether a listing stands in a store. */
export async function standsInStore(sql: Sql, storeId: string, listingId: string): Promise<boolean> {
  return (await sql.run(stands, [storeId, listingId]))[0]?.stands ?? false
}

const addresses = statement<{ slug: string }>(
  'market.store.addresses',
  `SELECT slug FROM market.store WHERE state = 'open' ORDER BY slug LIMIT 5000`,
)

export async function openSlugs(sql: Sql): Promise<string[]> {
  return (await sql.run(addresses)).map((row) => row.slug)
}

const report = statement<{ id: string }>(
  'market.store.report',
  `
  INSERT INTO market.store_report (store_id, version, reporter_id, reason, at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (store_id, reporter_id) WHERE decision IS NULL DO UPDATE SET reason = EXCLUDED.reason, version = EXCLUDED.version RETURNING id`,
)

export async function reportStoreRow(
  tx: Tx,
  storeId: string,
  version: number,
  by: { reporterId: string; reason: string },
  now: Instant,
): Promise<string> {
  return (await tx.run(report, [storeId, version, by.reporterId, by.reason, now]))[0]?.id as string
}

export type StoreReport = {
  storeId: string
  slug: string
  organisationId: string
  state: StoreState
  nameZh: string
  nameEn: string
  version: number
  reasons: string | null
  reports: { reason: string; at: string }[]
}

const open = statement<StoreReport>(
  'market.store.reports',
  `
  SELECT s.id AS "storeId", s.slug, s.organisation_id AS "organisationId", s.state, s.draft->>'nameZh' AS "nameZh", s.draft->>'nameEn' AS "nameEn",
    s.version, s.reasons,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('reason', r.reason, 'at', r.at) ORDER BY r.at), '[]') FROM market.store_report r
      WHERE r.store_id = s.id AND r.decision IS NULL) AS reports
  FROM market.store s
  WHERE s.state = 'withdrawn' OR EXISTS (SELECT FROM market.store_report r WHERE r.store_id = s.id AND r.decision IS NULL)
  ORDER BY s.id LIMIT 200`,
)

/** Stores that were reported, and those taken off. */
export async function storeReports(sql: Sql): Promise<StoreReport[]> {
  return sql.run(open)
}

const decide = statement(
  'market.store.decide',
  'UPDATE market.store_report SET decision = $2, decided_at = $3 WHERE store_id = $1 AND decision IS NULL',
)

export async function decideReports(
  tx: Tx,
  storeId: string,
  decision: 'kept' | 'withdrawn',
  now: Instant,
): Promise<void> {
  await tx.run(decide, [storeId, decision, now])
}
