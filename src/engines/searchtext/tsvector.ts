import type { DocumentTokens } from './document.ts'

/** A lexeme inside PostgreSQL's tsvector and tsquery text form: quoted, with ' and \ doubled. */
export function quoteLexeme(lexeme: string): string {
  return `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`
}

/**
 * The text form of a tsvector, to be bound as a parameter: `$1::tsvector`. Not `to_tsvector`, whose
 * parser would cut `p:longjing` at the colon; not `array_to_tsvector`, whose lexemes have no places,
 * so that setweight has nothing to weigh and ts_rank_cd nothing to measure.
 */
export function toTsvectorText(tokens: DocumentTokens): string {
  const strong = tokens.a.map((lexeme, i) => `${quoteLexeme(lexeme)}:${placeOf(tokens.aAt[i])}A`)
  const weak = tokens.b.map((lexeme, i) => `${quoteLexeme(lexeme)}:${placeOf(tokens.bAt[i])}B`)
  return [...strong, ...weak].join(' ')
}

// PostgreSQL keeps places from 1 to 16,383.
function placeOf(at: number | undefined): number {
  return Math.min(Math.max(at ?? 1, 1), 16_383)
}
