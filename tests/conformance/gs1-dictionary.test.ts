import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseDictionary } from '../../scripts/gs1/parse-dictionary.ts'
import { dictionary } from '../../src/engines/gs1/dictionary.ts'
import { entryOf } from '../../src/engines/gs1/index.ts'
import { linters } from '../../src/engines/gs1/linters.ts'

// The table is checked against the text it was made from; that every entry of the table is obeyed is the work of
// src/engines/gs1/dictionary.test.ts, which needs no outside file.

const folder = new URL('../../../shared/conformance/gs1-syntax-dictionary/', import.meta.url)
const text = readFileSync(new URL('gs1-syntax-dictionary.txt', folder), 'utf8')

describe('the GS1 Barcode Syntax Dictionary', () => {
  it('is the table the engine works with, entry by entry', () => expect(parseDictionary(text)).toEqual(dictionary))

  it('names each application identifier at the start of a line, and the engine knows each', () => {
    const named = [...text.matchAll(/^(\d{2,4})(?:-(\d{2,4}))?\s/gm)]
    expect(named.length).toBe(dictionary.length)
    for (const [, first = '', last = first] of named) {
      expect([entryOf(first)?.first, entryOf(last)?.last]).toEqual([first, last])
    }
  })

  it('names no check that the engine lacks', () => {
    const checks = new Set(
      [...text.matchAll(/^\d.*$/gm)].flatMap(([line]) => [...line.matchAll(/,([a-z]+\w*)/g)].map(([, name]) => name)),
    )
    expect(checks).toEqual(new Set(Object.keys(linters)))
  })
})
