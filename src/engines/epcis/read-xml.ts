import { attempt, fail, type EpcisResult } from './fault.ts'
import { fieldOf, SENSOR_METADATA, SENSOR_REPORT, type Field, type SensorKind } from './fields.ts'
import {
  LIMITS,
  objectOf,
  type EpcisDocument,
  type EpcisEvent,
  type Json,
  type JsonObject,
  type Limits,
} from './model.ts'
import { expandCurie, type Namespaces } from './names.ts'
import { readNumber } from './number.ts'
import { bareField } from './read-json.ts'
import { masterDataOf } from './xml-masterdata.ts'
import { xmlReader, type Element } from './xml-elements.ts'
import { attributesOf, gather, nameOf, valueOf } from './xml-values.ts'

type Member = readonly [string, Json]

const EPCIS = /^urn:epcglobal:epcis(?:-query|-masterdata)?:xsd:[12]$/
const isWrapper = ({ uri, local }: Element): boolean =>
  uri === '' && (local === 'extension' || local === 'baseExtension')

/** The children, those in wrappers of older versions included. */
function childrenOf(element: Element): Element[] {
  return element.children.flatMap((child) => (isWrapper(child) ? childrenOf(child) : [child]))
}

const word = (element: Element): string => element.text.trim()

/** A quantity, a value or a truth as JSON writes it; what is none stays text, for the check to tell. */
function number(text: string): Json {
  return readNumber(text) ?? text
}

const extensionOf = (element: Element): Member => [nameOf(element.uri, element.local), valueOf(element)]

/** The members of an element with known plain children and extensions beside them. */
function place(element: Element): JsonObject {
  return gather(
    childrenOf(element).map((child) =>
      child.uri === '' && child.local === 'id' ? (['id', word(child)] as const) : extensionOf(child),
    ),
  )
}

function quantity(element: Element): JsonObject {
  return gather(
    childrenOf(element).flatMap((child): Member[] => {
      const value = valueOf(child)
      if (child.uri !== '') return [extensionOf(child)]
      if (child.local !== 'quantity') return [[child.local, word(child)]]
      return value === null ? [] : [['quantity', number(word(child))]]
    }),
  )
}

function sensorValue(kind: SensorKind | undefined, text: string): Json {
  if (kind === 'number') return number(text)
  if (kind !== 'boolean') return text
  const plain = text.trim()
  if (plain === 'true' || plain === '1') return true
  return plain === 'false' || plain === '0' ? false : text
}

function sensorPart(element: Element, fields: { readonly [name: string]: SensorKind }): JsonObject {
  const members = attributesOf(element).map(({ uri, local, value }): Member => {
    const kind = uri === '' && Object.hasOwn(fields, local) ? fields[local] : undefined
    return [nameOf(uri, local), sensorValue(kind, value)]
  })
  return gather([...members, ...childrenOf(element).map(extensionOf)])
}

function sensorElement(element: Element): JsonObject {
  const children = childrenOf(element)
  const named = (local: string): Element[] => children.filter((child) => child.uri === '' && child.local === local)
  const metadata = named('sensorMetadata').map((part): Member => ['sensorMetadata', sensorPart(part, SENSOR_METADATA)])
  const reports = named('sensorReport').map((part) => sensorPart(part, SENSOR_REPORT))
  const rest = children.filter((child) => !['sensorMetadata', 'sensorReport'].includes(nameOf(child.uri, child.local)))
  return objectOf([
    ...Object.entries(gather(metadata)),
    ...(reports.length === 0 ? [] : [['sensorReport', reports] as const]),
    ...Object.entries(gather(rest.map(extensionOf))),
  ])
}

function typedItem(element: Element, item: string): JsonObject {
  const type = attributesOf(element).find(({ uri, local }) => uri === '' && local === 'type')
  return type === undefined ? { [item]: word(element) } : { type: type.value.trim(), [item]: word(element) }
}

function persistent(element: Element): JsonObject {
  const words = (local: string): string[] =>
    childrenOf(element).flatMap((child) => (child.local === local ? [word(child)] : []))
  const [set, unset] = [words('set'), words('unset')]
  return { ...(set.length > 0 ? { set } : {}), ...(unset.length > 0 ? { unset } : {}) }
}

function errorDeclaration(element: Element): JsonObject {
  return gather(
    childrenOf(element).flatMap((child): Member[] => {
      if (child.uri !== '') return [extensionOf(child)]
      if (child.local === 'correctiveEventIDs') return [['correctiveEventIDs', childrenOf(child).map(word)]]
      return [[child.local, word(child)]]
    }),
  )
}

/** A field of the standard out of its element. */
function fieldValue(field: Field, element: Element): Json {
  switch (field.kind) {
    case 'uris':
      return childrenOf(element).map(word)
    case 'quantities':
      return childrenOf(element).map(quantity)
    case 'typed':
      return childrenOf(element).map((item) => typedItem(item, field.item))
    case 'sensors':
      return childrenOf(element).map(sensorElement)
    case 'place':
      return place(element)
    case 'persistent':
      return persistent(element)
    case 'error':
      return errorDeclaration(element)
    case 'ilmd':
      return gather([
        ...attributesOf(element).map(({ uri, local, value }): Member => [`@${nameOf(uri, local)}`, value]),
        ...childrenOf(element).map(extensionOf),
      ])
    default:
      return word(element)
  }
}

