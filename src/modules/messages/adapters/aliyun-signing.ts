import { createHash, createHmac } from 'node:crypto'

/** What is signed of a request of Alibaba Cloud's RPC style: everything travels in the query, the body is empty. */
export type Call = {
  host: string
  action: string
  version: string
  query: Readonly<Record<string, string>>
  /** ISO 8601 in UTC, to the second. */
  date: string
  nonce: string
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** RFC 3986: what encodeURIComponent leaves alone beyond the unreserved signs is encoded too. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

export const canonicalQuery = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')

/** Headers of a call, signed as Alibaba Cloud's «request syntax and signature method V3» has it (ACS3-HMAC-SHA256). */
export function signedHeaders(call: Call, keyId: string, keySecret: string): Record<string, string> {
  const body = sha256('')
  const headers: Record<string, string> = {
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-content-sha256': body,
    'x-acs-date': call.date,
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  }
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('')
  const signed = names.join(';')
  const request = ['POST', '/', canonicalQuery(call.query), lines, signed, body].join('\n')
  const signature = createHmac('sha256', keySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(request)}`)
    .digest('hex')
  return {
    ...headers,
    authorization: `ACS3-HMAC-SHA256 Credential=${keyId},SignedHeaders=${signed},Signature=${signature}`,
  }
}
