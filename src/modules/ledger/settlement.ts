import { shareOf } from '../../kernel/money.ts'

/** What remains frozen of one order and how a release would divide it. */
export type FrozenShare = {
  amountFen: number
  releasedFen: number
  commissionFen: number
  refundedFen: number
  commissionRate: string
}

/** Divides what is left between seller and commission; the two add up to what is left, to the fen. */
export function divideRelease(share: FrozenShare): { sellerFen: number; commissionFen: number } {
  const left = share.amountFen - share.releasedFen - share.commissionFen - share.refundedFen
  const commissionFen = shareOf(left, share.commissionRate)
  return { sellerFen: left - commissionFen, commissionFen }
}
