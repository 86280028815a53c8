import { hash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  eventHash,
  hashOptionsOf,
  orThrow,
  printJson,
  printXml,
  readEvents,
  readJson,
  validateJson,
  type EpcisDocument,
  type EpcisEvent,
  type Format,
  type Json,
} from '../../src/engines/epcis/index.ts'
import { nodeSha256 } from '../../src/engines/merkle/node.ts'
import { cpuSeconds, perSecond } from '../kit/rate.ts'
import type { Row } from '../kit/rows.ts'

// EPCIS_MEGABYTES (200) makes a shorter run; the small document is a tenth of it.
const MEGABYTES = Number(process.env.EPCIS_MEGABYTES ?? 200)

const NAMESPACES = { ex: 'https://ns.example.com/epcis/' }

/** A packing in the county: twenty parcels' worth of identifiers, a reading of the cold room, an extension. */
function packing(at: number): EpcisEvent {
  return {
    type: 'ObjectEvent',
    eventTime: new Date(1_775_000_000_000 + at * 1000).toISOString(),
    eventTimeZoneOffset: '+08:00',
    epcList: Array.from({ length: 20 }, (_, item) => `urn:epc:id:sgtin:6901234.056789.${at}-${item}`),
    action: 'ADD',
    bizStep: 'packing',
    disposition: 'active',
    readPoint: { id: 'urn:epc:id:sgln:6901234.00001.0' },
    bizTransactionList: [{ type: 'po', bizTransaction: `urn:epc:id:gdti:6901234.00001.${at}` }],
    quantityList: [{ epcClass: `urn:epc:class:lgtin:6901234.056789.L${at}`, quantity: 12.5, uom: 'KGM' }],
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-04-03T00:00:00.000Z', deviceID: 'urn:epc:id:giai:6901234.7' },
        sensorReport: [{ type: 'Temperature', value: 4.5, uom: 'CEL' }],
      },
    ],
    ilmd: { '{https://ns.example.com/epcis/}grade': '特级', '{https://ns.example.com/epcis/}village': '大柘' },
  }
}

const documentOf = (events: readonly EpcisEvent[]): EpcisDocument => ({
  kind: 'document',
  namespaces: NAMESPACES,
  head: { type: 'EPCISDocument', schemaVersion: '2.0', creationDate: '2026-04-03T00:00:00Z' },
  query: {},
  events,
})

const EVENTS_A_PIECE = 50

/** The bytes of a document of about so many megabytes, made while it is read. */
function* bytesOf(format: Format, megabytes: number): Generator<Uint8Array> {
  const print = (events: readonly EpcisEvent[]): string =>
    orThrow(format === 'json' ? printJson(documentOf(events)) : printXml(documentOf(events)))
  const [before = '', after = ''] = format === 'json' ? print([]).split('[]') : print([]).split('</EventList>')
  const opening = format === 'json' ? `${before}[` : before
  const closing = format === 'json' ? `]${after}` : `</EventList>${after}`
  const head = print([]).length
  yield Buffer.from(opening)
  for (let at = 0, bytes = 0; bytes < megabytes * 1e6; at += EVENTS_A_PIECE) {
    const text = print(Array.from({ length: EVENTS_A_PIECE }, (_, item) => packing(at + item)))
    const inner =
      format === 'json'
        ? text.slice(text.indexOf('"eventList":[') + 13, -3)
        : text.slice(before.length, text.length - (head - before.length))
    const piece = Buffer.from((format === 'json' && at > 0 ? ',' : '') + inner)
    bytes += piece.length
    yield piece
  }
  yield Buffer.from(closing)
}

type Reading = { events: number; megabytesPerSecond: number; peakMegabytes: number }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
const SAMPLES = 20

/** What is still held once the garbage is gone. */
function liveBytes(): number {
  collect()
  return process.memoryUsage().heapUsed
}

/** Reads and hashes every event; the making of the bytes is timed apart and taken off. */
async function readAll(format: Format, megabytes: number): Promise<Reading> {
  let [bytes, making, peak, events, sampled] = [0, 0, 0, 0, 0]
  function* timed(): Generator<Uint8Array> {
    const pieces = bytesOf(format, megabytes)
    for (;;) {
      const start = cpuSeconds()
      const next = pieces.next()
      if (bytes >= (sampled * megabytes * 1e6) / SAMPLES) {
        peak = Math.max(peak, liveBytes())
        sampled += 1
      }
      making += cpuSeconds() - start
      if (next.done === true) return
      bytes += next.value.length
      yield next.value
    }
  }
  const start = cpuSeconds()
  for await (const event of readEvents(timed(), format)) {
    if (!eventHash(event, {}, nodeSha256).ok) throw new Error('an event was refused')
    events += 1
  }
  const seconds = cpuSeconds() - start - making
  return { events, megabytesPerSecond: bytes / 1e6 / seconds, peakMegabytes: peak / 1e6 }
}

async function streamRows(format: Format): Promise<Row[]> {
  const name = format === 'json' ? 'JSON' : 'XML'
  await readAll(format, MEGABYTES / 50)
  const small = await readAll(format, MEGABYTES / 10)
  const large = await readAll(format, MEGABYTES)
  const row = (what: string, unit: string, of: 'megabytesPerSecond' | 'peakMegabytes', note: string): Row => ({
    name: `${name} streamed and hashed, ${what}`,
    figure: large[of],
    unit,
    besides: { name: `of ${MEGABYTES / 10} MB`, figure: small[of] },
    ratio: large[of] / small[of],
    note,
  })
  return [
    row(
      `${MEGABYTES} MB, speed`,
      'MB a CPU second',
      'megabytesPerSecond',
      `${large.events.toLocaleString('en')} events; a ratio of 1 is linear time`,
    ),
    row(
      `${MEGABYTES} MB, peak heap`,
      'MB',
      'peakMegabytes',
      'held after collection, 20 samples; a ratio of 1 is flat memory',
    ),
  ]
}

function hashRows(): Row[] {
  const texts = Array.from({ length: 200 }, (_, at) => orThrow(printJson(documentOf([packing(at)]))))
  const textAt = (at: number): string => texts[at % texts.length] ?? ''
  const floor = perSecond((at) => {
    JSON.parse(textAt(at))
    hash('sha256', textAt(at))
  })
  const documents = texts.map((text) => orThrow(readJson(text)))
  const hashOf = (document: EpcisDocument): void => {
    for (const event of document.events) orThrow(eventHash(event, hashOptionsOf(document), nodeSha256))
  }
  const besides = { name: 'JSON.parse and SHA-256 of the bytes', figure: floor }
  const row = (name: string, figure: number, note: string): Row => ({
    name,
    figure,
    unit: 'a CPU second',
    besides,
    ratio: figure / floor,
    note,
  })
  const inMemory = perSecond((at) => {
    const document = documents[at % documents.length]
    if (document !== undefined) hashOf(document)
  })
  return [
    row(
      'event hashes, from JSON text',
      perSecond((at) => hashOf(orThrow(readJson(textAt(at))))),
      `events of ${textAt(0).length} bytes with 20 EPCs, each made a Digital Link and sorted`,
    ),
    row('event hashes, of an event in memory', inMemory, 'without parsing'),
    row(
      'documents checked, from JSON text',
      perSecond((at) => validateJson(JSON.parse(textAt(at)) as Json)),
      'every rule of the schema',
    ),
  ]
}

export async function rows(): Promise<Row[]> {
  return [...hashRows(), ...(await streamRows('json')), ...(await streamRows('xml'))]
}
