import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { CaseState, Side } from './case.ts'
import type { Cause, Remedy } from './rule.ts'

export type CaseView = {
  id: string
  code: string
  orderId: string
  orderCode: string
  buyerId: string
  organisationId: string
  cause: Cause
  remedy: Remedy
  state: CaseState
  account: string
  wantedFen: number
  offeredFen: number | null
  refundedFen: number
  freightBearer: 'buyer' | 'seller'
  returnFreightFen: number
  returnTo: string
  dueAt: Instant | null
  evidenceUntil: Instant | null
  openedAt: Instant
  closedAt: Instant | null
  lines: {
    line: number
    listingId: string
    itemId: string
    titleZh: string
    titleEn: string
    units: number
    lots: { lotId: string; lotCode: string; units: number; shelfUnits: number; scrappedUnits: number }[]
  }[]
  steps: { at: Instant; step: string; side: Side; note: string; amountFen: number | null }[]
  parcels: { way: 'back' | 'out'; carrier: string; trackingNumber: string; handedOverAt: Instant }[]
  photos: { id: string; side: Side; width: number; height: number; at: Instant }[]
}

const columns = `
  c.id, c.code, c.order_id AS "orderId", c.order_code AS "orderCode", c.buyer_id AS "buyerId", c.organisation_id AS "organisationId", c.cause, c.remedy, c.state,
  c.account, c.wanted_fen AS "wantedFen", c.offered_fen AS "offeredFen", c.refunded_fen AS "refundedFen", c.freight_bearer AS "freightBearer",
  c.return_freight_fen AS "returnFreightFen", c.return_to AS "returnTo", c.due_at AS "dueAt", c.evidence_until AS "evidenceUntil",
  c.opened_at AS "openedAt", c.closed_at AS "closedAt",
  (SELECT jsonb_agg(jsonb_build_object('line', l.line, 'listingId', l.listing_id, 'itemId', l.item_id, 'titleZh', l.title_zh, 'titleEn', l.title_en, 'units', l.units,
      'lots', (SELECT coalesce(jsonb_agg(jsonb_build_object('lotId', t.lot_id, 'lotCode', t.lot_code, 'units', t.units, 'shelfUnits', t.shelf_units,
        'scrappedUnits', t.scrapped_units) ORDER BY t.lot_code), '[]') FROM aftersales.case_lot t WHERE t.case_id = l.case_id AND t.line = l.line)) ORDER BY l.line)
    FROM aftersales.case_line l WHERE l.case_id = c.id) AS lines,
  (SELECT jsonb_agg(jsonb_build_object('at', s.at, 'step', s.step, 'side', s.side, 'note', s.note, 'amountFen', s.amount_fen) ORDER BY s.at, s.id)
    FROM aftersales.step s WHERE s.case_id = c.id) AS steps,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('way', p.way, 'carrier', p.carrier, 'trackingNumber', p.tracking_number, 'handedOverAt', p.handed_over_at) ORDER BY p.way), '[]')
    FROM aftersales.parcel p WHERE p.case_id = c.id) AS parcels,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'side', p.side, 'width', p.width, 'height', p.height, 'at', p.at) ORDER BY p.id), '[]')
    FROM aftersales.photo p WHERE p.case_id = c.id) AS photos`

/** Moments inside JSON arrive as text. */
const dated = (rows: CaseView[]): CaseView[] =>
  rows.map((row) => ({
    ...row,
    steps: row.steps.map((one) => ({ ...one, at: new Date(one.at) })),
    parcels: row.parcels.map((one) => ({ ...one, handedOverAt: new Date(one.handedOverAt) })),
    photos: row.photos.map((one) => ({ ...one, at: new Date(one.at) })),
  }))

const byId = statement<CaseView>('aftersales.case.view', `SELECT ${columns} FROM aftersales."case" c WHERE c.id = $1`)

export async function caseView(sql: Sql, caseId: string): Promise<CaseView | undefined> {
  return dated(await sql.run(byId, [caseId]))[0]
}

const ofBuyer = statement<CaseView>(
  'aftersales.case.of_buyer',
  `
  SELECT ${columns} FROM aftersales."case" c WHERE c.buyer_id = ANY($1::uuid[]) AND ($2::uuid IS NULL OR c.order_id = $2)
  ORDER BY c.id DESC LIMIT 100`,
)

export async function buyerCases(sql: Sql, buyerIds: readonly string[], orderId: string | null): Promise<CaseView[]> {
  return dated(await sql.run(ofBuyer, [buyerIds, orderId]))
}

const ofSeller = statement<CaseView>(
  'aftersales.case.of_seller',
  `
  SELECT ${columns} FROM aftersales."case" c
  WHERE c.organisation_id = $1 AND ($2::boolean IS NULL OR (c.closed_at IS NULL) = $2) AND ($3::uuid IS NULL OR c.id < $3)
  ORDER BY c.id DESC LIMIT $4`,
)

export async function sellerCases(
  sql: Sql,
  organisationId: string,
  open: boolean | null,
  before: string | null,
  limit: number,
): Promise<CaseView[]> {
  return dated(await sql.run(ofSeller, [organisationId, open, before, limit]))
}

const inStates = statement<CaseView>(
  'aftersales.case.in_states',
  `
  SELECT ${columns} FROM aftersales."case" c WHERE c.state = ANY($1::text[]) AND ($2::uuid IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3`,
)

export async function casesInStates(
  sql: Sql,
  states: readonly CaseState[],
  before: string | null,
  limit: number,
): Promise<CaseView[]> {
  return dated(await sql.run(inStates, [states, before, limit]))
}

const waiting = statement<{ count: number }>(
  'aftersales.case.waiting',
  `
  SELECT count(*)::int AS count FROM aftersales."case" WHERE organisation_id = $1 AND closed_at IS NULL AND state IN ('asked', 'sent_back', 'resending')`,
)

/** Cases that wait for the seller. */
export async function waitingCases(sql: Sql, organisationId: string): Promise<number> {
  return (await sql.run(waiting, [organisationId]))[0]?.count ?? 0
}
