import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type RankRow = {
  id: string
  organisationId: string
  itemId: string
  openedAt: Instant
  soldUnits: number
  seasonMonths: number
  photos: number
}

const columns = `
  l.id, l.organisation_id AS "organisationId", l.item_id AS "itemId", l.opened_at AS "openedAt", l.sold_units AS "soldUnits",
  l.season_months AS "seasonMonths", (SELECT count(*)::int FROM market.photo p WHERE p.listing_id = l.id) AS photos`

const after = statement<RankRow>(
  'market.rank.after',
  `
  SELECT ${columns} FROM market.search_entry e JOIN market.listing l ON l.id = e.listing_id
  WHERE e.open AND e.listing_id < $1 ORDER BY e.listing_id DESC LIMIT $2`,
)

export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** What the points of open listings are made of, newest first, from `before` on down. */
export async function rankRows(sql: Sql, before: string, limit: number): Promise<RankRow[]> {
  return sql.run(after, [before, limit])
}

const one = statement<RankRow>('market.rank.one', `SELECT ${columns} FROM market.listing l WHERE l.id = $1`)

export async function rankRow(sql: Sql, listingId: string): Promise<RankRow | null> {
  return (await sql.run(one, [listingId]))[0] ?? null
}

const save = statement(
  'market.rank.save',
  `
  UPDATE market.search_entry e SET rank = g.rank, sold_out = g."soldOut"
  FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, rank int, "soldOut" boolean)
  WHERE e.listing_id = g.id AND (abs(e.rank - g.rank) >= $2 OR e.sold_out <> g."soldOut")`,
)

/** A few points decide nothing and are not worth a write. */
const WORTH_WRITING = 5

export async function saveRanks(tx: Tx, ranks: readonly { id: string; rank: number; soldOut: boolean }[]) {
  if (ranks.length > 0) await tx.run(save, [JSON.stringify(ranks), WORTH_WRITING])
}

const turn = statement('market.front.turn', `SELECT pg_advisory_xact_lock(hashtext('market.front'))`)
const clear = statement('market.front.clear', `DELETE FROM market.front`)
const fill = statement(
  'market.front.fill',
  `
  INSERT INTO market.front (listing_id, rank)
  SELECT listing_id, rank FROM (
    SELECT listing_id, rank, row_number() OVER (PARTITION BY category ORDER BY rank DESC, listing_id DESC) AS place FROM market.search_entry WHERE open) e
  ORDER BY place > $1, rank DESC, listing_id DESC LIMIT $2`,
)

const FRONT_OF_EACH = 60
const FRONT = 20_000

/** Puts the best by rank to the front: some of every category, then whatever is best. */
export async function fillFront(tx: Tx): Promise<void> {
  await tx.run(turn)
  await tx.run(clear)
  await tx.run(fill, [FRONT_OF_EACH, FRONT])
}

const sellers = statement<{ organisationId: string; listings: number }>(
  'market.rank.sellers',
  `SELECT organisation_id AS "organisationId", count(*)::int AS listings FROM market.search_entry WHERE open GROUP BY organisation_id`,
)

/** How many open listings each seller has. */
export async function listingsBySeller(sql: Sql): Promise<{ organisationId: string; listings: number }[]> {
  return sql.run(sellers)
}

const alike = statement<{ id: string }>(
  'market.rank.alike',
  `
  WITH it AS (SELECT listing_id, organisation_id, category, village_code FROM market.search_entry WHERE listing_id = $1), near AS (
    (SELECT e.listing_id, e.rank, (e.category = it.category)::int + 1 AS likeness FROM it JOIN market.search_entry e ON e.open AND e.village_code = it.village_code
     WHERE e.listing_id <> it.listing_id LIMIT 300)
    UNION ALL
    (SELECT e.listing_id, e.rank, 1 FROM it JOIN market.search_entry e ON e.open AND e.category = it.category
     WHERE e.listing_id <> it.listing_id ORDER BY e.listing_id DESC LIMIT 300)
  )
  SELECT listing_id AS id FROM near GROUP BY listing_id ORDER BY max(likeness) DESC, max(rank) DESC, listing_id DESC LIMIT $2`,
)

/** Listings of the same village and kind, then of either; the best by rank of some hundreds looked at. */
export async function listingsAlike(sql: Sql, listingId: string, limit: number): Promise<string[]> {
  return (await sql.run(alike, [listingId, limit])).map((row) => row.id)
}
