import type { CivilDate } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/clock.ts'

/** Which counter: of a resource or room type, a site, or the county, on a day, and for a slot at its minute. */
export type CounterKey = { ownerId: string; day: CivilDate; minute: number }
export type Claim = CounterKey & { quantity: number }

/** What counts by day or night has no minute. */
export const WHOLE_DAY = -1
/** The county's own counters stand under the nil uuid (RFC 9562). */
export const COUNTY_ID = '00000000-0000-0000-0000-000000000000'

export const keyText = ({ ownerId, day, minute }: CounterKey) => `${ownerId} ${day} ${minute}`

/** Places at a time or on a day: within the resource's counter, the site's day and the county's day. */
export function claimsOfVisit(
  at: { resourceId: string; siteId: string; day: CivilDate; minute: number },
  places: number,
): Claim[] {
  const { resourceId, siteId, day, minute } = at
  return [
    { ownerId: resourceId, day, minute, quantity: places },
    { ownerId: siteId, day, minute: WHOLE_DAY, quantity: places },
    { ownerId: COUNTY_ID, day, minute: WHOLE_DAY, quantity: places },
  ]
}

/** Rooms of a type in every night from arrival up to, not including, departure. */
export function claimsOfStay(stay: { roomTypeId: string; arrival: CivilDate; nights: number }, rooms: number): Claim[] {
  return Array.from({ length: stay.nights }, (_, night) => ({
    ownerId: stay.roomTypeId,
    day: addDays(stay.arrival, night),
    minute: WHOLE_DAY,
    quantity: rooms,
  }))
}

export type Outcome = 'held' | { short: CounterKey; left: number }

/**
 * Who of a batch is served, in the order of arrival: each party all it claims, or nothing. `free` has what is left of each open counter;
 * one that is missing is unknown or closed, and `left` is then -1. The database decides by the same rule; tests hold it to this.
 */
export function decideParties(
  free: ReadonlyMap<string, number>,
  parties: readonly (readonly Claim[])[],
): { outcomes: Outcome[]; free: Map<string, number> } {
  const left = new Map(free)
  const outcomes = parties.map((claims): Outcome => {
    const short = claims.find((claim) => (left.get(keyText(claim)) ?? -1) < claim.quantity)
    if (short !== undefined) {
      const { ownerId, day, minute } = short
      return { short: { ownerId, day, minute }, left: left.get(keyText(short)) ?? -1 }
    }
    for (const claim of claims) left.set(keyText(claim), (left.get(keyText(claim)) ?? 0) - claim.quantity)
    return 'held'
  })
  return { outcomes, free: left }
}

export type IndexedParties = {
  keys: readonly CounterKey[]
  /** Party p claims the entries from starts[p] up to starts[p + 1], counted from 1. */
  starts: readonly number[]
  claimKeys: readonly number[]
  claimQuantities: readonly number[]
}

/** Names each counter once, so that a batch of many parties for one slot sends its key once. */
export function indexParties(parties: readonly (readonly Claim[])[]): IndexedParties {
  const numbers = new Map<string, number>()
  const keys: CounterKey[] = []
  const starts = [1]
  const claimKeys: number[] = []
  const claimQuantities: number[] = []
  for (const claims of parties) {
    for (const claim of claims) {
      const text = keyText(claim)
      if (!numbers.has(text)) numbers.set(text, keys.push(claim))
      claimKeys.push(numbers.get(text) as number)
      claimQuantities.push(claim.quantity)
    }
    starts.push(claimKeys.length + 1)
  }
  return { keys, starts, claimKeys, claimQuantities }
}
