import type { JsonObject } from './model.ts'

/**
 * Prefixes that GS1's own JSON-LD context declares for every document. That of the master data attributes is spelled as in
 * XML, without the colon that the context adds, so that an event has one name for them in both.
 */
export const STANDARD_NAMESPACES: { readonly [prefix: string]: string } = {
  epcis: 'https://ref.gs1.org/epcis/',
  cbv: 'https://ref.gs1.org/cbv/',
  cbvmda: 'urn:epcglobal:cbv:mda',
  gs1: 'https://gs1.org/voc/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  dcterms: 'http://purl.org/dc/terms/',
}

export const GS1_CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'

export type Namespaces = { readonly [prefix: string]: string }

export const NC_NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u

/** `{namespace}local` in its two parts; null for a name without a namespace. */
export function partsOf(name: string): { uri: string; local: string } | null {
  if (!name.startsWith('{')) return null
  const end = name.lastIndexOf('}')
  return end === -1 ? null : { uri: name.slice(1, end), local: name.slice(end + 1) }
}

/** What every object has by birth (`constructor`) is no text, and so no namespace. */
function lookup(namespaces: Namespaces, prefix: string): string | undefined {
  const uri: unknown = namespaces[prefix]
  return typeof uri === 'string' ? uri : undefined
}

/** The prefixes of an inner context before those around it, without copying these: there may be many of both. */
export const within = (outer: Namespaces, own: Namespaces): Namespaces =>
  Object.create(outer, Object.getOwnPropertyDescriptors(own)) as Namespaces

/** The namespace of a prefix: the document's own first. */
export function namespaceOf(prefix: string, namespaces: Namespaces): string | undefined {
  return lookup(namespaces, prefix) ?? lookup(STANDARD_NAMESPACES, prefix)
}

/**
 * A member's name as `{namespace}local`: from a prefix that is declared, or from a whole IRI, cut where its last part
 * begins. Names without a colon, JSON-LD's keywords, and names that cannot be cut stay as they are.
 */
export function expandName(name: string, namespaces: Namespaces): string {
  const colon = name.indexOf(':')
  if (colon === -1 || name.startsWith('{')) return name
  if (name.startsWith('@')) return `@${expandName(name.slice(1), namespaces)}`
  const uri = namespaceOf(name.slice(0, colon), namespaces)
  if (uri !== undefined) return `{${uri}}${name.slice(colon + 1)}`
  const cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf('#'), name.lastIndexOf(':')) + 1
  return cut === name.length ? name : `{${name.slice(0, cut)}}${name.slice(cut)}`
}

/** A value that is a compact URI with a prefix that is declared, written out; anything else as it is. */
export function expandCurie(value: string, namespaces: Namespaces): string {
  const colon = value.indexOf(':')
  if (colon < 1 || value.startsWith('//', colon + 1)) return value
  const prefix = value.slice(0, colon)
  const standard = prefix === 'gs1' || prefix === 'cbv' || prefix === 'epcis'
  const uri = lookup(namespaces, prefix) ?? (standard ? STANDARD_NAMESPACES[prefix] : undefined)
  return uri === undefined ? value : uri + value.slice(colon + 1)
}

/** The prefixes that a JSON-LD context declares; contexts elsewhere on the web are not fetched. */
export function namespacesOf(context: unknown): Namespaces {
  const found: [string, string][] = []
  const read = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    for (const [prefix, term] of Object.entries(part as JsonObject)) {
      const uri = typeof term === 'string' ? term : (term as JsonObject | null)?.['@id']
      if (typeof uri === 'string' && NC_NAME.test(prefix) && /[/#:]$|[\w-]$/.test(uri) && uri.includes(':'))
        found.push([prefix, uri])
    }
  }
  for (const part of Array.isArray(context) ? context : [context]) read(part)
  return Object.fromEntries(found)
}

/** GS1's context protects its prefixes: another meaning for one of them would spoil the document. */
function mayDeclare(prefix: string, uri: string): boolean {
  const standard = lookup(STANDARD_NAMESPACES, prefix)
  return NC_NAME.test(prefix) && (standard === undefined || standard === uri || `${standard}:` === uri)
}

/** Gives names their prefixes back; prefixes for namespaces that have none are made up (`ns1`, `ns2` …). */
export type Shortener = { short(name: string): string; declared(): Namespaces }

export function shortener(namespaces: Namespaces): Shortener {
  const prefixes = new Map<string, string>()
  const used = new Map<string, string>()
  const taken = new Set([...Object.keys(namespaces), ...Object.keys(STANDARD_NAMESPACES)])
  for (const [prefix, uri] of Object.entries({ ...STANDARD_NAMESPACES, ...namespaces }))
    if (mayDeclare(prefix, uri)) prefixes.set(uri, prefix)
  let next = 1
  const prefixOf = (uri: string): string => {
    const known = prefixes.get(uri)
    if (known !== undefined) return known
    while (taken.has(`ns${next}`)) next += 1
    const made = `ns${next}`
    taken.add(made)
    prefixes.set(uri, made)
    return made
  }
  const short = (name: string): string => {
    if (name.startsWith('@{')) return `@${short(name.slice(1))}`
    const parts = partsOf(name)
    if (parts === null || parts.uri === '') return name
    const prefix = prefixOf(parts.uri)
    used.set(prefix, parts.uri)
    return `${prefix}:${parts.local}`
  }
  return { short, declared: () => Object.fromEntries(used) }
}
