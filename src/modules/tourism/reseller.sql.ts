import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type Reseller = {
  id: string
  organisationId: string
  name: string
  commissionRate: string
  madeAt: Instant
  endedAt: Instant | null
}

const insert = statement<{ id: string }>(
  'tourism.reseller.insert',
  `INSERT INTO tourism.reseller (organisation_id, name, key_hash, commission_rate, made_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
)

export async function insertReseller(
  tx: Tx,
  reseller: { organisationId: string; name: string; keyHash: Uint8Array; commissionRate: string },
  now: Instant,
): Promise<string> {
  const { organisationId, name, keyHash, commissionRate } = reseller
  return (await tx.run(insert, [organisationId, name, keyHash, commissionRate, now]))[0]?.id as string
}

const columns = `id, organisation_id AS "organisationId", name, commission_rate AS "commissionRate", made_at AS "madeAt", ended_at AS "endedAt"`

const byKey = statement<Reseller>(
  'tourism.reseller.by_key',
  `SELECT ${columns} FROM tourism.reseller WHERE key_hash = $1 AND ended_at IS NULL`,
)

export async function resellerByKey(sql: Sql, keyHash: Uint8Array): Promise<Reseller | undefined> {
  return (await sql.run(byKey, [keyHash]))[0]
}

/** What a reseller sold that stands: confirmed or used. */
export type Selling = Reseller & { bookings: number; soldFen: number }

const own = statement<Selling>(
  'tourism.reseller.own',
  `
  SELECT ${columns}, s.bookings, s."soldFen" FROM tourism.reseller r, LATERAL (
    SELECT count(*)::int AS bookings, coalesce(sum(b.total_fen), 0)::bigint AS "soldFen" FROM tourism.booking b JOIN tourism.hold h ON h.id = b.id
    WHERE b.reseller_id = r.id AND h.state IN ('confirmed', 'redeemed')) s
  WHERE organisation_id = $1 ORDER BY r.id DESC LIMIT 200`,
)

export async function ownResellers(sql: Sql, organisationId: string): Promise<Selling[]> {
  return sql.run(own, [organisationId])
}

const end = statement<{ id: string }>(
  'tourism.reseller.end',
  `UPDATE tourism.reseller SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL RETURNING id`,
)

export async function endReseller(tx: Tx, organisationId: string, id: string, now: Instant): Promise<boolean> {
  return (await tx.run(end, [organisationId, id, now])).length > 0
}

const renew = statement<{ id: string }>(
  'tourism.reseller.renew',
  `UPDATE tourism.reseller SET key_hash = $3, ended_at = NULL WHERE organisation_id = $1 AND id = $2 RETURNING id`,
)

/** A new key in place of the one before; false where the reseller is not the organisation's. */
export async function renewReseller(tx: Tx, organisationId: string, id: string, keyHash: Uint8Array): Promise<boolean> {
  return (await tx.run(renew, [organisationId, id, keyHash])).length > 0
}
