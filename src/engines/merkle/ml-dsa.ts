import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js'
import { done, refuse, type MerkleResult } from './fault.ts'
import { ML_DSA_44, noteKey, type NoteSigner, type Verifier } from './note.ts'

// ML-DSA-44 (FIPS 204), for cosignatures that a quantum computer cannot forge. A face of its own: it takes about as many bytes
// as the whole verifier of Ed25519, so only who trusts such keys loads it.

export type MlDsa44 = Verifier & {
  /** From a 32-byte secret seed. */
  publicKey(seed: Uint8Array): Uint8Array
  sign(message: Uint8Array, seed: Uint8Array): Uint8Array
}

export const portableMlDsa44: MlDsa44 = {
  publicKey: (seed) => ml_dsa44.keygen(seed).publicKey,
  sign: (message, seed) => ml_dsa44.sign(message, ml_dsa44.keygen(seed).secretKey),
  verify(signature, message, publicKey) {
    try {
      return ml_dsa44.verify(signature, message, publicKey)
    } catch {
      return false
    }
  },
}

/** A cosigner's signer from a secret seed of 32 bytes. */
export function mlDsa44Signer(
  name: string,
  seed: Uint8Array,
  mlDsa44: MlDsa44 = portableMlDsa44,
): MerkleResult<NoteSigner> {
  if (seed.length !== 32) return refuse('bad_key', 'seed')
  const key = noteKey(name, ML_DSA_44, mlDsa44.publicKey(seed))
  return key.ok ? done({ key: key.value, sign: (message) => mlDsa44.sign(message, seed) }) : key
}
