import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from './bytes.ts'
import { orThrow } from './fault.ts'
import { hashLeaf } from './hash.ts'
import { memoryStore } from './memory.ts'
import { nodeSha256 } from './node.ts'
import { nodesForConsistency, nodesForInclusion, proveConsistency, proveInclusion } from './prove.ts'
import { appendLeaf, emptyRange } from './range.ts'
import {
  newTiles,
  parseEntryBundle,
  parseTilePath,
  printEntryBundle,
  tileBytes,
  tilePath,
  tileReader,
  tilesFor,
  type Tile,
} from './tile.ts'

describe('paths of tiles', () => {
  it('are those of the specification', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
    expect(tilePath({ level: 'entries', index: 273, width: 112 })).toBe('tile/entries/273.p/112')
    expect(tilePath({ level: 2, index: 0, width: 1 })).toBe('tile/2/000.p/1')
  })

  const tile = fc.record({
    level: fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
    index: fc.integer({ min: 0, max: 2 ** 45 }),
    width: fc.integer({ min: 1, max: 256 }),
  })
  it('come back as they went', () =>
    fc.assert(
      fc.property(tile, (one) => {
        expect(orThrow(parseTilePath(tilePath(one)))).toEqual(one)
      }),
    ))

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/1',
    'tile/0/x001/x234',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/data/000',
    '/tile/0/000',
    'tile/0/000\n',
  ])('%j is none', (path) => expect(parseTilePath(path).ok).toBe(false))
})

describe('tiles of a tree', () => {
  const sizes = (before: number, size: number): string[] => [...newTiles(before, size)].map(tilePath)

  it('are those of the specification’s example', () => {
    const paths = sizes(0, 70_000)
    expect(paths.filter((path) => path.startsWith('tile/0/') && !path.includes('.p/'))).toHaveLength(273)
    expect(paths.slice(273)).toEqual(['tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1'])
    expect(sizes(0, 256)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect(sizes(255, 256)).toEqual(['tile/0/000', 'tile/1/000.p/1'])
    expect(sizes(300, 300)).toEqual([])
  })

  it('carry every proof that the whole tree carries', () => {
    const size = 70_000
    const store = memoryStore()
    let range = emptyRange
    for (let at = 0; at < size; at++)
      range = appendLeaf(range, hashLeaf(utf8(String(at)), nodeSha256), store.write, nodeSha256)
    const served = (tile: Tile & { level: number }): Uint8Array => orThrow(tileBytes(tile, store.read))
    const fromTiles = tileReader(size, served)
    for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]) {
      expect(orThrow(proveInclusion(index, size, fromTiles))).toEqual(orThrow(proveInclusion(index, size, store.read)))
      expect(tilesFor(nodesForInclusion(index, size), size).length).toBeLessThanOrEqual(5)
    }
    for (const first of [1, 256, 65_536, 65_537, 69_999]) {
      expect(orThrow(proveConsistency(first, size, fromTiles))).toEqual(
        orThrow(proveConsistency(first, size, store.read)),
      )
      expect(tilesFor(nodesForConsistency(first, size), size).length).toBeLessThanOrEqual(6)
    }
    const short = tileReader(size, (tile) => served(tile).subarray(1))
    expect(proveInclusion(5, size, short)).toMatchObject({ ok: false, fault: { code: 'bad_tile' } })
    expect(proveInclusion(5, size, () => undefined)).toMatchObject({ ok: false, fault: { code: 'missing_tile' } })
  })
})

describe('bundles of entries', () => {
  const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 256 })

  it('come back as they went', () =>
    fc.assert(
      fc.property(entries, (some) => {
        expect(orThrow(parseEntryBundle(orThrow(printEntryBundle(some)), some.length))).toEqual(some)
      }),
      { numRuns: 30 },
    ))

  it('are refused where they are cut, too long, or of another width', () => {
    const bytes = orThrow(printEntryBundle([utf8('one'), utf8('two')]))
    expect(parseEntryBundle(bytes.subarray(0, -1), 2).ok).toBe(false)
    expect(parseEntryBundle(bytes.subarray(0, 1), 1).ok).toBe(false)
    expect(parseEntryBundle(bytes, 1).ok).toBe(false)
    expect(parseEntryBundle(bytes, 3).ok).toBe(false)
    expect(printEntryBundle([new Uint8Array(65_536)]).ok).toBe(false)
    expect(orThrow(parseEntryBundle(orThrow(printEntryBundle([new Uint8Array(65_535)])), 1))[0]).toHaveLength(65_535)
  })
})
