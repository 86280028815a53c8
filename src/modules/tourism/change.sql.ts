import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { NewBooking } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import type { Charge } from './change.ts'
import type { Claim } from './claim.ts'
import { countVoucherRefunds, voucherOfBooking } from './voucher.sql.ts'

/** What a booking will be. Who comes and what they asked for is taken from the booking when the change is made. */
export type WantedChange = {
  booking: Omit<NewBooking, 'contact' | 'notes' | 'startsAt'> & { startsAt: string }
  claims: Claim[]
  refundPercentMost: number
}
export type ChangeRow = {
  id: string
  bookingId: string
  state: 'asked' | 'made' | 'dropped'
  wanted: WantedChange
  extraFen: number
  refundedFen: number
  paymentId: string
}

const columns = `
  id, booking_id AS "bookingId", state, wanted, extra_fen AS "extraFen", refunded_fen AS "refundedFen", payment_id AS "paymentId"`

const insert = statement(
  'tourism.change.insert',
  `INSERT INTO tourism.change (id, booking_id, wanted, extra_fen, payment_id, asked_at) VALUES ($1, $2, $3, $4, $5, $6)`,
)

export async function insertChange(
  tx: Tx,
  change: Omit<ChangeRow, 'state' | 'refundedFen'>,
  now: Instant,
): Promise<void> {
  const { id, bookingId, wanted, extraFen, paymentId } = change
  await tx.run(insert, [id, bookingId, JSON.stringify(wanted), extraFen, paymentId, now])
}

const ofBookings = statement<ChangeRow>(
  'tourism.change.of_bookings',
  `SELECT ${columns} FROM tourism.change WHERE booking_id = ANY($1::uuid[]) ORDER BY id DESC`,
)
const ofPayment = statement<ChangeRow>(
  'tourism.change.of_payment',
  `SELECT ${columns} FROM tourism.change WHERE payment_id = $1 ORDER BY id`,
)

/** Changes of bookings that cost more, the latest first. */
export async function changesOf(sql: Sql, bookingIds: readonly string[]): Promise<ChangeRow[]> {
  return sql.run(ofBookings, [bookingIds])
}

export async function changesOfPayment(sql: Sql, paymentId: string): Promise<ChangeRow[]> {
  return sql.run(ofPayment, [paymentId])
}

const end = statement(
  'tourism.change.end',
  `UPDATE tourism.change SET state = $2, ended_at = coalesce(ended_at, $3), refunded_fen = refunded_fen + $4 WHERE id = $1`,
)

export async function endChange(
  tx: Tx,
  id: string,
  ended: { state: 'made' | 'dropped'; refundedFen: number },
  now: Instant,
): Promise<void> {
  await tx.run(end, [id, ended.state, now, ended.refundedFen])
}

const refund = statement(
  'tourism.change.refund',
  `UPDATE tourism.change SET refunded_fen = refunded_fen + g.fen FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, fen bigint) WHERE change.id = g.id`,
)

/** Counts what goes back of what changes added and vouchers paid. */
export async function countChangeRefunds(tx: Tx, parts: readonly { id: string; fen: number }[]): Promise<void> {
  if (parts.length === 0) return
  await tx.run(refund, [JSON.stringify(parts)])
  await countVoucherRefunds(tx, parts)
}

type Charged = Pick<BookingRow, 'id' | 'totalFen' | 'refundedFen' | 'voucherFen'>

/** All that was paid for a booking, the latest first and a giver's voucher last; it must stand as it did before the refund that is to be spread. */
export async function chargesOf(sql: Sql, row: Charged): Promise<Charge[]> {
  const made = (await changesOf(sql, [row.id])).filter((change) => change.state === 'made')
  const sum = (part: 'extraFen' | 'refundedFen') => made.reduce((fen, change) => fen + change[part], 0)
  const given = row.voucherFen === 0 ? [] : await givenOf(sql, row)
  const givenBack = given.reduce((fen, one) => fen + one.refundedFen, 0)
  const own = {
    id: row.id,
    amountFen: row.totalFen - sum('extraFen') - row.voucherFen,
    refundedFen: row.refundedFen - sum('refundedFen') - givenBack,
  }
  return [...made.map(({ id, extraFen, refundedFen }) => ({ id, amountFen: extraFen, refundedFen })), own, ...given]
}

/** What a voucher paid of a booking; what went back because the booking costs less is none of it. */
async function givenOf(sql: Sql, { id, voucherFen }: Charged): Promise<Charge[]> {
  const voucher = await voucherOfBooking(sql, id)
  if (voucher === undefined) return []
  const overFen = voucher.valueFen - voucherFen
  return [{ id: voucher.id, amountFen: voucherFen, refundedFen: voucher.refundedFen - overFen }]
}
