import type { Actor } from '../../kernel/actor.ts'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import type { TestCounty } from '../../../tests/harness/database.ts'
import type { Auth } from './auth.ts'
import { readMe } from './person.ops.ts'

export type People = TestCounty & { auth: Auth }

/** A county with brakes on, and today's clock because the accounts library reads the real one. */
export async function openPeople(): Promise<People> {
  const county = await openTestDatabase({ environment: { TERRACE_RATE: '100000' }, now: new Date() })
  return { ...county, auth: county.app.ports.auth }
}

/** The person with the memberships they have at this moment, as the edge would build them. */
export async function asPerson(people: People, personId: string): Promise<Actor> {
  const bare: Actor = { kind: 'person', personId, guestId: null, memberships: [] }
  const { memberships } = await people.act(bare, readMe, {})
  return { ...bare, memberships: memberships.map(({ kind, ...m }) => ({ ...m, organisationKind: kind })) }
}

export const guest: Actor = { kind: 'guest', guestId: null }

/** A browser as far as accounts are concerned: it keeps the cookies it is given. */
export function browser(auth: Auth, ip = '192.0.2.1') {
  const jar = new Map<string, string>()
  const headers = () => new Headers({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') })
  return {
    headers,
    async ask(
      path: string,
      body?: Readonly<Record<string, unknown>>,
    ): Promise<{ status: number; data: Record<string, never> & { code?: string } }> {
      const response = await auth.ask(path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: headers(),
        ip,
        ...(body && { body }),
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
        if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      const text = await response.text()
      return {
        status: response.status,
        data: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : null) as never,
      }
    },
    identify: () => auth.identify(headers()),
  }
}
