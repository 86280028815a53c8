import { groupTsquery, headGroups, partsTsquery, queryTerms, toTsquery } from '../../engines/searchtext/index.ts'
import type { HeadGroups } from '../../engines/searchtext/index.ts'

/**
 * One width of a search as steps that shut each other out: goods that are what was typed, the whole of it first; goods whose
 * name, kind or place says it; goods whose description does. Null steps find nothing.
 */
export type SearchSteps = { whole: string | null; named: string | null; said: string | null; described: string | null }

/** The widths of a query, narrow to wide; the next is tried where one finds nothing. None where nothing searchable was typed. */
export function searchSteps(text: string): SearchSteps[] {
  const terms = queryTerms(text)
  const heads = headGroups(text)
  return (['exact', 'near'] as const).flatMap((mode) =>
    stepsOf(toTsquery(terms, mode, 'strong'), toTsquery(terms, mode, 'all'), heads),
  )
}

/** Where all of a query is nowhere: most of it, one part less at a time, down to half. None for a single part. */
export function partialSteps(text: string): SearchSteps[] {
  const terms = queryTerms(text)
  const parts = Math.min(terms.parts.length, PARTS_MAX)
  const counts = Array.from({ length: Math.floor(parts / 2) }, (_, i) => parts - 1 - i)
  return counts
    .filter((least) => least >= 1)
    .flatMap((least) =>
      stepsOf(partsTsquery(terms, least, 'strong'), partsTsquery(terms, least, 'all'), { whole: [], ends: [] }),
    )
}

const PARTS_MAX = 6

function stepsOf(strong: string, all: string, heads: HeadGroups): SearchSteps[] {
  if (strong === '') return []
  const [whole, any] = [groupTsquery(heads.whole), groupTsquery([...heads.whole, ...heads.ends])]
  return [
    {
      whole: whole === '' ? null : `${strong} & ${whole}`,
      named: heads.ends.length === 0 ? null : `${strong} & ${any}${whole === '' ? '' : ` & !${whole}`}`,
      said: any === '' ? strong : `${strong} & !${any}`,
      described: `${all} & !(${strong})`,
    },
  ]
}
