import { attempt, fail, step, type EpcisResult } from './fault.ts'
import { FIELD_ORDER, fieldOf, isEventType, SENSOR_METADATA, SENSOR_REPORT, type Field } from './fields.ts'
import {
  isList,
  isObject,
  LIMITS,
  many,
  type EpcisDocument,
  type EpcisEvent,
  type Json,
  type JsonObject,
} from './model.ts'
import { NC_NAME, partsOf, shortener, type Namespaces } from './names.ts'
import { printNumber } from './number.ts'
import { textInXml, valueInXml } from './xml-values.ts'
import { XML, XMLNS, XSI } from './xml-elements.ts'
import { wordInXml, type WordKind } from './words.ts'

type Print = { short(name: string): string }

const XSI_NAMES: { readonly [type: string]: string } = { number: 'xsd:double', boolean: 'xsd:boolean' }

/** A name as XML writes it; refuses what is no XML name. */
function tagOf(name: string, print: Print, path: string): string {
  const parts = partsOf(name)
  const local = parts === null ? name : parts.local
  if (!NC_NAME.test(local)) fail('not_in_xml', path, `${JSON.stringify(name)} cannot be a name in XML`)
  return parts === null ? name : print.short(name)
}

function scalar(value: Json, path: string): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) fail('bad_value', path, 'a number without end')
    return printNumber(value)
  }
  if (typeof value === 'string') return value
  return value === null || typeof value === 'boolean'
    ? String(value)
    : fail('wrong_type', path, 'a single value is expected')
}

const attribute = (name: string, value: Json, path: string): string =>
  ` ${name}="${valueInXml(scalar(value, path), path)}"`

function typeMark(value: Json): string {
  if (value === null) return ' xsi:nil="true"'
  const mark = XSI_NAMES[typeof value]
  return mark === undefined ? '' : ` xsi:type="${mark}"`
}

/** An extension: one element, or one for each of a list. */
function extension(name: string, value: Json, print: Print, path: string, depth: number): string {
  if (depth > LIMITS.depthMax) fail('too_deep', path, 'nested too deeply')
  if (isList(value)) return value.map((item, at) => extension(name, item, print, step(path, at), depth + 1)).join('')
  const tag = tagOf(name, print, path)
  if (!isObject(value)) {
    const text = value === null ? '' : textInXml(scalar(value, path), path)
    return `<${tag}${typeMark(value)}>${text}</${tag}>`
  }
  const { attributes, inner } = members(value, print, path, depth)
  return `<${tag}${attributes}>${inner}</${tag}>`
}

/** What begins with `@` becomes an attribute, `#text` the text, all else elements. */
function members(object: JsonObject, print: Print, path: string, depth: number): { attributes: string; inner: string } {
  let attributes = ''
  let inner = ''
  for (const [name, value] of Object.entries(object)) {
    const at = step(path, name)
    if (name === '#text') inner += textInXml(scalar(value, at), at)
    else if (name.startsWith('@') && !isObject(value) && !isList(value))
      attributes += attribute(tagOf(name.slice(1), print, at), value, at)
    else inner += extension(name, value, print, at, depth + 1)
  }
  return { attributes, inner }
}

const element = (name: string, inner: string, attributes = ''): string => `<${name}${attributes}>${inner}</${name}>`

const textOf = (value: Json | undefined, path: string): string => textInXml(scalar(value ?? '', path), path)

/** The members of an object besides those known, as elements. */
function others(object: JsonObject, known: readonly string[], print: Print, path: string): string {
  return Object.entries(object)
    .map(([name, value]) => (known.includes(name) ? '' : extension(name, value, print, step(path, name), 1)))
    .join('')
}

function asObject(value: Json, path: string): JsonObject {
  return isObject(value) ? value : fail('wrong_type', path, 'an object is expected')
}

function word(words: WordKind, value: Json | undefined, path: string): string {
  return typeof value === 'string' ? textInXml(wordInXml(words, value), path) : textOf(value, path)
}

function quantity(item: Json, print: Print, path: string): string {
  const part = asObject(item, path)
  const known = ['epcClass', 'quantity', 'uom'].filter((name) => Object.hasOwn(part, name))
  const inner = known.map((name) => element(name, textOf(part[name], step(path, name)))).join('')
  return element('quantityElement', inner + others(part, known, print, path))
}

function typedItem(value: Json, field: Field & { kind: 'typed' }, path: string): string {
  const part = asObject(value, path)
  const { type } = part
  const mark =
    type === undefined
      ? ''
      : attribute('type', typeof type === 'string' ? wordInXml(field.words, type) : type, step(path, 'type'))
  return element(field.item, textOf(part[field.item], step(path, field.item)), mark)
}

