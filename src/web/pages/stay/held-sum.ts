import type { Held } from './held-read.ts'

/** What is still to be paid; what costs nothing is confirmed by itself. */
export const toPay = (held: readonly Held[]) => held.filter((one) => one.state === 'held' && one.totalFen > 0)
export const sumFen = (held: readonly Held[]) => toPay(held).reduce((sum, one) => sum + one.totalFen, 0)
