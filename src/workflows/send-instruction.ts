import { z } from 'zod'
import type { App } from '../kernel/app.ts'
import type { Instant } from '../kernel/clock.ts'
import { addSeconds } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { job } from '../kernel/jobs.ts'
import { bookPayout, claimPayout, endPayout } from '../modules/ledger/index.ts'
import type { Answer, Gateway, InstructionView, Settled } from '../modules/payment/index.ts'
import {
  INSTRUCTION_JOB,
  instruct,
  instructionById,
  moveInstruction,
  noticePath,
  openInstructions,
} from '../modules/payment/index.ts'

/** Sends one instruction to its gateway. Sent again after a fault, it has one effect: its id is the gateway's key. */
export const sendInstructionJob = job({
  name: INSTRUCTION_JOB,
  payload: z.object({ instructionId: z.uuid() }),
  run: (app, { instructionId }) => sendInstruction(app, instructionId),
})

export async function sendInstruction(app: App, instructionId: string): Promise<void> {
  const instruction = await app.database.read((sql) => instructionById(sql, instructionId))
  if (instruction === null || instruction.state === 'done' || instruction.state === 'refused') return
  // Money of an order moves in the order in which it was asked: what came after would find nothing, or too much.
  if (instruction.waitsFor > 0)
    throw new Error(`the ${instruction.kind} ${instruction.id} waits for ${instruction.waitsFor} earlier instructions`)
  const answer = await send(app.ports.gateways.byName(instruction.gateway), instruction, app.ports.publicUrl)
  await app.database.transact((tx) => recordAnswer(tx, instruction, answer, app.clock.now()))
  if (answer.result === 'refused')
    app.log.error({ instruction: instruction.id, code: answer.code, final: answer.final }, 'gateway refused')
  // The job is tried again later by the worker.
  if (answer.result === 'refused' && !answer.final) throw new Error(`the gateway refused for now: ${answer.code}`)
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

async function recordAnswer(
  tx: Tx,
  instruction: InstructionView,
  answer: Answer<Settled>,
  now: Instant,
): Promise<void> {
  if (answer.result === 'done') await settleInstruction(tx, instruction.id, answer.gatewayRef, now)
  else if (answer.result === 'pending') await moveInstruction(tx, instruction.id, 'pending', '', now)
  else if (answer.final) await refuseInstruction(tx, instruction, `${answer.code}: ${answer.gatewayMessage}`, now)
}

/** The gateway will not do it, a person decides. What a payout had set aside is the organisation's again. */
async function refuseInstruction(tx: Tx, instruction: InstructionView, why: string, now: Instant): Promise<void> {
  const moved = await moveInstruction(tx, instruction.id, 'refused', why.slice(0, 300), now)
  if (moved?.kind === 'payout') await endPayout(tx, instruction.organisationId, instruction.amountFen)
}

/** The gateway did what it was told. A release is followed by the payout, a payout is booked. */
export async function settleInstruction(
  tx: Tx,
  instructionId: string,
  gatewayRef: string,
  now: Instant,
): Promise<void> {
  const instruction = await moveInstruction(tx, instructionId, 'done', gatewayRef, now)
  if (instruction === null) return
  const { organisationId, orderId, amountFen } = instruction
  if (instruction.kind === 'payout')
    await bookPayout(tx, { organisationId, orderId, amountFen, reference: instructionId }, now)
  if (instruction.kind === 'release') await payOut(tx, instruction, now)
}

/** What was released is paid out to the seller and to each receiver, less what they owe. */
async function payOut(tx: Tx, release: InstructionView, now: Instant): Promise<void> {
  const { organisationId, sellerAccount, receivers, orderId } = release
  const receivedFen = receivers.reduce((sum, one) => sum + one.fen, 0)
  const sellerFen = release.amountFen - release.commissionFen - release.feeFen - receivedFen
  for (const one of [{ organisationId, sellerAccount, fen: sellerFen }, ...receivers]) {
    const amountFen = await claimPayout(tx, one.organisationId, one.fen)
    if (amountFen === 0) continue
    const to = { organisationId: one.organisationId, sellerAccount: one.sellerAccount }
    await instruct(tx, { id: uuidv7(now), kind: 'payout', orderId, amountFen, commissionFen: 0, reason: '', to }, now)
  }
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
    for (const id of ids)
      await sendInstruction(app, id).catch((error: Error) =>
        app.log.warn({ instruction: id, err: error }, 'instruction still open'),
      )
  },
})
