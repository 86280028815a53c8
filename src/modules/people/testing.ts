import pg from 'pg'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import type { TestCounty } from '../../../tests/harness/database.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { JobRequest } from '../../kernel/effects.ts'
import { runJob } from '../../kernel/jobs.ts'
import type { Auth } from './auth.ts'
import { jobs } from './index.ts'
import { insertMemberRow } from './member.sql.ts'
import { foundOrganisation } from './organisation.ops.ts'
import type { NewOrganisation } from './organisation.sql.ts'
import { readMe } from './person.ops.ts'
import { villages } from './places/places.ts'

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

let serial = 0

/** Someone nobody knew yet. */
export const newPerson = (people: People, name = `人${(serial += 1)}`): Promise<string> =>
  people.auth.createPerson({ name })

/** The first village of the county's list. */
export const aVillage = villages()[0]?.code ?? ''

/** An organisation as an approval makes it. */
export function found(
  people: People,
  nameZh: string,
  ownerId: string,
  more: Partial<NewOrganisation> = {},
): Promise<string> {
  const named = { kind: 'cooperative', nameZh, nameEn: null, villageCode: aVillage, ownerId } as const
  const founding = { ...named, contactName: '甲', contactPhone: '+8613800138000', ...more }
  return people.app.database.transact((tx) => foundOrganisation(tx, founding, people.clock.now()))
}

/** An organisation with owners of its own. */
export async function organised(people: People, owners: number) {
  const ids = await Promise.all(Array.from({ length: owners }, () => newPerson(people)))
  const organisationId = await found(people, `合作社${(serial += 1)}`, ids[0] ?? '')
  people.clock.advance(1)
  await people.app.database.transact(async (tx) => {
    for (const id of ids.slice(1)) await insertMemberRow(tx, organisationId, id, ['owner'], people.clock.now())
  })
  return { organisationId, ids, actors: await Promise.all(ids.map((id) => asPerson(people, id))) }
}

/** Someone who works at the service centre. */
export async function officer(people: People): Promise<Actor> {
  const personId = await newPerson(people, '何主任')
  await found(people, '服务中心', personId, { kind: 'public_office', duties: ['service_centre'] })
  return asPerson(people, personId)
}

/** `done`, or the code of the refusal or the database's error. */
export const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { code?: string; message?: string }) => error.code ?? error.message ?? 'unknown',
  )

/** Runs one statement as the database's owner, past every rule of ours. */
export async function onDatabase(people: Pick<TestCounty, 'databaseUrl'>, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: people.databaseUrl })
  await client.connect()
  try {
    return (await client.query(text)).rows as unknown[]
  } finally {
    await client.end()
  }
}

export async function runNamed(people: People, name: string, payload: unknown = {}): Promise<void> {
  const job = jobs.find((one) => one.name === name)
  if (job === undefined) throw new Error(`no job ${name}`)
  await runJob(people.app, job, payload)
}

/** Runs what operations asked for, as the worker would. */
export async function runRequested(people: People, name: string): Promise<void> {
  const rows = (await onDatabase(
    people,
    `SELECT j.id, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = '${name}' ORDER BY j.id`,
  )) as ({ id: string } & JobRequest)[]
  for (const row of rows) {
    await runNamed(people, name, row.payload)
    await onDatabase(people, `DELETE FROM graphile_worker._private_jobs WHERE id = ${row.id}`)
  }
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
