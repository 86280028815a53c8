import type { Comparison } from '../../../modules/insight/index.ts'

/** Lengths offered as a link. */
export const lengths = [7, 30, 90, 365] as const

/** Civil days, both included; `days` is set where the period was chosen by its length. */
export type AskedPeriod = { days: number | null; from: string; to: string; against: Comparison }

/** The same question as an address's search part. */
export function periodSearch({ days, from, to, against }: AskedPeriod): string {
  const search = new URLSearchParams(days === null ? { from, to } : { days: String(days) })
  if (against === 'year') search.set('against', 'year')
  return `?${search}`
}
