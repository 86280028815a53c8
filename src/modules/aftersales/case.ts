import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { apportion } from '../../kernel/money.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Remedy } from './rule.ts'

export const openStates = [
  'asked',
  'offered',
  'refused',
  'returning',
  'sent_back',
  'resending',
  'resent',
  'disputed',
] as const
export const endStates = ['refunded', 'exchanged', 'withdrawn', 'lapsed', 'rejected'] as const
export const caseStates = [...openStates, ...endStates] as const
export type OpenState = (typeof openStates)[number]
export type CaseState = (typeof caseStates)[number]

export const sides = ['buyer', 'seller', 'centre', 'time'] as const
export type Side = (typeof sides)[number]

type Rule = { from: readonly CaseState[]; to: CaseState | 'by_remedy' | 'by_payment' | 'same'; by: Side }

/**
 * A case's life as data: who may take which step in which state, and where it leads. `by_remedy` is what the buyer asked
 * for; `by_payment` is money or goods, once the old goods are back.
 */
export const caseSteps = {
  grant: { from: ['asked', 'refused'], to: 'by_remedy', by: 'seller' },
  refuse: { from: ['asked'], to: 'refused', by: 'seller' },
  offer: { from: ['asked', 'refused'], to: 'offered', by: 'seller' },
  accept: { from: ['offered'], to: 'refunded', by: 'buyer' },
  decline: { from: ['offered'], to: 'refused', by: 'buyer' },
  send_back: { from: ['returning'], to: 'sent_back', by: 'buyer' },
  take_back: { from: ['returning', 'sent_back'], to: 'by_payment', by: 'seller' },
  contest: { from: ['sent_back'], to: 'disputed', by: 'seller' },
  resend: { from: ['resending'], to: 'resent', by: 'seller' },
  pay_instead: { from: ['resending'], to: 'refunded', by: 'seller' },
  confirm: { from: ['resent'], to: 'exchanged', by: 'buyer' },
  withdraw: { from: ['asked', 'offered', 'refused', 'returning', 'disputed'], to: 'withdrawn', by: 'buyer' },
  dispute: { from: ['refused', 'resent'], to: 'disputed', by: 'buyer' },
  decide_refund: { from: ['disputed'], to: 'refunded', by: 'centre' },
  decide_return: { from: ['disputed'], to: 'returning', by: 'centre' },
  decide_reject: { from: ['disputed'], to: 'rejected', by: 'centre' },
  silence: { from: ['asked'], to: 'by_remedy', by: 'time' },
  offer_lapse: { from: ['offered'], to: 'refused', by: 'time' },
  drop: { from: ['refused'], to: 'rejected', by: 'time' },
  lapse: { from: ['returning'], to: 'lapsed', by: 'time' },
  assume_back: { from: ['sent_back'], to: 'by_payment', by: 'time' },
  resend_late: { from: ['resending'], to: 'refunded', by: 'time' },
  assume_exchange: { from: ['resent'], to: 'exchanged', by: 'time' },
  overdue: { from: ['disputed'], to: 'same', by: 'time' },
} as const satisfies Record<string, Rule>
export type CaseStep = keyof typeof caseSteps

const HOUR = 3600
const DAY = 24 * HOUR

/** How long a state may last, and the step that silence takes then. All of them are rules of the platform, shown to both sides. */
export const deadlines: Readonly<
  Record<OpenState, { seconds: number; silence: CaseStep; whose: 'buyer' | 'seller' | 'centre' }>
> = {
  asked: { seconds: 48 * HOUR, silence: 'silence', whose: 'seller' },
  offered: { seconds: 3 * DAY, silence: 'offer_lapse', whose: 'buyer' },
  refused: { seconds: 7 * DAY, silence: 'drop', whose: 'buyer' },
  returning: { seconds: 7 * DAY, silence: 'lapse', whose: 'buyer' },
  sent_back: { seconds: 10 * DAY, silence: 'assume_back', whose: 'seller' },
  resending: { seconds: 7 * DAY, silence: 'resend_late', whose: 'seller' },
  resent: { seconds: 10 * DAY, silence: 'assume_exchange', whose: 'buyer' },
  disputed: { seconds: 10 * DAY, silence: 'overdue', whose: 'centre' },
}
/** Both sides have this long to show their evidence; then, or once both have spoken, the centre may decide. */
export const EVIDENCE_SECONDS = 3 * DAY

export const isOpen = (state: CaseState): state is OpenState => (openStates as readonly string[]).includes(state)

export const canStep = (step: CaseStep, state: CaseState): boolean =>
  (caseSteps[step].from as readonly CaseState[]).includes(state)

/** The steps one side may take now. */
export const stepsFor = (side: Side, state: CaseState): CaseStep[] =>
  (Object.keys(caseSteps) as CaseStep[]).filter((step) => caseSteps[step].by === side && canStep(step, state))

/** The state after a step. Refuses: aftersales.case.step_not_possible. */
export function caseAfter(step: CaseStep, state: CaseState, remedy: Remedy): CaseState {
  if (!canStep(step, state)) refuse('aftersales.case.step_not_possible', { step, state })
  const { to } = caseSteps[step]
  if (to === 'same') return state
  if (to === 'by_remedy') return remedy === 'refund' ? 'refunded' : remedy === 'resend' ? 'resending' : 'returning'
  if (to === 'by_payment') return remedy === 'return' || remedy === 'refund' ? 'refunded' : 'resending'
  return to
}

/** When silence has a consequence, after entering a state. A step that stays where it is has none any more. */
export function caseDue(state: CaseState, now: Instant): Instant | null {
  return isOpen(state) ? addSeconds(now, deadlines[state].seconds) : null
}

/** Whether the centre may decide: the time for evidence is over, or both sides have spoken since the dispute began. */
export function mayDecide(
  evidenceUntil: Instant,
  steps: readonly { step: string; side: string }[],
  now: Instant,
): boolean {
  if (now >= evidenceUntil) return true
  const began = steps.findLastIndex((s) => s.step === 'dispute' || s.step === 'contest')
  if (began === -1) return false
  const spoke = new Set(steps.slice(began).map((s) => s.side))
  return spoke.has('buyer') && spoke.has('seller')
}

export type SoldLot = { lotId: string; lotCode: string; units: number }

/** Which lots `units` of a line came from, leaving out what earlier cases already took; the last lot first, as it was packed last. */
export function lotsOfUnits(sold: readonly SoldLot[], taken: ReadonlyMap<string, number>, units: number): SoldLot[] {
  let left = units
  return sold.toReversed().flatMap((lot) => {
    const part = Math.min(left, Math.max(0, lot.units - (taken.get(lot.lotId) ?? 0)))
    left -= part
    return part > 0 ? [{ ...lot, units: part }] : []
  })
}

/** Shares units that came back whole over the lots of a case, in their order; the rest is written off. */
export function backOf(lots: readonly SoldLot[], shelfUnits: number) {
  let left = shelfUnits
  return lots.map((lot) => {
    const shelf = Math.min(left, lot.units)
    left -= shelf
    return { lotId: lot.lotId, shelfUnits: shelf, scrappedUnits: lot.units - shelf }
  })
}

/** What a case cost each of its lines, by units: refunds and the way back, to the fen. */
export const costByLine = (costFen: number, units: readonly number[]): number[] => apportion(costFen, units)
