import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, startOfDay } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { BillKind, Booked, BookedKind, Difference, DifferenceState, Reason } from './bill.ts'
import { likelyReason } from './bill.ts'
import type { BillLine } from './gateways/port.ts'

const insertBill = statement<{ gateway: string }>(
  'payment.bill.insert',
  `
  INSERT INTO payment.bill (gateway, bill_date, lines, fetched_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING gateway`,
)
const insertLines = statement(
  'payment.bill.lines.insert',
  `
  INSERT INTO payment.bill_line (gateway, bill_date, position, kind, our_id, gateway_ref, seller_account, amount_fen, at)
  SELECT $1, $2, l.position, l.kind, coalesce(l."ourId", ''), l."gatewayRef", coalesce(l."sellerAccount", ''), l."amountFen", l.at
  FROM jsonb_to_recordset($3::jsonb) AS l(position int, kind text, "ourId" text, "gatewayRef" text, "sellerAccount" text, "amountFen" bigint, at timestamptz)`,
)
const LINES_AT_ONCE = 5_000

/** Keeps a day's bill; false when that day was kept before. */
export async function storeBill(
  tx: Tx,
  gateway: string,
  date: CivilDate,
  lines: readonly BillLine[],
  now: Instant,
): Promise<boolean> {
  if ((await tx.run(insertBill, [gateway, date, lines.length, now])).length === 0) return false
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    const part = lines.slice(from, from + LINES_AT_ONCE).map((line, i) => ({ ...line, position: from + i }))
    await tx.run(insertLines, [gateway, date, JSON.stringify(part)])
  }
  return true
}

const storedLines = statement<BillLine>(
  'payment.bill.lines',
  `
  SELECT kind, nullif(our_id, '') AS "ourId", gateway_ref AS "gatewayRef", nullif(seller_account, '') AS "sellerAccount", amount_fen AS "amountFen", at
  FROM payment.bill_line WHERE gateway = $1 AND bill_date = $2 ORDER BY position`,
)

export async function billLines(sql: Sql, gateway: string, date: CivilDate): Promise<BillLine[]> {
  return sql.run(storedLines, [gateway, date])
}

const booked = statement<Booked>(
  'payment.bill.booked',
  `
  WITH named AS (
    SELECT DISTINCT our_id::uuid AS id FROM payment.bill_line
    WHERE gateway = $1 AND bill_date = $2 AND our_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  ), paid AS (
    SELECT id FROM payment.payment WHERE gateway = $1 AND state = 'paid' AND paid_at >= $3 AND paid_at < $4
    UNION SELECT s.payment_id FROM payment.share s JOIN named n ON n.id = s.order_id
  ), done AS (
    SELECT id FROM payment.instruction WHERE gateway = $1 AND state = 'done' AND ended_at >= $3 AND ended_at < $4
    UNION SELECT id FROM named
  ), ours AS (
    SELECT 'payment' AS kind, s.order_id AS id, s.seller_account, s.amount_fen, p.state = 'paid' AS ended, p.paid_at AS at
    FROM paid JOIN payment.payment p ON p.id = paid.id JOIN payment.share s ON s.payment_id = p.id WHERE p.gateway = $1
    UNION ALL
    SELECT part.kind, i.id, part.seller_account, part.amount_fen, i.state = 'done', i.ended_at
    FROM done JOIN payment.instruction i ON i.id = done.id, LATERAL (
      VALUES (i.kind, i.seller_account, i.amount_fen - CASE i.kind WHEN 'release' THEN i.commission_fen + i.fee_fen + payment.receivers_sum(i.receivers) ELSE 0 END),
             ('commission', i.seller_account, CASE i.kind WHEN 'release' THEN i.commission_fen ELSE 0 END),
             ('fee', i.seller_account, i.fee_fen),
             ('subsidy', i.seller_account, i.subsidy_fen)
      UNION ALL
      SELECT 'share', r->>'sellerAccount', (r->>'fen')::bigint FROM jsonb_array_elements(i.receivers) AS r
    ) AS part(kind, seller_account, amount_fen)
    WHERE i.gateway = $1 AND part.amount_fen > 0
  )
  SELECT kind, id AS "ourId", seller_account AS "sellerAccount", amount_fen AS "amountFen", ended,
    ended AND at >= $3 AND at < $4 AS due,
    EXISTS (SELECT FROM payment.bill_line b WHERE b.our_id = ours.id::text AND b.kind = ours.kind AND b.gateway = $1 AND b.bill_date < $2
      AND (b.kind <> 'share' OR b.seller_account = ours.seller_account)) AS "billedBefore"
  FROM ours WHERE kind = ANY($5::text[])`,
)

