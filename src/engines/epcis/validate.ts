import {
  checkShape,
  either,
  faultsOf,
  isUri,
  list,
  number,
  oneOf,
  pattern,
  shape,
  text,
  time,
  truth,
  uri,
  word,
} from './checks.ts'
import type { Check, Report } from './checks.ts'
import { attempt, step, type EpcisFault } from './fault.ts'
import {
  FIELD_ORDER,
  fieldOf,
  isEventType,
  SENSOR_METADATA,
  SENSOR_REPORT,
  type Field,
  type SensorKind,
} from './fields.ts'
import { isList, isObject, type EpcisDocument, type EventType, type Json, type JsonObject } from './model.ts'
import { documentToJson } from './print-json.ts'

// The rules of GS1's JSON schema for EPCIS 2.0, written out; tests/conformance holds the two side by side.

const context: Check = either(
  isList,
  list((value, path, report) => contextPart(value, path, report), { unique: true }),
  (value, path, report) => contextPart(value, path, report),
)

function contextPart(value: Json, path: string, report: Report): void {
  if (!isObject(value)) uri(value, path, report)
}

const offset = pattern(
  /^[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)$/,
  'bad_offset',
  'an offset is written as +08:00, at most 14 hours',
)

const SENSOR: { readonly [kind in SensorKind]: Check } = {
  time,
  uri,
  number,
  boolean: truth,
  text,
  hex: pattern(/^[0-9A-Fa-f]+$/, 'bad_value', 'hexadecimal digits are expected'),
  measurement: word('measurement'),
  sensorAlert: word('sensorAlert'),
  component: word('component'),
}

function sensorFields(kinds: { readonly [name: string]: SensorKind }): { [name: string]: Check } {
  return Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, SENSOR[kind]]))
}

const sensorElement = shape({
  required: ['sensorReport'],
  fields: {
    sensorMetadata: shape({ fields: sensorFields(SENSOR_METADATA), others: 'uris' }),
    sensorReport: list(shape({ required: ['type'], fields: sensorFields(SENSOR_REPORT), others: 'uris' }), { min: 1 }),
  },
  others: 'uris',
})

const quantityElement = shape({
  required: ['epcClass'],
  fields: {
    epcClass: uri,
    quantity: number,
    uom: pattern(
      /^[A-Z0-9]{2,3}$/,
      'bad_value',
      'a unit is two or three capital letters or digits (UN/ECE Recommendation 20)',
    ),
  },
  others: 'none',
})

const dispositions = list(word('disposition'), { min: 1, unique: true })

const persistent: Check = (value, path, report) => {
  shape({ fields: { set: dispositions, unset: dispositions }, others: 'none' })(value, path, report)
  if (isObject(value) && value['set'] === undefined && value['unset'] === undefined)
    report('required', path, 'set or unset is expected')
}

const errorDeclaration = shape({
  required: ['declarationTime'],
  fields: { declarationTime: time, reason: word('errorReason'), correctiveEventIDs: list(uri) },
  others: 'uris',
})

/** Lists in which the schema wants each identifier once. */
const UNIQUE = new Set(['ObjectEvent/epcList', 'TransformationEvent/inputEPCList', 'TransformationEvent/outputEPCList'])

function checkOf(name: string, field: Field, type: EventType): Check {
  switch (field.kind) {
    case 'time':
      return time
    case 'offset':
      return offset
    case 'uri':
      return uri
    case 'certification':
      return either(isList, list(uri), uri)
    case 'action':
      return oneOf('ADD', 'OBSERVE', 'DELETE')
    case 'word':
      return word(field.words)
    case 'uris':
      return list(uri, { unique: UNIQUE.has(`${type}/${name}`) })
    case 'quantities':
      return list(quantityElement)
    case 'typed': {
      const fields = { type: word(field.words), [field.item]: uri }
      const required = field.typeRequired ? ['type', field.item] : [field.item]
      return list(shape({ required, fields, others: 'none' }))
    }
    case 'place':
      return shape({ required: ['id'], fields: { id: uri }, others: 'any' })
    case 'persistent':
      return persistent
    case 'sensors':
      return list(sensorElement)
    case 'error':
      return errorDeclaration
    case 'ilmd':
      return shape({ fields: {}, others: 'uris' })
  }
}

const REQUIRED: { readonly [type in EventType]: readonly string[] } = {
  ObjectEvent: ['action'],
  AggregationEvent: ['action'],
  TransactionEvent: ['action', 'bizTransactionList'],
  TransformationEvent: [],
  AssociationEvent: ['action', 'parentID'],
}

const BASE_REQUIRED = ['type', 'eventTime', 'eventTimeZoneOffset']

function fieldsOf(type: EventType): { [name: string]: Check } {
  const fields = FIELD_ORDER[type].flatMap((name): [string, Check][] => {
    const field = fieldOf(name)
    return field === undefined ? [] : [[name, checkOf(name, field, type)]]
  })
  return { ...Object.fromEntries(fields), type: () => undefined, '@context': context }
}

const EVENT_FIELDS: { readonly [type in EventType]: { readonly [name: string]: Check } } = {
  ObjectEvent: fieldsOf('ObjectEvent'),
  AggregationEvent: fieldsOf('AggregationEvent'),
  TransactionEvent: fieldsOf('TransactionEvent'),
  TransformationEvent: fieldsOf('TransformationEvent'),
  AssociationEvent: fieldsOf('AssociationEvent'),
}

const filled = (value: Json | undefined): boolean => isList(value) && value.length > 0

