import type { Component, DictionaryEntry } from '../../src/engines/gs1/entry.ts'

/** An entry as the dictionary's text gives it: the names of checks are not known yet. */
export type RawComponent = Omit<Component, 'checks'> & { checks: string[] }
export type RawEntry = Omit<DictionaryEntry, 'components'> & { components: RawComponent[] }

/** Reads the text of the GS1 Barcode Syntax Dictionary; its grammar stands at the head of that file. */
export function parseDictionary(text: string): RawEntry[] {
  return text
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map(entryOf)
}

function entryOf(line: string): RawEntry {
  const [definition = '', ...comment] = line.split('#')
  const [ais = '', ...words] = definition.trim().split(/\s+/)
  const [first = '', last = first] = ais.split('-')
  const flags = /^[^\w[]+$/.test(words[0] ?? '') ? (words.shift() ?? '') : ''
  const components = words.filter((word) => /^\[?[NXYZ](\.\.)?\d/.test(word)).map(componentOf)
  const attributes = words.slice(components.length).map((word) => word.split('=', 2))
  const valuesOf = (key: string) => attributes.filter(([name]) => name === key).map(([, value = '']) => value)
  const [qualifiers] = valuesOf('dlpkey')
  return {
    first,
    last,
    title: comment.join('#').trim(),
    fixed: flags.includes('*'),
    attribute: flags.includes('?'),
    components,
    requires: valuesOf('req').map((value) => value.split(',').map((group) => group.split('+'))),
    excludes: valuesOf('ex').flatMap((value) => value.split(',')),
    qualifiers:
      qualifiers === undefined
        ? null
        : qualifiers.split('|').map((sequence) => sequence.split(',').filter((ai) => ai !== '')),
  }
}

function componentOf(word: string): RawComponent {
  const shape = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?((?:,\w+)*)$/.exec(word)
  if (shape === null) throw new Error(`No component of the dictionary's grammar: ${word}`)
  const [, bracket = '', type = '', dots, size = '', checks = ''] = shape
  return {
    type: type as Component['type'],
    min: dots === undefined ? Number(size) : 1,
    max: Number(size),
    optional: bracket !== '',
    checks: checks.split(',').filter((check) => check !== ''),
  }
}
