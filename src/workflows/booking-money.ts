import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { stoppedOrders } from '../modules/stock/index.ts'
import type { BookingRow } from '../modules/tourism/index.ts'
import { chargesOf, countChangeRefunds, lockBookings, markSettled, spreadRefund } from '../modules/tourism/index.ts'
import { giveBack } from './give-back.ts'
import { handOverGoods } from './hand-over-goods.ts'
import { releaseAt } from './release-share.ts'

/**
 * Gives back part of what was paid for a booking, from all that was paid for it in turn, the latest first. `row` is the booking as it
 * stood before the refund. Refuses: ledger.share.unknown, ledger.refund.too_much.
 */
export async function giveBackOfBooking(
  tx: Tx,
  row: BookingRow,
  refund: { fen: number; reason: string },
  now: Instant,
): Promise<void> {
  if (refund.fen === 0) return
  const parts = spreadRefund(await chargesOf(tx, row), refund.fen)
  await countChangeRefunds(
    tx,
    parts.filter((part) => part.id !== row.id),
  )
  for (const { id, fen } of parts)
    await giveBack(tx, id, { id: uuidv7(now), amountFen: fen, reason: refund.reason, given: null }, now)
}

/** What is left of a booking's money leaves the freeze: commission and the supplier's; once. Goods that were fetched are an order from then on, which settles as orders do. */
export async function settleBooking(tx: Tx, bookingId: string, now: Instant): Promise<void> {
  const [row] = await lockBookings(tx, [bookingId])
  if (row?.kind === 'goods' && (await stoppedOrders(tx, [bookingId])).size > 0) return
  if (row?.kind === 'goods' && row.cancelledAt === null) return handOverGoods(tx, row, null, now)
  if (row === undefined || row.paymentId === null || !(await markSettled(tx, bookingId, now))) return
  const charges = await chargesOf(tx, row)
  const paid = charges.filter(({ amountFen }) => amountFen > 0)
  await releaseAt(
    tx,
    'completion',
    paid.map(({ id }) => id),
    now,
  )
}
