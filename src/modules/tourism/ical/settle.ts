import type { CivilDate } from '../../../kernel/clock.ts'

/** An imported booking, the nights it takes, those its hold keeps already, and those its host says are a booking of ours come back. */
export type Waiting = {
  id: string
  nights: readonly CivilDate[]
  heldNights: readonly CivilDate[]
  sameNights: readonly CivilDate[]
}

export type Settled = {
  id: string
  keep: CivilDate[]
  /** Sold here before it came: a conflict for the host. */
  short: CivilDate[]
  /** Not on sale here; taken as soon as it is. */
  unopened: CivilDate[]
}

/**
 * Which nights imported bookings keep: what each holds and still takes stays; what is given up is free for the next; the rest goes in the order they came.
 * Nothing is dropped: a night that is not to be had is short, or not open. `free` has what is left of each open night.
 */
export function settleNights(events: readonly Waiting[], free: ReadonlyMap<CivilDate, number>): Settled[] {
  const left = new Map(free)
  const wanted = events.map(({ nights, sameNights }) => nights.filter((night) => !sameNights.includes(night)))
  const kept = events.map(({ heldNights }, at) => heldNights.filter((night) => wanted[at]?.includes(night)))
  events.forEach(({ heldNights }, at) => {
    for (const night of heldNights)
      if (!kept[at]?.includes(night) && left.has(night)) left.set(night, (left.get(night) ?? 0) + 1)
  })
  return events.map(({ id }, at) => {
    const settled: Settled = { id, keep: [...(kept[at] ?? [])], short: [], unopened: [] }
    for (const night of wanted[at] ?? []) {
      if (settled.keep.includes(night)) continue
      const rooms = left.get(night)
      if (rooms === undefined) settled.unopened.push(night)
      else if (rooms < 1) settled.short.push(night)
      else {
        settled.keep.push(night)
        left.set(night, rooms - 1)
      }
    }
    settled.keep.sort()
    return settled
  })
}
