import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'

export const orderStates = [
  'awaiting_payment',
  'awaiting_harvest',
  'in_making',
  'paid',
  'shipped',
  'received',
  'completed',
  'cancelled',
  'expired',
  'refunded',
] as const
export type OrderState = (typeof orderStates)[number]

/**
 * An order's life as data: which step may follow in which state, and where it leads. What is paid before the goods are there waits for
 * its harvest or its making; once they are, it is `paid` like any other.
 * `return_late` sends back money that came after the order had ended; `refund` keeps the state until nothing is left.
 */
export const orderSteps = {
  pay: { from: ['awaiting_payment'], to: 'paid' },
  pay_ahead: { from: ['awaiting_payment'], to: 'awaiting_harvest' },
  commission: { from: ['awaiting_payment'], to: 'in_making' },
  harvest_in: { from: ['awaiting_harvest'], to: 'paid' },
  made: { from: ['in_making'], to: 'paid' },
  swap: { from: ['awaiting_harvest'], to: 'paid' },
  return_late: { from: ['awaiting_payment', 'expired', 'cancelled'], to: 'refunded' },
  expire: { from: ['awaiting_payment'], to: 'expired' },
  abandon: { from: ['awaiting_payment'], to: 'cancelled' },
  cancel: { from: ['awaiting_harvest', 'in_making', 'paid'], to: 'cancelled' },
  weigh: { from: ['paid'], to: null },
  ship: { from: ['paid'], to: 'shipped' },
  receive: { from: ['shipped'], to: 'received' },
  complete: { from: ['received'], to: 'completed' },
  refund: { from: ['paid', 'shipped', 'received', 'completed'], to: null },
  refund_all: { from: ['paid', 'shipped', 'received', 'completed'], to: 'refunded' },
} as const satisfies Record<string, { from: readonly OrderState[]; to: OrderState | null }>
export type OrderStep = keyof typeof orderSteps

export const supplies = ['stock', 'harvest', 'making'] as const
/** How goods are supplied: off the shelf, from a harvest still to come, made to order. */
export type Supply = (typeof supplies)[number]
/** The step by which a payment moves an order, by how its goods are supplied. */
export const payingSteps = { stock: 'pay', harvest: 'pay_ahead', making: 'commission' } as const satisfies Record<
  Supply,
  OrderStep
>

export function canTake(step: OrderStep, state: OrderState): boolean {
  return (orderSteps[step].from as readonly OrderState[]).includes(state)
}

/** The state after a step. Refuses: market.order.step_not_possible. */
export function stateAfter(step: OrderStep, state: OrderState): OrderState {
  if (!canTake(step, state)) refuse('market.order.step_not_possible', { step, state })
  return orderSteps[step].to ?? state
}

/** How long stock is held for an unpaid order. */
export const HOLD_SECONDS = 15 * 60
/** Receipt is assumed this long after shipping. */
export const RECEIPT_ASSUMED_SECONDS = 10 * 86_400
/** The seller's money is released this long after receipt: seven days without reason, counted from the day after. */
export const RETURN_WINDOW_SECONDS = 8 * 86_400

/** When time alone moves the order on, after a step. */
export function dueAfter(step: OrderStep, now: Instant): Instant | null {
  if (step === 'ship') return addSeconds(now, RECEIPT_ASSUMED_SECONDS)
  if (step === 'receive') return addSeconds(now, RETURN_WINDOW_SECONDS)
  return null
}

/** A line's money as it stands: what was paid for all its units, and what went back so far. */
export type RefundableLine = {
  line: number
  units: number
  refundedUnits: number
  paidFen: number
  refundedFen: number
  /** What of `refundedFen` went back because cheaper goods were taken; units share what is left of the price. */
  swapBackFen?: number
  /** What the scale left to be charged for the units it weighed; none where the line is not sold by weight. */
  weigh?: { weighed: { units: number; chargedFen: number } | null } | null
}
export type RefundRequest = { line: number; units: number }
/** Why money went back, in a refund's record. */
export const refundCauses = [
  'weighing',
  'seller',
  'case',
  'cancelled',
  'late_payment',
  'short_harvest',
  'swapped',
  'earlier',
] as const
export type RefundCause = (typeof refundCauses)[number]

