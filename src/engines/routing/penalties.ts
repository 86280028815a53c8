import type { VehicleType } from './model.ts'
import type { Problem, Stop } from './problem.ts'

/** What leaving a stop out costs in the search; a stop that is to be served weighs more than serving it could ever cost. */
export function penaltiesOf(problem: Problem, types: readonly VehicleType[]): Float64Array {
  const { stops, balance = {}, published, dimensions } = problem
  const dearest = (of: (type: VehicleType) => number) => greatest(types.map(of))
  const longest = longestOf(types)
  const leg =
    longest.time * dearest((type) => type.slowness) +
    greatest(stops.map((stop) => (stop.service ?? 0) + (stop.setup ?? 0)))
  const alone =
    longest.distance * dearest((type) => type.perDistance) +
    longest.way +
    leg * dearest((type) => type.perTime + type.perDriving) +
    dearest((type) => type.fixedDay) +
    (published?.moveCost ?? 0)
  const longestDay = Math.min(
    2 * leg * (stops.length + 1),
    dearest((type) => type.close - type.open),
    dearest((type) => type.timeMax),
  )
  const evenly =
    (balance.time ?? 0) * longestDay ** 2 + (balance.load ?? 0) * dimensions * dearest((type) => type.trips) ** 2
  const must = 10 * (1 + alone + evenly)
  return Float64Array.from(stops, (stop: Stop) => stop.penalty ?? must * (1 + (stop.priority ?? 0)))
}

/** The longest way in each matrix; types most often share theirs, so each is read once. */
function longestOf(types: readonly VehicleType[]) {
  const most = (of: (type: VehicleType) => Float64Array | null) =>
    greatest([...new Set(types.map(of))].map((matrix) => (matrix === null ? 0 : greatest(matrix))))
  return { distance: most((type) => type.distance), time: most((type) => type.time), way: most((type) => type.way) }
}

function greatest(numbers: Iterable<number>): number {
  let top = 0
  for (const number of numbers) if (number > top) top = number
  return top
}
