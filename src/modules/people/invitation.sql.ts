import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Lang } from '../../kernel/words.ts'
import type { Invitation } from './invitation.ts'
import { OPEN_INVITATIONS_MAX } from './invitation.ts'

const columns = `
  i.id, i.organisation_id AS "organisationId", i.roles, i.channel, i.recipient, i.invited_at AS "invitedAt",
  i.expires_at AS "expiresAt", i.accepted_at AS "acceptedAt", i.revoked_at AS "revokedAt"`

const open = 'accepted_at IS NULL AND revoked_at IS NULL'

export type NewInvitation = Omit<Invitation, 'invitedAt' | 'acceptedAt' | 'revokedAt'> & {
  invitedBy: string
  lang: Lang
  tokenHash: Buffer
}

const insertInvitation = statement<{ id: string }>(
  'people.invitation.insert',
  `
  INSERT INTO people.invitation (id, organisation_id, roles, channel, recipient, lang, token_hash, invited_by, invited_at, expires_at)
  SELECT $1, $2::uuid, $3::text[], $4, $5, $6, $7, $8, $9, $10
  WHERE (SELECT count(*) FROM people.invitation WHERE organisation_id = $2::uuid AND ${open} AND expires_at > $9) < ${OPEN_INVITATIONS_MAX}
  RETURNING id`,
)

/** False where the organisation has as many open invitations as are allowed. */
export async function insertInvitationRow(tx: Tx, i: NewInvitation, now: Instant): Promise<boolean> {
  const values = [
    i.id,
    i.organisationId,
    i.roles,
    i.channel,
    i.recipient,
    i.lang,
    i.tokenHash,
    i.invitedBy,
    now,
    i.expiresAt,
  ]
  return (await tx.run(insertInvitation, values)).length === 1
}

export type NamedInvitation = Invitation & { nameZh: string; nameEn: string | null }

const named = `${columns}, o.name_zh AS "nameZh", o.name_en AS "nameEn"
  FROM people.invitation i JOIN people.organisation o ON o.id = i.organisation_id`

const selectByToken = statement<NamedInvitation>(
  'people.invitation.by_token',
  `SELECT ${named} WHERE i.token_hash = $1`,
)

export async function invitationByToken(sql: Sql, tokenHash: Buffer): Promise<NamedInvitation | null> {
  return (await sql.run(selectByToken, [tokenHash]))[0] ?? null
}

const lockByToken = statement<Invitation>(
  'people.invitation.lock',
  `
  SELECT ${columns} FROM people.invitation i WHERE i.token_hash = $1 FOR UPDATE`,
)

/** The invitation, locked: of two who accept it at once, the second waits and then finds it used. */
export async function lockedInvitation(tx: Tx, tokenHash: Buffer): Promise<Invitation | null> {
  return (await tx.run(lockByToken, [tokenHash]))[0] ?? null
}

const acceptInvitation = statement(
  'people.invitation.accept',
  `
  UPDATE people.invitation SET accepted_at = $2, accepted_by = $3 WHERE id = $1 AND ${open}`,
)

export async function acceptInvitationRow(tx: Tx, invitationId: string, personId: string, now: Instant): Promise<void> {
  await tx.run(acceptInvitation, [invitationId, now, personId])
}

const revokeInvitation = statement<{ id: string }>(
  'people.invitation.revoke',
  `
  UPDATE people.invitation SET revoked_at = $3 WHERE id = $1 AND organisation_id = $2 AND ${open} RETURNING id`,
)

/** False where there is none such, or none open any more. */
export async function revokeInvitationRow(
  tx: Tx,
  organisationId: string,
  invitationId: string,
  now: Instant,
): Promise<boolean> {
  return (await tx.run(revokeInvitation, [invitationId, organisationId, now])).length === 1
}

const listInvitations = statement<Invitation>(
  'people.invitation.list',
  `
  SELECT ${columns} FROM people.invitation i WHERE i.organisation_id = $1 AND ${open} AND i.expires_at > $2 ORDER BY i.id DESC`,
)

export const openInvitationRows = (sql: Sql, organisationId: string, now: Instant): Promise<Invitation[]> =>
  sql.run(listInvitations, [organisationId, now])

export type Outgoing = NamedInvitation & { lang: Lang }

const selectOutgoing = statement<Outgoing>(
  'people.invitation.outgoing',
  `
  SELECT i.lang, ${named} WHERE i.id = $1 AND i.channel <> 'link' AND ${open} AND i.expires_at > $2`,
)

/** An invitation that is still worth sending. */
export async function outgoingInvitation(sql: Sql, invitationId: string, now: Instant): Promise<Outgoing | null> {
  return (await sql.run(selectOutgoing, [invitationId, now]))[0] ?? null
}
