/**
 * What is to be planned. Distances and durations are in whatever units the caller chooses, the same throughout: metres and
 * seconds in the county, plain numbers in the benchmark files.
 */
export type Problem = {
  name: string
  /** How many kinds of load are counted: kilograms, crates, cubic metres … */
  dimensions: number
  travel: Travel
  /** Matrices of the same places for vehicles that get about otherwise: bicycles, lorries kept from narrow roads … */
  otherTravel?: readonly Travel[]
  vehicles: readonly Vehicle[]
  stops: readonly Stop[]
  /** Shipments: what is taken at `pickup` goes to `delivery` on the same trip, later. Both are indexes of stops. */
  shipments?: readonly Shipment[]
  /** Fairness between vehicles: weight × (time worked)², and weight × (load carried ÷ capacity)², summed over vehicles. */
  balance?: { time?: number; load?: number }
  /** A plan already told to people: the search starts from it, and each stop served by another vehicle costs `moveCost`. */
  published?: { routes: readonly PublishedRoute[]; moveCost?: number }
  /** Costs are whole numbers by convention of the file (CVRPLIB). */
  wholeCosts?: boolean
}

/**
 * Row-major matrices, from × to, of `places` rows each; the way from a place to itself counts as 0. `durations` may be the same
 * array as `distances`. `costs` is what each way costs besides distance and time, as tolls do.
 */
export type Travel = { places: number; distances: Float64Array; durations: Float64Array; costs?: Float64Array }

/** A vehicle, or `count` vehicles alike. A start or an end of null is open: the route begins or ends at a stop. */
export type Vehicle = {
  id: string
  count?: number
  /** Names of the vehicles alike, where each has its own. */
  ids?: readonly string[]
  start: number | null
  end: number | null
  capacity: readonly number[]
  /** Which matrices it goes by: 0 (as where nothing is said) is `travel`, k is `otherTravel[k - 1]`. */
  travel?: number
  /** Cost of using it at all. */
  fixed?: number
  /** Cost of each unit of distance; 1 where none of the three is given, otherwise 0. */
  perDistance?: number
  /** Cost of each unit of driving time. */
  perDriving?: number
  /** Cost of each unit of time at work: driving, waiting, service and breaks on the way. */
  perTime?: number
  /** Duration of every leg is multiplied by this: 1.2 is a vehicle a fifth slower. */
  slowness?: number
  window?: Window
  distanceMax?: number
  /** From leaving the start until arriving at the end: driving, waiting, service and breaks on the way. */
  timeMax?: number
  /** Driving only, without waiting and service. */
  drivingMax?: number
  stopsMax?: number
  skills?: readonly string[]
  breaks?: readonly Break[]
  /** How often it may leave its start with a new load; reloading takes `reloadTime`. Needs start and end at one place. */
  tripsMax?: number
  reloadTime?: number
  /** Stops it serves first, in this order, nothing between: what is already under way. Both halves of a shipment or neither. */
  locked?: readonly number[]
}

export type Window = readonly [open: number, close: number]

/**
 * A rest that begins within one of its windows, at a stop, never on the road. Breaks are taken in the order given. A rest before
 * leaving or after coming home counts as taken, and not as work: who is back at eleven rests at home at noon.
 */
export type Break = { id: string; windows: readonly Window[]; service: number }

export type Stop = {
  id: string
  place: number
  /** Load brought from the start of the trip. In a shipment: what the delivery hands over. */
  deliver?: readonly number[]
  /** Load taken to the end of the trip. In a shipment: what the pickup takes. */
  collect?: readonly number[]
  /** Service begins within one of them; earlier arrivals wait. None: any time. */
  windows?: readonly Window[]
  service?: number
  /** Time spent once on arriving at a place: not counted when the stop before was at the same place. */
  setup?: number
  /** All of these are needed of the vehicle. */
  skills?: readonly string[]
  /** Only these vehicles, by index. */
  vehicles?: readonly number[]
  /** Cost of leaving it out. Without it the stop is to be served, and leaving it out counts before all cost. */
  penalty?: number
  /** 0 to 100: among stops that are to be served and cannot all be, the higher goes first. */
  priority?: number
}

export type Shipment = { pickup: number; delivery: number }

/** `vehicle` is an index of `vehicles`, `copy` counts from 0 within its `count`. Each trip is a list of stop indexes. */
export type PublishedRoute = { vehicle: number; copy?: number; trips: readonly (readonly number[])[] }

/** What the solver answers. `cost` is all cost but penalties; `penalty` sums those of optional stops left out. */
export type Answer = {
  cost: number
  penalty: number
  distance: number
  routes: readonly Route[]
  /** Indexes of stops left out. */
  left: readonly number[]
}

/** One vehicle's day: it leaves its start as late as it can without coming home later than it must. */
export type Route = {
  vehicle: number
  copy: number
  cost: number
  distance: number
  start: number
  end: number
  steps: readonly Step[]
}

/**
 * `at` is the index of a stop or of the vehicle's break, otherwise -1; `place` where it happens (null at an open end). `arrival`
 * is when the vehicle is there, `begin` when service or rest begins. A break at a stop may stand before or after its service.
 */
export type Step = {
  kind: 'start' | 'stop' | 'break' | 'reload' | 'end'
  at: number
  place: number | null
  arrival: number
  begin: number
  departure: number
}
