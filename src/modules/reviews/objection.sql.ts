import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export const grounds = ['untrue', 'abuse', 'private', 'advert', 'other'] as const
export type Ground = (typeof grounds)[number]

const reply = statement<{ id: string }>(
  'reviews.reply.insert',
  `
  INSERT INTO reviews.reply (review_id, body, at) SELECT id, $3, $4 FROM reviews.review WHERE id = $1 AND organisation_id = $2
  ON CONFLICT (review_id) DO UPDATE SET body = excluded.body, at = excluded.at RETURNING review_id AS id`,
)

/** The seller's answer, written anew where there was one; false where the review is not about this seller. */
export async function saveReply(tx: Tx, reviewId: string, organisationId: string, body: string, now: Instant) {
  return (await tx.run(reply, [reviewId, organisationId, body, now])).length === 1
}

const object = statement<{ id: string }>(
  'reviews.objection.insert',
  `
  INSERT INTO reviews.objection (review_id, kind, by_id, ground, note, at)
  SELECT id, $2, $3, $4, $5, $6 FROM reviews.review WHERE id = $1 AND hidden_at IS NULL ON CONFLICT DO NOTHING RETURNING id`,
)

/** Null where the review is hidden or unknown, or the same person has objected before. */
export async function insertObjection(
  tx: Tx,
  o: { reviewId: string; kind: 'report' | 'appeal'; byId: string; ground: Ground; note: string },
  now: Instant,
): Promise<string | null> {
  return (await tx.run(object, [o.reviewId, o.kind, o.byId, o.ground, o.note, now]))[0]?.id ?? null
}

export type Objection = {
  id: string
  reviewId: string
  kind: 'report' | 'appeal'
  ground: Ground
  note: string
  at: Instant
  verdict: 'upheld' | 'dismissed' | null
  reasons: string | null
  decidedAt: Instant | null
}

const columns = `id, review_id AS "reviewId", kind, ground, note, at, verdict, reasons, decided_at AS "decidedAt"`
const list = statement<Objection>(
  'reviews.objection.list',
  `SELECT ${columns} FROM reviews.objection WHERE (verdict IS NULL) = $1 ORDER BY id DESC LIMIT 200`,
)
export const objections = (sql: Sql, open: boolean) => sql.run(list, [open])

const decide = statement<{ id: string }>(
  'reviews.objection.decide',
  `
  WITH decided AS (
    UPDATE reviews.objection SET verdict = $2, reasons = $3, decided_at = $4 WHERE review_id = (SELECT review_id FROM reviews.objection WHERE id = $1)
      AND verdict IS NULL AND ($2 = 'upheld' OR id = $1) RETURNING id, review_id
  ), hidden AS (
    UPDATE reviews.review v SET hidden_at = $4 FROM decided d WHERE v.id = d.review_id AND $2 = 'upheld' AND v.hidden_at IS NULL
  )
  SELECT id FROM decided WHERE id = $1`,
)

/** Upholding hides the review and answers every open objection to it; dismissing answers this one. False where it was decided. */
export async function decideRow(
  tx: Tx,
  objectionId: string,
  verdict: 'upheld' | 'dismissed',
  reasons: string,
  now: Instant,
): Promise<boolean> {
  return (await tx.run(decide, [objectionId, verdict, reasons, now])).length === 1
}
