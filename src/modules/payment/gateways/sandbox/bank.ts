import { refusal } from '../refusal.ts'
import type { PayoutOrder, RefundOrder, Refused, ReleaseOrder } from '../port.ts'

/** A share as the bank's books have it: the four places always add up to the amount. */
export type ShareBooked = {
  shareId: string
  paymentId: string
  sellerAccount: string
  amountFen: number
  frozenFen: number
  releasedFen: number
  commissionFen: number
  refundedFen: number
  releaseId: string | null
  /** The seller's balance, from all shares released so far. */
  balanceFen: number
}

/** What an accepted instruction changes. */
export type Move = {
  frozenFen: number
  releasedFen: number
  commissionFen: number
  refundedFen: number
  /** Of the seller's balance. */
  balanceFen: number
}

export const isRefusedMove = (decided: Move | Refused): decided is Refused => 'result' in decided

const refused = (code: Parameters<typeof refusal>[0], final: boolean, why: string) => refusal(code, final, code, why)

/** Commission to the platform, the rest to the seller. Everything that is frozen goes at once. */
export function decideRelease(share: ShareBooked | null, order: ReleaseOrder): Move | Refused {
  const mistaken = mistakeIn(share, order.share)
  if (share === null || mistaken !== null) return mistaken as Refused
  if (share.releaseId !== null) return refused('already_settled', true, 'the share was released before')
  if (order.commissionFen > order.amountFen) return refused('invalid_request', true, 'more commission than money')
  if (order.amountFen > share.frozenFen) return refused('amount_too_large', true, `${share.frozenFen} fen are frozen`)
  // A refund may still be on its way.
  if (order.amountFen < share.frozenFen) return refused('not_permitted', false, `${share.frozenFen} fen are frozen`)
  const sellerFen = order.amountFen - order.commissionFen
  return {
    frozenFen: -order.amountFen,
    releasedFen: sellerFen,
    commissionFen: order.commissionFen,
    refundedFen: 0,
    balanceFen: sellerFen,
  }
}

/** Before the release from what is frozen; afterwards from the commission given back and the seller's balance. */
export function decideRefund(share: ShareBooked | null, order: RefundOrder): Move | Refused {
  const mistaken = mistakeIn(share, order.share)
  if (share === null || mistaken !== null) return mistaken as Refused
  const backFen = order.released?.commissionBackFen ?? 0
  if ((order.released?.releaseId ?? share.releaseId) !== share.releaseId)
    return refused('invalid_request', true, 'the share was not released by this id')
  if (share.releaseId === null) {
    if (order.amountFen > share.frozenFen) return refused('amount_too_large', true, `${share.frozenFen} fen are frozen`)
    return {
      frozenFen: -order.amountFen,
      releasedFen: 0,
      commissionFen: 0,
      refundedFen: order.amountFen,
      balanceFen: 0,
    }
  }
  const sellerFen = order.amountFen - backFen
  if (sellerFen < 0) return refused('invalid_request', true, 'more commission than money')
  if (backFen > share.commissionFen || sellerFen > share.releasedFen)
    return refused('amount_too_large', true, `${share.commissionFen} and ${share.releasedFen} fen are left`)
  if (sellerFen > share.balanceFen) return refused('seller_balance_short', false, `${share.balanceFen} fen`)
  return {
    frozenFen: 0,
    releasedFen: -sellerFen,
    commissionFen: -backFen,
    refundedFen: order.amountFen,
    balanceFen: -sellerFen,
  }
}

export function decidePayout(balanceFen: number, order: PayoutOrder): Move | Refused {
  if (order.amountFen > balanceFen) return refused('seller_balance_short', false, `${balanceFen} fen`)
  return { frozenFen: 0, releasedFen: 0, commissionFen: 0, refundedFen: 0, balanceFen: -order.amountFen }
}

function mistakeIn(share: ShareBooked | null, named: ReleaseOrder['share']): Refused | null {
  if (share === null || share.paymentId !== named.paymentId) return refused('not_found', true, 'no such share')
  const fits = share.sellerAccount === named.sellerAccount && share.amountFen === named.shareFen
  return fits ? null : refused('invalid_request', true, 'the share is of another seller or amount')
}

/** An instruction as it is kept, to know the same one again. */
export type Told = {
  id: string
  kind: 'release' | 'refund' | 'payout'
  shareId: string | null
  sellerAccount: string
  amountFen: number
  commissionFen: number
  notifyUrl: string | null
}

export function isSameInstruction(a: Told, b: Told): boolean {
  return (['kind', 'shareId', 'sellerAccount', 'amountFen', 'commissionFen'] as const).every((key) => a[key] === b[key])
}
