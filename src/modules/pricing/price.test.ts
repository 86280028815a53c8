import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addSeconds } from '../../kernel/clock.ts'
import type { PriceLine } from './price.ts'
import { price } from './price.ts'
import type { ListingRule, Offer, Rules, UnitPrice } from './rule.ts'
import { noRules, standing } from './rule.ts'

const now = new Date('2026-11-01T02:00:00Z')
const today = '2026-11-01'

const SELLERS = ['s1', 's2', 's3']
const CLASSES = ['tea', 'honey']

const line = fc.record({
  sellerId: fc.constantFrom(...SELLERS),
  category: fc.constantFrom(...CLASSES),
  units: fc.integer({ min: 1, max: 40 }),
  listFen: fc.integer({ min: 1, max: 50_000 }),
  nearExpiryUnits: fc.nat(50),
})
const basket = fc
  .array(line, { minLength: 1, maxLength: 6 })
  .map((lines) => lines.map((one, i): PriceLine => ({ ...one, key: `k${i}`, listingId: `l${i}` })))

const listingId = fc.nat(5).map((i) => `l${i}`)
const unitPrice = fc.record({
  id: fc.uuid(),
  listingId,
  group: fc.option(fc.constant({ id: 'g', nameZh: '老客户', nameEn: 'Regulars' })),
  unitsFrom: fc.integer({ min: 1, max: 20 }),
  startsOn: fc.option(fc.constantFrom('2026-10-01', '2026-11-01', '2026-11-02')),
  endsOn: fc.option(fc.constantFrom('2026-10-31', '2026-11-01', '2026-12-01')),
  priceFen: fc.integer({ min: 1, max: 60_000 }),
})
const listingRule = fc.record({
  listingId,
  floorFen: fc.option(fc.integer({ min: 1, max: 60_000 })),
  nearExpiryDays: fc.constant(30),
  nearExpiryPercent: fc.integer({ min: 1, max: 90 }),
})
const tier = fc
  .tuple(fc.nat(100_000), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 30_000 }), fc.boolean())
  .map(([fromFen, percent, fen, flat]) => (flat ? { fromFen, offFen: fen } : { fromFen, percent, mostFen: fen }))
const offer = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom('coupon' as const, 'reduction' as const),
    bearerKind: fc.constantFrom('seller' as const, 'platform' as const, 'brand' as const),
    sellerId: fc.option(fc.constantFrom(...SELLERS)),
    category: fc.option(fc.constantFrom(...CLASSES)),
    tiers: fc
      .array(tier, { minLength: 1, maxLength: 3 })
      .map((tiers) => tiers.toSorted((a, b) => a.fromFen - b.fromFen)),
    budgetFen: fc.nat(40_000),
    ahead: fc.integer({ min: -1, max: 3 }),
    alone: fc.boolean(),
  })
  .map(({ budgetFen, ahead, alone, ...given }): Offer => {
    const { sequence, exclusive } = standing[given.bearerKind][given.kind]
    const bearerId = given.bearerKind === 'platform' ? null : (given.sellerId ?? 'brand')
    return {
      ...given,
      titleZh: '券',
      titleEn: 'Coupon',
      bearerId,
      startsAt: addSeconds(now, -60),
      endsAt: addSeconds(now, ahead * 3600),
      sequence,
      exclusive: alone ? exclusive : '',
      claimId: null,
      // Two offers share each budget, as offers may.
      budget: given.bearerKind === 'seller' ? null : { id: `b${budgetFen % 2}`, leftFen: 20_000 },
    }
  })
const rules: fc.Arbitrary<Rules> = fc.record({
  unitPrices: fc.array(unitPrice, { maxLength: 8 }),
  listingRules: fc.uniqueArray(listingRule, { maxLength: 4, selector: (rule) => rule.listingId }),
  offers: fc.uniqueArray(offer, { maxLength: 8, selector: (one) => one.id }),
})

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

