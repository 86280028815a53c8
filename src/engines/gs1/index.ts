export { freeLotCode } from './lot-code.ts'
export { checkAssociations } from './associations.ts'
export { checkDigit, checkPair, hasCheckDigit, hasCheckPair } from './check.ts'
export {
  canonicalDigitalLink,
  digitalLink,
  elementsOf,
  parseDigitalLink,
  printDigitalLink,
  valueIn,
  type DigitalLink,
} from './digital-link.ts'
export {
  groupSeparator,
  parseBracketed,
  parseElementString,
  printBracketed,
  printElementString,
  textLengthMax,
} from './elements.ts'
export type { DictionaryEntry } from './entry.ts'
export { Gs1Error, orThrow, type Gs1Fault, type Gs1FaultCode, type Gs1Result } from './fault.ts'
export {
  cpid,
  gcn,
  gdti,
  giai,
  ginc,
  gln,
  gmn,
  grai,
  gsin,
  gsrn,
  gtin13,
  gtin14,
  isGtin,
  isKey,
  isLotCode,
  keyAis,
  sscc,
  toGtin14,
  type KeyName,
} from './keys.ts'
export { prefixIssuer, type PrefixIssuer } from './prefix.ts'
export { applicationIdentifiers, checkValue, entryOf, isValue, type AiElement } from './value.ts'
