import { ed25519 } from '@noble/curves/ed25519.js'

/** Ed25519 (RFC 8032). The portable one is from @noble/curves; `node.ts` offers Node's own. */
export type Ed25519 = {
  /** From a 32-byte secret seed. */
  publicKey(seed: Uint8Array): Uint8Array
  sign(message: Uint8Array, seed: Uint8Array): Uint8Array
  /** False for whatever is not a valid signature, keys and signatures of wrong length included. */
  verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean
}

export const portableEd25519: Ed25519 = {
  publicKey: (seed) => ed25519.getPublicKey(seed),
  sign: (message, seed) => ed25519.sign(message, seed),
  verify(signature, message, publicKey) {
    try {
      // Strict as RFC 8032 and OpenSSL are, so that a phone and a server never differ on one signature.
      return ed25519.verify(signature, message, publicKey, { zip215: false })
    } catch {
      return false
    }
  },
}
