import { z } from 'zod'
import type { App } from '../kernel/app.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { job } from '../kernel/jobs.ts'
import { bookPayouts, claimPayout, endPayouts, lockPurses } from '../modules/ledger/index.ts'
import type {
  Answer,
  Gateway,
  Instruction,
  InstructionMove,
  InstructionView,
  Settled,
} from '../modules/payment/index.ts'
import {
  INSTRUCTION_JOB,
  instruct,
  instructionsToSend,
  moveInstructions,
  noticePath,
  openInstructions,
} from '../modules/payment/index.ts'

/** Instructions whose answers are recorded in one transaction, and how many of them are on the wire at once. */
const TOGETHER = 25
const AT_ONCE = 8

/** Those decided together are sent together; a job queued by an earlier release names one. */
export const sendInstructionsJob = job({
  name: INSTRUCTION_JOB,
  payload: z.union([
    z.object({ instructionIds: z.array(z.uuid()) }),
    z.object({ instructionId: z.uuid() }).transform(({ instructionId }) => ({ instructionIds: [instructionId] })),
  ]),
  run: (app, { instructionIds }) => sendInstructions(app, instructionIds),
})

/**
 * Sends instructions to their gateways. Sent again after a fault, each has one effect: its id is the gateway's key. Throws where one
 * of them has no answer yet, so that the worker tries again later; the others do not wait for it.
 */
export async function sendInstructions(app: App, ids: readonly string[]): Promise<void> {
  const faults: unknown[] = []
  for (let at = 0; at < ids.length; at += TOGETHER) faults.push(...(await sendSome(app, ids.slice(at, at + TOGETHER))))
  if (faults.length > 0) throw faults[0]
}

type Answered = { instruction: InstructionView; answer: Answer<Settled> }

/** What kept instructions from coming to an answer that is recorded. */
async function sendSome(app: App, ids: readonly string[]): Promise<unknown[]> {
  const open = await app.database.read((sql) => instructionsToSend(sql, ids))
  const faults: unknown[] = []
  const answered: Answered[] = []
  const sendOne = async ({ waitsFor, ...instruction }: (typeof open)[number]) => {
    // Money of an order moves in the order in which it was asked: what came after would find nothing, or too much.
    if (waitsFor > 0)
      throw new Error(`the ${instruction.kind} ${instruction.id} waits for ${waitsFor} earlier instructions`)
    const gateway = app.ports.gateways.byName(instruction.gateway)
    answered.push({ instruction, answer: await send(gateway, instruction, app.ports.publicUrl) })
  }
  for (let at = 0; at < open.length; at += AT_ONCE)
    await Promise.all(
      open.slice(at, at + AT_ONCE).map((one) => sendOne(one).catch((error: unknown) => faults.push(error))),
    )
  faults.push(...(await record(app, answered)))
  for (const { instruction, answer } of answered) {
    if (answer.result !== 'refused') continue
    app.log.error({ instruction: instruction.id, code: answer.code, final: answer.final }, 'gateway refused')
    if (!answer.final) faults.push(new Error(`the gateway refused for now: ${answer.code}`))
  }
  return faults
}

/** Together, or, where one of them cannot be recorded, each by itself. */
async function record(app: App, answered: readonly Answered[]): Promise<unknown[]> {
  if (answered.length === 0) return []
  const faults: unknown[] = []
  try {
    await app.database.transact((tx) => moveOn(tx, answered.flatMap(moveOf), app.clock.now()))
  } catch (error) {
    if (answered.length === 1) return [error]
    for (const one of answered) faults.push(...(await record(app, [one])))
  }
  return faults
}

