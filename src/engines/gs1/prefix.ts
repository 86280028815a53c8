import { hasCheckDigit } from './check.ts'

/** Who issued a number, as far as its GS1 Prefix tells. */
export type PrefixIssuer = {
  /** The three digits looked at. */
  prefix: string
  kind: 'member' | 'restricted' | 'publication' | 'coupon' | 'demonstration' | 'global_office'
  /** The GS1 member organisation, where this table names it. */
  issuer: { zh: string; en: string } | null
}

const china = { zh: '中国物品编码中心', en: 'GS1 China' }
const hongKong = { zh: '香港货品编码协会', en: 'GS1 Hong Kong, China' }

type Range = readonly [first: number, last: number, kind: PrefixIssuer['kind'], issuer?: { zh: string; en: string }]

// From the list of GS1 Prefixes. Those not here belong to other member organisations.
const ranges: readonly Range[] = [
  [20, 29, 'restricted'],
  [40, 49, 'restricted'],
  [200, 299, 'restricted'],
  [489, 489, 'member', hongKong],
  [690, 699, 'member', china],
  [950, 951, 'global_office'],
  [952, 952, 'demonstration'],
  [962, 969, 'global_office'],
  [977, 979, 'publication'],
  [981, 984, 'coupon'],
  [990, 999, 'coupon'],
]

/**
 * Which GS1 organisation issued a GTIN, GLN or SSCC. 690 to 699 says that a member of GS1 China was given
 * the number; it does not say where the goods were grown or made, and must never be shown as if it did.
 * Null for a text that is no such key.
 */
export function prefixIssuer(key: string): PrefixIssuer | null {
  if (![8, 12, 13, 14, 18].includes(key.length) || !hasCheckDigit(key)) return null
  const prefix = prefixOf(key)
  const found = ranges.find(([first, last]) => first <= Number(prefix) && Number(prefix) <= last)
  if (found === undefined) return { prefix, kind: 'member', issuer: null }
  const [, , kind, issuer = null] = found
  return { prefix, kind, issuer }
}

// The indicator of a GTIN-14 and the extension digit of an SSCC stand before the prefix; a GTIN-12 lacks its zero.
// A GTIN-8 padded to more digits is read as the GTIN-8 it is.
function prefixOf(key: string): string {
  if (key.length === 12) return `0${key.slice(0, 2)}`
  if (key.length === 14 && key.startsWith('000000')) return key.slice(6, 9)
  if (key.length === 13 && key.startsWith('00000')) return key.slice(5, 8)
  return key.length === 14 || key.length === 18 ? key.slice(1, 4) : key.slice(0, 3)
}
