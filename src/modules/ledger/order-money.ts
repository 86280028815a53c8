import type { LockedShare } from './frozen.sql.ts'
import type { PartKind } from './rule.ts'
import { entitled, PLATFORM, sumOf } from './split.ts'

export type MoneyPart = {
  kind: 'seller' | 'commission' | 'fee' | PartKind | 'refunded' | 'subsidy'
  organisationId: string | null
  /** What stands today: paid, or due once the order is complete. Below zero, what others put in. */
  fen: number
  /** Of it, what left the freeze already. */
  movedFen: number
  /** The rates agreed, each once. */
  rates: string[]
}

export type OrderMoney = {
  paidFen: number
  refundedFen: number
  subsidyFen: number
  isReleased: boolean
  parts: MoneyPart[]
}

/** Who has, or will have, each fen of an order. The parts add up to what the buyer paid, to the fen. */
export function moneyOf(share: LockedShare): OrderMoney {
  const due = entitled(share)
  const subsidyFen = share.subsidyFen - share.subsidyBackFen
  const commissionFen = share.isReleased ? share.commissionFen - share.commissionBackFen : due.commissionFen
  const feeFen = share.isReleased ? share.feeFen : due.feeFen
  const others = share.parts.map((part): MoneyPart => {
    const moved = share.moved.get(part.position) ?? { releasedFen: 0, backFen: 0 }
    const movedFen = moved.releasedFen - moved.backFen
    const isPaid = share.isReleased || moved.releasedFen > 0
    const fen = isPaid ? movedFen : (due.parts.get(part.position) ?? 0)
    return { kind: part.kind, organisationId: part.beneficiaryId, fen, movedFen, rates: [] }
  })
  const restFen =
    share.amountFen + subsidyFen - share.refundedFen - commissionFen - feeFen - sumOf(others.map((p) => p.fen))
  const none = { organisationId: null, rates: [] }
  const rates = [...new Set(share.lines.map((line) => line.rate))]
  const parts: MoneyPart[] = [
    {
      kind: 'seller',
      organisationId: share.organisationId,
      fen: restFen,
      movedFen: share.isReleased ? restFen : 0,
      rates: [],
    },
    ...merged(others),
    { ...none, kind: 'commission', fen: commissionFen, movedFen: share.isReleased ? commissionFen : 0, rates },
    { ...none, kind: 'fee', fen: feeFen, movedFen: share.isReleased ? feeFen : 0, rates: [] },
    { ...none, kind: 'refunded', fen: share.refundedFen, movedFen: share.refundedFen, rates: [] },
    ...[...due.subsidies].map(([bearer, fen]) => ({
      ...none,
      kind: 'subsidy' as const,
      organisationId: bearer === PLATFORM ? null : bearer,
      fen: -fen,
      movedFen: share.subsidyId === null ? 0 : -fen,
    })),
  ]
  return {
    paidFen: share.amountFen,
    refundedFen: share.refundedFen,
    subsidyFen,
    isReleased: share.isReleased,
    parts: parts.filter((part) => part.fen !== 0 || part.kind === 'seller'),
  }
}

/** One row for each organisation and kind, however many lines it shares in. */
function merged(parts: readonly MoneyPart[]): MoneyPart[] {
  const groups = Map.groupBy(parts, (part) => `${part.kind} ${part.organisationId}`)
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (first === undefined) return []
    const fen = first.fen + sumOf(rest.map((part) => part.fen))
    return [{ ...first, fen, movedFen: first.movedFen + sumOf(rest.map((part) => part.movedFen)) }]
  })
}
