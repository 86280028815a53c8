/** Why a document, an event or a query is refused. */
export type EpcisFaultCode =
  | 'not_json'
  | 'not_xml'
  | 'bad_encoding'
  | 'doctype'
  | 'too_deep'
  | 'too_large'
  | 'too_many'
  | 'not_epcis'
  | 'not_in_xml'
  | 'context_after_events'
  | 'required'
  | 'unknown_field'
  | 'wrong_type'
  | 'bad_value'
  | 'bad_time'
  | 'bad_offset'
  | 'bad_uri'
  | 'not_in_vocabulary'
  | 'too_few'
  | 'repeated'
  | 'bad_combination'
  | 'unknown_parameter'
  | 'no_master_data'

/** A refusal: its code, a JSON pointer (RFC 6901) to the place, and the reason for a person to read. */
export type EpcisFault = { code: EpcisFaultCode; path: string; reason: string }

/** What every function of this engine that can refuse returns; streams throw an EpcisError instead. */
export type EpcisResult<T> = { ok: true; value: T } | { ok: false; fault: EpcisFault }

/** The only thing this engine throws. */
export class EpcisError extends Error {
  readonly fault: EpcisFault

  constructor(fault: EpcisFault) {
    super(`EPCIS ${fault.code} at ${fault.path === '' ? 'the whole' : fault.path}: ${fault.reason}`)
    this.name = 'EpcisError'
    this.fault = fault
  }
}

export function fail(code: EpcisFaultCode, path: string, reason: string): never {
  throw new EpcisError({ code, path, reason })
}

/** The outcome of work that may throw an EpcisError. */
export function attempt<T>(work: () => T): EpcisResult<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    if (error instanceof EpcisError) return { ok: false, fault: error.fault }
    throw error
  }
}

/** The value, or an EpcisError: only where a refusal would be a bug. */
export function orThrow<T>(result: EpcisResult<T>): T {
  if (!result.ok) throw new EpcisError(result.fault)
  return result.value
}

/** One step further in a JSON pointer. */
export const step = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
