import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds, civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, prose } from '../kernel/validation.ts'
import { lockOrders, setSupply } from '../modules/market/index.ts'
import type { PlanRow } from '../modules/supply/index.ts'
import {
  changePlanState,
  checkWindow,
  closeSlip,
  heldUnder,
  insertSlip,
  lockPlan,
  movePlanWindow,
  oweBookingsBack,
  slipsOf,
  waitingFor,
  windowInput,
} from '../modules/supply/index.ts'
import { cancelOrder } from './cancel-order.ts'
import { PAY_BACK_JOB } from './pay-back-bookings.ts'

const DAY_SECONDS = 86_400

/** A harvest that is still awaited. Refuses: supply.plan.unknown, supply.plan.wrong_kind, supply.plan.not_open. */
async function lockAwaited(tx: Tx, organisationId: string, planId: string): Promise<PlanRow> {
  const plan = await lockPlan(tx, planId)
  if (plan?.organisationId !== organisationId) refuse('supply.plan.unknown')
  if (plan.kind !== 'harvest') refuse('supply.plan.wrong_kind')
  if (plan.state !== 'open' && plan.state !== 'closed') refuse('supply.plan.not_open')
  return plan
}

const planRefusals = ['supply.plan.unknown', 'supply.plan.wrong_kind', 'supply.plan.not_open']
const reason = prose(500).pipe(z.string().min(1))

export const announceSlip = operation({
  name: 'supply.presale.slip',
  method: 'POST',
  path: '/supply/organisations/{organisationId}/presales/{planId}/slips',
  summary: 'The harvest will be ripe on other days: everyone who waits is re-dated, told, and may answer until a day',
  access: member('seller'),
  input: z.object({ organisationId: id, planId: id, window: windowInput, reason }),
  output: z.object({ slipId: id, answerBy: z.date(), asked: z.int() }),
  refusals: [
    ...planRefusals,
    'supply.window.not_in_order',
    'supply.window.past',
    'supply.window.too_far',
    'supply.window.same',
  ],
  async run({ tx, now }, { organisationId, planId, window, reason: why }) {
    const plan = await lockAwaited(tx, organisationId, planId)
    checkWindow(window, civilDate(now))
    const old = { from: plan.windowFrom ?? '', to: plan.windowTo ?? '' }
    if (window.from === old.from && window.to === old.to) refuse('supply.window.same')
    const answerBy = addSeconds(now, (plan.answerDays ?? 1) * DAY_SECONDS)
    await movePlanWindow(tx, planId, window)
    const slipId = await insertSlip(tx, planId, { old, new: window }, { reason: why, answerBy }, now)
    const orderIds = (await waitingFor(tx, planId)).map((one) => one.orderId)
    if (orderIds.length > 0) tx.effects.publish({ name: 'supply.slip.announced', subject: planId, data: { orderIds } })
    return { slipId, answerBy, asked: orderIds.length }
  },
})

export const cancelHarvest = operation({
  name: 'supply.presale.cancel',
  method: 'POST',
  path: '/supply/organisations/{organisationId}/presales/{planId}/cancellation',
  summary: 'There will be no harvest: everyone who waits gets everything back',
  access: member('seller'),
  input: z.object({ organisationId: id, planId: id, reason }),
  output: z.object({ planId: id, refunded: z.int() }),
  refusals: [...planRefusals, 'market.order.step_not_possible'],
  audit: (input, output) => ({ planId: input.planId, reason: input.reason, refunded: output.refunded }),
  async run({ tx, now }, { organisationId, planId }) {
    const plan = await lockAwaited(tx, organisationId, planId)
    await giveUpUnpaid(tx, planId, now)
    const refunded = await endHarvest(tx, plan, now)
    return { planId, refunded }
  },
})

/** Orders that are just being paid end too; a payment on its way goes back as any that comes too late. */
async function giveUpUnpaid(tx: Tx, planId: string, now: Instant): Promise<void> {
  const unpaid = await lockOrders(tx, await heldUnder(tx, planId))
  for (const order of unpaid)
    if (order.state === 'awaiting_payment')
      await cancelOrder(tx, order, { actorKind: 'system', note: 'harvest_cancelled', goodsAreThere: true }, now)
}

async function endHarvest(tx: Tx, plan: PlanRow, now: Instant): Promise<number> {
  const orderIds = (await waitingFor(tx, plan.id)).map((one) => one.orderId)
  const refunded = await oweBookingsBack(tx, orderIds, 'harvest_cancelled')
  const [slip] = await slipsOf(tx, [plan.id], 1)
  if (slip !== undefined && slip.closedAt === null) await closeSlip(tx, slip.id, now)
  await changePlanState(tx, plan.id, 'cancelled', now)
  await setSupply(tx, plan.listingId, 'stock')
  if (refunded > 0) tx.effects.request({ name: PAY_BACK_JOB, payload: {} })
  return refunded
}
