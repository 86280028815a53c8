import { z } from 'zod'
import { member, office } from './access.ts'
import type { Instant } from './clock.ts'
import { addDays, addSeconds, startOfDay } from './clock.ts'
import type { Sql } from './database.ts'
import { statement } from './database.ts'
import { query } from './operation.ts'
import { civilDay, id } from './validation.ts'

const actorKinds = ['guest', 'person', 'gateway', 'system'] as const

export type AuditRow = {
  id: string
  at: Instant
  operation: string
  actorKind: (typeof actorKinds)[number]
  actorId: string | null
  organisationId: string | null
  requestId: string | null
  detail: Record<string, unknown>
}

/** An entry's id (uuidv7) is made with its moment, so the primary key finds a period; `at` cuts it to the second. */
const list = statement<AuditRow>(
  'kernel.audit.list',
  `
  SELECT id, at, operation, actor_kind AS "actorKind", actor_id AS "actorId", organisation_id AS "organisationId",
    request_id AS "requestId", detail
  FROM kernel.audit
  WHERE id >= $1 AND id < $2 AND at >= $3 AND at < $4
    AND ($5::text IS NULL OR operation = $5 OR starts_with(operation, $5 || '.'))
    AND ($6::text IS NULL OR actor_kind = $6) AND ($7::text IS NULL OR actor_id = $7)
    AND ($8::uuid IS NULL OR organisation_id = $8)
    AND ($9::text IS NULL OR EXISTS (SELECT FROM jsonb_each_text(detail) AS d WHERE d.value = $9))
  ORDER BY id DESC LIMIT $10`,
)

/** The smallest uuidv7 of a millisecond. */
function firstIdAt(at: Instant): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

/** Longer than any transaction may run: `at` is its beginning, the id is made when it ends. */
const TRANSACTION_SECONDS_MAX = 3600

const delegated = statement<AuditRow>(
  'kernel.audit.delegated',
  `
  SELECT id, at, operation, actor_kind AS "actorKind", actor_id AS "actorId", organisation_id AS "organisationId",
    request_id AS "requestId", detail
  FROM kernel.audit WHERE organisation_id = $1 AND actor_kind = 'person' AND detail ? 'consentId' AND detail ? 'agentOrganisationId' ORDER BY at DESC, id DESC LIMIT $2`,
)

/** What others did in an organisation's name by its consent, newest first. */
export const delegatedRows = (sql: Sql, organisationId: string, limit: number): Promise<AuditRow[]> =>
  sql.run(delegated, [organisationId, limit])

export const listAudit = query({
  name: 'kernel.audit.list',
  path: '/kernel/audit',
  summary: 'Who did what, newest first; both days of the period included',
  access: office('service_centre'),
  input: z.object({
    from: civilDay,
    to: civilDay,
    /** A whole name (`market.order.refund`) or the beginning of several (`people`). */
    operation: z
      .string()
      .regex(/^[a-z_]+(\.[a-z_]+)*$/)
      .max(80)
      .optional(),
    actorKind: z.enum(actorKinds).optional(),
    actorId: z.string().max(80).optional(),
    organisationId: id.optional(),
    /** An id or code that the entry's detail names. */
    touched: z.string().max(80).optional(),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    entries: z.array(
      z.object({
        id,
        at: z.date(),
        operation: z.string(),
        actorKind: z.enum(actorKinds),
        actorId: z.string().nullable(),
        organisationId: id.nullable(),
        requestId: z.string().nullable(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  run: async ({ sql }, input) => ({ entries: await auditRows(sql, input) }),
})

const ofOrganisation = statement<Pick<AuditRow, 'id' | 'at' | 'operation' | 'actorKind' | 'actorId' | 'detail'>>(
  'kernel.audit.of_organisation',
  `
  SELECT id, at, operation, actor_kind AS "actorKind", actor_id AS "actorId", detail FROM kernel.audit
  WHERE organisation_id = $1 AND ($2::text IS NULL OR actor_id = $2) AND ($3::timestamptz IS NULL OR at < $3) ORDER BY at DESC, id DESC LIMIT $4`,
)

export const listOwnAudit = query({
  name: 'kernel.audit.own',
  path: '/kernel/organisations/{organisationId}/audit',
  summary: 'What was done in an organisation’s name, and by whom, newest first; for its owners',
  access: member(),
  input: z.object({
    organisationId: id,
    personId: id.optional(),
    before: z.coerce.date().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    entries: z.array(
      z.object({
        id,
        at: z.date(),
        operation: z.string(),
        actorKind: z.enum(actorKinds),
        personId: id.nullable(),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
  async run({ sql }, { organisationId, personId = null, before = null, limit }) {
    const rows = await sql.run(ofOrganisation, [organisationId, personId, before, limit])
    return {
      entries: rows.map(({ actorId, ...row }) => ({ ...row, personId: row.actorKind === 'person' ? actorId : null })),
    }
  },
})

type Asked = {
  from: string
  to: string
  operation?: string | undefined
  actorKind?: string | undefined
  actorId?: string | undefined
  organisationId?: string | undefined
  touched?: string | undefined
  before?: string | undefined
  limit: number
}

function auditRows(sql: Sql, asked: Asked): Promise<AuditRow[]> {
  const from = startOfDay(asked.from)
  const to = startOfDay(addDays(asked.to, 1))
  const end = asked.before ?? firstIdAt(addSeconds(to, TRANSACTION_SECONDS_MAX))
  const { operation, actorKind, actorId, organisationId, touched, limit } = asked
  return sql.run(list, [
    firstIdAt(from),
    end,
    from,
    to,
    ...[operation, actorKind, actorId, organisationId, touched].map((value) => value ?? null),
    limit,
  ])
}
