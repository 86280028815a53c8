import type { DocumentTokens } from './document.ts'

const SPECIAL = /['\\]/

/** A lexeme inside PostgreSQL's tsvector and tsquery text form: quoted, with ' and \ doubled. */
export function quoteLexeme(lexeme: string): string {
  return SPECIAL.test(lexeme) ? `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'` : `'${lexeme}'`
}

/** A lexeme of weak text: its kind in capitals, so that an index alone tells strong from weak (weights would be rechecked at the row). */
export const weakly = (lexeme: string): string => lexeme.slice(0, 1).toUpperCase() + lexeme.slice(1)

/**
 * The text form of a tsvector, to be bound as a parameter: `$1::tsvector`. Not `to_tsvector`, whose parser would cut
 * `p:longjing` at the colon. `heads` are `headTokens` of the document's names.
 */
export function toTsvectorText({ a, b }: DocumentTokens, heads: readonly string[] = []): string {
  return [...heads, ...a, ...b.map(weakly)].map(quoteLexeme).join(' ')
}
