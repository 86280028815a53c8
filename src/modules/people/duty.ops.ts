import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { duties } from '../../kernel/actor.ts'
import { operation } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { lockDutyHolders, setDuties } from './duty.sql.ts'
import { isFit } from './duty.ts'

const asked = z.object({
  organisationId: id,
  duty: z.enum(duties),
  /** Such as the number of the appointment; stands in the audit trail. */
  reason: line(200),
})
const done = z.object({ organisationId: id, duties: z.array(z.enum(duties)) })
const audit = ({ organisationId, duty, reason }: z.output<typeof asked>) => ({ organisationId, duty, reason })

export const grantDuty = operation({
  name: 'people.duty.grant',
  method: 'PUT',
  path: '/people/organisations/{organisationId}/duties/{duty}',
  summary: 'Gives a duty of the county to an organisation, whose members have its rights at once',
  access: office('service_centre'),
  input: asked,
  output: done,
  refusals: ['people.organisation.unknown', 'people.duty.unfit'],
  audit,
  async run({ tx }, { organisationId, duty }) {
    const holders = await lockDutyHolders(tx, organisationId, duty)
    const organisation = holders.find((one) => one.id === organisationId) ?? refuse('people.organisation.unknown')
    if (!isFit(organisation.kind, duty)) refuse('people.duty.unfit')
    const after = [...new Set([...organisation.duties, duty])]
    setDuties(tx, organisationId, after)
    return { organisationId, duties: after }
  },
})

export const revokeDuty = operation({
  name: 'people.duty.revoke',
  method: 'POST',
  path: '/people/organisations/{organisationId}/duties/{duty}/revocation',
  summary: 'Takes a duty of the county back; the last organisation that has it keeps it',
  access: office('service_centre'),
  input: asked,
  output: done,
  refusals: ['people.organisation.unknown', 'people.duty.not_held', 'people.duty.last'],
  audit,
  async run({ tx }, { organisationId, duty }) {
    const holders = await lockDutyHolders(tx, organisationId, duty)
    const organisation = holders.find((one) => one.id === organisationId) ?? refuse('people.organisation.unknown')
    if (!organisation.duties.includes(duty)) refuse('people.duty.not_held')
    if (holders.every((one) => one.id === organisationId)) refuse('people.duty.last')
    const after = organisation.duties.filter((one) => one !== duty)
    setDuties(tx, organisationId, after)
    return { organisationId, duties: after }
  },
})
