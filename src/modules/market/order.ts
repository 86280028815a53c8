import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'

export const orderStates = [
  'awaiting_payment',
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
 * An order's life as data: which step may follow in which state, and where it leads.
 * `return_late` sends back money that came after the order had ended; `refund` keeps the state until nothing is left.
 */
export const orderSteps = {
  pay: { from: ['awaiting_payment'], to: 'paid' },
  return_late: { from: ['awaiting_payment', 'expired', 'cancelled'], to: 'refunded' },
  expire: { from: ['awaiting_payment'], to: 'expired' },
  abandon: { from: ['awaiting_payment'], to: 'cancelled' },
  cancel: { from: ['paid'], to: 'cancelled' },
  ship: { from: ['paid'], to: 'shipped' },
  receive: { from: ['shipped'], to: 'received' },
  complete: { from: ['received'], to: 'completed' },
  refund: { from: ['paid', 'shipped', 'received'], to: null },
  refund_all: { from: ['paid', 'shipped', 'received'], to: 'refunded' },
} as const satisfies Record<string, { from: readonly OrderState[]; to: OrderState | null }>
export type OrderStep = keyof typeof orderSteps

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

export type RefundableLine = { line: number; units: number; refundedUnits: number; priceFen: number }
export type RefundRequest = { line: number; units: number }

/**
 * Money of a partial refund: the units' price; once every unit of the order is refunded, all that is left, freight included.
 * Refuses: market.order.unknown_line, market.order.refund_too_many.
 */
export function refundFen(lines: readonly RefundableLine[], wanted: readonly RefundRequest[], leftFen: number): number {
  let fen = 0
  for (const want of wanted) {
    const line = lines.find((l) => l.line === want.line) ?? refuse('market.order.unknown_line', { line: want.line })
    if (want.units > line.units - line.refundedUnits)
      refuse('market.order.refund_too_many', { line: want.line, left: line.units - line.refundedUnits })
    fen += want.units * line.priceFen
  }
  const unitsLeft =
    lines.reduce((sum, l) => sum + l.units - l.refundedUnits, 0) - wanted.reduce((sum, w) => sum + w.units, 0)
  return unitsLeft === 0 ? leftFen : Math.min(fen, leftFen)
}
