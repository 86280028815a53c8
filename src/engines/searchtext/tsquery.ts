import type { Group, QueryTerms, SearchMode, Sought, Together } from './query.ts'
import { quoteLexeme } from './tsvector.ts'

/**
 * The text form of a tsquery, to be bound as a parameter: `$1::tsquery` (not `to_tsquery`, whose
 * parser would cut lexemes at the colon). Empty when nothing searchable was typed: then do not search.
 */
export function toTsquery(terms: QueryTerms, mode: SearchMode): string {
  return terms[mode].map(groupText).join(' & ')
}

function groupText(group: Group): string {
  const alternatives = [...new Set(group.map(togetherText))]
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `(${alternatives.join(' | ')})`
}

function togetherText(together: Together): string {
  const parts = together.map(soughtText)
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' & ')})`
}

function soughtText({ lexeme, prefix }: Sought): string {
  return prefix === true ? `${quoteLexeme(lexeme)}:*` : quoteLexeme(lexeme)
}
