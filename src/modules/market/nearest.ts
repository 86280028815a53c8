/**
 * Letters put in, left out, changed or swapped with a neighbour between two words (optimal string alignment); with `begun`
 * the second may go on after what the first says.
 */
export function slips(a: string, b: string, begun = false): number {
  const [from, to] = [[...a], [...b]]
  let before: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, j) => j)
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1]
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return begun ? Math.min(...last) : (last[to.length] ?? 0)
}

/** One slip in a short word, two from six letters on, three from twelve. */
export const slipsAllowed = (typed: string): number => (typed.length < 6 ? 1 : typed.length < 12 ? 2 : 3)

/** A word as long as this may, with a single slip, be the beginning of a name. */
const BEGUN_FROM = 5

function slipsOf(typed: string, key: string): number {
  const begun = typed.length >= BEGUN_FROM && slips(typed, key, true) <= 1
  return begun ? slips(typed, key, true) : slips(typed, key)
}

/**
 * The name most likely meant by a mistyped word: the fewest slips, then the order in which candidates came.
 * Null where none is near enough, so that strange words find nothing and not something.
 */
export function nearestTerm(typed: string, candidates: readonly { key: string; term: string }[]): string | null {
  const judged = candidates
    .map((one, place) => ({ ...one, place, slips: slipsOf(typed, one.key) }))
    .filter((one) => one.slips <= slipsAllowed(typed))
    .toSorted((a, b) => a.slips - b.slips || a.place - b.place)
  return judged[0]?.term ?? null
}
