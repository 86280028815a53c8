import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileQuery,
  masterDataOf,
  orThrow,
  readJson,
  readXml,
  printXml,
  type EpcisEvent,
  type Json,
} from './index.ts'

const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { ex: 'https://ns.example.com/', tea: 'https://tea.example.com/mda#' },
]

const header = {
  epcisMasterData: {
    vocabularyList: [
      {
        type: 'urn:epcglobal:epcis:vtype:BusinessLocation',
        vocabularyElementList: [
          {
            id: 'urn:epc:id:sgln:6901234.00001.0',
            attributes: [
              { id: 'cbvmda:countryCode', attribute: 'CN' },
              { id: 'tea:altitude_metres', attribute: 820 },
              { id: 'cbvmda:site', attribute: null },
            ],
            children: ['urn:epc:id:sgln:6901234.00002.0', 'urn:epc:id:sgln:6901234.00001.0'],
          },
        ],
      },
      {
        type: 'urn:epcglobal:epcis:vtype:EPCClass',
        vocabularyElementList: [
          {
            id: 'urn:epc:class:lgtin:6901234.056789.L1',
            attributes: [{ id: 'urn:epcglobal:cbv:mda#descriptionShort', attribute: '番薯干' }],
          },
        ],
      },
      {
        type: 'https://ns.example.com/Orchard',
        vocabularyElementList: [{ id: 'urn:example:orchard:7', attributes: [{ id: 'tea:slope', attribute: 'south' }] }],
      },
    ],
  },
}

const event = {
  type: 'ObjectEvent',
  eventTime: '2026-04-03T02:01:00Z',
  eventTimeZoneOffset: '+08:00',
  action: 'OBSERVE',
  bizStep: 'receiving',
  bizLocation: { id: 'https://id.gs1.org/414/6901234000016' },
  readPoint: { id: 'urn:epc:id:sgln:6901234.00002.0' },
  quantityList: [{ epcClass: 'urn:epc:class:lgtin:6901234.056789.L1', quantity: 20, uom: 'KGM' }],
  'ex:orchard': 'urn:example:orchard:7',
}

const document = orThrow(
  readJson(
    JSON.stringify({
      '@context': context,
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-04-03T02:01:00Z',
      epcisHeader: header,
      epcisBody: { eventList: [event] },
    }),
  ),
)
const namespaces = { e: 'https://ns.example.com/', t: 'https://tea.example.com/mda#' }
const ask = (parameters: { [name: string]: Json }, from = document): boolean =>
  orThrow(compileQuery(parameters, { namespaces, masterData: masterDataOf([from]) })).matches(
    from.events[0] as EpcisEvent,
  )

const questions: [{ [name: string]: Json }, boolean][] = [
  [{ HASATTR_bizLocation: ['cbvmda:countryCode'] }, true],
  [{ HASATTR_bizLocation: ['urn:epcglobal:cbv:mda#countryCode'] }, true],
  [{ HASATTR_bizLocation: ['cbvmda:latitude', 't:altitude_metres'] }, true],
  [{ HASATTR_bizLocation: ['cbvmda:latitude'] }, false],
  [{ HASATTR_readPoint: ['cbvmda:countryCode'] }, false],
  [{ HASATTR_bizStep: ['cbvmda:countryCode'] }, false],
  [{ HASATTR_epcClass: ['cbvmda:descriptionShort'] }, true],
  [{ 'HASATTR_e:orchard': ['t:slope'] }, true],
  [{ 'HASATTR_https://ns.example.com/orchard': ['t:slope'] }, true],
  [{ 'EQATTR_bizLocation_cbvmda:countryCode': ['DE', 'CN'] }, true],
  [{ 'EQ_ATTR_bizLocation_cbvmda:countryCode': ['CN'] }, true],
  [{ 'EQATTR_bizLocation_cbvmda:countryCode': ['DE'] }, false],
  [{ 'EQATTR_bizLocation_urn:epcglobal:cbv:mda#countryCode': ['CN'] }, true],
  [{ 'EQATTR_bizLocation_t:altitude_metres': [820] }, true],
  [{ 'EQATTR_epcClass_cbvmda:descriptionShort': '番薯干' }, true],
  [{ 'EQATTR_e:orchard_t:slope': ['south'] }, true],
  [{ 'EQATTR_e:orchard_t:slope': ['north'] }, false],
  [{ WD_readPoint: ['urn:epc:id:sgln:6901234.00001.0'] }, true],
  [{ WD_readPoint: ['urn:epc:id:sgln:6901234.00003.0'] }, false],
]

describe('attributes of master data', () => {
  it.each(questions)('%j: %s', (parameters, matches) => expect(ask(parameters)).toBe(matches))

  it('mean the same where the document came as XML', () => {
    const again = orThrow(readXml(orThrow(printXml(document))))
    for (const [parameters, matches] of questions)
      expect([parameters, ask(parameters, again)]).toEqual([parameters, matches])
  })

  it('an attribute without a value is not had', () => expect(ask({ HASATTR_bizLocation: ['cbvmda:site'] })).toBe(false))

  it('are refused without master data, and where nothing is named', () => {
    expect(compileQuery({ HASATTR_bizLocation: ['cbvmda:site'] })).toMatchObject({
      ok: false,
      fault: { code: 'no_master_data' },
    })
    const masterData = masterDataOf([document])
    for (const name of ['EQATTR_bizLocation', 'EQATTR_bizLocation_', 'EQATTR__'])
      expect(compileQuery({ [name]: ['x'] }, { masterData })).toMatchObject({
        ok: false,
        fault: { code: 'unknown_parameter' },
      })
    expect(compileQuery({ HASATTR_bizLocation: [{}] }, { masterData })).toMatchObject({
      ok: false,
      fault: { code: 'wrong_type' },
    })
  })

  it('no master data and no parameter, however bad, throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.jsonValue(), (json, name, value) => {
        const bad = { ...document, head: { epcisHeader: { epcisMasterData: json as Json } } }
        const masterData = masterDataOf([bad, document])
        const query = compileQuery({ [`EQATTR_${name}`]: value as Json }, { masterData })
        if (query.ok) query.value.matches(document.events[0] as EpcisEvent)
        expect(typeof query.ok).toBe('boolean')
      }),
    )
  })
})
