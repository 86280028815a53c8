import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  documentLimits,
  documentTokens,
  headGroup,
  headTokens,
  queryTerms,
  searchModes,
  partsTsquery,
  toTsquery,
  toTsvectorText,
  type DocumentTokens,
  type Group,
  type SearchMode,
} from './index.ts'

const goods = [
  '龙谷丽人茶 明前特级 250g 罐装 Longgu Liren Green Tea',
  '遂昌菊米 高山野菊 50克×2盒',
  '遂昌笋干 农家手剥 500g',
  '烤番薯干 软糯 1斤装',
  '遂昌长粽 手工 10只',
  '山茶油 冷榨 5L Camellia Oil',
  '高山黑木耳 干货 0.5kg',
  '红心猕猴桃 5斤',
  '竹编提篮 Bamboo Weaving Basket',
  '遂昌龙井 重阳行 礼盒',
  '有机红茶 Organic Black Tea',
  '南尖岩农家乐 2天1晚 Farmhouse stay',
  '金矿国家矿山公园门票',
  '土蜂蜜 百花 1000克',
  '冬笋 鲜 3公斤 Winter bamboo shoots',
  '绿茶 香茶 100g',
  '烤薯 原味 300克',
  '乐器 竹笛',
  '银行卡套 竹编',
  '柳杉木雕 Wood carving',
]
const indexed = goods.map((title) => ({
  title,
  tokens: documentTokens({ strong: [title], weak: [] }),
}))

describe('what a query finds', () => {
  // query, width, titles that begin so (all of them, in order)
  const cases: [string, SearchMode, string[]][] = [
    ['龙谷丽人', 'exact', ['龙谷丽人茶']],
    ['龙谷丽人茶', 'exact', ['龙谷丽人茶']],
    ['菊米', 'exact', ['遂昌菊米']],
    ['笋干', 'exact', ['遂昌笋干']],
    ['烤薯干', 'exact', []],
    ['烤薯干', 'near', ['烤番薯干']],
    ['烤薯', 'exact', ['烤薯']],
    ['烤薯', 'near', ['烤番薯干', '烤薯']],
    ['茶', 'exact', ['龙谷丽人茶', '山茶油', '有机红茶', '绿茶']],
    ['遂昌的笋干', 'exact', ['遂昌笋干']],
    ['菊迷', 'near', ['遂昌菊米']],
    ['黑木尔', 'near', ['高山黑木耳']],
    ['longgulirencha', 'exact', ['龙谷丽人茶']],
    ['LONGGU', 'exact', ['龙谷丽人茶']],
    ['kaoshu', 'exact', ['烤薯']],
    ['kaoshugan', 'near', ['烤番薯干']],
    ['kaofanshu', 'exact', ['烤番薯干']],
    ['long jing', 'exact', ['遂昌龙井']],
    ['lóngjǐng', 'exact', ['遂昌龙井']],
    ['longji', 'near', ['龙谷丽人茶', '遂昌龙井']],
    ['suichang sungan', 'exact', ['遂昌笋干']],
    ['mihoutao', 'exact', ['红心猕猴桃']],
    ['shanchayou', 'exact', ['山茶油']],
    ['lvcha', 'exact', ['绿茶']],
    ['lücha', 'exact', ['绿茶']],
    ['lucha', 'exact', ['绿茶']],
    ['changzong', 'exact', ['遂昌长粽']],
    ['zhangzong', 'exact', ['遂昌长粽']],
    ['chongyang', 'exact', ['遂昌龙井']],
    ['zhongyang', 'exact', ['遂昌龙井']],
    ['yinhang', 'exact', ['银行卡套']],
    ['yueqi', 'exact', ['乐器']],
    ['nongjiale', 'exact', ['南尖岩农家乐']],
    ['lglr', 'exact', ['龙谷丽人茶']],
    ['lglrc', 'exact', ['龙谷丽人茶']],
    ['hme', 'exact', ['高山黑木耳']],
    ['ks', 'exact', ['金矿国家矿山公园门票', '烤薯']],
    ['zb', 'exact', ['竹编提篮', '银行卡套']],
    ['mht', 'exact', ['红心猕猴桃']],
    ['tea', 'exact', ['龙谷丽人茶', '有机红茶']],
    ['有机 tea', 'exact', ['有机红茶']],
    ['有机tea', 'exact', ['有机红茶']],
    ['遂昌cha', 'exact', []],
    ['遂昌sungan', 'exact', ['遂昌笋干']],
    ['bamboo shoot', 'exact', ['冬笋']],
    ['ＢＡＭＢＯＯ　baskets', 'exact', ['竹编提篮']],
    ['bamb', 'near', ['竹编提篮', '冬笋']],
    ['bamb shoots', 'near', []],
    ['500克', 'exact', ['遂昌笋干', '烤番薯干', '高山黑木耳']],
    ['1斤', 'exact', ['遂昌笋干', '烤番薯干', '高山黑木耳']],
    ['土蜂蜜 2斤', 'exact', ['土蜂蜜']],
    ['冬笋 3kg', 'exact', ['冬笋']],
    ['山茶油 5000毫升', 'exact', ['山茶油']],
    ['2天', 'exact', ['南尖岩农家乐']],
    ['木雕 carving', 'exact', ['柳杉木雕']],
    ['', 'exact', []],
  ]
  it.each(cases)('%s (%s)', (query, mode, expected) => {
    const terms = queryTerms(query)
    const found = indexed.filter(({ tokens }) => meets(tokens, terms[mode])).map(({ title }) => title)
    expect(found.map((title) => title.split(' ')[0])).toEqual(expected)
  })
})

