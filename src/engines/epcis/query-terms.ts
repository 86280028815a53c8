import { isObject, many, type EpcisEvent, type Json } from './model.ts'
import { canonicalLink } from './identifiers.ts'

export type Compare = 'EQ' | 'GT' | 'GE' | 'LT' | 'LE'
export type Test = (event: EpcisEvent) => boolean

/** One condition: a field of the event, how it is compared, with what (times in milliseconds), and the test itself. */
export type Term = {
  field: string
  compare: Compare | 'match' | 'exists'
  values: readonly (string | number | boolean)[]
  test: Test
}

export const NUMBERS: { readonly [compare in Compare]: (value: number, bound: number) => boolean } = {
  EQ: (value, bound) => value === bound,
  GT: (value, bound) => value > bound,
  GE: (value, bound) => value >= bound,
  LT: (value, bound) => value < bound,
  LE: (value, bound) => value <= bound,
}

/** Where all terms hold. */
export const all =
  (terms: readonly Term[]): Test =>
  (event) =>
    terms.every(({ test }) => test(event))

/** A form that is equal for all spellings of one identifier. */
export const equalText = (text: string): string => canonicalLink(text) ?? text

/** The members under one name of all objects in a list. */
export const membersOf = (items: readonly Json[], name: string): Json[] =>
  items.flatMap((item) => (isObject(item) && Object.hasOwn(item, name) ? [...many(item[name])] : []))

/** The values under a name after some steps down from the event, through lists. */
export function pathValues(event: EpcisEvent, steps: readonly string[], name: string): Json[] {
  let items: Json[] = [event]
  for (const one of steps) items = membersOf(items, one)
  return membersOf(items, name)
}

/** The identifier of a place, however it is written. */
export const idOf = (item: Json): readonly Json[] => (isObject(item) ? many(item['id']) : [item])
