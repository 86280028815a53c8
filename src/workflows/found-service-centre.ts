import type { App } from '../kernel/app.ts'
import { foundOrganisation } from '../modules/people/index.ts'

export type FirstAccount = {
  email: string
  name: string
  password: string
  nameZh: string
  nameEn: string
  villageCode: string
  contactPhone: string
}

/**
 * A county's first account and its service centre: all others are approved by it. Refuses: people.person.known,
 * people.village.unknown, people.organisation.name_taken.
 */
export async function foundServiceCentre(
  app: App,
  first: FirstAccount,
): Promise<{ personId: string; organisationId: string }> {
  const personId = await app.ports.auth.createPerson({ name: first.name, email: first.email, password: first.password })
  return { personId, organisationId: await openServiceCentre(app, first, personId) }
}

/** The centre for a person who has an account already. */
export function openServiceCentre(app: App, first: Omit<FirstAccount, 'password'>, ownerId: string): Promise<string> {
  const { name, nameZh, nameEn, villageCode, contactPhone } = first
  return app.database.transact((tx) =>
    foundOrganisation(
      tx,
      {
        kind: 'public_office',
        nameZh,
        nameEn,
        villageCode,
        contactName: name,
        contactPhone,
        ownerId,
        duties: ['service_centre'],
      },
      app.clock.now(),
    ),
  )
}
