import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameBytes, toHex, utf8 } from './bytes.ts'
import { orThrow } from './fault.ts'
import { emptyRoot, hashLeaf, hashPair } from './hash.ts'
import { memoryStore } from './memory.ts'
import { nodeSha256 } from './node.ts'
import { verifyConsistency, verifyInclusion } from './proof.ts'
import { nodesForConsistency, nodesForInclusion, proveConsistency, proveInclusion, rangeFrom } from './prove.ts'
import { appendLeaf, emptyRange, rootOf, type CompactRange } from './range.ts'

const leaf = (index: number): Uint8Array => hashLeaf(utf8(`entry ${index}`))

/** RFC 9162, 2.1.1, word for word: what everything cleverer must agree with. */
function plainRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (first === undefined) return emptyRoot()
  if (leaves.length === 1) return first
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return hashPair(plainRoot(leaves.slice(0, k)), plainRoot(leaves.slice(k)))
}

const SIZE_MAX = 300
const store = memoryStore()
const leaves = Array.from({ length: SIZE_MAX }, (_, index) => leaf(index))
const ranges: CompactRange[] = [emptyRange]
for (const hash of leaves) ranges.push(appendLeaf(ranges.at(-1) ?? emptyRange, hash, store.write))
const roots = ranges.map((range) => rootOf(range))
const root = (size: number): Uint8Array => roots[size] ?? new Uint8Array(0)

const size = fc.integer({ min: 1, max: SIZE_MAX })
const place = size.chain((max) => fc.tuple(fc.integer({ min: 0, max: max - 1 }), fc.constant(max)))
const growth = size.chain((max) => fc.tuple(fc.integer({ min: 1, max }), fc.constant(max)))

const flip = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = bytes.slice()
  const at = Math.floor(bit / 8) % copy.length
  copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8))
  return copy
}

describe('a tree grown leaf by leaf', () => {
  it('has the root of the definition at every size', () => {
    for (const [at, hash] of roots.entries()) expect(toHex(hash)).toBe(toHex(plainRoot(leaves.slice(0, at))))
  })

  it('keeps no more hashes than the size has bits, and goes on from stored nodes', () => {
    for (const range of ranges) {
      expect(range.hashes.length).toBe([...range.size.toString(2)].filter((bit) => bit === '1').length)
      expect(orThrow(rangeFrom(range.size, store.read))).toEqual(range)
    }
  })

  it('is the same tree under Node’s own SHA-256', () => {
    const bytes = utf8('一叶')
    expect(toHex(hashLeaf(bytes, nodeSha256))).toBe(toHex(hashLeaf(bytes)))
  })
})

describe('inclusion', () => {
  it('is proven for every leaf of every small tree', () => {
    for (let of = 1; of <= 40; of++)
      for (let index = 0; index < of; index++) {
        const proof = orThrow(proveInclusion(index, of, store.read))
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(of)))
        expect(verifyInclusion({ index, size: of, leafHash: leaf(index), proof, root: root(of) }).ok).toBe(true)
      }
  })

  it('is refused with any bit flipped, any place moved, any hash left out or added', () =>
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(), ([index, of], which, bit) => {
        const proof = orThrow(proveInclusion(index, of, store.read))
        const claim = { index, size: of, leafHash: leaf(index), proof, root: root(of) }
        expect(verifyInclusion(claim).ok).toBe(true)
        const bent = proof.map((hash, at) => (at === which % proof.length ? flip(hash, bit) : hash))
        if (proof.length > 0) expect(verifyInclusion({ ...claim, proof: bent }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, leafHash: flip(claim.leafHash, bit) }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, root: flip(claim.root, bit) }).ok).toBe(false)
        expect(verifyInclusion({ ...claim, proof: [...proof, leaf(0)] }).ok).toBe(false)
        if (proof.length > 0) expect(verifyInclusion({ ...claim, proof: proof.slice(1) }).ok).toBe(false)
        if (of > 1) expect(verifyInclusion({ ...claim, index: (index + 1) % of }).ok).toBe(false)
      }),
    ))

  it('asks a store only for nodes it has', () =>
    fc.assert(
      fc.property(place, ([index, of]) => {
        for (const node of nodesForInclusion(index, of)) expect(store.read(node.level, node.index)).toBeDefined()
      }),
    ))
})

describe('consistency', () => {
  it('is proven between all sizes of small trees', () => {
    for (let size2 = 1; size2 <= 40; size2++)
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = orThrow(proveConsistency(size1, size2, store.read))
        expect(verifyConsistency({ size1, size2, root1: root(size1), root2: root(size2), proof }).ok).toBe(true)
        if (size1 < size2) expect(nodesForConsistency(size1, size2).length).toBeGreaterThanOrEqual(proof.length)
      }
  })

  it('is transitive: where a leads to b and b to c, a leads to c', () =>
    fc.assert(
      fc.property(fc.tuple(size, size, size), (sizes) => {
        const [a = 1, b = 1, c = 1] = sizes.toSorted((x, y) => x - y)
        const holds = (size1: number, size2: number): boolean => {
          const proof = orThrow(proveConsistency(size1, size2, store.read))
          return verifyConsistency({ size1, size2, root1: root(size1), root2: root(size2), proof }).ok
        }
        expect([holds(a, b), holds(b, c), holds(a, c)]).toEqual([true, true, true])
      }),
    ))

  it('is refused with any bit flipped or any other size', () =>
    fc.assert(
      fc.property(growth, fc.nat(), fc.nat(), ([size1, size2], which, bit) => {
        const proof = orThrow(proveConsistency(size1, size2, store.read))
        const claim = { size1, size2, root1: root(size1), root2: root(size2), proof }
        const bent = proof.map((hash, at) => (at === which % proof.length ? flip(hash, bit) : hash))
        if (proof.length > 0) expect(verifyConsistency({ ...claim, proof: bent }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, root1: flip(claim.root1, bit) }).ok).toBe(false)
        expect(verifyConsistency({ ...claim, root2: flip(claim.root2, bit) }).ok).toBe(false)
        if (!sameBytes(root(size1), root(size2)))
          expect(verifyConsistency({ ...claim, root1: claim.root2, root2: claim.root1 }).ok).toBe(false)
      }),
    ))

  it('refuses sizes that are no sizes', () => {
    const hash = leaf(0)
    for (const bad of [-1, 0.5, Number.NaN, Infinity, 2 ** 53]) {
      expect(verifyConsistency({ size1: bad, size2: 1, root1: hash, root2: hash, proof: [] }).ok).toBe(false)
      expect(verifyConsistency({ size1: 1, size2: bad, root1: hash, root2: hash, proof: [] }).ok).toBe(false)
      expect(verifyInclusion({ index: bad, size: 4, leafHash: hash, root: hash, proof: [] }).ok).toBe(false)
      expect(proveInclusion(bad, 10, store.read).ok).toBe(false)
      expect(proveConsistency(1, bad, store.read).ok).toBe(false)
    }
  })
})
