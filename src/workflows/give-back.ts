import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import type { Given, Refunding } from '../modules/ledger/index.ts'
import { refundShare } from '../modules/ledger/index.ts'
import { instruct } from '../modules/payment/index.ts'
import { organisationsById } from '../modules/people/index.ts'

/**
 * Gives part of an order's money back to the buyer: the books decide where it comes from, the gateway is told. `given` says what of which
 * line; null takes all that is left. `id` is the refund's reference in the books. Refuses: ledger.share.unknown, ledger.refund.too_much.
 */
export async function giveBack(
  tx: Tx,
  orderId: string,
  refund: { id: string; amountFen: number; reason: string; given: Given },
  now: Instant,
): Promise<void> {
  if (refund.amountFen === 0) return
  const refunds = await refundShare(tx, orderId, refund.amountFen, refund.id, now, refund.given)
  const told = []
  for (const one of refunds) {
    const { id, amountFen, subsidyBackFen } = one
    const released = await releasedOf(tx, one)
    const part = { id, kind: 'refund' as const, orderId, amountFen, commissionFen: 0, reason: refund.reason }
    told.push({ ...part, subsidyBackFen, released })
  }
  instruct(tx, told, now)
}

async function releasedOf(tx: Tx, { released }: Refunding) {
  if (released === null || released.returns.length === 0) return released && { ...released, returns: [] }
  const beneficiaries = await organisationsById(
    tx,
    released.returns.map((one) => one.organisationId),
  )
  const returns = released.returns.map(({ organisationId, releaseId, fen }) => ({
    releaseId,
    sellerAccount: beneficiaries.get(organisationId)?.sellerAccount ?? '',
    fen,
  }))
  return { ...released, returns }
}
