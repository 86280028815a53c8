import { vocabulary } from './vocabulary.ts'

export type WordKind = keyof typeof vocabulary

const words = new Map(
  Object.entries(vocabulary).map(([kind, { words: list }]) => [kind, new Set<string>(list)] as const),
)

export const isWord = (kind: WordKind, word: string): boolean => words.get(kind)?.has(word) === true

/** The spellings besides the bare word: web URI, URN of CBV 1.2, and the two prefixes that need no declaration. */
const heads: { readonly [kind in WordKind]: readonly string[] } = {
  bizStep: spellings('bizStep'),
  disposition: spellings('disposition'),
  bizTransaction: spellings('bizTransaction'),
  sourceDestination: spellings('sourceDestination'),
  errorReason: spellings('errorReason'),
  component: spellings('component'),
  measurement: spellings('measurement'),
  sensorAlert: spellings('sensorAlert'),
}

function spellings(kind: WordKind): string[] {
  const { uri, urn } = vocabulary[kind]
  const curie = uri.replace('https://ref.gs1.org/cbv/', 'cbv:').replace('https://gs1.org/voc/', 'gs1:')
  return [uri, curie, ...(urn === null ? [] : [urn])]
}

/** The bare word where a value is one of the vocabulary, however it is spelled; any other value as it is. */
export function toBareWord(kind: WordKind, value: string): string {
  if (isWord(kind, value)) return value
  for (const head of heads[kind]) {
    if (!value.startsWith(head)) continue
    const word = value.slice(head.length)
    if (isWord(kind, word)) return word
  }
  return value
}

/** The web URI of a bare word; null for a value that is none. */
export function wordUri(kind: WordKind, value: string): string | null {
  return isWord(kind, value) ? vocabulary[kind].uri + value : null
}

/** As EPCIS writes a word in XML: the URN where CBV has one, else the web URI's compact form is spelled out. */
export function wordInXml(kind: WordKind, value: string): string {
  if (!isWord(kind, value)) return value
  const { urn, uri } = vocabulary[kind]
  return kind === 'component' || urn === null ? uri + value : urn + value
}
