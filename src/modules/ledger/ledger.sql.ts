import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusal.ts'
import { COMMISSION, frozen, GATEWAY, payable, subsidy } from './account.ts'
import type { LockedShare } from './frozen.sql.ts'
import { countRefunded, countReleased, lockShare, lockShares } from './frozen.sql.ts'
import { endPayouts, lockPurses, moveAdvances } from './purse.sql.ts'
import type { PartKind } from './rule.ts'
import type { Given, PartMove, RefundDecision } from './settlement.ts'
import { decideEarly, decideRefund, decideRelease, frozenFen } from './settlement.ts'
import type { Agreed } from './split.ts'
import { PLATFORM, sumOf } from './split.ts'
import type { Transfer } from './transfer.sql.ts'
import { bookTransfers } from './transfer.sql.ts'

export type PaidShare = {
  orderId: string
  organisationId: string
  paymentId: string
  amountFen: number
  /** The rate shown for the whole order; `agreed` has each line's. */
  commissionRate: string
  /** Null where nothing but that one rate was agreed. */
  agreed: Agreed | null
  /** What the gateway can do; nothing besides releasing once and refunding, where left out. */
  means?: { releasesParts: boolean; advancesRefunds: boolean }
}

/** Most sales are their seller's alone: what joins parts and subsidies is prepared apart, and costs only those that have some. */
const freezing = (name: string, { shared }: { shared: boolean }) =>
  statement<{ order_id: string }>(
    name,
    `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS s("orderId" uuid, "organisationId" uuid, "paymentId" uuid, "amountFen" bigint, "commissionRate" numeric,
      "feeRate" numeric, "releasesParts" boolean, "advancesRefunds" boolean, lines jsonb, parts jsonb, subsidies jsonb, "subsidyFen" bigint)
  ), opened AS (
    INSERT INTO ledger.frozen (order_id, organisation_id, payment_id, amount_fen, commission_rate, fee_rate, releases_parts, advances_refunds, lines, subsidy_fen)
    SELECT "orderId", "organisationId", "paymentId", "amountFen", "commissionRate", "feeRate", "releasesParts", "advancesRefunds", lines, "subsidyFen" FROM given
    ON CONFLICT DO NOTHING RETURNING order_id, organisation_id, amount_fen
  )${shared ? PARTS : ''}
  INSERT INTO ledger.transfer (at, kind, debit, credit, amount_fen, organisation_id, order_id, reference, part, party_id)
  SELECT $2::timestamptz, 'paid', '${GATEWAY}', 'frozen/' || organisation_id, amount_fen, organisation_id, order_id, order_id, 0, NULL::uuid FROM opened
  ${shared ? SUBSIDIES : ''}`,
  )
const PARTS = `, parts AS (
    INSERT INTO ledger.part (order_id, position, kind, beneficiary_id, line, rule_id, stage, agreed_fen)
    SELECT order_id, p.position, p.kind, p."beneficiaryId", p.line, p."ruleId", p.stage, p."agreedFen"
    FROM opened JOIN given ON "orderId" = order_id, jsonb_to_recordset(given.parts) AS p(position int, kind text, "beneficiaryId" uuid, line int, "ruleId" uuid,
      stage text, "agreedFen" bigint)
  )`
const SUBSIDIES = `UNION ALL
  SELECT $2, 'subsidy', 'subsidy/' || s.bearer, 'frozen/' || organisation_id, s.fen, organisation_id, order_id, order_id, s.part, nullif(s.bearer, '${PLATFORM}')::uuid
  FROM opened JOIN given ON "orderId" = order_id, jsonb_to_recordset(given.subsidies) AS s(bearer text, fen bigint, part int)`
const freezePlain = freezing('ledger.freeze', { shared: false })
const freezeShared = freezing('ledger.freeze.shared', { shared: true })

/** Books paid shares as frozen for their sellers, with what was agreed for them. Done twice, it books once. */
export async function freezeShares(tx: Tx, shares: readonly PaidShare[], now: Instant): Promise<void> {
  const rows = shares.map(frozenRow)
  const shared = rows.some(({ parts, subsidies }) => parts.length + subsidies.length > 0)
  tx.send(shared ? freezeShared : freezePlain, [JSON.stringify(rows), now])
}

