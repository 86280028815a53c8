import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import { civilDate } from '../../kernel/clock.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, prose } from '../../kernel/validation.ts'
import { partKinds } from './rule.ts'
import {
  endSharingRule,
  listedCommissionRules,
  listedSharingRules,
  stateCommissionRule,
  withdrawCommissionRule,
} from './rule.sql.ts'

const RULES_MAX = 500

/** A share of an amount: a decimal string of at most five places, from 0 to below 1. */
export const rate = z.string().regex(/^0(\.\d{1,5})?$/)

export const listCommissionRules = query({
  name: 'ledger.commission_rules.list',
  path: '/ledger/commission-rules',
  summary: 'The rules of commission, the latest first, and the rate where none fits',
  access: office('service_centre'),
  input: z.object({}),
  output: z.object({
    standingRate: z.string(),
    today: civilDay,
    rules: z.array(
      z.object({
        id,
        organisationId: id.nullable(),
        category: z.string().nullable(),
        rate: z.string(),
        fromDay: civilDay,
        untilDay: civilDay.nullable(),
        note: z.string(),
        statedOn: civilDay,
        withdrawnOn: civilDay.nullable(),
      }),
    ),
  }),
  async run({ sql, ports, now }) {
    const rules = await listedCommissionRules(sql, RULES_MAX)
    return { standingRate: ports.commissionRate, today: civilDate(now), rules }
  },
})

export const addCommissionRule = operation({
  name: 'ledger.commission_rule.state',
  method: 'POST',
  path: '/ledger/commission-rules',
  summary: 'States a rate of commission from a day after today; orders paid before keep theirs',
  access: office('service_centre'),
  input: z.object({
    sellerId: id.nullable().default(null),
    category: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/)
      .nullable()
      .default(null),
    rate,
    fromDay: civilDay,
    untilDay: civilDay.nullable().default(null),
    note: prose(200).default(''),
  }),
  output: z.object({ ruleId: id }),
  refusals: ['ledger.rule.begins_too_early', 'ledger.rule.ends_before_it_begins', 'ledger.rule.same_day'],
  async run({ tx, now }, { sellerId, ...input }) {
    const today = civilDate(now)
    if (input.fromDay <= today) refuse('ledger.rule.begins_too_early')
    if (input.untilDay !== null && input.untilDay < input.fromDay) refuse('ledger.rule.ends_before_it_begins')
    const ruleId = await stateCommissionRule(tx, { ...input, organisationId: sellerId }, today, now)
    return { ruleId: ruleId ?? refuse('ledger.rule.same_day') }
  },
})

export const dropCommissionRule = operation({
  name: 'ledger.commission_rule.withdraw',
  method: 'DELETE',
  path: '/ledger/commission-rules/{ruleId}',
  summary: 'Withdraws a rule of commission that has not begun; one that has stands',
  access: office('service_centre'),
  input: z.object({ ruleId: id }),
  output: z.object({ ruleId: id }),
  refusals: ['ledger.rule.stands'],
  async run({ tx, now }, { ruleId }) {
    if (!(await withdrawCommissionRule(tx, ruleId, civilDate(now)))) refuse('ledger.rule.stands')
    return { ruleId }
  },
})

export const listSharingRules = query({
  name: 'ledger.sharing_rules.list',
  path: '/ledger/organisations/{organisationId}/sharing-rules',
  summary: 'With whom a seller shares each sale, the latest rule first',
  access: member('seller', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    today: civilDay,
    rules: z.array(
      z.object({
        id,
        beneficiaryId: id,
        kind: z.enum(partKinds),
        basis: z.enum(['goods', 'freight', 'unit']),
        rate: z.string().nullable(),
        perUnitFen: z.int().nullable(),
        listingId: id.nullable(),
        stage: z.enum(['shipment', 'completion']),
        fromDay: civilDay,
        untilDay: civilDay.nullable(),
        statedOn: civilDay,
        withdrawnOn: civilDay.nullable(),
      }),
    ),
  }),
  async run({ sql, now }, { organisationId }) {
    const rules = await listedSharingRules(sql, organisationId, RULES_MAX)
    return { today: civilDate(now), rules: rules.map(({ organisationId: _seller, ...rule }) => rule) }
  },
})

export const dropSharingRule = operation({
  name: 'ledger.sharing_rule.end',
  method: 'DELETE',
  path: '/ledger/organisations/{organisationId}/sharing-rules/{ruleId}',
  summary: 'Withdraws a sharing rule that has not begun, or lets today be the last day of one that has',
  access: member(),
  input: z.object({ organisationId: id, ruleId: id }),
  output: z.object({ ruleId: id }),
  refusals: ['ledger.rule.stands'],
  async run({ tx, now }, { organisationId, ruleId }) {
    if (!(await endSharingRule(tx, ruleId, organisationId, civilDate(now)))) refuse('ledger.rule.stands')
    return { ruleId }
  },
})
