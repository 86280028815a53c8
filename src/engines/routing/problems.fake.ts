import fc from 'fast-check'
import { planeTravel } from './plane.ts'
import type { Problem, Stop, Vehicle, Window } from './problem.ts'

// Small problems of every kind for the tests: whole numbers, so that the times of an oracle can be told one by one.

const whole = (max: number, min = 0) => fc.integer({ min, max })
const maybe = <T>(arbitrary: fc.Arbitrary<T>, share = 2) => fc.option(arbitrary, { nil: undefined, freq: share })

const window: fc.Arbitrary<Window> = fc.tuple(whole(60), whole(60)).map(([open, length]) => [open, open + length])
const windows = fc.array(window, { minLength: 1, maxLength: 3 }).map((list) => {
  const rising = list.toSorted((a, b) => a[0] - b[0])
  return rising.filter(
    (one, index) => index === 0 || one[0] > Math.max(...rising.slice(0, index).map(([, close]) => close)),
  )
})

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never
}

const stopOf = (places: number, dimensions: number): fc.Arbitrary<Stop> =>
  fc
    .record({
      place: whole(places - 1),
      deliver: maybe(fc.array(whole(4), { minLength: dimensions, maxLength: dimensions })),
      collect: maybe(fc.array(whole(4), { minLength: dimensions, maxLength: dimensions }), 4),
      windows: maybe(windows),
      service: maybe(whole(4)),
      setup: maybe(whole(3), 3),
      skills: maybe(fc.constant(['cold']), 4),
      vehicles: maybe(fc.constant([0]), 8),
      penalty: maybe(whole(40), 3),
      priority: maybe(whole(100), 4),
    })
    .map((stop) => ({ id: '', ...defined(stop) }))

const vehicleOf = (places: number, dimensions: number): fc.Arbitrary<Vehicle> =>
  fc
    .record({
      count: maybe(whole(3, 1)),
      start: whole(places - 1),
      capacity: fc.array(whole(12, 1), { minLength: dimensions, maxLength: dimensions }),
      fixed: maybe(whole(20)),
      perDistance: maybe(whole(2)),
      perDriving: maybe(whole(2), 3),
      perTime: maybe(whole(2), 3),
      slowness: maybe(fc.constantFrom(0.5, 2), 4),
      window: maybe(window.map(([open, close]): Window => [open, close + 60])),
      distanceMax: maybe(whole(80, 10), 4),
      timeMax: maybe(whole(80, 10), 4),
      drivingMax: maybe(whole(80, 10), 4),
      stopsMax: maybe(whole(4, 1), 4),
      skills: maybe(fc.constant(['cold'])),
      breaks: maybe(fc.array(fc.record({ id: fc.constant('rest'), windows, service: whole(5) }), { maxLength: 2 }), 3),
      tripsMax: maybe(whole(3, 1), 3),
      travel: maybe(whole(1), 3),
      reloadTime: maybe(whole(4)),
      end: fc.constantFrom('same', 'open', 'other'),
      openStart: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ end, openStart, ...vehicle }) => {
      const start = openStart === 0 ? null : vehicle.start
      const several = (vehicle.tripsMax ?? 1) > 1 && start !== null
      const home = several || end === 'same' ? start : end === 'open' ? null : (vehicle.start + 1) % places
      return {
        id: 'van',
        ...defined({ ...vehicle, tripsMax: several ? vehicle.tripsMax : undefined }),
        start,
        end: home,
      }
    })

/** A problem that may ask for everything at once. */
export const anyProblem = (stopsMax = 9): fc.Arbitrary<Problem> =>
  fc.tuple(whole(2, 1), whole(6, 2)).chain(([dimensions, places]) =>
    fc
      .record({
        xs: fc.array(whole(20), { minLength: places, maxLength: places }),
        ys: fc.array(whole(20), { minLength: places, maxLength: places }),
        bend: maybe(fc.array(whole(25), { minLength: places * places, maxLength: places * places }), 4),
        other: fc.array(whole(25), { minLength: places * places, maxLength: places * places }),
        tolls: maybe(fc.array(whole(9), { minLength: places * places, maxLength: places * places }), 4),
        stops: fc.array(stopOf(places, dimensions), { minLength: 1, maxLength: stopsMax }),
        vehicles: fc.array(vehicleOf(places, dimensions), { minLength: 1, maxLength: 3 }),
        pairs: whole(2),
        balance: maybe(fc.record({ time: whole(1), load: whole(5) }), 4),
        lock: fc.integer({ min: 0, max: 4 }),
        move: maybe(whole(5), 3),
      })
      .map(({ xs, ys, bend, other, tolls, stops, vehicles, pairs, balance, lock, move }) => {
        const plain = planeTravel(xs, ys, Math.round)
        const travel = {
          ...plain,
          ...(bend === undefined ? {} : { durations: Float64Array.from(bend) }),
          ...(tolls === undefined ? {} : { costs: Float64Array.from(tolls) }),
        }
        const otherTravel = [{ ...plain, durations: Float64Array.from(other), distances: Float64Array.from(other) }]
        const paired = stops.map((stop, index) => asHalf(stop, index, Math.min(pairs, stops.length >> 1)))
        const shipments = Array.from({ length: Math.min(pairs, stops.length >> 1) }, (_, pair) => ({
          pickup: pair * 2,
          delivery: pair * 2 + 1,
        }))
        const routes = [{ vehicle: 0, trips: [paired.map((_, index) => index)] }]
        return {
          name: 'any',
          dimensions,
          travel,
          otherTravel,
          stops: paired.map((stop, index) => ({ ...stop, id: `s${index}` })),
          vehicles: lock === 0 ? lockFirst(vehicles, paired) : vehicles,
          shipments,
          ...(balance === undefined ? {} : { balance }),
          ...(move === undefined ? {} : { published: { routes, moveCost: move } }),
        }
      }),
  )

function asHalf({ deliver, collect, ...stop }: Stop, index: number, pairs: number): Stop {
  if (index >= pairs * 2) return { ...stop, ...(deliver ? { deliver } : {}), ...(collect ? { collect } : {}) }
  return index % 2 === 0 && (collect ?? deliver) ? { ...stop, collect: (collect ?? deliver)! } : stop
}

function lockFirst(vehicles: readonly Vehicle[], stops: readonly Stop[]): Vehicle[] {
  const [{ count: _, ...first }, ...others] = vehicles as [Vehicle, ...Vehicle[]]
  const last = stops.at(-1)!
  return (last.skills ?? []).length === 0 ? [{ ...first, locked: [stops.length - 1] }, ...others] : [...vehicles]
}