const SENSOR_WORDS: { readonly [name: string]: WordKind } = {
  type: 'measurement',
  exception: 'sensorAlert',
  component: 'component',
}

function sensorPart(name: string, value: Json, known: object, print: Print, path: string): string {
  let attributes = ''
  let inner = ''
  for (const [field, one] of Object.entries(asObject(value, path))) {
    const at = step(path, field)
    const words = name === 'sensorReport' && Object.hasOwn(SENSOR_WORDS, field) ? SENSOR_WORDS[field] : undefined
    const spelled = words !== undefined && typeof one === 'string' ? wordInXml(words, one) : one
    if (isObject(one) || isList(one) || one === null) inner += extension(field, one, print, at, 1)
    else
      attributes += attribute(
        Object.hasOwn(known, field) ? field : tagOf(field.replace(/^@/, ''), print, at),
        spelled,
        at,
      )
  }
  return element(name, inner, attributes)
}

function sensorElement(value: Json, print: Print, path: string): string {
  const part = asObject(value, path)
  const metadata = many(part['sensorMetadata']).map((one) =>
    sensorPart('sensorMetadata', one, SENSOR_METADATA, print, step(path, 'sensorMetadata')),
  )
  const reports = many(part['sensorReport']).map((one, at) =>
    sensorPart('sensorReport', one, SENSOR_REPORT, print, step(step(path, 'sensorReport'), at)),
  )
  const rest = others(part, ['sensorMetadata', 'sensorReport'], print, path)
  return element('sensorElement', metadata.join('') + reports.join('') + rest)
}

function errorDeclaration(value: Json, print: Print, path: string): string {
  const part = asObject(value, path)
  const known = ['declarationTime', 'reason', 'correctiveEventIDs']
  const ids = many(part['correctiveEventIDs']).map((id) => element('correctiveEventID', textOf(id, path)))
  const inner = [
    part['declarationTime'] === undefined ? '' : element('declarationTime', textOf(part['declarationTime'], path)),
    part['reason'] === undefined ? '' : element('reason', word('errorReason', part['reason'], path)),
    part['correctiveEventIDs'] === undefined ? '' : element('correctiveEventIDs', ids.join('')),
    others(part, known, print, path),
  ]
  return inner.join('')
}

function persistent(value: Json, path: string): string {
  const part = asObject(value, path)
  const words = (name: 'set' | 'unset'): string =>
    many(part[name])
      .map((one) => element(name, word('disposition', one, path)))
      .join('')
  return words('unset') + words('set')
}

function fieldInXml(name: string, field: Field, value: Json, print: Print, path: string): string {
  const list = (one: (item: Json, at: string) => string): string =>
    element(
      name,
      many(value)
        .map((item, at) => one(item, step(path, at)))
        .join(''),
    )
  switch (field.kind) {
    case 'word':
      return element(name, word(field.words, value, path))
    case 'uris':
      return list((item, at) => element(field.item, textOf(item, at)))
    case 'quantities':
      return list((item, at) => quantity(item, print, at))
    case 'typed':
      return list((item, at) => typedItem(item, field, at))
    case 'sensors':
      return list((item, at) => sensorElement(item, print, at))
    case 'place': {
      const part = asObject(value, path)
      return element(name, element('id', textOf(part['id'], path)) + others(part, ['id'], print, path))
    }
    case 'persistent':
      return element(name, persistent(value, path))
    case 'error':
      return element(name, errorDeclaration(value, print, path))
    case 'ilmd': {
      const { attributes, inner } = members(asObject(value, path), print, path, 0)
      return element(name, inner, attributes)
    }
    case 'certification':
      return many(value)
        .map((item) => element(name, textOf(item, path)))
        .join('')
    default:
      return element(name, textOf(value, path))
  }
}

function eventInXml(event: EpcisEvent, print: Print, path: string): string {
  const order = isEventType(event.type) ? FIELD_ORDER[event.type] : FIELD_ORDER.ObjectEvent
  // A field where it does not belong is printed all the same: reading and checking are two things.
  const names = [...order, ...Object.keys(event).filter((name) => fieldOf(name) !== undefined && !order.includes(name))]
  const known = names.map((name) => {
    const field = fieldOf(name)
    const value = Object.hasOwn(event, name) ? event[name] : undefined
    return field === undefined || value === undefined ? '' : fieldInXml(name, field, value, print, step(path, name))
  })
  const rest = Object.fromEntries(
    Object.entries(event).filter(([name]) => name !== 'type' && fieldOf(name) === undefined),
  )
  const { attributes, inner } = members(rest, print, path, 0)
  const tag = tagOf(event.type, print, path)
  const whole = element(tag, known.join('') + inner, attributes)
  return isEventType(event.type) ? whole : element('extension', whole)
}

