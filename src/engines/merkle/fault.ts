/** Why a proof, a note or a message is refused. */
export type MerkleFaultCode =
  | 'bad_size'
  | 'bad_index'
  | 'bad_hash'
  | 'bad_proof_length'
  | 'root_mismatch'
  | 'empty_tree'
  | 'too_long'
  | 'bad_utf8'
  | 'bad_character'
  | 'bad_line'
  | 'bad_base64'
  | 'bad_key'
  | 'bad_key_name'
  | 'bad_signature'
  | 'no_signature'
  | 'no_verifier'
  | 'too_many_signatures'
  | 'bad_origin'
  | 'bad_time'
  | 'not_enough_witnesses'
  | 'bad_tile'
  | 'missing_tile'

/** A refusal: its code, and which part or line it concerns (lines count from 1). */
export type MerkleFault = { code: MerkleFaultCode; part: string }

/** What every function of this engine that can refuse returns: it throws nothing but a MerkleError, and that only on misuse. */
export type MerkleResult<T> = { ok: true; value: T } | { ok: false; fault: MerkleFault }

export const done = <T>(value: T): MerkleResult<T> => ({ ok: true, value })

export function refuse(code: MerkleFaultCode, part: string): { ok: false; fault: MerkleFault } {
  return { ok: false, fault: { code, part } }
}

/** A fault as an exception, where a refusal would be a bug of the caller. */
export class MerkleError extends Error {
  readonly fault: MerkleFault

  constructor(fault: MerkleFault) {
    super(`merkle ${fault.code}: ${fault.part}`)
    this.name = 'MerkleError'
    this.fault = fault
  }
}

/** The value, or a MerkleError: only where a refusal would be a bug. */
export function orThrow<T>(result: MerkleResult<T>): T {
  if (!result.ok) throw new MerkleError(result.fault)
  return result.value
}