/** Everything of ours that ended on the day of a stored bill, and everything its lines name. */
export async function bookedForBill(
  sql: Sql,
  gateway: string,
  date: CivilDate,
  kinds: readonly BookedKind[],
): Promise<Booked[]> {
  return sql.run(booked, [gateway, date, startOfDay(date), startOfDay(addDays(date, 1)), kinds])
}

const insertDifferences = statement<{ id: string }>(
  'payment.bill.differences.insert',
  `
  INSERT INTO payment.bill_difference (gateway, bill_date, kind, line_kind, our_id, position, our_fen, bill_fen, found_at, reason)
  SELECT $1, $2, d.kind, d."lineKind", d."ourId", d.position, d."ourFen", d."billFen", $4, d.reason
  FROM jsonb_to_recordset($3::jsonb) AS d(kind text, "lineKind" text, "ourId" text, position int, "ourFen" bigint, "billFen" bigint, reason text)
  ON CONFLICT DO NOTHING RETURNING id`,
)

/** Writes differences down, each once however often the day is gone through. */
export async function noteDifferences(
  tx: Tx,
  gateway: string,
  date: CivilDate,
  differences: readonly Difference[],
  now: Instant,
): Promise<void> {
  if (differences.length === 0) return
  const rows = differences.map((difference) => ({ ...difference, reason: likelyReason[difference.kind] }))
  await tx.run(insertDifferences, [gateway, date, JSON.stringify(rows), now])
}

const explainSettled = statement(
  'payment.bill.differences.settled',
  `
  WITH mended AS (
  UPDATE payment.bill_difference d SET explained_at = $2, explanation = 'settled_later', state = 'explained', reason = 'timing', moved_at = $2
  WHERE d.gateway = $1 AND d.state IN ('open', 'escalated') AND (
    d.kind = 'missing' AND EXISTS (
      SELECT FROM payment.bill_line b
      WHERE b.our_id = d.our_id AND b.kind = d.line_kind AND b.gateway = $1 AND b.bill_date > d.bill_date AND b.amount_fen = d.our_fen)
    OR d.kind = 'not_ended' AND (
      EXISTS (SELECT FROM payment.instruction i WHERE i.id::text = d.our_id AND i.state = 'done')
      OR EXISTS (SELECT FROM payment.share s JOIN payment.payment p ON p.id = s.payment_id WHERE s.order_id::text = d.our_id AND p.state = 'paid')))
  RETURNING d.id)
  INSERT INTO payment.bill_difference_step (difference_id, at, state, reason, note) SELECT id, $2, 'explained', 'timing', 'settled_later' FROM mended`,
)

/** Closes what time has mended: the line came with a later bill, or the end reached us after the bill. */
export async function explainSettledDifferences(tx: Tx, gateway: string, now: Instant): Promise<void> {
  await tx.run(explainSettled, [gateway, now])
}