function frozenRow({ agreed, means, ...share }: PaidShare) {
  const byBearer = Map.groupBy(agreed?.lines.flatMap((line) => line.subsidies) ?? [], (s) => s.bearer)
  const subsidies = [...byBearer].map(([bearer, all], part) => ({ bearer, fen: sumOf(all.map((s) => s.fen)), part }))
  return {
    ...share,
    ...(means ?? { releasesParts: false, advancesRefunds: false }),
    feeRate: agreed?.feeRate ?? '0',
    lines: agreed?.lines ?? [],
    parts: agreed?.parts ?? [],
    subsidies,
    subsidyFen: sumOf(subsidies.map((s) => s.fen)),
  }
}

/** What the gateway is told: the whole that leaves the freeze, and to whom it goes besides the seller. */
export type Release = {
  orderId: string
  /** The instruction to the gateway. */
  reference: string
  organisationId: string
  amountFen: number
  /** To the platform: its commission, and what it laid out for the seller and the receivers before. */
  commissionFen: number
  recoveredFen: number
  feeFen: number
  /** The seller's part that is its own to have paid out. */
  sellerFen: number
  receivers: { organisationId: string; kind: PartKind; fen: number }[]
  /** Discounts others bear, to be put in first. */
  subsidyFen: number
  /** The freeze ends with it. */
  isLast: boolean
}

/** What is to be released: an order, and the id of the instruction that tells the gateway. */
export type Releasing = { orderId: string; reference: string }

/** Releases all that is left frozen of orders; what has nothing left is left out. Refuses: ledger.share.unknown. */
export function releaseShares(tx: Tx, asked: readonly Releasing[], now: Instant): Promise<Release[]> {
  return release(tx, asked, true, now, (share) => (frozenFen(share) === 0 ? null : decideRelease(share)))
}

/** Releases what carriers get at shipment; orders with nothing of the kind are left out. Refuses: ledger.share.unknown. */
export function releaseEarly(tx: Tx, asked: readonly Releasing[], now: Instant): Promise<Release[]> {
  return release(tx, asked, false, now, (share) => {
    const parts = share.releasesParts ? decideEarly(share) : []
    return parts.length === 0 ? null : { sellerFen: 0, commissionFen: 0, feeFen: 0, parts }
  })
}

type Decided = { sellerFen: number; commissionFen: number; feeFen: number; parts: PartMove[] }
type Leaving = Releasing & Decided & { share: LockedShare; claims: Map<string, number>; subsidyFen: number }

/** Locks the shares, then the purses of all they go to, each in the order of their ids; writes each kind of row in one statement. */
async function release(
  tx: Tx,
  asked: readonly Releasing[],
  isLast: boolean,
  now: Instant,
  decide: (share: LockedShare) => Decided | null,
): Promise<Release[]> {
  const shares = await lockShares(
    tx,
    asked.map(({ orderId }) => orderId),
  )
  const leaving = shares.flatMap((share, at): Leaving[] => {
    const decided = decide(share)
    if (decided === null) return []
    const claims = claimsOf(share.organisationId, decided.sellerFen, decided.parts)
    const subsidyFen = share.subsidyId === null ? share.subsidyFen - share.subsidyBackFen : 0
    return [{ ...(asked[at] as Releasing), ...decided, share, claims, subsidyFen }]
  })
  if (leaving.length === 0) return []
  countReleased(
    tx,
    leaving.map(({ share: _share, claims: _claims, subsidyFen, ...one }) => ({
      ...one,
      isLast,
      takesSubsidy: subsidyFen > 0,
    })),
  )
  const nets = await recover(tx, leaving)
  await bookTransfers(tx, leaving.flatMap(releaseTransfers), now)
  return leaving.map((one, at) => toldOf(one, nets[at] as Map<string, number>, isLast))
}

/** Takes back what the platform laid out for those who get something now; what is left for each, for each release in its turn. */
async function recover(tx: Tx, leaving: readonly Leaving[]): Promise<Map<string, number>[]> {
  const getting = [...new Set(leaving.flatMap(({ claims }) => [...claims.keys()]))].sort()
  const purses = await lockPurses(tx, getting)
  const advanced = new Map(getting.map((id) => [id, purses.get(id)?.advancedFen ?? 0]))
  const moves = new Map(getting.map((id) => [id, { id, fen: 0, arrivingFen: 0 }]))
  const nets = leaving.map(({ claims }) => {
    const net = new Map<string, number>()
    for (const [id, fen] of claims) {
      const owed = advanced.get(id) ?? 0
      const recoveredFen = Math.min(fen, owed)
      advanced.set(id, owed - recoveredFen)
      net.set(id, fen - recoveredFen)
      const move = moves.get(id)
      if (move !== undefined) {
        move.fen -= recoveredFen
        move.arrivingFen += fen - recoveredFen
      }
    }
    return net
  })
  await moveAdvances(tx, [...moves.values()])
  return nets
}

