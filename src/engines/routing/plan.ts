import type { Model } from './model.ts'

/**
 * Routes in typed arrays, changed in place. The stops of slot r stand at `seq[r * stride + 1 … size[r]]` between its two
 * terminals; `edge[i]` is the cost from `seq[i - 1]` to `seq[i]`. What an iteration touches is kept first, so that a rejected
 * iteration is undone by copying back only those routes.
 */
export type Plan = {
  model: Model
  stride: number
  seq: Int32Array
  edge: Float64Array
  /** Earliest departure from a position, and latest arrival at it that keeps the rest of the route in time. */
  departure: Float64Array
  latest: Float64Array
  /** Load on board after a position (pickup and delivery only). */
  onboard: Float64Array
  size: Int32Array
  /** Capacity left in the first dimension. */
  room: Float64Array
  /** Total cost of edges and total service time of a route. */
  length: Float64Array
  serving: Float64Array
  /** The slot that serves a stop, -1 when it is left out, and its position there. */
  slotOf: Int32Array
  at: Int32Array
  /** Slots in use, in any order, and where each stands in that list. */
  active: Int32Array
  activeAt: Int32Array
  activeCount: number
  /** Unused slots of each type, a stack from the type's first slot on. */
  free: Int32Array
  freeCount: Int32Array
  served: number
  /** Edges, fixed costs and penalties. */
  cost: number
  left: Int32Array
  leftCount: number
  /** Slots that a search of gaps looks at, those opened in this iteration too, and in which search each was last listed. */
  looked: Int32Array
  lookedCount: number
  lookedIn: Int32Array
  looks: number
  /** A stop may cost so many times its penalty when it is put in: above 1 now and then, as two stops may pay together. */
  worth: number
  kept: Kept
}

/** What the running iteration has changed, as it was. */
type Kept = {
  touched: Int32Array
  touchedCount: number
  isTouched: Uint8Array
  seq: Int32Array
  edge: Float64Array
  departure: Float64Array
  latest: Float64Array
  onboard: Float64Array
  size: Int32Array
  room: Float64Array
  length: Float64Array
  serving: Float64Array
  left: Int32Array
  leftCount: number
  cost: number
}

/** A plan that serves nothing. */
export function emptyPlan(model: Model): Plan {
  const { stops, slots, stride } = model
  const room = slots * stride
  const timed = model.kind === 'load' ? 0 : room
  const paired = model.kind === 'pairs' ? room : 0
  const plan: Plan = {
    model,
    stride,
    seq: new Int32Array(room),
    edge: new Float64Array(room),
    departure: new Float64Array(timed),
    latest: new Float64Array(timed),
    onboard: new Float64Array(paired),
    size: new Int32Array(slots),
    room: new Float64Array(slots),
    length: new Float64Array(slots),
    serving: new Float64Array(slots),
    slotOf: new Int32Array(stops).fill(-1),
    at: new Int32Array(stops),
    active: new Int32Array(slots),
    activeAt: new Int32Array(slots).fill(-1),
    activeCount: 0,
    free: new Int32Array(slots),
    freeCount: new Int32Array(model.types.length),
    served: 0,
    cost: 0,
    left: new Int32Array(stops),
    leftCount: 0,
    looked: new Int32Array(slots),
    lookedCount: 0,
    lookedIn: new Int32Array(slots),
    looks: 0,
    worth: 1,
    kept: {
      touched: new Int32Array(slots),
      touchedCount: 0,
      isTouched: new Uint8Array(slots),
      seq: new Int32Array(room),
      edge: new Float64Array(room),
      departure: new Float64Array(timed),
      latest: new Float64Array(timed),
      onboard: new Float64Array(paired),
      size: new Int32Array(slots),
      room: new Float64Array(slots),
      length: new Float64Array(slots),
      serving: new Float64Array(slots),
      left: new Int32Array(stops),
      leftCount: 0,
      cost: 0,
    },
  }
  clearPlan(plan)
  return plan
}

