import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

declare module './ports.ts' {
  interface Ports {
    /** Seals what must be read again, such as the secrets webhooks are signed with. */
    sealingSecret: string
  }
}

/** A key of its own for every use, made of the county's one secret: HKDF (RFC 5869). */
export const keyFor = (countySecret: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', countySecret, '', use, 32))

/** Seals a text for the database: AES-256-GCM under the county's key for this use. */
export function sealed(
  countySecret: string,
  use: string,
  text: string,
  nonce: Uint8Array = randomBytes(12),
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', keyFor(countySecret, use), nonce)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `sealed` made; throws where it was made under another secret or for another use. */
export function unsealed(countySecret: string, use: string, box: Uint8Array): string {
  const bytes = Buffer.from(box)
  const decipher = createDecipheriv('aes-256-gcm', keyFor(countySecret, use), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
}

/** The same text always gives the same 32 bytes, and nobody without the county's secret can try texts until one fits. */
export const keyedHash = (countySecret: string, use: string, text: string): Uint8Array =>
  createHmac('sha256', keyFor(countySecret, use)).update(text).digest()
