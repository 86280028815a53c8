import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import { partOf, withoutFreight } from './amount.ts'
import type { CaseStep } from './case.ts'
import {
  backOf,
  canStep,
  caseAfter,
  caseDue,
  caseStates,
  caseSteps,
  deadlines,
  isOpen,
  lotsOfUnits,
  mayDecide,
  openStates,
  stepsFor,
} from './case.ts'
import { costsByListing } from './cost.ts'
import { causeRules, causes, claimFault, claimUntil, remedies, returnClasses, returnClassOf } from './rule.ts'

const step = fc.constantFrom(...(Object.keys(caseSteps) as CaseStep[]))
const remedy = fc.constantFrom(...remedies)

describe('the life of a case', () => {
  test('whatever is tried, a case is in a known state, and what ended stays ended', () => {
    fc.assert(
      fc.property(fc.array(step), remedy, (tried, wanted) => {
        let now: (typeof caseStates)[number] = 'asked'
        for (const one of tried) {
          const before: string = now
          try {
            now = caseAfter(one, now, wanted)
          } catch (error) {
            if (!isRefusal(error)) throw error
          }
          if (!isOpen(before as typeof now)) expect(now).toBe(before)
        }
        expect(caseStates).toContain(now)
      }),
    )
  })

  test('every open state has a deadline whose step is possible there, and silence alone ends every case', () => {
    for (const wanted of remedies)
      for (const open of openStates) {
        let now: (typeof caseStates)[number] = open
        for (let count = 0; isOpen(now) && now !== 'disputed'; count += 1) {
          expect(count).toBeLessThan(10)
          const { silence } = deadlines[now]
          expect(canStep(silence, now)).toBe(true)
          expect(caseDue(now, new Date(0))).not.toBeNull()
          now = caseAfter(silence, now, wanted)
        }
      }
  })

  test('the buyer can always end or carry on an unanswered or refused case', () => {
    for (const now of ['asked', 'offered', 'refused', 'returning', 'disputed'] as const)
      expect(stepsFor('buyer', now)).toContain('withdraw')
    expect(stepsFor('buyer', 'refused')).toContain('dispute')
  })

  test('only the centre ends a dispute against one side', () => {
    for (const one of Object.keys(caseSteps) as CaseStep[])
      if (canStep(one, 'disputed')) expect(['centre', 'buyer', 'time']).toContain(caseSteps[one].by)
    expect(stepsFor('seller', 'disputed')).toEqual([])
  })

  test('the centre waits for both sides or for the time of evidence', () => {
    const at = (hours: number) => new Date(Date.UTC(2026, 3, 18, hours))
    const began = { step: 'dispute', side: 'buyer' }
    expect(mayDecide(at(20), [began], at(2))).toBe(false)
    expect(mayDecide(at(20), [began], at(20))).toBe(true)
    expect(mayDecide(at(20), [began, { step: 'evidence', side: 'seller' }], at(3))).toBe(true)
    expect(mayDecide(at(20), [{ step: 'refuse', side: 'seller' }, began], at(3))).toBe(false)
  })
})

describe('what may be claimed', () => {
  const receivedAt = new Date('2026-04-18T21:30:00+08:00')

  test('seven days are counted from the day after receipt, to their last moment in the county', () => {
    expect(claimUntil('no_reason', 'ordinary', receivedAt)).toEqual(new Date('2026-04-26T00:00:00+08:00'))
  })

  test('hidden faults of packed food can be claimed until its last day, a year at most; of crafts for thirty days', () => {
    const until = (goods: (typeof returnClasses)[number], bestBefore: string | null) =>
      claimUntil('quality', goods, receivedAt, bestBefore)
    expect(until('sealed_food', '2026-10-01')).toEqual(new Date('2026-10-02T00:00:00+08:00'))
    expect(until('sealed_food', '2026-04-20')).toEqual(new Date('2026-04-26T00:00:00+08:00'))
    expect(until('sealed_food', '2031-01-01')).toEqual(new Date('2027-04-19T00:00:00+08:00'))
    expect(until('sealed_food', null)).toEqual(new Date('2026-04-26T00:00:00+08:00'))
    expect(until('ordinary', null)).toEqual(new Date('2026-05-19T00:00:00+08:00'))
    expect(until('fresh', '2026-10-01')).toEqual(new Date('2026-04-26T00:00:00+08:00'))
  })

  test('without the confirmation no class is exempt; with it only the classes the law names', () => {
    for (const one of returnClasses) {
      const claim = (exemptionConfirmed: boolean) =>
        claimFault('no_reason', { class: one, exemptionConfirmed }, receivedAt, receivedAt)
      expect(claim(false)).toBeNull()
      expect(claim(true)).toBe(['fresh', 'made_to_order', 'near_expiry'].includes(one) ? 'exempt' : null)
    }
  })

  test('an exemption never takes away a claim for faults', () => {
    fc.assert(
      fc.property(fc.constantFrom(...causes), fc.constantFrom(...returnClasses), (cause, one) => {
        if (cause === 'no_reason') return
        expect(claimFault(cause, { class: one, exemptionConfirmed: true }, receivedAt, receivedAt)).toBe(
          claimFault(cause, { class: one, exemptionConfirmed: false }, receivedAt, receivedAt),
        )
      }),
    )
  })

  test('once too late, always too late', () => {
    const seconds = fc.nat(20 * 86_400)
    fc.assert(
      fc.property(
        fc.constantFrom(...causes),
        fc.constantFrom(...returnClasses),
        seconds,
        seconds,
        (cause, one, a, b) => {
          const [sooner, later] = [Math.min(a, b), Math.max(a, b)].map((s) => new Date(receivedAt.getTime() + s * 1000))
          const fault = (at: Date) => claimFault(cause, { class: one, exemptionConfirmed: false }, receivedAt, at)
          const late = fault(sooner ?? receivedAt) === 'too_late'
          expect(late && fault(later ?? receivedAt) !== 'too_late').toBe(false)
        },
      ),
    )
  })

  test('fresh is what spoils, crafts are ordinary, and made to order comes first', () => {
    expect(returnClassOf({ category: 'fresh-fruit', storage: 'ambient' })).toBe('fresh')
    expect(returnClassOf({ category: 'meat', storage: 'frozen' })).toBe('fresh')
    expect(returnClassOf({ category: 'wood-carving', storage: 'ambient' })).toBe('ordinary')
    expect(returnClassOf({ category: 'wood-carving', storage: 'ambient', madeToOrder: true })).toBe('made_to_order')
    expect(returnClassOf({ category: 'tea', storage: 'ambient' })).toBe('sealed_food')
  })

  test('where the goods are at fault the seller bears the way back; without reason the buyer does', () => {
    for (const cause of causes) expect(causeRules[cause].freight).toBe(cause === 'no_reason' ? 'buyer' : 'seller')
  })
})

