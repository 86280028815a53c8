import type { Problem } from './problem.ts'

/** Which search of gaps a problem needs: load alone, load and time windows, pickup and delivery, or everything. */
export type ModelKind = 'load' | 'windows' | 'pairs' | 'rich'

/**
 * A problem in typed arrays. Nodes are the stops, 0 to `stops - 1`, then the terminals (starts and ends of vehicles).
 * A node knows its own row of the matrices, so that two stops at one place are two rows: the inner loops then read one row only.
 */
export type Model = StopArrays & {
  problem: Problem
  kind: ModelKind
  stops: number
  nodes: number
  /** Cost of an edge (in the rich model its distance) from a to b at `from[a * nodes + b]`, from b to a at `to[a * nodes + b]`. */
  from: Costs
  to: Costs
  /** Duration from a to b, for the vehicles of a simple model. */
  time: Float64Array
  penalty: Float64Array
  /** Whether some stop may be left out for a penalty. */
  optional: boolean
  types: readonly VehicleType[]
  /** A slot may hold one trip of one vehicle. Trips of a vehicle, and vehicles of a type, are neighbours. */
  slots: number
  /** Whether no vehicle has a limit on length. */
  unlimited: boolean
  typeOf: Int32Array
  /** Room for one route in the arrays of a plan: its stops and two terminals. */
  stride: number
  /** The stops nearest to each, itself first: `near[stop * nearCount + rank]`. */
  near: Uint16Array
  nearCount: number
  /** 1 where a vehicle type may serve a stop: `fits[type * stops + stop]`. */
  fits: Uint8Array
}

/** Whole numbers are kept as narrow as they fit, so that more of the matrix stays near to the processor. */
export type Costs = Float64Array | Float32Array | Uint16Array

export type StopArrays = {
  /** Load in the first dimension: brought or taken; in a shipment + for the pickup, - for the delivery. */
  demand: Float64Array
  /** Load on board from the start of the trip, and how the load changes at a stop: `[stop * dimensions + dimension]`. */
  brought: Float64Array
  change: Float64Array
  service: Float64Array
  setup: Float64Array
  /** Opening of the first window and closing of the last. */
  ready: Float64Array
  due: Float64Array
  /** All windows of stop s: from `windowFirst[s]` to before `windowFirst[s + 1]`. */
  windowFirst: Int32Array
  windowOpen: Float64Array
  windowClose: Float64Array
  /** The other half of a shipment, or -1; `pickup` is 1 for the half that comes first. */
  mate: Int32Array
  pickup: Uint8Array
  /** 1 where a stop is part of what is locked. */
  locked: Uint8Array
  /** The first slot of the vehicle that served a stop in the published plan, or -1. */
  home: Int32Array
  /** Place of a node, -1 for an open end: setup is not counted between stops at one place. */
  place: Int32Array
}

export type VehicleType = {
  /** The matrices it goes by; `way` is what each way costs besides, or null. */
  distance: Float64Array
  time: Float64Array
  way: Float64Array | null
  start: number
  end: number
  /** Capacity in the first dimension, and in all. */
  capacity: number
  capacities: Float64Array
  /** Cost of opening a slot: 0 in the rich model, where `fixedDay` is counted with the day. */
  fixed: number
  fixedDay: number
  perDistance: number
  perDriving: number
  perTime: number
  slowness: number
  /** Limit on length plus service, where there are no windows. */
  lengthMax: number
  distanceMax: number
  drivingMax: number
  timeMax: number
  stopsMax: number
  open: number
  close: number
  reloadTime: number
  breaks: readonly BreakTerms[]
  locked: number
  firstSlot: number
  trips: number
  /** Slots of this type: vehicles times trips. */
  count: number
}

export type BreakTerms = { open: Float64Array; close: Float64Array; service: number }
