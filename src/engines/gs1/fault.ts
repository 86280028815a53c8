import type { LinterName } from './dictionary.ts'

/**
 * Why a text is refused. A failed check of the syntax dictionary bears the dictionary's own name
 * (`csum`: the check digit is wrong); the others are about structure.
 */
export type Gs1FaultCode =
  | LinterName
  | 'empty'
  | 'too_long'
  | 'too_short'
  | 'bad_character'
  | 'bad_prefix'
  | 'unknown_ai'
  | 'repeated_ai'
  | 'bad_bracket'
  | 'bad_uri'
  | 'bad_percent'
  | 'dot_segment'
  | 'no_key'
  | 'bad_qualifiers'
  | 'not_attribute'
  | 'belongs_in_path'
  | 'missing_partner'
  | 'excluded_partner'

/**
 * A refusal: its code, where in the text it was met (in UTF-16 units from 0; for a percent-encoded
 * or escaped value, where that value starts) and the application identifier concerned, if any.
 */
export type Gs1Fault = { code: Gs1FaultCode; position: number; ai: string | null }

/** What every function of this engine that can refuse returns: it throws nothing. */
export type Gs1Result<T> = { ok: true; value: T } | { ok: false; fault: Gs1Fault }

export const done = <T>(value: T): Gs1Result<T> => ({ ok: true, value })

export function refuse<T>(code: Gs1FaultCode, position = 0, ai: string | null = null): Gs1Result<T> {
  return { ok: false, fault: { code, position, ai } }
}

/** A fault as an exception, for callers that hold text already checked. */
export class Gs1Error extends Error {
  readonly fault: Gs1Fault

  constructor(fault: Gs1Fault) {
    super(`GS1 ${fault.code} at ${fault.position}${fault.ai === null ? '' : ` in (${fault.ai})`}`)
    this.name = 'Gs1Error'
    this.fault = fault
  }
}

/** The value, or a Gs1Error: only where a refusal would be a bug. */
export function orThrow<T>(result: Gs1Result<T>): T {
  if (!result.ok) throw new Gs1Error(result.fault)
  return result.value
}