/** Money going back, by line and of the freight; `amountFen` is their sum. */
export type Refund = {
  amountFen: number
  freightFen: number
  lines: { line: number; units: number; fen: number }[]
}

/**
 * What goes back for units of an order's lines. A line gives back by cumulative rounding, so that parts, then the rest,
 * are what was paid for it; once every unit of the order is back, all that is left of it goes, freight included.
 * `freightLeftFen` is the freight not refunded yet. Refuses: market.order.unknown_line, market.order.refund_too_many.
 */
export function refundOf(
  lines: readonly RefundableLine[],
  wanted: readonly RefundRequest[],
  freightLeftFen: number,
): Refund {
  const unitsLeft = sum(lines.map((l) => l.units - l.refundedUnits)) - sum(wanted.map((want) => want.units))
  const asked = new Map(wanted.map((want) => [want.line, want.units]))
  for (const { line } of wanted) if (!lines.some((l) => l.line === line)) refuse('market.order.unknown_line', { line })
  const parts = lines.map((l) => {
    const units = asked.get(l.line) ?? 0
    if (units > l.units - l.refundedUnits)
      refuse('market.order.refund_too_many', { line: l.line, left: l.units - l.refundedUnits })
    return { line: l.line, units, fen: unitsLeft === 0 ? l.paidFen - l.refundedFen : unitsFen(l, units) }
  })
  const back = parts.filter((part) => part.units > 0 || part.fen > 0)
  const freightFen = unitsLeft === 0 ? freightLeftFen : 0
  return { amountFen: sum(back.map((part) => part.fen)) + freightFen, freightFen, lines: back }
}

/** What `units` more of a line give back: the last ones all that is left of it. A weighed line gives back by what was charged for it. */
function unitsFen(line: RefundableLine, units: number): number {
  const leftFen = line.paidFen - line.refundedFen
  const leftUnits = line.units - line.refundedUnits
  if (units === leftUnits) return leftFen
  const weighed = line.weigh?.weighed ?? null
  const whole = weighed === null ? { units: line.units, chargedFen: line.paidFen - (line.swapBackFen ?? 0) } : weighed
  const upTo = (count: number) => Number((BigInt(whole.chargedFen) * BigInt(count)) / BigInt(whole.units))
  const before = whole.units - leftUnits
  return Math.min(leftFen, upTo(before + units) - upTo(before))
}

type BorneLine = {
  line: number
  units: number
  refundedUnits: number
  paidFen: number
  refundedFen: number
  discounts: readonly { sourceId: string | null; amountFen: number }[]
}

/**
 * What comes back to those who bore a discount when money goes back, in proportion to it and rounded as the books round it; summed by
 * the rule it came from. A line that cost nothing gives back by its units. `lines` as they stood before the refund.
 */
export function discountsBack(lines: readonly BorneLine[], refund: Refund): Map<string, number> {
  const back = new Map<string, number>()
  for (const { line, units, fen: backFen } of refund.lines) {
    const own = lines.find((l) => l.line === line)
    if (own === undefined) continue
    const isFree = own.paidFen === 0
    const whole = isFree ? own.units : own.paidFen
    const left = isFree ? own.units - own.refundedUnits : own.paidFen - own.refundedFen
    const borne = (fen: number, part: number) => Number((BigInt(fen) * BigInt(part)) / BigInt(whole))
    for (const { sourceId, amountFen } of own.discounts) {
      const fen = borne(amountFen, left) - borne(amountFen, left - (isFree ? units : backFen))
      if (sourceId !== null && fen > 0) back.set(sourceId, (back.get(sourceId) ?? 0) + fen)
    }
  }
  return back
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
