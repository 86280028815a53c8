/** A round top for an axis and its marks: three steps or so of 1, 2, 2.5 or 5 times a power of ten. */
export function niceScale(most: number): { top: number; marks: number[] } {
  if (most <= 0) return { top: 1, marks: [] }
  const rough = most / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((times) => times * power >= rough) ?? 10) * power
  const count = Math.ceil(most / step - 1e-9)
  return { top: count * step, marks: Array.from({ length: count }, (_, at) => (at + 1) * step) }
}

/** Days put together by sevens, counted back from the last; what is left over at the beginning is no week. */
export function bySevens<T>(days: readonly T[]): T[][] {
  const over = days.length % 7
  return Array.from({ length: (days.length - over) / 7 }, (_, at) => days.slice(over + at * 7, over + at * 7 + 7))
}

/** How weekend days compare with weekdays: the share by which they sell more (or, negative, less); null when unclear. */
export function weekendLift(
  days: readonly { day: string; amountFen: number }[],
  isWeekend: (day: string) => boolean,
): number | null {
  const mean = (some: readonly { amountFen: number }[]) =>
    some.length === 0 ? 0 : some.reduce((sum, one) => sum + one.amountFen, 0) / some.length
  const weekend = days.filter(({ day }) => isWeekend(day))
  const week = days.filter(({ day }) => !isWeekend(day))
  if (weekend.length < 4 || mean(week) === 0) return null
  return mean(weekend) / mean(week) - 1
}
