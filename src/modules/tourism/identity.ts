import type { CivilDate } from '../../kernel/clock.ts'

export const documents = ['identity_card', 'passport', 'hk_macao_permit', 'taiwan_permit', 'other'] as const
export type Document = (typeof documents)[number]

/** Weights of ISO 7064 MOD 11-2 over the first 17 digits, as GB 11643-1999 has them. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_SIGNS = '10X98765432'

/** The last sign of an identity number, from its first 17 digits. */
export const checkSign = (digits: string): string =>
  CHECK_SIGNS[WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11] ?? ''

export type Read = { number: string; bornOn: CivilDate | null }
export type Fault = 'shape' | 'region' | 'birth_date' | 'check_digit'

/**
 * Reads a document's number as it was typed. Identity numbers (GB 11643-1999): a region, a day of birth that was, an order and a check sign. All others: 4 to 30
 * letters and digits, without any rule.
 */
export function readNumber(document: Document, typed: string, today: CivilDate): Read | Fault {
  const number = typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
  if (document !== 'identity_card') return /^[0-9A-Z]{4,30}$/.test(number) ? { number, bornOn: null } : 'shape'
  if (!/^\d{17}[\dX]$/.test(number)) return 'shape'
  if (!REGIONS.has(number.slice(0, 2))) return 'region'
  const bornOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(bornOn) || bornOn > today || bornOn < '1850-01-01') return 'birth_date'
  return checkSign(number) === number[17] ? { number, bornOn } : 'check_digit'
}

/** Provinces, autonomous regions and municipalities by GB/T 2260; 83 stands for residents from Taiwan with a mainland permit, 9 for permanent residents from abroad. */
const REGIONS = new Set(
  (
    '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ' +
    '91 92 93 94 95 96 97 98 99'
  ).split(' '),
)

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

/** Whole years on a day. */
export function ageOn(bornOn: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}

export const lastFour = (number: string) => number.slice(-4)
