import { createHmac, randomBytes } from 'node:crypto'
import type { Instant } from '../../kernel/clock.ts'
import { sealed as seal, unsealed as unseal } from '../../kernel/seal.ts'

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

/** What the county's secret makes a key for. */
const SEAL = 'webhooks.endpoint.secret'

/** Seals an endpoint's secret for the database. */
export const sealed = (countySecret: string, secret: string): Uint8Array => seal(countySecret, SEAL, secret)

/** Opens what `sealed` made; throws where it was made under another secret of the county. */
export const unsealed = (countySecret: string, box: Uint8Array): string => unseal(countySecret, SEAL, box)
