import { EVENT_TYPES, type EventType } from './model.ts'
import type { WordKind } from './words.ts'

/** How a field is built; one table drives reading, printing, checking and hashing. */
export type Field =
  | {
      kind:
        | 'time'
        | 'offset'
        | 'uri'
        | 'certification'
        | 'action'
        | 'place'
        | 'persistent'
        | 'sensors'
        | 'error'
        | 'ilmd'
    }
  | { kind: 'word'; words: WordKind }
  /** A list of identifiers; in XML each in an element `item`. */
  | { kind: 'uris'; item: string }
  | { kind: 'quantities' }
  /** A list of identifiers with a type; in XML an attribute. */
  | { kind: 'typed'; item: string; words: WordKind; typeRequired: boolean }

/** The fields of all events, by name. */
export const FIELDS: { readonly [name: string]: Field } = {
  eventTime: { kind: 'time' },
  recordTime: { kind: 'time' },
  eventTimeZoneOffset: { kind: 'offset' },
  eventID: { kind: 'uri' },
  errorDeclaration: { kind: 'error' },
  certificationInfo: { kind: 'certification' },
  epcList: { kind: 'uris', item: 'epc' },
  parentID: { kind: 'uri' },
  childEPCs: { kind: 'uris', item: 'epc' },
  inputEPCList: { kind: 'uris', item: 'epc' },
  outputEPCList: { kind: 'uris', item: 'epc' },
  quantityList: { kind: 'quantities' },
  childQuantityList: { kind: 'quantities' },
  inputQuantityList: { kind: 'quantities' },
  outputQuantityList: { kind: 'quantities' },
  action: { kind: 'action' },
  transformationID: { kind: 'uri' },
  bizStep: { kind: 'word', words: 'bizStep' },
  disposition: { kind: 'word', words: 'disposition' },
  persistentDisposition: { kind: 'persistent' },
  readPoint: { kind: 'place' },
  bizLocation: { kind: 'place' },
  bizTransactionList: { kind: 'typed', item: 'bizTransaction', words: 'bizTransaction', typeRequired: false },
  sourceList: { kind: 'typed', item: 'source', words: 'sourceDestination', typeRequired: true },
  destinationList: { kind: 'typed', item: 'destination', words: 'sourceDestination', typeRequired: true },
  sensorElementList: { kind: 'sensors' },
  ilmd: { kind: 'ilmd' },
}

const words = (text: string): string[] => text.split(' ')
const BASE = words('eventTime recordTime eventTimeZoneOffset eventID errorDeclaration certificationInfo')
const WHERE = words('bizStep disposition readPoint bizLocation')
const PARTIES = words('sourceList destinationList sensorElementList persistentDisposition')
const CHILDREN = words('parentID childEPCs')
const CHANGES = words('inputEPCList inputQuantityList outputEPCList outputQuantityList transformationID')

/** The fields of each type in the order of the XML schema. */
export const FIELD_ORDER: { readonly [type in EventType]: readonly string[] } = {
  ObjectEvent: [...BASE, 'epcList', 'action', ...WHERE, 'bizTransactionList', 'quantityList', ...PARTIES, 'ilmd'],
  AggregationEvent: [...BASE, ...CHILDREN, 'action', ...WHERE, 'bizTransactionList', 'childQuantityList', ...PARTIES],
  TransactionEvent: [
    ...BASE,
    ...words('bizTransactionList parentID epcList action'),
    ...WHERE,
    'quantityList',
    ...PARTIES,
  ],
  TransformationEvent: [...BASE, ...CHANGES, ...WHERE, 'bizTransactionList', ...PARTIES, 'ilmd'],
  AssociationEvent: [...BASE, ...CHILDREN, 'childQuantityList', 'action', ...WHERE, 'bizTransactionList', ...PARTIES],
}

export const isEventType = (type: unknown): type is EventType => (EVENT_TYPES as readonly unknown[]).includes(type)

export const fieldOf = (name: string): Field | undefined => (Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined)

export type SensorKind =
  | 'time'
  | 'uri'
  | 'number'
  | 'boolean'
  | 'hex'
  | 'text'
  | 'measurement'
  | 'sensorAlert'
  | 'component'

/** What a sensor's metadata may say, in the order of the event hash. */
export const SENSOR_METADATA: { readonly [name: string]: SensorKind } = {
  time: 'time',
  startTime: 'time',
  endTime: 'time',
  deviceID: 'uri',
  deviceMetadata: 'uri',
  rawData: 'uri',
  dataProcessingMethod: 'uri',
  bizRules: 'uri',
}

/** What a sensor may report, in the order of the event hash; `bizRules` is known to the JSON schema alone. */
export const SENSOR_REPORT: { readonly [name: string]: SensorKind } = {
  type: 'measurement',
  exception: 'sensorAlert',
  deviceID: 'uri',
  deviceMetadata: 'uri',
  rawData: 'uri',
  dataProcessingMethod: 'uri',
  time: 'time',
  microorganism: 'uri',
  chemicalSubstance: 'uri',
  value: 'number',
  component: 'component',
  stringValue: 'text',
  booleanValue: 'boolean',
  hexBinaryValue: 'hex',
  uriValue: 'uri',
  minValue: 'number',
  maxValue: 'number',
  meanValue: 'number',
  sDev: 'number',
  percRank: 'number',
  percValue: 'number',
  uom: 'text',
  coordinateReferenceSystem: 'uri',
  bizRules: 'uri',
}
