import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { weighTerms } from './terms.ts'
import type { TermKey } from './terms.ts'

const begun = statement<{ term: string; listings: number }>(
  'market.term.begun',
  `
  SELECT term, max(listings) AS listings FROM market.search_term
  WHERE key >= $1 COLLATE "C" AND key < $2 COLLATE "C" AND lang = $3 AND listings > 0
  GROUP BY term ORDER BY bool_or(whole AND (key = $1 OR length($1) > 1)) DESC, max(listings) DESC, length(term), term LIMIT $4`,
)

export type Suggestion = { term: string; listings: number }

/** Names of goods that can be meant by what was typed so far, those borne by most listings first. */
export async function termsBegun(sql: Sql, key: string, lang: 'zh' | 'en', limit: number): Promise<Suggestion[]> {
  // U+10FFFF sorts behind everything anyone types.
  return sql.run(begun, [key, `${key}\u{10FFFF}`, lang, limit])
}

const near = statement<{ key: string; term: string; likeness: number }>(
  'market.term.near',
  `
  SELECT key, term, public.similarity(key, $1) AS likeness FROM market.search_term
  WHERE key OPERATOR(public.%) $1 AND listings > 0 ORDER BY 3 DESC, listings DESC, length(term) LIMIT 20`,
)

/** Terms whose keys look like what was typed, by shared trigrams. */
export async function termsNear(sql: Sql, key: string) {
  return sql.run(near, [key])
}

const counts = statement<{ lang: 'zh' | 'en'; term: string; listings: number }>(
  'market.term.counts',
  `
  SELECT 'zh' AS lang, name_zh AS term, count(*)::int AS listings FROM market.search_entry WHERE open AND name_zh <> '' GROUP BY 2
  UNION ALL
  SELECT 'en', name_en, count(*)::int FROM market.search_entry WHERE open AND name_en <> '' GROUP BY 2`,
)
const weigh = statement(
  'market.term.weigh',
  `
  UPDATE market.search_term t SET listings = coalesce(c.listings, 0)
  FROM market.search_term o LEFT JOIN jsonb_to_recordset($1::jsonb) AS c(lang text, term text, listings int) ON (c.lang, c.term) = (o.lang, o.term)
  WHERE (t.key, t.lang, t.term) = (o.key, o.lang, o.term) AND t.listings <> coalesce(c.listings, 0)`,
)

/** Counts anew how many open listings bear each name. */
export async function weighTermRows(tx: Tx): Promise<void> {
  await tx.run(weigh, [JSON.stringify(weighTerms(await tx.run(counts)))])
}

const insert = statement(
  'market.term.insert',
  `
  INSERT INTO market.search_term (key, lang, term, whole)
  SELECT DISTINCT ON (key, lang, term) key, lang, term, whole FROM jsonb_to_recordset($1::jsonb) AS t(key text, lang text, term text, whole boolean)
  ORDER BY key, lang, term, whole DESC ON CONFLICT DO NOTHING`,
)

export async function insertTerms(tx: Tx, terms: readonly TermKey[]): Promise<void> {
  if (terms.length > 0) await tx.run(insert, [JSON.stringify(terms)])
}
