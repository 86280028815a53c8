import { z } from 'zod'
import { office, signedIn } from '../../kernel/access.ts'
import { organisationKinds } from '../../kernel/actor.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line, lineZh, prose } from '../../kernel/validation.ts'
import type { Application } from './application.ts'
import { OPEN_APPLICATIONS_MAX, applicationStates, undecided } from './application.ts'
import {
  applicationRows,
  decideApplicationRow,
  insertApplicationRow,
  lockedApplication,
  ownApplicationRows,
} from './application.sql.ts'
import { phone } from './contact.ts'
import { foundOrganisation, knownVillage, villageCode } from './organisation.ops.ts'
import { personIdOf } from './person.ts'

const shownApplication = z.object({
  id,
  applicantId: id,
  kind: z.enum(organisationKinds),
  nameZh: z.string(),
  nameEn: z.string().nullable(),
  villageCode: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  note: z.string(),
  state: z.enum(applicationStates),
  submittedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
  reasons: z.string().nullable(),
  organisationId: id.nullable(),
})

const shown = ({ lang: _lang, ...application }: Application): z.input<typeof shownApplication> => ({
  ...application,
  submittedAt: application.submittedAt.toISOString(),
  decidedAt: application.decidedAt?.toISOString() ?? null,
})

export const submitApplication = operation({
  name: 'people.application.submit',
  method: 'POST',
  path: '/people/applications',
  summary: 'Applies to take part as an organisation; the service centre decides',
  access: signedIn,
  limitPerMinute: 10,
  input: z.object({
    kind: z.enum(organisationKinds),
    nameZh: lineZh(60),
    nameEn: line(120)
      .nullish()
      .transform((name) => name ?? null),
    villageCode,
    contactName: line(50),
    contactPhone: phone,
    note: prose(1000).default(''),
  }),
  output: z.object({ applicationId: id }),
  refusals: ['people.village.unknown', 'people.application.too_many'],
  async run({ tx, actor, now, lang }, input) {
    knownVillage(input.villageCode)
    const applicationId = await insertApplicationRow(tx, { ...input, applicantId: personIdOf(actor), lang }, now)
    if (applicationId === null) refuse('people.application.too_many', { limit: OPEN_APPLICATIONS_MAX })
    return { applicationId }
  },
})

export const listOwnApplications = query({
  name: 'people.application.list_own',
  path: '/people/me/applications',
  summary: 'The applications of the person who asks',
  access: signedIn,
  input: z.object({}),
  output: z.object({ applications: z.array(shownApplication) }),
  run: async ({ sql, actor }) => ({ applications: (await ownApplicationRows(sql, personIdOf(actor))).map(shown) }),
})

export const listApplications = query({
  name: 'people.application.list',
  path: '/people/applications',
  summary: 'Applications in a state, newest first',
  access: office('service_centre'),
  input: z.object({
    state: z.enum(applicationStates).default('submitted'),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    applications: z.array(
      shownApplication.extend({
        /** Organisations of the same name: perhaps the same one, applying again. */
        sameNames: z.array(z.object({ organisationId: id, villageCode: z.string() })),
      }),
    ),
  }),
  run: async ({ sql }, input) => ({
    applications: (await applicationRows(sql, input.state, input.before ?? null, input.limit)).map(
      ({ sameNames, ...application }) => ({ ...shown(application), sameNames }),
    ),
  }),
})

export const approveApplication = operation({
  name: 'people.application.approve',
  method: 'POST',
  path: '/people/applications/{applicationId}/approval',
  summary: 'Approves an application: the organisation is entered with the applicant as its owner',
  access: office('service_centre'),
  input: z.object({ applicationId: id }),
  output: z.object({ applicationId: id, organisationId: id }),
  refusals: [
    'people.application.unknown',
    'people.application.decided',
    'people.application.own',
    'people.village.unknown',
    'people.organisation.name_taken',
  ],
  async run({ tx, actor, now }, { applicationId }) {
    const deciderId = personIdOf(actor)
    const application = undecided(await lockedApplication(tx, applicationId), deciderId)
    const organisationId = await foundOrganisation(tx, { ...application, ownerId: application.applicantId }, now)
    await decideApplicationRow(tx, applicationId, { state: 'approved', organisationId }, deciderId, now)
    tx.effects.request({ name: 'people.tell_verdict', payload: { applicationId } })
    return { applicationId, organisationId }
  },
})

export const refuseApplication = operation({
  name: 'people.application.refuse',
  method: 'POST',
  path: '/people/applications/{applicationId}/refusal',
  summary: 'Refuses an application with reasons the applicant will read',
  access: office('service_centre'),
  input: z.object({ applicationId: id, reasons: prose(1000).pipe(z.string().min(1)) }),
  output: z.object({ applicationId: id }),
  refusals: ['people.application.unknown', 'people.application.decided', 'people.application.own'],
  async run({ tx, actor, now }, { applicationId, reasons }) {
    const deciderId = personIdOf(actor)
    undecided(await lockedApplication(tx, applicationId), deciderId)
    await decideApplicationRow(tx, applicationId, { state: 'refused', reasons }, deciderId, now)
    tx.effects.request({ name: 'people.tell_verdict', payload: { applicationId } })
    return { applicationId }
  },
})
