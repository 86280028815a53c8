import { emptyRoot, hashPair, portableSha256, type Sha256 } from './hash.ts'

/**
 * The roots of the perfect subtrees that a tree of this size is made of, largest first: all that is needed to append and
 * to know the root. At most one hash for each bit of the size.
 */
export type CompactRange = { readonly size: number; readonly hashes: readonly Uint8Array[] }

/** One node of the tree: level 0 holds the leaf hashes, index counts from the left. */
export type VisitNode = (level: number, index: number, hash: Uint8Array) => void

export const emptyRange: CompactRange = { size: 0, hashes: [] }

/** The range with one leaf more, in O(log n); `visit` is told the leaf and every subtree that it completes. */
export function appendLeaf(
  range: CompactRange,
  leafHash: Uint8Array,
  visit?: VisitNode,
  sha256: Sha256 = portableSha256,
): CompactRange {
  const hashes = [...range.hashes]
  visit?.(0, range.size, leafHash)
  let hash = leafHash
  let level = 0
  let index = range.size
  while (index % 2 === 1) {
    const left = hashes.pop()
    if (left === undefined) break
    hash = hashPair(left, hash, sha256)
    level += 1
    index = Math.floor(index / 2)
    visit?.(level, index, hash)
  }
  hashes.push(hash)
  return { size: range.size + 1, hashes }
}

/** The root of the tree (RFC 9162, 2.1.1). */
export function rootOf(range: CompactRange, sha256: Sha256 = portableSha256): Uint8Array {
  const [last, ...left] = range.hashes.toReversed()
  if (last === undefined) return emptyRoot(sha256)
  return left.reduce((right, hash) => hashPair(hash, right, sha256), last)
}
