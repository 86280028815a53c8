import type { Agreed, AgreedLine, Bearer } from './split.ts'
import { entitled, FREIGHT_LINE, sumOf } from './split.ts'

/** An order's money as the books hold it: what was agreed, and every fen that left the freeze so far. */
export type FrozenShare = Agreed & {
  amountFen: number
  releasedFen: number
  commissionFen: number
  commissionBackFen: number
  sharedFen: number
  feeFen: number
  refundedFen: number
  /** Of the refunds, and of subsidies given back, what came from money released before. */
  drawnFen: number
  subsidyFen: number
  subsidyBackFen: number
  subsidyDrawnFen: number
  isReleased: boolean
  /** By position: what each part received and gave back. */
  moved: Map<number, { releasedFen: number; backFen: number }>
}

export type PartMove = { position: number; beneficiaryId: string; fen: number }

/** What is still frozen, subsidies included. */
export function frozenFen(share: FrozenShare): number {
  const left = share.releasedFen + share.commissionFen + share.sharedFen + share.feeFen
  const refunds = share.refundedFen - share.drawnFen + share.subsidyBackFen - share.subsidyDrawnFen
  return share.amountFen + share.subsidyFen - left - refunds
}

/** At shipment: the parts of the freight that are paid at once. The seller's money stays frozen. */
export function decideEarly(share: FrozenShare): PartMove[] {
  if (share.isReleased) return []
  const due = entitled(share)
  let roomFen = frozenFen(share)
  return share.parts
    .filter((part) => part.stage === 'shipment' && (share.moved.get(part.position)?.releasedFen ?? 0) === 0)
    .map(({ position, beneficiaryId }) => {
      const fen = Math.min(roomFen, due.parts.get(position) ?? 0)
      roomFen -= fen
      return { position, beneficiaryId, fen }
    })
    .filter((move) => move.fen > 0)
}

export type ReleaseDecision = { feeFen: number; commissionFen: number; parts: PartMove[]; sellerFen: number }

/** Divides all that is left: fee, commission, the parts not paid before, the rest to the seller. They add up to it, to the fen. */
export function decideRelease(share: FrozenShare): ReleaseDecision {
  const due = entitled(share)
  let roomFen = frozenFen(share)
  const take = (fen: number) => {
    const taken = Math.min(fen, roomFen)
    roomFen -= taken
    return taken
  }
  const feeFen = take(due.feeFen)
  const commissionFen = take(due.commissionFen)
  const parts = share.parts
    .filter(({ position }) => (share.moved.get(position)?.releasedFen ?? 0) === 0)
    .map(({ position, beneficiaryId }) => ({ position, beneficiaryId, fen: take(due.parts.get(position) ?? 0) }))
    .filter((part) => part.fen > 0)
  return { feeFen, commissionFen, parts, sellerFen: roomFen }
}

/** Money to give back, by line of goods and of the freight; null for all that is left. */
export type Given = { freightFen: number; lines: readonly { line: number; fen: number }[] } | null

/** The lines after a refund of `amountFen`; what `given` does not name is taken from the goods in their order, then from the freight. */
export function afterRefund(lines: readonly AgreedLine[], amountFen: number, given: Given): AgreedLine[] {
  const next = lines.map((line) => ({ ...line }))
  let leftFen = amountFen
  const take = (line: AgreedLine | undefined, fen: number) => {
    if (line === undefined) return
    const taken = Math.min(fen, leftFen, line.paidFen - line.refundedFen)
    line.refundedFen += taken
    leftFen -= taken
  }
  for (const { line, fen } of given?.lines ?? [])
    take(
      next.find((one) => one.line === line),
      fen,
    )
  if (given !== null)
    take(
      next.find((one) => one.line === FREIGHT_LINE),
      given.freightFen,
    )
  for (const line of next) take(line, leftFen)
  return next
}

export type RefundDecision = {
  lines: AgreedLine[]
  /** From what is frozen, and from what was released before. */
  frozenFen: number
  drawnFen: number
  commissionBackFen: number
  parts: PartMove[]
  subsidies: { bearer: Bearer; fen: number; drawn: boolean }[]
}

/**
 * Where a refund comes from. Before the release: from the freeze; what was paid to a carrier at shipment is earned, so that part comes
 * from the seller. Afterwards from the seller, to whom commission and parts come back in proportion. Bearers of discounts get back theirs.
 */
export function decideRefund(share: FrozenShare, amountFen: number, given: Given): RefundDecision {
  const lines = afterRefund(share.lines, amountFen, given)
  const before = entitled(share)
  const after = entitled({ ...share, lines })
  const subsidyFen = sumOf(before.subsidies.values())
  const fromFreezeFen = share.isReleased ? 0 : Math.min(amountFen, Math.max(0, frozenFen(share) - subsidyFen))
  const subsidies = [...before.subsidies]
    .map(([bearer, fen]) => ({ bearer, fen: fen - (after.subsidies.get(bearer) ?? 0), drawn: share.isReleased }))
    .filter(({ fen }) => fen > 0)
  const common = { lines, frozenFen: fromFreezeFen, drawnFen: amountFen - fromFreezeFen, subsidies }
  if (!share.isReleased) return { ...common, commissionBackFen: 0, parts: [] }
  // Rounding must not bring back more than goes to the buyer; what is left of it comes with the next refund.
  let roomFen = amountFen
  const bring = (hasFen: number, keepsFen: number) => {
    const fen = Math.max(0, Math.min(roomFen, hasFen - keepsFen))
    roomFen -= fen
    return fen
  }
  const commissionBackFen = bring(share.commissionFen - share.commissionBackFen, after.commissionFen)
  const parts = share.parts
    .filter((part) => part.stage === 'completion')
    .map(({ position, beneficiaryId }) => {
      const moved = share.moved.get(position) ?? { releasedFen: 0, backFen: 0 }
      return { position, beneficiaryId, fen: bring(moved.releasedFen - moved.backFen, after.parts.get(position) ?? 0) }
    })
    .filter((part) => part.fen > 0)
  return { ...common, commissionBackFen, parts }
}
