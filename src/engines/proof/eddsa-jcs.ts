import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { done, refuse, type ProofResult } from './fault.ts'
import { canonicalJson } from './jcs.ts'
import { fromMultibase, toMultibase } from './multibase.ts'

// W3C Data Integrity EdDSA Cryptosuites v1.0, section 3.3: eddsa-jcs-2022

export type JsonObject = { readonly [key: string]: unknown }

/** What a proof says before it is signed; `created` is an ISO time with its offset. */
export type ProofOptions = {
  verificationMethod: string
  proofPurpose: string
  created?: string
  [more: string]: unknown
}

const utf8 = new TextEncoder()
const FIXED = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022' } as const

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))

/** The bytes that are signed: SHA-256 of the canonical proof options, then SHA-256 of the canonical document. */
export function hashData(document: JsonObject, options: JsonObject): ProofResult<Uint8Array> {
  const proof = canonicalJson(options)
  if (!proof.ok) return refuse(proof.fault.code, `/proof${proof.fault.path}`)
  const canonical = canonicalJson(document)
  if (!canonical.ok) return canonical
  const bytes = new Uint8Array(64)
  bytes.set(sha256(utf8.encode(proof.value)))
  bytes.set(sha256(utf8.encode(canonical.value)), 32)
  return done(bytes)
}

/** The document with its proof, signed by a 32-byte secret seed. A document that has a proof is refused. */
export function addProof(document: JsonObject, options: ProofOptions, seed: Uint8Array): ProofResult<JsonObject> {
  if (Object.hasOwn(document, 'proof')) return refuse('bad_proof', '/proof')
  if (seed.length !== 32) return refuse('bad_key', '')
  if (options.created !== undefined && !isTime(options.created)) return refuse('bad_proof', '/proof/created')
  const context = document['@context']
  const proof = { ...FIXED, ...options, ...FIXED, ...(context === undefined ? {} : { '@context': context }) }
  const bytes = hashData(document, proof)
  if (!bytes.ok) return bytes
  return done({ ...document, proof: { ...proof, proofValue: toMultibase(ed25519.sign(bytes.value, seed)) } })
}

const isTime = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
  !Number.isNaN(Date.parse(value))

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** The document's context must begin with the proof's, or the words signed would mean something else. */
function startsWith(context: unknown, proofContext: unknown): boolean {
  const whole = list(context)
  return list(proofContext).every((item, at) => {
    const [mine, theirs] = [canonicalJson(item), canonicalJson(whole[at])]
    return mine.ok && theirs.ok && mine.value === theirs.value
  })
}

/** What a proof has shown: the document as signed, without its proof, and what the proof says of itself. */
export type ProvenDocument = { document: JsonObject; options: JsonObject }

/**
 * Verifies the one proof of a document. The caller chooses the key: it must be one that it trusts for the proof's
 * `verificationMethod` and purpose.
 */
export function verifyProof(
  secured: JsonObject,
  publicKeyOf: (verificationMethod: string) => ProofResult<Uint8Array>,
  proofPurpose: string,
): ProofResult<ProvenDocument> {
  const proof = isObject(secured) ? secured['proof'] : null
  if (!isObject(proof)) return refuse('bad_proof', '/proof')
  const options = without(proof, 'proofValue')
  if (options['type'] !== FIXED.type) return refuse('bad_proof', '/proof/type')
  if (options['cryptosuite'] !== FIXED.cryptosuite) return refuse('bad_proof', '/proof/cryptosuite')
  if (options['proofPurpose'] !== proofPurpose) return refuse('bad_proof', '/proof/proofPurpose')
  const { created, verificationMethod: method } = options
  if (created !== undefined && !isTime(created)) return refuse('bad_proof', '/proof/created')
  if (typeof method !== 'string') return refuse('bad_proof', '/proof/verificationMethod')
  const value = proof['proofValue']
  const signature = fromMultibase(typeof value === 'string' ? value : '', '/proof/proofValue')
  if (!signature.ok) return signature
  if (signature.value.length !== 64) return refuse('bad_signature', '/proof/proofValue')
  const document = unsecured(secured, options)
  if (!document.ok) return document
  const publicKey = publicKeyOf(method)
  if (!publicKey.ok) return publicKey
  const bytes = hashData(document.value, options)
  if (!bytes.ok) return bytes
  return isSigned(signature.value, bytes.value, publicKey.value)
    ? done({ document: document.value, options })
    : refuse('bad_signature', '/proof/proofValue')
}

function unsecured(secured: JsonObject, options: JsonObject): ProofResult<JsonObject> {
  const document = without(secured, 'proof')
  const context = options['@context']
  if (context === undefined) return done(document)
  if (!startsWith(document['@context'], context)) return refuse('bad_context', '/@context')
  return done({ ...document, '@context': context })
}

function isSigned(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}
