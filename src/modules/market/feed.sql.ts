import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

const next = statement<{ id: string }>(
  'market.feed.next',
  `
  SELECT listing_id AS id FROM market.search_entry WHERE open AND ($1::uuid IS NULL OR organisation_id = $1) AND listing_id > $2
  ORDER BY listing_id LIMIT $3 OFFSET $4`,
)

/** Ids of open listings in the order they were opened, after one of them; `skip` passes over so many more. */
export async function openListingIds(
  sql: Sql,
  organisationId: string | null,
  after: string,
  limit: number,
  skip = 0,
): Promise<string[]> {
  return (await sql.run(next, [organisationId, after, limit, skip])).map((row) => row.id)
}
