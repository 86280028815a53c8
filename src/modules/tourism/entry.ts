// Shared by the server and the gate's page: it imports nothing that a browser cannot have.

/** A party as a gate sees it: how many people, and how many places each ticket of it takes. */
export type Party = { people: number; units: readonly { places: number }[] }
/** So many people came in, on one ticket of the party or on the party as a whole. */
export type Entry = { id: string; unit: number | null; people: number; at: string }
export type Counted = {
  entered: number
  /** People of each entry who had a place; what is missing to its people came on a ticket that was used already. */
  countedOf: ReadonlyMap<string, number>
  /** Positions of the tickets that are used. */
  usedUnits: readonly number[]
}

/** Gates have no common order but the moment and, for the same moment, the id. */
export const inOrder = <E extends Pick<Entry, 'id' | 'at'>>(entries: readonly E[]): E[] =>
  entries.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))

/**
 * Counts a party's people once, whatever the order in which gates told of them. Each entry counts as far as its ticket and the party
 * have places left; more entries never count fewer people.
 */
export function countEntries({ people, units }: Party, entries: readonly Entry[]): Counted {
  const usedOf = units.map(() => 0)
  const countedOf = new Map<string, number>()
  let entered = 0
  let unnamed = 0
  for (const entry of inOrder(entries)) {
    const unit = entry.unit === null ? undefined : units[entry.unit]
    const used = entry.unit === null ? 0 : (usedOf[entry.unit] ?? 0)
    const left = entry.unit === null ? people : unit === undefined ? 0 : unit.places - used
    const counted = Math.max(0, Math.min(entry.people, left, people - entered))
    if (entry.unit === null) unnamed += counted
    else usedOf[entry.unit] = used + counted
    entered += counted
    countedOf.set(entry.id, counted)
  }
  return { entered, countedOf, usedUnits: usedUnits(units, usedOf, unnamed) }
}

/** Tickets that were named are used; people without a name use the others in their order. */
function usedUnits(units: Party['units'], usedOf: readonly number[], unnamed: number): number[] {
  let left = unnamed
  return units.flatMap(({ places }, at) => {
    if ((usedOf[at] ?? 0) > 0) return [at]
    if (left < places) return []
    left -= places
    return [at]
  })
}
