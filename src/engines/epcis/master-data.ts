import { isObject, many, type EpcisDocument, type Json } from './model.ts'
import { expandName } from './names.ts'
import { equalText } from './query-terms.ts'
import { toBareWord } from './words.ts'

/** What master data says of one element of a vocabulary: attributes by name (`urn:epcglobal:cbv:mda#countryCode`), each with its values. */
export type Attributes = ReadonlyMap<string, readonly Json[]>

/** What a query needs of master data, wherever it is kept: the attributes of an identifier, and what lies within it. */
export type MasterData = {
  attributesOf(id: string): Attributes | undefined
  /** Identifiers within this one, however deep, itself left out. */
  descendantsOf(id: string): readonly string[]
}

/** One spelling for all forms of an identifier, of business steps and dispositions too. */
const keyOf = (id: string): string => equalText(toBareWord('bizStep', toBareWord('disposition', id)))

/** One spelling for all names of an attribute: `cbvmda:countryCode`, its URN, and a prefix of the document's own. */
export function attributeName(name: string, namespaces: EpcisDocument['namespaces']): string {
  const bare = expandName(name, namespaces).replace(/^\{(.*)\}/s, '$1#')
  return bare.replace(/[#:/]+/g, (marks) => marks.slice(Math.max(0, marks.lastIndexOf('#'))))
}

/** The master data in the headers of documents; where two speak of one attribute, both values count. */
export function masterDataOf(documents: readonly EpcisDocument[]): MasterData {
  const attributes = new Map<string, Map<string, Json[]>>()
  const children = new Map<string, string[]>()
  for (const document of documents)
    for (const element of elementsOf(document)) {
      if (!isObject(element) || typeof element['id'] !== 'string') continue
      const id = keyOf(element['id'])
      const known = attributes.get(id) ?? new Map<string, Json[]>()
      attributes.set(id, known)
      for (const one of many(element['attributes'])) {
        if (!isObject(one) || typeof one['id'] !== 'string') continue
        const name = attributeName(one['id'], document.namespaces)
        for (const value of many(one['attribute'])) addTo(known, name, value)
      }
      for (const child of many(element['children'])) if (typeof child === 'string') addTo(children, id, child)
    }
  return { attributesOf: (id) => attributes.get(keyOf(id)), descendantsOf: (id) => within(children, id) }
}

function elementsOf({ head }: EpcisDocument): Json[] {
  const inside = (items: readonly Json[], name: string) =>
    items.flatMap((item) => (isObject(item) && Object.hasOwn(item, name) ? [...many(item[name])] : []))
  const master = inside([head], 'epcisHeader').flatMap((header) => inside([header], 'epcisMasterData'))
  return inside(inside(master, 'vocabularyList'), 'vocabularyElementList')
}

/** A list is told by one call at a time, so that thousands of them under one key take no longer than under thousands. */
function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** Each once, however the vocabulary turns in circles. */
function within(children: ReadonlyMap<string, readonly string[]>, id: string): string[] {
  const seen = new Set([keyOf(id)])
  const found: string[] = []
  const open = [...(children.get(keyOf(id)) ?? [])]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (seen.has(keyOf(one))) continue
    seen.add(keyOf(one))
    found.push(one)
    for (const child of children.get(keyOf(one)) ?? []) open.push(child)
  }
  return found
}
