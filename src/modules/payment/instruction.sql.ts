import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type InstructionKind = 'release' | 'refund' | 'payout'
export type InstructionReceiver = {
  organisationId: string
  sellerAccount: string
  name: string
  kind: 'grower' | 'maker' | 'carrier' | 'brand'
  fen: number
}
/** Of released money: what comes back from whom, or that the platform lays it out. */
export type InstructionReleased = {
  releaseId: string
  commissionBackFen: number
  returns: { releaseId: string; sellerAccount: string; fen: number }[]
  payer: 'seller' | 'platform'
}

/** What the gateway is to do with a share. The id is the gateway's idempotency key. */
export type Instruction = {
  id: string
  kind: InstructionKind
  orderId: string
  amountFen: number
  commissionFen: number
  reason: string
  receivers?: readonly InstructionReceiver[]
  feeFen?: number
  subsidyFen?: number
  subsidyBackFen?: number
  /** False: the rest of the share stays frozen. */
  isLast?: boolean
  released?: InstructionReleased | null
  /** Whom a payout goes to, where it is not the seller. */
  to?: { organisationId: string; sellerAccount: string }
}

export type InstructionView = Required<Omit<Instruction, 'to'>> & {
  seq: number
  organisationId: string
  paymentId: string
  sellerAccount: string
  gateway: string
  state: 'asked' | 'pending' | 'done' | 'refused'
  answer: string
  askedAt: Instant
  endedAt: Instant | null
  shareRef: string | null
  shareFen: number
  shareSubsidyFen: number
}

export const INSTRUCTION_JOB = 'payment.instruct'

const insert = statement<{ id: string }>(
  'payment.instruction.insert',
  `
  INSERT INTO payment.instruction (id, kind, payment_id, order_id, organisation_id, seller_account, gateway, amount_fen, commission_fen, reason, asked_at,
    receivers, fee_fen, subsidy_fen, subsidy_back_fen, is_last, released)
  SELECT $1, $2, s.payment_id, s.order_id, coalesce($14::uuid, s.organisation_id), coalesce($15, s.seller_account), p.gateway, $4, $5, $6, $7,
    $8::jsonb, $9, $10, $11, $12, $13::jsonb
  FROM payment.share s JOIN payment.payment p ON p.id = s.payment_id WHERE s.order_id = $3 RETURNING id`,
)

/** Records an instruction and asks for the job that sends it after this commit. */
export async function instruct(tx: Tx, instruction: Instruction, now: Instant): Promise<void> {
  const { id, kind, orderId, amountFen, commissionFen, reason } = instruction
  const { receivers = [], feeFen = 0, subsidyFen = 0, subsidyBackFen = 0, isLast = true, released, to } = instruction
  tx.send(insert, [
    id,
    kind,
    orderId,
    amountFen,
    commissionFen,
    reason,
    now,
    JSON.stringify(receivers),
    feeFen,
    subsidyFen,
    subsidyBackFen,
    isLast,
    released ? JSON.stringify(released) : null,
    to?.organisationId ?? null,
    to?.sellerAccount ?? null,
  ])
  tx.effects.request({ name: INSTRUCTION_JOB, payload: { instructionId: id }, key: `instruction:${id}` })
}

const columns = `
  i.id, i.kind, i.order_id AS "orderId", i.organisation_id AS "organisationId", i.amount_fen AS "amountFen", i.commission_fen AS "commissionFen", i.reason,
  i.payment_id AS "paymentId", i.seller_account AS "sellerAccount", i.gateway, i.state, i.answer, i.asked_at AS "askedAt", i.ended_at AS "endedAt",
  i.seq, i.receivers, i.fee_fen AS "feeFen", i.subsidy_fen AS "subsidyFen", i.subsidy_back_fen AS "subsidyBackFen", i.is_last AS "isLast", i.released,
  s.share_ref AS "shareRef", s.amount_fen AS "shareFen", s.subsidy_fen AS "shareSubsidyFen"`
const from = 'FROM payment.instruction i JOIN payment.share s ON s.order_id = i.order_id'

/**
 * How many instructions about the order's money the gateway has not ended yet that must come before this one: a release waits for
 * refunds and releases asked before it, a refund for releases asked before it, a payout for nothing.
 */
const waitsFor = `(
  SELECT count(*)::int FROM payment.instruction e
  WHERE i.kind <> 'payout' AND e.order_id = i.order_id AND e.seq < i.seq AND e.state IN ('asked', 'pending')
    AND (e.kind = 'release' OR e.kind = 'refund' AND i.kind = 'release'))`

const byId = statement<InstructionView & { waitsFor: number }>(
  'payment.instruction.by_id',
  `SELECT ${columns}, ${waitsFor} AS "waitsFor" ${from} WHERE i.id = $1`,
)

/** An instruction, and for how many earlier ones it has to wait. */
export async function instructionById(sql: Sql, id: string): Promise<(InstructionView & { waitsFor: number }) | null> {
  const [row] = await sql.run(byId, [id])
  return row ?? null
}

const end = statement<InstructionView>(
  'payment.instruction.end',
  `
  WITH moved AS (
    UPDATE payment.instruction SET state = $2, answer = $3, ended_at = CASE WHEN $2 IN ('done', 'refused') THEN $4::timestamptz END
    WHERE id = $1 AND state IN ('asked', 'pending') RETURNING *
  )
  SELECT ${columns} FROM moved i JOIN payment.share s ON s.order_id = i.order_id`,
)

/** The instruction when this call moved it on; null when it had ended before. */
export async function moveInstruction(
  tx: Tx,
  id: string,
  state: 'pending' | 'done' | 'refused',
  answer: string,
  now: Instant,
): Promise<InstructionView | null> {
  return (await tx.run(end, [id, state, answer, now]))[0] ?? null
}

const open = statement<{ id: string }>(
  'payment.instruction.open',
  `
  SELECT id FROM payment.instruction WHERE state IN ('asked', 'pending') AND asked_at <= $1 ORDER BY asked_at LIMIT $2`,
)

/** Instructions without an end, for asking again. */
export async function openInstructions(sql: Sql, askedBefore: Instant, limit: number): Promise<string[]> {
  return (await sql.run(open, [askedBefore, limit])).map((row) => row.id)
}

const ofOrder = statement<InstructionView>(
  'payment.instruction.of_order',
  `SELECT ${columns} ${from} WHERE i.order_id = ANY($1::uuid[]) ORDER BY i.asked_at`,
)

export async function instructionsOf(sql: Sql, orderIds: readonly string[]): Promise<InstructionView[]> {
  return sql.run(ofOrder, [orderIds])
}
