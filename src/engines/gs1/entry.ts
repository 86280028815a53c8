import type { LinterName } from './dictionary.ts'

/** One part of a value: N digits, X character set 82, Y character set 39, Z file-safe base64. */
export type Component = {
  type: 'N' | 'X' | 'Y' | 'Z'
  min: number
  max: number
  optional: boolean
  checks: readonly LinterName[]
}

/** What the GS1 Barcode Syntax Dictionary says of one application identifier, or of a range of them. */
export type DictionaryEntry = {
  first: string
  last: string
  title: string
  /** Of predefined length: no FNC1 is needed after it. */
  fixed: boolean
  /** May stand in the query of a GS1 Digital Link URI. */
  attribute: boolean
  components: readonly Component[]
  /** Each must be met by one of its alternatives, all of whose AIs must be there; n stands for any digit. */
  requires: readonly (readonly (readonly string[])[])[]
  /** AIs it must not be paired with; n stands for any digit. */
  excludes: readonly string[]
  /** For a Digital Link primary key: its sequences of optional qualifiers, each in order. */
  qualifiers: readonly (readonly string[])[] | null
}