/** Takes every stop out. */
export function clearPlan(plan: Plan): void {
  const { model } = plan
  plan.size.fill(0)
  plan.length.fill(0)
  plan.serving.fill(0)
  plan.slotOf.fill(-1)
  plan.activeCount = 0
  plan.activeAt.fill(-1)
  plan.served = 0
  plan.leftCount = model.stops
  plan.cost = 0
  for (let stop = 0; stop < model.stops; stop++) {
    plan.left[stop] = stop
    plan.cost += model.penalty[stop]!
  }
  for (const [index, type] of model.types.entries()) {
    plan.freeCount[index] = type.count
    for (let k = 0; k < type.count; k++) plan.free[type.firstSlot + k] = type.firstSlot + type.count - 1 - k
  }
  for (let slot = 0; slot < model.slots; slot++) {
    const type = model.types[model.typeOf[slot]!]!
    plan.room[slot] = type.capacity
    plan.seq[slot * plan.stride] = type.start
    plan.seq[slot * plan.stride + 1] = type.end
  }
}

/** The next unused slot of a type, or -1. */
export function freeSlot(plan: Plan, type: number): number {
  const count = plan.freeCount[type]!
  return count === 0 ? -1 : plan.free[plan.model.types[type]!.firstSlot + count - 1]!
}

/** Counts a slot as used; its type's stack need not have it on top. */
export function open(plan: Plan, slot: number): void {
  const type = plan.model.typeOf[slot]!
  const first = plan.model.types[type]!.firstSlot
  const last = first + plan.freeCount[type]! - 1
  let at = last
  while (plan.free[at] !== slot) at--
  plan.free[at] = plan.free[last]!
  plan.freeCount[type]! -= 1
  plan.activeAt[slot] = plan.activeCount
  plan.active[plan.activeCount++] = slot
  plan.cost += plan.model.types[type]!.fixed
}

/** Counts a slot as unused. */
export function close(plan: Plan, slot: number): void {
  const type = plan.model.typeOf[slot]!
  const at = plan.activeAt[slot]!
  const last = plan.active[--plan.activeCount]!
  plan.active[at] = last
  plan.activeAt[last] = at
  plan.activeAt[slot] = -1
  plan.free[plan.model.types[type]!.firstSlot + plan.freeCount[type]!] = slot
  plan.freeCount[type]! += 1
  plan.cost -= plan.model.types[type]!.fixed
}

/** Begins an iteration: from here on everything touched can be undone. */
export function keepPlan(plan: Plan): void {
  const { kept } = plan
  for (let k = 0; k < kept.touchedCount; k++) kept.isTouched[kept.touched[k]!] = 0
  kept.touchedCount = 0
  kept.leftCount = plan.leftCount
  kept.cost = plan.cost
  for (let k = 0; k < plan.leftCount; k++) kept.left[k] = plan.left[k]!
}

/** Keeps a route before its first change in this iteration. */
export function touch(plan: Plan, slot: number): void {
  const { kept } = plan
  if (kept.isTouched[slot] === 1) return
  kept.isTouched[slot] = 1
  kept.touched[kept.touchedCount++] = slot
  const size = plan.size[slot]!
  kept.size[slot] = size
  kept.room[slot] = plan.room[slot]!
  kept.length[slot] = plan.length[slot]!
  kept.serving[slot] = plan.serving[slot]!
  copyRoute(plan, kept, slot, size)
}

/** Undoes the iteration. */
export function restorePlan(plan: Plan): void {
  const { kept, seq, slotOf, at, stride } = plan
  for (let k = 0; k < plan.leftCount; k++) slotOf[plan.left[k]!] = -1
  for (let k = 0; k < kept.touchedCount; k++) {
    const slot = kept.touched[k]!
    const size = kept.size[slot]!
    if (size > 0 && plan.size[slot] === 0) open(plan, slot)
    else if (size === 0 && plan.size[slot]! > 0) close(plan, slot)
    plan.served += size - plan.size[slot]!
    plan.size[slot] = size
    plan.room[slot] = kept.room[slot]!
    plan.length[slot] = kept.length[slot]!
    plan.serving[slot] = kept.serving[slot]!
    copyRoute(kept, plan, slot, size, stride)
    const base = slot * stride
    for (let i = 1; i <= size; i++) {
      const stop = seq[base + i]!
      slotOf[stop] = slot
      at[stop] = i
    }
  }
  plan.leftCount = kept.leftCount
  for (let k = 0; k < kept.leftCount; k++) {
    plan.left[k] = kept.left[k]!
    slotOf[kept.left[k]!] = -1
  }
  plan.cost = kept.cost
}

