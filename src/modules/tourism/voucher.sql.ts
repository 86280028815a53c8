import type { CivilDate, Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Voucher } from './voucher.ts'

export type NewVoucher = Omit<Voucher, 'state' | 'bookingId'> & {
  id: string
  door: string
  giverId: string
  giver: string
  card: string
  paymentId: string
}
export type VoucherRow = Voucher & NewVoucher & { refundedFen: number; madeAt: Instant; endedAt: Instant | null }

const columns = `
  id, door, organisation_id AS "organisationId", product_id AS "productId", house_id AS "houseId", value_fen AS "valueFen", giver_id AS "giverId", giver, card,
  payment_id AS "paymentId", state, made_at AS "madeAt", last_day AS "lastDay", ended_at AS "endedAt", booking_id AS "bookingId", refunded_fen AS "refundedFen"`

const insert = statement(
  'tourism.voucher.insert',
  `
  INSERT INTO tourism.voucher (id, door, organisation_id, product_id, house_id, value_fen, giver_id, giver, card, payment_id, last_day, made_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
)

export async function insertVoucher(tx: Tx, v: NewVoucher, now: Instant): Promise<void> {
  const of = [v.organisationId, v.productId, v.houseId, v.valueFen, v.giverId, v.giver, v.card, v.paymentId, v.lastDay]
  await tx.run(insert, [v.id, v.door, ...of, now])
}

const behind = statement<VoucherRow>('tourism.voucher.behind', `SELECT ${columns} FROM tourism.voucher WHERE door = $1`)
const byId = statement<VoucherRow>(
  'tourism.voucher.by_id',
  `SELECT ${columns} FROM tourism.voucher WHERE id = ANY($1::uuid[])`,
)
const lock = statement<VoucherRow>(
  'tourism.voucher.lock',
  `SELECT ${columns} FROM tourism.voucher WHERE id = $1 FOR UPDATE`,
)
const ofGivers = statement<VoucherRow>(
  'tourism.voucher.of_givers',
  `SELECT ${columns} FROM tourism.voucher WHERE giver_id = ANY($1::uuid[]) AND state <> 'held' ORDER BY id DESC LIMIT $2`,
)
const ofPayment = statement<VoucherRow>(
  'tourism.voucher.of_payment',
  `SELECT ${columns} FROM tourism.voucher WHERE payment_id = $1`,
)
const ofBooking = statement<VoucherRow>(
  'tourism.voucher.of_booking',
  `SELECT ${columns} FROM tourism.voucher WHERE booking_id = $1 AND state IN ('confirmed', 'redeemed')`,
)
const due = statement<{ id: string }>(
  'tourism.voucher.due',
  `SELECT id FROM tourism.voucher WHERE state = 'confirmed' AND last_day < $1 ORDER BY last_day, id LIMIT $2`,
)

/** The voucher behind the code of a card. */
export const voucherBehind = async (sql: Sql, door: string): Promise<VoucherRow | undefined> =>
  (await sql.run(behind, [door]))[0]
export const vouchersById = (sql: Sql, ids: readonly string[]): Promise<VoucherRow[]> => sql.run(byId, [ids])
export const lockVoucher = async (tx: Tx, id: string): Promise<VoucherRow | undefined> => (await tx.run(lock, [id]))[0]
/** Vouchers that were paid for, the latest first. */
export const vouchersOfGivers = (sql: Sql, givers: readonly string[], limit: number): Promise<VoucherRow[]> =>
  sql.run(ofGivers, [givers, limit])
export const voucherOfPayment = async (sql: Sql, paymentId: string): Promise<VoucherRow | undefined> =>
  (await sql.run(ofPayment, [paymentId]))[0]
/** The voucher that pays a booking, or is put to it. */
export const voucherOfBooking = async (sql: Sql, bookingId: string): Promise<VoucherRow | undefined> =>
  (await sql.run(ofBooking, [bookingId]))[0]
/** Vouchers that were not used by their last day. */
export const dueVouchers = async (sql: Sql, today: CivilDate, limit: number): Promise<string[]> =>
  (await sql.run(due, [today, limit])).map((row) => row.id)

const confirm = statement<{ id: string }>(
  'tourism.voucher.confirm',
  `UPDATE tourism.voucher SET state = 'confirmed' WHERE payment_id = $1 AND state = 'held' RETURNING id`,
)

/** What was paid for may be used. A voucher holds nothing scarce, so no payment comes too late. */
export async function confirmPaidVouchers(tx: Tx, paymentId: string): Promise<string[]> {
  return (await tx.run(confirm, [paymentId])).map((row) => row.id)
}

const put = statement('tourism.voucher.put', `UPDATE tourism.voucher SET booking_id = $2 WHERE id = $1`)
const pays = statement(
  'tourism.voucher.pays',
  `UPDATE tourism.booking SET voucher_fen = $2, changed_at = $3 WHERE id = $1`,
)

/** Puts a voucher to a held booking, of which it will pay so much. */
export async function putVoucher(
  tx: Tx,
  { voucherId, bookingId, coveredFen }: { voucherId: string; bookingId: string; coveredFen: number },
  now: Instant,
): Promise<void> {
  await tx.run(put, [voucherId, bookingId])
  await tx.run(pays, [bookingId, coveredFen, now])
}

const redeem = statement<{ id: string }>(
  'tourism.voucher.redeem',
  `UPDATE tourism.voucher SET state = 'redeemed', ended_at = $2 WHERE booking_id = ANY($1::uuid[]) AND state = 'confirmed' RETURNING id`,
)

/** The bookings that vouchers were put to are confirmed: the vouchers are used. */
export async function redeemVouchers(tx: Tx, bookingIds: readonly string[], now: Instant): Promise<void> {
  await tx.run(redeem, [bookingIds, now])
}

const end = statement(
  'tourism.voucher.end',
  `UPDATE tourism.voucher SET state = $2, ended_at = $3, refunded_fen = value_fen, booking_id = NULL WHERE id = $1`,
)

/** It was not used and goes back whole. */
export async function endVoucher(tx: Tx, id: string, state: 'released' | 'expired', now: Instant): Promise<void> {
  await tx.run(end, [id, state, now])
}

const forget = statement(
  'tourism.voucher.forget',
  `UPDATE tourism.voucher SET giver = '', card = '' WHERE giver_id = $1`,
)

/** Of an erased person no name and no words are kept. */
export async function forgetGiver(tx: Tx, personId: string): Promise<void> {
  await tx.run(forget, [personId])
}

const refund = statement(
  'tourism.voucher.refund',
  `UPDATE tourism.voucher SET refunded_fen = refunded_fen + g.fen FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, fen bigint) WHERE voucher.id = g.id`,
)

/** Counts what goes back to givers of what they paid. */
export async function countVoucherRefunds(tx: Tx, parts: readonly { id: string; fen: number }[]): Promise<void> {
  await tx.run(refund, [JSON.stringify(parts)])
}
