import { isRefusal } from '../../../kernel/refusal.ts'

/** The codes of OCTO Core; all but the last three are answered with 400. */
const statuses = {
  INVALID_PRODUCT_ID: 400,
  INVALID_OPTION_ID: 400,
  INVALID_UNIT_ID: 400,
  INVALID_AVAILABILITY_ID: 400,
  INVALID_BOOKING_UUID: 400,
  BAD_REQUEST: 400,
  UNPROCESSABLE_ENTITY: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  INTERNAL_SERVER_ERROR: 500,
} as const
export type OctoCode = keyof typeof statuses

const messages: Record<OctoCode, string> = {
  INVALID_PRODUCT_ID: 'The productId was missing or invalid',
  INVALID_OPTION_ID: 'The optionId was missing or invalid',
  INVALID_UNIT_ID: 'The unitId was missing or invalid',
  INVALID_AVAILABILITY_ID: 'The availabilityId was missing or invalid',
  INVALID_BOOKING_UUID: 'The uuid was missing or invalid',
  BAD_REQUEST: 'The request is not formatted correctly',
  UNPROCESSABLE_ENTITY: 'The request is understood and cannot be carried out',
  UNAUTHORIZED: 'No API key was sent in the Authorization header',
  FORBIDDEN: 'The API key is not known or no longer valid',
  INTERNAL_SERVER_ERROR: 'Something went wrong on our side',
}

/** An answer that is no success, in the form of OCTO Core. */
export class OctoError extends Error {
  readonly code: OctoCode
  /** The id that was wrong, under its own name. */
  readonly named: Readonly<Record<string, string>>

  constructor(code: OctoCode, named: Readonly<Record<string, string>> = {}, message = messages[code]) {
    super(message)
    this.code = code
    this.named = named
  }

  response(): Response {
    const body = { error: this.code, errorMessage: this.message, ...this.named }
    return Response.json(body, { status: statuses[this.code] })
  }
}

export function fail(code: OctoCode, named?: Readonly<Record<string, string>>, message?: string): never {
  throw new OctoError(code, named, message)
}

/** A rule of the trade that stands in the way becomes UNPROCESSABLE_ENTITY, with the sentence people would read. */
export function octoErrorOf(error: unknown, sentence: (code: string, params: object) => string): OctoError {
  if (error instanceof OctoError) return error
  // A broken unique key: the reseller gave a ticket an id that another has.
  if ((error as { code?: string }).code === '23505')
    return new OctoError('UNPROCESSABLE_ENTITY', {}, 'A uuid was used before')
  if (!isRefusal(error)) return new OctoError('INTERNAL_SERVER_ERROR')
  const { code, params } = error
  if (code === 'kernel.malformed' || code === 'kernel.invalid_input' || code === 'kernel.unsupported_media')
    return new OctoError('BAD_REQUEST')
  return new OctoError('UNPROCESSABLE_ENTITY', {}, sentence(code, params))
}