async function send(gateway: Gateway, i: InstructionView, publicUrl: string): Promise<Answer<Settled>> {
  const share = {
    paymentId: i.paymentId,
    shareId: i.orderId,
    shareRef: i.shareRef ?? '',
    sellerAccount: i.sellerAccount,
    shareFen: i.shareFen,
    ...(i.shareSubsidyFen > 0 && { subsidyFen: i.shareSubsidyFen }),
  }
  switch (i.kind) {
    case 'release':
      return gateway.release({ ...i, releaseId: i.id, share })
    case 'refund':
      return gateway.refund({
        refundId: i.id,
        share,
        amountFen: i.amountFen,
        reason: i.reason,
        notifyUrl: `${publicUrl}${noticePath(gateway.name)}`,
        subsidyBackFen: i.subsidyBackFen,
        ...(i.released !== null && { released: i.released }),
      })
    case 'payout':
      // Some gateways pay out by themselves once a share is released.
      if (gateway.payout === undefined) return { result: 'done', gatewayRef: '', amountFen: i.amountFen, at: null }
      return gateway.payout({
        payoutId: i.id,
        sellerAccount: i.sellerAccount,
        amountFen: i.amountFen,
        remark: i.orderId,
      })
  }
}

/** What an answer makes of an instruction; nothing where the gateway refused only for now. */
function moveOf({ instruction: { id }, answer }: Answered): InstructionMove[] {
  if (answer.result === 'done') return [{ id, state: 'done', answer: answer.gatewayRef }]
  if (answer.result === 'pending') return [{ id, state: 'pending', answer: '' }]
  return answer.final
    ? [{ id, state: 'refused', answer: `${answer.code}: ${answer.gatewayMessage}`.slice(0, 300) }]
    : []
}

/** What the gateway said of instructions: payouts done are booked, those refused are the organisation's again, releases done are paid out. */
export async function moveOn(tx: Tx, moves: readonly InstructionMove[], now: Instant): Promise<void> {
  const moved = await moveInstructions(tx, moves, now)
  const ended = (kind: InstructionView['kind'], state: InstructionView['state']) =>
    moved.filter((one) => one.kind === kind && one.state === state)
  const [paid, refused, released] = [ended('payout', 'done'), ended('payout', 'refused'), ended('release', 'done')]
  const purses = [...paid, ...refused, ...released.flatMap((one) => [one, ...one.receivers])]
  const ids = [...new Set(purses.map(({ organisationId }) => organisationId))].sort()
  // Several purses are locked in the order of their ids, as everyone does.
  if (ids.length > 1) await lockPurses(tx, ids)
  if (paid.length > 0)
    await bookPayouts(
      tx,
      paid.map((one) => ({ ...one, reference: one.id })),
      now,
    )
  if (refused.length > 0) await endPayouts(tx, refused)
  await payOut(tx, released, now)
}

/** What was released is paid out to the seller and to each receiver, less what they owe. */
async function payOut(tx: Tx, releases: readonly InstructionView[], now: Instant): Promise<void> {
  const payouts: Instruction[] = []
  for (const { organisationId, sellerAccount, receivers, orderId, ...release } of releases) {
    const receivedFen = receivers.reduce((sum, one) => sum + one.fen, 0)
    const sellerFen = release.amountFen - release.commissionFen - release.feeFen - receivedFen
    for (const one of [{ organisationId, sellerAccount, fen: sellerFen }, ...receivers]) {
      const amountFen = await claimPayout(tx, one.organisationId, one.fen)
      if (amountFen === 0) continue
      const to = { organisationId: one.organisationId, sellerAccount: one.sellerAccount }
      payouts.push({ id: uuidv7(now), kind: 'payout', orderId, amountFen, commissionFen: 0, reason: '', to })
    }
  }
  instruct(tx, payouts, now)
}

const ASK_AGAIN_SECONDS = 600
const BATCH = 100

/** Instructions without an end are sent again: the answer or its notice may have been lost. */
export const resendInstructionsJob = job({
  name: 'payment.resend-instructions',
  payload: z.unknown(),
  every: '*/10 * * * *',
  async run(app) {
    const ids = await app.database.read((sql) =>
      openInstructions(sql, addSeconds(app.clock.now(), -ASK_AGAIN_SECONDS), BATCH),
    )
    await sendInstructions(app, ids).catch((error: Error) => app.log.warn({ err: error }, 'instructions still open'))
  },
})
