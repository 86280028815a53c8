import type { Instant } from '../../../../kernel/clock.ts'
import type { Tx } from '../../../../kernel/database.ts'
import { statement } from '../../../../kernel/database.ts'

export type NoticeRow = {
  id: string
  notifyUrl: string
  kind: string
  ourId: string
  body: string
  /** Attempts begun, the one under way included. */
  attempts: number
  nextAt: Instant | null
}

const insert = statement(
  'sandbox.notice.insert',
  `
  INSERT INTO sandbox.notice (id, notify_url, kind, our_id, body, attempts, next_at)
  SELECT n.id, n."notifyUrl", n.kind, n."ourId", n.body, n.attempts, n."nextAt"
  FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, "notifyUrl" text, kind text, "ourId" uuid, body text, attempts int, "nextAt" timestamptz)`,
)

export async function insertNotices(tx: Tx, notices: readonly NoticeRow[]): Promise<void> {
  if (notices.length > 0) await tx.run(insert, [JSON.stringify(notices)])
}

/** Takes what is due, and sets the time after which another attempt is made should this one not be acknowledged. */
const claim = statement<NoticeRow>(
  'sandbox.notice.claim',
  `
  UPDATE sandbox.notice n SET attempts = n.attempts + 1, next_at = $1::timestamptz + make_interval(secs => ($3::int[])[n.attempts + 1])
  WHERE n.id IN (SELECT id FROM sandbox.notice WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED)
  RETURNING n.id, n.notify_url AS "notifyUrl", n.kind, n.our_id AS "ourId", n.body, n.attempts, n.next_at AS "nextAt"`,
)

export async function claimNotices(
  tx: Tx,
  now: Instant,
  limit: number,
  retrySeconds: readonly number[],
): Promise<NoticeRow[]> {
  return tx.run(claim, [now, limit, retrySeconds])
}

const acknowledge = statement(
  'sandbox.notice.acknowledge',
  `
  UPDATE sandbox.notice SET acknowledged_at = $2, next_at = NULL WHERE id = ANY($1::uuid[]) AND acknowledged_at IS NULL`,
)

export async function acknowledgeNotices(tx: Tx, ids: readonly string[], now: Instant): Promise<void> {
  await tx.run(acknowledge, [ids, now])
}

const postpone = statement('sandbox.notice.postpone', `UPDATE sandbox.notice SET next_at = $2 WHERE id = $1`)

export async function postponeNotice(tx: Tx, id: string, nextAt: Instant): Promise<void> {
  await tx.run(postpone, [id, nextAt])
}
