import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js'

/** SHA-256 of some bytes. The portable one is from @noble/hashes; `node.ts` offers Node's own. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export const portableSha256: Sha256 = (bytes) => nobleSha256(bytes)

export const HASH_BYTES = 32

/** RFC 9162, 2.1.1: the hash of one entry, SHA-256(0x00 || entry). */
export function hashLeaf(entry: Uint8Array, sha256: Sha256 = portableSha256): Uint8Array {
  const bytes = new Uint8Array(1 + entry.length)
  bytes.set(entry, 1)
  return sha256(bytes)
}

/** RFC 9162, 2.1.1: the hash of two subtrees, SHA-256(0x01 || left || right). */
export function hashPair(left: Uint8Array, right: Uint8Array, sha256: Sha256 = portableSha256): Uint8Array {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES)
  bytes[0] = 1
  bytes.set(left, 1)
  bytes.set(right, 1 + HASH_BYTES)
  return sha256(bytes)
}

/** RFC 9162, 2.1.1: the root of a tree without entries. */
export const emptyRoot = (sha256: Sha256 = portableSha256): Uint8Array => sha256(new Uint8Array(0))
