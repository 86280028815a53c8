import { done, refuse, type Gs1Result } from './fault.ts'

/** A web address cut at its marks, nothing decoded (RFC 3986). Positions are those of the parts in the text. */
export type UriParts = {
  scheme: 'http' | 'https'
  host: string
  segments: { text: string; at: number }[]
  parameters: { text: string; at: number }[]
}

const head = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i
// Host names, IPv4, IPv6 in brackets, a port; no user names, which only mislead in a printed link.
const authority = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9.])?|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i
const uriCharacters = /[^-A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%]/

/** Cuts an http or https address. The fragment, which no server sees, is left out. */
export function cutUri(text: string): Gs1Result<UriParts> {
  const stranger = text.search(uriCharacters)
  if (stranger !== -1) return refuse('bad_uri', stranger)
  const badPercent = text.search(/%(?![0-9A-Fa-f]{2})/)
  if (badPercent !== -1) return refuse('bad_percent', badPercent)
  const found = head.exec(text)
  if (found === null) return refuse('bad_uri')
  const [, scheme = '', host = '', path = '', query = ''] = found
  const hostAt = scheme.length + 3
  if (host.length > 255 || !authority.test(host)) return refuse('bad_uri', hostAt)
  const pathAt = hostAt + host.length
  const segments = pieces(path.slice(1), '/', pathAt + 1)
  const dots = segments.find((segment) => isDotSegment(segment.text))
  if (dots !== undefined) return refuse('dot_segment', dots.at)
  return done({
    scheme: scheme.toLowerCase() === 'http' ? 'http' : 'https',
    host: host.toLowerCase(),
    segments: path === '' ? [] : segments,
    parameters: pieces(query.slice(1), '&', pathAt + path.length + 1).filter((piece) => piece.text !== ''),
  })
}

/** Whether browsers and proxies would drop the segment (or one before it) from a path. */
export const isDotSegment = (text: string): boolean => /^(?:\.|%2e){1,2}$/i.test(text)

/** Every character but the unreserved ones as %XX; character set 82 is ASCII. */
export const percentEncoded = (value: string): string =>
  value.replace(/[^-A-Za-z0-9._~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

/** The text that %XX stand for, byte by byte: what is not ASCII is no character of a GS1 value and is found out later. */
export const percentDecoded = (text: string): string =>
  text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function pieces(text: string, mark: string, from: number): { text: string; at: number }[] {
  let at = from
  return text.split(mark).map((piece) => {
    const start = at
    at += piece.length + 1
    return { text: piece, at: start }
  })
}
