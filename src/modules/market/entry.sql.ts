import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { SEARCH_EDITION } from './listing.ts'
import type { SearchText } from './listing.ts'
import { insertTerms } from './term.sql.ts'

export type OutdatedEntry = {
  id: string
  titleZh: string
  titleEn: string
  descriptionZh: string
  descriptionEn: string
  category: string
  villageCode: string
}

const outdated = statement<OutdatedEntry>(
  'market.entry.outdated',
  `
  SELECT l.id, l.title_zh AS "titleZh", l.title_en AS "titleEn", l.description_zh AS "descriptionZh", l.description_en AS "descriptionEn",
    l.category, l.village_code AS "villageCode"
  FROM market.search_entry e JOIN market.listing l ON l.id = e.listing_id WHERE e.edition < $1 LIMIT $2`,
)

/** Listings whose lexemes were made by an earlier edition, or whose words have changed since. */
export async function outdatedEntries(sql: Sql, limit: number): Promise<OutdatedEntry[]> {
  return sql.run(outdated, [SEARCH_EDITION, limit])
}

const save = statement(
  'market.entry.save',
  `
  UPDATE market.search_entry e SET search = g.search::tsvector, name_zh = g."nameZh", name_en = g."nameEn", edition = $2
  FROM jsonb_to_recordset($1::jsonb) AS g("listingId" uuid, search text, "nameZh" text, "nameEn" text) WHERE e.listing_id = g."listingId"`,
)

/** What a search finds of listings, after their words have changed. */
export async function saveSearchTexts(tx: Tx, texts: readonly (SearchText & { listingId: string })[]): Promise<void> {
  if (texts.length === 0) return
  await tx.run(save, [JSON.stringify(texts.map(({ terms: _terms, ...text }) => text)), SEARCH_EDITION])
  await insertTerms(
    tx,
    texts.flatMap(({ terms }) => terms),
  )
}

const outdate = statement(
  'market.entry.outdate',
  `UPDATE market.search_entry SET edition = 0 WHERE listing_id = ANY($1::uuid[])`,
)

/** Marks listings whose words have changed; the job `market.index-listings` makes their lexemes anew within a minute. */
export async function outdateEntries(tx: Tx, listingIds: readonly string[]): Promise<void> {
  await tx.run(outdate, [listingIds])
}
