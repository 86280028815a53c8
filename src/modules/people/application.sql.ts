import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Application, ApplicationState } from './application.ts'
import { OPEN_APPLICATIONS_MAX } from './application.ts'

const columns = `
  id, applicant_id AS "applicantId", kind, name_zh AS "nameZh", name_en AS "nameEn", village_code AS "villageCode",
  contact_name AS "contactName", contact_phone AS "contactPhone", note, lang, state, submitted_at AS "submittedAt",
  decided_at AS "decidedAt", reasons, organisation_id AS "organisationId"`

export type NewApplication = Omit<
  Application,
  'id' | 'state' | 'submittedAt' | 'decidedAt' | 'reasons' | 'organisationId'
>

// Locking the person makes two submissions of one person take turns, so that the count holds.
const lockApplicant = statement(
  'people.application.lock_applicant',
  'SELECT id FROM people.person WHERE id = $1 FOR UPDATE',
)

const insertApplication = statement<{ id: string }>(
  'people.application.insert',
  `
  INSERT INTO people.application (applicant_id, kind, name_zh, name_en, village_code, contact_name, contact_phone, note, lang, submitted_at)
  SELECT $1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10
  WHERE (SELECT count(*) FROM people.application WHERE applicant_id = $1::uuid AND state = 'submitted') < ${OPEN_APPLICATIONS_MAX}
  RETURNING id`,
)

/** Null where the person has as many under review as are allowed. */
export async function insertApplicationRow(tx: Tx, a: NewApplication, now: Instant): Promise<string | null> {
  await tx.run(lockApplicant, [a.applicantId])
  const values = [
    a.applicantId,
    a.kind,
    a.nameZh,
    a.nameEn,
    a.villageCode,
    a.contactName,
    a.contactPhone,
    a.note,
    a.lang,
    now,
  ]
  return (await tx.run(insertApplication, values))[0]?.id ?? null
}

const lockApplication = statement<Application>(
  'people.application.lock',
  `
  SELECT ${columns} FROM people.application WHERE id = $1 FOR UPDATE`,
)

/** The application, locked: a second decision waits and then sees the first. */
export async function lockedApplication(tx: Tx, applicationId: string): Promise<Application | null> {
  return (await tx.run(lockApplication, [applicationId]))[0] ?? null
}

const decideApplication = statement(
  'people.application.decide',
  `
  UPDATE people.application SET state = $2, decided_at = $3, decided_by = $4, organisation_id = $5, reasons = $6
  WHERE id = $1 AND state = 'submitted'`,
)

type Decision = { state: 'approved'; organisationId: string } | { state: 'refused'; reasons: string }

export async function decideApplicationRow(
  tx: Tx,
  applicationId: string,
  decision: Decision,
  deciderId: string,
  now: Instant,
): Promise<void> {
  const organisationId = decision.state === 'approved' ? decision.organisationId : null
  const reasons = decision.state === 'refused' ? decision.reasons : null
  await tx.run(decideApplication, [applicationId, decision.state, now, deciderId, organisationId, reasons])
}

/** Organisations with the very name applied for, in either language; an application that became one does not name itself. */
export type SameName = { organisationId: string; villageCode: string }

const listApplications = statement<Application & { sameNames: SameName[] }>(
  'people.application.list',
  `
  SELECT ${columns}, coalesce((
      SELECT jsonb_agg(jsonb_build_object('organisationId', o.id, 'villageCode', o.village_code) ORDER BY o.village_code = a.village_code DESC, o.id)
      FROM people.organisation o
      WHERE (o.name_zh = a.name_zh OR lower(o.name_en) = lower(a.name_en)) AND o.id IS DISTINCT FROM a.organisation_id), '[]') AS "sameNames"
  FROM people.application a
  WHERE state = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
)

export const applicationRows = (
  sql: Sql,
  state: ApplicationState,
  before: string | null,
  limit: number,
): Promise<(Application & { sameNames: SameName[] })[]> => sql.run(listApplications, [state, before, limit])

const ownApplications = statement<Application>(
  'people.application.own',
  `
  SELECT ${columns} FROM people.application WHERE applicant_id = $1 ORDER BY id DESC LIMIT 50`,
)

export const ownApplicationRows = (sql: Sql, applicantId: string): Promise<Application[]> =>
  sql.run(ownApplications, [applicantId])

export type Verdict = Application & { email: string; emailVerified: boolean; phone: string | null }

const selectVerdict = statement<Verdict>(
  'people.application.verdict',
  `
  SELECT a.*, p.email, p.email_verified AS "emailVerified", p.phone
  FROM (SELECT ${columns} FROM people.application WHERE id = $1 AND state <> 'submitted') a
  JOIN people.person p ON p.id = a."applicantId" WHERE p.erased_at IS NULL`,
)

/** A decided application with the ways to reach its applicant. */
export async function verdictRow(sql: Sql, applicationId: string): Promise<Verdict | null> {
  return (await sql.run(selectVerdict, [applicationId]))[0] ?? null
}
