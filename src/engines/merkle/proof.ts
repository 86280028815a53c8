import { sameBytes } from './bytes.ts'
import { done, refuse, type MerkleResult } from './fault.ts'
import { HASH_BYTES, hashPair, portableSha256, type Sha256 } from './hash.ts'

export type InclusionClaim = {
  /** Place of the entry, from 0. */
  index: number
  /** Number of entries in the tree. */
  size: number
  leafHash: Uint8Array
  /** From the leaf's sibling up to the root's child. */
  proof: readonly Uint8Array[]
  root: Uint8Array
}

export type ConsistencyClaim = {
  size1: number
  size2: number
  root1: Uint8Array
  root2: Uint8Array
  proof: readonly Uint8Array[]
}

const isHash = (bytes: Uint8Array): boolean => bytes.length === HASH_BYTES
const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0
/** No tree of up to 2^53 entries has a longer proof. */
const PROOF_MAX = 2 * 53
const isEven = (value: number): boolean => value % 2 === 0
const half = (value: number): number => Math.floor(value / 2)

function checkHashes(named: readonly (readonly [string, Uint8Array])[], proof: readonly Uint8Array[]) {
  for (const [name, hash] of named) if (!isHash(hash)) return refuse('bad_hash', name)
  if (proof.length > PROOF_MAX) return refuse('bad_proof_length', 'proof')
  const bad = proof.findIndex((hash) => !isHash(hash))
  return bad === -1 ? null : refuse('bad_hash', `proof ${bad}`)
}

/** RFC 9162, 2.1.3.2: an entry is at its place in the tree of this size and root. */
export function verifyInclusion(claim: InclusionClaim, sha256: Sha256 = portableSha256): MerkleResult<true> {
  const { index, size, leafHash, proof, root } = claim
  if (!isCount(size)) return refuse('bad_size', 'size')
  if (!isCount(index) || index >= size) return refuse('bad_index', 'index')
  const bad = checkHashes(
    [
      ['leafHash', leafHash],
      ['root', root],
    ],
    proof,
  )
  if (bad !== null) return bad
  let fn = index
  let sn = size - 1
  let hash = leafHash
  for (const sibling of proof) {
    if (sn === 0) return refuse('bad_proof_length', 'proof')
    if (!isEven(fn) || fn === sn) {
      hash = hashPair(sibling, hash, sha256)
      while (isEven(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else hash = hashPair(hash, sibling, sha256)
    fn = half(fn)
    sn = half(sn)
  }
  if (sn !== 0) return refuse('bad_proof_length', 'proof')
  return sameBytes(hash, root) ? done(true) : refuse('root_mismatch', 'root')
}

/**
 * RFC 9162, 2.1.4.2: the tree of size2 begins with the tree of size1. A first tree without entries says nothing about any
 * other and is refused (`empty_tree`); two trees of one size need equal roots and no proof.
 */
export function verifyConsistency(claim: ConsistencyClaim, sha256: Sha256 = portableSha256): MerkleResult<true> {
  const { size1, size2, root1, root2, proof } = claim
  if (!isCount(size1)) return refuse('bad_size', 'size1')
  if (!isCount(size2) || size2 < size1) return refuse('bad_size', 'size2')
  if (size1 === 0) return refuse('empty_tree', 'size1')
  if (size1 === size2) {
    if (proof.length > 0) return refuse('bad_proof_length', 'proof')
    return sameBytes(root1, root2) ? done(true) : refuse('root_mismatch', 'root2')
  }
  const bad = checkHashes(
    [
      ['root1', root1],
      ['root2', root2],
    ],
    proof,
  )
  return bad ?? climb(claim, sha256)
}

function climb({ size1, size2, root1, root2, proof }: ConsistencyClaim, sha256: Sha256): MerkleResult<true> {
  let fn = size1 - 1
  let sn = size2 - 1
  while (!isEven(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  // A power of two is a subtree of its own: its root is where the climb begins, and is not in the proof.
  const path = fn === 0 ? [root1, ...proof] : proof
  const [start, ...rest] = path
  if (start === undefined) return refuse('bad_proof_length', 'proof')
  let first = start
  let second = start
  for (const hash of rest) {
    if (sn === 0) return refuse('bad_proof_length', 'proof')
    if (!isEven(fn) || fn === sn) {
      first = hashPair(hash, first, sha256)
      second = hashPair(hash, second, sha256)
      while (isEven(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else second = hashPair(second, hash, sha256)
    fn = half(fn)
    sn = half(sn)
  }
  if (sn !== 0) return refuse('bad_proof_length', 'proof')
  if (!sameBytes(first, root1)) return refuse('root_mismatch', 'root1')
  return sameBytes(second, root2) ? done(true) : refuse('root_mismatch', 'root2')
}
