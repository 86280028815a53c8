import { done, refuse, MerkleError, type MerkleResult } from './fault.ts'
import { hashPair, portableSha256, type Sha256 } from './hash.ts'
import type { CompactRange } from './range.ts'

/** One perfect subtree: level 0 holds the leaf hashes, index counts from the left. */
export type NodeId = { level: number; index: number }

/** Looks up the hash of a perfect subtree; throws or returns undefined where it is not stored. */
export type NodeReader = (level: number, index: number) => Uint8Array | undefined

/** The hash at one place of a proof: some perfect subtrees side by side, joined from the right. */
type Part = { start: number; end: number }

/** The largest power of two below a size above one. */
function split(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

/** RFC 9162, 2.1.3.1: PATH(index, D[size]), from the leaf's sibling upwards, as ranges of leaves. */
function inclusionParts(index: number, size: number): Part[] {
  const parts: Part[] = []
  let start = 0
  let end = size
  while (end - start > 1) {
    const middle = start + split(end - start)
    if (index < middle) {
      parts.push({ start: middle, end })
      end = middle
    } else {
      parts.push({ start, end: middle })
      start = middle
    }
  }
  return parts.toReversed()
}

/** RFC 9162, 2.1.4.1: PROOF(size1, D[size2]) as ranges of leaves. */
function consistencyParts(size1: number, size2: number): Part[] {
  const parts: Part[] = []
  let start = 0
  let end = size2
  while (size1 !== end) {
    const middle = start + split(end - start)
    if (size1 <= middle) {
      parts.push({ start: middle, end })
      end = middle
    } else {
      parts.push({ start, end: middle })
      start = middle
    }
  }
  // What is left is the last subtree of the first tree; where that is the whole first tree, the verifier has it as root1.
  if (start !== 0) parts.push({ start, end })
  return parts.toReversed()
}

/** The perfect subtrees that cover the leaves from `start` to `end`, left to right. */
function cover({ start, end }: Part): NodeId[] {
  const nodes: NodeId[] = []
  let at = start
  while (at < end) {
    let level = 0
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2
      level += 1
    }
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}

function hashOf(part: Part, read: NodeReader, sha256: Sha256): Uint8Array {
  const hashes = cover(part).map(({ level, index }) => {
    const hash = read(level, index)
    if (hash === undefined) throw new MerkleError({ code: 'missing_tile', part: `level ${level} index ${index}` })
    return hash
  })
  return hashes.reduceRight((right, left) => hashPair(left, right, sha256))
}

function gather(parts: readonly Part[], read: NodeReader, sha256: Sha256): MerkleResult<Uint8Array[]> {
  try {
    return done(parts.map((part) => hashOf(part, read, sha256)))
  } catch (error) {
    if (error instanceof MerkleError) return { ok: false, fault: error.fault }
    throw error
  }
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

/** The stored nodes that a proof of inclusion needs, so that a store can fetch them at once. */
export function nodesForInclusion(index: number, size: number): NodeId[] {
  return isCount(size) && isCount(index) && index < size ? inclusionParts(index, size).flatMap(cover) : []
}

/** The stored nodes that a proof of consistency needs. */
export function nodesForConsistency(size1: number, size2: number): NodeId[] {
  if (!isCount(size1) || !isCount(size2) || size1 >= size2 || size1 === 0) return []
  return consistencyParts(size1, size2).flatMap(cover)
}

/** RFC 9162, 2.1.3.1. */
export function proveInclusion(
  index: number,
  size: number,
  read: NodeReader,
  sha256: Sha256 = portableSha256,
): MerkleResult<Uint8Array[]> {
  if (!isCount(size)) return refuse('bad_size', 'size')
  if (!isCount(index) || index >= size) return refuse('bad_index', 'index')
  return gather(inclusionParts(index, size), read, sha256)
}

/** RFC 9162, 2.1.4.1; empty where both sizes are one. */
export function proveConsistency(
  size1: number,
  size2: number,
  read: NodeReader,
  sha256: Sha256 = portableSha256,
): MerkleResult<Uint8Array[]> {
  if (!isCount(size1) || size1 === 0) return refuse('bad_size', 'size1')
  if (!isCount(size2) || size2 < size1) return refuse('bad_size', 'size2')
  if (size1 === size2) return done([])
  return gather(consistencyParts(size1, size2), read, sha256)
}

/** The compact range of a tree of this size, from stored nodes: how a log goes on after a restart. */
export function rangeFrom(size: number, read: NodeReader): MerkleResult<CompactRange> {
  if (!isCount(size)) return refuse('bad_size', 'size')
  const hashes: Uint8Array[] = []
  for (const { level, index } of cover({ start: 0, end: size })) {
    const hash = read(level, index)
    if (hash === undefined) return refuse('missing_tile', `level ${level} index ${index}`)
    hashes.push(hash)
  }
  return done({ size, hashes })
}
