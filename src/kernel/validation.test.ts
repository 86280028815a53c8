import { expect, test } from 'vitest'
import { z } from 'zod'
import { isRefusal } from './refusal.ts'
import type { Lang } from './words.ts'
import { civilDay, fen, id, line, lineZh, parseInput } from './validation.ts'

test('a NUL anywhere in the input is refused at its place, before the schema sees it', () => {
  const schema = z.object({ a: z.string(), list: z.array(z.object({ 'b/c': z.string() })) })
  try {
    parseInput(schema, { a: 'fine', list: [{ 'b/c': 'x' }, { 'b/c': 'no\u0000' }] }, 'zh')
    expect.unreachable()
  } catch (error) {
    expect(isRefusal(error) && [error.code, error.faults[0]?.pointer]).toEqual(['kernel.invalid_input', '/list/1/b~1c'])
  }
})

test('what nests deeper than any input is refused, not an overflow of the stack', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  expect(() => parseInput(z.object({ a: z.unknown() }), { a: deep }, 'zh')).toThrow('kernel.malformed')
})

function faultsIn(schema: z.ZodType, raw: unknown, lang: Lang): Record<string, string> {
  try {
    parseInput(schema, raw, lang)
  } catch (error) {
    if (isRefusal(error)) return Object.fromEntries(error.faults.map((fault) => [fault.pointer, fault.detail]))
  }
  return {}
}

test('faults say what to do in the words of the person, with the unit of the field', () => {
  const schema = z.object({
    name: line(5),
    grade: z.enum(['first', 'second']),
    lines: z.array(z.object({ units: z.int().min(1).max(999) })).min(1),
    priceFen: fen,
    netGrams: z.int().max(1000),
    on: civilDay,
    listingId: id,
    email: z.email(),
    share: z.number().gt(0),
  })
  const wrong = {
    name: '高山云雾绿茶',
    grade: 'third',
    lines: [{ units: 1.5 }, { units: 1000 }, {}],
    priceFen: -1,
    netGrams: 2000,
    on: '2026-13-01',
    listingId: '7',
    email: 'nobody',
    share: 0,
  }
  expect(faultsIn(schema, wrong, 'zh')).toEqual({
    '/name': '最多 5 个字',
    '/grade': '请从给出的选项里选择',
    '/lines/0/units': '请填写整数',
    '/lines/1/units': '不能大于 999',
    '/lines/2/units': '请填写这一项',
    '/priceFen': '不能小于 ¥0.00',
    '/netGrams': '不能大于 1000 克',
    '/on': '日期写法不对，例如 2026-11-23',
    '/listingId': '编号不对，请从页面上重新选择',
    '/email': '邮箱写法不对，例如 name@example.com',
    '/share': '要大于 0',
  })
  expect(faultsIn(schema, { ...wrong, name: ' ', lines: [] }, 'en')).toMatchObject({
    '/name': 'Fill this in',
    '/lines': 'Give at least 1',
    '/netGrams': 'No more than 1000 g',
  })
})

test('a line of Chinese keeps its full-width punctuation and folds all else', () => {
  const typed = '　明前茶（５０克）：清香，耐泡！\u200b'
  expect(lineZh(80).parse(typed)).toBe('明前茶（50克）：清香，耐泡！')
  expect(line(80).parse(typed)).toBe('明前茶(50克):清香,耐泡!')
  expect(lineZh(80).safeParse('（\u0007）').success).toBe(false)
})
