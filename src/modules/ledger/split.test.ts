import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shareOf } from '../../kernel/money.ts'
import type { CommissionRule, SharingRule } from './rule.ts'
import { rateFor } from './rule.ts'
import type { FrozenShare } from './settlement.ts'
import { decideEarly, decideRefund, decideRelease, frozenFen } from './settlement.ts'
import type { Sold } from './split.ts'
import { decideSplit, entitled, sumOf } from './split.ts'

const seller = 'seller'
const day = '2026-04-18'
const standing = '0.03'

const commissionRule = fc.record({
  organisationId: fc.constantFrom(null, seller, 'another'),
  category: fc.constantFrom(null, 'tea', 'honey'),
  rate: fc.constantFrom('0', '0.01', '0.055', '1'),
  fromDay: fc.constantFrom('2026-04-01', '2026-04-18', '2026-04-19'),
  untilDay: fc.constantFrom(null, '2026-04-17', '2026-04-18'),
})
const sharingRule = fc
  .record({
    beneficiaryId: fc.constantFrom('grower', 'maker', 'carrier', 'brand'),
    basis: fc.constantFrom('goods' as const, 'freight' as const, 'unit' as const),
    rate: fc.constantFrom('0.1', '0.5', '1'),
    perUnitFen: fc.integer({ min: 1, max: 5_000 }),
    listingId: fc.constantFrom(null, 'l0', 'l1'),
    early: fc.boolean(),
  })
  .map(({ early, basis, rate, perUnitFen, listingId, ...rule }) => ({
    ...rule,
    organisationId: seller,
    kind: 'grower' as const,
    basis,
    rate: basis === 'unit' ? null : rate,
    perUnitFen: basis === 'unit' ? perUnitFen : null,
    listingId: basis === 'freight' ? null : listingId,
    stage: early && basis === 'freight' ? ('shipment' as const) : ('completion' as const),
    fromDay: '2026-01-01',
    untilDay: null,
  }))
const soldLine = fc.record({
  category: fc.constantFrom('tea', 'honey', 'rice'),
  units: fc.integer({ min: 1, max: 20 }),
  paidFen: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500_000 })),
  subsidies: fc.array(
    fc.record({ bearer: fc.constantFrom('platform', 'brand'), fen: fc.integer({ min: 1, max: 9_999 }) }),
    {
      maxLength: 2,
    },
  ),
})
const order = fc
  .record({
    freightFen: fc.constantFrom(0, 1, 500, 1_999),
    lines: fc.array(soldLine, { minLength: 1, maxLength: 5 }),
    commission: fc.array(commissionRule, { maxLength: 5 }),
    sharing: fc.array(sharingRule, { maxLength: 5 }),
    feeRate: fc.constantFrom('0', '0.006', '0.5'),
  })
  .map(({ freightFen, lines, commission, sharing, feeRate }) => {
    const named = <T>(rules: T[], prefix: string) => rules.map((rule, i) => ({ ...rule, id: `${prefix}${i}` }))
    const sold: Sold = {
      organisationId: seller,
      freightFen,
      lines: lines.map((line, i) => ({ ...line, line: i, listingId: `l${i}` })),
    }
    const terms = {
      commission: named(commission, 'c') as CommissionRule[],
      sharing: named(sharing, 's') as SharingRule[],
      standing,
      feeRate,
    }
    return { sold, terms }
  })
  .filter(({ sold }) => sold.freightFen + sumOf(sold.lines.map((l) => l.paidFen)) > 0)

function frozenOf({ sold, terms }: typeof order extends fc.Arbitrary<infer T> ? T : never): FrozenShare {
  const agreed = decideSplit(sold, terms, day)
  const none = { releasedFen: 0, commissionFen: 0, commissionBackFen: 0, sharedFen: 0, feeFen: 0, refundedFen: 0 }
  return {
    ...agreed,
    ...none,
    amountFen: sumOf(agreed.lines.map((l) => l.paidFen)),
    drawnFen: 0,
    subsidyFen: sumOf(agreed.lines.flatMap((l) => l.subsidies.map((s) => s.fen))),
    subsidyBackFen: 0,
    subsidyDrawnFen: 0,
    isReleased: false,
    moved: new Map(),
  }
}

