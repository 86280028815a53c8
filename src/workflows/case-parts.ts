import type { CivilDate, Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Sql, Tx } from '../kernel/database.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Back, CaseHead, CaseState, CaseStep, Side } from '../modules/aftersales/index.ts'
import {
  caseAfter,
  caseDue,
  caseHead,
  caseLines,
  causeRules,
  EVIDENCE_SECONDS,
  isOpen,
  lockCase,
  moveCaseRow,
  partOf,
  withoutFreight,
} from '../modules/aftersales/index.ts'
import type { OrderHead, OrderView } from '../modules/market/index.ts'
import {
  canTake,
  lockOrder,
  ordersById,
  RECEIPT_ASSUMED_SECONDS,
  refundOf,
  RETURN_WINDOW_SECONDS,
  setOrderDue,
} from '../modules/market/index.ts'
import { organisationContact, village, villageLabel } from '../modules/people/index.ts'
import { expiryOfLots } from '../modules/stock/index.ts'
import { payBack } from './refund-order.ts'

export type LockedCase = { c: CaseHead; order: OrderHead }

/** Locks a case behind its order, in the order everyone takes them. Refuses: aftersales.case.unknown. */
export async function lockedCase(tx: Tx, caseId: string, mayTouch: (c: CaseHead) => boolean): Promise<LockedCase> {
  const seen = await caseHead(tx, caseId)
  if (seen === undefined || !mayTouch(seen)) refuse('aftersales.case.unknown')
  const order = (await lockOrder(tx, seen.orderId)) ?? refuse('aftersales.case.unknown')
  const c = (await lockCase(tx, caseId)) ?? refuse('aftersales.case.unknown')
  return { c, order }
}

/** By line, the day the first of its lots expires. */
export async function lastDaysOf(sql: Sql, view: Pick<OrderView, 'lines'>): Promise<Map<number, CivilDate>> {
  const expiry = await expiryOfLots(
    sql,
    view.lines.flatMap((line) => line.lots.map((lot) => lot.lotId)),
  )
  return new Map(
    view.lines.flatMap((line): [number, CivilDate][] => {
      const [first] = line.lots.flatMap((lot) => expiry.get(lot.lotId) ?? []).sort()
      return first === undefined ? [] : [[line.line, first]]
    }),
  )
}

/** What giving back the units of a case would pay now; units that went back elsewhere are left out. */
export function wholeBack(
  order: OrderHead,
  view: OrderView,
  cause: CaseHead['cause'],
  units: readonly { line: number; units: number }[],
): Back {
  const left = new Map(view.lines.map((l) => [l.line, l.units - l.refundedUnits]))
  const wanted = units
    .map(({ line, units: count }) => ({ line, units: Math.min(count, left.get(line) ?? 0) }))
    .filter((one) => one.units > 0)
  const whole = refundOf(view.lines, wanted, order.freightFen - order.freightRefundedFen)
  return causeRules[cause].deliveryFreightBack ? whole : withoutFreight(whole)
}

export type Said = {
  side: Side
  note: string
  /** How much goes back where the step pays; all that was wanted where nothing is said. */
  amountFen?: number
  offeredFen?: number
  returnTo?: string
  returnFreightFen?: number
}

/** Takes one step of a case with its consequences: money, the order's clock, the county's events. */
export async function stepCase(
  tx: Tx,
  { c, order }: LockedCase,
  step: CaseStep,
  said: Said,
  now: Instant,
): Promise<CaseState> {
  const state = caseAfter(step, c.state, c.remedy)
  const paidFen = state === 'refunded' ? await payCase(tx, c, order, said, now) : null
  const goesBack = state === 'returning' && c.state !== 'returning'
  moveCaseRow(
    tx,
    c.id,
    {
      state,
      step,
      side: said.side,
      note: said.note,
      dueAt: step === 'overdue' ? null : caseDue(state, now),
      closedAt: isOpen(state) ? null : now,
      amountFen: paidFen ?? said.offeredFen ?? null,
      offeredFen: said.offeredFen ?? null,
      refundedFen: paidFen ?? 0,
      evidenceUntil: state === 'disputed' && step !== 'overdue' ? addSeconds(now, EVIDENCE_SECONDS) : null,
      returnTo: goesBack ? (said.returnTo ?? (await addressOfSeller(tx, c.organisationId))) : null,
      returnFreightFen: said.returnFreightFen ?? 0,
    },
    now,
  )
  if (!isOpen(state)) await resumeOrder(tx, order.id, now)
  tx.effects.publish({
    name: 'aftersales.case.moved',
    subject: c.id,
    data: { orderId: c.orderId, buyerId: c.buyerId, organisationId: c.organisationId, step, state, side: said.side },
  })
  return state
}

async function payCase(tx: Tx, c: CaseHead, order: OrderHead, said: Said, now: Instant): Promise<number> {
  const [view] = await ordersById(tx, [order.id])
  if (view === undefined || !canTake('refund', order.state)) return 0
  const whole = wholeBack(order, view, c.cause, await caseLines(tx, c.id))
  const wantedFen = said.amountFen ?? c.wantedFen
  const back = partOf(whole, Math.min(wantedFen, c.wantedFen))
  if (back.lines.length === 0 && back.amountFen === 0) return 0
  await payBack(
    tx,
    order,
    back,
    { cause: 'case', actorKind: said.side === 'time' ? 'system' : 'person', reason: c.code, dueAt: null },
    now,
  )
  return back.amountFen
}

/** Sets the order's clock as if the case had not been, but never into the past. */
async function resumeOrder(tx: Tx, orderId: string, now: Instant): Promise<void> {
  const [view] = await ordersById(tx, [orderId])
  const due = view === undefined ? null : dueOf(view)
  setOrderDue(tx, orderId, due === null || due > now ? due : now)
}

function dueOf(view: OrderView): Instant | null {
  if (view.state === 'received' && view.receivedAt !== null) return addSeconds(view.receivedAt, RETURN_WINDOW_SECONDS)
  if (view.state === 'shipped' && view.shippedAt !== null) return addSeconds(view.shippedAt, RECEIPT_ASSUMED_SECONDS)
  return null
}

/** Where goods go back to when the seller named no other place: name, telephone and village as the county knows them. */
async function addressOfSeller(tx: Tx, organisationId: string): Promise<string> {
  const seller = await organisationContact(tx, organisationId)
  if (seller === null) return ''
  const at = village(seller.villageCode)
  return [at === undefined ? '' : villageLabel(at, 'zh'), seller.nameZh, seller.contactName, seller.contactPhone]
    .filter((part) => part !== '')
    .join(' ')
}
