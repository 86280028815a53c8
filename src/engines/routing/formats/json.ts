import { RoutingFault } from '../fault.ts'

export type JsonObject = { [name: string]: unknown }

export function objectAt(value: unknown, where: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RoutingFault('bad_shape', where, 'an object is expected')
  return value as JsonObject
}

export function listAt(value: unknown, where: string): unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new RoutingFault('bad_shape', where, 'a list is expected')
  return value
}

export function numberAt(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new RoutingFault('bad_number', where, 'a number is expected')
  return value
}

export function numbersAt(value: unknown, where: string): number[] {
  return listAt(value, where).map((entry, index) => numberAt(entry, `${where}[${index}]`))
}

/** The number of an optional member. */
export function optional(object: JsonObject, name: string, where: string): number | undefined {
  return object[name] === undefined ? undefined : numberAt(object[name], `${where}.${name}`)
}
