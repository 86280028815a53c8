import type { Group, QueryTerms, SearchMode, Sought, Together } from './query.ts'
import { quoteLexeme, weakly } from './tsvector.ts'

/** Where a query looks: names and tags only, or descriptions as well. */
export type SearchReach = 'strong' | 'all'

/**
 * The text form of a tsquery, to be bound as a parameter: `$1::tsquery` (not `to_tsquery`, whose
 * parser would cut lexemes at the colon). Empty when nothing searchable was typed: then do not search.
 */
export function toTsquery(terms: QueryTerms, mode: SearchMode, reach: SearchReach = 'all'): string {
  return terms[mode].map((group) => groupText(group, reach)).join(' & ')
}

const partsMax = 6

/** That at least `least` of the query's parts be there; empty where it has not that many. The first six parts count. */
export function partsTsquery({ parts }: QueryTerms, least: number, reach: SearchReach): string {
  const counted = parts.slice(0, partsMax).map((group) => groupText(group, reach))
  if (least < 1 || least > counted.length) return ''
  const choices = choose(counted, least).map((some) => some.join(' & '))
  return choices.length === 1 ? (choices[0] ?? '') : `(${choices.map((choice) => `(${choice})`).join(' | ')})`
}

function choose<T>(things: readonly T[], count: number): T[][] {
  if (count === 0) return [[]]
  return things.flatMap((thing, at) => choose(things.slice(at + 1), count - 1).map((rest) => [thing, ...rest]))
}

/** One required group as a tsquery; empty for none. */
export const groupTsquery = (group: Group): string => (group.length === 0 ? '' : groupText(group, 'strong'))

function groupText(group: Group, reach: SearchReach): string {
  const alternatives = [...new Set(group.map((together) => togetherText(together, reach)))]
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `(${alternatives.join(' | ')})`
}

function togetherText(together: Together, reach: SearchReach): string {
  const parts = together.map((sought) => soughtText(sought, reach))
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' & ')})`
}

// Pinyin and initials are kept of strong text only.
const KEPT_OF_WEAK = /^[zwnq]:/

function soughtText({ lexeme, prefix }: Sought, reach: SearchReach): string {
  const end = prefix === true ? ':*' : ''
  const strong = `${quoteLexeme(lexeme)}${end}`
  return reach === 'all' && KEPT_OF_WEAK.test(lexeme) ? `(${strong} | ${quoteLexeme(weakly(lexeme))}${end})` : strong
}
