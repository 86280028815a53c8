import { z } from 'zod'
import { anyone, member, office } from '../../kernel/access.ts'
import { duties, organisationKinds, roles } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { phone } from './contact.ts'
import { organisationFounded, sellingApproved } from './events.ts'
import type { NewOrganisation } from './organisation.sql.ts'
import {
  insertOrganisationRow,
  organisation,
  organisationContact,
  setSellerAccount,
  updateOrganisationRow,
} from './organisation.sql.ts'
import { isVillage } from './place.ts'
import { unlessTaken } from './unique.ts'

/** Input field for a village or community of the county, 12 digits. Whether it exists is checked by `knownVillage`. */
export const villageCode = z.string().regex(/^\d{12}$/)

/** Refuses: people.village.unknown. */
export function knownVillage(code: string): string {
  return isVillage(code) ? code : refuse('people.village.unknown', { code })
}

/** Enters an organisation with its owner, as an approval does. Refuses: people.village.unknown, people.organisation.name_taken. */
export async function foundOrganisation(tx: Tx, founding: NewOrganisation, now: Instant): Promise<string> {
  knownVillage(founding.villageCode)
  const organisationId = await insertOrganisationRow(tx, founding, now)
  if (organisationId === null) refuse('people.organisation.name_taken', { name: founding.nameZh })
  tx.effects.publish(organisationFounded(organisationId, founding.kind))
  return organisationId
}

const publicOrganisation = z.object({
  id,
  kind: z.enum(organisationKinds),
  nameZh: z.string(),
  nameEn: z.string(),
  villageCode: z.string(),
  sells: z.boolean(),
})

export const readOrganisation = query({
  name: 'people.organisation.read',
  path: '/people/organisations/{organisationId}',
  summary: 'What everyone may know of an organisation',
  access: anyone,
  input: z.object({ organisationId: id }),
  output: publicOrganisation,
  refusals: ['people.organisation.unknown'],
  async run({ sql }, { organisationId }) {
    const found = await organisation(sql, organisationId)
    if (found === null) refuse('people.organisation.unknown')
    const { sellerAccount, ...open } = found
    return { ...open, sells: sellerAccount !== null }
  },
})

export const readOwnOrganisation = query({
  name: 'people.organisation.own',
  path: '/people/organisations/{organisationId}/own',
  summary: 'What members may know of their organisation',
  access: member(...roles),
  input: z.object({ organisationId: id }),
  output: publicOrganisation.extend({
    nameEn: z.string().nullable(),
    contactName: z.string(),
    contactPhone: z.string(),
    duties: z.array(z.enum(duties)),
  }),
  refusals: ['people.organisation.unknown'],
  async run({ sql }, { organisationId }) {
    const found = await organisationContact(sql, organisationId)
    if (found === null) refuse('people.organisation.unknown')
    const { sellerAccount, ...open } = found
    return { ...open, sells: sellerAccount !== null }
  },
})

export const updateOrganisation = operation({
  name: 'people.organisation.update',
  method: 'PUT',
  path: '/people/organisations/{organisationId}',
  summary: 'Changes English name, village and contact; kind and Chinese name stay as approved',
  access: member(),
  input: z.object({
    organisationId: id,
    nameEn: line(120).nullable(),
    villageCode,
    contactName: line(50),
    contactPhone: phone,
  }),
  output: z.object({ organisationId: id }),
  refusals: ['people.village.unknown', 'people.organisation.unknown', 'people.organisation.name_taken'],
  async run({ tx }, { organisationId, ...change }) {
    knownVillage(change.villageCode)
    const found = await organisation(tx, organisationId)
    if (found === null) refuse('people.organisation.unknown')
    await unlessTaken(updateOrganisationRow(tx, organisationId, change), 'people.organisation.name_taken', {
      name: found.nameZh,
    })
    return { organisationId }
  },
})

export const approveSelling = operation({
  name: 'people.organisation.approve_selling',
  method: 'PUT',
  path: '/people/organisations/{organisationId}/seller-account',
  summary: 'Records the account at the payment gateway on which an organisation is paid',
  access: office('service_centre'),
  input: z.object({ organisationId: id, sellerAccount: z.string().regex(/^[\w.@-]{1,64}$/) }),
  output: z.object({ organisationId: id }),
  refusals: ['people.organisation.unknown', 'people.organisation.seller_account_taken'],
  async run({ tx }, { organisationId, sellerAccount }) {
    const set = await unlessTaken(
      setSellerAccount(tx, organisationId, sellerAccount),
      'people.organisation.seller_account_taken',
    )
    if (!set) refuse('people.organisation.unknown')
    tx.effects.publish(sellingApproved(organisationId))
    return { organisationId }
  },
})
