import { concat } from './bytes.ts'
import { done, refuse, MerkleError, type MerkleResult } from './fault.ts'
import { HASH_BYTES, hashPair, portableSha256, type Sha256 } from './hash.ts'
import type { NodeId, NodeReader } from './prove.ts'

// c2sp.org/tlog-tiles

/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256
const TILE_HEIGHT = 8
const LEVEL_MAX = 63

/** A tile of hashes, or (level `entries`) a bundle of entries; width 256 is a full one. */
export type Tile = { level: number | 'entries'; index: number; width: number }

function printIndex(index: number): string {
  const digits = String(index)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? []
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/')
}

/** `tile/0/x001/x234/067`, `tile/entries/000.p/112`. */
export function tilePath({ level, index, width }: Tile): string {
  return `tile/${level}/${printIndex(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

export function parseTilePath(path: string): MerkleResult<Tile> {
  if (path.length > 100) return refuse('too_long', 'path')
  const match = path.match(/^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*)(\d{3})(?:\.p\/([1-9]\d{0,2}))?$/)
  if (match === null) return refuse('bad_tile', 'path')
  const [, name = '', groups = '', last = '', partial] = match
  const level = name === 'entries' ? name : Number(name)
  const index = Number(`${groups.replaceAll(/[x/]/g, '')}${last}`)
  const width = partial === undefined ? TILE_WIDTH : Number(partial)
  if (level !== 'entries' && level > LEVEL_MAX) return refuse('bad_tile', 'level')
  if (!Number.isSafeInteger(index) || groups.startsWith('x000')) return refuse('bad_tile', 'index')
  if (partial !== undefined && width >= TILE_WIDTH) return refuse('bad_tile', 'width')
  return done({ level, index, width })
}

/** How many hashes tile `index` of a level has in a tree of this size; 0 where there is none. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

/** The tiles of a tree of this size that a tree of `before` did not have, lowest level first. */
export function* newTiles(before: number, size: number): Generator<Tile & { level: number }> {
  for (let level = 0; Math.floor(size / TILE_WIDTH ** level) > 0; level++) {
    const old = Math.floor(before / TILE_WIDTH ** level)
    for (let index = Math.floor(old / TILE_WIDTH); ; index++) {
      const width = tileWidth(level, index, size)
      if (width === 0) break
      if (width !== tileWidth(level, index, before)) yield { level, index, width }
    }
  }
}

/** The bytes of a tile of hashes, from stored nodes. */
export function tileBytes(tile: Tile & { level: number }, read: NodeReader): MerkleResult<Uint8Array> {
  const bytes = new Uint8Array(tile.width * HASH_BYTES)
  for (let at = 0; at < tile.width; at++) {
    const hash = read(tile.level * TILE_HEIGHT, tile.index * TILE_WIDTH + at)
    if (hash === undefined) return refuse('missing_tile', tilePath(tile))
    bytes.set(hash, at * HASH_BYTES)
  }
  return done(bytes)
}

/** The tile that holds what a node is made of, in a tree of this size. */
export function tileOf({ level, index }: NodeId, size: number): Tile & { level: number } {
  const tileLevel = Math.floor(level / TILE_HEIGHT)
  const inner = level % TILE_HEIGHT
  const tileIndex = Math.floor(index / 2 ** (TILE_HEIGHT - inner))
  return { level: tileLevel, index: tileIndex, width: tileWidth(tileLevel, tileIndex, size) }
}

/** The tiles that some nodes need, each once: what to fetch before `tileReader`. */
export function tilesFor(nodes: readonly NodeId[], size: number): (Tile & { level: number })[] {
  const tiles = nodes.map((node) => tileOf(node, size))
  return [...new Map(tiles.map((tile) => [tilePath(tile), tile])).values()]
}

/**
 * Reads nodes out of tiles of a tree of this size. Tiles come as bytes from `fetched`, whose keys are paths; nodes within
 * a tile are hashed anew, so a tile is only as good as the root that the proof is checked against.
 */
export function tileReader(
  size: number,
  fetched: (tile: Tile & { level: number }) => Uint8Array | undefined,
  sha256: Sha256 = portableSha256,
): NodeReader {
  return (level, index) => {
    const tile = tileOf({ level, index }, size)
    const bytes = fetched(tile)
    if (bytes === undefined) return undefined
    if (bytes.length !== tile.width * HASH_BYTES) throw new MerkleError({ code: 'bad_tile', part: tilePath(tile) })
    const inner = level % TILE_HEIGHT
    const count = 2 ** inner
    const start = (index * count) % TILE_WIDTH
    if (start + count > tile.width) return undefined
    let row = Array.from({ length: count }, (_, at) =>
      bytes.subarray((start + at) * HASH_BYTES, (start + at + 1) * HASH_BYTES),
    )
    while (row.length > 1) row = pairs(row, sha256)
    return row[0]
  }
}

function pairs(row: readonly Uint8Array[], sha256: Sha256): Uint8Array[] {
  const above: Uint8Array[] = []
  for (let at = 0; at + 1 < row.length; at += 2) {
    const [left, right] = [row[at], row[at + 1]]
    if (left !== undefined && right !== undefined) above.push(hashPair(left, right, sha256))
  }
  return above
}

/** Entries as a bundle: each with its length in two bytes before it. */
export function printEntryBundle(entries: readonly Uint8Array[]): MerkleResult<Uint8Array> {
  if (entries.length === 0 || entries.length > TILE_WIDTH) return refuse('bad_tile', 'entries')
  const long = entries.findIndex((entry) => entry.length > 0xffff)
  if (long !== -1) return refuse('too_long', `entry ${long}`)
  return done(concat(...entries.flatMap((entry) => [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry])))
}

/** The entries of a bundle, which must be exactly `width`. */
export function parseEntryBundle(bytes: Uint8Array, width: number): MerkleResult<Uint8Array[]> {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    if (entries.length === width) return refuse('bad_tile', 'more entries than the width')
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    const end = at + 2 + length
    if (at + 2 > bytes.length || end > bytes.length) return refuse('bad_tile', `entry ${entries.length}`)
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries.length === width ? done(entries) : refuse('bad_tile', 'fewer entries than the width')
}
