import { fail, step } from './fault.ts'
import { objectOf, type Json, type JsonObject } from './model.ts'
import { readNumber } from './number.ts'
import { XSI, type Element } from './xml-elements.ts'

// Extensions in XML and in JSON: an element is a member, a repeated one a list, an attribute a member whose name begins
// with `@`, text beside them `#text`; xsi:type and xsi:nil tell numbers, truth values and null from words.

export const nameOf = (uri: string, local: string): string => (uri === '' ? local : `{${uri}}${local}`)

const INTEGERS =
  /^(?:decimal|double|float|(?:(?:non)?(?:positive|negative))?[iI]nteger|(?:unsigned)?(?:[lL]ong|[iI]nt|[sS]hort|[bB]yte))$/

const xsi = (element: Element, local: string): string | undefined =>
  element.attributes.find((attribute) => attribute.uri === XSI && attribute.local === local)?.value

function typed(text: string, type: string): Json {
  const name = type.slice(type.indexOf(':') + 1)
  if (INTEGERS.test(name)) return readNumber(text) ?? text
  if (name !== 'boolean') return text
  const word = text.trim()
  if (word === 'true' || word === '1') return true
  return word === 'false' || word === '0' ? false : text
}

export const attributesOf = (element: Element): Element['attributes'] =>
  element.attributes.filter(({ uri }) => uri !== XSI)

/** Members under one name become a list. */
export function gather(members: readonly (readonly [string, Json])[]): JsonObject {
  const found = new Map<string, Json[]>()
  for (const [name, value] of members) {
    const some = found.get(name)
    if (some === undefined) found.set(name, [value])
    else some.push(value)
  }
  return objectOf([...found].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values]))
}

/** The value of an extension's element. Its depth is bounded by the reader's. */
export function valueOf(element: Element): Json {
  const attributes = attributesOf(element)
  if (xsi(element, 'nil') === 'true' || xsi(element, 'nil') === '1') return null
  if (element.children.length === 0 && attributes.length === 0) {
    const type = xsi(element, 'type')
    return type === undefined ? element.text : typed(element.text, type)
  }
  const members = [
    ...attributes.map(({ uri, local, value }): [string, Json] => [`@${nameOf(uri, local)}`, value]),
    ...element.children.map((child): [string, Json] => [nameOf(child.uri, child.local), valueOf(child)]),
  ]
  const text = element.children.length === 0 ? element.text : element.text.trim()
  return gather(text === '' ? members : [...members, ['#text', text]])
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;')

const escapeValue = (text: string): string =>
  escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#xA;').replaceAll('\t', '&#x9;')

/** Characters that XML 1.0 can carry. */
const XML_TEXT = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u

export function textInXml(text: string, path: string): string {
  return XML_TEXT.test(text) ? escapeText(text) : fail('not_in_xml', path, 'XML cannot carry one of the characters')
}

export function valueInXml(text: string, path: string): string {
  return XML_TEXT.test(text) ? escapeValue(text) : fail('not_in_xml', path, 'XML cannot carry one of the characters')
}

export const pathTo = (path: string, name: string): string => step(path, name)
