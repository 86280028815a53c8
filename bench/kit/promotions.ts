import pg from 'pg'
import type { Goods } from './goods.ts'

/**
 * Rules of every kind for these goods: a lower price from one unit on for half of them, floors, a full reduction of each
 * seller over the whole shop, and a coupon for everyone from one budget of the platform. Answers with the coupon's id.
 */
export async function makePromotions(databaseUrl: string, { listingIds }: Goods): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const goods = [listingIds]
    await client.query(
      `
      INSERT INTO pricing.unit_price (organisation_id, listing_id, starts_on, price_fen)
      SELECT organisation_id, id, '2020-01-01', price_fen - 50 FROM market.listing
      WHERE right(gtin, 1) IN ('0', '2', '4', '6', '8') AND id = ANY($1::uuid[])`,
      goods,
    )
    await client.query(
      `
      INSERT INTO pricing.listing_rule (listing_id, organisation_id, floor_fen)
      SELECT id, organisation_id, 500 FROM market.listing WHERE id = ANY($1::uuid[])`,
      goods,
    )
    await client.query(
      `
      INSERT INTO pricing.offer (kind, bearer_kind, bearer_id, title_zh, title_en, seller_id, tiers, starts_at, ends_at, sequence, exclusive, made_at)
      SELECT DISTINCT ON (organisation_id) 'reduction', 'seller', organisation_id, '满 9 减 1', '1 off 9', organisation_id,
        '[{"fromFen": 900, "offFen": 100}]'::jsonb, now() - interval '1 hour', now() + interval '1 day', 10, 'seller_reduction', now()
      FROM market.listing WHERE id = ANY($1::uuid[])`,
      goods,
    )
    const { rows } = await client.query<{ id: string }>(`
      WITH budget AS (
        INSERT INTO pricing.budget (title_zh, title_en, amount_fen, made_at) VALUES ('补贴', 'Subsidy', 10000000000, now()) RETURNING id
      )
      INSERT INTO pricing.offer (kind, bearer_kind, budget_id, title_zh, title_en, tiers, starts_at, ends_at, sequence, exclusive, claims_most, claims_each, made_at)
      SELECT 'coupon', 'platform', id, '满 15 减 2', '2 off 15', '[{"fromFen": 1500, "offFen": 200}]'::jsonb,
        now() - interval '1 hour', now() + interval '1 day', 40, 'common_coupon', 1000000, 1, now() FROM budget RETURNING id`)
    return rows[0]?.id ?? ''
  } finally {
    await client.end()
  }
}
