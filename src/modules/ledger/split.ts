import type { CivilDate } from '../../kernel/clock.ts'
import { shareOf } from '../../kernel/money.ts'
import type { CommissionRule, PartKind, SharingRule, Stage } from './rule.ts'
import { rateFor, sharingOn } from './rule.ts'

/** The freight stands beside the lines of goods, as one of its own. */
export const FREIGHT_LINE = -1

/** Who bears a discount: the platform, or an organisation such as the brand office. */
export type Bearer = string
export const PLATFORM: Bearer = 'platform'

export type SoldLine = {
  line: number
  category: string
  listingId: string
  units: number
  paidFen: number
  /** Discounts others than the seller bear: they are paid to the seller. */
  subsidies: readonly { bearer: Bearer; fen: number }[]
}
export type Sold = { organisationId: string; freightFen: number; lines: readonly SoldLine[] }
export type Terms = {
  commission: readonly CommissionRule[]
  sharing: readonly SharingRule[]
  /** The county's rate where no rule fits, and the gateway's fee; decimal strings. */
  standing: string
  feeRate: string
}

/** A line as agreed at payment. `refundedFen` is what went back since. */
export type AgreedLine = {
  line: number
  paidFen: number
  refundedFen: number
  rate: string
  ruleId: string | null
  subsidies: { bearer: Bearer; fen: number }[]
}
export type AgreedPart = {
  position: number
  kind: PartKind
  beneficiaryId: string
  line: number
  ruleId: string
  stage: Stage
  agreedFen: number
}
export type Agreed = { lines: AgreedLine[]; parts: AgreedPart[]; feeRate: string }

/**
 * Who gets what of an order, frozen when it is paid: each line's rate of commission with its rule, and the parts of those the seller
 * shares with. Parts never take more than the line leaves after commission and fee: the last ones stated are cut first.
 */
export function decideSplit(sold: Sold, terms: Terms, day: CivilDate): Agreed {
  const rate = (category: string | null) =>
    rateFor(terms.commission, { organisationId: sold.organisationId, category, day, standing: terms.standing })
  const goods = sold.lines.map(({ line, category, paidFen, subsidies }): AgreedLine => ({
    line,
    paidFen,
    refundedFen: 0,
    ...rate(category),
    subsidies: subsidies.map((s) => ({ ...s })),
  }))
  const freight = { line: FREIGHT_LINE, paidFen: sold.freightFen, refundedFen: 0, ...rate(null), subsidies: [] }
  const lines = sold.freightFen > 0 ? [...goods, freight] : goods
  const rules = sharingOn(terms.sharing, sold.organisationId, day)
  const parts = lines.flatMap((line) => partsOf(line, sold.lines, rules, terms.feeRate))
  return { lines, parts: parts.map((part, i) => ({ ...part, position: i + 1 })), feeRate: terms.feeRate }
}

function partsOf(
  line: AgreedLine,
  sold: readonly SoldLine[],
  rules: readonly SharingRule[],
  feeRate: string,
): Omit<AgreedPart, 'position'>[] {
  const goods = sold.find((one) => one.line === line.line)
  const subsidyFen = line.subsidies.reduce((sum, s) => sum + s.fen, 0)
  let roomFen = line.paidFen + subsidyFen - shareOf(line.paidFen, line.rate) - shareOf(line.paidFen, feeRate)
  const parts: Omit<AgreedPart, 'position'>[] = []
  for (const rule of rules) {
    const agreedFen = Math.min(Math.max(0, roomFen), wantedFen(rule, line, goods))
    if (agreedFen === 0) continue
    roomFen -= agreedFen
    const { kind, beneficiaryId, stage } = rule
    parts.push({ kind, beneficiaryId, line: line.line, ruleId: rule.id, stage, agreedFen })
  }
  return parts
}

function wantedFen(rule: SharingRule, line: AgreedLine, goods: SoldLine | undefined): number {
  if (goods === undefined) return rule.basis === 'freight' ? shareOf(line.paidFen, rule.rate ?? '0') : 0
  if (rule.basis === 'freight' || (rule.listingId !== null && rule.listingId !== goods.listingId)) return 0
  return rule.basis === 'unit' ? (rule.perUnitFen ?? 0) * goods.units : shareOf(line.paidFen, rule.rate ?? '0')
}

export type Entitled = {
  commissionFen: number
  feeFen: number
  /** By position. */
  parts: Map<number, number>
  subsidies: Map<Bearer, number>
  sellerFen: number
}

/**
 * What everyone may claim of an order as it stands: what was paid less what went back, plus subsidies, divided line by line.
 * Commission, fee, parts and the seller add up to it, to the fen; nothing is below zero.
 */
export function entitled({ lines, parts, feeRate }: Agreed): Entitled {
  const all: Entitled = { commissionFen: 0, feeFen: 0, parts: new Map(), subsidies: new Map(), sellerFen: 0 }
  const isOver = lines.every((line) => line.paidFen === line.refundedFen)
  for (const line of lines) {
    const leftFen = line.paidFen - line.refundedFen
    let roomFen = leftFen
    for (const { bearer, fen } of line.subsidies) {
      const due = isOver ? 0 : partLeft(fen, leftFen, line.paidFen)
      all.subsidies.set(bearer, (all.subsidies.get(bearer) ?? 0) + due)
      roomFen += due
    }
    const take = (fen: number) => {
      const taken = Math.min(fen, roomFen)
      roomFen -= taken
      return taken
    }
    all.feeFen += take(shareOf(leftFen, feeRate))
    all.commissionFen += take(shareOf(leftFen, line.rate))
    for (const part of parts.filter((one) => one.line === line.line))
      all.parts.set(part.position, take(isOver ? 0 : partLeft(part.agreedFen, leftFen, line.paidFen)))
    all.sellerFen += roomFen
  }
  return all
}

/** The whole fen of `fen` that stand for what is left of a line. A line that cost nothing keeps all of it. */
function partLeft(fen: number, leftFen: number, paidFen: number): number {
  return paidFen === 0 ? fen : Number((BigInt(fen) * BigInt(leftFen)) / BigInt(paidFen))
}

export const sumOf = (values: Iterable<number>) => [...values].reduce((sum, fen) => sum + fen, 0)
