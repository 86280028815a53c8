import type { Held } from './held-read.ts'

/** One voucher pays one booking, or the nights or one visit of a package. */
export const takesVoucher = (one: Held) =>
  one.state === 'held' && one.kind !== 'goods' && one.totalFen > 0 && one.voucherFen === 0

/** What is still to be paid, a package with all its parts; what costs nothing is confirmed by itself. */
export const toPay = (held: readonly Held[]) =>
  held.filter((one) => one.state === 'held' && (one.dueFen > 0 || one.package !== null))
export const sumFen = (held: readonly Held[]) => toPay(held).reduce((sum, one) => sum + one.dueFen, 0)
