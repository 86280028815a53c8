import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type NewTransfer = { lotId: string; fromPlaceId: string; toPlaceId: string; units: number }

const insert = statement<{ id: string }>(
  'stock.transfer.insert',
  `
  INSERT INTO stock.transfer (organisation_id, lot_id, from_place_id, to_place_id, units, sent_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
)

export async function insertTransfer(
  tx: Tx,
  organisationId: string,
  transfer: NewTransfer,
  now: Instant,
): Promise<string> {
  const { lotId, fromPlaceId, toPlaceId, units } = transfer
  const [row] = await tx.run(insert, [organisationId, lotId, fromPlaceId, toPlaceId, units, now])
  if (row === undefined) throw new Error('a transfer was not written')
  return row.id
}

export type OpenTransfer = { lotId: string; toPlaceId: string; units: number; receivedAt: Instant | null }

const lock = statement<OpenTransfer>(
  'stock.transfer.lock',
  `
  SELECT lot_id AS "lotId", to_place_id AS "toPlaceId", units, received_at AS "receivedAt"
  FROM stock.transfer WHERE organisation_id = $1 AND id = $2 FOR NO KEY UPDATE`,
)

export async function lockTransfer(
  tx: Tx,
  organisationId: string,
  transferId: string,
): Promise<OpenTransfer | undefined> {
  const [row] = await tx.run(lock, [organisationId, transferId])
  return row
}

const receive = statement(
  'stock.transfer.receive',
  `
  UPDATE stock.transfer SET received_at = $2, received_units = $3, reason = $4 WHERE id = $1`,
)

export async function receiveTransferRow(
  tx: Tx,
  transferId: string,
  receivedUnits: number,
  reason: string | null,
  now: Instant,
): Promise<void> {
  await tx.run(receive, [transferId, now, receivedUnits, reason])
}

export type TransferRow = {
  id: string
  lotId: string
  lotCode: string
  name: string
  from: string
  to: string
  units: number
  sentAt: Instant
  receivedAt: Instant | null
  receivedUnits: number | null
  reason: string | null
}

const list = statement<TransferRow>(
  'stock.transfer.list',
  `
  SELECT t.id, t.lot_id AS "lotId", l.code AS "lotCode", i.name, f.name AS "from", d.name AS "to", t.units, t.sent_at AS "sentAt",
    t.received_at AS "receivedAt", t.received_units AS "receivedUnits", t.reason
  FROM stock.transfer t JOIN stock.lot l ON l.id = t.lot_id JOIN stock.item i ON i.id = l.item_id
    JOIN stock.place f ON f.id = t.from_place_id JOIN stock.place d ON d.id = t.to_place_id
  WHERE t.organisation_id = $1 AND ($2::uuid IS NULL OR t.id < $2) ORDER BY t.id DESC LIMIT $3`,
)

export async function transferRows(
  sql: Sql,
  organisationId: string,
  before: string | null,
  limit: number,
): Promise<TransferRow[]> {
  return sql.run(list, [organisationId, before, limit])
}
