import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export const writeOffCauses = ['damaged', 'spoiled', 'expired', 'sample', 'other'] as const
export type WriteOffCause = (typeof writeOffCauses)[number]

export type NewWriteOff = {
  lotId: string
  placeId: string
  units: number
  cause: WriteOffCause
  note: string
  /** A WebP picture of what went wrong. */
  photo: Uint8Array | null
}

const insert = statement<{ id: string }>(
  'stock.write_off.insert',
  `
  INSERT INTO stock.write_off (organisation_id, lot_id, place_id, units, cause, note, photo, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
)

export async function insertWriteOff(tx: Tx, organisationId: string, one: NewWriteOff, now: Instant): Promise<string> {
  const photo = one.photo === null ? null : Buffer.from(one.photo)
  const values = [organisationId, one.lotId, one.placeId, one.units, one.cause, one.note, photo, now]
  const [row] = await tx.run(insert, values)
  if (row === undefined) throw new Error('a write-off was not written')
  return row.id
}

export type WriteOffRow = {
  id: string
  at: Instant
  lotId: string
  lotCode: string
  name: string
  place: string
  units: number
  cause: WriteOffCause
  note: string
  hasPhoto: boolean
}

const list = statement<WriteOffRow>(
  'stock.write_off.list',
  `
  SELECT w.id, w.at, w.lot_id AS "lotId", l.code AS "lotCode", i.name, p.name AS place, w.units, w.cause, w.note, w.photo IS NOT NULL AS "hasPhoto"
  FROM stock.write_off w JOIN stock.lot l ON l.id = w.lot_id JOIN stock.item i ON i.id = l.item_id JOIN stock.place p ON p.id = w.place_id
  WHERE w.organisation_id = $1 AND ($2::uuid IS NULL OR w.id < $2) ORDER BY w.id DESC LIMIT $3`,
)

export async function writeOffRows(
  sql: Sql,
  organisationId: string,
  before: string | null,
  limit: number,
): Promise<WriteOffRow[]> {
  return sql.run(list, [organisationId, before, limit])
}

const photo = statement<{ photo: Buffer | null }>(
  'stock.write_off.photo',
  'SELECT photo FROM stock.write_off WHERE organisation_id = $1 AND id = $2',
)

/** The picture of a write-off; null where there is none. */
export async function writeOffPhoto(sql: Sql, organisationId: string, writeOffId: string): Promise<Buffer | null> {
  const [row] = await sql.run(photo, [organisationId, writeOffId])
  return row?.photo ?? null
}
