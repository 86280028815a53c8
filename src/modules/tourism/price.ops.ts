import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import { operation } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id, line, lineZh } from '../../kernel/validation.ts'
import { roomTypesById } from './house.sql.ts'
import { offersByOption } from './offer.sql.ts'
import { named } from './place.ts'
import { dayKinds } from './price.ts'
import { dropRule, insertRule, planKinds, saveCountyDay, savePlanRow } from './price.sql.ts'
import { unitTypes } from './product.sql.ts'

export const stateDayRule = operation({
  name: 'tourism.day_rule.state',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/day-rules',
  summary:
    'States a price, a shortest stay, or days without arrival or departure for a range of days; what is stated last holds',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    /** A room type, or an option together with the kind of ticket. */
    ownerId: id,
    unit: z.enum(unitTypes).nullable().default(null),
    fromDay: civilDay,
    untilDay: civilDay,
    kinds: z.array(z.enum(dayKinds)).max(dayKinds.length).default([]),
    priceFen: fen.nullable().default(null),
    nightsMin: z.int().min(1).max(60).nullable().default(null),
    noArrival: z.boolean().default(false),
    noDeparture: z.boolean().default(false),
  }),
  output: z.object({ ruleId: id }),
  refusals: ['tourism.day_rule.unknown_owner', 'tourism.day_rule.empty', 'tourism.day_rule.days_crossed'],
  async run({ tx }, { organisationId, ownerId, ...rule }) {
    if (rule.untilDay < rule.fromDay) refuse('tourism.day_rule.days_crossed')
    if (rule.priceFen === null && rule.nightsMin === null && !rule.noArrival && !rule.noDeparture)
      refuse('tourism.day_rule.empty')
    const owner =
      rule.unit === null
        ? (await roomTypesById(tx, [ownerId])).get(ownerId)
        : (await offersByOption(tx, [ownerId])).get(ownerId)
    if (owner?.organisationId !== organisationId) refuse('tourism.day_rule.unknown_owner')
    return { ruleId: await insertRule(tx, organisationId, ownerId, rule) }
  },
})

export const dropDayRule = operation({
  name: 'tourism.day_rule.drop',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/day-rules/{ruleId}/dropping',
  summary: 'Takes a rule of days back; bookings made keep their price',
  access: member('seller'),
  input: z.object({ organisationId: id, ruleId: id }),
  output: z.object({ ruleId: id }),
  refusals: ['tourism.day_rule.unknown'],
  async run({ tx, now }, { organisationId, ruleId }) {
    if (!(await dropRule(tx, organisationId, ruleId, now))) refuse('tourism.day_rule.unknown')
    return { ruleId }
  },
})

/** A way to book a room type, as it is shown. */
export const planView = z.object({
  id,
  kind: z.enum(planKinds),
  nameZh: z.string(),
  nameEn: z.string(),
  percent: z.int(),
  guestNightFen: fen,
  nightsMin: z.int(),
  leadDaysMin: z.int(),
})

export const saveRatePlan = operation({
  name: 'tourism.rate_plan.save',
  method: 'PUT',
  path: '/tourism/organisations/{organisationId}/room-types/{roomTypeId}/plans/{kind}',
  summary: 'Offers a room type another way: with breakfast, for members, for long stays; or changes that',
  access: member('seller'),
  input: z.object({
    organisationId: id,
    roomTypeId: id,
    kind: z.enum(planKinds),
    ...named,
    percent: z.int().min(1).max(300).default(100),
    guestNightFen: fen.default(0),
    nightsMin: z.int().min(1).max(60).default(1),
    leadDaysMin: z.int().min(0).max(365).default(0),
    isOpen: z.boolean().default(true),
  }),
  output: z.object({ planId: id }),
  refusals: ['tourism.room_type.unknown'],
  async run({ tx }, { organisationId, ...plan }) {
    const type = (await roomTypesById(tx, [plan.roomTypeId])).get(plan.roomTypeId)
    if (type?.organisationId !== organisationId) refuse('tourism.room_type.unknown')
    return { planId: await savePlanRow(tx, plan) }
  },
})

export const nameCountyDay = operation({
  name: 'tourism.county_day.name',
  method: 'PUT',
  path: '/tourism/county/days/{day}',
  summary: 'Says how a day counts in this county, a local festival for one; null leaves it to the published calendar',
  access: office('service_centre'),
  input: z.object({
    day: civilDay,
    said: z.object({ kind: z.enum(dayKinds), nameZh: lineZh(40), nameEn: line(80) }).nullable(),
  }),
  output: z.object({ day: civilDay }),
  async run({ tx }, { day, said }) {
    await saveCountyDay(tx, day, said)
    return { day }
  },
})
