import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Proposal, ReviewMode, ReviewState } from './review.ts'

export type ReviewRow = {
  id: string
  listingId: string
  organisationId: string
  state: ReviewState
  proposal: Proposal
  reasons: string | null
  submittedAt: Instant
  decidedAt: Instant | null
}

const columns = `r.id, r.listing_id AS "listingId", r.organisation_id AS "organisationId", r.state, r.proposal, r.reasons,
  r.submitted_at AS "submittedAt", r.decided_at AS "decidedAt"`

const put = statement<{ id: string }>(
  'market.review.put',
  `
  INSERT INTO market.review (listing_id, organisation_id, state, proposal, submitted_at, decided_at, decided_by, reasons)
  VALUES ($1, $2, $3, $4::jsonb, $5, CASE WHEN $3 IN ('draft', 'submitted') THEN NULL ELSE $5::timestamptz END, $6, $7)
  RETURNING id`,
)
const withdraw = statement(
  'market.review.withdraw',
  `UPDATE market.review SET state = 'withdrawn', decided_at = $2 WHERE listing_id = $1 AND state IN ('draft', 'submitted')`,
)

export type NewReview = {
  listingId: string
  organisationId: string
  state: ReviewState
  proposal: Proposal
  decidedBy: string | null
  reasons: string | null
}

/** Writes where a listing stands with the service centre; whatever was open before is withdrawn. */
export async function putReview(tx: Tx, review: NewReview, now: Instant): Promise<string> {
  await tx.run(withdraw, [review.listingId, now])
  const { listingId, organisationId, state, proposal, decidedBy, reasons } = review
  const values = [listingId, organisationId, state, JSON.stringify(proposal), now, decidedBy, reasons]
  const [row] = await tx.run(put, values)
  if (row === undefined) throw new Error('a review was not written')
  return row.id
}

const lock = statement<ReviewRow>(
  'market.review.lock',
  `SELECT ${columns} FROM market.review r WHERE r.id = $1 FOR UPDATE`,
)

export async function lockReview(tx: Tx, reviewId: string): Promise<ReviewRow | undefined> {
  const [row] = await tx.run(lock, [reviewId])
  return row
}

const decide = statement(
  'market.review.decide',
  'UPDATE market.review SET state = $2, reasons = $3, decided_by = $4, decided_at = $5 WHERE id = $1',
)

export async function decideReviewRow(
  tx: Tx,
  reviewId: string,
  decision: { state: 'approved' | 'returned'; reasons: string | null; decidedBy: string | null },
  now: Instant,
): Promise<void> {
  await tx.run(decide, [reviewId, decision.state, decision.reasons, decision.decidedBy, now])
}

const inState = statement<ReviewRow>(
  'market.review.list',
  `
  SELECT ${columns} FROM market.review r WHERE r.state = $1 AND ($2::uuid IS NULL OR r.id < $2)
  ORDER BY CASE WHEN r.state = 'submitted' THEN r.id END, r.id DESC LIMIT $3`,
)

/** Reviews in a state: what waits longest first, what was decided last first. */
export async function reviewsInState(
  sql: Sql,
  state: ReviewState,
  before: string | null,
  limit: number,
): Promise<ReviewRow[]> {
  return sql.run(inState, [state, before, limit])
}

const ofOrganisation = statement<ReviewRow>(
  'market.review.of_organisation',
  `
  SELECT DISTINCT ON (r.listing_id) ${columns} FROM market.review r WHERE r.organisation_id = $1 AND r.state <> 'withdrawn'
  ORDER BY r.listing_id, r.id DESC LIMIT $2`,
)

/** The latest word on each listing of a seller. */
export async function reviewsOfOrganisation(sql: Sql, organisationId: string, limit: number): Promise<ReviewRow[]> {
  return sql.run(ofOrganisation, [organisationId, limit])
}

const latest = statement<{ state: ReviewState }>(
  'market.review.latest',
  `SELECT state FROM market.review WHERE listing_id = $1 AND state <> 'withdrawn' AND state <> 'draft' ORDER BY id DESC LIMIT 1`,
)

/** True where the service centre's last word on a listing was to return it. */
export async function wasReturned(sql: Sql, listingId: string): Promise<boolean> {
  return (await sql.run(latest, [listingId]))[0]?.state === 'returned'
}

const countOpen = statement<{ count: number }>(
  'market.review.waiting',
  `SELECT count(*)::int AS count FROM market.review WHERE state = 'submitted'`,
)

export async function reviewsWaiting(sql: Sql): Promise<number> {
  return (await sql.run(countOpen))[0]?.count ?? 0
}

const readMode = statement<{ before: boolean }>('market.review.mode', 'SELECT market.reviewed_before($1) AS before')

export async function reviewModeOf(sql: Sql, organisationId: string): Promise<ReviewMode> {
  return (await sql.run(readMode, [organisationId]))[0]?.before === true ? 'before' : 'trusted'
}

const setMode = statement(
  'market.review.set_mode',
  `
  INSERT INTO market.review_mode (organisation_id, mode) VALUES ($1, $2) ON CONFLICT (organisation_id) DO UPDATE SET mode = EXCLUDED.mode`,
)

export async function setReviewMode(tx: Tx, organisationId: string, mode: ReviewMode): Promise<void> {
  await tx.run(setMode, [organisationId, mode])
}

const modes = statement<{ organisationId: string; mode: ReviewMode }>(
  'market.review.modes',
  'SELECT organisation_id AS "organisationId", mode FROM market.review_mode ORDER BY organisation_id',
)

export async function reviewModes(sql: Sql): Promise<{ organisationId: string; mode: ReviewMode }[]> {
  return sql.run(modes)
}
