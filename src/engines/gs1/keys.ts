import { isDigits } from './characters.ts'
import { checkDigit, checkPair, hasCheckDigit } from './check.ts'
import { done, refuse, type Gs1Result } from './fault.ts'
import { checkValue, isValue } from './value.ts'

/** The identification keys and the application identifier that carries each. */
export const keyAis = {
  sscc: '00',
  gtin14: '01',
  gdti: '253',
  gcn: '255',
  ginc: '401',
  gsin: '402',
  gln: '414',
  partyGln: '417',
  grai: '8003',
  giai: '8004',
  itip: '8006',
  cpid: '8010',
  gmn: '8013',
  gsrnProvider: '8017',
  gsrn: '8018',
} as const
export type KeyName = keyof typeof keyAis

/** Whether the text is such a key, check digit or check pair included. A GTIN of any length is `isGtin`. */
export const isKey = (name: KeyName, text: string): boolean => isValue(keyAis[name], text)

/** Whether the text is a GTIN-8, -12, -13 or -14 with its right check digit. */
export const isGtin = (text: string): boolean => [8, 12, 13, 14].includes(text.length) && hasCheckDigit(text)

/** Whether the text can be a batch or lot number, AI (10): 1 to 20 characters of set 82. */
export const isLotCode = (text: string): boolean => isValue('10', text)

/** A GTIN of any length in the 14 digits that data carriers and databases hold. */
export function toGtin14(gtin: string): Gs1Result<string> {
  if (![8, 12, 13, 14].includes(gtin.length)) return refuse(gtin.length < 14 ? 'too_short' : 'too_long', 0, '01')
  const padding = 14 - gtin.length
  const checked = checkValue({ ai: '01', value: gtin.padStart(14, '0') }, -padding)
  return checked.ok ? done(checked.value.value) : checked
}

// Every key below is parts that fill a number of digits, the reference padded with zeros, then the check digit.

/** GTIN-13 of a GS1 Company Prefix (4 to 12 digits) and an item reference. */
export const gtin13 = (companyPrefix: string, itemRef: string): Gs1Result<string> =>
  numbered(12, '', companyPrefix, itemRef)

/** GTIN-14 of an indicator digit (1 to 9: a trade item grouping) and the GTIN it groups. */
export function gtin14(indicator: string, gtin: string): Gs1Result<string> {
  if (!/^[1-9]$/.test(indicator)) return refuse('bad_character', 0, '01')
  const base = toGtin14(gtin)
  if (!base.ok) return base
  const digits = indicator + base.value.slice(1, 13)
  return done(digits + checkDigit(digits))
}

/** GLN of a company prefix and a location reference. */
export const gln = (companyPrefix: string, locationRef: string): Gs1Result<string> =>
  numbered(12, '', companyPrefix, locationRef)

/** SSCC of an extension digit, a company prefix and a serial reference. */
export const sscc = (extension: string, companyPrefix: string, serialRef: string): Gs1Result<string> =>
  /^[0-9]$/.test(extension) ? numbered(17, extension, companyPrefix, serialRef) : refuse('bad_character')

/** GSRN of a company prefix and a service reference. */
export const gsrn = (companyPrefix: string, serviceRef: string): Gs1Result<string> =>
  numbered(17, '', companyPrefix, serviceRef)

/** GSIN of a company prefix and a shipper reference. */
export const gsin = (companyPrefix: string, shipperRef: string): Gs1Result<string> =>
  numbered(16, '', companyPrefix, shipperRef)

/** GRAI of a company prefix, an asset type and perhaps a serial number, with the leading 0 of its data field. */
export const grai = (companyPrefix: string, assetType: string, serial = ''): Gs1Result<string> =>
  extended('8003', '0', numbered(12, '', companyPrefix, assetType), serial)

/** GDTI of a company prefix, a document type and perhaps a serial number. */
export const gdti = (companyPrefix: string, documentType: string, serial = ''): Gs1Result<string> =>
  extended('253', '', numbered(12, '', companyPrefix, documentType), serial)

/** GCN of a company prefix, a coupon reference and perhaps a serial number of digits. */
export const gcn = (companyPrefix: string, couponRef: string, serial = ''): Gs1Result<string> =>
  extended('255', '', numbered(12, '', companyPrefix, couponRef), serial)

/** GIAI of a company prefix and an asset reference. */
export const giai = (companyPrefix: string, assetRef: string): Gs1Result<string> =>
  plain('8004', companyPrefix, assetRef)

/** GINC of a company prefix and a consignment reference. */
export const ginc = (companyPrefix: string, consignmentRef: string): Gs1Result<string> =>
  plain('401', companyPrefix, consignmentRef)

/** CPID of a company prefix and a component or part reference (digits, capitals, # - /). */
export const cpid = (companyPrefix: string, partRef: string): Gs1Result<string> => plain('8010', companyPrefix, partRef)

/** GMN of a company prefix and a model reference, with its check character pair. */
export const gmn = (companyPrefix: string, modelRef: string): Gs1Result<string> =>
  plain('8013', companyPrefix, modelRef + (checkPair(companyPrefix + modelRef) ?? ''))

function numbered(length: number, lead: string, companyPrefix: string, reference: string): Gs1Result<string> {
  const prefix = checkPrefix(companyPrefix)
  if (!prefix.ok) return prefix
  if (!/^[0-9]*$/.test(reference)) return refuse('bad_character', reference.search(/[^0-9]/))
  const room = length - lead.length - companyPrefix.length
  if (reference.length > room) return refuse('too_long', Math.max(room, 0))
  const digits = lead + companyPrefix + reference.padStart(room, '0')
  return done(digits + checkDigit(digits))
}

function extended(ai: string, lead: string, base: Gs1Result<string>, serial: string): Gs1Result<string> {
  if (!base.ok) return base
  const checked = checkValue({ ai, value: lead + base.value + serial })
  return checked.ok ? done(checked.value.value) : checked
}

function plain(ai: string, companyPrefix: string, reference: string): Gs1Result<string> {
  const prefix = checkPrefix(companyPrefix)
  if (!prefix.ok) return prefix
  if (reference === '') return refuse('empty', companyPrefix.length, ai)
  const checked = checkValue({ ai, value: companyPrefix + reference })
  return checked.ok ? done(checked.value.value) : checked
}

function checkPrefix(companyPrefix: string): Gs1Result<string> {
  const fits = isDigits(companyPrefix) && companyPrefix.length >= 4 && companyPrefix.length <= 12
  return fits ? done(companyPrefix) : refuse('bad_prefix')
}
