import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Instant } from '../../kernel/clock.ts'

const PREFIX = 'whsec_'

/** A new secret of 24 random bytes, written as Standard Webhooks has it. */
export const newSecret = (random: Uint8Array = randomBytes(24)): string =>
  `${PREFIX}${Buffer.from(random).toString('base64')}`

/**
 * Headers of a webhook by the Standard Webhooks specification (symmetric, v1): HMAC-SHA256 over `id.timestamp.body`. With
 * several secrets, as during a rotation, there is a signature by each.
 */
export function signedHeaders(id: string, now: Instant, body: string, secrets: readonly string[]) {
  const timestamp = Math.floor(now.getTime() / 1000)
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

const keyOf = (countySecret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', countySecret, '', 'webhooks.endpoint.secret', 32))

/** Seals a secret for the database: AES-256-GCM under a key made of the county's own secret. */
export function sealed(countySecret: string, secret: string, nonce: Uint8Array = randomBytes(12)): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', keyOf(countySecret), nonce)
  return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `sealed` made; throws where it was made under another secret of the county. */
export function unsealed(countySecret: string, box: Uint8Array): string {
  const bytes = Buffer.from(box)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(countySecret), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
}
