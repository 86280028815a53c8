import { fail, step } from './fault.ts'
import { attributeName, type MasterData } from './master-data.ts'
import { many, type EpcisEvent, type Json } from './model.ts'
import { expandName, type Namespaces } from './names.ts'
import { printNumber } from './number.ts'
import { idOf, membersOf, type Term } from './query-terms.ts'

// `HASATTR_bizLocation`, `EQATTR_bizLocation_cbvmda:countryCode`: what master data says of the elements an event names.

/** EPCIS writes `EQATTR_`, GS1's schema of queries `EQ_ATTR_`. */
export const ATTRIBUTE_PARAMETER = /^(HASATTR|EQATTR|EQ_ATTR)_(.+)$/s

const CLASSES = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList']

/** The standard fields whose values are elements of a vocabulary, and how an event is asked for them. */
const FIELDS: { readonly [name: string]: (event: EpcisEvent) => readonly Json[] } = {
  readPoint: (event) => many(event['readPoint']).flatMap(idOf),
  bizLocation: (event) => many(event['bizLocation']).flatMap(idOf),
  bizStep: (event) => many(event['bizStep']),
  disposition: (event) => many(event['disposition']),
  epcClass: (event) => CLASSES.flatMap((list) => membersOf(many(event[list]), 'epcClass')),
  bizTransaction: (event) => membersOf(many(event['bizTransactionList']), 'bizTransaction'),
  source: (event) => membersOf(many(event['sourceList']), 'source'),
  destination: (event) => membersOf(many(event['destinationList']), 'destination'),
}

export function attributeTerm(
  parameter: string,
  value: Json,
  masterData: MasterData | undefined,
  namespaces: Namespaces,
  path: string,
): Term {
  const [, family = '', rest = ''] = ATTRIBUTE_PARAMETER.exec(parameter) ?? []
  if (masterData === undefined) fail('no_master_data', path, 'master data is needed and was not given')
  const wanted = wantedOf(value, path)
  if (family === 'HASATTR') {
    const names = wanted.map((name) => attributeName(name, namespaces))
    return {
      field: `${rest}.attributes`,
      compare: 'exists',
      values: names,
      test: (event) =>
        attributesIn(rest, event, masterData, namespaces).some((known) =>
          names.some((name) => known.get(name)?.some((one) => one !== null) === true),
        ),
    }
  }
  const { field, attribute } = parted(rest, path)
  const name = attributeName(attribute, namespaces)
  const set = new Set(wanted)
  return {
    field: `${field}.attributes[${name}]`,
    compare: 'EQ',
    values: wanted,
    test: (event) =>
      attributesIn(field, event, masterData, namespaces).some(
        (known) => known.get(name)?.some((one) => set.has(textOf(one) ?? '')) === true,
      ),
  }
}

/** A field and an attribute: a standard field's name ends at the first underscore, that of an extension before the last one. */
function parted(rest: string, path: string): { field: string; attribute: string } {
  const first = rest.indexOf('_')
  const cut = Object.hasOwn(FIELDS, rest.slice(0, Math.max(0, first))) ? first : lastCut(rest)
  if (cut < 1 || cut === rest.length - 1) fail('unknown_parameter', path, 'a field and an attribute are expected')
  return { field: rest.slice(0, cut), attribute: rest.slice(cut + 1) }
}

/** The underscore before the attribute's prefix or URN, where it has one. */
function lastCut(rest: string): number {
  const found = /^[^:#]*[:#][^_]*_/s.exec(rest)
  return found === null ? rest.lastIndexOf('_') : found[0].length - 1
}

function attributesIn(field: string, event: EpcisEvent, masterData: MasterData, namespaces: Namespaces) {
  const read = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined
  const values = read === undefined ? membersOf([event], expandName(field, namespaces)) : read(event)
  return values.flatMap((id) => (typeof id === 'string' ? (masterData.attributesOf(id) ?? []) : []))
}

const textOf = (value: Json): string | null =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' && Number.isFinite(value)
      ? printNumber(value)
      : typeof value === 'boolean'
        ? String(value)
        : null

function wantedOf(value: Json, path: string): string[] {
  const list = many(value)
  if (list.length > 10_000) fail('too_many', path, 'too many values')
  return list.map((item, at) => textOf(item) ?? fail('wrong_type', step(path, at), 'a text is expected'))
}
