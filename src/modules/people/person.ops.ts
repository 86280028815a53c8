import { z } from 'zod'
import { signedIn } from '../../kernel/access.ts'
import { duties, organisationKinds, roles } from '../../kernel/actor.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { reachableEmail } from './contact.ts'
import { lockOrganisationsOf, requestErasureRow, soleOwnershipOf, withdrawErasureRow } from './erasure.sql.ts'
import { erasureDue, personIdOf } from './person.ts'
import { deleteSessionRow, exportedPerson, meRow, sessionRows } from './person.sql.ts'

export const readMe = query({
  name: 'people.me.read',
  path: '/people/me',
  summary: 'The person who asks, with the organisations they belong to',
  access: signedIn,
  input: z.object({}),
  output: z.object({
    personId: id,
    name: z.string(),
    email: z.string().nullable(),
    emailVerified: z.boolean(),
    phone: z.string().nullable(),
    twoFactor: z.boolean(),
    erasureDueAt: z.iso.datetime().nullable(),
    memberships: z.array(
      z.object({
        organisationId: id,
        kind: z.enum(organisationKinds),
        nameZh: z.string(),
        nameEn: z.string().nullable(),
        roles: z.array(z.enum(roles)),
        storeId: id.nullable(),
        duties: z.array(z.enum(duties)),
      }),
    ),
  }),
  async run({ sql, actor }) {
    const me = await meRow(sql, personIdOf(actor))
    if (me === null) refuse('kernel.sign_in_required')
    return { ...me, email: reachableEmail(me.email), erasureDueAt: me.erasureDueAt?.toISOString() ?? null }
  },
})

export const listSessions = query({
  name: 'people.session.list',
  path: '/people/me/sessions',
  summary: 'Where the person who asks is signed in, newest first',
  access: signedIn,
  input: z.object({}),
  output: z.object({
    sessions: z.array(
      z.object({
        id,
        createdAt: z.iso.datetime(),
        expiresAt: z.iso.datetime(),
        ipAddress: z.string().nullable(),
        userAgent: z.string().nullable(),
      }),
    ),
  }),
  async run({ sql, actor, now }) {
    const rows = await sessionRows(sql, personIdOf(actor), now)
    return {
      sessions: rows.map((row) => ({
        ...row,
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
      })),
    }
  },
})

export const revokeSession = operation({
  name: 'people.session.revoke',
  method: 'DELETE',
  path: '/people/me/sessions/{sessionId}',
  summary: 'Ends a session of the person who asks, wherever it is open',
  access: signedIn,
  input: z.object({ sessionId: id }),
  output: z.object({ sessionId: id }),
  refusals: ['people.session.unknown'],
  async run({ tx, actor }, { sessionId }) {
    if (!(await deleteSessionRow(tx, personIdOf(actor), sessionId))) refuse('people.session.unknown')
    return { sessionId }
  },
})

export const exportData = query({
  name: 'people.data.export',
  path: '/people/me/data',
  summary: 'Everything this module holds on the person who asks; secrets and their hashes left out',
  access: signedIn,
  limitPerMinute: 10,
  input: z.object({}),
  output: z.object({ exportedAt: z.iso.datetime(), data: z.record(z.string(), z.unknown()) }),
  run: async ({ sql, actor, now }) => ({
    exportedAt: now.toISOString(),
    data: await exportedPerson(sql, personIdOf(actor)),
  }),
})

export const requestErasure = operation({
  name: 'people.erasure.request',
  method: 'POST',
  path: '/people/me/erasure',
  summary: 'Asks for the account to be erased in 7 days; until then it can be withdrawn',
  access: signedIn,
  input: z.object({}),
  output: z.object({ dueAt: z.iso.datetime() }),
  refusals: ['people.erasure.last_owner'],
  async run({ tx, actor, now }) {
    const personId = personIdOf(actor)
    await lockOrganisationsOf(tx, personId)
    const owned = await soleOwnershipOf(tx, personId)
    if (owned !== null) refuse('people.erasure.last_owner', { name: owned })
    return { dueAt: (await requestErasureRow(tx, personId, now, erasureDue(now))).toISOString() }
  },
})

export const withdrawErasure = operation({
  name: 'people.erasure.withdraw',
  method: 'DELETE',
  path: '/people/me/erasure',
  summary: 'Keeps the account after all',
  access: signedIn,
  input: z.object({}),
  output: z.object({ withdrawn: z.boolean() }),
  refusals: ['people.erasure.unknown'],
  async run({ tx, actor }) {
    if (!(await withdrawErasureRow(tx, personIdOf(actor)))) refuse('people.erasure.unknown')
    return { withdrawn: true }
  },
})
