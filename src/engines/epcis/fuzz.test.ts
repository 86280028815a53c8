import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalLink,
  compileQuery,
  EpcisError,
  eventHash,
  eventReader,
  hashOptionsOf,
  masterDataOf,
  orThrow,
  printJson,
  printXml,
  readEvents,
  readJson,
  readXml,
  validateDocument,
  validateJson,
  type EpcisDocument,
  type Format,
  type Json,
} from './index.ts'
import { documentOf, event } from './testing.ts'

// However bad the input: an EpcisError or a result, in a time that grows with its length.

const SMALL = { documentCharactersMax: 1_000_000, eventCharactersMax: 200_000, depthMax: 64 }

function everything(document: EpcisDocument): void {
  validateDocument(document)
  for (const one of document.events) eventHash(one, hashOptionsOf(document))
  printJson(document)
  printXml(document)
}

/** Reads a text in every way there is. */
async function feed(text: string): Promise<void> {
  for (const read of [readJson, readXml]) {
    const document = read(text, SMALL)
    if (document.ok) everything(document.value)
  }
  for (const format of ['json', 'xml'] as Format[]) await drain([text.slice(0, 7), text.slice(7)], format)
}

async function drain(chunks: Iterable<string | Uint8Array>, format: Format): Promise<void> {
  try {
    // oxlint-disable-next-line no-await-in-loop, no-empty -- reading is all that is asked
    for await (const one of readEvents(chunks, format, SMALL)) eventHash(one)
  } catch (error) {
    if (!(error instanceof EpcisError)) throw error
  }
}

const documents = fc.array(event, { minLength: 1, maxLength: 2 }).map((events) => documentOf(events))
const texts = documents.chain((document) => fc.constantFrom(orThrow(printJson(document)), orThrow(printXml(document))))

describe('bad input', () => {
  it('of any characters is refused', () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        await expect(feed(text)).resolves.toBeUndefined()
      }),
      { numRuns: 40 },
    ))

  it('of any bytes is refused', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom<Format>('json', 'xml'),
        async (bytes, format) => {
          await expect(drain([bytes], format)).resolves.toBeUndefined()
        },
      ),
    ))

  it('cut anywhere or changed anywhere is refused or read', () =>
    fc.assert(
      fc.asyncProperty(
        texts,
        fc.nat(),
        fc.nat(),
        fc.string({ unit: 'binary', maxLength: 3 }),
        async (text, from, length, put) => {
          const at = from % text.length
          expect(readJson(text.slice(0, at), SMALL).ok || readXml(text.slice(0, at), SMALL).ok).toBe(false)
          await feed(text.slice(0, at))
          await feed(text.slice(0, at) + put + text.slice(at + (length % 20)))
        },
      ),
      { numRuns: 60 },
    ))

  it('of any JSON is judged, hashed and printed without a throw', () =>
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.dictionary(fc.string(), fc.jsonValue()), (value, more) => {
        const fields = [
          'epcList',
          'sensorElementList',
          'quantityList',
          'readPoint',
          'ilmd',
          'errorDeclaration',
          'persistentDisposition',
          'sourceList',
        ]
        const bent = { type: 'ObjectEvent', ...more, ...Object.fromEntries(fields.map((name) => [name, value])) }
        validateJson(value as Json)
        for (const document of [
          value,
          bent,
          { type: 'EPCISDocument', epcisHeader: value, epcisBody: { eventList: [bent, value] } },
        ]) {
          expect(validateJson(document as Json).length).toBeGreaterThan(0)
          const read = readJson(JSON.stringify(document), SMALL)
          if (read.ok) everything(read.value)
        }
      }),
      { numRuns: 60 },
    ))

  it('as a query or an identifier is refused or answered', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), event, (parameters, text, one) => {
        for (const name of ['EQ_', 'GE_x:', 'MATCH_epc', 'EQ_INNER_ILMD_a:b', 'GE_value_CEL', 'EQ_bizTransaction_po']) {
          const query = compileQuery({ ...parameters, [name + text]: Object.values(parameters)[0] } as {
            [name: string]: Json
          })
          if (query.ok) expect(typeof query.value.matches(one)).toBe('boolean')
        }
        for (const identifier of [`urn:epc:id:sgtin:${text}`, `https://a.example/01/${text}`])
          expect(canonicalLink(identifier) ?? 'https://id.gs1.org/').toMatch(/^https:\/\/id\.gs1\.org\//)
      }),
    ))
})

