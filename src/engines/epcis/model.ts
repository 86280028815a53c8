export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [name: string]: Json }

export const EVENT_TYPES = [
  'ObjectEvent',
  'AggregationEvent',
  'TransactionEvent',
  'TransformationEvent',
  'AssociationEvent',
] as const
export type EventType = (typeof EVENT_TYPES)[number]

/**
 * An event as EPCIS 2.0 writes it in JSON, with two things settled: names of extensions are `{namespace}local`, so that an
 * event means the same without its document; words of the vocabulary are bare (`shipping`), in whatever form they came.
 * Everything else is kept as it was. Reading does not validate.
 */
export type EpcisEvent = JsonObject & { readonly type: string }

/** A document of events: head is everything but the events and the context, query what a query's answer says of itself. */
export type EpcisDocument = {
  kind: 'document' | 'query' | 'event'
  /** Prefixes that the document declares, for printing names short again. */
  namespaces: { readonly [prefix: string]: string }
  head: JsonObject
  query: JsonObject
  events: readonly EpcisEvent[]
}

/** What bounds the work on one document, however bad it is. */
export type Limits = {
  /** Of a text read as a whole. */
  documentCharactersMax: number
  /** Of one event, and of the head of a document. */
  eventCharactersMax: number
  depthMax: number
}

export const LIMITS: Limits = {
  documentCharactersMax: 256_000_000,
  eventCharactersMax: 16_000_000,
  depthMax: 64,
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Array.isArray for values that are read-only. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value)
}

/** One or many, as many. */
export const many = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : isList(value) ? value : [value]

/** An object whose members are its own, whatever they are called (`__proto__` too). */
export const objectOf = (entries: Iterable<readonly [string, Json]>): JsonObject => Object.fromEntries(entries)
