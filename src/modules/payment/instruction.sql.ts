import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type InstructionKind = 'release' | 'refund' | 'payout'

/** What the gateway is to do with a share. The id is the gateway's idempotency key. */
export type Instruction = {
  id: string
  kind: InstructionKind
  orderId: string
  amountFen: number
  commissionFen: number
  reason: string
}

export type InstructionView = Instruction & {
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
}

export const INSTRUCTION_JOB = 'payment.instruct'

const insert = statement<{ id: string }>(
  'payment.instruction.insert',
  `
  INSERT INTO payment.instruction (id, kind, payment_id, order_id, organisation_id, seller_account, gateway, amount_fen, commission_fen, reason, asked_at)
  SELECT $1, $2, s.payment_id, s.order_id, s.organisation_id, s.seller_account, p.gateway, $4, $5, $6, $7
  FROM payment.share s JOIN payment.payment p ON p.id = s.payment_id WHERE s.order_id = $3 RETURNING id`,
)

/** Records an instruction and asks for the job that sends it after this commit. */
export async function instruct(tx: Tx, instruction: Instruction, now: Instant): Promise<void> {
  const { id, kind, orderId, amountFen, commissionFen, reason } = instruction
  tx.send(insert, [id, kind, orderId, amountFen, commissionFen, reason, now])
  tx.effects.request({ name: INSTRUCTION_JOB, payload: { instructionId: id }, key: `instruction:${id}` })
}

const columns = `
  i.id, i.kind, i.order_id AS "orderId", i.organisation_id AS "organisationId", i.amount_fen AS "amountFen", i.commission_fen AS "commissionFen", i.reason,
  i.payment_id AS "paymentId", i.seller_account AS "sellerAccount", i.gateway, i.state, i.answer, i.asked_at AS "askedAt", i.ended_at AS "endedAt",
  s.share_ref AS "shareRef", s.amount_fen AS "shareFen"`
const from = 'FROM payment.instruction i JOIN payment.share s ON s.order_id = i.order_id'

const byId = statement<InstructionView>('payment.instruction.by_id', `SELECT ${columns} ${from} WHERE i.id = $1`)

export async function instructionById(sql: Sql, id: string): Promise<InstructionView | null> {
  const [row] = await sql.run(byId, [id])
  return row ?? null
}

const end = statement<{ id: string }>(
  'payment.instruction.end',
  `
  UPDATE payment.instruction SET state = $2, answer = $3, ended_at = CASE WHEN $2 IN ('done', 'refused') THEN $4::timestamptz END
  WHERE id = $1 AND state IN ('asked', 'pending') RETURNING id`,
)

/** True when this call moved the instruction on; an ended one stays as it is. */
export async function moveInstruction(
  tx: Tx,
  id: string,
  state: 'pending' | 'done' | 'refused',
  answer: string,
  now: Instant,
): Promise<boolean> {
  return (await tx.run(end, [id, state, answer, now])).length > 0
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

const refundsOpen = statement<{ count: number }>(
  'payment.instruction.refunds_open',
  `
  SELECT count(*)::int AS count FROM payment.instruction WHERE order_id = $1 AND kind = 'refund' AND state IN ('asked', 'pending')`,
)

/** How many refunds of an order the gateway has not ended yet: its release must wait for them. */
export async function refundsUnderWay(sql: Sql, orderId: string): Promise<number> {
  return (await sql.run(refundsOpen, [orderId]))[0]?.count ?? 0
}

const ofOrder = statement<InstructionView>(
  'payment.instruction.of_order',
  `SELECT ${columns} ${from} WHERE i.order_id = ANY($1::uuid[]) ORDER BY i.asked_at`,
)

export async function instructionsOf(sql: Sql, orderIds: readonly string[]): Promise<InstructionView[]> {
  return sql.run(ofOrder, [orderIds])
}
