import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { readableCode, uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import type { DecodedPhoto } from '../kernel/photo.ts'
import { decodeFields, photoFields } from '../kernel/photo.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, prose } from '../kernel/validation.ts'
import type { Cause, Remedy, SoldLot } from '../modules/aftersales/index.ts'
import {
  addEvidencePhotos,
  caseDue,
  caseState,
  causeRules,
  causes,
  claimFault,
  exemptionsOf,
  insertCase,
  lotsOfUnits,
  remedies,
  classAsSold,
  takenLots,
} from '../modules/aftersales/index.ts'
import type { OrderHead, OrderView } from '../modules/market/index.ts'
import { advanceOrders, dueAfter, lockOrder, ordersById, setOrderDue, stateAfter } from '../modules/market/index.ts'
import { lastDaysOf, wholeBack } from './case-parts.ts'

/** Units by line as one field of a form: `0:2,3:1` is two of line 0 and one of line 3. */
export const unitsByLine = z
  .string()
  .max(600)
  .regex(/^\d{1,3}:\d{1,3}(,\d{1,3}:\d{1,3})*$/)
  .transform((text) =>
    text.split(',').map((part) => {
      const [line = 0, units = 0] = part.split(':').map(Number)
      return { line, units }
    }),
  )

type Units = { line: number; units: number }[]
type Asked = { cause: Cause; remedy: Remedy; account: string; units: Units }

/**
 * Opens a case: the order's money waits from now on until the case has an end. Where it was released before, what the case pays comes
 * back from those who had it.
 */
export async function openCase(
  tx: Tx,
  actor: Actor,
  orderId: string,
  asked: Asked,
  photos: readonly DecodedPhoto[],
  now: Instant,
): Promise<{ caseId: string; code: string }> {
  const order = await lockOrder(tx, orderId)
  if (order === undefined || !buyerIdsOf(actor).includes(order.buyerId)) refuse('market.order.unknown')
  const [view] = await ordersById(tx, [orderId])
  if (view === undefined || !['shipped', 'received', 'completed'].includes(order.state))
    refuse('aftersales.case.order_not_there')
  await checkClaim(tx, view, asked, photos.length, now)
  const back = wholeBack(order, view, asked.cause, asked.units)
  if (back.lines.length === 0) refuse('aftersales.case.nothing_left')
  const caseId = uuidv7(now)
  const code = `S${civilDate(now).slice(2).replaceAll('-', '')}-${readableCode(6)}`
  await insertCase(
    tx,
    {
      id: caseId,
      code,
      orderId,
      orderCode: order.code,
      buyerId: order.buyerId,
      organisationId: order.organisationId,
      cause: asked.cause,
      remedy: asked.remedy,
      account: asked.account,
      wantedFen: back.amountFen,
      freightBearer: causeRules[asked.cause].freight,
      dueAt: caseDue('asked', now),
      lines: await linesOf(tx, view, asked.units),
    },
    now,
  )
  await addEvidencePhotos(tx, caseId, 'buyer', photos, now)
  await stopClock(tx, order, asked.cause, actor.kind, now)
  tx.effects.publish({
    name: 'aftersales.case.opened',
    subject: caseId,
    data: { orderId, buyerId: order.buyerId, organisationId: order.organisationId, cause: asked.cause },
  })
  return { caseId, code }
}

/** Holds a claim against the rules. Refuses with the rule that stands against it. */
async function checkClaim(tx: Tx, view: OrderView, asked: Asked, photos: number, now: Instant): Promise<void> {
  const rule = causeRules[asked.cause]
  if (!rule.remedies.includes(asked.remedy)) refuse('aftersales.case.remedy_not_possible')
  if (rule.photos && photos === 0) refuse('aftersales.case.photo_needed')
  const numbers = asked.units.map((u) => u.line)
  if (new Set(numbers).size < numbers.length) refuse('aftersales.case.line_twice')
  const exempt = new Set((await exemptionsOf(tx, [view.id])).map((e) => e.line))
  const lastDays = await lastDaysOf(tx, view)
  for (const { line: number, units } of asked.units) {
    const line = view.lines.find((l) => l.line === number) ?? refuse('market.order.unknown_line', { line: number })
    const left = line.units - line.refundedUnits
    if (units < 1 || units > left) refuse('market.order.refund_too_many', { line: number, left })
    const bestBefore = lastDays.get(number) ?? null
    const claimed = { class: classAsSold(view, line), exemptionConfirmed: exempt.has(number), bestBefore }
    const fault = claimFault(asked.cause, claimed, view.receivedAt, now)
    if (fault !== null) refuse(`aftersales.case.${fault}`)
  }
}

async function linesOf(tx: Tx, view: OrderView, units: Units) {
  const taken = Map.groupBy(await takenLots(tx, view.id), (row) => row.line)
  return units.flatMap(({ line: number, units: count }) => {
    const line = view.lines.find((l) => l.line === number)
    if (line === undefined) return []
    const { listingId, itemId, titleZh, titleEn } = line
    const gone = new Map(taken.get(number)?.map((row) => [row.lotId, row.units]))
    const lots: SoldLot[] = lotsOfUnits(line.lots, gone, count)
    return [{ line: number, listingId, itemId, titleZh, titleEn, units: count, lots }]
  })
}

/** Whoever complains of goods has them: receipt is said with it. The order's clock stands while the case is open. */
async function stopClock(tx: Tx, order: OrderHead, cause: Cause, actorKind: string, now: Instant): Promise<void> {
  if (order.state === 'shipped' && cause !== 'not_arrived') {
    const state = stateAfter('receive', order.state)
    await advanceOrders(
      tx,
      [order.id],
      { state, step: 'receive', dueAt: dueAfter('receive', now), actorKind, note: '' },
      now,
    )
  }
  setOrderDue(tx, order.id, null)
}

export const openMyCase = operation({
  name: 'aftersales.case.open',
  method: 'POST',
  path: '/aftersales/orders/{orderId}/cases',
  summary: 'The buyer claims about units of an order (`units` as line:units, such as 0:2,1:1), with up to three photos',
  access: buyer,
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({
    orderId: id,
    cause: z.enum(causes),
    remedy: z.enum(remedies),
    account: prose(500).default(''),
    units: unitsByLine,
    ...photoFields,
  }),
  output: z.object({ caseId: id, code: z.string(), state: caseState }),
  refusals: [
    'market.order.unknown',
    'market.order.unknown_line',
    'market.order.refund_too_many',
    'market.order.step_not_possible',
    'aftersales.case.order_not_there',
    'aftersales.case.open_already',
    'aftersales.case.remedy_not_possible',
    'aftersales.case.photo_needed',
    'aftersales.case.line_twice',
    'aftersales.case.exempt',
    'aftersales.case.too_late',
    'aftersales.case.arrived',
    'aftersales.case.not_food',
    'aftersales.case.nothing_left',
    'aftersales.photo.too_many',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
  ],
  prepare: (input) => decodeFields(input),
  async run({ tx, actor, now, prepared }, { orderId, cause, remedy, account, units }) {
    return {
      ...(await openCase(tx, actor, orderId, { cause, remedy, account, units }, prepared, now)),
      state: 'asked' as const,
    }
  },
})