function releaseTransfers({ share, orderId, reference, sellerFen, commissionFen, feeFen, parts }: Leaving): Transfer[] {
  const { organisationId } = share
  const common = { debit: frozen(organisationId), organisationId, orderId, reference }
  return [
    { ...common, kind: 'released', credit: payable(organisationId), amountFen: sellerFen },
    { ...common, kind: 'commission', credit: COMMISSION, amountFen: commissionFen },
    { ...common, kind: 'fee', credit: GATEWAY, amountFen: feeFen },
    ...parts.map(({ position, beneficiaryId, fen }) => ({
      ...common,
      kind: 'share',
      credit: payable(beneficiaryId),
      amountFen: fen,
      part: position,
      partyId: beneficiaryId,
    })),
  ]
}

function toldOf(one: Leaving, net: ReadonlyMap<string, number>, isLast: boolean): Release {
  const { share, orderId, reference, sellerFen, commissionFen, feeFen, parts, claims, subsidyFen } = one
  const { organisationId } = share
  const recoveredFen = sumOf(claims.values()) - sumOf(net.values())
  return {
    orderId,
    reference,
    organisationId,
    amountFen: sellerFen + commissionFen + feeFen + sumOf(parts.map((part) => part.fen)),
    commissionFen: commissionFen + recoveredFen,
    recoveredFen,
    feeFen,
    sellerFen: net.get(organisationId) ?? 0,
    receivers: [...net]
      .filter(([id, fen]) => id !== organisationId && fen > 0)
      .map(([id, fen]) => ({ organisationId: id, kind: kindOf(share, id), fen })),
    subsidyFen,
    isLast,
  }
}

const kindOf = (share: LockedShare, beneficiaryId: string): PartKind =>
  share.parts.find((part) => part.beneficiaryId === beneficiaryId)?.kind ?? 'grower'

function claimsOf(organisationId: string, sellerFen: number, parts: readonly PartMove[]): Map<string, number> {
  const claims = new Map(sellerFen > 0 ? [[organisationId, sellerFen]] : [])
  for (const { beneficiaryId, fen } of parts) claims.set(beneficiaryId, (claims.get(beneficiaryId) ?? 0) + fen)
  return claims
}

/** What the gateway is told of a refund; one from the freeze and one from released money where it takes both. */
export type Refunding = {
  id: string
  amountFen: number
  subsidyBackFen: number
  /** Of released money: what comes back to the seller first, or that the platform lays it all out. */
  released: {
    releaseId: string
    commissionBackFen: number
    returns: { organisationId: string; releaseId: string; fen: number }[]
    payer: 'seller' | 'platform'
  } | null
}

/**
 * Gives part of an order's money back to the buyer: from what is frozen, else from those who had it. `given` says what of which line;
 * null takes all that is left. Who has not enough at the gateway owes it: the platform lays it out and takes it from the next releases.
 * Refuses: ledger.share.unknown, ledger.refund.too_much.
 */
