import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileQuery,
  eventHash,
  eventPreHash,
  hashOptionsOf,
  orThrow,
  printJson,
  printXml,
  readEvents,
  readJson,
  readXml,
  sameEvent,
  validateJson,
  type EpcisDocument,
  type EpcisEvent,
  type Format,
  type Json,
} from './index.ts'
import { documentOf, event } from './testing.ts'

const runs = { numRuns: 60 }
const hash = (one: EpcisEvent, document = documentOf([])): string => orThrow(eventHash(one, hashOptionsOf(document)))

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, one]) => [name, shuffled(one)]),
  )
}

async function streamed(text: string, format: Format, size: number): Promise<EpcisDocument> {
  const events: EpcisEvent[] = []
  const bytes = new TextEncoder().encode(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  )
  const reader = readEvents(chunks, format)
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one event after the other is the point
    const next = await reader.next()
    if (next.done === true) return { ...next.value, events }
    events.push(next.value)
  }
}

describe('reading what was printed', () => {
  it('gives the same events back from JSON, and nothing is found wrong with them', () =>
    fc.assert(
      fc.property(fc.array(event, { maxLength: 3 }), (events) => {
        const text = orThrow(printJson(documentOf(events)))
        expect(orThrow(readJson(text)).events).toEqual(events)
        expect(orThrow(readJson(orThrow(printJson(orThrow(readJson(text)), 2)))).events).toEqual(events)
        expect(validateJson(JSON.parse(text) as Json)).toEqual([])
      }),
      runs,
    ))

  it('gives the same events back from XML', () =>
    fc.assert(
      fc.property(fc.array(event, { maxLength: 3 }), (events) => {
        const document = documentOf(events)
        const back = orThrow(readXml(orThrow(printXml(document))))
        for (const [at, one] of events.entries())
          expect(orThrow(sameEvent(one, back.events[at] ?? one, hashOptionsOf(document), hashOptionsOf(back)))).toBe(
            true,
          )
        expect(orThrow(readXml(orThrow(printXml(back)))).events).toEqual(back.events)
      }),
      runs,
    ))

  it('is the same piece by piece, wherever the pieces are cut', () =>
    fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 2 }), fc.integer({ min: 1, max: 200 }), async (events, size) => {
        const document = documentOf(events)
        const [json, xml] = [orThrow(printJson(document)), orThrow(printXml(document))]
        expect(await streamed(json, 'json', size)).toEqual(orThrow(readJson(json)))
        expect(await streamed(xml, 'xml', size)).toEqual(orThrow(readXml(xml)))
      }),
      { numRuns: 25 },
    ))
})

