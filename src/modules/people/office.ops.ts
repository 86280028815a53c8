import { z } from 'zod'
import { office } from '../../kernel/access.ts'
import { duties, organisationKinds } from '../../kernel/actor.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { organisationRow, organisationRows, staffNames } from './office.sql.ts'
import { organisationsById } from './organisation.sql.ts'

const officeOrganisation = z.object({
  id,
  kind: z.enum(organisationKinds),
  nameZh: z.string(),
  nameEn: z.string().nullable(),
  villageCode: z.string(),
  contactName: z.string(),
  contactPhone: z.string(),
  duties: z.array(z.enum(duties)),
  /** The account at the payment gateway; null until selling was approved. */
  sellerAccount: z.string().nullable(),
  foundedAt: z.date(),
  members: z.int(),
})

export const listOrganisations = query({
  name: 'people.organisation.list',
  path: '/people/organisations',
  summary: 'Organisations of the county, newest first, as the service centre needs them',
  access: office('service_centre'),
  input: z.object({
    /** Looked for in both names and the contact's name. */
    text: line(60).optional(),
    kind: z.enum(organisationKinds).optional(),
    sells: z.enum(['yes', 'no']).optional(),
    /** A township's 9 or a village's 12 digits. */
    place: z
      .string()
      .regex(/^(\d{9}|\d{12})$/)
      .optional(),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ organisations: z.array(officeOrganisation) }),
  async run({ sql }, { text, kind, sells, place, before, limit }) {
    const organisations = await organisationRows(sql, {
      text: text ?? null,
      kind: kind ?? null,
      sells: sells === undefined ? null : sells === 'yes',
      place: place ?? null,
      before: before ?? null,
      limit,
    })
    return { organisations }
  },
})

export const inspectOrganisation = query({
  name: 'people.organisation.inspect',
  path: '/people/organisations/{organisationId}/office',
  summary: 'One organisation as the service centre needs it',
  access: office('service_centre'),
  input: z.object({ organisationId: id }),
  output: officeOrganisation,
  refusals: ['people.organisation.unknown'],
  run: async ({ sql }, { organisationId }) =>
    (await organisationRow(sql, organisationId)) ?? refuse('people.organisation.unknown'),
})

/** Several ids in one query parameter, parted by commas. */
const ids = z
  .string()
  .max(37 * 200)
  .transform((text) => text.split(',').filter((one) => one !== ''))
  .pipe(z.array(id).max(200))

export const nameOrganisations = query({
  name: 'people.organisation.names',
  path: '/people/organisation-names',
  summary: 'Names of organisations by their ids, for lists that other modules keep',
  access: office('service_centre'),
  input: z.object({ ids }),
  output: z.object({
    names: z.array(z.object({ organisationId: id, nameZh: z.string(), nameEn: z.string(), villageCode: z.string() })),
  }),
  async run({ sql }, input) {
    const found = await organisationsById(sql, input.ids)
    return {
      names: [...found.values()].map(({ id: organisationId, nameZh, nameEn, villageCode }) => ({
        organisationId,
        nameZh,
        nameEn,
        villageCode,
      })),
    }
  },
})

export const nameStaff = query({
  name: 'people.person.staff_names',
  path: '/people/staff-names',
  summary: 'Names of people who act for an organisation, by their ids; buyers are not named',
  access: office('service_centre'),
  input: z.object({ ids }),
  output: z.object({ names: z.array(z.object({ personId: id, name: z.string() })) }),
  run: async ({ sql }, input) => ({ names: await staffNames(sql, input.ids) }),
})
