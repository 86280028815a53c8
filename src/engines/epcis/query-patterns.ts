import { canonicalLink } from './identifiers.ts'

// Patterns of MATCH_ parameters: an identifier itself, an EPC pure identity pattern (`urn:epc:idpat:…`, EPC Tag Data
// Standard, section 8) or a whole class.

/** The fields of an EPC URI after its scheme, as patterns count them. */
function fieldsOf(urn: string): { scheme: string; fields: string[] } | null {
  const [, kind = '', scheme = '', rest = ''] = /^urn:epc:(id|class|idpat):([a-z]+):(.*)$/s.exec(urn) ?? []
  return kind === '' ? null : { scheme, fields: rest.split('.') }
}

function fitsPattern(pattern: { scheme: string; fields: string[] }, urn: string): boolean {
  const own = fieldsOf(urn)
  if (own === null || own.scheme !== pattern.scheme) return false
  // A dot in the last field of an identifier belongs to it.
  const fields = [
    ...own.fields.slice(0, pattern.fields.length - 1),
    own.fields.slice(pattern.fields.length - 1).join('.'),
  ]
  return pattern.fields.every((field, at) => field === '*' || field === fields[at])
}

/** A pattern's company and class as Digital Links begin with them, where only the serial is open. */
function linkHead(pattern: string): string | null {
  return pattern.endsWith('.*') && !pattern.slice(0, -2).includes('*') ? canonicalLink(pattern) : null
}

/** Whether an identifier fits any of the patterns. */
export function compilePatterns(patterns: readonly string[]): (identifier: string) => boolean {
  const plain = patterns.filter((pattern) => !pattern.startsWith('urn:epc:idpat:'))
  const exact = new Set([...plain, ...plain.flatMap((one) => canonicalLink(one) ?? []), ...patterns])
  const open = patterns.filter((pattern) => pattern.startsWith('urn:epc:idpat:'))
  const forms = open.flatMap((pattern) => fieldsOf(pattern) ?? [])
  const heads = open.flatMap((pattern) => linkHead(pattern) ?? [])
  return (identifier) => {
    if (exact.has(identifier)) return true
    const link = canonicalLink(identifier)
    if (link !== null && exact.has(link)) return true
    if (forms.some((form) => fitsPattern(form, identifier))) return true
    return link !== null && heads.some((head) => link === head || link.startsWith(`${head}/`))
  }
}
