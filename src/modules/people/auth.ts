import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import pg from 'pg'
import type { Actor, Mandate, Membership } from '../../kernel/actor.ts'
import type { Clock } from '../../kernel/clock.ts'
import { systemClock } from '../../kernel/clock.ts'
import { APP_ROLE, connectionConfig } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { Settings } from '../../kernel/settings.ts'
import type { MailPort, SmsPort } from '../../kernel/post.ts'
import { attemptCounters, attemptValues, attemptWait, countAttempt } from './attempts.ts'
import { ADDRESS_HEADER, API_KEY_PREFIX, AUTH_PATH, accountsLibrary } from './auth-options.ts'
import { placeholderEmail } from './contact.ts'
import { operationsOf } from './mandate.ts'
import type { MandateRow } from './mandate.ts'
import { mandatesOfPerson } from './mandate.sql.ts'
import { unlessTaken } from './unique.ts'

export type PersonActor = Extract<Actor, { kind: 'person' }>

/** A new person as a seed or an office enters one; the contacts given count as proven. */
export type NewPerson = { name: string; email?: string; phone?: string; password?: string }

export type Ask = { method?: 'GET' | 'POST'; body?: Readonly<Record<string, unknown>>; headers: Headers; ip: string }

export type Auth = {
  /** Answers everything below `/api/auth`. `ip` is the visitor's address as the edge knows it. */
  handler(request: Request, ip?: string): Promise<Response>
  /** The same from a page: `path` below `/api/auth`, the visitor's own headers, a JSON body. Cookies to set are in the answer. */
  ask(path: string, ask: Ask): Promise<Response>
  /** The person behind an API key (`x-api-key` or Bearer) or else a session cookie. A bad key never falls back to the cookie. */
  identify(headers: Headers): Promise<PersonActor | null>
  /** The id of the session these headers carry, to mark it in lists. */
  sessionId(headers: Headers): Promise<string | null>
  /** Enters a person; answers the id. Refuses: people.person.known. */
  createPerson(person: NewPerson): Promise<string>
  /** The secret of an invitation's link, made anew from its id whenever it must be sent. */
  invitationToken(invitationId: string): string
  close(): Promise<void>
}

export type AuthSettings = {
  databaseUrl: string
  settings: Pick<Settings, 'publicUrl' | 'secret' | 'ratePerMinute' | 'poolSize'>
  ports: { sms: SmsPort; mail: MailPort }
  clock?: Clock
  log?: Logger
}

type Library = ReturnType<typeof accountsLibrary>

/** Accounts, sessions and keys over the accounts library, on a small pool of their own. */
export function createAuth({ databaseUrl, settings, ports, clock = systemClock, log }: AuthSettings): Auth {
  const pool = openPool(databaseUrl, Math.max(2, Math.ceil(settings.poolSize / 4)))
  const pending = new Set<Promise<unknown>>()
  const library = accountsLibrary({
    pool,
    settings,
    ...ports,
    attempt: (path, body) => attempt(pool, settings.secret, clock, path, body),
    later(work) {
      const settled = work.catch((error: unknown) => log?.error({ err: error }, 'message not sent'))
      pending.add(settled)
      void settled.finally(() => pending.delete(settled))
    },
    complain: (message, details) => log?.warn({ auth: true, details: details.map(plain) }, message),
  })
  const handler = (request: Request, ip?: string) => library.handler(from(request, ip))
  return {
    handler,
    ask: (path, ask) => handler(pageRequest(settings.publicUrl, path, ask), ask.ip),
    identify: (headers) => identify(library, pool, clock, headers),
    sessionId: async (headers) => (await session(library, headers))?.session.id ?? null,
    createPerson: (person) => createPerson(library, person, clock),
    invitationToken: (invitationId) =>
      createHmac('sha256', settings.secret).update(`invitation ${invitationId}`).digest('base64url'),
    async close() {
      await Promise.all(pending)
      await pool.end()
    },
  }
}

