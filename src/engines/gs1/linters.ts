import { hasCheckDigit, hasCheckPair } from './check.ts'
import { couponCode, positiveOfferCode } from './coupon.ts'
import { dateFaultAt, shortDateFaultAt } from './dates.ts'
import type { LinterName } from './dictionary.ts'
import { iso3166Alpha2, iso3166Numeric, iso4217Numeric, packageTypes } from './lists.ts'

/** Where in the component the check fails, or -1 where it holds. The character set has been checked before. */
export type Linter = (data: string) => number

const within =
  (list: ReadonlySet<string>): Linter =>
  (data) =>
    list.has(data) ? -1 : 0
const like =
  (pattern: RegExp): Linter =>
  (data) =>
    pattern.test(data) ? -1 : 0
const atMost =
  (max: number): Linter =>
  (data) =>
    Number(data) <= max ? -1 : 0

/** The checks that the syntax dictionary names, one each (GS1 Barcode Syntax Tests). */
export const linters: Readonly<Record<LinterName, Linter>> = {
  couponcode: couponCode,
  couponposoffer: positiveOfferCode,
  csum: (data) => (hasCheckDigit(data) ? -1 : data.length - 1),
  csumalpha: (data) => (hasCheckPair(data) ? -1 : Math.max(data.length - 2, 0)),
  // The shortest GS1 Company Prefix has four digits; which are issued only GS1's own registry knows.
  gcppos1: (data) => prefixFrom(data, 0),
  gcppos2: (data) => prefixFrom(data, 1),
  hasnondigit: like(/[^0-9]/),
  hh: atMost(23),
  hhmi: (data) => (Number(data.slice(0, 2)) > 23 ? 0 : Number(data.slice(2)) > 59 ? 2 : -1),
  hyphen: like(/^-+$/),
  iban: (data) => (isIban(data) ? -1 : 0),
  importeridx: like(/^[-0-9A-Z_a-z]$/),
  iso3166: within(iso3166Numeric),
  iso3166999: (data) => (data === '999' || iso3166Numeric.has(data) ? -1 : 0),
  iso3166alpha2: within(iso3166Alpha2),
  iso4217: within(iso4217Numeric),
  iso5218: like(/^[0129]$/),
  latitude: atMost(1_800_000_000),
  longitude: atMost(3_600_000_000),
  mediatype: like(/^(0[1-9]|10|[89][0-9])$/),
  mi: atMost(59),
  nonzero: like(/[^0]/),
  nozeroprefix: like(/^[^0]/),
  packagetype: within(packageTypes),
  pcenc: (data) => data.search(/%(?![0-9A-Fa-f]{2})/),
  pieceoftotal: pieceOfTotal,
  posinseqslash: positionInSequence,
  ss: atMost(59),
  winding: like(/^[019]$/),
  yesno: like(/^[01]$/),
  yymmd0: (data) => shortDateFaultAt(data, 0),
  yymmdd: (data) => shortDateFaultAt(data, 1),
  yyyymmdd: (data) => dateFaultAt(data, 1),
  zero: like(/^0+$/),
}

function prefixFrom(data: string, start: number): number {
  for (let i = start; i < start + 4; i++) if (!/[0-9]/.test(data.charAt(i))) return Math.min(i, data.length)
  return -1
}

function pieceOfTotal(data: string): number {
  const half = data.length / 2
  const piece = Number(data.slice(0, half))
  const total = Number(data.slice(half))
  if (piece === 0) return 0
  if (total === 0) return half
  return data.length % 2 === 0 && piece <= total ? -1 : 0
}

function positionInSequence(data: string): number {
  const parts = /^([1-9]\d*)\/([1-9]\d*)$/.exec(data)
  return parts !== null && Number(parts[1]) <= Number(parts[2]) ? -1 : 0
}

// ISO 13616: country, two check digits, then up to 30; letters count 10 to 35; the whole is 1 modulo 97.
function isIban(data: string): boolean {
  if (data.length <= 10 || !/^[0-9A-Z]+$/.test(data) || !iso3166Alpha2.has(data.slice(0, 2))) return false
  let rest = 0
  for (const character of data.slice(4) + data.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97
  }
  return rest === 1
}
