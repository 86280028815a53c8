import { randomBytes } from 'node:crypto'
import type { App } from '../kernel/app.ts'
import { refuse } from '../kernel/refusal.ts'
import { email, foundOrganisation, phoneOf, villageLabel, villages } from '../modules/people/index.ts'

export type Office = { name: string; nameZh: string; nameEn: string; villageCode: string; contactPhone: string }

/** The office that approves all others, for a person who has an account. Refuses: people.village.unknown, people.organisation.name_taken. */
export function openServiceCentre(app: App, office: Office, ownerId: string): Promise<string> {
  const { name, ...named } = office
  return app.database.transact((tx) =>
    foundOrganisation(
      tx,
      { ...named, kind: 'public_office', contactName: name, ownerId, duties: ['service_centre'] },
      app.clock.now(),
    ),
  )
}

/** As typed on the command line; the village as people write it (妙高街道 叶坦社区). */
export type FirstAccount = { email: string; phone: string; village: string; name?: string | undefined }

/**
 * The first account of an empty county and its service centre. Answers the password, which is told once and kept nowhere.
 * Refuses: kernel.invalid_input, people.village.unknown, people.person.known, people.organisation.name_taken.
 */
export async function foundServiceCentre(app: App, first: FirstAccount): Promise<{ email: string; password: string }> {
  const address = email.safeParse(first.email)
  const contactPhone = phoneOf(first.phone)
  if (!address.success || contactPhone === null) refuse('kernel.invalid_input')
  const village = villages().find((one) => one.code === first.village || villageLabel(one, 'zh') === first.village)
  if (village === undefined) refuse('people.village.unknown', { code: first.village })
  const password = randomBytes(12).toString('base64url')
  const name = first.name ?? '服务中心'
  const ownerId = await app.ports.auth.createPerson({ name, email: address.data, password })
  const office = {
    name,
    nameZh: '电商公共服务中心',
    nameEn: 'E-commerce Service Centre',
    villageCode: village.code,
    contactPhone,
  }
  await openServiceCentre(app, office, ownerId)
  return { email: address.data, password }
}
