import { refusal } from '../refusal.ts'
import type { PayoutOrder, RefundOrder, Refused, ReleaseOrder } from '../port.ts'

/** A share as the bank's books have it: its places always add up to the amount, the subsidy and what was laid out. */
export type ShareBooked = {
  shareId: string
  paymentId: string
  sellerAccount: string
  amountFen: number
  frozenFen: number
  releasedFen: number
  commissionFen: number
  refundedFen: number
  /** To receivers besides the platform, and the bank's own fee. */
  sharedFen: number
  feeFen: number
  /** Put in by the platform, for discounts it bears or passes on. */
  subsidyFen: number
  /** From outside the share: laid out by the platform, or from balances of other sales. */
  laidOutFen: number
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
  sharedFen: number
  feeFen: number
  subsidyFen: number
  laidOutFen: number
  /** Of the seller's balance. */
  balanceFen: number
  /** Of other accounts' balances. */
  others: { sellerAccount: string; fen: number }[]
}

const nothing: Move = {
  frozenFen: 0,
  releasedFen: 0,
  commissionFen: 0,
  refundedFen: 0,
  sharedFen: 0,
  feeFen: 0,
  subsidyFen: 0,
  laidOutFen: 0,
  balanceFen: 0,
  others: [],
}
const sumFen = (parts: readonly { fen: number }[]) => parts.reduce((sum, part) => sum + part.fen, 0)

export const isRefusedMove = (decided: Move | Refused): decided is Refused => 'result' in decided

const refused = (code: Parameters<typeof refusal>[0], final: boolean, why: string) => refusal(code, final, code, why)

/**
 * Commission to the platform, parts to the receivers, its fee to the bank, the rest to the seller; a subsidy joins first. The last release
 * takes everything that is frozen; one before it takes what the receivers and the platform get.
 */
export function decideRelease(share: ShareBooked | null, order: ReleaseOrder): Move | Refused {
  const mistaken = mistakeIn(share, order.share)
  if (share === null || mistaken !== null) return mistaken as Refused
  const { amountFen, commissionFen, receivers = [], feeFen = 0, subsidyFen = 0, isLast = true } = order
  if (share.releaseId !== null) return refused('already_settled', true, 'the share was released before')
  const sharedFen = sumFen(receivers)
  const sellerFen = amountFen - commissionFen - sharedFen - feeFen
  if (sellerFen < 0) return refused('invalid_request', true, 'more to others than money')
  if (!isLast && sellerFen > 0) return refused('invalid_request', true, 'the seller is paid with the last release')
  const frozenFen = share.frozenFen + subsidyFen
  if (amountFen > frozenFen) return refused('amount_too_large', true, `${frozenFen} fen are frozen`)
  // A refund may still be on its way.
  if (isLast && amountFen < frozenFen) return refused('not_permitted', false, `${frozenFen} fen are frozen`)
  return {
    ...nothing,
    frozenFen: subsidyFen - amountFen,
    releasedFen: sellerFen,
    commissionFen,
    sharedFen,
    feeFen,
    subsidyFen,
    balanceFen: sellerFen,
    others: [...receivers],
  }
}

/**
 * From what is frozen; of released money from the commission and the parts brought back and the seller's balance, or laid out by the
 * platform. `balances` are those of the receivers who give back.
 */
export function decideRefund(
  share: ShareBooked | null,
  order: RefundOrder,
  balances: ReadonlyMap<string, number> = new Map(),
): Move | Refused {
  const mistaken = mistakeIn(share, order.share)
  if (share === null || mistaken !== null) return mistaken as Refused
  const { amountFen, released, subsidyBackFen = 0 } = order
  if (amountFen > share.amountFen - share.refundedFen)
    return refused('amount_too_large', true, `${share.amountFen - share.refundedFen} fen are left`)
  if (subsidyBackFen > share.subsidyFen) return refused('amount_too_large', true, `${share.subsidyFen} fen were put in`)
  if (released?.payer === 'platform') return { ...nothing, refundedFen: amountFen, laidOutFen: amountFen }
  if ((released?.releaseId ?? share.releaseId) !== share.releaseId)
    return refused('invalid_request', true, 'the share was not released by this id')
  return share.releaseId === null ? fromFreeze(share, order) : fromReleased(share, order, balances)
}

function fromFreeze(share: ShareBooked, { amountFen, subsidyBackFen = 0 }: RefundOrder): Move | Refused {
  if (amountFen + subsidyBackFen > share.frozenFen)
    return refused('amount_too_large', true, `${share.frozenFen} fen are frozen`)
  return {
    ...nothing,
    frozenFen: -amountFen - subsidyBackFen,
    refundedFen: amountFen,
    subsidyFen: -subsidyBackFen,
  }
}

function fromReleased(
  share: ShareBooked,
  { amountFen, released, subsidyBackFen = 0 }: RefundOrder,
  balances: ReadonlyMap<string, number>,
): Move | Refused {
  const { commissionBackFen: backFen = 0, returns = [] } = released ?? {}
  const returnedFen = sumFen(returns)
  const sellerFen = amountFen - backFen - returnedFen
  if (sellerFen < 0) return refused('invalid_request', true, 'more brought back than refunded')
  if (backFen > share.commissionFen)
    return refused('amount_too_large', true, `${share.commissionFen} fen of commission`)
  if (sellerFen + subsidyBackFen > share.balanceFen)
    return refused('seller_balance_short', false, `${share.balanceFen} fen`)
  const short = returns.find(({ sellerAccount, fen }) => fen > (balances.get(sellerAccount) ?? 0))
  if (short !== undefined) return refused('seller_balance_short', false, `${short.sellerAccount} has too little`)
  const fromShared = Math.min(returnedFen, share.sharedFen)
  const fromSeller = Math.min(sellerFen + subsidyBackFen, share.releasedFen)
  return {
    ...nothing,
    releasedFen: -fromSeller,
    commissionFen: -backFen,
    refundedFen: amountFen,
    sharedFen: -fromShared,
    subsidyFen: -subsidyBackFen,
    laidOutFen: returnedFen - fromShared + sellerFen + subsidyBackFen - fromSeller,
    balanceFen: -sellerFen - subsidyBackFen,
    others: returns.map(({ sellerAccount, fen }) => ({ sellerAccount, fen: -fen })),
  }
}

export function decidePayout(balanceFen: number, order: PayoutOrder): Move | Refused {
  if (order.amountFen > balanceFen) return refused('seller_balance_short', false, `${balanceFen} fen`)
  return { ...nothing, balanceFen: -order.amountFen }
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
  receivers: readonly { sellerAccount: string; fen: number }[]
  feeFen: number
  subsidyFen: number
  notifyUrl: string | null
}

export function isSameInstruction(a: Told, b: Told): boolean {
  const told = ({ kind, shareId, sellerAccount, amountFen, commissionFen, receivers, feeFen, subsidyFen }: Told) =>
    JSON.stringify([
      kind,
      shareId,
      sellerAccount,
      amountFen,
      commissionFen,
      feeFen,
      subsidyFen,
      receivers.map((r) => [r.sellerAccount, r.fen]),
    ])
  return told(a) === told(b)
}
