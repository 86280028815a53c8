import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'
import { attempt, type EpcisResult } from './fault.ts'
import { isList, many, type EpcisDocument, type EpcisEvent, type Json } from './model.ts'
import { expandName } from './names.ts'
import { canonicalText, preHashString, type HashOptions } from './prehash.ts'

export type Sha256 = (bytes: Uint8Array) => Uint8Array

const encoder = new TextEncoder()

const hex = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16)
  return text
}

/** `ni:///sha-256;…?ver=CBV2.0` (RFC 6920) of a canonical text. */
export function hashOfText(text: string, sha256: Sha256 = nobleSha256): string {
  return `ni:///sha-256;${hex(sha256(encoder.encode(text)))}?ver=CBV2.0`
}

/** The event hash of CBV 2.0. It does not change with the order of members, nor with JSON or XML. */
export function eventHash(event: EpcisEvent, options: HashOptions = {}, sha256?: Sha256): EpcisResult<string> {
  return attempt(() => hashOfText(preHashString(event, options), sha256))
}

/** The canonical text that `eventHash` hashes. */
export function eventPreHash(event: EpcisEvent, options: HashOptions = {}): EpcisResult<string> {
  return attempt(() => preHashString(event, options))
}

function named(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value]
  if (isList(value)) return value.flatMap(named)
  return value === undefined || value === null || typeof value !== 'object' ? [] : Object.keys(value)
}

/**
 * What a document says about hashing its events: its prefixes, and the names that a repository asks to leave out by an
 * extension `ignoreFields` at the document's top or beside its results.
 */
export function hashOptionsOf(document: EpcisDocument): HashOptions {
  const asked = [document.head, document.query]
    .flatMap((part) => Object.entries(part))
    .flatMap(([name, value]) => (name.endsWith('}ignoreFields') ? many(value) : []))
  const ignore = asked.flatMap(named).map((name) => expandName(name, document.namespaces))
  return { namespaces: document.namespaces, ignore }
}

/** Whether two events say the same, whatever form each came in: everything counts, number and error declaration too. */
export function sameEvent(
  a: EpcisEvent,
  b: EpcisEvent,
  optionsA: HashOptions = {},
  optionsB: HashOptions = optionsA,
): EpcisResult<boolean> {
  return attempt(() => canonicalText(a, optionsA) === canonicalText(b, optionsB))
}
