import { Temporal } from 'temporal-polyfill'
import type { CivilDate } from '../../kernel/clock.ts'
import { addDays, daysBetween } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'

/** Civil days, both included. */
export type Period = { from: CivilDate; to: CivilDate }

export const comparisons = ['before', 'year'] as const
/** What a period is held against: the days just before it, or the same days a year earlier. */
export type Comparison = (typeof comparisons)[number]

/** Two years: longer questions belong to the yearly report, not to a screen. */
export const PERIOD_DAYS_MAX = 731

/** Refuses: insight.period.backwards, insight.period.too_long. */
export function checkedPeriod({ from, to }: Period): Period {
  if (to < from) refuse('insight.period.backwards')
  if (daysIn({ from, to }) > PERIOD_DAYS_MAX) refuse('insight.period.too_long', { limit: PERIOD_DAYS_MAX })
  return { from, to }
}

export const daysIn = ({ from, to }: Period): number => daysBetween(from, to) + 1

export function periodBefore(period: Period, against: Comparison): Period {
  if (against === 'year') return { from: yearEarlier(period.from), to: yearEarlier(period.to) }
  return { from: addDays(period.from, -daysIn(period)), to: addDays(period.from, -1) }
}

const yearEarlier = (day: CivilDate): CivilDate => Temporal.PlainDate.from(day).subtract({ years: 1 }).toString()

/** What was sold: units net of refunds, money without freight. */
export type Totals = { orders: number; units: number; amountFen: number; weightGrams: number }
export type DaySales = Totals & { day: CivilDate }

export const nothing: Totals = { orders: 0, units: 0, amountFen: 0, weightGrams: 0 }

/** Every day of the period in order; a day without sales stands there with zeros. */
export function everyDay(period: Period, sold: readonly DaySales[]): DaySales[] {
  const byDay = new Map(sold.map((row) => [row.day, row]))
  return Array.from({ length: daysIn(period) }, (_, at) => {
    const day = addDays(period.from, at)
    return byDay.get(day) ?? { ...nothing, day }
  })
}

export function sumOf(rows: readonly Totals[]): Totals {
  return rows.reduce(
    (sum, row) => ({
      orders: sum.orders + row.orders,
      units: sum.units + row.units,
      amountFen: sum.amountFen + row.amountFen,
      weightGrams: sum.weightGrams + row.weightGrams,
    }),
    nothing,
  )
}