/** What everyone has of an order, by the decisions alone: the seller, the county, the gateway, each part, the buyer, bearers. */
type Purse = { seller: number; commission: number; fee: number; parts: number; buyer: number; bearers: number }

describe('an order is split to the fen', () => {
  test('whatever the rules, everyone adds up to what was paid and put in, and nobody is below zero', () => {
    fc.assert(
      fc.property(order, (drawn) => {
        const share = frozenOf(drawn)
        const { commissionFen, feeFen, parts, sellerFen, subsidies } = entitled(share)
        const all = [commissionFen, feeFen, sellerFen, ...parts.values()]
        expect(sumOf(all)).toBe(share.amountFen + share.subsidyFen)
        expect(Math.min(...all)).toBeGreaterThanOrEqual(0)
        expect(sumOf(subsidies.values())).toBe(share.subsidyFen)
      }),
      { numRuns: 1_000 },
    )
  })

  test('any run of shipping, refunds by line, release and refunds afterwards keeps every fen', () => {
    const act = fc.oneof(
      fc.constant('early' as const),
      fc.constant('release' as const),
      fc.record({ line: fc.integer({ min: -1, max: 5 }), part: fc.double({ min: 0, max: 1, noNaN: true }) }),
      fc.constant('refund_all' as const),
    )
    fc.assert(
      fc.property(order, fc.array(act, { maxLength: 8 }), (drawn, acts) => {
        const share = frozenOf(drawn)
        const has: Purse = { seller: 0, commission: 0, fee: 0, parts: 0, buyer: 0, bearers: 0 }
        for (const one of acts) {
          if (one === 'early') ship(share, has)
          else if (one === 'release') complete(share, has)
          else refund(share, has, one)
          expect(sumOf(Object.values(has)) + frozenFen(share)).toBe(share.amountFen + share.subsidyFen)
          expect(frozenFen(share)).toBeGreaterThanOrEqual(0)
          expect(Math.min(has.commission, has.fee, has.parts, has.buyer, has.bearers)).toBeGreaterThanOrEqual(0)
        }
        refund(share, has, 'refund_all')
        complete(share, has)
        expect(has.buyer).toBe(share.amountFen)
        expect(frozenFen(share)).toBe(0)
        expect(has.bearers).toBe(share.subsidyFen)
      }),
      { numRuns: 1_000 },
    )
  })
})

function ship(share: FrozenShare, has: Purse): void {
  for (const { position, fen } of decideEarly(share)) {
    share.moved.set(position, { releasedFen: fen, backFen: 0 })
    share.sharedFen += fen
    has.parts += fen
  }
}

function complete(share: FrozenShare, has: Purse): void {
  if (frozenFen(share) === 0) return
  const decided = decideRelease(share)
  expect(sumOf([decided.sellerFen, decided.commissionFen, decided.feeFen, ...decided.parts.map((p) => p.fen)])).toBe(
    frozenFen(share),
  )
  for (const { position, fen } of decided.parts) share.moved.set(position, { releasedFen: fen, backFen: 0 })
  share.releasedFen += decided.sellerFen
  share.commissionFen += decided.commissionFen
  share.feeFen += decided.feeFen
  share.sharedFen += sumOf(decided.parts.map((p) => p.fen))
  share.isReleased = true
  has.seller += decided.sellerFen
  has.commission += decided.commissionFen
  has.fee += decided.feeFen
  has.parts += sumOf(decided.parts.map((p) => p.fen))
}

