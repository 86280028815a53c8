import type { z } from 'zod'
import type { Lang } from './words.ts'

type Issue = z.core.$ZodRawIssue

/** What is wrong with one field, in words for the person who filled it in; units are read from the field's name. */
export function faultWords(lang: Lang, issue: Issue): string {
  const words = lang === 'zh' ? zh : en
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? words.missing : words.type(String(issue.expected))
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum <= 1) return words.missing
      return words.atLeast[kindOf(issue.origin)](amount(lang, issue, issue.minimum), issue.inclusive !== false)
    case 'too_big':
      return words.atMost[kindOf(issue.origin)](amount(lang, issue, issue.maximum), issue.inclusive !== false)
    case 'invalid_format':
      return words.formats[issue.format] ?? words.format
    case 'invalid_value':
      return words.choice
    case 'not_multiple_of':
      return words.step(amount(lang, issue, issue.divisor))
    case 'unrecognized_keys':
      return words.unknownFields(issue.keys.join(lang === 'zh' ? '、' : ', '))
    default:
      return words.format
  }
}

type Kind = 'text' | 'list' | 'number' | 'date'

function kindOf(origin: string): Kind {
  if (origin === 'string') return 'text'
  if (origin === 'date') return 'date'
  return origin === 'array' || origin === 'set' || origin === 'map' || origin === 'file' ? 'list' : 'number'
}

/** A limit as the person knows it: fen as yuan, grams with their unit, a moment as its day. */
function amount(lang: Lang, issue: Issue, value: number | bigint | Date): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  const field = issue.path?.findLast((step) => typeof step === 'string') ?? ''
  const plain = kindOf('origin' in issue ? String(issue.origin) : 'number') === 'number'
  if (plain && field.endsWith('Fen')) return `¥${(Number(value) / 100).toFixed(2)}`
  if (plain && field.endsWith('Grams')) return lang === 'zh' ? `${value} 克` : `${value} g`
  return String(value)
}

type Limits = Record<Kind, (limit: string, inclusive: boolean) => string>

type FaultWords = {
  missing: string
  format: string
  choice: string
  type(expected: string): string
  step(of: string): string
  unknownFields(names: string): string
  atLeast: Limits
  atMost: Limits
  formats: Readonly<Record<string, string>>
}

const zh: FaultWords = {
  missing: '请填写这一项',
  format: '写法不对，请检查',
  choice: '请从给出的选项里选择',
  type: (expected) => (expected === 'int' ? '请填写整数' : expected === 'number' ? '请填写数字' : '写法不对，请检查'),
  step: (of) => `须是 ${of} 的倍数`,
  unknownFields: (names) => `多出了不认识的项：${names}`,
  atLeast: {
    text: (limit) => `至少 ${limit} 个字`,
    list: (limit) => `至少 ${limit} 项`,
    number: (limit, inclusive) => (inclusive ? `不能小于 ${limit}` : `要大于 ${limit}`),
    date: (limit) => `不能早于 ${limit}`,
  },
  atMost: {
    text: (limit) => `最多 ${limit} 个字`,
    list: (limit) => `最多 ${limit} 项`,
    number: (limit, inclusive) => (inclusive ? `不能大于 ${limit}` : `要小于 ${limit}`),
    date: (limit) => `不能晚于 ${limit}`,
  },
  formats: {
    email: '邮箱写法不对，例如 name@example.com',
    url: '网址写法不对，例如 https://example.com',
    uuid: '编号不对，请从页面上重新选择',
    date: '日期写法不对，例如 2026-11-23',
    datetime: '时间写法不对',
  },
}

const en: FaultWords = {
  missing: 'Fill this in',
  format: 'This is not written as it should be',
  choice: 'Choose one of the options given',
  type: (expected) =>
    expected === 'int'
      ? 'Enter a whole number'
      : expected === 'number'
        ? 'Enter a number'
        : 'This is not written as it should be',
  step: (of) => `Must be a multiple of ${of}`,
  unknownFields: (names) => `Unknown fields: ${names}`,
  atLeast: {
    text: (limit) => `At least ${limit} characters`,
    list: (limit) => `Give at least ${limit}`,
    number: (limit, inclusive) => (inclusive ? `No less than ${limit}` : `More than ${limit}`),
    date: (limit) => `No earlier than ${limit}`,
  },
  atMost: {
    text: (limit) => `At most ${limit} characters`,
    list: (limit) => `Give at most ${limit}`,
    number: (limit, inclusive) => (inclusive ? `No more than ${limit}` : `Less than ${limit}`),
    date: (limit) => `No later than ${limit}`,
  },
  formats: {
    email: 'Not an e-mail address, such as name@example.com',
    url: 'Not a web address, such as https://example.com',
    uuid: 'Unknown number; choose again from the page',
    date: 'Not a date, such as 2026-11-23',
    datetime: 'Not a time',
  },
}