describe('the event hash', () => {
  it('does not change with the order of members, the formatting, or from JSON to XML', () =>
    fc.assert(
      fc.property(event, (one) => {
        const wanted = hash(one)
        const document = documentOf([one])
        for (const back of [
          readJson(orThrow(printJson(document, 3))),
          readJson(JSON.stringify(shuffled(JSON.parse(orThrow(printJson(document)))))),
          readXml(orThrow(printXml(document))),
          readXml(orThrow(printXml(document)).replaceAll(/(<\/\w+List>)/g, '$1\n  ')),
        ])
          expect(hash(orThrow(back).events[0] ?? one, orThrow(back))).toBe(wanted)
      }),
      runs,
    ))

  it('changes with what happened, not with who recorded it or declared it wrong', () =>
    fc.assert(
      fc.property(event, event, (one, other) => {
        const { recordTime, eventID, errorDeclaration, ...happened } = one
        expect([recordTime, eventID, errorDeclaration].length).toBe(3)
        expect(hash(happened as EpcisEvent)).toBe(hash(one))
        expect(hash({ ...one, eventTime: '1980-01-01T00:00:00Z' })).not.toBe(hash(one))
        expect(hash({ ...one, '{https://ns.example.com/epcis/}mark': 'x' })).not.toBe(hash(one))
        const same = orThrow(eventPreHash(one)) === orThrow(eventPreHash(other))
        expect(hash(one) === hash(other)).toBe(same)
      }),
      runs,
    ))

  const base = { type: 'ObjectEvent', eventTime: '2026-01-01T00:00:00Z', eventTimeZoneOffset: '+08:00', action: 'ADD' }
  const pre = (more: { [name: string]: Json }): string => orThrow(eventPreHash({ ...base, ...more }))

  it.each([
    [{ eventTime: '2026-01-01T08:00:00+08:00' }, {}, true],
    [{ eventTime: '2025-12-31T23:59:59.9995Z' }, {}, true],
    [{ eventTime: '2026-01-01T00:00:00.0004Z' }, {}, true],
    [{ bizStep: 'shipping' }, { bizStep: 'urn:epcglobal:cbv:bizstep:shipping' }, true],
    [{ bizStep: 'shipping' }, { bizStep: 'cbv:BizStep-shipping' }, true],
    [{ '{u:}n': '1.50' }, { '{u:}n': 1.5 }, true],
    [{ '{u:}n': '-0.0' }, { '{u:}n': 0 }, true],
    [{ '{u:}n': 1e21 }, { '{u:}n': '1000000000000000000000' }, true],
    [{ '{u:}n': 1e-7 }, { '{u:}n': '0.0000001' }, true],
    [{ '{u:}lot': '0012' }, { '{u:}lot': '12' }, false],
    [{ '{u:}lot': '12345678901234567890' }, { '{u:}lot': '12345678901234567891' }, false],
    [{ '{u:}a': ['y', 'x'] }, { '{u:}a': ['x', 'y'] }, true],
    [
      { epcList: ['urn:epc:id:sgtin:4012345.011111.98'] },
      { epcList: ['http://a.example/p/gtin/4012345111118/lot/1/ser/98?q=1'] },
      true,
    ],
    [
      { epcList: ['https://a.example/01/04012345111118/22/v/21/98'] },
      { epcList: ['https://id.gs1.org/01/04012345111118/21/98'] },
      true,
    ],
    [
      { epcList: ['https://a.example/99/04012345111118'] },
      { epcList: ['https://id.gs1.org/99/04012345111118'] },
      false,
    ],
    [
      { readPoint: { id: 'urn:epc:id:sgln:4012345.00005.0' } },
      { readPoint: { id: 'https://id.gs1.org/414/4012345000054' } },
      true,
    ],
    [{ '{http://www.w3.org/2000/01/rdf-schema#}comment': 'hm' }, {}, true],
  ] as [{ [name: string]: Json }, { [name: string]: Json }, boolean][])('%j and %j: one hash is %s', (a, b, same) => {
    expect(pre(a) === pre(b)).toBe(same)
  })

  it('sorts by code point, as UTF-8 does', () => {
    expect(pre({ '{u:}a': ['\u{1F600}', '\uFB33'] })).toContain('{u:}a=\uFB33{u:}a=\u{1F600}')
  })
})