export async function refundShare(
  tx: Tx,
  orderId: string,
  amountFen: number,
  reference: string,
  now: Instant,
  given: Given = null,
): Promise<Refunding[]> {
  const share = await lockShare(tx, orderId)
  const leftFen = share.amountFen - share.refundedFen
  if (amountFen > leftFen) refuse('ledger.refund.too_much', { leftFen })
  const decided = decideRefund(share, amountFen, given)
  const subsidyBackFen = sumOf(decided.subsidies.map((s) => s.fen))
  countRefunded(tx, orderId, {
    ...decided,
    refundedFen: amountFen,
    subsidyBackFen,
    subsidyDrawnFen: share.isReleased ? subsidyBackFen : 0,
  })
  const drawnId = decided.frozenFen > 0 ? uuidv7(now) : reference
  const returnIds = { orderId, reference, drawnId }
  const { organisationId } = share
  const involved = [...new Set([organisationId, ...decided.parts.map((part) => part.beneficiaryId)])].sort()
  const purses = decided.drawnFen > 0 ? await lockPurses(tx, involved) : null
  await bookTransfers(tx, refundTransfers(share, decided, returnIds), now)
  // Until the gateway has taken the subsidy there is nothing of it to give back there.
  const subsidyAtGatewayFen = share.subsidyId === null ? 0 : subsidyBackFen
  const refunds: Refunding[] = []
  if (decided.frozenFen > 0)
    refunds.push({ id: reference, amountFen: decided.frozenFen, subsidyBackFen: subsidyAtGatewayFen, released: null })
  if (purses === null) return refunds
  const costs = costsOf(share, decided, subsidyAtGatewayFen)
  const hasEnough = [...costs].every(([id, fen]) => {
    const purse = purses.get(id)
    return purse !== undefined && purse.balanceFen + purse.advancedFen - purse.payingFen >= fen
  })
  // A gateway that lays nothing out refuses for now where the seller has too little, and the refund is sent again.
  const isCovered = !share.advancesRefunds || (share.isReleased && hasEnough)
  if (!isCovered)
    await moveAdvances(
      tx,
      [...costs].map(([id, fen]) => ({ id, fen, arrivingFen: 0 })),
    )
  refunds.push({
    id: drawnId,
    amountFen: decided.drawnFen,
    subsidyBackFen: isCovered && decided.frozenFen === 0 ? subsidyAtGatewayFen : 0,
    released: {
      releaseId: share.releaseId ?? '',
      commissionBackFen: isCovered ? decided.commissionBackFen : 0,
      returns: isCovered
        ? decided.parts.map((part) => ({
            organisationId: part.beneficiaryId,
            releaseId: share.partReleases.get(part.position) ?? '',
            fen: part.fen,
          }))
        : [],
      payer: isCovered ? 'seller' : 'platform',
    },
  })
  return refunds
}

/** What a refund of released money costs the seller and those who shared with it. */
function costsOf(share: LockedShare, decided: RefundDecision, subsidyFen: number): Map<string, number> {
  const costs = new Map<string, number>()
  for (const { beneficiaryId, fen } of decided.parts) costs.set(beneficiaryId, (costs.get(beneficiaryId) ?? 0) + fen)
  const backFen = decided.commissionBackFen + sumOf(costs.values())
  const ownSubsidyFen = share.isReleased ? subsidyFen : 0
  costs.set(share.organisationId, decided.drawnFen + ownSubsidyFen - backFen)
  return costs
}

function refundTransfers(
  share: LockedShare,
  decided: RefundDecision,
  { orderId, reference, drawnId }: { orderId: string; reference: string; drawnId: string },
): Transfer[] {
  const { organisationId } = share
  const own = payable(organisationId)
  const common = { organisationId, orderId, reference }
  const drawn = { organisationId, orderId, reference: drawnId }
  return [
    { ...common, kind: 'refunded', debit: frozen(organisationId), credit: GATEWAY, amountFen: decided.frozenFen },
    { ...drawn, kind: 'commission_back', debit: COMMISSION, credit: own, amountFen: decided.commissionBackFen },
    ...decided.parts.map(({ position, beneficiaryId, fen }) => ({
      ...drawn,
      kind: 'share_back',
      debit: payable(beneficiaryId),
      credit: own,
      amountFen: fen,
      part: position,
      partyId: beneficiaryId,
    })),
    { ...drawn, kind: 'refunded', debit: own, credit: GATEWAY, amountFen: decided.drawnFen, part: 1 },
    ...decided.subsidies.map(({ bearer, fen, drawn: isDrawn }, part) => ({
      ...common,
      kind: 'subsidy_back',
      debit: isDrawn ? own : frozen(organisationId),
      credit: subsidy(bearer),
      amountFen: fen,
      part,
      ...(bearer !== PLATFORM && { partyId: bearer }),
    })),
  ]
}

const rateOf = statement<{ rate: string }>(
  'ledger.frozen.rate',
  'SELECT commission_rate::text AS rate FROM ledger.frozen WHERE order_id = $1',
)

/** The commission agreed when an order was paid; null before that. */
export async function commissionRateOf(sql: Sql, orderId: string): Promise<string | null> {
  return (await sql.run(rateOf, [orderId]))[0]?.rate ?? null
}

/** Books money that left the gateway for organisations' banks. */
export async function bookPayouts(
  tx: Tx,
  payouts: readonly { organisationId: string; orderId: string; amountFen: number; reference: string }[],
  now: Instant,
): Promise<void> {
  const transfers = payouts.map((payout) => ({
    ...payout,
    kind: 'paid_out',
    debit: payable(payout.organisationId),
    credit: GATEWAY,
  }))
  await bookTransfers(tx, transfers, now)
  await endPayouts(tx, payouts)
}