const move = statement<{ id: string }>(
  'payment.bill.difference.move',
  `
  WITH moved AS (
    UPDATE payment.bill_difference SET state = $2, reason = coalesce($3, reason), moved_at = $7,
      explanation = CASE WHEN $2 = 'escalated' OR explanation <> '' AND $4 = '' THEN explanation ELSE $4 END,
      explained_at = CASE WHEN $2 = 'escalated' THEN explained_at ELSE coalesce(explained_at, $7) END,
      note = CASE WHEN $2 = 'escalated' THEN $4 ELSE note END, owner_id = coalesce($5, owner_id)
    WHERE id = $1 AND state = ANY($8::text[]) RETURNING id, reason
  )
  INSERT INTO payment.bill_difference_step (difference_id, at, state, reason, note, owner_id, actor_id)
  SELECT id, $7, $2, reason, $4, $5, $6 FROM moved RETURNING id`,
)

/** Takes a difference to another state; false where there is none in a state it may come from. */
export async function moveDifference(
  tx: Tx,
  id: string,
  to: {
    state: Exclude<DifferenceState, 'open'>
    reason: Reason | null
    note: string
    ownerId: string | null
    actorId: string | null
    from: readonly DifferenceState[]
  },
  now: Instant,
): Promise<boolean> {
  const { state, reason, note, ownerId, actorId, from } = to
  return (await tx.run(move, [id, state, reason, note, ownerId, actorId, now, from])).length > 0
}

export type DifferenceView = Difference & {
  id: string
  gateway: string
  date: CivilDate
  foundAt: Instant
  explainedAt: Instant | null
  explanation: string
  state: DifferenceState
  reason: Reason
  ownerId: string | null
  note: string
  steps: { at: Instant; state: DifferenceState; note: string }[]
}

const differences = statement<
  Omit<DifferenceView, 'steps'> & { steps: { at: string; state: DifferenceState; note: string }[] }
>(
  'payment.bill.differences',
  `
  SELECT id, gateway, bill_date AS date, kind, line_kind AS "lineKind", our_id AS "ourId", position, our_fen AS "ourFen", bill_fen AS "billFen",
    found_at AS "foundAt", explained_at AS "explainedAt", explanation, state, reason, owner_id AS "ownerId", note,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'state', s.state, 'note', s.note) ORDER BY s.id), '[]')
     FROM payment.bill_difference_step s WHERE s.difference_id = d.id) AS steps
  FROM payment.bill_difference d WHERE bill_date BETWEEN $1 AND $2 AND ($3::text[] IS NULL OR state = ANY($3)) ORDER BY bill_date DESC, id LIMIT $4`,
)

/** Differences between two days, of some states or all (null), the latest day first. */
export async function differencesBetween(
  sql: Sql,
  from: CivilDate,
  to: CivilDate,
  states: readonly DifferenceState[] | null,
  limit: number,
): Promise<DifferenceView[]> {
  const rows = await sql.run(differences, [from, to, states, limit])
  return rows.map((row) => ({ ...row, steps: row.steps.map((step) => ({ ...step, at: new Date(step.at) })) }))
}

export type BillView = {
  gateway: string
  date: CivilDate
  lines: number
  fetchedAt: Instant
  totals: { kind: BillKind; lines: number; amountFen: number }[]
}

const bills = statement<BillView>(
  'payment.bills',
  `
  SELECT b.gateway, b.bill_date AS date, b.lines, b.fetched_at AS "fetchedAt",
    (SELECT coalesce(jsonb_agg(t ORDER BY t.kind), '[]') FROM (
      SELECT l.kind, count(*) AS lines, sum(l.amount_fen)::bigint AS "amountFen" FROM payment.bill_line l
      WHERE l.gateway = b.gateway AND l.bill_date = b.bill_date GROUP BY l.kind) AS t) AS totals
  FROM payment.bill b WHERE b.bill_date BETWEEN $1 AND $2 ORDER BY b.bill_date DESC, b.gateway LIMIT $3`,
)

export async function billsBetween(sql: Sql, from: CivilDate, to: CivilDate, limit: number): Promise<BillView[]> {
  return sql.run(bills, [from, to, limit])
}
