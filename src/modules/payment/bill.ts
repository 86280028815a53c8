import type { BillLine } from './gateways/port.ts'

export type BillKind = BillLine['kind']
export type BookedKind = Exclude<BillKind, 'fee'>

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

export type DifferenceKind = 'missing' | 'unknown' | 'amount' | 'seller' | 'not_ended' | 'doubled'

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
  sandbox: ['payment', 'refund', 'release', 'commission', 'payout'],
  wechat: ['payment', 'refund'],
  alipay: ['payment', 'refund'],
}

export const billedKinds = (gateway: string): readonly BookedKind[] => kindsOf[gateway] ?? []

/**
 * Holds one day's bill against our books. Fees are the gateway's own and are not matched.
 * `booked` holds everything due on that day and everything the lines name, each kind and id once; the order of neither matters.
 */
export function matchBill(booked: readonly Booked[], lines: readonly BillLine[]): Difference[] {
  const ours = new Map(booked.map((entry) => [keyOf(entry.kind, entry.ourId), entry]))
  const seen = new Set<string>()
  const differences: Difference[] = []
  for (const [position, line] of lines.entries()) {
    if (line.kind === 'fee') continue
    const key = keyOf(line.kind, line.ourId)
    const entry = ours.get(key)
    const kind = entry === undefined ? 'unknown' : faultOf(entry, line, seen.has(key))
    seen.add(key)
    if (kind !== null) differences.push(differenceOf(kind, line, position, entry))
  }
  for (const entry of booked) {
    if (!entry.due || entry.billedBefore || seen.has(keyOf(entry.kind, entry.ourId))) continue
    const { kind, ourId, amountFen } = entry
    differences.push({ kind: 'missing', lineKind: kind, ourId, position: null, ourFen: amountFen, billFen: null })
  }
  return differences
}

const keyOf = (kind: string, ourId: string | null) => `${kind} ${ourId ?? ''}`

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
