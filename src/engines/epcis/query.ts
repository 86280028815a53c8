import { attempt, fail, step, type EpcisResult } from './fault.ts'
import { fieldOf } from './fields.ts'
import { extensionTerm, EXTENSION_PARAMETER } from './query-extensions.ts'
import {
  all,
  equalText,
  idOf,
  membersOf,
  NUMBERS,
  pathValues,
  type Compare,
  type Term,
  type Test,
} from './query-terms.ts'
import { compilePatterns } from './query-patterns.ts'
import { isObject, many, type EpcisEvent, type Json } from './model.ts'
import type { MasterData } from './master-data.ts'
import type { Namespaces } from './names.ts'
import { ATTRIBUTE_PARAMETER, attributeTerm } from './query-attributes.ts'
import { epochMilliseconds } from './time.ts'
import { toBareWord, type WordKind } from './words.ts'

// EPCIS 2.0, section 8.2.7.1.1: SimpleEventQuery. Each parameter becomes a term; an event matches where all terms do.

/** The standard's parameters by name, as JSON carries them; prefixes of extensions are those of `namespaces`. */
export type QueryParameters = { readonly [name: string]: Json }

/** A query with its meaning: `matches` decides in memory, `terms` let a store ask the same of its index. */
export type Query = {
  terms: readonly Term[]
  matches(event: EpcisEvent): boolean
  orderBy: string | null
  orderDirection: 'ASC' | 'DESC'
  /** At most so many, the first by `orderBy`. */
  eventCountLimit: number | null
  /** More than so many is an error to the asker. */
  maxEventCount: number | null
}

const PARAMETERS_MAX = 200
const VALUES_MAX = 10_000

function texts(value: Json, path: string): string[] {
  const list = many(value)
  if (list.length > VALUES_MAX) fail('too_many', path, 'too many values')
  return list.map((item, at) =>
    typeof item === 'string' ? item : fail('wrong_type', step(path, at), 'a text is expected'),
  )
}

function numbers(value: Json, path: string): number[] {
  const list = many(value)
  if (list.length > VALUES_MAX) fail('too_many', path, 'too many values')
  return list.map((item, at) =>
    typeof item === 'number' && Number.isFinite(item)
      ? item
      : fail('wrong_type', step(path, at), 'a number is expected'),
  )
}

function single<T>(values: readonly T[], path: string): T {
  const [value] = values
  return value !== undefined && values.length === 1 ? value : fail('wrong_type', path, 'one value is expected')
}

function moment(value: Json, path: string): number {
  const time = epochMilliseconds(single(texts(value, path), path))
  return time ?? fail('bad_time', path, 'a time with its offset is expected')
}

type Maker = (value: Json, path: string, compare: Compare) => Term

const term = (
  field: string,
  compare: Compare | 'match' | 'exists',
  values: readonly (string | number | boolean)[],
  test: Test,
): Term => ({
  field,
  compare,
  values,
  test,
})

/** Times of a field, in milliseconds. */
function timeTerm(field: string, read: (event: EpcisEvent) => readonly Json[]): Maker {
  return (value, path, compare) => {
    const bound = moment(value, path)
    const test: Test = (event) =>
      read(event).some((item) => {
        const time = typeof item === 'string' ? epochMilliseconds(item) : null
        return time !== null && NUMBERS[compare](time, bound)
      })
    return term(field, compare, [bound], test)
  }
}

function textTerm(field: string, read: (event: EpcisEvent) => readonly Json[], words?: WordKind): Maker {
  return (value, path) => {
    const wanted = texts(value, path).map((text) => (words === undefined ? text : toBareWord(words, text)))
    const set = new Set(wanted.map(equalText))
    const bare = (item: string): string => equalText(words === undefined ? item : toBareWord(words, item))
    return term(field, 'EQ', wanted, (event) =>
      read(event).some((item) => typeof item === 'string' && set.has(bare(item))),
    )
  }
}

/** Numbers, in a unit where the parameter names one. */
function numberTerm(field: string, read: (event: EpcisEvent) => readonly Json[]): Maker {
  return (value, path, compare) => {
    const wanted = numbers(value, path)
    if (compare !== 'EQ') single(wanted, path)
    const test: Test = (event) =>
      read(event).some((item) => typeof item === 'number' && wanted.some((bound) => NUMBERS[compare](item, bound)))
    return term(field, compare, wanted, test)
  }
}

