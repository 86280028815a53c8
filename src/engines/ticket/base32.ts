// RFC 4648, section 6, without padding: letters and digits alone, so that a QR code may use its alphanumeric mode and a scanner that
// types like a keyboard, through whatever layout, cannot spoil a sign.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let kept = 0
  let bits = 0
  for (const byte of bytes) {
    kept = ((kept << 8) | byte) & 0xfff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET.charAt((kept >> bits) & 31)
    }
  }
  return bits === 0 ? text : text + ALPHABET.charAt((kept << (5 - bits)) & 31)
}

/** The bytes of a text that `toBase32` writes, and of no other; null for the rest. */
export function fromBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let kept = 0
  let bits = 0
  let at = 0
  for (const sign of text) {
    const value = ALPHABET.indexOf(sign)
    if (value === -1) return null
    kept = ((kept << 5) | value) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at] = (kept >> bits) & 255
    at += 1
  }
  // Bits left over must be none but the filling, or one ticket would have several texts.
  return bits < 5 && (kept & ((1 << bits) - 1)) === 0 ? bytes : null
}
