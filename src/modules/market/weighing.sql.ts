import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { FreightTerms, Weighing, WeighTerms } from './weighing.ts'

/** A listing's terms of weighing as one column; null for goods sold by the unit. */
export const weighTerms = `CASE WHEN l.weigh_basis_grams IS NOT NULL THEN
  jsonb_build_object('basisGrams', l.weigh_basis_grams, 'tolerancePercent', l.weigh_tolerance_percent) END`

const save = statement(
  'market.weighing.save',
  `
  WITH w AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($2::jsonb) AS w(line int, grams bigint, units int, "chargedFen" bigint, "backFen" bigint, reason text)
  ), lines AS (
    UPDATE market.order_line l SET weighed_grams = w.grams, weighed_units = w.units, charged_fen = w."chargedFen",
      weighed_back_fen = weighed_back_fen + w."backFen"
    FROM w WHERE l.order_id = $1 AND l.line = w.line
  )
  INSERT INTO market.weighing (order_id, line, at, grams, units, charged_fen, back_fen, reason, actor_kind)
  SELECT $1, line, $3, grams, units, "chargedFen", "backFen", reason, $4 FROM w`,
)

/** Writes what the scale said and what of the money that `countRefund` has counted before went back for it. */
export async function saveWeighings(
  tx: Tx,
  orderId: string,
  weighings: readonly Weighing[],
  actorKind: string,
  now: Instant,
): Promise<void> {
  await tx.run(save, [orderId, JSON.stringify(weighings), now, actorKind])
}

const terms = statement<{ terms: FreightTerms[] | null }>(
  'market.weighing.freight_terms',
  `SELECT freight_terms AS terms FROM market."order" WHERE id = $1`,
)

/** How an order's freight hangs on weight; nothing where it does not. */
export async function freightTermsOf(tx: Pick<Tx, 'run'>, orderId: string): Promise<FreightTerms[]> {
  return (await tx.run(terms, [orderId]))[0]?.terms ?? []
}

const changeTerms = statement<{ id: string }>(
  'market.weighing.change_terms',
  `
  UPDATE market.listing SET price_fen = $3, weigh_basis_grams = $4, weigh_tolerance_percent = $5, edited_at = $6
  WHERE organisation_id = $1 AND id = $2 RETURNING id`,
)

/** How a listing is sold from now on: by weight, or by the unit again. */
export async function changeTermsRow(
  tx: Tx,
  organisationId: string,
  listingId: string,
  { priceFen, weigh }: { priceFen: number; weigh: WeighTerms | null },
  now: Instant,
): Promise<void> {
  const { basisGrams = null, tolerancePercent = null } = weigh ?? {}
  await tx.run(changeTerms, [organisationId, listingId, priceFen, basisGrams, tolerancePercent, now])
}