function truthTerm(field: string): Maker {
  return (value, path) => {
    if (typeof value !== 'boolean') fail('wrong_type', path, 'true or false is expected')
    return term(field, 'EQ', [value], (event) => pathValues(event, SENSOR_REPORTS, field).includes(value))
  }
}

function patternTerm(fields: readonly string[], read: readonly ((event: EpcisEvent) => readonly Json[])[]): Maker {
  return (value, path) => {
    const wanted = texts(value, path)
    const fits = compilePatterns(wanted)
    const test: Test = (event) =>
      read.some((list) => list(event).some((item) => typeof item === 'string' && fits(item)))
    return term(fields.join(' '), 'match', wanted, test)
  }
}

function existsTerm(field: string): Maker {
  return () => term(field, 'exists', [], (event) => event[field] !== undefined)
}

const values =
  (name: string) =>
  (event: EpcisEvent): readonly Json[] =>
    many(event[name])
const SENSOR_REPORTS = ['sensorElementList', 'sensorReport']
const SENSOR_METADATA = ['sensorElementList', 'sensorMetadata']
const sensor =
  (name: string) =>
  (event: EpcisEvent): readonly Json[] => [
    ...pathValues(event, SENSOR_METADATA, name),
    ...pathValues(event, SENSOR_REPORTS, name),
  ]
const QUANTITIES = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList']
const quantityItems = (event: EpcisEvent, lists = QUANTITIES): Json[] =>
  lists.flatMap((name) => [...values(name)(event)])
const classes =
  (lists: readonly string[]) =>
  (event: EpcisEvent): readonly Json[] =>
    lists.flatMap((name) => membersOf(values(name)(event), 'epcClass'))
const errorPart =
  (name: string) =>
  (event: EpcisEvent): readonly Json[] =>
    membersOf(many(event['errorDeclaration']), name)
const place =
  (name: string) =>
  (event: EpcisEvent): readonly Json[] =>
    many(event[name]).flatMap((item) => [...idOf(item)])
const persistent =
  (name: string) =>
  (event: EpcisEvent): readonly Json[] =>
    membersOf(many(event['persistentDisposition']), name)

/** Parameters without a name of the asker's in them. */
const PARAMETERS: { readonly [name: string]: { compares: readonly Compare[]; make: Maker } } = {
  eventTime: { compares: ['GE', 'LT'], make: timeTerm('eventTime', values('eventTime')) },
  recordTime: { compares: ['GE', 'LT'], make: timeTerm('recordTime', values('recordTime')) },
  action: { compares: ['EQ'], make: textTerm('action', values('action')) },
  bizStep: { compares: ['EQ'], make: textTerm('bizStep', values('bizStep'), 'bizStep') },
  disposition: { compares: ['EQ'], make: textTerm('disposition', values('disposition'), 'disposition') },
  persistentDisposition_set: {
    compares: ['EQ'],
    make: textTerm('persistentDisposition.set', persistent('set'), 'disposition'),
  },
  persistentDisposition_unset: {
    compares: ['EQ'],
    make: textTerm('persistentDisposition.unset', persistent('unset'), 'disposition'),
  },
  readPoint: { compares: ['EQ'], make: textTerm('readPoint', place('readPoint')) },
  bizLocation: { compares: ['EQ'], make: textTerm('bizLocation', place('bizLocation')) },
  transformationID: { compares: ['EQ'], make: textTerm('transformationID', values('transformationID')) },
  eventID: { compares: ['EQ'], make: textTerm('eventID', values('eventID')) },
  quantity: {
    compares: ['EQ', 'GT', 'GE', 'LT', 'LE'],
    make: numberTerm('quantity', (event) => membersOf(quantityItems(event), 'quantity')),
  },
  errorReason: { compares: ['EQ'], make: textTerm('errorDeclaration.reason', errorPart('reason'), 'errorReason') },
  correctiveEventID: {
    compares: ['EQ'],
    make: textTerm('errorDeclaration.correctiveEventIDs', errorPart('correctiveEventIDs')),
  },
  errorDeclaration_Time: {
    compares: ['GE', 'LT'],
    make: timeTerm('errorDeclaration.declarationTime', errorPart('declarationTime')),
  },
  errorDeclarationTime: {
    compares: ['GE', 'LT'],
    make: timeTerm('errorDeclaration.declarationTime', errorPart('declarationTime')),
  },
  time: { compares: ['GE', 'LT'], make: timeTerm('time', sensor('time')) },
  startTime: { compares: ['GE', 'LT'], make: timeTerm('startTime', sensor('startTime')) },
  endTime: { compares: ['GE', 'LT'], make: timeTerm('endTime', sensor('endTime')) },
  type: {
    compares: ['EQ'],
    make: textTerm('type', (event) => pathValues(event, SENSOR_REPORTS, 'type'), 'measurement'),
  },
  deviceID: { compares: ['EQ'], make: textTerm('deviceID', sensor('deviceID')) },
  dataProcessingMethod: { compares: ['EQ'], make: textTerm('dataProcessingMethod', sensor('dataProcessingMethod')) },
  microorganism: { compares: ['EQ'], make: textTerm('microorganism', sensor('microorganism')) },
  chemicalSubstance: { compares: ['EQ'], make: textTerm('chemicalSubstance', sensor('chemicalSubstance')) },
  bizRules: { compares: ['EQ'], make: textTerm('bizRules', sensor('bizRules')) },
  stringValue: { compares: ['EQ'], make: textTerm('stringValue', sensor('stringValue')) },
  hexBinaryValue: { compares: ['EQ'], make: textTerm('hexBinaryValue', sensor('hexBinaryValue')) },
  uriValue: { compares: ['EQ'], make: textTerm('uriValue', sensor('uriValue')) },
  booleanValue: { compares: ['EQ'], make: truthTerm('booleanValue') },
  percRank: {
    compares: ['EQ', 'GT', 'GE', 'LT', 'LE'],
    make: numberTerm('percRank', (event) => pathValues(event, SENSOR_REPORTS, 'percRank')),
  },
}

