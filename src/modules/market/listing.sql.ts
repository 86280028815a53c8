import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Label, ProductClass } from './label.ts'
import type { ListedItem, ListingDraft, SearchText } from './listing.ts'
import { SEARCH_EDITION } from './listing.ts'
import type { Supply } from './order.ts'
import { standsIn } from './store.sql.ts'
import { weighTerms } from './weighing.sql.ts'
import type { WeighTerms } from './weighing.ts'

export type NewListing = ListingDraft & Partial<Label> & SearchText & { item: ListedItem }

const insert = statement<{ id: string }>(
  'market.listing.insert',
  `
  WITH given AS (
    SELECT uuidv7() AS id, g.* FROM jsonb_to_recordset($2::jsonb) AS g(
      position int, "itemId" uuid, gtin text, "titleZh" text, "titleEn" text, "descriptionZh" text, "descriptionEn" text, category text,
      "villageCode" text, "priceFen" bigint, "netGrams" int, storage text, "shelfLifeDays" int, "freightTemplateId" uuid, "seasonMonths" int,
      "productClass" text, producer text, "licenceNumber" text, certificate text, search text, "nameZh" text, "nameEn" text, terms jsonb)
  ), made AS (
    INSERT INTO market.listing (id, organisation_id, item_id, gtin, title_zh, title_en, description_zh, description_en, category, village_code, price_fen,
      net_grams, storage, shelf_life_days, freight_template_id, season_months, product_class, producer, licence_number, certificate, opened_at,
      state, approved)
    SELECT id, $1, "itemId", gtin, "titleZh", "titleEn", "descriptionZh", "descriptionEn", category, "villageCode", "priceFen",
      "netGrams", storage, "shelfLifeDays", "freightTemplateId", "seasonMonths", "productClass", producer, "licenceNumber", certificate, $3,
      CASE WHEN $5 = 'approved' THEN 'open' ELSE 'closed' END, $5 = 'approved' FROM given
    RETURNING id
  ), found AS (
    INSERT INTO market.search_entry (listing_id, organisation_id, freight_template_id, open, category, village_code, storage, season_months, price_fen,
      jin_fen, certificates, name_zh, name_en, edition, search)
    SELECT id, $1, "freightTemplateId", $5 = 'approved', category, "villageCode", storage, "seasonMonths", "priceFen",
      greatest(1, round("priceFen" * 500.0 / "netGrams")), market.certificate_bits(certificate, "licenceNumber"), "nameZh", "nameEn", $4, search::tsvector FROM given
  ), suggested AS (
    INSERT INTO market.search_term (key, lang, term, whole)
    SELECT DISTINCT ON (t.key, t.lang, t.term) t.key, t.lang, t.term, t.whole
    FROM given CROSS JOIN LATERAL jsonb_to_recordset(terms) AS t(key text, lang text, term text, whole boolean)
    WHERE $5 = 'approved' ORDER BY t.key, t.lang, t.term, t.whole DESC
    ON CONFLICT DO NOTHING
  ), review AS (
    INSERT INTO market.review (listing_id, organisation_id, state, proposal, submitted_at)
    SELECT id, $1, $5, jsonb_build_object('titleZh', "titleZh", 'titleEn', "titleEn", 'descriptionZh', "descriptionZh", 'descriptionEn', "descriptionEn",
      'category', category, 'seasonMonths', "seasonMonths", 'offSeason', 'sold', 'productClass', "productClass", 'producer', producer,
      'licenceNumber', "licenceNumber", 'certificate', certificate), $3 FROM given JOIN made USING (id) WHERE $5 <> 'approved'
  )
  SELECT id FROM given ORDER BY position`,
)

/** Listings in force go on sale; the others wait as drafts, or as submitted to the service centre. */
export async function insertListingRows(
  tx: Tx,
  organisationId: string,
  listings: readonly NewListing[],
  course: 'approved' | 'submitted' | 'draft',
  now: Instant,
): Promise<string[]> {
  const rows = listings.map(({ item, ...draft }, position) => ({ ...draft, ...item, itemId: item.id, position }))
  const made = await tx.run(insert, [organisationId, JSON.stringify(rows), now, SEARCH_EDITION, course])
  return made.map((row) => row.id)
}

const changePrice = statement<{ id: string }>(
  'market.listing.change_price',
  `
  UPDATE market.listing SET price_fen = $3, edited_at = $4 WHERE organisation_id = $1 AND id = $2 RETURNING id`,
)

export async function changePriceRow(
  tx: Tx,
  organisationId: string,
  listingId: string,
  priceFen: number,
  now: Instant,
): Promise<boolean> {
  return (await tx.run(changePrice, [organisationId, listingId, priceFen, now])).length > 0
}

const changeState = statement<{ approved: boolean }>(
  'market.listing.change_state',
  `
  WITH found AS (SELECT id, approved FROM market.listing WHERE organisation_id = $1 AND id = $2), changed AS (
    UPDATE market.listing l SET state = $3, rests = false FROM found f WHERE l.id = f.id AND ($3 = 'closed' OR f.approved)
  )
  SELECT approved FROM found`,
)

