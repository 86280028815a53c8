import type { OrganisationKind } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type Group = {
  id: string
  organisationId: string
  nameZh: string
  nameEn: string
  inviteCode: string | null
  organisationKinds: OrganisationKind[]
  members: { personId: string; name: string; joinedAt: string }[]
}

const columns = `g.id, g.organisation_id AS "organisationId", g.name_zh AS "nameZh", g.name_en AS "nameEn", g.invite_code AS "inviteCode",
  g.organisation_kinds AS "organisationKinds"`

const ofOrganisation = statement<Group>(
  'pricing.group.list',
  `
  SELECT ${columns}, (SELECT coalesce(jsonb_agg(jsonb_build_object('personId', m.person_id, 'name', m.name, 'joinedAt', m.joined_at)
    ORDER BY m.joined_at), '[]') FROM pricing.group_member m WHERE m.group_id = g.id) AS members
  FROM pricing.customer_group g WHERE g.organisation_id = $1 ORDER BY g.id`,
)

export async function groupsOf(sql: Sql, organisationId: string): Promise<Group[]> {
  return sql.run(ofOrganisation, [organisationId])
}

type NewGroup = Pick<Group, 'organisationId' | 'nameZh' | 'nameEn' | 'inviteCode' | 'organisationKinds'>

const save = statement<{ id: string; inviteCode: string | null }>(
  'pricing.group.save',
  `
  INSERT INTO pricing.customer_group (organisation_id, name_zh, name_en, invite_code, organisation_kinds, made_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (organisation_id, name_zh) DO UPDATE SET name_en = EXCLUDED.name_en, organisation_kinds = EXCLUDED.organisation_kinds
  RETURNING id, invite_code AS "inviteCode"`,
)

/** Makes a group, or changes the one of that name; its invitation stays. */
export async function saveGroupRow(tx: Tx, group: NewGroup, now: Instant) {
  const { organisationId, nameZh, nameEn, inviteCode, organisationKinds } = group
  const [row] = await tx.run(save, [organisationId, nameZh, nameEn, inviteCode, organisationKinds, now])
  return row as { id: string; inviteCode: string | null }
}

const invite = statement<{ id: string }>(
  'pricing.group.invite',
  'UPDATE pricing.customer_group SET invite_code = $3 WHERE organisation_id = $1 AND id = $2 RETURNING id',
)

/** Gives a group another invitation, or none; the old one opens nothing any more. */
export async function setInvitation(tx: Tx, organisationId: string, groupId: string, code: string | null) {
  return (await tx.run(invite, [organisationId, groupId, code])).length > 0
}

const byCode = statement<Omit<Group, 'members'>>(
  'pricing.group.by_code',
  `SELECT ${columns} FROM pricing.customer_group g WHERE g.invite_code = $1`,
)

export async function groupByCode(sql: Sql, code: string): Promise<Omit<Group, 'members'> | null> {
  return (await sql.run(byCode, [code]))[0] ?? null
}

const isOf = statement<{ id: string }>(
  'pricing.group.is_of',
  'SELECT id FROM pricing.customer_group WHERE organisation_id = $1 AND id = $2',
)

export async function isGroupOf(sql: Sql, organisationId: string, groupId: string): Promise<boolean> {
  return (await sql.run(isOf, [organisationId, groupId])).length > 0
}

const join = statement(
  'pricing.group.join',
  `
  INSERT INTO pricing.group_member (group_id, person_id, name, joined_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (group_id, person_id) DO UPDATE SET name = EXCLUDED.name`,
)

export async function joinGroupRow(tx: Tx, groupId: string, personId: string, name: string, now: Instant) {
  await tx.run(join, [groupId, personId, name, now])
}

const leave = statement<{ id: string }>(
  'pricing.group.leave',
  `
  DELETE FROM pricing.group_member m USING pricing.customer_group g
  WHERE m.group_id = g.id AND g.organisation_id = $1 AND m.group_id = $2 AND m.person_id = $3 RETURNING m.person_id AS id`,
)

export async function removeMemberRow(tx: Tx, organisationId: string, groupId: string, personId: string) {
  return (await tx.run(leave, [organisationId, groupId, personId])).length > 0
}

const forget = statement('pricing.group.forget', 'DELETE FROM pricing.group_member WHERE person_id = $1')

/** Takes an erased person out of every group. */
export async function forgetMember(tx: Tx, personId: string): Promise<void> {
  await tx.run(forget, [personId])
}
