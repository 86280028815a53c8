import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseDictionary } from '../../scripts/gs1/parse-dictionary.ts'
import { dictionary } from '../../src/engines/gs1/dictionary.ts'
import { entryOf } from '../../src/engines/gs1/index.ts'
import { linters } from '../../src/engines/gs1/linters.ts'

// The table is checked against the text it was made from; that every entry of the table is obeyed is the work of
// src/engines/gs1/dictionary.test.ts, which needs no outside file.

const folder = new URL('../../../shared/conformance/gs1-syntax-dictionary/', import.meta.url)
const path = fileURLToPath(new URL('gs1-syntax-dictionary.txt', folder))
const isHere = existsSync(path)
if (!isHere) {
  console.warn(
    `NOT CHECKED: the GS1 syntax dictionary is not at ${path}; src/engines/gs1/dictionary.ts may be behind it.`,
  )
}

const againstTheDictionary = () => {
  const text = readFileSync(path, 'utf8')

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
}

if (isHere) describe('the GS1 Barcode Syntax Dictionary', againstTheDictionary)
else
  it('cannot be compared with the GS1 Barcode Syntax Dictionary, which is not here', () =>
    expect(dictionary.length).toBeGreaterThan(0))
