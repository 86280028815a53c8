import { sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

import { bytesOfBase64 } from './signing.ts'

/**
 * RSA2 (SHA256withRSA, PKCS #1 v1.5) as 支付宝开放平台 签名 describes it, written here and not taken from `alipay-sdk`:
 * that one sends through a client of its own, so no transport can be given to it; stamps requests with the server's
 * wall clock where Alipay reads Beijing time; and lets a notification choose the weaker SHA1withRSA by its `sign_type`.
 * The tests use it as a second opinion on every signature.
 */
export function canonicalString(parameters: ReadonlyMap<string, string>, left: readonly string[]): string {
  return [...parameters]
    .filter(([name]) => !left.includes(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** The parameters of a request with their signature. Empty values are left out: they are not signed. */
export function signParameters(
  privateKey: KeyObject,
  parameters: Readonly<Record<string, string>>,
): Map<string, string> {
  const signed = new Map(Object.entries(parameters).filter(([, value]) => value !== ''))
  const text = canonicalString(signed, ['sign'])
  return signed.set('sign', sign('sha256', Buffer.from(text), privateKey).toString('base64'))
}

/** Whether Alipay signed this text, in UTF-8. */
export function isSignedByAlipay(publicKey: KeyObject, text: string, signature: string): boolean {
  const bytes = bytesOfBase64(signature)
  return bytes !== null && verify('sha256', Buffer.from(text), publicKey, bytes)
}

/** A notification signs every parameter but `sign` and `sign_type`. Only RSA2 is accepted. */
export function isNotificationSigned(publicKey: KeyObject, parameters: ReadonlyMap<string, string>): boolean {
  const text = canonicalString(parameters, ['sign', 'sign_type'])
  const isRsa2 = parameters.get('sign_type') === 'RSA2'
  return isRsa2 && isSignedByAlipay(publicKey, text, parameters.get('sign') ?? '')
}

/**
 * The characters of one object among the members of a JSON text, as they were signed: an answer signs the text of its
 * `…_response` member, and to parse it first would lose it. Null when there is no such member.
 */
export function memberText(json: string, name: string): string | null {
  const opening = json.indexOf(`"${name}":`)
  const start = opening < 0 ? -1 : json.indexOf('{', opening)
  if (start < 0) return null
  let depth = 0
  // Strings are skipped whole, for they may hold braces.
  for (const token of json.slice(start).matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token[0] === '{') depth += 1
    if (token[0] === '}') depth -= 1
    if (depth === 0) return json.slice(start, start + token.index + 1)
  }
  return null
}
