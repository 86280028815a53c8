import { Decimal } from 'decimal.js'
import type { CivilDate } from '../../../kernel/clock.ts'
import type { RefusalParams } from '../../../kernel/refusal.ts'
import { foldZh } from '../../../kernel/validation.ts'
import { monthsOf } from '../listing.ts'
import type { Cell } from './table.ts'

/** What a cell says, or why it says nothing; codes stand below `market.import.`. */
export type Read<T> = { ok: true; value: T } | { ok: false; code: string; params: RefusalParams }

export const ok = <T>(value: T): Read<T> => ({ ok: true, value })
export const bad = (code: string, params: RefusalParams = {}): Read<never> => ({ ok: false, code, params })

/** Full-width digits, letters and spaces become ordinary ones; signs nobody sees go. */
export const folded = (text: string): string => seen(text.normalize('NFKC'))
const seen = (text: string): string => text.replaceAll(/[\u200b-\u200d\u2060\ufeff]/g, '').trim()

/** A cell's text. Formulas, errors and text that a spreadsheet would take for a formula are refused. */
export function textOf(cell: Cell): Read<string> {
  if (cell === null) return ok('')
  if (typeof cell === 'object') {
    if ('day' in cell) return ok(cell.day)
    return 'formula' in cell ? bad('formula') : bad(cell.error === '#LONG' ? 'cell_too_long' : 'cell_error')
  }
  if (typeof cell === 'boolean') return bad('not_text')
  return ok(typeof cell === 'number' ? String(cell) : cell.replaceAll(/[\u200b\u2060\ufeff]/g, '').trim())
}

export const lineOf = (cell: Cell, lengthMax: number): Read<string> => lineBy(folded, cell, lengthMax)

/** A line of Chinese that people read keeps its full-width punctuation. */
export const lineZhOf = (cell: Cell, lengthMax: number): Read<string> =>
  lineBy((text) => seen(foldZh(text)), cell, lengthMax)

function lineBy(fold: (text: string) => string, cell: Cell, lengthMax: number): Read<string> {
  const read = textOf(cell)
  if (!read.ok) return read
  const text = fold(read.value)
  if (text === '') return bad('empty')
  if (/^[=+\-@]/.test(text)) return bad('formula_text')
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return bad('control_characters')
  return text.length > lengthMax ? bad('too_long', { limit: lengthMax, length: text.length }) : ok(text)
}

export function proseOf(cell: Cell, lengthMax: number): Read<string> {
  const read = textOf(cell)
  if (!read.ok) return read
  const text = read.value.replaceAll(/\r\n?/g, '\n')
  if (/^[=+\-@]/.test(folded(text))) return bad('formula_text')
  // oxlint-disable-next-line no-control-regex
  if (/[\p{Cs}\u0000-\u0008\u000b-\u001f\u007f]/u.test(text)) return bad('control_characters')
  return text.length > lengthMax ? bad('too_long', { limit: lengthMax, length: text.length }) : ok(text)
}

const NUMBER = String.raw`([+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,15})?)`

/** A decimal number with the words around it: `pattern` has the number as its first group and maybe a unit as its second. */
function numberIn(cell: Cell, pattern: RegExp): Read<{ number: Decimal; unit: string }> {
  const read = textOf(cell)
  if (!read.ok) return read
  const text = folded(read.value).toLowerCase()
  if (text === '') return bad('empty')
  const [, digits, unit = ''] = pattern.exec(text) ?? []
  if (digits === undefined) return bad('not_a_number')
  return ok({ number: new Decimal(digits.replaceAll(',', '')), unit })
}

const WHOLE = new RegExp(`^${NUMBER} *(?:份|袋|盒|件|箱|包|瓶|罐|个|只|天|日|days?)?$`)

export function wholeOf(cell: Cell, max: number): Read<number> {
  const read = numberIn(cell, WHOLE)
  return read.ok ? inRange(read.value.number, max, 'not_whole') : read
}

const WEIGHT = new RegExp(`^${NUMBER} *(市斤|公斤|千克|斤|两|吨|克|kg|g|jin)?$`)
const gramsOf: Record<string, number> = {
  市斤: 500,
  斤: 500,
  jin: 500,
  两: 50,
  公斤: 1000,
  千克: 1000,
  kg: 1000,
  克: 1,
  g: 1,
  吨: 1_000_000,
}

/** A weight in grams; a bare number is in the heading's unit. */
export function gramsIn(cell: Cell, gramsPerUnit: number, maxGrams: number): Read<number> {
  const read = numberIn(cell, WEIGHT)
  if (!read.ok) return read
  const { number, unit } = read.value
  return inRange(number.times(gramsOf[unit] ?? gramsPerUnit), maxGrams, 'not_whole_grams', maxGrams / gramsPerUnit)
}

const MONEY = new RegExp(`^(?:¥|rmb|cny)? *${NUMBER} *(?:元|块|yuan|rmb)?$`)

/** An amount of yuan in fen. */
export function fenIn(cell: Cell, maxFen: number): Read<number> {
  const read = numberIn(cell, MONEY)
  return read.ok ? inRange(read.value.number.times(100), maxFen, 'not_whole_fen', maxFen / 100) : read
}

function inRange(amount: Decimal, max: number, notWhole: string, limit = max): Read<number> {
  if (amount.lte(0)) return bad('not_positive')
  if (amount.gt(max)) return bad('too_much', { limit })
  return amount.isInteger() ? ok(amount.toNumber()) : bad(notWhole)
}

const DATE = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
/** Serial numbers of 2000-01-01 and 2099-12-31, days after 1899-12-30 (ECMA-376, 18.17.4.1). */
const SERIALS = [36_526, 73_050] as const

export function dayOf(cell: Cell): Read<CivilDate> {
  const read = textOf(cell)
  if (!read.ok) return read
  const text = folded(read.value)
  if (text === '') return bad('empty')
  const serial = /^\d{5}(\.0+)?$/.test(text) ? Number(text) : 0
  if (serial >= SERIALS[0] && serial <= SERIALS[1])
    return ok(new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10))
  const [, year = '', month = '', day = ''] = DATE.exec(text) ?? COMPACT.exec(text) ?? []
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${written}T00:00:00Z`)
  return year !== '' && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written)
    ? ok(written)
    : bad('not_a_date')
}

/** Months in season as bits. Spreadsheets turn "3-5" into the fifth of March; that is read back as 3 to 5. */
export function seasonOf(cell: Cell): Read<number> {
  const read = textOf(cell)
  if (!read.ok) return read
  const text = folded(read.value).replaceAll(/\s/g, '').toLowerCase()
  if (/^(全年|四季|常年|allyear|)$/.test(text)) return ok(4095)
  if (typeof cell === 'object' && cell !== null && 'day' in cell) return months(cell.day.slice(5).split('-'))
  const run = /^(\d{1,2})月?(?:[-~〜至到—–](\d{1,2})月?|月(\d{1,2})日)$/.exec(text)
  if (run) return months([run[1] ?? '', run[2] ?? run[3] ?? ''])
  const list = text.split(/[,、;/]/).map((part) => /^(\d{1,2})月?$/.exec(part)?.[1] ?? '')
  const each = list.map((month) => months([month, month]))
  if (each.some((one) => !one.ok)) return bad('not_a_season')
  return ok(each.reduce((bits, one) => bits | (one.ok ? one.value : 0), 0))
}

function months(run: readonly string[]): Read<number> {
  const [from = 0, to = 0] = run.map(Number)
  return from >= 1 && from <= 12 && to >= 1 && to <= 12 ? ok(monthsOf(from, to)) : bad('not_a_season')
}
