import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearestTerm, slips, slipsAllowed } from './nearest.ts'
import { rankOf, rankParts, rankRules } from './rank.ts'
import { partialSteps, searchSteps } from './search.ts'
import { keyOf, namesOf, termKeys, weighTerms } from './terms.ts'

const NOW = new Date('2026-04-18T09:00:00+08:00')
const facts = fc.record({
  openedAt: fc.date({ min: new Date('2020-01-01'), max: NOW, noInvalidDate: true }),
  soldUnits: fc.nat(10_000_000),
  seasonMonths: fc.integer({ min: 1, max: 4095 }),
  photos: fc.nat(9),
  soldOut: fc.boolean(),
  rating: fc.option(fc.record({ mean: fc.double({ min: 0, max: 5, noNaN: true }), count: fc.nat(1000) })),
  fairTurn: fc.integer({ min: -1000, max: 1000 }),
})
const month = fc.integer({ min: 1, max: 12 })

describe('points', () => {
  test('each part stays within its rule and their sum is the rank', () => {
    fc.assert(
      fc.property(facts, month, (one, m) => {
        const parts = rankParts(one, m, NOW)
        expect(parts.fresh).toBeGreaterThanOrEqual(0)
        expect(parts.fresh).toBeLessThanOrEqual(rankRules.freshMax)
        expect(parts.sold).toBeLessThanOrEqual(rankRules.soldMax)
        expect(Math.abs(parts.rating)).toBeLessThanOrEqual(rankRules.ratingMax)
        expect(parts.fairTurn).toBeGreaterThanOrEqual(0)
        expect(parts.fairTurn).toBeLessThanOrEqual(rankRules.fairTurnMax)
        expect(rankOf(parts)).toBe(Object.values(parts).reduce((a, b) => a + b, 0))
        expect(Number.isSafeInteger(rankOf(parts))).toBe(true)
      }),
    )
  })

  test('more sold never lowers, sold out never raises', () => {
    fc.assert(
      fc.property(facts, month, fc.nat(1000), (one, m, more) => {
        const rank = (changed: Partial<typeof one>) => rankOf(rankParts({ ...one, ...changed }, m, NOW))
        expect(rank({ soldUnits: one.soldUnits + more })).toBeGreaterThanOrEqual(rank({}))
        expect(rank({ soldOut: true })).toBeLessThanOrEqual(rank({ soldOut: false }))
      }),
    )
  })

  test('a new listing has the points that the table gives it before the first count', () => {
    const fresh = {
      openedAt: NOW,
      soldUnits: 0,
      seasonMonths: 4095,
      photos: 0,
      soldOut: false,
      rating: null,
      fairTurn: 0,
    }
    expect(rankOf(rankParts(fresh, 4, NOW))).toBe(600)
  })
})

describe('mistyped words', () => {
  test.each([
    ['lonjing', 'longjing', 1],
    ['mihotao', 'mihoutao', 1],
    ['grean tea', 'green tea', 1],
    ['abcd', 'abdc', 1],
    ['', 'tea', 3],
  ])('%s to %s: %i', (a, b, expected) => expect(slips(a, b)).toBe(expected))

  test('slips are a distance', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 7 })
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slips(a, b)).toBe(slips(b, a))
        expect(slips(a, b) === 0).toBe(a === b)
        expect(slips(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
        expect(slips(a, b, true)).toBeLessThanOrEqual(slips(a, b))
      }),
    )
  })

  test('the nearest name, and none that is too far', () => {
    const names = [
      { key: 'longjingcha', term: '龙井茶' },
      { key: 'longgulirencha', term: '龙谷丽人茶' },
    ]
    expect(nearestTerm('lonjing', names)).toBe('龙井茶')
    expect(nearestTerm('qqqqqqq', names)).toBeNull()
    expect(slipsAllowed('ab')).toBe(1)
  })
})

describe('names and suggestions', () => {
  test('the first name, without grade and packing', () => {
    expect(namesOf('高山绿茶礼盒 特级 250克', 'Mountain Green Tea, 250 g')).toEqual({
      nameZh: '高山绿茶',
      nameEn: 'mountain green tea',
    })
  })

  test('one may begin with Chinese, pinyin, initials or any later part', () => {
    const keys = termKeys({ nameZh: '高山绿茶', nameEn: 'mountain tea' })
    const of = (key: string) => keys.find((one) => one.key === key)
    expect(of('高山绿茶')).toMatchObject({ lang: 'zh', whole: true })
    expect(of('lvcha')).toMatchObject({ term: '高山绿茶', whole: false })
    expect(of('gslc')).toMatchObject({ whole: true })
    expect(of('tea')).toMatchObject({ lang: 'en', whole: false })
    expect(keyOf('  Lǜ  Cha ')).toBe('lu cha')
  })

  test('a short name counts what ends in it', () => {
    const zh = (term: string, listings: number) => ({ lang: 'zh' as const, term, listings })
    expect(weighTerms([zh('绿茶', 2), zh('高山绿茶', 3), zh('茶油', 4)])).toEqual([
      zh('绿茶', 5),
      zh('高山绿茶', 3),
      zh('茶油', 4),
    ])
  })
})

describe('steps', () => {
  test('what is named stands before what is said, and either shuts the other out', () => {
    const [exact] = searchSteps('绿茶')
    expect(exact?.whole).toContain("'hz:绿茶'")
    expect(exact?.said).toContain("!'hz:绿茶'")
    expect(exact?.described).toContain("'Z:绿茶'")
  })

  test('nothing searchable gives no steps; a single part no partial ones', () => {
    expect(searchSteps('…')).toEqual([])
    expect(partialSteps('茶')).toEqual([])
    expect(partialSteps('竹编篮子')).toHaveLength(2)
  })
})
