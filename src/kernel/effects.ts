import { statement } from './sql.ts'
import type { Sql } from './sql.ts'

/** A fact a module publishes, past tense: `market.order.placed`. */
export type Event = { name: string; subject: string; data: Readonly<Record<string, unknown>> }

export type JobRequest = {
  name: string
  payload: Readonly<Record<string, unknown>>
  runAt?: Date
  /** A later request with the same key replaces one that has not run yet. */
  key?: string
}

export type AuditEntry = {
  operation: string
  actorKind: string
  actorId: string | null
  organisationId: string | null
  requestId: string | null
  detail: Readonly<Record<string, unknown>>
}

/** Says which job answers an event; the job receives the event as its payload. */
export type Subscription = { event: string; job: string }

/** What a transaction leaves behind besides its own rows; one statement writes all of it just before the commit. */
export type Effects = {
  /** Records a fact and asks for the job of every subscriber. */
  publish(event: Event): void
  request(job: JobRequest): void
  audit(entry: AuditEntry): void
  write(sql: Sql): Promise<void>
}

const writeAudit = statement(
  'kernel.audit',
  `
  INSERT INTO kernel.audit (operation, actor_kind, actor_id, organisation_id, request_id, detail)
  SELECT a."operation", a."actorKind", a."actorId", a."organisationId", a."requestId", a."detail"
  FROM jsonb_to_recordset($1::jsonb) AS a("operation" text, "actorKind" text, "actorId" text, "organisationId" uuid, "requestId" text, "detail" jsonb)`,
)

const writeAuditAndEvents = statement(
  'kernel.audit_and_events',
  `
  WITH audits AS (
    INSERT INTO kernel.audit (operation, actor_kind, actor_id, organisation_id, request_id, detail)
    SELECT a."operation", a."actorKind", a."actorId", a."organisationId", a."requestId", a."detail"
    FROM jsonb_to_recordset($1::jsonb) AS a("operation" text, "actorKind" text, "actorId" text, "organisationId" uuid, "requestId" text, "detail" jsonb)
  )
  INSERT INTO kernel.event (name, subject, data)
  SELECT e."name", e."subject", e."data" FROM jsonb_to_recordset($2::jsonb) AS e("name" text, "subject" text, "data" jsonb)`,
)

const writeAll = statement('kernel.record', 'SELECT kernel.record($1::jsonb, $2::jsonb, $3::jsonb)')

export function effectsOf(subscriptions: readonly Subscription[]): Effects {
  const audits: AuditEntry[] = []
  const events: Event[] = []
  const jobs: JobRequest[] = []
  return {
    publish(event) {
      events.push(event)
      for (const s of subscriptions) if (s.event === event.name) jobs.push({ name: s.job, payload: event })
    },
    request: (job) => void jobs.push(job),
    audit: (entry) => void audits.push(entry),
    async write(sql) {
      if (jobs.length === 0) {
        if (events.length > 0) await sql.run(writeAuditAndEvents, [JSON.stringify(audits), JSON.stringify(events)])
        else if (audits.length > 0) await sql.run(writeAudit, [JSON.stringify(audits)])
        return
      }
      await sql.run(writeAll, [JSON.stringify(audits), JSON.stringify(events), JSON.stringify(jobs.map(jobSpec))])
    },
  }
}

function jobSpec(job: JobRequest) {
  return {
    identifier: job.name,
    payload: job.payload,
    run_at: job.runAt?.toISOString() ?? null,
    job_key: job.key ?? null,
    max_attempts: 12,
  }
}
