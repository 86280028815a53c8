import { z } from 'zod'
import { anyone } from '../../kernel/access.ts'
import { civilDate } from '../../kernel/clock.ts'
import { query } from '../../kernel/operation.ts'
import { civilDay, id, line } from '../../kernel/validation.ts'
import { silences } from './plan.ts'
import { currentPlans, planKinds, planStates } from './plan.sql.ts'
import { sharings } from './share.ts'

export const windowInput = z.object({ from: civilDay, to: civilDay })

/** Input of a pre-sale: what is promised, and what happens when the harvest is late or short. */
export const harvestTerms = z.object({
  quotaUnits: z.int().min(1).max(100_000),
  window: windowInput,
  sharing: z.enum(sharings),
  silence: z.enum(silences),
  answerDays: z.int().min(1).max(14),
})

const stage = z.object({ zh: line(20), en: line(40) })

/** Input of what is made to order. */
export const makingTerms = z.object({
  leadDays: z.int().min(1).max(365),
  weeklyUnits: z.int().min(1).max(1000),
  stages: z.array(stage).min(1).max(8),
})

export const planView = z.object({
  id,
  organisationId: id,
  listingId: id,
  itemId: id,
  kind: z.enum(planKinds),
  state: z.enum(planStates),
  openedAt: z.date(),
  endedAt: z.date().nullable(),
  quotaUnits: z.int().nullable(),
  windowFrom: civilDay.nullable(),
  windowTo: civilDay.nullable(),
  sharing: z.enum(sharings).nullable(),
  silence: z.enum(silences).nullable(),
  answerDays: z.int().nullable(),
  leadDays: z.int().nullable(),
  weeklyUnits: z.int().nullable(),
  stages: z.array(z.object({ zh: z.string(), en: z.string() })).nullable(),
  heldUnits: z.int(),
  promisedUnits: z.int(),
  servedUnits: z.int(),
})

export const openPlanView = planView.extend({
  freeUnits: z.int(),
  /** When what is ordered now is expected; null where nothing can be ordered. */
  dueFrom: civilDay.nullable(),
  dueTo: civilDay.nullable(),
})

export const slipView = z.object({
  id,
  planId: id,
  announcedAt: z.date(),
  oldFrom: civilDay,
  oldTo: civilDay,
  newFrom: civilDay,
  newTo: civilDay,
  reason: z.string(),
  answerBy: z.date(),
  closedAt: z.date().nullable(),
  asked: z.int(),
  accepted: z.int(),
  refunded: z.int(),
  swapped: z.int(),
})

export const readPlan = query({
  name: 'supply.plan.read',
  path: '/supply/listings/{listingId}/plan',
  summary: 'How a listing is supplied when not off the shelf: terms, what is left, when it is expected',
  access: anyone,
  input: z.object({ listingId: id }),
  output: z.object({ plan: openPlanView.nullable() }),
  async run({ sql, now }, { listingId }) {
    const plan = (await currentPlans(sql, [listingId], civilDate(now))).get(listingId)
    return { plan: plan ?? null }
  },
})
