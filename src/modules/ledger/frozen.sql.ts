import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { FrozenShare } from './settlement.ts'
import type { AgreedLine, AgreedPart } from './split.ts'

export type LockedShare = FrozenShare & {
  organisationId: string
  paymentId: string
  releaseId: string | null
  /** The instruction with which the gateway took the subsidy; null while it has not. */
  subsidyId: string | null
  partReleases: Map<number, string>
  /** Paid before lines were kept: one rate stands for all of it. */
  hasLines: boolean
  /** What the gateway of the payment can do. */
  releasesParts: boolean
  advancesRefunds: boolean
}

type Row = Omit<LockedShare, 'moved' | 'isReleased' | 'hasLines' | 'lines' | 'parts' | 'partReleases'> & {
  lines: AgreedLine[]
  rate: string
  parts: (AgreedPart & { releasedFen: number; backFen: number; releaseId: string | null })[] | null
}

const columns = `
  f.organisation_id AS "organisationId", f.payment_id AS "paymentId", f.amount_fen AS "amountFen", f.released_fen AS "releasedFen",
  f.commission_fen AS "commissionFen", f.commission_back_fen AS "commissionBackFen", f.shared_fen AS "sharedFen", f.fee_fen AS "feeFen",
  f.refunded_fen AS "refundedFen", f.drawn_fen AS "drawnFen", f.subsidy_fen AS "subsidyFen", f.subsidy_back_fen AS "subsidyBackFen",
  f.subsidy_drawn_fen AS "subsidyDrawnFen", f.release_id AS "releaseId", f.subsidy_id AS "subsidyId", f.releases_parts AS "releasesParts", f.advances_refunds AS "advancesRefunds", f.lines, f.fee_rate AS "feeRate", f.commission_rate AS rate,
  (SELECT jsonb_agg(jsonb_build_object('position', p.position, 'kind', p.kind, 'beneficiaryId', p.beneficiary_id, 'line', p.line, 'ruleId', p.rule_id,
      'stage', p.stage, 'agreedFen', p.agreed_fen, 'releasedFen', p.released_fen, 'backFen', p.back_fen, 'releaseId', p.release_id) ORDER BY p.position)
    FROM ledger.part p WHERE p.order_id = f.order_id) AS parts`

const lock = statement<Row & { orderId: string }>(
  'ledger.frozen.lock',
  `SELECT f.order_id AS "orderId", ${columns} FROM ledger.frozen f WHERE f.order_id = ANY($1::uuid[]) ORDER BY f.order_id FOR UPDATE OF f`,
)
const read = statement<Row>('ledger.frozen.read', `SELECT ${columns} FROM ledger.frozen f WHERE f.order_id = $1`)

/** An order's share, locked. Refuses: ledger.share.unknown. */
export async function lockShare(tx: Tx, orderId: string): Promise<LockedShare> {
  const [share] = await lockShares(tx, [orderId])
  return share ?? refuse('ledger.share.unknown')
}

/** Shares of several orders, locked in the order of their ids, given back in the order asked for. Refuses: ledger.share.unknown. */
export async function lockShares(tx: Tx, orderIds: readonly string[]): Promise<LockedShare[]> {
  const rows = new Map((await tx.run(lock, [orderIds])).map(({ orderId, ...row }) => [orderId, row]))
  return orderIds.map((id) => shareOf(rows.get(id) ?? refuse('ledger.share.unknown')))
}

/** Null before the order was paid. */
export async function shareById(sql: Pick<Tx, 'run'>, orderId: string): Promise<LockedShare | null> {
  const [row] = await sql.run(read, [orderId])
  return row === undefined ? null : shareOf(row)
}

