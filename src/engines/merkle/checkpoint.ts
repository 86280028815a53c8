import { fromBase64, readDecimal, toBase64 } from './bytes.ts'
import { done, refuse, type MerkleResult } from './fault.ts'
import { HASH_BYTES } from './hash.ts'

// c2sp.org/tlog-checkpoint

/** What a log says of itself at one size. */
export type Checkpoint = {
  /** Who the log is: a URL without scheme, most often. */
  origin: string
  size: number
  root: Uint8Array
  /** Lines of the log's own, not judged by anybody. */
  extensions: readonly string[]
}

const isLine = (line: string): boolean => line !== '' && !/[\p{Cc}]/u.test(line) && line.isWellFormed()

/** The note's text of a checkpoint. */
export function printCheckpoint(checkpoint: Checkpoint): MerkleResult<string> {
  const { origin, size, root, extensions } = checkpoint
  if (!isLine(origin)) return refuse('bad_origin', 'origin')
  if (!Number.isSafeInteger(size) || size < 0) return refuse('bad_size', 'size')
  if (root.length !== HASH_BYTES) return refuse('bad_hash', 'root')
  if (!extensions.every(isLine)) return refuse('bad_line', 'extension')
  return done([origin, String(size), toBase64(root), ...extensions].map((line) => `${line}\n`).join(''))
}

/** The checkpoint in a note's text. The signatures are the note's affair: verify them first. */
export function parseCheckpoint(text: string): MerkleResult<Checkpoint> {
  if (typeof text !== 'string' || !text.endsWith('\n')) return refuse('bad_line', 'text')
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n')
  if (!isLine(origin)) return refuse('bad_origin', 'line 1')
  const count = readDecimal(size)
  if (count === null) return refuse('bad_size', 'line 2')
  const hash = fromBase64(root, 'line 3')
  if (!hash.ok) return hash
  if (hash.value.length !== HASH_BYTES) return refuse('bad_hash', 'line 3')
  const bad = extensions.findIndex((line) => !isLine(line))
  if (bad !== -1) return refuse('bad_line', `line ${bad + 4}`)
  return done({ origin, size: count, root: hash.value, extensions })
}
