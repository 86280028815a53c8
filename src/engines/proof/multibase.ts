import { done, refuse, type ProofResult } from './fault.ts'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
/** The work grows with the square of the length; keys and signatures are far shorter. */
const CHARACTERS_MAX = 200

/** Bytes in base58btc after the multibase prefix `z`. */
export function toMultibase(bytes: Uint8Array): string {
  let number = 0n
  for (const byte of bytes) number = number * 256n + BigInt(byte)
  let digits = ''
  for (; number > 0n; number /= 58n) digits = `${ALPHABET.charAt(Number(number % 58n))}${digits}`
  const zeroes = bytes.findIndex((byte) => byte !== 0)
  return `z${'1'.repeat(zeroes === -1 ? bytes.length : zeroes)}${digits}`
}

export function fromMultibase(text: string, path: string): ProofResult<Uint8Array> {
  if (!text.startsWith('z') || text.length > CHARACTERS_MAX) return refuse('bad_multibase', path)
  const digits = text.slice(1)
  let number = 0n
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit)
    if (value === -1) return refuse('bad_multibase', path)
    number = number * 58n + BigInt(value)
  }
  const bytes: number[] = []
  for (; number > 0n; number /= 256n) bytes.unshift(Number(number % 256n))
  const zeroes = digits.length - digits.replace(/^1+/, '').length
  return done(Uint8Array.from([...Array<number>(zeroes).fill(0), ...bytes]))
}

/** Multicodec heads of an Ed25519 public key and secret seed. */
const PUBLIC = [0xed, 0x01]
const SECRET = [0x80, 0x26]

function key(text: string, head: readonly number[], path: string): ProofResult<Uint8Array> {
  const bytes = fromMultibase(text, path)
  if (!bytes.ok) return bytes
  const fits = bytes.value.length === 34 && head.every((byte, at) => bytes.value[at] === byte)
  return fits ? done(bytes.value.subarray(2)) : refuse('bad_key', path)
}

/** The 32 bytes of an Ed25519 public key written as Multikey (`z6Mk…`). */
export const publicKeyFromMultibase = (text: string): ProofResult<Uint8Array> => key(text, PUBLIC, '')

/** The 32-byte secret seed of an Ed25519 key written as Multikey (`z3u2…`). */
export const seedFromMultibase = (text: string): ProofResult<Uint8Array> => key(text, SECRET, '')

export const publicKeyToMultibase = (publicKey: Uint8Array): string =>
  toMultibase(Uint8Array.from([...PUBLIC, ...publicKey]))

/** The key that a `did:key` verification method bears in its own name. */
export function publicKeyOfDidKey(verificationMethod: string): ProofResult<Uint8Array> {
  const match = verificationMethod.match(/^did:key:(z[1-9A-HJ-NP-Za-km-z]{1,100})(?:#\1)?$/)
  return match === null ? refuse('bad_key', '') : publicKeyFromMultibase(match[1] ?? '')
}