const whole = fc
  .record({
    lines: fc.array(fc.record({ units: fc.integer({ min: 1, max: 9 }), fen: fc.integer({ min: 0, max: 1_000_000 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    freightFen: fc.integer({ min: 0, max: 5000 }),
  })
  .map(({ lines, freightFen }) => ({
    lines: lines.map((l, line) => ({ line, ...l })),
    freightFen,
    amountFen: lines.reduce((sum, l) => sum + l.fen, freightFen),
  }))

describe('money of a case', () => {
  test('a part adds up to the fen, and no line gives more than it holds', () => {
    fc.assert(
      fc.property(whole, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const wanted = Math.floor(all.amountFen * share)
        const part = partOf(all, wanted)
        expect(part.amountFen).toBe(wanted)
        expect(part.lines.reduce((sum, l) => sum + l.fen, part.freightFen)).toBe(wanted)
        for (const line of part.lines)
          expect(line.fen).toBeLessThanOrEqual(all.lines.find((l) => l.line === line.line)?.fen ?? 0)
        expect(part.freightFen).toBeLessThanOrEqual(all.freightFen)
      }),
    )
  })

  test('the whole takes the units, a part leaves them, and without freight the goods stay as they were', () => {
    fc.assert(
      fc.property(whole, (all) => {
        expect(partOf(all, all.amountFen)).toEqual(all)
        expect(withoutFreight(all).amountFen).toBe(all.lines.reduce((sum, l) => sum + l.fen, 0))
        expect(partOf(all, 0).lines.every((l) => l.units === 0) || all.amountFen === 0).toBe(true)
      }),
    )
  })

  test('costs by listing add up to what the cases cost', () => {
    const listing = fc.constantFrom('a', 'b', 'c')
    const line = fc.record({
      listingId: listing,
      titleZh: fc.constant('茶'),
      titleEn: fc.constant('Tea'),
      units: fc.integer({ min: 1, max: 9 }),
      lots: fc.array(fc.constantFrom('L1', 'L2')),
    })
    const one = fc.record({ costFen: fc.nat(1e6), lines: fc.array(line, { minLength: 1, maxLength: 4 }) })
    fc.assert(
      fc.property(fc.array(one), (cases) => {
        const sum = costsByListing(cases).reduce((fen, l) => fen + l.costFen, 0)
        expect(sum).toBe(cases.reduce((fen, c) => fen + c.costFen, 0))
      }),
    )
  })
})

test('units of a line come from its lots once, and what came back is shelved or written off', () => {
  const lots = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(lots, fc.nat(100), fc.nat(100), (sizes, first, second) => {
      const sold = sizes.map((units, i) => ({ lotId: `${i}`, lotCode: `L${i}`, units }))
      const total = sizes.reduce((a, b) => a + b, 0)
      const a = Math.min(first, total)
      const b = Math.min(second, total - a)
      const one = lotsOfUnits(sold, new Map(), a)
      const two = lotsOfUnits(sold, new Map(one.map((l) => [l.lotId, l.units])), b)
      for (const lot of sold) {
        const used = [...one, ...two].filter((l) => l.lotId === lot.lotId).reduce((sum, l) => sum + l.units, 0)
        expect(used).toBeLessThanOrEqual(lot.units)
      }
      expect(two.reduce((sum, l) => sum + l.units, 0)).toBe(b)
      const back = backOf(one, Math.min(second, a))
      expect(back.reduce((sum, l) => sum + l.shelfUnits + l.scrappedUnits, 0)).toBe(a)
      expect(back.reduce((sum, l) => sum + l.shelfUnits, 0)).toBe(Math.min(second, a))
    }),
  )
})
