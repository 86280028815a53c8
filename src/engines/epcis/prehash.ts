import { fieldOf, SENSOR_METADATA, SENSOR_REPORT, type SensorKind } from './fields.ts'
import { fail, step } from './fault.ts'
import { canonicalLink } from './identifiers.ts'
import { isList, isObject, LIMITS, many, type EpcisEvent, type Json, type JsonObject } from './model.ts'
import { expandCurie, type Namespaces } from './names.ts'
import { canonicalDecimal, printNumber } from './number.ts'
import { canonicalTime } from './time.ts'
import { toBareWord, wordUri, type WordKind } from './words.ts'

// CBV 2.0, section 8.9.2 (event hash), in the order that the published vectors of its reference program show.

/** What a hash depends on besides the event. */
export type HashOptions = {
  /** The document's prefixes, to write out compact URIs in values. */
  namespaces?: Namespaces
  /** Names of extensions to leave out, as `{namespace}local`; a repository's own marks, for instance. */
  ignore?: readonly string[]
}

type Context = { namespaces: Namespaces; ignore: ReadonlySet<string> }

/** Order by code points, which is the order of UTF-8; JavaScript's own differs beyond U+FFFF. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at)
    const y = b.charCodeAt(at)
    if (x === y) continue
    const high = (unit: number): number =>
      unit >= 0xd800 && unit < 0xe000 ? unit + 0x2000 : unit >= 0xe000 ? unit - 0x800 : unit
    return high(x) - high(y)
  }
  return a.length - b.length
}

const SURROGATE = /[\ud800-\udfff]/

/** Sorted and joined; without characters beyond U+FFFF JavaScript's own order is the same, and much faster. */
function sorted(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? ''
  return (parts.some((part) => SURROGATE.test(part)) ? parts.toSorted(byCodePoint) : parts.toSorted()).join('')
}

const CBV_URN = /^urn:epcglobal:cbv:(bizstep|disp|btt|sdt|er|comp):/
const CBV_URI: { readonly [kind: string]: string } = {
  bizstep: 'BizStep',
  disp: 'Disp',
  btt: 'BTT',
  sdt: 'SDT',
  er: 'ER',
  comp: 'Comp',
}

/** A value in its one form: white space around it gone, URIs written out, identifiers canonical, numbers plain. */
function valueText(value: Json, context: Context): string {
  if (typeof value === 'number') return Number.isFinite(value) ? printNumber(value) : ''
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return ''
  const text = value.trim()
  const colon = text.indexOf(':')
  if (colon === -1) return canonicalDecimal(text)
  if (text.startsWith('urn:epcglobal:cbv:'))
    return text.replace(CBV_URN, (_, kind: string) => `https://ref.gs1.org/cbv/${CBV_URI[kind] ?? kind}-`)
  return canonicalLink(text) ?? expandCurie(text, context.namespaces)
}

const pair = (name: string, text: string): string => (text === '' ? '' : `${name}=${text}`)

const wordText = (words: WordKind, value: Json, context: Context): string =>
  typeof value === 'string'
    ? (wordUri(words, toBareWord(words, value.trim())) ?? valueText(value, context))
    : valueText(value, context)

const timeText = (value: Json, context: Context): string =>
  typeof value === 'string' ? canonicalTime(value.trim()) : valueText(value, context)

/** Comments say nothing about the event. */
const COMMENTS = new Set(['comment', '{http://www.w3.org/2000/01/rdf-schema#}comment'])

/** Attributes and elements of an extension are alike here; how XML spells types is not part of the event. */
const plainName = (name: string): string => (name.startsWith('@') && name.length > 1 ? name.slice(1) : name)

