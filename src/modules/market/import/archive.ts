import { crc32, inflateRawSync } from 'node:zlib'

/** One file of an archive, unpacked. */
export type Entry = { name: string; bytes: Uint8Array }
export type Unpacked = { ok: true; entries: Entry[] } | { ok: false; why: 'broken' | 'encrypted' | 'too_large' }

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50

/**
 * Unpacks a ZIP archive (PKWARE APPNOTE 6.3) within a number of bytes, whatever sizes it claims for itself.
 * Only entries that `wanted` names are unpacked.
 */
export function unpack(
  zip: Buffer,
  limits: { entries: number; bytes: number },
  wanted: (name: string) => boolean,
): Unpacked {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  if (end < 0 || end + 22 > zip.length) return { ok: false, why: 'broken' }
  const count = zip.readUInt16LE(end + 10)
  if (count > limits.entries) return { ok: false, why: 'too_large' }
  const entries: Entry[] = []
  let left = limits.bytes
  let at = zip.readUInt32LE(end + 16)
  try {
    for (let i = 0; i < count; i += 1) {
      const header = centralHeader(zip, at)
      if (header === null) return { ok: false, why: 'broken' }
      at = header.next
      if (!wanted(header.name)) continue
      if (header.encrypted) return { ok: false, why: 'encrypted' }
      const bytes = contentOf(zip, header, left)
      left -= bytes.length
      entries.push({ name: header.name, bytes })
    }
  } catch (error) {
    return { ok: false, why: (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'broken' }
  }
  return { ok: true, entries }
}

type Header = { name: string; encrypted: boolean; method: number; packedBytes: number; start: number; next: number }

function centralHeader(zip: Buffer, at: number): Header | null {
  if (at + 46 > zip.length || zip.readUInt32LE(at) !== CENTRAL) return null
  const nameEnd = at + 46 + zip.readUInt16LE(at + 28)
  return {
    name: zip.toString('utf8', at + 46, nameEnd),
    encrypted: (zip.readUInt16LE(at + 8) & 1) !== 0,
    method: zip.readUInt16LE(at + 10),
    packedBytes: zip.readUInt32LE(at + 20),
    start: zip.readUInt32LE(at + 42),
    next: nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32),
  }
}

function contentOf(zip: Buffer, header: Header, bytesMax: number): Uint8Array {
  if (zip.readUInt32LE(header.start) !== LOCAL) throw new RangeError('no local header')
  const start = header.start + 30 + zip.readUInt16LE(header.start + 26) + zip.readUInt16LE(header.start + 28)
  const packed = zip.subarray(start, start + header.packedBytes)
  if (packed.length !== header.packedBytes) throw new RangeError('cut short')
  if (header.method === 8) return inflateRawSync(packed, { maxOutputLength: Math.max(1, bytesMax) })
  if (header.method !== 0) throw new RangeError('unknown method')
  if (packed.length > bytesMax) throw Object.assign(new RangeError('too large'), { code: 'ERR_BUFFER_TOO_LARGE' })
  return packed
}

/** An archive of the entries, not compressed: a reader of it meets no size but the true one. */
export function pack(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const nameBytes = Buffer.from(name)
    const shared = Buffer.alloc(26)
    // Version 2.0, UTF-8 names, stored, 1 January 1980.
    for (const [value, position] of [
      [20, 0],
      [0x0800, 2],
      [0x21, 8],
      [nameBytes.length, 22],
    ] as const)
      shared.writeUInt16LE(value, position)
    for (const [value, position] of [
      [crc32(bytes), 10],
      [bytes.length, 14],
      [bytes.length, 18],
    ] as const)
      shared.writeUInt32LE(value, position)
    parts.push(uint32(LOCAL), shared, nameBytes, Buffer.from(bytes))
    directory.push(uint32(CENTRAL), Buffer.from([20, 0]), shared, Buffer.alloc(10), uint32(offset), nameBytes)
    offset += 30 + nameBytes.length + bytes.length
  }
  const central = Buffer.concat(directory)
  const counts = Buffer.alloc(8)
  counts.writeUInt16LE(entries.length, 4)
  counts.writeUInt16LE(entries.length, 6)
  return Buffer.concat([
    ...parts,
    central,
    uint32(END),
    counts,
    uint32(central.length),
    uint32(offset),
    Buffer.alloc(2),
  ])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
