import { forecast } from '../../engines/forecast/index.ts'

/** Visitors a day: so many days back, the newest last. */
export type History = readonly number[]
export type Expected = { point: number; lower: number; upper: number }

/** Shorter histories say too little about their weeks. */
const WEEKS_MIN = 3
const WEEK = 7
const LEVEL = 0.8

/**
 * Visitors expected on the days that follow a history, with the band that four of five days fall into. Who has booked already is certain, so no figure is
 * below `booked`. Null where the history is too short.
 */
export function expectVisitors(history: History, booked: readonly number[]): Expected[] | null {
  const first = history.findIndex((visitors) => visitors > 0)
  const known = first === -1 ? [] : history.slice(first)
  if (known.length < WEEKS_MIN * WEEK) return null
  const { point, intervals } = forecast({ history: known, period: WEEK, horizon: booked.length, levels: [LEVEL] })
  const [band] = intervals
  return booked.map((certain, at) => {
    const whole = (value: number | undefined) => Math.max(certain, Math.round(Math.max(0, value ?? 0)))
    return {
      point: whole(point[at]),
      lower: whole(band?.lower[at] ?? point[at]),
      upper: whole(band?.upper[at] ?? point[at]),
    }
  })
}