/** An event out of its element. */
export function eventFromXml(element: Element, namespaces: Namespaces): EpcisEvent {
  const members = [
    ...attributesOf(element).map(({ uri, local, value }): Member => [`@${nameOf(uri, local)}`, value]),
    ...childrenOf(element).map((child): Member => {
      const field = child.uri === '' ? fieldOf(child.local) : undefined
      if (field === undefined) return extensionOf(child)
      return [child.local, bareField(field, fieldValue(field, child))]
    }),
  ]
  return {
    type: nameOf(EPCIS.test(element.uri) ? '' : element.uri, element.local),
    ...expandWords(gather(members), namespaces),
  }
}

/** Compact URIs among the vocabulary's fields, written out where the document declares their prefix. */
function expandWords(event: JsonObject, namespaces: Namespaces): JsonObject {
  return objectOf(
    Object.entries(event).map(([name, value]) => {
      const isWord = fieldOf(name)?.kind === 'word' && typeof value === 'string'
      return [name, isWord ? expandCurie(value, namespaces) : value]
    }),
  )
}

/** Event by event out of XML: what has been read leaves by `take`. */
export type EventReader = {
  push(text: string): void
  /** The events completed since the last call. */
  take(): EpcisEvent[]
  /** All but the events. Throws where the document was cut. */
  end(): Omit<EpcisDocument, 'events'>
}

const PREFIXES_MAX = 10_000
const HEAD_ATTRIBUTES = new Set(['schemaVersion', 'creationDate'])

function headOf(root: Element): Member[] {
  return attributesOf(root).map(({ uri, local, value }) => [
    uri === '' && HEAD_ATTRIBUTES.has(local) ? local : `@${nameOf(uri, local)}`,
    value,
  ])
}

/** A streaming reader of EPCIS in XML, versions 1.x and 2.0. It does not validate. */
export function xmlEventReader(limits: Limits = LIMITS): EventReader {
  const namespaces: Record<string, string> = {}
  const head: Member[] = []
  const query: Member[] = []
  let events: EpcisEvent[] = []
  let prefixes = 0
  let around = 0
  let type = ''
  let kind: EpcisDocument['kind'] = 'document'

  const inEventList = (ancestors: readonly string[]): boolean =>
    ancestors.at(-1) === 'EventList' || (ancestors.at(-1) === 'extension' && ancestors.at(-2) === 'EventList')

  const reader = xmlReader(
    {
      namespace: (prefix, uri) => {
        if (prefix === '' || Object.hasOwn(namespaces, prefix)) return
        prefixes += 1
        if (prefixes > PREFIXES_MAX) fail('too_many', '', 'too many prefixes are declared')
        namespaces[prefix] = uri
      },
      gathers: (element, ancestors) => {
        if (inEventList(ancestors)) return !(isWrapper(element) && ancestors.at(-1) === 'EventList')
        if (ancestors.length === 0) return false
        return !PASSED.has(element.local)
      },
      entered: (element, ancestors) => {
        if (ancestors.length > 0) return
        if (!EPCIS.test(element.uri)) fail('not_epcis', '', 'the document is not of an EPCIS namespace')
        type = element.local
        if (type === 'EPCISQueryDocument') kind = 'query'
        head.push(...headOf(element))
      },
      gathered: (element, ancestors, characters) => {
        if (inEventList(ancestors)) return void events.push(eventFromXml(element, namespaces))
        around += characters
        if (around > limits.eventCharactersMax) fail('too_large', '', 'too much stands around the events')
        if (element.local === 'EPCISHeader') head.push(...headerOf(element))
        else (ancestors.length === 1 && kind === 'document' ? head : query).push(extensionOf(element))
      },
    },
    limits,
  )

  return {
    push: (text) => reader.push(text),
    take: () => {
      const taken = events
      events = []
      return taken
    },
    end: () => {
      reader.end()
      const declared = Object.entries(namespaces).filter(([, uri]) => !isPlumbing(uri))
      return {
        kind,
        namespaces: Object.fromEntries(declared),
        head: { type, ...gather(head) },
        query: gather(query),
      }
    },
  }
}

/** Entered, not gathered: what stands between the root and the events. */
const PASSED = new Set(['EPCISBody', 'EventList', 'QueryResults', 'resultsBody'])

/** Namespaces that belong to XML and EPCIS themselves, not to an extension. */
const isPlumbing = (uri: string): boolean =>
  EPCIS.test(uri) || uri.startsWith('http://www.w3.org/') || uri.startsWith('http://www.unece.org/cefact/')

function headerOf(header: Element): Member[] {
  const children = childrenOf(header)
  const master = children.find((child) => child.local === 'EPCISMasterData')
  const rest = children.filter((child) => child !== master).map(extensionOf)
  const members = [...(master === undefined ? [] : [['epcisMasterData', masterDataOf(master)] as const]), ...rest]
  return members.length === 0 ? [] : [['epcisHeader', gather(members)]]
}

/** Reads an EPCIS document or query document in XML. It does not validate. */
export function readXml(text: string, limits: Limits = LIMITS): EpcisResult<EpcisDocument> {
  return attempt(() => {
    if (text.length > limits.documentCharactersMax) fail('too_large', '', 'the text is longer than the limit')
    const reader = xmlEventReader(limits)
    reader.push(text)
    const events = reader.take()
    return { ...reader.end(), events }
  })
}