function refund(share: FrozenShare, has: Purse, wanted: 'refund_all' | { line: number; part: number }): void {
  const line = wanted === 'refund_all' ? undefined : share.lines.find((l) => l.line === wanted.line)
  const partFen = line && wanted !== 'refund_all' ? Math.floor((line.paidFen - line.refundedFen) * wanted.part) : 0
  const fen = wanted === 'refund_all' ? share.amountFen - share.refundedFen : partFen
  if (fen === 0) return
  const named =
    wanted === 'refund_all' ? null : { freightFen: wanted.line === -1 ? fen : 0, lines: [{ line: wanted.line, fen }] }
  const decided = decideRefund(share, fen, named)
  expect(decided.frozenFen + decided.drawnFen).toBe(fen)
  share.lines = decided.lines
  share.refundedFen += fen
  expect(sumOf(share.lines.map((l) => l.refundedFen))).toBe(share.refundedFen)
  share.drawnFen += decided.drawnFen
  share.commissionBackFen += decided.commissionBackFen
  for (const { position, fen: back } of decided.parts) {
    const moved = share.moved.get(position) ?? { releasedFen: 0, backFen: 0 }
    share.moved.set(position, { ...moved, backFen: moved.backFen + back })
    expect(moved.backFen + back).toBeLessThanOrEqual(moved.releasedFen)
  }
  expect(decided.commissionBackFen + sumOf(decided.parts.map((p) => p.fen))).toBeLessThanOrEqual(fen)
  const subsidyFen = sumOf(decided.subsidies.map((s) => s.fen))
  share.subsidyBackFen += subsidyFen
  if (share.isReleased) share.subsidyDrawnFen += subsidyFen
  const partsFen = sumOf(decided.parts.map((p) => p.fen))
  has.buyer += fen
  has.bearers += subsidyFen
  has.commission -= decided.commissionBackFen
  has.parts -= partsFen
  has.seller += decided.commissionBackFen + partsFen - decided.drawnFen - (share.isReleased ? subsidyFen : 0)
}

describe('the rate of a sale', () => {
  const rules = (list: Partial<CommissionRule>[]): CommissionRule[] =>
    list.map((rule, i) => ({
      id: `c${i}`,
      organisationId: null,
      category: null,
      rate: '0.01',
      fromDay: '2026-01-01',
      untilDay: null,
      ...rule,
    }))
  const asked = { organisationId: seller, category: 'tea', day, standing }

  test('a rule of the seller goes before one of the goods, a later one before an earlier, none before the standing rate', () => {
    expect(rateFor([], asked)).toEqual({ rate: standing, ruleId: null })
    const [all, tea, own, later] = rules([
      {},
      { category: 'tea' },
      { organisationId: seller },
      { category: 'tea', fromDay: '2026-04-01' },
    ]) as [CommissionRule, CommissionRule, CommissionRule, CommissionRule]
    expect(rateFor([all, tea], asked).ruleId).toBe(tea.id)
    expect(rateFor([later, tea, all], asked).ruleId).toBe(later.id)
    expect(rateFor([all, tea, later, own], asked).ruleId).toBe(own.id)
    expect(rateFor([tea], { ...asked, category: null }).ruleId).toBeNull()
  })

  test('a rule holds from its first to its last day, and for nobody else', () => {
    const [rule] = rules([{ fromDay: day, untilDay: day, organisationId: seller }])
    const on = (when: string) => rateFor([rule as CommissionRule], { ...asked, day: when }).ruleId
    expect([on('2026-04-17'), on(day), on('2026-04-19')]).toEqual([null, 'c0', null])
    expect(rateFor([rule as CommissionRule], { ...asked, organisationId: 'another' }).ruleId).toBeNull()
  })

  test('a plain order pays the standing rate of what is left, as before rules were kept', () => {
    const sold: Sold = {
      organisationId: seller,
      freightFen: 500,
      lines: [{ line: 0, category: 'tea', listingId: 'l', units: 3, paidFen: 3702, subsidies: [] }],
    }
    const terms = { commission: [], sharing: [], standing, feeRate: '0' }
    expect(entitled(decideSplit(sold, terms, day))).toMatchObject({
      commissionFen: shareOf(3702, standing) + 15,
      sellerFen: 4202 - 126,
    })
  })
})
