import { number, numbers, listOf, objectOf, optional, text, truth } from '../shape/index.ts'
import type { Shape } from '../shape/index.ts'
import { ForecastFault } from './fault.ts'

// What series and hierarchies must look like, before anything in them is asked.

const unlooked: Shape = () => null
/** Which values it takes `clean` says itself. */
const history: Shape = (value, where) => (ArrayBuffer.isView(value) ? numbers : listOf(unlooked))(value, where)

const seriesShape = objectOf({
  history,
  period: number,
  horizon: number,
  dates: optional(objectOf({ from: text, unit: text })),
  levels: optional(listOf(number)),
  mendOutliers: optional(truth),
})

const shapes = {
  series: seriesShape,
  cleaning: objectOf({ history, period: number }),
  sums: objectOf({ bottom: number, parts: listOf(numbers) }),
  forecasts: numbers,
  variances: optional(numbers),
}

/** Refuses what does not look as it must. */
export function refuseMisfit(kind: keyof typeof shapes, value: unknown): void {
  const misfit = shapes[kind](value, '')
  if (misfit !== null) throw new ForecastFault('bad_shape', `${misfit.where || kind}: ${misfit.wanted} is expected`)
}