/** What an event must be about, beyond single fields. */
function combination(type: EventType, event: JsonObject, path: string, report: Report): void {
  const has = (name: string): boolean => filled(event[name])
  const bad = (reason: string): void => report('bad_combination', path, reason)
  const deleted = event['action'] === undefined || event['action'] === 'DELETE'
  switch (type) {
    case 'ObjectEvent': {
      const sensed = has('sensorElementList') && event['readPoint'] !== undefined
      if (event['epcList'] === undefined && !has('quantityList') && !sensed)
        bad('an object event names objects or quantities, or reports sensors at a read point')
      if (event['ilmd'] !== undefined && (event['action'] === 'OBSERVE' || event['action'] === 'DELETE'))
        report('bad_combination', step(path, 'ilmd'), 'master data of instances and lots come with action ADD only')
      return
    }
    case 'AggregationEvent':
    case 'AssociationEvent':
      if (!has('childEPCs') && !has('childQuantityList') && !deleted)
        bad('children are missing, unless all are removed by DELETE')
      return
    case 'TransactionEvent':
      if (event['bizTransactionList'] !== undefined && !has('bizTransactionList'))
        report('too_few', step(path, 'bizTransactionList'), 'at least 1 is expected')
      if (event['epcList'] === undefined && !has('quantityList') && !deleted) bad('objects or quantities are missing')
      return
    case 'TransformationEvent': {
      const input = has('inputEPCList') || has('inputQuantityList')
      const output = has('outputEPCList') || has('outputQuantityList')
      if (!(input && output) && !(event['transformationID'] !== undefined && (input || output)))
        bad('a transformation has inputs and outputs, or a transformationID and one of them')
    }
  }
}

function checkEvent(value: Json, path: string, report: Report): void {
  if (!isObject(value)) return report('wrong_type', path, 'an event is an object')
  const { type } = value
  if (isEventType(type)) {
    const required = [...BASE_REQUIRED, ...REQUIRED[type]]
    checkShape({ required, fields: EVENT_FIELDS[type], others: 'uris' }, value, path, report)
    combination(type, value, path, report)
    return
  }
  if (type !== undefined && (typeof type !== 'string' || !isUri(type)))
    report('bad_value', step(path, 'type'), 'an event type is one of the five, or a URI of another')
  const {
    eventTime,
    eventTimeZoneOffset,
    recordTime,
    eventID,
    certificationInfo,
    errorDeclaration: error,
  } = EVENT_FIELDS.ObjectEvent
  const fields = Object.fromEntries(
    Object.entries({
      eventTime,
      eventTimeZoneOffset,
      recordTime,
      eventID,
      certificationInfo,
      errorDeclaration: error,
    }).flatMap(([name, check]) => (check === undefined ? [] : [[name, check]])),
  )
  checkShape(
    { required: BASE_REQUIRED, fields: { ...fields, '@context': context }, others: 'any' },
    value,
    path,
    report,
  )
}

const eventList = list(checkEvent)

const vocabularyList = list(
  shape({
    required: ['type'],
    fields: {
      type: uri,
      vocabularyElementList: list(
        shape({
          required: ['id'],
          fields: {
            id: uri,
            attributes: list(shape({ required: ['id'], fields: { id: uri, attribute }, others: 'any' })),
            children: list(uri),
          },
          others: 'any',
        }),
      ),
    },
    others: 'any',
  }),
)

function attribute(value: Json, path: string, report: Report): void {
  const fits = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) || isObject(value)
  if (!fits) report('wrong_type', path, 'a text, a number or an object is expected')
}

const version = pattern(/^\d+(?:\.\d+)*$/, 'bad_value', 'a version is written as 2.0')

const document = shape({
  required: ['@context', 'type', 'schemaVersion', 'creationDate', 'epcisBody'],
  fields: {
    '@context': context,
    id: uri,
    type: oneOf('EPCISDocument'),
    schemaVersion: version,
    creationDate: time,
    instanceIdentifier: text,
    sender: text,
    receiver: text,
    epcisHeader: shape({
      fields: { epcisMasterData: shape({ fields: { vocabularyList }, others: 'any' }) },
      others: 'uris',
    }),
    epcisBody: shape({ required: ['eventList'], fields: { eventList }, others: 'any' }),
  },
  others: 'uris',
})

const queryDocument = shape({
  required: ['@context', 'type', 'epcisBody'],
  fields: {
    '@context': context,
    id: uri,
    type: oneOf('EPCISQueryDocument'),
    schemaVersion: version,
    creationDate: time,
    epcisBody: shape({
      required: ['queryResults'],
      fields: {
        queryResults: shape({
          required: ['queryName', 'resultsBody'],
          fields: {
            queryName: text,
            subscriptionID: text,
            resultsBody: shape({ required: ['eventList'], fields: { eventList, vocabularyList }, others: 'uris' }),
          },
          others: 'uris',
        }),
      },
      others: 'uris',
    }),
  },
  others: 'uris',
})

function checkRoot(value: Json, report: Report): void {
  if (!isObject(value)) return report('wrong_type', '', 'an object is expected')
  const { type } = value
  if (typeof type !== 'string') return report('required', '/type', 'a document says its type')
  if (type === 'EPCISDocument') return document(value, '', report)
  if (type === 'EPCISQueryDocument') return queryDocument(value, '', report)
  if (value['@context'] === undefined) report('required', '/@context', 'an event by itself brings its context')
  checkEvent(value, '', report)
}

/** The faults of a parsed JSON document, query document or single event: none where it is valid EPCIS 2.0. */
export function validateJson(value: Json): EpcisFault[] {
  return faultsOf((report) => checkRoot(value, report))
}

/** The faults of a document that was read from XML or made here, at the places it would have in JSON. */
export function validateDocument(value: EpcisDocument): EpcisFault[] {
  const json = attempt(() => documentToJson(value))
  return json.ok ? validateJson(json.value) : [json.fault]
}