function shareOf({ rate, ...row }: Row): LockedShare {
  const hasLines = row.lines.length > 0
  const whole: AgreedLine = {
    line: 0,
    paidFen: row.amountFen,
    refundedFen: row.refundedFen,
    rate,
    ruleId: null,
    subsidies: [],
  }
  const parts = row.parts ?? []
  return {
    ...row,
    lines: hasLines ? row.lines : [whole],
    hasLines,
    parts,
    isReleased: row.releaseId !== null,
    moved: new Map(parts.map(({ position, releasedFen, backFen }) => [position, { releasedFen, backFen }])),
    partReleases: new Map(
      parts.flatMap(({ position, releaseId }) => (releaseId === null ? [] : [[position, releaseId]])),
    ),
  }
}

const countRelease = statement(
  'ledger.frozen.released',
  `
  WITH moved AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS m("orderId" uuid, reference uuid, parts jsonb, "sellerFen" bigint, "commissionFen" bigint, "feeFen" bigint,
      "sharedFen" bigint, "isLast" boolean, "takesSubsidy" boolean)
  ), parts AS (
    UPDATE ledger.part p SET released_fen = p.released_fen + x.fen, release_id = m.reference
    FROM moved m, jsonb_to_recordset(m.parts) AS x(position int, fen bigint) WHERE p.order_id = m."orderId" AND p.position = x.position
  )
  UPDATE ledger.frozen f SET released_fen = f.released_fen + m."sellerFen", commission_fen = f.commission_fen + m."commissionFen",
    fee_fen = f.fee_fen + m."feeFen", shared_fen = f.shared_fen + m."sharedFen",
    release_id = CASE WHEN m."isLast" THEN m.reference ELSE f.release_id END,
    subsidy_id = CASE WHEN m."takesSubsidy" THEN coalesce(f.subsidy_id, m.reference) ELSE f.subsidy_id END
  FROM moved m WHERE f.order_id = m."orderId"`,
)

export type ReleasedCount = {
  orderId: string
  /** The instruction to the gateway. */
  reference: string
  sellerFen: number
  commissionFen: number
  feeFen: number
  parts: readonly { position: number; fen: number }[]
  isLast: boolean
  takesSubsidy: boolean
}

/** Counts what left the freezes to sellers, county, gateway and parts. `isLast` ends a freeze. */
export function countReleased(tx: Tx, moved: readonly ReleasedCount[]): void {
  const rows = moved.map((one) => ({ ...one, sharedFen: one.parts.reduce((sum, part) => sum + part.fen, 0) }))
  tx.send(countRelease, [JSON.stringify(rows)])
}

const countRefund = statement(
  'ledger.frozen.refunded',
  `
  WITH parts AS (
    UPDATE ledger.part p SET back_fen = p.back_fen + m.fen
    FROM jsonb_to_recordset($2::jsonb) AS m(position int, fen bigint) WHERE p.order_id = $1 AND p.position = m.position
  )
  UPDATE ledger.frozen SET lines = CASE WHEN lines = '[]' THEN lines ELSE $3::jsonb END, refunded_fen = refunded_fen + $4, drawn_fen = drawn_fen + $5,
    commission_back_fen = commission_back_fen + $6, subsidy_back_fen = subsidy_back_fen + $7, subsidy_drawn_fen = subsidy_drawn_fen + $8
  WHERE order_id = $1`,
)

/** Counts what went back to the buyer, to the bearers of discounts, and from those who had it. */
export function countRefunded(
  tx: Tx,
  orderId: string,
  moved: {
    lines: readonly AgreedLine[]
    refundedFen: number
    drawnFen: number
    commissionBackFen: number
    parts: readonly { position: number; fen: number }[]
    subsidyBackFen: number
    subsidyDrawnFen: number
  },
): void {
  const { refundedFen, drawnFen, commissionBackFen, subsidyBackFen, subsidyDrawnFen } = moved
  tx.send(countRefund, [
    orderId,
    JSON.stringify(moved.parts),
    JSON.stringify(moved.lines),
    refundedFen,
    drawnFen,
    commissionBackFen,
    subsidyBackFen,
    subsidyDrawnFen,
  ])
}
