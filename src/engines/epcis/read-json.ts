import { attempt, fail, step, type EpcisResult } from './fault.ts'
import { fieldOf, type Field } from './fields.ts'
import {
  isList,
  isObject,
  LIMITS,
  objectOf,
  type EpcisDocument,
  type EpcisEvent,
  type Json,
  type JsonObject,
  type Limits,
} from './model.ts'
import { expandName, namespacesOf, within, type Namespaces } from './names.ts'
import { toBareWord, type WordKind } from './words.ts'

/** Text as JSON; nothing but JSON, and not deeper than the limit. */
export function parseJsonText(text: string, limits: Limits = LIMITS): Json {
  if (text.length > limits.documentCharactersMax) fail('too_large', '', 'the text is longer than the limit')
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text) as Json
  } catch (error) {
    return fail('not_json', '', error instanceof Error ? error.message : 'not JSON')
  }
}

/** Names written out in a value of any depth; keeps everything else. */
export function expandValue(value: Json, namespaces: Namespaces, path: string, depthLeft: number): Json {
  if (typeof value !== 'object' || value === null) return value
  if (depthLeft < 0) fail('too_deep', path, 'nested too deeply')
  if (isList(value)) return value.map((item) => expandValue(item, namespaces, path, depthLeft - 1))
  if (!isObject(value)) return value
  const own = value['@context'] === undefined ? namespaces : within(namespaces, namespacesOf(value['@context']))
  return objectOf(
    Object.entries(value).map(([name, one]) => [expandName(name, own), expandValue(one, own, path, depthLeft - 1)]),
  )
}

const bare = (words: WordKind, value: Json | undefined): Json | undefined =>
  typeof value === 'string' ? toBareWord(words, value.trim()) : value

function withBare(object: Json, names: { readonly [name: string]: WordKind }): Json {
  if (!isObject(object)) return object
  return objectOf(
    Object.entries(object).map(([name, value]) => {
      const words = Object.hasOwn(names, name) ? names[name] : undefined
      if (words === undefined) return [name, value]
      return [name, isList(value) ? value.map((one) => bare(words, one) ?? one) : (bare(words, value) ?? value)]
    }),
  )
}

const each = (value: Json, change: (item: Json) => Json): Json => (isList(value) ? value.map(change) : change(value))

/** A field with the words of the vocabulary in it bare. */
export function bareField(field: Field, value: Json): Json {
  switch (field.kind) {
    case 'word':
      return bare(field.words, value) ?? value
    case 'typed':
      return each(value, (item) => withBare(item, { type: field.words }))
    case 'persistent':
      return withBare(value, { set: 'disposition', unset: 'disposition' })
    case 'error':
      return withBare(value, { reason: 'errorReason' })
    case 'sensors':
      return each(value, bareSensors)
    default:
      return value
  }
}

function bareSensors(element: Json): Json {
  if (!isObject(element) || element['sensorReport'] === undefined) return element
  const kinds = { type: 'measurement', exception: 'sensorAlert', component: 'component' } as const
  return { ...element, sensorReport: each(element['sensorReport'], (report) => withBare(report, kinds)) }
}

/** An event out of JSON: names written out, words bare. */
export function eventFromJson(value: Json, namespaces: Namespaces, path: string, limits: Limits = LIMITS): EpcisEvent {
  if (!isObject(value)) fail('wrong_type', path, 'an event is an object')
  const expanded = expandValue(value, namespaces, path, limits.depthMax)
  if (!isObject(expanded)) fail('wrong_type', path, 'an event is an object')
  const { type } = expanded
  if (typeof type !== 'string') fail('required', step(path, 'type'), 'an event says its type')
  const entries = Object.entries(expanded).flatMap(([name, one]): [string, Json][] => {
    if (name === '@context') return []
    const field = fieldOf(name)
    return [[name, field === undefined ? one : bareField(field, one)]]
  })
  return { ...objectOf(entries), type: eventTypeName(type, namespaces) }
}

/** Types of others are IRIs, or compact ones. */
function eventTypeName(type: string, namespaces: Namespaces): string {
  return expandName(type, namespaces)
}

export function without(object: JsonObject, names: readonly string[]): JsonObject {
  return objectOf(Object.entries(object).filter(([name]) => !names.includes(name)))
}

/** All namespaces that a document and its events declare; the document's own win. */
function allNamespaces(document: JsonObject, events: readonly Json[]): Namespaces {
  const found = new Map<string, string>()
  for (const part of [...events, document])
    if (isObject(part) && part['@context'] !== undefined)
      for (const [prefix, uri] of Object.entries(namespacesOf(part['@context']))) found.set(prefix, uri)
  return Object.fromEntries(found)
}

type Parts = { kind: EpcisDocument['kind']; head: JsonObject; query: JsonObject; events: readonly Json[]; path: string }

function listOf(value: Json | undefined, path: string): readonly Json[] {
  return isList(value) ? value : fail('wrong_type', path, 'eventList is a list of events')
}

/** Where a document keeps its events. */
function partsOf(document: JsonObject): Parts {
  const body = document['epcisBody']
  const head = without(document, ['@context', 'epcisBody'])
  if (body === undefined) {
    if (document['type'] === 'EPCISDocument' || document['type'] === 'EPCISQueryDocument')
      return fail('required', '/epcisBody', 'a document has a body')
    return { kind: 'event', head: {}, query: {}, events: [document], path: '' }
  }
  if (!isObject(body)) return fail('wrong_type', '/epcisBody', 'the body is an object')
  const results = body['queryResults']
  if (results === undefined) {
    // Old documents hold one event without a list.
    const events = body['event'] === undefined ? listOf(body['eventList'], '/epcisBody/eventList') : [body['event']]
    const more = without(body, ['eventList', 'event'])
    return { kind: 'document', head, query: more, events, path: '/epcisBody/eventList' }
  }
  const path = '/epcisBody/queryResults'
  if (!isObject(results)) return fail('wrong_type', path, 'the results are an object')
  const inner = results['resultsBody']
  if (!isObject(inner)) return fail('wrong_type', `${path}/resultsBody`, 'the body of the results is an object')
  const events = listOf(inner['eventList'], `${path}/resultsBody/eventList`)
  return {
    kind: 'query',
    head,
    query: without(results, ['resultsBody']),
    events,
    path: `${path}/resultsBody/eventList`,
  }
}

/** A document out of a parsed JSON value; throws an EpcisError. */
export function documentFromJson(value: Json, limits: Limits = LIMITS): EpcisDocument {
  if (!isObject(value)) fail('not_epcis', '', 'a document is an object')
  const { kind, head, query, events, path } = partsOf(value)
  const own = namespacesOf(value['@context'])
  const expand = (part: JsonObject): JsonObject => {
    const expanded = expandValue(part, own, '', limits.depthMax)
    return isObject(expanded) ? expanded : {}
  }
  return {
    kind,
    namespaces: allNamespaces(value, events),
    head: expand(head),
    query: expand(query),
    events: events.map((event, at) => eventFromJson(event, own, kind === 'event' ? '' : step(path, at), limits)),
  }
}

/** Reads an EPCIS 2.0 document, query document or single event in JSON or JSON-LD. It does not validate. */
export function readJson(text: string, limits: Limits = LIMITS): EpcisResult<EpcisDocument> {
  return attempt(() => documentFromJson(parseJsonText(text, limits), limits))
}
