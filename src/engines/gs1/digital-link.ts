import { textLengthMax } from './elements.ts'
import { done, refuse, type Gs1Result } from './fault.ts'
import { toGtin14 } from './keys.ts'
import { cutUri, isDotSegment, percentDecoded, percentEncoded, type UriParts } from './uri.ts'
import { checkValue, entryOf, type AiElement } from './value.ts'

/**
 * A GS1 Digital Link URI (GS1 Digital Link Standard: URI Syntax). `stem` is the path before the key, '' or `/a/b`
 * as written; `others` are the query parameters that are no application identifiers, as written.
 */
export type DigitalLink = {
  scheme: 'http' | 'https'
  /** Host in lower case, with its port if one is given. */
  host: string
  stem: string
  key: AiElement
  qualifiers: AiElement[]
  attributes: AiElement[]
  others: string[]
}

// Names that versions before 1.2 allowed in place of numbers: read on request, never written.
const alphas: Readonly<Record<string, string>> = {
  sscc: '00',
  gtin: '01',
  gdti: '253',
  gcn: '255',
  ginc: '401',
  gsin: '402',
  gln: '414',
  payTo: '415',
  party: '417',
  grai: '8003',
  giai: '8004',
  itip: '8006',
  cpid: '8010',
  gmn: '8013',
  gsrnp: '8017',
  gsrn: '8018',
  cpv: '22',
  lot: '10',
  ser: '21',
  glnx: '254',
  refno: '8020',
  cpsn: '8011',
  srin: '8019',
}

/**
 * Parses and checks a Digital Link URI, uncompressed: key, qualifiers in their order, data attributes. With
 * `legacy`, also what older versions wrote: GTINs of 8, 12 or 13 digits and names such as `/gtin/…/lot/…`.
 */
export function parseDigitalLink(uri: string, { legacy = false } = {}): Gs1Result<DigitalLink> {
  if (typeof uri !== 'string') return refuse('bad_uri')
  if (uri.length > textLengthMax) return refuse('too_long', textLengthMax)
  const parts = cutUri(uri)
  if (!parts.ok) return parts
  const path = parsePath(parts.value, legacy)
  if (!path.ok) return path
  const query = parseQuery(parts.value, path.value.elements)
  if (!query.ok) return query
  const { scheme, host } = parts.value
  const [key, ...qualifiers] = path.value.elements
  return done({ scheme, host, stem: path.value.stem, key, qualifiers, ...query.value })
}

/** The address of a link; refuses one whose parts do not fit together. The inverse of parsing. */
export function printDigitalLink(link: DigitalLink): Gs1Result<string> {
  const path = [link.key, ...link.qualifiers]
  const dots = path.find(({ value }) => isDotSegment(value))
  // A lot called ".." would vanish from the path in any browser, encoded or not.
  if (dots !== undefined) return refuse('dot_segment', 0, dots.ai)
  const written = path.map(({ ai, value }) => `/${ai}/${percentEncoded(value)}`).join('')
  const query = [...link.attributes.map(({ ai, value }) => `${ai}=${percentEncoded(value)}`), ...link.others].join('&')
  const uri = `${link.scheme}://${link.host}${link.stem}${written}${query === '' ? '' : `?${query}`}`
  const parsed = parseDigitalLink(uri)
  if (!parsed.ok) return parsed
  return fingerprint(parsed.value) === fingerprint(link) ? done(uri) : refuse('bad_uri')
}

// Equal for links that say the same in the same order.
function fingerprint({ scheme, host, stem, key, qualifiers, attributes, others }: DigitalLink): string {
  const elements = [[key], qualifiers, attributes].map((list) => list.map(({ ai, value }) => [ai, value]))
  return JSON.stringify([scheme, host, stem, elements, others])
}

/** The same identification at GS1's own resolver, attributes in order, nothing else: two links with one canonical form say the same. */
export function canonicalDigitalLink(link: DigitalLink): DigitalLink {
  const attributes = link.attributes.toSorted((a, b) => (a.ai < b.ai ? -1 : 1))
  return { ...link, scheme: 'https', host: 'id.gs1.org', stem: '', attributes, others: [] }
}

/**
 * The address for a label. `domain` is where it is resolved: `id.example.cn`, with a path before the key if
 * need be, over https unless it begins with `http://`. The GTIN may have any length; it is written in 14 digits.
 */
