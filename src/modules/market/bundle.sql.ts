import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type BundleState = 'proposed' | 'open' | 'closed'
export type BundleRow = {
  id: string
  organisationId: string
  titleZh: string
  titleEn: string
  descriptionZh: string
  descriptionEn: string
  state: BundleState
  parts: {
    listingId: string
    organisationId: string
    itemId: string
    titleZh: string
    titleEn: string
    category: string
    netGrams: number
    priceFen: number
    listingState: 'open' | 'closed'
    units: number
    shareFen: number
    agreed: boolean
  }[]
}

const columns = `
  b.id, b.organisation_id AS "organisationId", b.title_zh AS "titleZh", b.title_en AS "titleEn", b.description_zh AS "descriptionZh",
  b.description_en AS "descriptionEn", b.state,
  (SELECT jsonb_agg(jsonb_build_object('listingId', p.listing_id, 'organisationId', p.organisation_id, 'itemId', l.item_id, 'titleZh', l.title_zh,
      'titleEn', l.title_en, 'category', l.category, 'netGrams', l.net_grams, 'priceFen', l.price_fen, 'listingState', l.state, 'units', p.units,
      'shareFen', p.share_fen, 'agreed', p.agreed_at IS NOT NULL) ORDER BY p.position)
    FROM market.bundle_part p JOIN market.listing l ON l.id = p.listing_id WHERE p.bundle_id = b.id) AS parts
  FROM market.bundle b`

const byId = statement<BundleRow>('market.bundle.read', `SELECT ${columns} WHERE b.id = $1`)

export async function bundleById(sql: Sql, bundleId: string): Promise<BundleRow | undefined> {
  const [row] = await sql.run(byId, [bundleId])
  return row
}

const ofOrganisation = statement<BundleRow>(
  'market.bundle.of_organisation',
  `
  SELECT ${columns} WHERE EXISTS (SELECT FROM market.bundle_part p WHERE p.bundle_id = b.id AND p.organisation_id = $1)
  ORDER BY b.id DESC LIMIT 200`,
)

/** Bundles in which a seller has a part. */
export async function bundlesOfOrganisation(sql: Sql, organisationId: string): Promise<BundleRow[]> {
  return sql.run(ofOrganisation, [organisationId])
}

const ofListing = statement<BundleRow>(
  'market.bundle.of_listing',
  `
  SELECT ${columns} WHERE b.state = 'open' AND b.id = ANY (ARRAY(SELECT bundle_id FROM market.bundle_part WHERE listing_id = $1))
  ORDER BY b.id DESC LIMIT 5`,
)

/** Open bundles that hold a listing. */
export async function bundlesOfListing(sql: Sql, listingId: string): Promise<BundleRow[]> {
  return sql.run(ofListing, [listingId])
}

export type NewBundle = {
  titleZh: string
  titleEn: string
  descriptionZh: string
  descriptionEn: string
  parts: readonly { listingId: string; organisationId: string; units: number; shareFen: number }[]
}

const insert = statement<{ id: string }>(
  'market.bundle.insert',
  `
  INSERT INTO market.bundle (organisation_id, title_zh, title_en, description_zh, description_en, proposed_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
)
const insertParts = statement(
  'market.bundle.parts',
  `
  INSERT INTO market.bundle_part (bundle_id, position, listing_id, organisation_id, units, share_fen, agreed_at)
  SELECT $1, g.position, g."listingId", g."organisationId", g.units, g."shareFen", CASE WHEN g."organisationId" = $3 THEN $4::timestamptz END
  FROM jsonb_to_recordset($2::jsonb) AS g(position int, "listingId" uuid, "organisationId" uuid, units int, "shareFen" bigint)`,
)

/** Writes a proposal; the parts of who proposes are agreed with it. */
export async function insertBundle(tx: Tx, organisationId: string, bundle: NewBundle, now: Instant): Promise<string> {
  const { titleZh, titleEn, descriptionZh, descriptionEn, parts } = bundle
  const [row] = await tx.run(insert, [organisationId, titleZh, titleEn, descriptionZh, descriptionEn, now])
  if (row === undefined) throw new Error('a bundle was not written')
  const rows = parts.map((part, position) => ({ ...part, position }))
  await tx.run(insertParts, [row.id, JSON.stringify(rows), organisationId, now])
  return row.id
}

const lock = statement<{ id: string }>('market.bundle.lock', 'SELECT id FROM market.bundle WHERE id = $1 FOR UPDATE')

export async function lockBundle(tx: Tx, bundleId: string): Promise<BundleRow | undefined> {
  await tx.run(lock, [bundleId])
  return bundleById(tx, bundleId)
}

const agree = statement(
  'market.bundle.agree',
  'UPDATE market.bundle_part SET agreed_at = $3 WHERE bundle_id = $1 AND organisation_id = $2 AND agreed_at IS NULL',
)
const changeState = statement('market.bundle.change_state', 'UPDATE market.bundle SET state = $2 WHERE id = $1')

export async function agreeToBundle(tx: Tx, bundleId: string, organisationId: string, now: Instant): Promise<void> {
  await tx.run(agree, [bundleId, organisationId, now])
}

export async function changeBundleState(tx: Tx, bundleId: string, state: BundleState): Promise<void> {
  await tx.run(changeState, [bundleId, state])
}
