import { HASH_BYTES } from './hash.ts'
import type { NodeReader } from './prove.ts'
import type { VisitNode } from './range.ts'

/** What a log asks of its storage: keep a node once it is complete, and give it back. */
export type NodeStore = { write: VisitNode; read: NodeReader }

const CHUNK_HASHES = 1 << 15

/** Nodes in memory, all levels, in chunks of a megabyte; a node is written once. */
export function memoryStore(): NodeStore {
  const levels: { chunks: Uint8Array[]; count: number }[] = []
  return {
    write(level, index, hash) {
      const row = (levels[level] ??= { chunks: [], count: 0 })
      const chunk = (row.chunks[Math.floor(index / CHUNK_HASHES)] ??= new Uint8Array(CHUNK_HASHES * HASH_BYTES))
      chunk.set(hash, (index % CHUNK_HASHES) * HASH_BYTES)
      row.count = Math.max(row.count, index + 1)
    },
    read(level, index) {
      const row = levels[level]
      if (row === undefined || index >= row.count) return undefined
      const at = (index % CHUNK_HASHES) * HASH_BYTES
      return row.chunks[Math.floor(index / CHUNK_HASHES)]?.subarray(at, at + HASH_BYTES)
    },
  }
}
