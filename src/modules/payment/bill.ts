import { shareOf } from '../../kernel/money.ts'
import type { BillLine } from './gateways/port.ts'

export type BillKind = BillLine['kind']
export type BookedKind = BillKind

/** What our books say of one thing a bill may name. */
export type Booked = {
  kind: BookedKind
  ourId: string
  sellerAccount: string
  amountFen: number
  /** Paid or done, as far as we know. */
  ended: boolean
  /** It ended on the day of the bill, so the bill must have it unless an earlier one had. */
  due: boolean
  billedBefore: boolean
}

export type DifferenceKind = 'missing' | 'unknown' | 'amount' | 'seller' | 'not_ended' | 'doubled' | 'fee'
export const reasons = ['timing', 'fee', 'missing_here', 'missing_there', 'amount', 'other'] as const
export type Reason = (typeof reasons)[number]

/** What a difference looks like before anyone has looked at it. */
export const likelyReason: Readonly<Record<DifferenceKind | 'bill_changed', Reason>> = {
  missing: 'missing_there',
  unknown: 'missing_here',
  amount: 'amount',
  seller: 'other',
  not_ended: 'timing',
  doubled: 'amount',
  bill_changed: 'other',
  fee: 'fee',
}

export const differenceStates = ['open', 'explained', 'escalated', 'closed'] as const
export type DifferenceState = (typeof differenceStates)[number]
/** From which states a difference comes to each. */
export const mayBecome: Readonly<Record<Exclude<DifferenceState, 'open'>, readonly DifferenceState[]>> = {
  explained: ['open', 'escalated'],
  escalated: ['open', 'explained', 'escalated'],
  closed: ['explained', 'escalated'],
}

export type Difference = {
  kind: DifferenceKind | 'bill_changed'
  lineKind: BillKind | ''
  ourId: string
  /** The line of the bill, from 0; null where there is none. */
  position: number | null
  ourFen: number | null
  billFen: number | null
}

/** What each gateway's bill contains; releases, commission and payouts of the others are known by their queries. */
const kindsOf: Readonly<Record<string, readonly BookedKind[]>> = {
  sandbox: ['payment', 'refund', 'release', 'commission', 'share', 'subsidy', 'fee', 'payout'],
  wechat: ['payment', 'refund'],
  alipay: ['payment', 'refund'],
}

export const billedKinds = (gateway: string): readonly BookedKind[] => kindsOf[gateway] ?? []

/**
 * Holds one day's bill against our books. `fees`: `booked` one by one, or held against this rate of what was paid or refunded, to a fen;
 * null leaves them alone.
 * `booked` holds everything due on that day and everything the lines name, each kind and id once; the order of neither matters.
 */
export function matchBill(
  booked: readonly Booked[],
  lines: readonly BillLine[],
  fees: string | null = null,
): Difference[] {
  const ours = new Map(booked.map((entry) => [keyOf(entry), entry]))
  const carried = new Map(lines.filter((l) => l.kind !== 'fee').map((line) => [line.ourId, line.amountFen]))
  const seen = new Set<string>()
  const differences: Difference[] = []
  for (const [position, line] of lines.entries()) {
    if (line.kind === 'fee' && fees !== 'booked') {
      differences.push(...feeDifference(line, position, carried.get(line.ourId) ?? 0, fees))
      continue
    }
    const key = keyOf(line)
    const entry = ours.get(key)
    const kind = entry === undefined ? 'unknown' : faultOf(entry, line, seen.has(key))
    seen.add(key)
    if (kind !== null) differences.push(differenceOf(kind, line, position, entry))
  }
  for (const entry of booked) {
    if (!entry.due || entry.billedBefore || seen.has(keyOf(entry))) continue
    const { kind, ourId, amountFen } = entry
    differences.push({ kind: 'missing', lineKind: kind, ourId, position: null, ourFen: amountFen, billFen: null })
  }
  return differences
}

/** A release pays several receivers under one id: its parts are told apart by account. */
const keyOf = ({ kind, ourId, sellerAccount }: { kind: string; ourId: string | null; sellerAccount: string | null }) =>
  `${kind} ${ourId ?? ''}${kind === 'share' ? ` ${sellerAccount ?? ''}` : ''}`

function feeDifference(line: BillLine, position: number, carriedFen: number, feeRate: string | null): Difference[] {
  if (feeRate === null) return []
  const ourFen = shareOf(carriedFen, feeRate)
  if (Math.abs(Math.abs(line.amountFen) - ourFen) <= 1) return []
  const { ourId, amountFen: billFen } = line
  return [{ kind: 'fee', lineKind: 'fee', ourId: ourId ?? '', position, ourFen, billFen }]
}

/** One fault for a line, the gravest. */
function faultOf(entry: Booked, line: BillLine, seen: boolean): DifferenceKind | null {
  if (seen || entry.billedBefore) return 'doubled'
  if (line.amountFen !== entry.amountFen) return 'amount'
  if (line.sellerAccount !== null && line.sellerAccount !== entry.sellerAccount) return 'seller'
  return entry.ended ? null : 'not_ended'
}

function differenceOf(kind: DifferenceKind, line: BillLine, position: number, entry: Booked | undefined): Difference {
  return {
    kind,
    lineKind: line.kind,
    ourId: line.ourId ?? '',
    position,
    ourFen: entry?.amountFen ?? null,
    billFen: line.amountFen,
  }
}

/** Whether two readings of one day hold the same lines, in whatever order. */
export function isSameBill(a: readonly BillLine[], b: readonly BillLine[]): boolean {
  const texts = (lines: readonly BillLine[]) => lines.map(lineText).sort()
  const [first, second] = [texts(a), texts(b)]
  return first.length === second.length && first.every((text, i) => text === second[i])
}

const lineText = (line: BillLine) =>
  JSON.stringify([
    line.kind,
    line.ourId ?? '',
    line.gatewayRef,
    line.sellerAccount ?? '',
    line.amountFen,
    line.at.getTime(),
  ])

export const sumFen = (lines: readonly BillLine[]) => lines.reduce((sum, line) => sum + line.amountFen, 0)
