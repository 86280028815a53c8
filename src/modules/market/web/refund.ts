import type { RefundableLine, RefundRequest } from '../order.ts'
import { refundOf } from '../order.ts'

/** What a refund would come to, by the rule by which it is made; for a page to show beforehand. */
export const refundPreviewFen = (
  lines: readonly RefundableLine[],
  wanted: readonly RefundRequest[],
  freightLeftFen: number,
) => refundOf(lines, wanted, freightLeftFen).amountFen
