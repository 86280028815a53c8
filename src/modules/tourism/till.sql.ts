import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type TillRow = {
  id: string
  organisationId: string
  siteId: string
  day: CivilDate
  name: string
  floatFen: number
  openedAt: Instant
  receipts: number
  expectedFen: number
  countedFen: number | null
  note: string | null
  closedAt: Instant | null
}
const columns = `
  id, organisation_id AS "organisationId", site_id AS "siteId", day, name, float_fen AS "floatFen", opened_at AS "openedAt", receipts, expected_fen AS "expectedFen",
  counted_fen AS "countedFen", note, closed_at AS "closedAt"`

const open = statement<TillRow>(
  'tourism.till.open',
  `
  INSERT INTO tourism.till (organisation_id, site_id, day, name, float_fen, expected_fen, opened_at, opened_by) VALUES ($1, $2, $3, $4, $5, $5, $6, $7)
  ON CONFLICT (site_id, name) WHERE closed_at IS NULL DO NOTHING RETURNING ${columns}`,
)

/** Undefined where a drawer of that name is open already. */
export async function openTillRow(
  tx: Tx,
  till: Pick<TillRow, 'organisationId' | 'siteId' | 'day' | 'name' | 'floatFen'>,
  by: string,
  now: Instant,
): Promise<TillRow | undefined> {
  const { organisationId, siteId, day, name, floatFen } = till
  return (await tx.run(open, [organisationId, siteId, day, name, floatFen, now, by]))[0]
}

const lock = statement<TillRow>(
  'tourism.till.lock',
  `SELECT ${columns} FROM tourism.till WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
)

export async function lockTill(tx: Tx, organisationId: string, tillId: string): Promise<TillRow | undefined> {
  return (await tx.run(lock, [organisationId, tillId]))[0]
}

const ofDay = statement<TillRow>(
  'tourism.till.of_day',
  `SELECT ${columns} FROM tourism.till WHERE organisation_id = $1 AND site_id = $2 AND (day = $3 OR closed_at IS NULL) ORDER BY opened_at DESC LIMIT 50`,
)

/** Drawers of a site's day, and those still open. */
export async function tillsOf(sql: Sql, organisationId: string, siteId: string, day: CivilDate): Promise<TillRow[]> {
  return sql.run(ofDay, [organisationId, siteId, day])
}

const move = statement<{ receipt: number; expectedFen: number }>(
  'tourism.till.move',
  `
  WITH t AS (
    UPDATE tourism.till SET receipts = receipts + 1, expected_fen = expected_fen + $4 WHERE id = $1 AND closed_at IS NULL RETURNING receipts, expected_fen
  ), moved AS (
    INSERT INTO tourism.taking (till_id, receipt, booking_id, kind, amount_fen, given_fen, at, by) SELECT $1, t.receipts, $2, $3, $4, $5, $6, $7 FROM t
  )
  SELECT receipts AS receipt, expected_fen AS "expectedFen" FROM t`,
)

/** Cash into an open drawer or out of it; answers the receipt's number, undefined where it is closed. */
export async function moveCash(
  tx: Tx,
  taking: { tillId: string; bookingId: string; kind: 'sale' | 'return'; amountFen: number; givenFen: number },
  by: string,
  now: Instant,
): Promise<number | undefined> {
  const { tillId, bookingId, kind, amountFen, givenFen } = taking
  return (await tx.run(move, [tillId, bookingId, kind, amountFen, givenFen, now, by]))[0]?.receipt
}

const close = statement<TillRow>(
  'tourism.till.close',
  `
  UPDATE tourism.till SET counted_fen = $2, note = $3, closed_at = $4, closed_by = $5 WHERE id = $1 AND closed_at IS NULL RETURNING ${columns}`,
)

export async function closeTillRow(
  tx: Tx,
  tillId: string,
  counted: { countedFen: number; note: string | null },
  by: string,
  now: Instant,
): Promise<TillRow | undefined> {
  return (await tx.run(close, [tillId, counted.countedFen, counted.note, now, by]))[0]
}

export type TakingRow = {
  tillId: string
  receipt: number
  bookingId: string
  code: string
  titleZh: string
  titleEn: string
  people: number
  kind: 'sale' | 'return'
  amountFen: number
  givenFen: number
  at: Instant
  by: string
}

const takings = statement<TakingRow>(
  'tourism.taking.of_tills',
  `
  SELECT t.till_id AS "tillId", t.receipt, t.booking_id AS "bookingId", b.code, b.title_zh AS "titleZh", b.title_en AS "titleEn", b.guests AS people, t.kind,
    t.amount_fen AS "amountFen", t.given_fen AS "givenFen", t.at, t.by
  FROM tourism.taking t JOIN tourism.booking b ON b.id = t.booking_id WHERE t.till_id = ANY($1::uuid[]) ORDER BY t.till_id, t.receipt DESC LIMIT $2`,
)

export async function takingsOf(sql: Sql, tillIds: readonly string[], limit: number): Promise<TakingRow[]> {
  return sql.run(takings, [tillIds, limit])
}

const ofBooking = statement<TakingRow>(
  'tourism.taking.of_booking',
  `
  SELECT t.till_id AS "tillId", t.receipt, t.booking_id AS "bookingId", b.code, b.title_zh AS "titleZh", b.title_en AS "titleEn", b.guests AS people, t.kind,
    t.amount_fen AS "amountFen", t.given_fen AS "givenFen", t.at, t.by
  FROM tourism.taking t JOIN tourism.booking b ON b.id = t.booking_id WHERE t.booking_id = $1 ORDER BY t.at`,
)

export async function takingsOfBooking(sql: Sql, bookingId: string): Promise<TakingRow[]> {
  return sql.run(ofBooking, [bookingId])
}
