import { randomBytes } from 'node:crypto'
import type { Instant } from './clock.ts'

/** UUID version 7 (RFC 9562): sorts by the moment it was made. */
export function uuidv7(now: Instant, random: Uint8Array = randomBytes(10)): string {
  const bytes = new Uint8Array(16)
  let ms = now.getTime()
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = ms % 256
    ms = Math.floor(ms / 256)
  }
  bytes.set(random, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Crockford base 32: no I, L, O, U, so that a code survives being read aloud or copied by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function readableCode(length: number, random: Uint8Array = randomBytes(length)): string {
  return Array.from(random.subarray(0, length), (byte) => ALPHABET[byte % 32]).join('')
}