describe('attacks', () => {
  const head = '<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2"'
  const xmlWith = (inner: string): string =>
    `${head}><EPCISBody><EventList><ObjectEvent>${inner}</ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>`

  it.each([
    [
      'a billion laughs',
      `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${xmlWith('<action>&b;</action>')}`,
      'doctype',
    ],
    ['a file of the server', `<!DOCTYPE x SYSTEM "file:///etc/passwd">${xmlWith('')}`, 'doctype'],
    ['an unknown entity', xmlWith('<action>&secret;</action>'), 'not_xml'],
    ['great depth', xmlWith('<a>'.repeat(100_000)), 'too_deep'],
    ['great depth outside events', `${head}>${'<a>'.repeat(100_000)}`, 'too_deep'],
    ['one endless event', xmlWith(`<a>${'x'.repeat(300_000)}</a>`), 'too_large'],
    [
      'thousands of attributes',
      xmlWith(`<a ${Array.from({ length: 2_000 }, (_, at) => `a${at}=""`).join(' ')}/>`),
      'too_many',
    ],
    ['another vocabulary', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'not_epcis'],
    ['nothing', '', 'not_xml'],
  ])('by %s in XML are refused', (_, text, code) => {
    expect(readXml(text, SMALL)).toMatchObject({ ok: false, fault: { code } })
  })

  const context = '"@context":"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"'
  const jsonWith = (events: string): string =>
    `{${context},"type":"EPCISDocument","epcisBody":{"eventList":[${events}]}}`

  it.each([
    ['great depth', jsonWith(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['great depth in an event', jsonWith(`{"type":"ObjectEvent","a":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}`)],
    [
      'great depth in the head',
      `{${context},"x":${'['.repeat(50_000)}${']'.repeat(50_000)},"type":"EPCISDocument","epcisBody":{"eventList":[]}}`,
    ],
    ['missing commas', jsonWith('{"type":"ObjectEvent"}{"type":"ObjectEvent"}')],
    ['a comma too many', jsonWith('{"type":"ObjectEvent"},')],
    ['text after the end', `${jsonWith('')}{}`],
  ])('by %s in JSON are refused, whole and in pieces', async (_, text) => {
    expect(readJson(text).ok).toBe(false)
    const read = async (): Promise<void> => {
      for await (const one of readEvents([text], 'json')) eventHash(one)
    }
    await expect(read()).rejects.toBeInstanceOf(EpcisError)
  })

  it('by members called like JavaScript’s own do nothing', () => {
    const document = orThrow(
      readJson(jsonWith('{"type":"ObjectEvent","__proto__":{"x":1},"constructor":{"y":2},"toString":3}')),
    )
    expect(({} as { x?: number }).x).toBeUndefined()
    everything(document)
    expect(orThrow(readJson(orThrow(printJson(document)))).events).toEqual(document.events)
  })

  it('by huge numbers are refused or kept without loss of time', () => {
    const document = orThrow(
      readJson(
        jsonWith(
          `{"type":"ObjectEvent","quantityList":[{"epcClass":"urn:a:b","quantity":1e999}],"x:n":"${'9'.repeat(100_000)}","x:m":1e300,"x:k":"1e999999999"}`,
        ),
      ),
    )
    everything(document)
    expect(validateDocument(document).map(({ path }) => path)).toContain(
      '/epcisBody/eventList/0/quantityList/0/quantity',
    )
  })

  it('by hundreds of thousands of values in one place are read like few', async () => {
    const values = Array(300_000).fill('1').join()
    const sensed = `{"type":"ObjectEvent","sensorElementList":[{"sensorReport":[{"x:a":[${values}]}]}]}`
    everything(orThrow(readJson(jsonWith(sensed))))
    const early = Array(300_000).fill('{"type":"A"}').join()
    let count = 0
    for await (const one of readEvents([`{"epcisBody":{"eventList":[${early}]},"@context":{}}`], 'json'))
      count += one.type === 'A' ? 1 : 0
    expect(count).toBe(300_000)
  })

  it('by master data that says one thing over and over take time in proportion', () => {
    const again = (text: string): string => Array(100_000).fill(text).join()
    const elements = [
      `{"id":"urn:a:b","attributes":[${again('{"id":"urn:q:r","attribute":"1"}')}]}`,
      again('{"id":"urn:a:b","children":["urn:c:d"]}'),
      `{"id":"urn:c:d","children":[${again('"urn:e:f"')}]}`,
    ]
    const header = `"epcisHeader":{"epcisMasterData":{"vocabularyList":[{"vocabularyElementList":[${elements.join()}]}]}}`
    const document = orThrow(readJson(`{"type":"EPCISDocument",${header},"epcisBody":{"eventList":[]}}`))
    const { attributesOf, descendantsOf } = masterDataOf([document])
    expect([...(attributesOf('urn:a:b')?.values() ?? [])].map((list) => list.length)).toEqual([100_000])
    expect(descendantsOf('urn:a:b')).toEqual(['urn:c:d', 'urn:e:f'])
  })

  it('by hundreds of thousands of prefixes, names and contexts take time in proportion', async () => {
    const many = (count: number, of: (at: number) => string): string =>
      Array.from({ length: count }, (_, at) => of(at)).join()
    const prefixes = `"@context":{${many(100_000, (at) => `"p${at}":"urn:${at}/"`)}}`
    const own = many(
      2_000,
      () => '{"type":"A","@context":{"y":"urn:y/"},"x:a":{"@context":{"z":"urn:z/"},"z:p1":1,"p1:b":2}}',
    )
    const names = many(100_000, (at) => `"x:${at}":1`)
    for (const text of [
      `{${prefixes},${names},"epcisBody":{"eventList":[${own}]}}`,
      `{"epcisBody":{"eventList":[${own}]}}`,
    ]) {
      expect(orThrow(readJson(text)).events).toHaveLength(2_000)
      let count = 0
      for await (const one of readEvents([text], 'json')) count += one.type === 'A' ? 1 : 0
      expect(count).toBe(2_000)
    }
    const again = `{${many(1_000, () => '"@context":{"a":"urn:a/"}')},"epcisBody":{"eventList":[]}}`
    await expect(readEvents([again], 'json').next()).rejects.toMatchObject({ fault: { code: 'repeated' } })
  })

  it.each([':', '#', '_', ':_', 'INNER_', 'x:', '\ud800', '\n:'])(
    'by a parameter whose name is %j over and over are answered or refused at once',
    (piece) => {
      const masterData = masterDataOf([])
      for (const family of ['EQ_', 'EXISTS_', 'EQ_INNER_ILMD_', 'MATCH_', 'EQATTR_', 'HASATTR_', 'EQ_source_'])
        for (const end of ['', '\n', 'x'])
          for (const value of ['a', piece.repeat(20_000), { a: 1 }, [[null]]]) {
            const query = compileQuery({ [family + piece.repeat(100_000) + end]: value }, { masterData })
            expect(query.ok ? query.value.matches({ type: 'A' }) : false).toBe(false)
          }
    },
  )

  it.each(['xml', 'xmlns', 'epcis', 'xsi', 'xsd', '__proto__', 'constructor'])(
    'by a prefix called %s are printed in XML that can be read',
    (prefix) => {
      const text = `{"@context":[{"${prefix}":"https://a.example/"}],"type":"EPCISDocument","epcisBody":{"eventList":[{"type":"ObjectEvent","${prefix}:a":"1"}]}}`
      const document = orThrow(readJson(text))
      expect(orThrow(readXml(orThrow(printXml(document)))).events).toEqual(document.events)
    },
  )

  it('by names in the namespaces of XML itself are printed as XML can be read, or refused', () => {
    const spoken = xmlWith('<x:a xmlns:x="https://a.example/" xml:lang="zh">红薯</x:a>')
    const document = orThrow(readXml(spoken))
    expect(orThrow(readXml(orThrow(printXml(document)))).events).toEqual(document.events)
    const named = (uri: string): string =>
      `{"@context":[{"p":"${uri}"}],"type":"EPCISDocument","epcisBody":{"eventList":[{"type":"ObjectEvent","p:a":{"@p:b":"1"}}]}}`
    const inXml = orThrow(readJson(named('http://www.w3.org/XML/1998/namespace#')))
    expect(orThrow(readXml(orThrow(printXml(inXml)))).events).toEqual(inXml.events)
    expect(printXml(orThrow(readJson(named('http://www.w3.org/2000/xmlns/'))))).toMatchObject({
      ok: false,
      fault: { code: 'not_in_xml' },
    })
  })

  it('by a context after the events wait for it, but not for ever', () => {
    const late = (events: string): string =>
      `{"type":"EPCISDocument","epcisBody":{"eventList":[${events}]},"@context":[{"a":"https://a.example/"}]}`
    const one = '{"type":"ObjectEvent","a:b":1}'
    const reader = eventReader('json')
    reader.push(late(one))
    expect(reader.take()).toEqual(orThrow(readJson(late(one))).events)
    expect(() => eventReader('json', SMALL).push(late(Array(10_000).fill(one).join()))).toThrow(EpcisError)
  })

  it.each([
    ['text', 'xml', ' '.repeat(10_000)],
    ['a comment', 'xml', '<!--'],
    ['elements around the events', 'xml', '<x xmlns="urn:x">1</x>'.repeat(500)],
    ['headers', 'xml', `<EPCISHeader>${'<x/>'.repeat(500)}</EPCISHeader>`],
    ['members', 'json', '"x:a":1,'.repeat(1_000)],
    ['one text', 'json', '"x:a'],
  ] as [string, Format, string][])('by %s without end (%s) are refused, not gathered', async (_, format, piece) => {
    let pieces = 0
    function* endless(): Generator<string> {
      yield format === 'xml' ? `${head}>` : '{'
      for (; pieces < 100_000; pieces++) yield pieces > 0 && piece.length < 5 ? 'x'.repeat(10_000) : piece
    }
    const read = async (): Promise<void> => {
      for await (const one of readEvents(endless(), format, SMALL)) eventHash(one)
    }
    await expect(read()).rejects.toBeInstanceOf(EpcisError)
    expect(pieces).toBeLessThan(1_000)
  })

  it('by many quotes and backslashes take time in proportion', () => {
    const time = (length: number): number => {
      const text = jsonWith(`{"type":"ObjectEvent","x:a":"${'\\"'.repeat(length)}"}`)
      const start = performance.now()
      const reader = eventReader('json')
      reader.push(text)
      expect(reader.take()).toHaveLength(1)
      return performance.now() - start
    }
    time(10_000)
    expect(time(1_000_000)).toBeLessThan(Math.max(1_000, time(100_000) * 60))
  })
})