describe('the price of any basket under any rules', () => {
  test('is never below the floor, nor negative', () => {
    fc.assert(
      fc.property(basket, rules, (lines, given) => {
        for (const [i, priced] of price(lines, given, now).lines.entries()) {
          const { listFen, units } = lines[i] as PriceLine
          const floorFen = given.listingRules.find((rule) => rule.listingId === lines[i]?.listingId)?.floorFen ?? 1
          expect(priced.paidFen).toBeGreaterThanOrEqual(Math.min(floorFen, listFen) * units)
          expect(priced.paidFen).toBeGreaterThan(0)
          expect(priced.paidFen).toBeLessThanOrEqual(listFen * units)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('is explained to the fen: list, unit price, discounts', () => {
    fc.assert(
      fc.property(basket, rules, (lines, given) => {
        for (const one of price(lines, given, now).lines) {
          expect(one.discountFen).toBe(sum(one.discounts.map(({ amountFen }) => amountFen)))
          expect(one.paidFen).toBe(one.units * one.priceFen - one.discountFen)
          expect(one.discounts.every(({ amountFen }) => amountFen > 0)).toBe(true)
          expect(one.priceFen < one.listFen).toBe(one.priceSource !== 'list')
        }
      }),
      { numRuns: 500 },
    )
  })

  test('is borne by someone to the fen: each offer what it took, near expiry the seller, no budget more than it has', () => {
    fc.assert(
      fc.property(basket, rules, (lines, given) => {
        const { lines: priced, uses } = price(lines, given, now)
        const offered = priced.flatMap((one) => one.discounts).filter(({ source }) => source !== 'near_expiry')
        expect(sum(offered.map(({ amountFen }) => amountFen))).toBe(sum(uses.map((use) => use.amountFen)))
        for (const use of uses) {
          expect(sum(use.parts.map((part) => part.amountFen))).toBe(use.amountFen)
          const borne = offered.filter(({ sourceId }) => sourceId === use.offer.id)
          expect(borne.every((d) => d.bearerKind === use.offer.bearerKind && d.bearerId === use.offer.bearerId)).toBe(
            true,
          )
        }
        for (const [, own] of Map.groupBy(uses, ({ offer: used }) => used.budget?.id ?? ''))
          if (own[0]?.offer.budget) expect(sum(own.map((use) => use.amountFen))).toBeLessThanOrEqual(20_000)
      }),
      { numRuns: 500 },
    )
  })

  test('does not depend on the order of lines or rules', () => {
    fc.assert(
      fc.property(basket, rules, fc.infiniteStream(fc.nat()), (lines, given, draws) => {
        const shuffled = <T>(all: readonly T[]): T[] =>
          all
            .map((one) => [draws.next().value ?? 0, one] as const)
            .toSorted(([a], [b]) => a - b)
            .map(([, one]) => one)
        const { unitPrices, listingRules, offers } = given
        const other = price(
          shuffled(lines),
          { unitPrices: shuffled(unitPrices), listingRules: shuffled(listingRules), offers: shuffled(offers) },
          now,
        )
        const first = price(lines, given, now)
        const order = (all: typeof first.lines) => all.toSorted((a, b) => (a.key < b.key ? -1 : 1))
        expect(order(other.lines)).toEqual(order(first.lines))
      }),
    )
  })

  test('takes one offer of an exclusive group off a line at most, and nothing of goods out of its reach', () => {
    fc.assert(
      fc.property(basket, rules, (lines, given) => {
        const byId = new Map(given.offers.map((one) => [one.id, one]))
        for (const [i, priced] of price(lines, given, now).lines.entries()) {
          const used = priced.discounts.flatMap(({ sourceId }) => byId.get(sourceId ?? '') ?? [])
          const groups = used.map((one) => one.exclusive).filter((name) => name !== '')
          expect(new Set(groups).size).toBe(groups.length)
          for (const { sellerId, category, endsAt } of used) {
            expect([null, lines[i]?.sellerId]).toContain(sellerId)
            expect([null, lines[i]?.category]).toContain(category)
            expect(endsAt > now).toBe(true)
          }
        }
      }),
    )
  })
})

const tea: PriceLine = {
  key: 'a',
  listingId: 'l1',
  sellerId: 's1',
  category: 'tea',
  units: 3,
  listFen: 2000,
  nearExpiryUnits: 0,
}
const plain: Offer = {
  id: 'o1',
  kind: 'reduction',
  titleZh: '满 50 减 5',
  titleEn: '5 off 50',
  bearerKind: 'seller',
  bearerId: 's1',
  sellerId: 's1',
  category: null,
  tiers: [
    { fromFen: 5000, offFen: 500 },
    { fromFen: 10_000, offFen: 1500 },
  ],
  startsAt: now,
  endsAt: addSeconds(now, 60),
  ...standing.seller.reduction,
  claimId: null,
  budget: null,
}
const unit = (part: Partial<UnitPrice>): UnitPrice => ({
  id: 'p',
  listingId: 'l1',
  group: null,
  unitsFrom: 1,
  startsOn: null,
  endsOn: null,
  priceFen: 1800,
  ...part,
})
const rule = (part: Partial<ListingRule>): ListingRule => ({
  listingId: 'l1',
  floorFen: null,
  nearExpiryDays: null,
  nearExpiryPercent: null,
  ...part,
})

describe('in so many words', () => {
  test('without rules the list price is paid', () => {
    expect(price([tea], noRules, now)).toMatchObject({ lines: [{ paidFen: 6000, discountFen: 0 }], uses: [], next: [] })
  })

  test('from three units, or until today, the lower unit price is taken', () => {
    const prices = [unit({ unitsFrom: 3 }), unit({ id: 'q', endsOn: today, priceFen: 1700 })]
    const [priced] = price([tea], { ...noRules, unitPrices: prices }, now).lines
    expect(priced).toMatchObject({ priceFen: 1700, priceSource: 'days', paidFen: 5100 })
    const over = [unit({ unitsFrom: 4 }), unit({ endsOn: '2026-10-31' }), unit({ startsOn: '2026-11-02' })]
    expect(price([tea], { ...noRules, unitPrices: over }, now).lines[0]?.paidFen).toBe(6000)
  })

  test('a reduction takes its step and says what is missing for the next', () => {
    const { lines, next } = price([tea], { ...noRules, offers: [plain] }, now)
    expect(lines[0]).toMatchObject({ paidFen: 5500, discounts: [{ source: 'reduction', amountFen: 500 }] })
    expect(next).toMatchObject([{ missingFen: 4000, tier: { offFen: 1500 } }])
  })

  test('the platform coupon is held against what the seller left to pay', () => {
    const coupon: Offer = {
      ...plain,
      id: 'o2',
      kind: 'coupon',
      bearerKind: 'platform',
      bearerId: null,
      sellerId: null,
      tiers: [{ fromFen: 5600, offFen: 900 }],
      ...standing.platform.coupon,
      budget: { id: 'b', leftFen: 5000 },
    }
    expect(price([tea], { ...noRules, offers: [plain, coupon] }, now).lines[0]?.paidFen).toBe(5500)
    expect(price([tea], { ...noRules, offers: [coupon] }, now).lines[0]?.paidFen).toBe(5100)
  })

  test('two of the three units near their expiry cost a fifth less, and never less than the floor', () => {
    const near = { ...tea, nearExpiryUnits: 2 }
    const limited = (floorFen: number | null) => ({
      ...noRules,
      listingRules: [rule({ floorFen, nearExpiryDays: 30, nearExpiryPercent: 20 })],
    })
    expect(price([near], limited(null), now).lines[0]).toMatchObject({ paidFen: 5200, discounts: [{ amountFen: 800 }] })
    expect(price([near], limited(1900), now).lines[0]?.paidFen).toBe(5800)
  })
})