describe('document tokens', () => {
  it('holds characters, bigrams, every reading, joined forms and initials', () => {
    const { a } = documentTokens({ strong: ['重行茶'], weak: [] })
    for (const lexeme of [
      'z:重',
      'z:重行',
      'p:zhong',
      'p:chong',
      'p:hang',
      'p:xing',
      'p:zhonghangcha',
      'p:chongxing',
      'i:chc',
      'i:zx',
    ]) {
      expect(a).toContain(lexeme)
    }
  })

  it('keeps weak text apart and leaves out what strong text already says', () => {
    const { a, b } = documentTokens({ strong: ['龙井'], weak: ['龙井虾仁'] })
    expect(a).toContain('z:龙井')
    expect(b).not.toContain('z:龙井')
    expect(b).toContain('z:虾仁')
    expect(b.some((lexeme) => /^[ip]:/.test(lexeme))).toBe(false)
  })

  it('stays within its limits on any text, however long', () => {
    const long = '重行乐长'.repeat(5000)
    const { a, b } = documentTokens({
      strong: [long, long],
      weak: [long, ...Array.from({ length: 100 }, () => '﷽ﷺ')],
    })
    expect(a.length).toBeLessThanOrEqual(documentLimits.strongTokens)
    expect(b.length).toBeLessThanOrEqual(documentLimits.weakTokens)
  })

  it('prints names, strong lexemes and weak ones, told apart by their kind', () => {
    expect(toTsvectorText(documentTokens({ strong: ['tea'], weak: ['oil'] }), ['hw:tea'])).toBe(
      "'hw:tea' 'w:tea' 'W:oil'",
    )
  })
})

describe('what reaches PostgreSQL is always well formed', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom(..."'\\:*&|!()<-> \0\ud800龙井重a1.斤'’ü", 'kao', '500g'),
      maxLength: 200,
    }),
  )
  const lexeme = String.raw`'(?:[^'\\]|''|\\\\)+'`

  it('tsquery', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...searchModes), (query, mode) => {
        const text = toTsquery(queryTerms(query), mode)
        expect(text.length).toBeLessThan(40_000)
        const skeleton = text.replace(new RegExp(`${lexeme}(:\\*)?`, 'g'), 'x')
        expect(skeleton).toMatch(/^[x&|() ]*$/)
        expect(isExpression(skeleton)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('tsvector', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 3 }), fc.array(anyText, { maxLength: 3 }), (strong, weak) => {
        const text = toTsvectorText(documentTokens({ strong, weak }))
        expect(text).toMatch(new RegExp(`^(${lexeme}( |$))*$`))
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('a document is found by its own name', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'龙井重行笋干长茶绿', ' ', 'tea', 'teas', '500g'),
      minLength: 1,
      maxLength: 12,
    })
    expect(fc.check(fc.property(name, isFound))).toMatchObject({ failed: false })
  })
})

describe('what a name says a thing is', () => {
  const names = (query: string, title: string) => {
    const heads = new Set(headTokens([title]))
    return headGroup(query).some((together) => together.every(({ lexeme }) => heads.has(lexeme)))
  }
  it.each([
    ['茶', '高山绿茶 250克 罐装', true],
    ['茶', '茶叶蛋 真空装', false],
    ['茶', '山茶油 冷榨', false],
    ['茶', '绿茶礼盒', true],
    ['蛋', '茶叶蛋', true],
    ['遂昌笋干', '农家笋干', true],
    ['山里的大米', '梯田大米', true],
    ['cha', '高山绿茶', true],
    ['cha', '山茶油', false],
    ['lc', '高山绿茶', true],
    ['long jing', '遂昌龙井', true],
    ['tea', 'Mountain Green Tea, 250 g tin', true],
    ['tea', 'Bamboo Tea Tray', false],
    ['oil', 'Oil of camellia seed', true],
    ['绿茶 500克', '高山绿茶', true],
    ['500克', '高山绿茶', false],
  ])('%s in %s: %s', (query, title, expected) => expect(names(query, title)).toBe(expected))
})

describe('most of a query', () => {
  it('asks for so many of its parts', () => {
    const terms = queryTerms('竹篮子')
    expect(partsTsquery(terms, 3, 'strong').match(/ & /g)?.length).toBe(2)
    expect(partsTsquery(terms, 2, 'strong').match(/ & /g)?.length).toBe(3)
    expect(partsTsquery(terms, 4, 'strong')).toBe('')
  })
})

function meets({ a, b }: DocumentTokens, groups: readonly Group[]): boolean {
  const lexemes = [...a, ...b]
  const has = new Set(lexemes)
  return (
    groups.length > 0 &&
    groups.every((group) =>
      group.some((together) =>
        together.every(({ lexeme, prefix }) =>
          prefix ? lexemes.some((other) => other.startsWith(lexeme)) : has.has(lexeme),
        ),
      ),
    )
  )
}

// x, (x & x), (x | (x & x)) … reduced until one x is left.
function isExpression(skeleton: string): boolean {
  let before = ''
  let now = skeleton
  while (now !== before) {
    before = now
    now = now.replace(/\(x( [&|] x)*\)/g, 'x')
  }
  return now === '' || /^x( & x)*$/.test(now)
}

function isFound(title: string): boolean {
  const terms = queryTerms(title)
  const tokens = documentTokens({ strong: [title], weak: [] })
  return searchModes.every((mode) => terms[mode].length === 0 || meets(tokens, terms[mode]))
}
