import { done, ProofError, refuse, type ProofFaultCode, type ProofResult } from './fault.ts'

export const DEPTH_MAX = 200

const step = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

function fail(code: ProofFaultCode, path: string): never {
  throw new ProofError({ code, path })
}

function text(value: string, path: string): string {
  return value.isWellFormed() ? JSON.stringify(value) : fail('bad_text', path)
}

/** Only what JSON can say: an object of a class, a function, a hole or a cycle is not. */
function print(value: unknown, path: string, depth: number): string {
  if (depth > DEPTH_MAX) return fail('too_deep', path)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : fail('bad_number', path)
  if (typeof value === 'string') return text(value, path)
  if (Array.isArray(value)) {
    const items: string[] = []
    // By index, since a hole must be told and `map` would pass over it.
    for (let at = 0; at < value.length; at++) items.push(print(value[at], step(path, at), depth + 1))
    return `[${items.join(',')}]`
  }
  if (typeof value !== 'object') return fail('not_json', path)
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return fail('not_json', path)
  // Sorted by UTF-16 code units, which is how JavaScript compares strings.
  const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : 1))
  const members = keys.map(
    (key) => `${text(key, path)}:${print((value as Record<string, unknown>)[key], step(path, key), depth + 1)}`,
  )
  return `{${members.join(',')}}`
}

/**
 * The one canonical text of a JSON value (RFC 8785): members sorted by UTF-16 code units, numbers as ECMAScript prints
 * them, no white space. Refuses what I-JSON cannot carry: numbers without end, lone surrogates, values that are no JSON.
 */
export function canonicalJson(value: unknown): ProofResult<string> {
  try {
    return done(print(value, '', 0))
  } catch (error) {
    if (error instanceof ProofError) return refuse(error.fault.code, error.fault.path)
    throw error
  }
}
