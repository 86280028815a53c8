import { refuse } from '../../kernel/refusal.ts'

/**
 * How goods are sold by weight: the price is for so many grams; `tolerancePercent` below what was ordered the seller says why, and above
 * it nothing more goes into the parcel.
 */
export type WeighTerms = { basisGrams: (typeof basesGrams)[number]; tolerancePercent: number }
export const basesGrams = [500, 1000] as const

/** Fen for `basisGrams` of goods of which `netGrams` cost `priceFen`. */
export const basisFen = (priceFen: number, netGrams: number, basisGrams: number) =>
  Math.round((priceFen * basisGrams) / netGrams)

/** Goods by weight cost whole fen for 500 g or a kilogram. Refuses: market.listing.price_uneven. */
export function checkEvenPrice(priceFen: number, netGrams: number, basisGrams: number): void {
  if ((priceFen * basisGrams) % netGrams !== 0) refuse('market.listing.price_uneven', { grams: netGrams })
}

/** What one unit costs at a price for `basisGrams`. Refuses: market.listing.price_uneven where that is no whole fen. */
export function unitPriceFen(fenOfBasis: number, netGrams: number, basisGrams: number): number {
  if ((fenOfBasis * netGrams) % basisGrams !== 0) refuse('market.listing.price_uneven', { grams: netGrams })
  return (fenOfBasis * netGrams) / basisGrams
}

/** What the scale said of a line's units that leave. */
export type Weighed = { grams: number; units: number; chargedFen: number; reason: string }
export type LineWeigh = WeighTerms & { weighed: Weighed | null; backFen: number }

export type WeighableLine = {
  line: number
  units: number
  refundedUnits: number
  netGrams: number
  paidFen: number
  refundedFen: number
  weigh: LineWeigh | null
}
export type WeighingInput = { line: number; grams: number; reason: string }
export type Weighing = WeighingInput & { units: number; chargedFen: number; backFen: number }

/** Grams of the units that are still to leave, as ordered. */
export const orderedGrams = (line: Pick<WeighableLine, 'units' | 'refundedUnits' | 'netGrams'>): number =>
  (line.units - line.refundedUnits) * line.netGrams

/** Between which weights a line may leave: below `leastGrams` with a reason only, below `halfGrams` or above `mostGrams` not at all. */
export function weighBounds(grams: number, { tolerancePercent }: WeighTerms) {
  return {
    halfGrams: Math.ceil(grams / 2),
    leastGrams: Math.ceil((grams * (100 - tolerancePercent)) / 100),
    mostGrams: Math.floor((grams * (100 + tolerancePercent)) / 100),
  }
}

/**
 * What a line costs by the scale: what was paid for the units that leave × grams ÷ ordered grams, rounded down to the fen; what is
 * heavier than ordered is given. What was charged less before stays so: a correction never asks money back from the buyer.
 * Refuses: market.weighing.not_by_weight, .nothing_left, .too_light, .too_heavy, .reason_needed.
 */
export function weighLine(line: WeighableLine, { grams, reason }: WeighingInput): Weighing {
  const { weigh } = line
  if (weigh === null) return refuse('market.weighing.not_by_weight', { line: line.line })
  const units = line.units - line.refundedUnits
  if (units === 0) refuse('market.weighing.nothing_left', { line: line.line })
  const ordered = orderedGrams(line)
  const { halfGrams, leastGrams, mostGrams } = weighBounds(ordered, weigh)
  if (grams > mostGrams) refuse('market.weighing.too_heavy', { grams: mostGrams })
  if (grams < halfGrams) refuse('market.weighing.too_light', { grams: halfGrams })
  if (grams < leastGrams && reason === '') refuse('market.weighing.reason_needed', { grams: leastGrams })
  const leftFen = line.paidFen - line.refundedFen
  const chargedFen = Math.min(leftFen, partOf(paidForLeft(line), Math.min(grams, ordered), ordered))
  return { line: line.line, grams, reason, units, chargedFen, backFen: leftFen - chargedFen }
}

/** Whether the scale has spoken of all units of a line that leave. */
export const isWeighed = (line: Pick<WeighableLine, 'units' | 'refundedUnits' | 'weigh'>): boolean =>
  line.weigh === null ||
  line.units === line.refundedUnits ||
  line.weigh.weighed?.units === line.units - line.refundedUnits

/** What the units that leave were paid with at the checkout, by the same cumulative rounding as refunds of units. */
const paidForLeft = (line: WeighableLine) => line.paidFen - partOf(line.paidFen, line.refundedUnits, line.units)

const partOf = (fen: number, part: number, whole: number) => Number((BigInt(fen) * BigInt(part)) / BigInt(whole))

/** A parcel's freight as it hung on weight at the checkout; `lines` are the order's that lay in it. */
export type FreightTerms = {
  lines: number[]
  grams: number
  volumeGrams: number
  firstGrams: number
  stepGrams: number
  stepFen: number
  joined: boolean
  free: boolean
}

/**
 * What of the freight goes back once lines are weighed: the steps that the lighter parcel no longer fills. Free freight stays free, and
 * a parcel heavier than ordered costs no more. `lighter` has the grams each line weighs less than ordered.
 */
export function freightBack(terms: readonly FreightTerms[], lighter: ReadonlyMap<number, number>): number {
  const stepsOf = (one: FreightTerms, grams: number) => {
    const charged = Math.max(grams, one.volumeGrams)
    return Math.ceil((one.joined ? charged : Math.max(0, charged - one.firstGrams)) / one.stepGrams)
  }
  return terms
    .filter((one) => !one.free)
    .reduce((sum, one) => {
      const lessGrams = one.lines.reduce((grams, line) => grams + (lighter.get(line) ?? 0), 0)
      return sum + (stepsOf(one, one.grams) - stepsOf(one, one.grams - lessGrams)) * one.stepFen
    }, 0)
}

/** Grams each line leaves lighter than it was ordered; nothing for lines that are not weighed yet. */
export function lighterBy(lines: readonly WeighableLine[]): Map<number, number> {
  return new Map(
    lines.map((line) => {
      const grams = line.weigh?.weighed?.grams ?? null
      return [line.line, grams === null || !isWeighed(line) ? 0 : Math.max(0, orderedGrams(line) - grams)]
    }),
  )
}
