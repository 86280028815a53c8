import type { CivilDate } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'

export const voucherStates = ['held', 'confirmed', 'redeemed', 'released', 'expired'] as const
export type VoucherState = (typeof voucherStates)[number]
export type Voucher = {
  organisationId: string
  productId: string | null
  houseId: string | null
  valueFen: number
  state: VoucherState
  lastDay: CivilDate
  bookingId: string | null
}

/** So long a voucher may be used; its money is frozen at the gateway all the while. */
export const VOUCHER_DAYS = 180
export const lastDayOf = (today: CivilDate): CivilDate => addDays(today, VOUCHER_DAYS)

/** What a booking is of, and what it costs. */
export type Payable = { organisationId: string; productId: string | null; houseId: string | null; totalFen: number }
/** What a voucher pays of a booking, what the guest still pays, and what goes back to the giver because the booking costs less. */
export type Cover = { coveredFen: number; dueFen: number; overFen: number }

/** Whether a booking is of what the voucher is for. */
export const isFor = (voucher: Voucher, booking: Payable): boolean =>
  voucher.organisationId === booking.organisationId &&
  (voucher.productId === null || voucher.productId === booking.productId) &&
  (voucher.houseId === null || voucher.houseId === booking.houseId)

/** Refuses: tourism.voucher.not_open, tourism.voucher.over, tourism.voucher.for_something_else. */
export function coverOf(voucher: Voucher, booking: Payable, today: CivilDate): Cover {
  if (voucher.state !== 'confirmed') refuse('tourism.voucher.not_open')
  if (voucher.lastDay < today) refuse('tourism.voucher.over', { date: voucher.lastDay })
  if (!isFor(voucher, booking)) refuse('tourism.voucher.for_something_else')
  const coveredFen = Math.min(voucher.valueFen, booking.totalFen)
  return { coveredFen, dueFen: booking.totalFen - coveredFen, overFen: voucher.valueFen - coveredFen }
}
