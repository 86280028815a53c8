import { groupTsquery, headGroup, partsTsquery, queryTerms, toTsquery } from '../../engines/searchtext/index.ts'

/**
 * One width of a search as three steps that shut each other out: goods that are what was typed; goods whose name,
 * kind or place says it; goods whose description does. Null steps find nothing.
 */
export type SearchSteps = { named: string | null; said: string | null; described: string | null }

/** The widths of a query, narrow to wide; the next is tried where one finds nothing. None where nothing searchable was typed. */
export function searchSteps(text: string): SearchSteps[] {
  const terms = queryTerms(text)
  const head = groupTsquery(headGroup(text))
  return (['exact', 'near'] as const).flatMap((mode) =>
    stepsOf(toTsquery(terms, mode, 'strong'), toTsquery(terms, mode, 'all'), head),
  )
}

/** Where all of a query is nowhere: most of it, one part less at a time, down to half. None for a single part. */
export function partialSteps(text: string): SearchSteps[] {
  const terms = queryTerms(text)
  const parts = Math.min(terms.parts.length, PARTS_MAX)
  const counts = Array.from({ length: Math.floor(parts / 2) }, (_, i) => parts - 1 - i)
  return counts
    .filter((least) => least >= 1)
    .flatMap((least) => stepsOf(partsTsquery(terms, least, 'strong'), partsTsquery(terms, least, 'all'), ''))
}

const PARTS_MAX = 6

function stepsOf(strong: string, all: string, head: string): SearchSteps[] {
  if (strong === '') return []
  const named = head === '' ? null : `${strong} & ${head}`
  return [{ named, said: head === '' ? strong : `${strong} & !${head}`, described: `${all} & !(${strong})` }]
}
