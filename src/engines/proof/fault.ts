/** Why a value has no canonical form, or a document's proof is refused. */
export type ProofFaultCode =
  | 'not_json'
  | 'bad_number'
  | 'bad_text'
  | 'too_deep'
  | 'bad_multibase'
  | 'bad_key'
  | 'bad_proof'
  | 'bad_context'
  | 'bad_signature'

/** A refusal: its code, and a JSON pointer (RFC 6901) to what it concerns. */
export type ProofFault = { code: ProofFaultCode; path: string }

/** What every function of this engine that can refuse returns: it throws nothing. */
export type ProofResult<T> = { ok: true; value: T } | { ok: false; fault: ProofFault }

export const done = <T>(value: T): ProofResult<T> => ({ ok: true, value })

export function refuse(code: ProofFaultCode, path: string): { ok: false; fault: ProofFault } {
  return { ok: false, fault: { code, path } }
}

/** A fault as an exception, where a refusal would be a bug of the caller. */
export class ProofError extends Error {
  readonly fault: ProofFault

  constructor(fault: ProofFault) {
    super(`proof ${fault.code} at ${fault.path === '' ? 'the whole' : fault.path}`)
    this.name = 'ProofError'
    this.fault = fault
  }
}

/** The value, or a ProofError: only where a refusal would be a bug. */
export function orThrow<T>(result: ProofResult<T>): T {
  if (!result.ok) throw new ProofError(result.fault)
  return result.value
}
