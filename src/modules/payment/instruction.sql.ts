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
  SELECT g.id, g.kind, s.payment_id, s.order_id, coalesce(g."organisationId", s.organisation_id), coalesce(g."sellerAccount", s.seller_account), p.gateway,
    g."amountFen", g."commissionFen", g.reason, $2, g.receivers, g."feeFen", g."subsidyFen", g."subsidyBackFen", g."isLast", g.released
  FROM jsonb_to_recordset($1::jsonb) AS g(place int, id uuid, kind text, "orderId" uuid, "amountFen" bigint, "commissionFen" bigint, reason text,
    receivers jsonb, "feeFen" bigint, "subsidyFen" bigint, "subsidyBackFen" bigint, "isLast" boolean, released jsonb, "organisationId" uuid, "sellerAccount" text)
  JOIN payment.share s ON s.order_id = g."orderId" JOIN payment.payment p ON p.id = s.payment_id ORDER BY g.place`,
)

const unsaid = { receivers: [], feeFen: 0, subsidyFen: 0, subsidyBackFen: 0, isLast: true, released: null }

/** Records instructions, in their order, and asks for the job that sends them together after this commit. */
export function instruct(tx: Tx, instructions: readonly Instruction[], now: Instant): void {
  const ids = instructions.map(({ id }) => id)
  if (ids.length === 0) return
  const rows = instructions.map(({ to, ...one }, place) => ({ ...unsaid, ...one, ...to, place }))
  tx.send(insert, [JSON.stringify(rows), now])
  tx.effects.request({ name: INSTRUCTION_JOB, payload: { instructionIds: ids }, key: `instruction:${ids[0]}` })
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

export type WaitingInstruction = InstructionView & { waitsFor: number }

const unended = statement<WaitingInstruction>(
  'payment.instruction.unended',
  `SELECT ${columns}, ${waitsFor} AS "waitsFor" ${from} WHERE i.id = ANY($1::uuid[]) AND i.state IN ('asked', 'pending') ORDER BY i.seq`,
)

/** Those of the instructions that have no end yet, and for how many earlier ones each has to wait. */
export async function instructionsToSend(sql: Sql, ids: readonly string[]): Promise<WaitingInstruction[]> {
  return sql.run(unended, [ids])
}

export type InstructionMove = { id: string; state: 'pending' | 'done' | 'refused'; answer: string }

const end = statement<InstructionView>(
  'payment.instruction.end',
  `
  WITH told AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS t(id uuid, state text, answer text)),
  locked AS (
    SELECT i.id FROM payment.instruction i JOIN told t ON t.id = i.id WHERE i.state IN ('asked', 'pending') ORDER BY i.id FOR UPDATE OF i
  ), moved AS (
    UPDATE payment.instruction i SET state = t.state, answer = t.answer, ended_at = CASE WHEN t.state IN ('done', 'refused') THEN $2::timestamptz END
    FROM told t WHERE i.id = t.id AND i.id IN (SELECT id FROM locked) RETURNING i.*
  )
  SELECT ${columns} FROM moved i JOIN payment.share s ON s.order_id = i.order_id ORDER BY i.seq`,
)

/** The instructions this call moved on; those that had ended before are left out. */
export async function moveInstructions(
  tx: Tx,
  moves: readonly InstructionMove[],
  now: Instant,
): Promise<InstructionView[]> {
  return moves.length === 0 ? [] : tx.run(end, [JSON.stringify(moves), now])
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
