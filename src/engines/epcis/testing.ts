import fc from 'fast-check'
import type { EpcisDocument, EpcisEvent, Json, JsonObject } from './model.ts'

// What property tests make events of: well-formed ones with extensions of every shape.

const NAMESPACES = {
  ex: 'https://ns.example.com/epcis/',
  other: 'urn:example:other:',
  cbvmda: 'urn:epcglobal:cbv:mda:',
}

const digit = fc.integer({ min: 0, max: 9 })
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(digit, { minLength: length, maxLength: length }).map((some) => some.join(''))

export const epc = fc.oneof(
  digits(6).map((serial) => `urn:epc:id:sgtin:6901234.056789.${serial}`),
  digits(10).map((serial) => `urn:epc:id:sscc:6901234.${serial}`),
  fc.constantFrom('https://shop.example/01/06901234567892/21/A-1?x=1', 'https://id.gs1.org/00/069012340000000017'),
)

const word = fc.stringMatching(/^[\p{L}0-9 .,:%+_-]{0,12}$/u).map((text) => text.trim())
const name = fc
  .tuple(fc.constantFrom(...Object.values(NAMESPACES)), fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_-]{0,6}$/))
  .map(([uri, local]) => `{${uri}}${local}`)

const scalar: fc.Arbitrary<Json> = fc.oneof(
  word,
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.boolean(),
  fc.constant(null),
)

/** Members that JSON and XML can both say in one way only: no list of one, no list of lists, no empty object. */
const { extension } = fc.letrec<{ extension: Json; object: Json }>((tie) => ({
  object: fc.dictionary(name, tie('extension'), { minKeys: 1, maxKeys: 3 }) as fc.Arbitrary<Json>,
  extension: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    tie('object'),
    fc.array(fc.oneof(scalar, tie('object')), { minLength: 2, maxLength: 3 }),
  ),
}))

const extensions = fc.dictionary(name, extension, { maxKeys: 3 }) as fc.Arbitrary<JsonObject>
const instant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())
const place = fc.record({ id: epc }).chain((one) => extensions.map((more): JsonObject => ({ ...one, ...more })))
const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => value + 0)

const quantity = fc.record(
  { epcClass: epc, quantity: number, uom: fc.constantFrom('KGM', 'LTR') },
  { requiredKeys: ['epcClass'] },
)
const report = fc.record(
  {
    type: fc.constantFrom('Temperature', 'RelativeHumidity', 'https://ns.example.com/epcis/Ripeness'),
    value: number,
    stringValue: word,
    booleanValue: fc.boolean(),
    time: instant,
    uom: fc.constantFrom('CEL', 'P1'),
    component: fc.constantFrom('x', 'latitude'),
  },
  { requiredKeys: ['type'] },
)
const sensor = fc
  .record(
    {
      sensorMetadata: fc.record({ time: instant, deviceID: epc }),
      sensorReport: fc.array(report, { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['sensorReport'] },
  )
  .chain((one) => extensions.map((more): JsonObject => ({ ...one, ...more })))

export const event: fc.Arbitrary<EpcisEvent> = fc
  .record(
    {
      type: fc.constant('ObjectEvent'),
      eventTime: instant,
      eventTimeZoneOffset: fc.constantFrom('+08:00', '-06:00', '+00:00'),
      recordTime: instant,
      eventID: fc.uuid().map((id) => `urn:uuid:${id}`),
      epcList: fc.uniqueArray(epc, { maxLength: 4 }),
      action: fc.constant('ADD'),
      bizStep: fc.constantFrom('shipping', 'https://ns.example.com/epcis/drying'),
      disposition: fc.constantFrom('in_transit', 'active'),
      persistentDisposition: fc.constantFrom({ set: ['recalled'] }, { unset: ['recalled', 'expired'] }),
      readPoint: place,
      bizLocation: place,
      quantityList: fc.array(quantity, { maxLength: 3 }),
      bizTransactionList: fc.array(
        fc.record({ type: fc.constantFrom('po', 'inv'), bizTransaction: epc }, { requiredKeys: ['bizTransaction'] }),
        { minLength: 1, maxLength: 3 },
      ),
      sourceList: fc.array(fc.record({ type: fc.constant('owning_party'), source: epc }), {
        minLength: 1,
        maxLength: 2,
      }),
      sensorElementList: fc.array(sensor, { minLength: 1, maxLength: 2 }),
      errorDeclaration: fc.record({
        declarationTime: instant,
        reason: fc.constant('incorrect_data'),
        correctiveEventIDs: fc.array(epc, { minLength: 1, maxLength: 2 }),
      }),
      ilmd: extensions,
    },
    { requiredKeys: ['type', 'eventTime', 'eventTimeZoneOffset', 'epcList', 'action'] },
  )
  .chain((one) => extensions.map((more) => ({ ...one, ...more })))

export function documentOf(events: readonly EpcisEvent[]): EpcisDocument {
  const head = { type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-04-03T00:00:00Z' }
  return { kind: 'document', namespaces: NAMESPACES, head, query: {}, events }
}