/** An extension: names and values, nested ones sorted among themselves. */
function extension(name: string, value: Json, context: Context, depth: number): string[] {
  if (depth > LIMITS.depthMax) fail('too_deep', step('', name), 'extensions are nested too deeply')
  if (COMMENTS.has(name) || context.ignore.has(name)) return []
  if (isList(value)) return value.flatMap((item) => extension(name, item, context, depth + 1))
  if (!isObject(value)) {
    const text = valueText(value, context)
    return [plainName(name) + (text === '' ? '' : `=${text}`)]
  }
  const text = valueText(value['#text'] ?? '', context)
  const inner = Object.entries(value).flatMap(([child, one]) =>
    child === '#text' ? [] : extension(child, one, context, depth + 1),
  )
  return [plainName(name) + (text === '' ? '' : `=${text}`) + sorted(inner)]
}

function extensions(object: JsonObject, known: (name: string) => boolean, context: Context): string[] {
  const found: string[] = []
  for (const name of Object.keys(object))
    if (!known(name)) for (const part of extension(name, object[name] ?? null, context, 0)) found.push(part)
  return found
}

function sensorText(kind: SensorKind, value: Json, context: Context): string {
  if (kind === 'time') return timeText(value, context)
  if (kind === 'measurement' || kind === 'sensorAlert' || kind === 'component') return wordText(kind, value, context)
  return valueText(value, context)
}

type SensorFields = { readonly [name: string]: SensorKind }

const METADATA = Object.entries(SENSOR_METADATA)
const REPORT = Object.entries(SENSOR_REPORT)

function sensorPart(
  name: string,
  part: Json,
  fields: SensorFields,
  order: readonly [string, SensorKind][],
  context: Context,
): string {
  if (!isObject(part)) return ''
  let text = ''
  for (const [field, kind] of order) {
    const value = Object.hasOwn(part, field) ? part[field] : undefined
    if (value !== undefined) text += pair(field, sensorText(kind, value, context))
  }
  return under(name, text + sorted(extensions(part, (field) => Object.hasOwn(fields, field), context)))
}

function sensorElement(element: Json, context: Context): string {
  if (!isObject(element)) return ''
  const metadata = many(element['sensorMetadata']).map((part) =>
    sensorPart('sensorMetadata', part, SENSOR_METADATA, METADATA, context),
  )
  const reports = many(element['sensorReport']).map((part) =>
    sensorPart('sensorReport', part, SENSOR_REPORT, REPORT, context),
  )
  const more = extensions(element, (name) => name === 'sensorMetadata' || name === 'sensorReport', context)
  const text = sorted(metadata) + sorted(reports) + sorted(more)
  return text === '' ? '' : `sensorElement${text}`
}

function quantity(element: Json, context: Context): string {
  if (!isObject(element)) return ''
  const known = ['epcClass', 'quantity', 'uom']
  const ordered = known.map((name) => pair(name, valueText(element[name] ?? '', context))).join('')
  const text = ordered + sorted(extensions(element, (name) => known.includes(name), context))
  return text === '' ? '' : `quantityElement${text}`
}

function typedItem(item: Json, name: string, words: WordKind, context: Context): string {
  if (!isObject(item)) return ''
  const type = pair('type', wordText(words, item['type'] ?? '', context))
  const more = extensions(item, (key) => key === 'type' || key === name, context)
  return type + pair(name, valueText(item[name] ?? '', context)) + sorted(more)
}

/** A field under its name, or nothing where it says nothing. */
const under = (name: string, text: string): string => (text === '' ? '' : name + text)

function place(name: string, value: Json, context: Context): string {
  if (!isObject(value)) return under(name, pair('id', valueText(value, context)))
  const more = sorted(extensions(value, (key) => key === 'id', context))
  return under(name, pair('id', valueText(value['id'] ?? '', context)) + more)
}

function persistent(name: string, value: Json, context: Context): string {
  if (!isObject(value)) return ''
  const part = (key: 'set' | 'unset'): string =>
    sorted(many(value[key]).map((word) => pair(key, wordText('disposition', word, context))))
  return under(name, part('set') + part('unset'))
}

const list = (name: string, parts: readonly string[]): string => under(name, sorted(parts))

