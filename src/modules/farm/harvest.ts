import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'

/** A grower's delivery as the cooperative takes it in. */
export type HarvestReceipt = {
  grower: string
  villageCode: string
  plot: string
  product: string
  weightGrams: number
  harvestedOn: CivilDate
}

/** Older harvests are taken for a slip of the pen. */
export const HARVEST_AGE_DAYS_MAX = 730

/** Refuses days to come, and days so long ago that a slip of the pen is likelier. */
export function checkHarvestDay(harvestedOn: CivilDate, now: Instant): void {
  const today = civilDate(now)
  if (harvestedOn > today) refuse('farm.harvest.in_future', { date: harvestedOn })
  if (harvestedOn < addDays(today, -HARVEST_AGE_DAYS_MAX)) refuse('farm.harvest.too_old', { date: harvestedOn })
}
