import type { Held } from './held-read.ts'

/** One voucher pays one booking; a package has several. */
export const takesVoucher = (one: Held) =>
  one.state === 'held' && one.totalFen > 0 && one.voucherFen === 0 && one.package === null

/** What is still to be paid; what costs nothing is confirmed by itself. */
export const toPay = (held: readonly Held[]) => held.filter((one) => one.state === 'held' && one.dueFen > 0)
export const sumFen = (held: readonly Held[]) => toPay(held).reduce((sum, one) => sum + one.dueFen, 0)
