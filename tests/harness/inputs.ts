import fc from 'fast-check'
import { z } from 'zod'
import type { AnyOperation } from '../../src/kernel/operation.ts'

type Json = {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  properties?: Record<string, Json>
  required?: string[]
  items?: Json
  anyOf?: Json[]
  oneOf?: Json[]
  allOf?: Json[]
}

const schemaOf = (operation: AnyOperation): Json =>
  z.toJSONSchema(operation.input as z.ZodType, { io: 'input', unrepresentable: 'any' }) as Json

/** The names of an operation's input fields, of all its alternatives. */
export function fieldsOf(operation: AnyOperation): string[] {
  return [...new Set(alternatives(schemaOf(operation)).flatMap((shape) => Object.keys(shape.properties ?? {})))]
}

const alternatives = (schema: Json): Json[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(alternatives),
]

/** Inputs of the right shape, as far as a JSON schema tells; finer rules may still refuse them. */
export function shapedInput(operation: AnyOperation): fc.Arbitrary<Record<string, unknown>> {
  return shaped(schemaOf(operation)) as fc.Arbitrary<Record<string, unknown>>
}

function shaped(schema: Json): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map(shaped))
  if (schema.allOf) return fc.tuple(...schema.allOf.map(shaped)).map((parts) => Object.assign({}, ...parts) as unknown)
  switch (schema.type) {
    case 'object':
      return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([k, v]) => [k, shaped(v)])), {
        requiredKeys: schema.required ?? [],
      })
    case 'array':
      return fc.array(shaped(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: (schema.minItems ?? 0) + 2,
      })
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -10, -1e9), max: Math.min(schema.maximum ?? 1e6, 1e9) })
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1e6, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return shapedString(schema)
    default:
      return fc.constantFrom('山茶', 1, null)
  }
}

function shapedString({ format, pattern, minLength = 1, maxLength = 40 }: Json): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.uuid({ version: 7 })
  if (format === 'date') return fc.constantFrom('2026-04-18', '2026-01-01', '2025-02-28')
  if (format === 'date-time') return fc.constant('2026-04-18T01:00:00Z')
  if (format === 'email') return fc.constant('someone@county.test')
  if (format === 'binary') return hostileFile
  if (pattern !== undefined) {
    try {
      return fc.stringMatching(new RegExp(pattern, 'u'), { size: '-1' })
    } catch {
      // A pattern the generator cannot invert is tried with plain words instead.
    }
  }
  return fc
    .constantFrom('龙井', 'Tea 250 g', '1', 'A'.repeat(maxLength))
    .map((text) => text.slice(0, maxLength).padEnd(minLength, '茶'))
}

const PNG_HEAD = Uint8Array.of(
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
  0,
  0,
  0,
  13,
  0x49,
  0x48,
  0x44,
  0x52,
  255,
  255,
  255,
  255,
)
const ZIP_HEAD = Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0)

/** Files that are not what they say: cut pictures, broken archives, names that climb out of a folder. */
const hostileFile = fc
  .record({
    name: fc.constantFrom('../../etc/passwd', 'a.png\u0000.exe', '茶.xlsx', 'x'.repeat(300), '.png', 'con'),
    type: fc.constantFrom('image/png', 'image/svg+xml', 'text/csv', 'application/octet-stream'),
    bytes: fc.oneof(
      fc.constant(PNG_HEAD),
      fc.constant(ZIP_HEAD),
      fc.constant(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')),
      fc.uint8Array({ maxLength: 64 }),
    ),
  })
  .map(({ name, type, bytes }) => new File([new Uint8Array(bytes)], name, { type }))

const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -1e308,
  2 ** 53,
  -(2 ** 63),
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  'a'.repeat(100_000),
  "'; DROP TABLE kernel.audit; --",
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  '%00',
  '１２３',
  'NaN',
  '-0',
  '9'.repeat(400),
  '2026-02-30',
  '0000-00-00',
  '00000000-0000-0000-0000-000000000000',
  [],
  {},
  [[[[]]]],
  [null],
  { length: 1e9 },
  JSON.parse('{"__proto__":{"polluted":true}}'),
  Array.from({ length: 20_000 }, () => 0),
]

/** A shaped input with one place, at any depth, taken away or replaced by something hostile. */
export function brokenInput(operation: AnyOperation): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(shapedInput(operation), fc.nat(), fc.oneof(fc.constantFrom(...HOSTILE), fc.constant(GONE), fc.jsonValue()))
    .map(([input, at, value]) => {
      const places = placesIn(input)
      const place = places[at % Math.max(1, places.length)]
      return place === undefined ? { unexpected: value } : (replaced(input, place, value) as Record<string, unknown>)
    })
}

const GONE = Symbol('gone')

type Place = readonly (string | number)[]

function placesIn(value: unknown, here: Place = []): Place[] {
  if (typeof value !== 'object' || value === null || value instanceof File) return [here]
  const inner = Object.entries(value).flatMap(([key, v]) => placesIn(v, [...here, key]))
  return here.length === 0 ? inner : [here, ...inner]
}

function replaced(value: unknown, [step, ...rest]: Place, by: unknown): unknown {
  if (step === undefined) return by
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as object) }
  const fields = copy as Record<string | number, unknown>
  const inner = replaced(fields[step], rest, by)
  if (inner === GONE) delete fields[step]
  else fields[step] = inner
  return copy
}