function vocabulary(value: Json, print: Print): string {
  const part = asObject(value, '/epcisHeader')
  const elements = many(part['vocabularyElementList']).map((one) => {
    const item = asObject(one, '/epcisHeader')
    const attributes = many(item['attributes']).map((entry) => masterAttribute(asObject(entry, '/epcisHeader'), print))
    const children = many(item['children']).map((id) => element('id', textOf(id, '/epcisHeader')))
    const inner = attributes.join('') + (item['children'] === undefined ? '' : element('children', children.join('')))
    return element('VocabularyElement', inner, attribute('id', item['id'] ?? '', '/epcisHeader'))
  })
  const list = elements.length === 0 ? '' : element('VocabularyElementList', elements.join(''))
  return element('Vocabulary', list, attribute('type', part['type'] ?? '', '/epcisHeader'))
}

function masterAttribute(entry: JsonObject, print: Print): string {
  const path = '/epcisHeader'
  const value = entry['attribute'] ?? ''
  const mark = attribute('id', entry['id'] ?? '', path)
  if (!isObject(value)) return element('attribute', value === null ? '' : textOf(value, path), mark + typeMark(value))
  const { attributes, inner } = members(value, print, path, 0)
  return element('attribute', inner, mark + attributes)
}

function headerInXml(header: Json | undefined, print: Print): string {
  if (header === undefined) return ''
  const part = asObject(header, '/epcisHeader')
  const master = part['epcisMasterData']
  const vocabularies = isObject(master) ? many(master['vocabularyList']) : []
  const list = element('VocabularyList', vocabularies.map((one) => vocabulary(one, print)).join(''))
  const data = master === undefined ? '' : element('extension', element('EPCISMasterData', list))
  return element('EPCISHeader', others(part, ['epcisMasterData'], print, '/epcisHeader') + data)
}

/** Prefixes that mean one thing in what is printed here, or in all XML. */
const RESERVED = new Set(['epcis', 'xsi', 'xsd', 'xml', 'xmlns'])

/** The namespaces of a document that may be declared as they are. */
const ownNamespaces = ({ namespaces }: EpcisDocument): Namespaces =>
  Object.fromEntries(Object.entries(namespaces).filter(([prefix, uri]) => !RESERVED.has(prefix) && uri !== XML))

const xmlns = (namespaces: Namespaces): string =>
  Object.entries(namespaces)
    .filter(([, uri]) => uri !== XML)
    .map(([prefix, uri]) => {
      if (uri === XMLNS) fail('not_in_xml', '/@context', 'no name may stand in the namespace of namespaces')
      return ` xmlns:${prefix}="${valueInXml(uri, '/@context')}"`
    })
    .join('')

/** Standing apart, so that an extension may call its prefix whatever it likes. */
const ROOTS = {
  document: ['epcis:EPCISDocument', 'urn:epcglobal:epcis:xsd:2'],
  query: ['epcis:EPCISQueryDocument', 'urn:epcglobal:epcis-query:xsd:2'],
} as const

/** The members of a head that XML has no place for are JSON's own. */
const HEAD = new Set([
  'type',
  'schemaVersion',
  'creationDate',
  'epcisHeader',
  'id',
  'sender',
  'receiver',
  'instanceIdentifier',
])

/** Prints a document in XML. What XML cannot say (a name with a space, say) is refused as `not_in_xml`. */
export function printXml(document: EpcisDocument): EpcisResult<string> {
  return attempt(() => {
    const own = ownNamespaces(document)
    const print = shortener({ ...own, xml: XML })
    const events = document.events.map((event, at) => eventInXml(event, print, `/epcisBody/eventList/${at}`)).join('')
    const { schemaVersion = '2.0', creationDate, epcisHeader } = document.head
    const header = headerInXml(epcisHeader, print)
    const plain = members(
      Object.fromEntries(Object.entries(document.head).filter(([name]) => !HEAD.has(name))),
      print,
      '',
      0,
    )
    const about = others(document.query, [], print, '')
    const list = element('EventList', events)
    const body =
      document.kind === 'query'
        ? element('EPCISBody', element('QueryResults', about + element('resultsBody', list)))
        : element('EPCISBody', list + about)
    const [root, uri] = ROOTS[document.kind === 'query' ? 'query' : 'document']
    const head =
      attribute('schemaVersion', schemaVersion, '') +
      (creationDate === undefined ? '' : attribute('creationDate', creationDate, ''))
    const spaces = ` xmlns:epcis="${uri}" xmlns:xsi="${XSI}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"`
    const declared = { ...own, ...print.declared() }
    return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${spaces}${xmlns(declared)}${head}${plain.attributes}>${header}${body}${plain.inner}</${root}>\n`
  })
}
