import type { App } from '../../src/kernel/app.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { statement } from '../../src/kernel/database.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** An account that is signed in; `now` reads its rights as they are read for a request. */
export async function signedInAccount({ ports }: App, name: string, email: string) {
  const password = 'terraces above the mist'
  const personId = await ports.auth.createPerson({ name, email, password })
  const answer = await ports.auth.ask('/sign-in/email', {
    headers: new Headers(),
    ip: '192.0.2.9',
    body: { email, password },
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return { personId, now: async () => (await ports.auth.identify(new Headers({ cookie }))) as Person }
}

/** Makes a person a packer of an organisation: `[organisationId, personId]`. */
export const joinAsPacker = statement(
  'test.join_as_packer',
  `INSERT INTO people.membership (organisation_id, person_id, roles, joined_at) VALUES ($1, $2, '{packer}', now())`,
)
