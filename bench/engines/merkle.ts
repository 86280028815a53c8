import { randomBytes } from 'node:crypto'
import {
  appendLeaf,
  emptyRange,
  hashLeaf,
  hashPair,
  memoryStore,
  orThrow,
  portableEd25519,
  portableSha256,
  proveConsistency,
  proveInclusion,
  rootOf,
  verifyInclusion,
  type CompactRange,
} from '../../src/engines/merkle/index.ts'
import { nodeEd25519, nodeSha256 } from '../../src/engines/merkle/node.ts'
import { cpuSeconds, perSecond } from '../kit/rate.ts'
import type { Row } from '../kit/rows.ts'

// MERKLE_LEAVES (10 million) makes a shorter run.
const LEAVES = Number(process.env.MERKLE_LEAVES ?? 10_000_000)

/** Entries as long as a hash, all different. */
function entry(at: number): Uint8Array {
  const bytes = new Uint8Array(32)
  new DataView(bytes.buffer).setUint32(0, at)
  return bytes
}

const hash = new Uint8Array(randomBytes(32))
const row = (name: string, figure: number, besides: Row['besides'], note: string): Row => ({
  name,
  figure,
  unit: 'a CPU second',
  besides,
  ratio: figure / besides.figure,
  note,
})

export function rows(): Promise<Row[]> {
  const bare = perSecond((at) => {
    hashLeaf(entry(at), nodeSha256)
    hashPair(hash, hash, nodeSha256)
  })
  const store = memoryStore()
  const start = cpuSeconds()
  let range: CompactRange = emptyRange
  for (let at = 0; at < LEAVES; at++)
    range = appendLeaf(range, hashLeaf(entry(at), nodeSha256), store.write, nodeSha256)
  const appends = LEAVES / (cpuSeconds() - start)
  return Promise.resolve([
    row(
      `appends, to ${LEAVES.toLocaleString('en')} leaves`,
      appends,
      { name: 'its two SHA-256 alone', figure: bare },
      'all levels kept in memory',
    ),
    ...proofRows(range, store.read),
    ...primitiveRows(),
  ])
}

function proofRows(range: CompactRange, read: ReturnType<typeof memoryStore>['read']): Row[] {
  const { size } = range
  const place = (at: number): number => (at * 7_368_787) % size
  const looked = perSecond((at) => {
    for (let level = 0; level < 24; level++) read(level, (place(at) >> level) % Math.max(1, size >> level))
  })
  const inclusion = perSecond((at) => orThrow(proveInclusion(place(at), size, read, nodeSha256)))
  const consistency = perSecond((at) => orThrow(proveConsistency(1 + place(at), size, read, nodeSha256)))
  const root = rootOf(range, nodeSha256)
  const claims = Array.from({ length: 256 }, (_, at) => {
    const index = place(at)
    return { index, size, root, leafHash: hashLeaf(entry(index)), proof: orThrow(proveInclusion(index, size, read)) }
  })
  const hashed = perSecond(() => {
    for (let level = 0; level < 24; level++) hashPair(hash, hash, nodeSha256)
  })
  const verified = perSecond((at) => {
    const claim = claims[at % claims.length]
    if (claim !== undefined) orThrow(verifyInclusion(claim, nodeSha256))
  })
  const lookups = { name: '24 nodes looked up', figure: looked }
  return [
    row('inclusion proofs made', inclusion, lookups, 'random places'),
    row('consistency proofs made', consistency, lookups, 'from random sizes; a few hashes joined for each'),
    row(
      'inclusion proofs verified',
      verified,
      { name: '24 SHA-256 of pairs', figure: hashed },
      'some proofs are a hash or two shorter',
    ),
  ]
}

function primitiveRows(): Row[] {
  const seed = new Uint8Array(32).fill(7)
  const signature = portableEd25519.sign(hash, seed)
  const key = portableEd25519.publicKey(seed)
  const sha = perSecond(() => portableSha256(hash))
  const ed = perSecond(() => portableEd25519.verify(signature, hash, key))
  return [
    row(
      'SHA-256 of 32 bytes, Node’s own',
      perSecond(() => nodeSha256(hash)),
      { name: '@noble/hashes', figure: sha },
      '',
    ),
    row(
      'Ed25519 verified, Node’s own',
      perSecond(() => nodeEd25519.verify(signature, hash, key)),
      { name: '@noble/curves', figure: ed },
      '',
    ),
  ]
}
