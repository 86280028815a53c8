import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Category } from './category.ts'

/** What 500 g of a kind of goods cost in the county: the middle, and between what the middle half lies. */
export type PriceGuide = { category: Category; sellers: number; lowFen: number; midFen: number; highFen: number }

const guides = statement<PriceGuide>(
  'market.price.guide',
  `
  SELECT category, sellers, round(q[1])::bigint AS "lowFen", round(q[2])::bigint AS "midFen", round(q[3])::bigint AS "highFen"
  FROM (
    SELECT category, count(DISTINCT organisation_id)::int AS sellers,
      percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY price_fen * 500.0 / net_grams) AS q
    FROM market.listing WHERE state = 'open' GROUP BY category) g
  WHERE sellers >= $1 ORDER BY category`,
)

export const priceGuides = (sql: Sql, sellersMin: number): Promise<PriceGuide[]> => sql.run(guides, [sellersMin])
