import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { BundlePart } from './bundle.ts'
import type { Supply } from './order.ts'
import { weighTerms } from './weighing.sql.ts'
import type { WeighTerms } from './weighing.ts'

const put = statement<{ closed: boolean; tooMany: boolean }>(
  'market.basket.put',
  `
  WITH asked AS MATERIALIZED (
    SELECT g."listingId" AS id, g.units, coalesce((SELECT l.state FROM market.listing l WHERE l.id = g."listingId") = 'open', false) AS open
    FROM jsonb_to_recordset($2::jsonb) AS g("listingId" uuid, units int)
  ), verdict AS MATERIALIZED (
    SELECT EXISTS (SELECT FROM asked WHERE units > 0 AND NOT open) AS closed,
      (SELECT count(*) FROM asked WHERE units > 0) + (SELECT count(*) FROM (SELECT DISTINCT listing_id FROM market.basket_line WHERE buyer_id = ANY($1::uuid[])) AS b WHERE listing_id NOT IN (SELECT id FROM asked)) > $4 AS "tooMany"
  ), gone AS (
    DELETE FROM market.basket_line b USING asked, verdict
    WHERE b.buyer_id = ANY($1::uuid[]) AND b.listing_id = asked.id AND (asked.units = 0 OR b.buyer_id <> $1[1]) AND NOT (closed OR "tooMany")
  ), kept AS (
    INSERT INTO market.basket_line (buyer_id, listing_id, units, changed_at)
    SELECT $1[1], id, units, $3 FROM asked, verdict WHERE units > 0 AND NOT (closed OR "tooMany") ORDER BY id
    ON CONFLICT (buyer_id, listing_id) DO UPDATE SET units = EXCLUDED.units, changed_at = EXCLUDED.changed_at
  )
  SELECT closed, "tooMany" FROM verdict`,
)

export const BASKET_LINES_MAX = 60

/** Identities whose lines are one basket; the first takes new lines. */
export type Buyers = readonly [string, ...string[]]

/** Sets units of listings in a basket, 0 to take out. Writes all or, where a listing is closed or the basket full, nothing. */
export async function putBasketRows(
  tx: Tx,
  buyers: Buyers,
  lines: readonly { listingId: string; units: number }[],
  now: Instant,
): Promise<'kept' | 'closed' | 'full'> {
  const [verdict] = await tx.run(put, [buyers, JSON.stringify(lines), now, BASKET_LINES_MAX])
  if (verdict?.closed === true) return 'closed'
  return verdict?.tooMany === true ? 'full' : 'kept'
}

export type BasketLine = {
  listingId: string
  organisationId: string
  itemId: string
  gtin: string
  state: 'open' | 'closed'
  titleZh: string
  titleEn: string
  category: string
  villageCode: string
  netGrams: number
  storage: 'ambient' | 'chilled' | 'frozen'
  priceFen: number
  /** Sold by weight: how; null for goods sold by the unit. */
  weigh: WeighTerms | null
  units: number
  freightTemplateId: string
  versionId: string
  supply: Supply
  /** Open bundles of which this is a part. */
  bundles: BundlePart[]
  photo: { id: string; width: number; height: number } | null
}

const read = statement<BasketLine>(
  'market.basket.read',
  `
  SELECT l.id AS "listingId", l.organisation_id AS "organisationId", l.item_id AS "itemId", l.gtin, l.state, l.title_zh AS "titleZh", l.title_en AS "titleEn",
    l.category, l.village_code AS "villageCode", l.net_grams AS "netGrams", l.storage, l.price_fen AS "priceFen", ${weighTerms} AS weigh, b.units, l.freight_template_id AS "freightTemplateId",
    l.version_id AS "versionId", l.supply,
    coalesce((SELECT jsonb_agg(jsonb_build_object('bundleId', k.id, 'titleZh', k.title_zh, 'titleEn', k.title_en, 'units', p.units, 'shareFen', p.share_fen,
        'parts', (SELECT count(*) FROM market.bundle_part q WHERE q.bundle_id = k.id)))
      FROM market.bundle_part p JOIN market.bundle k ON k.id = p.bundle_id WHERE p.listing_id = l.id AND k.state = 'open'), '[]') AS bundles,
    (SELECT jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) FROM market.photo p WHERE p.listing_id = l.id AND p.position = 0) AS photo
  FROM (
    SELECT DISTINCT ON (listing_id) listing_id, units, changed_at FROM market.basket_line WHERE buyer_id = ANY($1::uuid[])
    ORDER BY listing_id, changed_at DESC
  ) AS b JOIN market.listing l ON l.id = b.listing_id
  ORDER BY l.organisation_id, b.changed_at, l.id`,
)

/** The lines of one basket; where two identities hold the same listing, what was said last counts. */
export async function basketLines(sql: Sql, buyers: Buyers): Promise<BasketLine[]> {
  return sql.run(read, [buyers])
}

const forget = statement<{ buyer_id: string }>(
  'market.basket.forget',
  `
  DELETE FROM market.basket_line WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM market.basket_line WHERE changed_at < $1 AND uuid_extract_version(buyer_id) = 8 ORDER BY changed_at LIMIT $2
  )) RETURNING buyer_id`,
)

/** Takes away lines that guests (their ids are UUIDs of version 8) left lying since before a moment; returns how many. */
export async function forgetGuestBaskets(tx: Tx, before: Instant, limit: number): Promise<number> {
  return (await tx.run(forget, [before, limit])).length
}
