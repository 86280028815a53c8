import type { Sql } from '../../kernel/database.ts'
import { countOpen } from './facet.sql.ts'
import { nearestTerm } from './nearest.ts'
import type { Facet, Filter, Hits, Sort, Step } from './search.sql.ts'
import { browse, HITS_MAX, matches } from './search.sql.ts'
import { partialSteps, searchSteps } from './search.ts'
import type { SearchSteps } from './search.ts'
import { termsNear } from './term.sql.ts'
import { keyOf } from './terms.ts'
import type { Tile } from './tile.sql.ts'
import { tilesById } from './tile.sql.ts'

/**
 * A page of goods; variants of one goods stand for one. `total` is exact below HITS_MAX; `capped` tells that there are more. `loose`: nothing fitted and what is
 * like it was taken; `meant` is the word then searched for in place of a mistyped one.
 */
export type Found = {
  tiles: Tile[]
  steps: Step[]
  total: number
  /** How many pages can show. */
  reachable: number
  capped: boolean
  loose: boolean
  meant: string | null
  facets: Facet[]
}

type Window = { sort: Sort; offset: number; limit: number }

/** From here on a page that no index narrows is read from the front rows. */
const MANY_OPEN = 20_000

/** Open listings under a filter, by a typed query where there is one. */
export async function findGoods(sql: Sql, text: string, filter: Filter, window: Window): Promise<Found> {
  if (text === '') return found(sql, await browsed(sql, filter, window), false, null)
  const searched = await searchWidths(sql, searchSteps(text), filter, window)
  if (searched !== null) return found(sql, searched, false, null)
  return (await byMeaning(sql, text, filter, window)) ?? (await byMostParts(sql, text, filter, window))
}

/** `open`: how many listings there are where nothing narrows them. */
async function browsed(sql: Sql, filter: Filter, { sort, offset, limit }: Window): Promise<Hits & { open?: number }> {
  const { category, place, organisationId, ...others } = filter
  const indexed = category !== undefined || place !== undefined || organisationId !== undefined
  const many = !indexed && (await countOpen(sql))
  if (many === false || many <= MANY_OPEN || sort !== 'recommended')
    return browse(sql, filter, sort, offset, limit, false)
  const best = await browse(sql, filter, sort, offset, limit, true)
  // What is rare among the best is looked for among all.
  if (best.seen < HITS_MAX) return browse(sql, filter, sort, offset, limit, false)
  const unfiltered = Object.values(others).every((value) => value === undefined || value === false)
  return unfiltered ? { ...best, open: many } : best
}

async function searchWidths(
  sql: Sql,
  widths: readonly SearchSteps[],
  filter: Filter,
  { sort, offset, limit }: Window,
): Promise<Hits | null> {
  // Each width is tried only when the narrower one found nothing; a later page stays within the width of the first.
  for (const steps of widths) {
    const hits = await matches(sql, steps, filter, sort, offset, limit)
    if (hits.total > 0) return hits
  }
  return null
}

/** A mistyped word is held against the names of goods, of which there are thousands, not against every listing. */
async function byMeaning(sql: Sql, text: string, filter: Filter, window: Window): Promise<Found | null> {
  const typed = keyOf(text)
  const near = nearestTerm(typed, await termsNear(sql, typed))
  if (near === null) return null
  const hits = await searchWidths(sql, searchSteps(near), filter, window)
  return hits === null ? null : found(sql, hits, true, near)
}

async function byMostParts(sql: Sql, text: string, filter: Filter, window: Window): Promise<Found> {
  const hits = await searchWidths(sql, partialSteps(text), filter, window)
  return found(sql, hits ?? { total: 0, seen: 0, ids: [], steps: [], facets: [] }, true, null)
}

async function found(sql: Sql, hits: Hits & { open?: number }, loose: boolean, meant: string | null): Promise<Found> {
  const { total, seen, open, ids, steps, facets } = hits
  const tiles = await tilesById(sql, ids)
  const capped = seen >= HITS_MAX
  return { tiles, steps, total: open ?? total, reachable: total, capped, loose: loose && total > 0, meant, facets }
}
