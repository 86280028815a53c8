import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import type { BookingRow } from '../modules/tourism/index.ts'
import { countVoucherRefunds, voucherOfBooking } from '../modules/tourism/index.ts'
import { giveBack } from './give-back.ts'

/** What vouchers are worth more than the bookings they paid goes back to their givers, once these are confirmed. */
export async function giveOverBack(
  tx: Tx,
  bookings: readonly Pick<BookingRow, 'id' | 'voucherFen'>[],
  now: Instant,
): Promise<void> {
  for (const { id, voucherFen } of bookings) {
    const voucher = voucherFen === 0 ? undefined : await voucherOfBooking(tx, id)
    if (voucher === undefined || voucher.valueFen === voucherFen) continue
    const overFen = voucher.valueFen - voucherFen
    await countVoucherRefunds(tx, [{ id: voucher.id, fen: overFen }])
    await giveBack(tx, voucher.id, { id: uuidv7(now), amountFen: overFen, reason: 'voucher_over', given: null }, now)
  }
}
