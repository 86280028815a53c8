import type { Day } from './day.ts'
import type { BreakTerms, Model, VehicleType } from './model.ts'
import { earliestIn, LATE, latestIn } from './windows.ts'

/** How an earliest departure came about: the last break was taken after arriving, or after service. */
const BEFORE = 1
const AFTER = 2

/** Durations of a simple model are already those of its one kind of vehicle. */
export function paceOf(model: Model, type: VehicleType): number {
  return model.kind === 'rich' ? type.slowness : 1
}

export function restFrom(rest: BreakTerms, at: number): number {
  return earliestIn(rest.open, rest.close, 0, rest.open.length, at) + rest.service
}

/**
 * The earliest end of the day, forward, for each number of breaks taken: being earlier never hurts, so the earliest departure
 * for each number is all that needs to be known, and the answer is exact. Sets `end`; false when no timing will do.
 */
export function earliestDay(model: Model, day: Day): boolean {
  const { nodes, count, columns, leaves, choice } = day
  const type = model.types[day.type]!
  const { breaks } = type
  const pace = paceOf(model, type)
  let rested = -Infinity
  for (let b = 0; b <= breaks.length; b++) {
    if (b > 0) rested = restFrom(breaks[b - 1]!, rested)
    leaves[b] = rested > type.open ? rested : type.open
    choice[b] = 0
  }
  for (let k = 1; k < count; k++) {
    const node = nodes[k]!
    const drive = type.time[nodes[k - 1]! * model.nodes + node]! * pace
    const row = k * columns
    const last = k === count - 1
    let ready = Infinity
    let done = Infinity
    for (let b = 0; b <= breaks.length; b++) {
      let taken = 0
      const arrives = leaves[row - columns + b]! + drive
      const restedFirst = b === 0 || last ? Infinity : restFrom(breaks[b - 1]!, ready)
      if (restedFirst < arrives) taken |= BEFORE
      ready = Math.min(arrives, restedFirst)
      const serves = last ? ready : serveFrom(model, nodes, k, ready, type.reloadTime)
      const restedLast = b === 0 || last ? Infinity : restFrom(breaks[b - 1]!, done)
      if (restedLast < serves) taken |= AFTER
      done = Math.min(serves, restedLast)
      leaves[row + b] = done
      choice[row + b] = taken
    }
  }
  return endDay(day, breaks, type.close, (count - 1) * columns)
}

/** When a node is left that is ready for service at `at`: its window waited for, setup and service done. */
function serveFrom(model: Model, nodes: Int32Array, k: number, at: number, reloadTime: number): number {
  const node = nodes[k]!
  if (node >= model.stops) return at + reloadTime
  const begins = earliestIn(
    model.windowOpen,
    model.windowClose,
    model.windowFirst[node]!,
    model.windowFirst[node + 1]!,
    at,
  )
  return begins + setupOf(model, nodes[k - 1]!, node) + model.service[node]!
}

/** Setup is spent on coming from another place. */
export function setupOf(model: Model, before: number, node: number): number {
  const setup = model.setup[node]!
  return setup === 0 || model.place[before] === model.place[node] ? 0 : setup
}

/** Chooses how many breaks are taken before the end; the rest must still be possible at home. */
function endDay(day: Day, breaks: readonly BreakTerms[], close: number, row: number): boolean {
  let best = -1
  for (let b = breaks.length; b >= 0; b--) {
    const arrives = day.leaves[row + b]!
    if (arrives > close + LATE) continue
    let rested = arrives
    for (let rest = b; rest < breaks.length; rest++) rested = restFrom(breaks[rest]!, rested)
    if (rested < Infinity && (best === -1 || arrives < day.leaves[row + best]!)) best = b
  }
  if (best === -1) return false
  day.end = day.leaves[row + best]!
  traceDay(day, best)
  return true
}

/** Writes down how many breaks are taken at each position, before and after its service. */
function traceDay(day: Day, breaksTaken: number): void {
  const { columns, choice, before, after } = day
  let b = breaksTaken
  for (let k = day.count - 1; k > 0; k--) {
    before[k] = after[k] = 0
    while ((choice[k * columns + b]! & AFTER) !== 0) {
      after[k]! += 1
      b--
    }
    while ((choice[k * columns + b]! & BEFORE) !== 0) {
      before[k]! += 1
      b--
    }
  }
  day.breaksAtHome = b
  day.breaksTaken = breaksTaken
}

/** Leaves as late as the end just found allows: backward along the same order of service and rest. Sets `start`. */
export function latestDay(model: Model, day: Day): void {
  const { nodes, count, before, after } = day
  const type = model.types[day.type]!
  const pace = paceOf(model, type)
  let at = day.end
  let b = day.breaksTaken
  for (let k = count - 2; k >= 0; k--) {
    at -= type.time[nodes[k]! * model.nodes + nodes[k + 1]!]! * pace
    if (k === 0) break
    for (let rest = after[k]!; rest > 0; rest--) at = restUntil(type.breaks[--b]!, at)
    at = serveUntil(model, nodes, k, at, type.reloadTime)
    for (let rest = before[k]!; rest > 0; rest--) at = restUntil(type.breaks[--b]!, at)
  }
  day.start = at
}

function restUntil(rest: BreakTerms, done: number): number {
  return latestIn(rest.open, rest.close, 0, rest.open.length, done - rest.service)
}

function serveUntil(model: Model, nodes: Int32Array, k: number, done: number, reloadTime: number): number {
  const node = nodes[k]!
  if (node >= model.stops) return done - reloadTime
  const at = done - model.service[node]! - setupOf(model, nodes[k - 1]!, node)
  return latestIn(model.windowOpen, model.windowClose, model.windowFirst[node]!, model.windowFirst[node + 1]!, at)
}
