import { concat, u64, utf8 } from './bytes.ts'
import { done, refuse, type MerkleResult } from './fault.ts'
import { HASH_BYTES } from './hash.ts'

// c2sp.org/tlog-cosignature, the message that ML-DSA-44 signs: the `cosigned_message` structure, in TLS presentation.

/** Leaves `start` to before `end` of a log, and the root of the tree they make. A checkpoint is the one from 0 to its size. */
export type Subtree = { origin: string; start: number; end: number; hash: Uint8Array }

/**
 * As draft-ietf-plants-merkle-tree-certs defines subtrees: `start` is a multiple of the smallest power of two that is not below
 * their length. An empty tree is one only as a checkpoint.
 */
export function isSubtree({ start, end }: Subtree): boolean {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || end < start) return false
  if (start === 0) return true
  let width = 1
  while (width < end - start) width *= 2
  return end > start && start % width === 0
}

const LABEL = utf8('subtree/v1\n\0')

export function subtreeMessage(cosigner: string, subtree: Subtree, timeSeconds: number): MerkleResult<Uint8Array> {
  const { origin, start, end, hash } = subtree
  if (!isSubtree(subtree)) return refuse('bad_size', 'subtree')
  if (hash.length !== HASH_BYTES) return refuse('bad_hash', 'subtree')
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds < 0 || (start !== 0 && timeSeconds !== 0))
    return refuse('bad_time', 'time')
  const [name, log] = [vector(cosigner), vector(origin)]
  if (name === null) return refuse('bad_key_name', 'cosigner')
  if (log === null) return refuse('bad_origin', 'origin')
  return done(concat(LABEL, name, u64(timeSeconds), log, u64(start), u64(end), hash))
}

/** One byte of length, then one to 255 bytes. */
function vector(text: string): Uint8Array | null {
  const bytes = utf8(text)
  return bytes.length >= 1 && bytes.length <= 255 && text.isWellFormed()
    ? concat(Uint8Array.of(bytes.length), bytes)
    : null
}