export function digitalLink(about: {
  domain: string
  gtin: string
  variant?: string
  lot?: string
  serial?: string
  attributes?: readonly AiElement[]
}): Gs1Result<string> {
  const [, scheme = 'https', host = '', stem = ''] = /^(?:(https?):\/\/)?([^/]*)(.*?)\/?$/i.exec(about.domain) ?? []
  const gtin = toGtin14(about.gtin)
  if (!gtin.ok) return gtin
  const given: [string, string | undefined][] = [
    ['22', about.variant],
    ['10', about.lot],
    ['21', about.serial],
  ]
  return printDigitalLink({
    scheme: scheme.toLowerCase() === 'http' ? 'http' : 'https',
    host: host.toLowerCase(),
    stem,
    key: { ai: '01', value: gtin.value },
    qualifiers: given.flatMap(([ai, value]) => (value === undefined ? [] : [{ ai, value }])),
    attributes: [...(about.attributes ?? [])],
    others: [],
  })
}

/** All that a link says, as element strings say it. */
export const elementsOf = (link: DigitalLink): AiElement[] => [link.key, ...link.qualifiers, ...link.attributes]

/** The value of one application identifier in a link, for example the lot, AI 10. */
export const valueIn = (link: DigitalLink, ai: string): string | undefined =>
  elementsOf(link).find((element) => element.ai === ai)?.value

type PathElements = [AiElement, ...AiElement[]]

// The key is the rightmost primary key among the pairs counted from the end: a stem may contain anything.
function parsePath({ segments }: UriParts, legacy: boolean): Gs1Result<{ stem: string; elements: PathElements }> {
  const aiOf = (text: string) => (legacy ? (alphas[text] ?? text) : text)
  let start = segments.length - 2
  while (start >= 0 && !isKeyAi(aiOf(segments[start]?.text ?? ''))) start -= 2
  const stem = segments
    .slice(0, Math.max(start, 0))
    .map(({ text }) => `/${text}`)
    .join('')
  const elements: AiElement[] = []
  for (let i = start; i >= 0 && i < segments.length; i += 2) {
    const element = pathElement(aiOf(segments[i]?.text ?? ''), segments[i + 1]?.text ?? '', legacy)
    const checked = checkValue(element, 0)
    if (!checked.ok) return refuse(checked.fault.code, segments[i + 1]?.at ?? 0, element.ai)
    elements.push(element)
  }
  const [key, ...qualifiers] = elements
  if (key === undefined) return refuse('no_key', segments[0]?.at ?? 0)
  const ais = qualifiers.map(({ ai }) => ai)
  if (!areQualifiers(key.ai, ais)) return refuse('bad_qualifiers', segments[start + 2]?.at ?? 0, ais[0] ?? key.ai)
  return done({ stem, elements: [key, ...qualifiers] })
}

function pathElement(ai: string, text: string, legacy: boolean): AiElement {
  const value = percentDecoded(text)
  const isShortGtin = legacy && ai === '01' && [8, 12, 13].includes(value.length)
  return { ai, value: isShortGtin ? value.padStart(14, '0') : value }
}

function parseQuery(
  { parameters }: UriParts,
  path: PathElements,
): Gs1Result<Pick<DigitalLink, 'attributes' | 'others'>> {
  const attributes: AiElement[] = []
  const others: string[] = []
  for (const { text, at } of parameters) {
    const [name = ''] = text.split('=', 1)
    // Names of digits only are reserved for application identifiers.
    if (!/^[0-9]+$/.test(name) || name === text) {
      others.push(text)
      continue
    }
    const raw = text.slice(name.length + 1)
    // In a query + is how forms write a space, which no GS1 value has.
    const element = { ai: name, value: percentDecoded(raw.replaceAll('+', ' ')) }
    const checked = checkAttribute(element, [...path, ...attributes], path)
    if (!checked.ok) return refuse(checked.fault.code, at, name)
    attributes.push(element)
  }
  return done({ attributes, others })
}

function checkAttribute(element: AiElement, earlier: readonly AiElement[], path: PathElements): Gs1Result<AiElement> {
  const checked = checkValue(element)
  if (!checked.ok) return checked
  if (entryOf(element.ai)?.attribute !== true) return refuse('not_attribute')
  if (earlier.some(({ ai }) => ai === element.ai)) return refuse('repeated_ai')
  const [key, ...qualifiers] = path.map(({ ai }) => ai)
  const fitsPath = path.some((_, i) => areQualifiers(key ?? '', qualifiers.toSpliced(i, 0, element.ai)))
  return fitsPath ? refuse('belongs_in_path') : checked
}

const isKeyAi = (ai: string): boolean => (entryOf(ai)?.qualifiers ?? null) !== null

// Qualifiers may be left out but keep the order of one of the key's sequences.
function areQualifiers(key: string, ais: readonly string[]): boolean {
  return (entryOf(key)?.qualifiers ?? []).some((sequence) => {
    const places = ais.map((ai) => sequence.indexOf(ai))
    return places.every((place, i) => place > (places[i - 1] ?? -1))
  })
}