/** `not_approved` where a listing is to be sold that the service centre has not let onto the market. */
export async function changeStateRow(
  tx: Tx,
  organisationId: string,
  listingId: string,
  state: 'open' | 'closed',
): Promise<'changed' | 'unknown' | 'not_approved'> {
  const [found] = await tx.run(changeState, [organisationId, listingId, state])
  if (found === undefined) return 'unknown'
  return state === 'open' && !found.approved ? 'not_approved' : 'changed'
}

export type ListingRow = {
  id: string
  organisationId: string
  itemId: string
  gtin: string
  state: 'open' | 'closed'
  supply: Supply
  oneOfAKind: boolean
  titleZh: string
  titleEn: string
  descriptionZh: string
  descriptionEn: string
  category: string
  villageCode: string
  priceFen: number
  netGrams: number
  /** Sold by weight: how; null for goods sold by the unit. */
  weigh: WeighTerms | null
  storage: 'ambient' | 'chilled' | 'frozen'
  shelfLifeDays: number
  freightTemplateId: string
  seasonMonths: number
  /** What is done in the months out of season, and whether that keeps it off sale now. */
  offSeason: 'sold' | 'announced' | 'closed'
  rests: boolean
  approved: boolean
  productClass: ProductClass | null
  producer: string | null
  licenceNumber: string | null
  certificate: string | null
  version: number
  versionId: string
  openedAt: Instant
  soldUnits: number
  photos: { id: string; width: number; height: number }[]
}

const fullColumns = `
  l.id, l.organisation_id AS "organisationId", l.item_id AS "itemId", l.gtin, l.state, l.supply, l.one_of_a_kind AS "oneOfAKind", l.title_zh AS "titleZh", l.title_en AS "titleEn",
  l.description_zh AS "descriptionZh", l.description_en AS "descriptionEn", l.category, l.village_code AS "villageCode", l.price_fen AS "priceFen",
  l.net_grams AS "netGrams", ${weighTerms} AS weigh, l.storage, l.shelf_life_days AS "shelfLifeDays", l.freight_template_id AS "freightTemplateId",
  l.season_months AS "seasonMonths", l.off_season AS "offSeason", l.rests, l.approved, l.product_class AS "productClass", l.producer,
  l.licence_number AS "licenceNumber", l.certificate, l.version, l.version_id AS "versionId", l.opened_at AS "openedAt", l.sold_units AS "soldUnits",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) ORDER BY p.position)
    FROM market.photo p WHERE p.listing_id = l.id AND p.position IS NOT NULL), '[]') AS photos`

const byId = statement<ListingRow>(
  'market.listing.by_id',
  `SELECT ${fullColumns} FROM market.listing l WHERE l.id = ANY($1::uuid[])`,
)

export async function listingRows(sql: Sql, ids: readonly string[]): Promise<ListingRow[]> {
  return sql.run(byId, [ids])
}

const byItem = statement<{ id: string; organisationId: string }>(
  'market.listing.by_item',
  `
  SELECT id, organisation_id AS "organisationId" FROM market.listing WHERE item_id = ANY($1::uuid[])`,
)

export async function listingsOfItems(
  sql: Sql,
  itemIds: readonly string[],
): Promise<{ id: string; organisationId: string }[]> {
  return sql.run(byItem, [itemIds])
}

const ofOrganisation = statement<ListingRow>(
  'market.listing.of_organisation',
  `
  SELECT ${fullColumns} FROM market.listing l WHERE l.organisation_id = $1 AND ($2::uuid IS NULL OR l.id < $2)
    AND ($4::uuid IS NULL OR EXISTS (
      SELECT FROM market.store s LEFT JOIN market.store_listing sl ON sl.listing_id = l.id 
      WHERE s.id = $4 AND s.organisation_id = l.organisation_id AND ${standsIn}))
  ORDER BY l.id DESC LIMIT $3`,
)

/** Listings of a seller, or of one of their stores. */
export async function organisationListingRows(
  sql: Sql,
  organisationId: string,
  before: string | null,
  limit: number,
  storeId: string | null = null,
): Promise<ListingRow[]> {
  return sql.run(ofOrganisation, [organisationId, before, limit, storeId])
}

const openOf = statement<ListingRow>(
  'market.listing.open_of_organisation',
  `SELECT ${fullColumns} FROM market.listing l WHERE l.organisation_id = $1 AND l.state = 'open' ORDER BY l.sold_units DESC, l.id DESC LIMIT $2`,
)

/** What a seller has on sale, the most sold first. */
export async function openListingsOf(sql: Sql, organisationId: string, limit: number): Promise<ListingRow[]> {
  return sql.run(openOf, [organisationId, limit])
}

const addSold = statement(
  'market.listing.add_sold',
  `
  UPDATE market.listing l SET sold_units = sold_units + s.units
  FROM (SELECT listing_id, sum(units) AS units FROM market.order_line WHERE order_id = ANY($1::uuid[]) GROUP BY 1) s WHERE l.id = s.listing_id`,
)

/** Counts completed orders' units towards a listing's "sold". */
export async function countSoldUnits(tx: Tx, orderIds: readonly string[]): Promise<void> {
  await tx.run(addSold, [orderIds])
}