const MATCHES: { readonly [name: string]: Maker } = {
  epc: patternTerm(['epcList', 'childEPCs'], [values('epcList'), values('childEPCs')]),
  parentID: patternTerm(['parentID'], [values('parentID')]),
  inputEPC: patternTerm(['inputEPCList'], [values('inputEPCList')]),
  outputEPC: patternTerm(['outputEPCList'], [values('outputEPCList')]),
  anyEPC: patternTerm(
    ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList', 'parentID'],
    ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList', 'parentID'].map(values),
  ),
  epcClass: patternTerm(['quantityList', 'childQuantityList'], [classes(['quantityList', 'childQuantityList'])]),
  inputEPCClass: patternTerm(['inputQuantityList'], [classes(['inputQuantityList'])]),
  outputEPCClass: patternTerm(['outputQuantityList'], [classes(['outputQuantityList'])]),
  anyEPCClass: patternTerm(QUANTITIES, [classes(QUANTITIES)]),
}

/** `EQ_bizTransaction_po`, `EQ_source_owning_party`, `EQ_destination_…`. */
const TYPED: { readonly [name: string]: { list: string; item: string; words: WordKind } } = {
  bizTransaction: { list: 'bizTransactionList', item: 'bizTransaction', words: 'bizTransaction' },
  source: { list: 'sourceList', item: 'source', words: 'sourceDestination' },
  destination: { list: 'destinationList', item: 'destination', words: 'sourceDestination' },
}

function typedTerm(name: string, type: string, value: Json, path: string): Term {
  const { list, item, words } = TYPED[name] ?? fail('unknown_parameter', path, 'no such parameter')
  const wanted = texts(value, path)
  const set = new Set(wanted.map(equalText))
  const bareType = toBareWord(words, type)
  const test: Test = (event) =>
    many(event[list]).some((one) => {
      if (!isObject(one)) return false
      const [ownType, id] = [one['type'], one[item]]
      return (
        typeof ownType === 'string' &&
        toBareWord(words, ownType) === bareType &&
        typeof id === 'string' &&
        set.has(equalText(id))
      )
    })
  return term(`${list}[${bareType}]`, 'EQ', wanted, test)
}

/** `GE_value_CEL`, `EQ_quantity_KGM`: a number in a unit. */
function unitTerm(name: string, unit: string, value: Json, path: string, compare: Compare): Term {
  const read = (event: EpcisEvent): readonly Json[] => {
    const items =
      name === 'quantity' ? quantityItems(event) : pathValues(event, SENSOR_REPORTS.slice(0, 1), 'sensorReport')
    return membersOf(
      items.filter((item) => isObject(item) && item['uom'] === unit),
      name,
    )
  }
  return numberTerm(`${name}[${unit}]`, read)(value, path, compare)
}

const UNIT = /^(quantity|value|minValue|maxValue|meanValue|sDev|percValue)_([A-Z0-9]{2,4})$/

/** The asker's prefixes, which places lie within a place, and master data: as far as a store knows them. */
export type QueryOptions = {
  namespaces?: Namespaces
  descendantsOf?: (place: string) => readonly string[]
  masterData?: MasterData
}

