import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { giveBackSold, releaseHolds } from '../modules/stock/index.ts'
import { markGoodsFreed } from '../modules/tourism/index.ts'

/** Units kept for goods of bookings that stand no more are on sale again. */
export async function freeGoods(tx: Tx, bookingIds: readonly string[], now: Instant): Promise<void> {
  if (bookingIds.length === 0) return
  await releaseHolds(tx, bookingIds, now)
  await giveBackSold(tx, bookingIds, now)
  await markGoodsFreed(tx, bookingIds, now)
}
