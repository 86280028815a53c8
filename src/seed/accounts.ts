import { createHmac } from 'node:crypto'
import type { App } from '../kernel/app.ts'
import { perform } from '../kernel/perform.ts'
import { isRefusal } from '../kernel/refusal.ts'
import type { PersonActor } from '../modules/people/index.ts'
import { approveApplication, approveSelling, listOwnApplications, submitApplication } from '../modules/people/index.ts'
import { openServiceCentre } from '../workflows/found-service-centre.ts'
import type { CastSeller } from './cast.ts'
import { buyer, centre, sellers } from './cast.ts'

export type DemoSeller = CastSeller & { organisationId: string; actor: PersonActor }
export type DemoPeople = { centre: PersonActor; buyer: PersonActor; sellers: DemoSeller[] }

/** The placeholder of forms and manuals, counted up. */
const phoneOf = (number: number) => `1380000${String(number).padStart(4, '0')}`

/** The same at every start, and different in every county: made from the county's secret. */
export function demoPassword(secret: string): string {
  return createHmac('sha256', secret)
    .update('demonstration accounts')
    .digest('base64url')
    .replaceAll(/[-_]/g, '')
    .slice(0, 12)
}

export const demoEmails = [centre.email, ...sellers.map(({ email }) => email), buyer.email]

/** Accounts and organisations, made the way people make theirs: they apply, the service centre approves. */
export async function settlePeople(app: App): Promise<DemoPeople> {
  const password = demoPassword(app.settings.secret)
  const office = await settleCentre(app, password)
  const settled: DemoSeller[] = []
  for (const [i, one] of sellers.entries()) settled.push(await settleSeller(app, one, i + 1, password, office))
  return { centre: office, buyer: await personOf(app, buyer.email, buyer.name, password), sellers: settled }
}

async function settleCentre(app: App, password: string): Promise<PersonActor> {
  const actor = await personOf(app, centre.email, centre.ownerName, password)
  if (actor.memberships.length > 0) return actor
  const { nameZh, nameEn, villageCode, ownerName: name } = centre
  const office = { name, nameZh, nameEn, villageCode, contactPhone: `+86${phoneOf(0)}` }
  const organisationId = await openServiceCentre(app, office, actor.personId)
  const membership = {
    organisationId,
    organisationKind: 'public_office' as const,
    roles: ['owner' as const],
    duties: ['service_centre' as const],
  }
  return { ...actor, memberships: [membership] }
}

async function settleSeller(
  app: App,
  one: CastSeller,
  number: number,
  password: string,
  office: PersonActor,
): Promise<DemoSeller> {
  const actor = await personOf(app, one.email, one.ownerName, password)
  const organisationId = await approved(app, one, number, actor, office)
  await perform(
    app,
    approveSelling,
    { actor: office, lang: 'zh' },
    { organisationId, sellerAccount: one.sellerAccount },
  )
  const membership = { organisationId, organisationKind: one.kind, roles: ['owner' as const], duties: [] }
  return { ...one, organisationId, actor: { ...actor, memberships: [membership] } }
}

async function approved(
  app: App,
  one: CastSeller,
  number: number,
  actor: PersonActor,
  office: PersonActor,
): Promise<string> {
  const asSeller = { actor, lang: 'zh' as const }
  const { applications } = await perform(app, listOwnApplications, asSeller, {})
  const [earlier] = applications
  if (earlier?.organisationId) return earlier.organisationId
  const { kind, nameZh, nameEn, villageCode, ownerName } = one
  const applicationId =
    earlier?.id ??
    (
      await perform(app, submitApplication, asSeller, {
        kind,
        nameZh,
        nameEn,
        villageCode,
        contactName: ownerName,
        contactPhone: phoneOf(number),
        note: '演示数据',
      })
    ).applicationId
  return (await perform(app, approveApplication, { actor: office, lang: 'zh' }, { applicationId })).organisationId
}

/** The person of an address, entered now or by an earlier run that was ended in the middle. */
async function personOf(app: App, email: string, name: string, password: string): Promise<PersonActor> {
  const { auth } = app.ports
  try {
    const personId = await auth.createPerson({ name, email, password })
    return { kind: 'person', personId, guestId: null, memberships: [] }
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'people.person.known') throw error
  }
  const answer = await auth.ask('/sign-in/email', {
    body: { email, password },
    headers: new Headers(),
    ip: '127.0.0.1',
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  const actor = await auth.identify(new Headers({ cookie }))
  if (actor === null) throw new Error(`the demonstration account ${email} was made under another secret`)
  return actor
}
