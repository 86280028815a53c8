import type { Gap } from './gap.ts'
import type { Model } from './model.ts'
import type { Plan } from './plan.ts'

/**
 * One vehicle's day laid out for judging: the nodes it visits in order, all trips one after the other, and what was worked out
 * about them. Arrays are made once and used for every day.
 */
export type Day = {
  /** The first slot of the vehicle. */
  first: number
  type: number
  nodes: Int32Array
  count: number
  /** Earliest departure from position k with b breaks taken: `leaves[k * columns + b]`; how it came about in `choice`. */
  columns: number
  leaves: Float64Array
  choice: Uint8Array
  /** Breaks taken at position k before and after its service; before leaving; and until the end. */
  before: Uint8Array
  after: Uint8Array
  breaksAtHome: number
  breaksTaken: number
  /** Of the last day judged. */
  distance: number
  driving: number
  start: number
  end: number
  cost: number
  fault: DayFault | null
  load: Float64Array
}

/** Why a day cannot be driven as it is laid out. */
export type DayFault = 'load' | 'order' | 'time' | 'break' | 'distance' | 'driving' | 'work' | 'stops'

export function emptyDay(model: Model): Day {
  const columns = 1 + Math.max(0, ...model.types.map((type) => type.breaks.length))
  const room = model.stops + Math.max(1, ...model.types.map((type) => type.trips)) + 3
  return {
    first: 0,
    type: 0,
    nodes: new Int32Array(room),
    count: 0,
    columns,
    leaves: new Float64Array(room * columns),
    choice: new Uint8Array(room * columns),
    before: new Uint8Array(room),
    after: new Uint8Array(room),
    breaksAtHome: 0,
    breaksTaken: 0,
    distance: 0,
    driving: 0,
    start: 0,
    end: 0,
    cost: 0,
    fault: null,
    load: new Float64Array(Math.max(1, model.problem.dimensions)),
  }
}

/** The first slot of the vehicle that a slot belongs to. */
export function firstTrip(model: Model, slot: number): number {
  const type = model.types[model.typeOf[slot]!]!
  return slot - ((slot - type.firstSlot) % type.trips)
}

/**
 * Lays out the day of the vehicle whose trips begin at `first`, with a stop, and perhaps its shipment's delivery, put in at a
 * gap. Trips that carry nothing are left out. Returns how many stops it has.
 */
export function layOut(plan: Plan, day: Day, first: number, gap: Gap | null, stop: number, mate: number): number {
  const { model, seq, stride } = plan
  const typeIndex = model.typeOf[first]!
  const type = model.types[typeIndex]!
  const { nodes } = day
  day.first = first
  day.type = typeIndex
  let count = 0
  let stops = 0
  nodes[count++] = type.start
  for (let slot = first; slot < first + type.trips; slot++) {
    const here = gap !== null && gap.slot === slot
    const size = plan.size[slot]!
    if (size === 0 && !here) continue
    if (count > 1) nodes[count++] = type.start
    const base = slot * stride
    for (let i = 1; i <= size + 1; i++) {
      if (here && gap.at === i) nodes[count++] = stop
      if (here && mate !== -1 && gap.deliverAt === i) nodes[count++] = mate
      if (i <= size) nodes[count++] = seq[base + i]!
    }
    stops += size + (here ? (mate === -1 ? 1 : 2) : 0)
  }
  nodes[count++] = type.end
  day.count = count
  return stops
}