function openPool(databaseUrl: string, max: number): pg.Pool {
  const options = `-c role=${APP_ROLE} -c search_path=people -c timezone=UTC -c statement_timeout=10000 -c lock_timeout=5000`
  const pool = new pg.Pool({ ...connectionConfig(databaseUrl, options), max, idleTimeoutMillis: 30_000 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

async function attempt(pool: pg.Pool, secret: string, clock: Clock, path: string, body: unknown): Promise<number> {
  for (const { key, limit } of attemptCounters(path, body, secret)) {
    const now = clock.now()
    const { rows } = await pool.query<{ count: number; resetsAt: Date }>({
      ...countAttempt,
      values: attemptValues(key, limit, now),
    })
    const seconds = rows[0] === undefined ? 0 : attemptWait(rows[0], limit, now)
    if (seconds > 0) return seconds
  }
  return 0
}

function from(request: Request, ip: string | undefined): Request {
  const headers = new Headers(request.headers)
  headers.delete(ADDRESS_HEADER)
  if (ip !== undefined) headers.set(ADDRESS_HEADER, ip)
  return new Request(request, { headers })
}

function pageRequest(publicUrl: string, path: string, { method = 'POST', body, headers, ip }: Ask): Request {
  const passed = new Headers({ origin: publicUrl, [ADDRESS_HEADER]: ip })
  for (const name of ['cookie', 'user-agent', 'accept-language']) {
    const value = headers.get(name)
    if (value !== null) passed.set(name, value)
  }
  if (method === 'GET') return new Request(`${publicUrl}${AUTH_PATH}${path}`, { headers: passed })
  passed.set('content-type', 'application/json')
  return new Request(`${publicUrl}${AUTH_PATH}${path}`, { method, headers: passed, body: JSON.stringify(body ?? {}) })
}

async function identify(library: Library, pool: pg.Pool, clock: Clock, headers: Headers): Promise<PersonActor | null> {
  const key = keyOf(headers)
  const personId = key === null ? (await session(library, headers))?.user.id : await keyOwner(library, key)
  if (personId === undefined || personId === null) return null
  const { rows } = await pool.query<Membership>({ ...membershipsOf, values: [personId] })
  const mandates = await mandatesOf(pool, personId, clock)
  return { kind: 'person', personId, guestId: null, memberships: rows, ...(mandates.length > 0 && { mandates }) }
}

/** Read with every request, so that a consent taken back has no next one. */
async function mandatesOf(pool: pg.Pool, personId: string, clock: Clock): Promise<Mandate[]> {
  const { rows } = await pool.query<MandateRow>({ ...mandatesOfPerson, values: [personId, clock.now()] })
  return rows.map(({ scopes, ...row }) => ({ ...row, operations: operationsOf(scopes) }))
}

const membershipsOf = {
  name: 'people.membership.of_person',
  text: `
  SELECT m.organisation_id AS "organisationId", o.kind AS "organisationKind", m.roles, m.store_id AS "storeId",
    CASE WHEN m.store_id IS NULL THEN o.duties ELSE '{}' END AS duties
  FROM people.membership m JOIN people.organisation o ON o.id = m.organisation_id
  WHERE m.person_id = $1 ORDER BY m.joined_at, m.organisation_id`,
}

function keyOf(headers: Headers): string | null {
  return headers.get('x-api-key') ?? headers.get('authorization')?.match(/^bearer +(\S+)$/i)?.[1] ?? null
}

async function keyOwner(library: Library, key: string): Promise<string | null> {
  if (!key.startsWith(API_KEY_PREFIX) || key.length > 200) return null
  const verified = await library.api.verifyApiKey({ body: { key } })
  return verified.valid ? (verified.key?.referenceId ?? null) : null
}

async function session(library: Library, headers: Headers) {
  if (!headers.get('cookie')?.includes('terrace.session_token=')) return null
  return library.api.getSession({
    headers: new Headers({ cookie: headers.get('cookie') ?? '' }),
    query: { disableRefresh: true },
  })
}

async function createPerson(
  library: Library,
  { name, email, phone, password }: NewPerson,
  clock: Clock,
): Promise<string> {
  const context = await library.$context
  const address = email?.toLowerCase() ?? placeholderEmail(uuidv7(clock.now()))
  const proven = phone === undefined ? {} : { phoneNumber: phone, phoneNumberVerified: true }
  const created = await unlessTaken(
    context.internalAdapter.createUser(
      { name, email: address, emailVerified: email !== undefined, ...proven },
      { method: 'email-password' },
    ),
    'people.person.known',
  )
  if (password !== undefined) {
    const hash = await context.password.hash(password)
    await context.internalAdapter.linkAccount({
      userId: created.id,
      providerId: 'credential',
      accountId: created.id,
      password: hash,
    })
  }
  return created.id
}

const plain = (detail: unknown) =>
  detail instanceof Error ? detail.message : typeof detail === 'string' ? detail : typeof detail
