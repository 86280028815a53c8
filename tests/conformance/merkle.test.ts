import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { verifyConsistency, verifyInclusion } from '../../src/engines/merkle/index.ts'

// The cases of transparency-dev/merkle: what its verifiers accept and refuse.

const folder = fileURLToPath(new URL('../../../shared/conformance/merkle/testdata/', import.meta.url))

type Inclusion = { leafIdx: number; treeSize: number; root: string; leafHash: string; proof: string[] | null }
type Consistency = { size1: number; size2: number; root1: string; root2: string; proof: string[] | null }
type Case = { desc: string; wantErr: boolean }

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

function cases<T>(kind: string): (readonly [string, T & Case])[] {
  return readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, JSON.parse(readFileSync(join(folder, kind, name), 'utf8')) as T & Case] as const)
}

describe('RFC 9162 inclusion', () => {
  it.each(cases<Inclusion>('inclusion'))('%s', (_, { leafIdx, treeSize, root, leafHash, proof, wantErr }) => {
    const claim = { index: leafIdx, size: treeSize, leafHash: bytes(leafHash), root: bytes(root) }
    expect(verifyInclusion({ ...claim, proof: (proof ?? []).map(bytes) }).ok).toBe(!wantErr)
  })
})

describe('RFC 9162 consistency', () => {
  it.each(cases<Consistency>('consistency'))('%s', (_, { size1, size2, root1, root2, proof, wantErr }) => {
    const claim = { size1, size2, root1: bytes(root1), root2: bytes(root2), proof: (proof ?? []).map(bytes) }
    expect(verifyConsistency(claim).ok).toBe(!wantErr)
  })
})
