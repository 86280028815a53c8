import { unpack } from './archive.ts'
import { readCsv } from './csv.ts'
import { readHeader } from './header.ts'
import { limits } from './table.ts'

const HEAD_BYTES = 64_000

/**
 * What can be said of a file at once, before it waits for its turn: null, or the code of why it is no table of goods.
 * Nothing is unpacked; the job that reads the file judges the rest.
 */
export function firstLook(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = file.toString('latin1', 0, 4)
  if (start === 'PK\u0003\u0004') return isWorkbook(file) ? null : 'market.import.unreadable'
  // A compound file (MS-CFB) has a header of 512 bytes.
  if (start === '\u00d0\u00cf\u0011\u00e0') return file.length > 512 ? null : 'market.import.unreadable'
  const head = readCsv(wholeLines(file))
  if (head.ok) return readHeader(head.table).faults.find(({ code }) => code === 'market.import.no_header')?.code ?? null
  return head.code === 'market.import.bad_encoding' ? head.code : null
}

function isWorkbook(file: Buffer): boolean {
  let found = false
  const listed = unpack(file, { entries: limits.entries, bytes: 0 }, (name) => {
    found ||= /^xl\/workbook\.(xml|bin)$/i.test(name)
    return false
  })
  return (listed.ok && found) || (!listed.ok && listed.why === 'too_large')
}

/** The beginning of a file up to the end of a line, so that no character is cut. */
function wholeLines(file: Buffer): Buffer {
  if (file.length <= HEAD_BYTES) return file
  const end = file.lastIndexOf('\n', HEAD_BYTES)
  const isWide = file[0] === 0xff && file[1] === 0xfe
  return file.subarray(0, end <= 0 ? file.length : isWide ? end - (end % 2) : end)
}