type Arrays = Pick<Plan, 'seq' | 'edge' | 'departure' | 'latest' | 'onboard'>

function copyRoute(
  source: Arrays & { stride?: number },
  target: Arrays,
  slot: number,
  size: number,
  width?: number,
): void {
  const stride = width ?? source.stride!
  const base = slot * stride
  const end = base + size + 1
  const { seq, edge, departure, latest, onboard } = source
  for (let i = base; i <= end; i++) {
    target.seq[i] = seq[i]!
    target.edge[i] = edge[i]!
  }
  if (departure.length > 0)
    for (let i = base; i <= end; i++) {
      target.departure[i] = departure[i]!
      target.latest[i] = latest[i]!
    }
  if (onboard.length > 0) for (let i = base; i <= end; i++) target.onboard[i] = onboard[i]!
}

/** Puts a stop at position `at` of a route (1 is first). Times and loads on board are the caller's to refresh. */
export function insertStop(plan: Plan, stop: number, slot: number, position: number): void {
  const { model, seq, edge, slotOf, at } = plan
  touch(plan, slot)
  if (plan.size[slot] === 0) {
    open(plan, slot)
    plan.looked[plan.lookedCount++] = slot
  }
  const base = slot * plan.stride
  const size = ++plan.size[slot]!
  for (let i = base + size + 1; i > base + position; i--) {
    const node = seq[i - 1]!
    seq[i] = node
    edge[i] = edge[i - 1]!
    if (i <= base + size) at[node] = i - base
  }
  seq[base + position] = stop
  at[stop] = position
  slotOf[stop] = slot
  const before = seq[base + position - 1]!
  const after = seq[base + position + 1]!
  const into = model.to[stop * model.nodes + before]!
  const out = model.from[stop * model.nodes + after]!
  const old = size === 1 ? 0 : edge[base + position + 1]!
  edge[base + position] = into
  edge[base + position + 1] = out
  plan.length[slot]! += into + out - old
  plan.serving[slot]! += model.service[stop]!
  plan.room[slot]! -= model.demand[stop]!
  plan.cost += into + out - old - model.penalty[stop]!
  plan.served++
}

/** Closes the gaps after stops of this route were given slot -1 by the ruin. */
export function compact(plan: Plan, slot: number): void {
  const { model, seq, edge, slotOf, at } = plan
  const base = slot * plan.stride
  const size = plan.size[slot]!
  let write = 1
  let load = 0
  let serving = 0
  let length = 0
  let cut = false
  for (let i = 1; i <= size + 1; i++) {
    const node = seq[base + i]!
    if (i <= size) {
      if (slotOf[node] !== slot) {
        cut = true
        continue
      }
      at[node] = write
      load += model.demand[node]!
      serving += model.service[node]!
    }
    // Most stops keep the one before them, and its edge: the matrix is far away in memory.
    const cost = cut ? model.from[seq[base + write - 1]! * model.nodes + node]! : edge[base + i]!
    cut = false
    seq[base + write] = node
    edge[base + write] = cost
    length += cost
    write++
  }
  const remaining = write - 2
  if (remaining === 0) length = 0
  plan.cost += length - plan.length[slot]!
  plan.served += remaining - size
  plan.size[slot] = remaining
  plan.room[slot] = model.types[model.typeOf[slot]!]!.capacity - load
  plan.serving[slot] = serving
  plan.length[slot] = length
  if (remaining === 0) close(plan, slot)
}
