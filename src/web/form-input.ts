import { data } from 'react-router'
import { z } from 'zod'
import { readMultipart } from '../kernel/http/body.ts'
import type { AnyOperation } from '../kernel/operation.ts'
import { isRefusal, statusOf } from '../kernel/refusal.ts'

type Json = {
  type?: string | string[]
  properties?: Record<string, Json>
  items?: Json
  anyOf?: Json[]
  oneOf?: Json[]
  allOf?: Json[]
}

const LIST_MAX = 5_000
const STEPS_MAX = 12

/**
 * A posted form as an operation's input. `lines[0].quantity` and `lines.0.quantity` nest, `roles[]` is a list even of
 * one; what was left empty is left out. With an operation given, its schema turns digits into numbers,
 * `on` into true and a single value into a list where one is wanted; all else stays text for the operation to judge.
 * A body that is no form, or too much of one, is answered with the status of its refusal.
 */
export async function formInput(request: Request, operation?: AnyOperation): Promise<Record<string, unknown>> {
  const nested = nest(await posted(request))
  return operation === undefined ? nested : (fitted(schemaOf(operation), nested) as Record<string, unknown>)
}

/** A posted form's text fields. */
export async function textFields(request: Request): Promise<ReadonlyMap<string, string>> {
  const fields = Object.entries(await formInput(request))
  return new Map(fields.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : [])))
}

async function posted(request: Request): Promise<Record<string, unknown>> {
  try {
    return await readMultipart(request)
  } catch (error) {
    if (isRefusal(error)) throw data(null, { status: statusOf(error.code) })
    throw error
  }
}

/** Field names and values to nested input. Names that reach for an object's prototype, or deeper than any form of ours, are dropped. */
export function nest(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (isEmpty(value)) continue
    const steps = name.replaceAll(/\[(\d*)\]/g, '.$1').split('.', STEPS_MAX + 1)
    if (steps.length > STEPS_MAX) continue
    if (steps.some((step) => step === '__proto__' || step === 'constructor' || step === 'prototype')) continue
    const listed = steps.at(-1) === ''
    place(root, listed ? steps.slice(0, -1) : steps, listed && !Array.isArray(value) ? [value] : value)
  }
  return lists(root) as Record<string, unknown>
}

function isEmpty(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return typeof value === 'object' && value !== null && 'bytes' in value && (value.bytes as Uint8Array).length === 0
}

function place(root: Record<string, unknown>, steps: readonly string[], value: unknown): void {
  let at = root
  for (const step of steps.slice(0, -1)) {
    const next = at[step]
    at = (typeof next === 'object' && next !== null ? next : (at[step] = {})) as Record<string, unknown>
  }
  at[steps.at(-1) ?? ''] = value
}

/** Objects whose every key is a number are lists; gaps close up. */
function lists(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((entry) => !isEmpty(entry))
  if (typeof value !== 'object' || value === null || 'bytes' in value) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, lists(inner)] as const)
  const numbered = entries.length > 0 && entries.length <= LIST_MAX && entries.every(([key]) => /^\d{1,6}$/.test(key))
  return numbered
    ? entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
    : Object.fromEntries(entries)
}

const schemas = new WeakMap<z.ZodType, Json>()

function schemaOf(operation: AnyOperation): Json {
  const input = operation.input as z.ZodType
  const made = schemas.get(input) ?? (z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Json)
  schemas.set(input, made)
  return made
}

const alternatives = (schema: Json): Json[] => [
  schema,
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap(alternatives),
]

function fitted(schema: Json, value: unknown): unknown {
  const shapes = alternatives(schema)
  const wants = (type: string) => shapes.some((shape) => shape.type === type || shape.type?.includes(type))
  if (typeof value === 'string') {
    if ((wants('integer') || wants('number')) && !wants('string') && /^-?\d{1,15}(\.\d+)?$/.test(value.trim()))
      return Number(value)
    if (wants('boolean') && /^(on|true|false)$/.test(value)) return value !== 'false'
  }
  if (wants('array') && value !== undefined) {
    const items = shapes.find((shape) => shape.items)?.items ?? {}
    return (Array.isArray(value) ? value : [value]).map((entry) => fitted(items, entry))
  }
  const properties = Object.assign({}, ...shapes.map((shape) => shape.properties)) as Record<string, Json>
  // An uploaded file is one value, not an object of fields.
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'bytes' in value) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fitted(properties[key] ?? {}, inner)]))
}
