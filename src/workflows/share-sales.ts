import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, id, line } from '../kernel/validation.ts'
import { partKinds, rate, stateSharingRule } from '../modules/ledger/index.ts'
import { organisationByAccount } from '../modules/people/index.ts'

export const addSharingRule = operation({
  name: 'ledger.sharing_rule.state',
  method: 'POST',
  path: '/ledger/organisations/{organisationId}/sharing-rules',
  summary: 'The seller states with whom it shares each sale: of the goods or the freight, or fen for each unit',
  access: member(),
  input: z.object({
    organisationId: id,
    /** The account the other side is paid on, as it tells the seller. */
    account: line(64),
    kind: z.enum(partKinds),
    basis: z.enum(['goods', 'freight', 'unit']),
    rate: rate.nullable().default(null),
    perUnitFen: z.int().min(1).max(10_000_000).nullable().default(null),
    listingId: id.nullable().default(null),
    atShipment: z.boolean().default(false),
    fromDay: civilDay,
    untilDay: civilDay.nullable().default(null),
  }),
  output: z.object({ ruleId: id }),
  refusals: [
    'ledger.rule.begins_too_early',
    'ledger.rule.ends_before_it_begins',
    'ledger.rule.percent_or_fen',
    'ledger.rule.no_account',
    'ledger.rule.own_organisation',
  ],
  async run({ tx, now }, { atShipment, account, ...input }) {
    const today = civilDate(now)
    if (input.fromDay <= today) refuse('ledger.rule.begins_too_early')
    if (input.untilDay !== null && input.untilDay < input.fromDay) refuse('ledger.rule.ends_before_it_begins')
    const isOfUnits = input.basis === 'unit'
    if (isOfUnits !== (input.perUnitFen !== null) || isOfUnits !== (input.rate === null))
      refuse('ledger.rule.percent_or_fen')
    if (input.rate !== null && Number(input.rate) === 0) refuse('ledger.rule.percent_or_fen')
    const { id: beneficiaryId } = (await organisationByAccount(tx, account)) ?? refuse('ledger.rule.no_account')
    if (beneficiaryId === input.organisationId) refuse('ledger.rule.own_organisation')
    const isFreight = input.basis === 'freight'
    const stage = atShipment && isFreight ? ('shipment' as const) : ('completion' as const)
    const listingId = isFreight ? null : input.listingId
    return { ruleId: await stateSharingRule(tx, { ...input, beneficiaryId, listingId, stage }, today, now) }
  },
})