function fieldText(name: string, value: Json, context: Context): string {
  const field = fieldOf(name)
  switch (field?.kind) {
    case 'time':
      return pair(name, timeText(value, context))
    case 'word':
      return pair(name, wordText(field.words, value, context))
    case 'uris':
      return list(
        name,
        many(value).map((item) => pair(field.item, valueText(item, context))),
      )
    case 'quantities':
      return list(
        name,
        many(value).map((item) => quantity(item, context)),
      )
    case 'typed':
      return list(
        name,
        many(value).map((item) => typedItem(item, field.item, field.words, context)),
      )
    case 'sensors':
      return list(
        name,
        many(value).map((item) => sensorElement(item, context)),
      )
    case 'place':
      return place(name, value, context)
    case 'persistent':
      return persistent(name, value, context)
    case 'certification':
      return sorted(many(value).map((item) => pair(name, valueText(item, context))))
    case 'error':
      return errorDeclaration(name, value, context)
    case 'offset':
      // Not a quantity: `+01:00` keeps its sign.
      return pair(name, typeof value === 'string' ? value.trim() : valueText(value, context))
    default:
      return field === undefined || field.kind === 'ilmd'
        ? sorted(extension(name, value, context, 0))
        : pair(name, valueText(value, context))
  }
}

const ERROR_FIELDS = new Set(['declarationTime', 'reason', 'correctiveEventIDs'])

function errorDeclaration(name: string, value: Json, context: Context): string {
  if (!isObject(value)) return ''
  const ids = many(value['correctiveEventIDs']).map((id) => pair('correctiveEventID', valueText(id, context)))
  const text = [
    pair('declarationTime', timeText(value['declarationTime'] ?? '', context)),
    pair('reason', wordText('errorReason', value['reason'] ?? '', context)),
    sorted(ids),
    sorted(extensions(value, (key) => ERROR_FIELDS.has(key), context)),
  ]
  return under(name, text.join(''))
}

/** First these, in this order; then everything else, sorted. */
const ORDER = (
  'eventTime eventTimeZoneOffset certificationInfo parentID epcList inputEPCList childEPCs quantityList childQuantityList ' +
  'inputQuantityList outputEPCList outputQuantityList action transformationID bizStep disposition persistentDisposition ' +
  'readPoint bizLocation sensorElementList'
).split(' ')
const ORDERED = new Set(ORDER)
/** Not part of what happened: who recorded it, under which number, and whether it was later declared wrong. */
const LEFT_OUT = new Set(['type', 'recordTime', 'eventID', 'errorDeclaration', '@context'])

function assemble(event: EpcisEvent, context: Context, leftOut: ReadonlySet<string>): string {
  let ordered = ''
  for (const name of ORDER) if (Object.hasOwn(event, name)) ordered += fieldText(name, event[name] ?? null, context)
  const rest = Object.keys(event).flatMap((name) =>
    ORDERED.has(name) || leftOut.has(name) ? [] : topLevel(name, event[name] ?? null, context),
  )
  return `eventType=${event.type}${ordered}${sorted(rest)}`
}

function topLevel(name: string, value: Json, context: Context): string[] {
  if (fieldOf(name) === undefined) return extension(name, value, context, 0)
  const text = fieldText(name, value, context)
  return text === '' ? [] : [text]
}

function contextOf(options: HashOptions): Context {
  return { namespaces: options.namespaces ?? {}, ignore: new Set(options.ignore) }
}

/** The canonical text of which the hash is taken. Throws an EpcisError for an event nested too deeply. */
export function preHashString(event: EpcisEvent, options: HashOptions = {}): string {
  return assemble(event, contextOf(options), LEFT_OUT)
}

const ONLY_TYPE = new Set(['type', '@context'])

/** As the text for the hash, with the event's number, its recording time and its error declaration too. */
export function canonicalText(event: EpcisEvent, options: HashOptions = {}): string {
  const text = assemble(event, contextOf(options), ONLY_TYPE)
  // JSON-LD and XML spell the namespace of master data differently, and mean one.
  return text.replaceAll('{urn:epcglobal:cbv:mda:}', '{urn:epcglobal:cbv:mda}')
}
