/**
 * An expected failure: the request was understood and is not done, for a reason with a stable code.
 * Anything else that is thrown is a bug and surfaces as a 500.
 *
 * The brand, not the class, identifies it: the web bundle carries its own copy of this file.
 */
const brand = Symbol.for('terrace.refusal')

export type RefusalParams = Readonly<Record<string, string | number>>
export type FieldFault = { pointer: string; detail: string }

export class Refusal extends Error {
  readonly [brand] = true
  readonly code: string
  readonly params: RefusalParams
  readonly faults: readonly FieldFault[]

  constructor(code: string, params: RefusalParams = {}, faults: readonly FieldFault[] = []) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
    this.faults = faults
  }
}

export function refuse(code: string, params?: RefusalParams, faults?: readonly FieldFault[]): never {
  throw new Refusal(code, params, faults)
}

export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && brand in error
}

const statusOfCode: Record<string, number> = {
  'kernel.invalid_input': 422,
  'kernel.malformed': 400,
  'kernel.idempotency_key_malformed': 400,
  'kernel.sign_in_required': 401,
  'kernel.not_allowed': 403,
  'kernel.cross_site': 403,
  'kernel.not_found': 404,
  'kernel.too_large': 413,
  'kernel.too_many_fields': 413,
  'kernel.unsupported_media': 415,
  'kernel.too_many_requests': 429,
}

/** HTTP status of a refusal: things not found are 404, the kernel's own as listed, every rule of the trade 409. */
export function statusOf(code: string): number {
  return statusOfCode[code] ?? (/[._]unknown(_|$)/.test(code) ? 404 : 409)
}
