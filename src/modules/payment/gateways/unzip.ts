import { crc32, inflateRawSync } from 'node:zlib'

/** The most one archive may unpack to; a day's bill is far below it, an archive made to fill the memory is not. */
const unpackedBytesMax = 256 * 1024 * 1024

/**
 * The files of a ZIP archive by its central directory (APPNOTE.TXT 4.3): stored or deflated, neither encrypted nor Zip64.
 * Names without the UTF-8 flag are read as GBK, as Alipay writes them. Throws `RangeError` for anything else.
 */
export function unzip(archive: Uint8Array): { name: string; bytes: Buffer }[] {
  const zip = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  const end = zip.lastIndexOf(endOfDirectory)
  if (end < 0 || zip.length < end + 22) throw new RangeError('not a ZIP archive')
  const files = []
  let leftBytes = unpackedBytesMax
  let at = zip.readUInt32LE(end + 16)
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const entry = entryAt(zip, at)
    const bytes = contentOf(zip, entry, leftBytes)
    leftBytes -= bytes.length
    files.push({ name: entry.name, bytes })
    at = entry.endsAt
  }
  return files
}

const endOfDirectory = Buffer.from('PK\x05\x06', 'latin1')

type Entry = ReturnType<typeof entryAt>

function entryAt(zip: Buffer, at: number) {
  if (zip.readUInt32LE(at) !== 0x02014b50) throw new RangeError('a ZIP directory that is broken')
  const flags = zip.readUInt16LE(at + 8)
  if (flags & 1) throw new RangeError('a ZIP archive that is encrypted')
  const nameEndsAt = at + 46 + zip.readUInt16LE(at + 28)
  return {
    name: new TextDecoder(flags & 0x800 ? 'utf-8' : 'gbk').decode(zip.subarray(at + 46, nameEndsAt)),
    method: zip.readUInt16LE(at + 10),
    checksum: zip.readUInt32LE(at + 16),
    packedBytes: zip.readUInt32LE(at + 20),
    unpackedBytes: zip.readUInt32LE(at + 24),
    startsAt: zip.readUInt32LE(at + 42),
    endsAt: nameEndsAt + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32),
  }
}

function contentOf(zip: Buffer, entry: Entry, bytesMax: number): Buffer {
  if (entry.unpackedBytes > bytesMax) throw new RangeError('a ZIP archive that is too large')
  // The local header repeats the name and has extra fields of its own length.
  const start = entry.startsAt + 30 + zip.readUInt16LE(entry.startsAt + 26) + zip.readUInt16LE(entry.startsAt + 28)
  const packed = zip.subarray(start, start + entry.packedBytes)
  const bytes = unpack(packed, entry)
  if (bytes.length !== entry.unpackedBytes || crc32(bytes) !== entry.checksum) {
    throw new RangeError(`a ZIP archive that is damaged at ${entry.name}`)
  }
  return bytes
}

function unpack(packed: Buffer, entry: Entry): Buffer {
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw new RangeError(`a ZIP method that is not known: ${entry.method}`)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpackedBytes) })
  } catch (cause) {
    throw new RangeError(`a ZIP archive that is damaged at ${entry.name}`, { cause })
  }
}
