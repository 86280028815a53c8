import { fieldOf } from './fields.ts'
import { attempt, fail, step, type EpcisResult } from './fault.ts'
import {
  isList,
  isObject,
  LIMITS,
  objectOf,
  type EpcisDocument,
  type EpcisEvent,
  type Json,
  type JsonObject,
} from './model.ts'
import { GS1_CONTEXT, shortener, STANDARD_NAMESPACES, type Namespaces } from './names.ts'

type Short = (name: string) => string

/** The value with short names; members in their own order. `path` is where the whole value stands. */
export function shortenValue(value: Json, short: Short, path: string, depth: number): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) fail('bad_value', path, 'a number without end')
  if (typeof value !== 'object' || value === null) return value
  if (depth > LIMITS.depthMax) fail('too_deep', path, 'nested too deeply')
  if (isList(value)) return value.map((item) => shortenValue(item, short, path, depth + 1))
  if (!isObject(value)) return value
  return objectOf(Object.entries(value).map(([name, one]) => [short(name), shortenValue(one, short, path, depth + 1)]))
}

/** Where in a value a number without end stands: looked for only once one was met, so that good values cost no paths. */
function placeOfEndless(value: Json, path: string): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? null : path
  if (typeof value !== 'object' || value === null) return null
  for (const [name, one] of Object.entries(value)) {
    const place = placeOfEndless(one, step(path, name))
    if (place !== null) return place
  }
  return null
}

function shortMember(value: Json, short: Short, path: string): Json {
  const shortened = attempt(() => shortenValue(value, short, path, 1))
  if (shortened.ok) return shortened.value
  const { code, reason } = shortened.fault
  return fail(code, code === 'bad_value' ? (placeOfEndless(value, path) ?? path) : path, reason)
}

export function shortEvent(event: EpcisEvent, short: Short, path: string): JsonObject {
  const entries = Object.entries(event).map(([name, value]): [string, Json] => [
    fieldOf(name) === undefined ? short(name) : name,
    name === 'type' && typeof value === 'string' ? short(value) : shortMember(value, short, step(path, name)),
  ])
  return objectOf(entries)
}

function mustDeclare(prefix: string, uri: string): boolean {
  const standard = Object.hasOwn(STANDARD_NAMESPACES, prefix) ? STANDARD_NAMESPACES[prefix] : undefined
  return standard === undefined || `${standard}:` === uri
}

/** GS1's context, then the prefixes that are neither GS1's nor unused. */
function contextOf(declared: Namespaces, kept: Namespaces): Json {
  const own = Object.entries({ ...kept, ...declared }).filter(([prefix, uri]) => mustDeclare(prefix, uri))
  return own.length === 0 ? [GS1_CONTEXT] : [GS1_CONTEXT, Object.fromEntries(own)]
}

/** The document as a JSON-LD value, as the standard lays it out. */
export function documentToJson(document: EpcisDocument): JsonObject {
  const { short, declared } = shortener(document.namespaces)
  const inner = (part: JsonObject): JsonObject => {
    const shortened = shortenValue(part, short, '', 1)
    return isObject(shortened) ? shortened : {}
  }
  const events = document.events.map((event, at) => shortEvent(event, short, `/epcisBody/eventList/${at}`))
  const head = inner(document.head)
  const query = inner(document.query)
  const context = { '@context': contextOf(declared(), document.namespaces) }
  const [only] = events
  if (document.kind === 'event' && only !== undefined) return { ...context, ...only }
  const body =
    document.kind === 'query'
      ? { queryResults: { ...query, resultsBody: { eventList: events } } }
      : { ...query, eventList: events }
  return { ...context, ...head, epcisBody: body }
}

/** Prints a document as JSON-LD; reading it back gives the same document. */
export function printJson(document: EpcisDocument, indent = 0): EpcisResult<string> {
  return attempt(() => JSON.stringify(documentToJson(document), null, indent))
}