function parameterTerm(name: string, value: Json, options: QueryOptions, path: string): Term {
  if (name === 'eventType') {
    const wanted = texts(value, path)
    return term('type', 'EQ', wanted, (event) => wanted.includes(event.type))
  }
  if (name === 'EXISTS_errorDeclaration' || name === 'EXISTS_sensorElementList')
    return existsTerm(name.slice('EXISTS_'.length))(value, path, 'EQ')
  const within = /^WD_(readPoint|bizLocation)$/.exec(name)?.[1]
  if (within !== undefined) {
    const descendantsOf = options.descendantsOf ?? options.masterData?.descendantsOf ?? (() => [])
    const places = texts(value, path).flatMap((one) => [one, ...descendantsOf(one)])
    return textTerm(within, place(within))(places, path, 'EQ')
  }
  if (ATTRIBUTE_PARAMETER.test(name))
    return attributeTerm(name, value, options.masterData, options.namespaces ?? {}, path)
  const match = /^MATCH_(\w+)$/.exec(name)?.[1]
  if (match !== undefined && Object.hasOwn(MATCHES, match))
    return (MATCHES[match] ?? existsTerm(match))(value, path, 'EQ')
  const [, compare = '', rest = ''] = /^(EQ|GT|GE|LT|LE)_(.+)$/.exec(name) ?? []
  const known = Object.hasOwn(PARAMETERS, rest) ? PARAMETERS[rest] : undefined
  if (known?.compares.includes(compare as Compare) === true) return known.make(value, path, compare as Compare)
  const unit = UNIT.exec(rest)
  if (unit !== null) return unitTerm(unit[1] ?? '', unit[2] ?? '', value, path, compare as Compare)
  const typed = /^(bizTransaction|source|destination)_(.+)$/.exec(rest)
  if (compare === 'EQ' && typed !== null) return typedTerm(typed[1] ?? '', typed[2] ?? '', value, path)
  if (EXTENSION_PARAMETER.test(name)) return extensionTerm(name, value, options.namespaces ?? {}, path)
  return fail('unknown_parameter', path, `${JSON.stringify(name.slice(0, 100))} is no parameter of an event query`)
}

const CONTROLS = new Set([
  'orderBy',
  'orderDirection',
  'eventCountLimit',
  'maxEventCount',
  'perPage',
  'nextPageToken',
  '@context',
])

function count(value: Json | undefined, path: string): number | null {
  if (value === undefined) return null
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
    ? value
    : fail('bad_value', path, 'a whole number above 0 is expected')
}

function order(parameters: QueryParameters): Pick<Query, 'orderBy' | 'orderDirection'> {
  const { orderBy = null, orderDirection = 'DESC' } = parameters
  if (orderBy !== null && typeof orderBy !== 'string') fail('wrong_type', '/orderBy', 'a name is expected')
  if (orderDirection !== 'ASC' && orderDirection !== 'DESC')
    fail('bad_value', '/orderDirection', 'ASC or DESC is expected')
  const sortable = orderBy === null || fieldOf(orderBy) !== undefined || orderBy.includes(':')
  if (!sortable) fail('bad_value', '/orderBy', 'events cannot be put in order by this')
  return { orderBy, orderDirection }
}

/**
 * Compiles the parameters of a SimpleEventQuery into one predicate. Lists in a parameter are alternatives; parameters
 * all hold together. `WD_` (with descendants) and attributes of master data (`HASATTR_`, `EQATTR_`) ask what they are given;
 * the latter are refused where nothing is.
 */
export function compileQuery(parameters: QueryParameters, options: QueryOptions = {}): EpcisResult<Query> {
  return attempt(() => {
    if (typeof parameters !== 'object' || parameters === null) fail('wrong_type', '', 'parameters are an object')
    const names = Object.keys(parameters).filter((name) => !CONTROLS.has(name))
    if (names.length > PARAMETERS_MAX) fail('too_many', '', 'too many parameters')
    const terms = names.map((name) => parameterTerm(name, parameters[name] ?? null, options, step('', name)))
    const limits = {
      eventCountLimit: count(parameters['eventCountLimit'], '/eventCountLimit'),
      maxEventCount: count(parameters['maxEventCount'], '/maxEventCount'),
    }
    if (limits.eventCountLimit !== null && limits.maxEventCount !== null)
      fail('bad_combination', '/maxEventCount', 'eventCountLimit and maxEventCount exclude each other')
    return { terms, matches: all(terms), ...order(parameters), ...limits }
  })
}
