import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto'
import type { Ed25519 } from './ed25519.ts'
import type { Sha256 } from './hash.ts'
import type { MlDsa44 } from './ml-dsa.ts'

// Node's own SHA-256, Ed25519 and ML-DSA-44, for servers; not in the face, so that a browser's bundle never meets it.

export const nodeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer')

/** The fixed DER heads of an Ed25519 key (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })

export const nodeEd25519: Ed25519 = {
  publicKey: (seed) =>
    new Uint8Array(createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' }).subarray(SPKI.length)),
  sign: (message, seed) => new Uint8Array(sign(null, message, privateKey(seed))),
  verify(signature, message, publicKey) {
    if (signature.length !== 64 || publicKey.length !== 32) return false
    try {
      const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' })
      return verify(null, message, key, signature)
    } catch {
      return false
    }
  },
}

/** The fixed DER heads of an ML-DSA-44 key, the private one as its seed (RFC 9881). */
const ML_DSA_SPKI = Buffer.from('30820532300b06096086480165030403110382052100', 'hex')
const ML_DSA_PKCS8 = Buffer.from('3034020100300b060960864801650304031104228020', 'hex')

const mlDsaKey = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([ML_DSA_PKCS8, seed]), format: 'der', type: 'pkcs8' })

export const nodeMlDsa44: MlDsa44 = {
  publicKey: (seed) =>
    new Uint8Array(
      createPublicKey(mlDsaKey(seed)).export({ format: 'der', type: 'spki' }).subarray(ML_DSA_SPKI.length),
    ),
  sign: (message, seed) => new Uint8Array(sign(null, message, mlDsaKey(seed))),
  verify(signature, message, publicKey) {
    if (signature.length !== 2420 || publicKey.length !== 1312) return false
    try {
      const key = createPublicKey({ key: Buffer.concat([ML_DSA_SPKI, publicKey]), format: 'der', type: 'spki' })
      return verify(null, message, key, signature)
    } catch {
      return false
    }
  },
}