describe('a query', () => {
  const one = orThrow(
    readJson(
      JSON.stringify({
        '@context': [
          'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
          { ex: 'https://ns.example.com/' },
        ],
        type: 'ObjectEvent',
        eventTime: '2026-04-03T08:00:00+08:00',
        eventTimeZoneOffset: '+08:00',
        action: 'ADD',
        bizStep: 'commissioning',
        epcList: ['urn:epc:id:sgtin:6901234.056789.42'],
        parentID: 'urn:epc:id:sscc:6901234.0000000001',
        readPoint: { id: 'urn:epc:id:sgln:6901234.00001.0' },
        quantityList: [{ epcClass: 'urn:epc:class:lgtin:6901234.056789.L1', quantity: 20, uom: 'KGM' }],
        bizTransactionList: [{ type: 'po', bizTransaction: 'urn:example:po:1' }],
        sensorElementList: [
          {
            sensorMetadata: { time: '2026-04-03T00:00:00Z' },
            sensorReport: [{ type: 'Temperature', value: 4.5, uom: 'CEL' }],
          },
        ],
        ilmd: { 'ex:grade': 'A', 'ex:test': { 'ex:score': 7 } },
        'ex:picked': '2026-04-02T00:00:00Z',
      }),
    ),
  ).events[0] as EpcisEvent
  const asked = (parameters: { [name: string]: Json }): boolean =>
    orThrow(compileQuery(parameters, { namespaces: { e: 'https://ns.example.com/' } })).matches(one)

  it.each([
    [{}, true],
    [{ eventType: ['ObjectEvent', 'AggregationEvent'] }, true],
    [{ eventType: ['AggregationEvent'] }, false],
    [{ GE_eventTime: '2026-04-03T00:00:00Z' }, true],
    [{ LT_eventTime: '2026-04-03T00:00:00Z' }, false],
    [{ EQ_action: ['ADD', 'DELETE'], EQ_bizStep: ['https://ref.gs1.org/cbv/BizStep-commissioning'] }, true],
    [{ EQ_action: ['ADD'], EQ_bizStep: ['shipping'] }, false],
    [{ EQ_readPoint: ['https://id.gs1.org/414/6901234000016'] }, true],
    [{ WD_readPoint: ['urn:epc:id:sgln:6901234.00001.0'] }, true],
    [{ MATCH_epc: ['https://id.gs1.org/01/06901234567892/21/42'] }, true],
    [{ MATCH_epc: ['urn:epc:idpat:sgtin:6901234.056789.*'] }, true],
    [{ MATCH_epc: ['urn:epc:idpat:sgtin:6901234.*.*'] }, true],
    [{ MATCH_epc: ['urn:epc:idpat:sgtin:6901235.*.*'] }, false],
    [{ MATCH_anyEPC: ['urn:epc:id:sscc:6901234.0000000001'] }, true],
    [{ MATCH_epcClass: ['urn:epc:class:lgtin:6901234.056789.L1'] }, true],
    [{ EQ_quantity: [20] }, true],
    [{ GE_quantity_KGM: 20 }, true],
    [{ GT_quantity_KGM: 20 }, false],
    [{ GE_quantity_LTR: 1 }, false],
    [{ EQ_bizTransaction_po: ['urn:example:po:1'] }, true],
    [{ EQ_bizTransaction_inv: ['urn:example:po:1'] }, false],
    [{ EQ_type: ['gs1:Temperature'], LT_value_CEL: 5 }, true],
    [{ LT_value_CEL: 4 }, false],
    [{ EXISTS_sensorElementList: null, GE_time: '2026-04-01T00:00:00Z' }, true],
    [{ EXISTS_errorDeclaration: null }, false],
    [{ 'EQ_ILMD_e:grade': ['A', 'B'] }, true],
    [{ 'EQ_INNER_ILMD_e:score': 7 }, true],
    [{ 'GT_INNER_ILMD_e:score': 7 }, false],
    [{ 'EXISTS_e:picked': null, 'LT_e:picked': '2026-04-03T00:00:00Z' }, true],
    [{ 'EXISTS_e:other': null }, false],
    [{ orderBy: 'eventTime', orderDirection: 'ASC', eventCountLimit: 3 }, true],
  ] as [{ [name: string]: Json }, boolean][])('%j: %s', (parameters, matches) => {
    expect(asked(parameters)).toBe(matches)
  })

  it.each([
    [{ EQ_nothing: ['x'] }, 'unknown_parameter'],
    [{ LT_action: ['ADD'] }, 'unknown_parameter'],
    [{ GE_eventTime: 'yesterday' }, 'bad_time'],
    [{ EQ_action: [7] }, 'wrong_type'],
    [{ GT_quantity: [1, 2] }, 'wrong_type'],
    [{ orderDirection: 'UP' }, 'bad_value'],
    [{ eventCountLimit: 1, maxEventCount: 1 }, 'bad_combination'],
    [{ constructor: 1 }, 'unknown_parameter'],
  ] as [{ [name: string]: Json }, string][])('%j is refused as %s', (parameters, code) => {
    expect(compileQuery(parameters)).toMatchObject({ ok: false, fault: { code } })
  })

  it('says its terms, so that a store can ask the same', () => {
    const { terms } = orThrow(
      compileQuery({ EQ_bizStep: ['urn:epcglobal:cbv:bizstep:shipping'], GE_eventTime: '2026-01-01T00:00:00Z' }),
    )
    expect(terms.map(({ field, compare, values }) => [field, compare, values])).toEqual([
      ['bizStep', 'EQ', ['shipping']],
      ['eventTime', 'GE', [1_767_225_600_000]],
    ])
  })
})
