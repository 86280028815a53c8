import { z } from 'zod'
import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { line, lineZh } from '../../kernel/validation.ts'

/** What is stated before booking: in which weather a visit is called off, who decides, until when, and what its guests get. */
export const weatherRule = z.object({
  whenZh: lineZh(120),
  whenEn: line(240),
  /** The sight, by what it sees; or a warning of the weather service, a flood office or the county. */
  decider: z.enum(['sight', 'authority']),
  /** Decided and told no later than so many hours before it begins. */
  hoursBefore: z.int().min(0).max(240),
  /** All the money at once; or another day of the guest's choice, and all the money for who wants none. */
  gives: z.enum(['refund', 'other_day']),
})
export type WeatherRule = z.output<typeof weatherRule>

export const decidedBy = ({ hoursBefore }: WeatherRule, startsAt: Instant): Instant =>
  addSeconds(startsAt, -hoursBefore * 3600)
