import type { App } from '../../kernel/app.ts'
import { addSeconds } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { afterAttempt, ENDPOINTS_MAX, hasFailedLong, LEASE_SECONDS } from './delivery.ts'
import type { Due } from './delivery.sql.ts'
import { dropWaiting, insertMessages, recordAttempt, takeDueDeliveries } from './delivery.sql.ts'
import { setEndpointState } from './endpoint.sql.ts'
import { post } from './post.ts'
import type { Answer } from './post.ts'
import { signedHeaders, unsealed } from './signing.ts'

const BATCH = 20
const TIMEOUT_MS = 15_000

/** Something that happened, for the systems of one organisation. `about` names it: the same is told once. */
export type Happening = {
  organisationId: string
  type: string
  about: string
  at: Date
  data: Readonly<Record<string, unknown>>
}

/** Writes down what is to be told, for every endpoint that wants it, or for one. */
export function announce(
  tx: Tx,
  happenings: readonly Happening[],
  now: Date,
  only: string | null = null,
): Promise<string[]> {
  const messages = happenings.map(({ organisationId, type, about, at, data }) => ({
    id: uuidv7(now),
    organisationId,
    type,
    about,
    body: JSON.stringify({ type, timestamp: at.toISOString(), data }),
    deliveryIds: Array.from({ length: ENDPOINTS_MAX }, () => uuidv7(now)),
  }))
  return insertMessages(tx, messages, only, now)
}

/** Sends what is due, several at once. An attempt that is cut off comes again after its lease, under the same id. */
export async function deliverWebhooks(app: App, chance: () => number = Math.random): Promise<number> {
  const now = app.clock.now()
  const due = await app.database.transact((tx) => takeDueDeliveries(tx, now, addSeconds(now, LEASE_SECONDS), BATCH))
  await Promise.all(due.map((one) => deliverOne(app, one, chance())))
  return due.length
}

async function deliverOne(app: App, one: Due, chance: number): Promise<void> {
  const sentAt = app.clock.now()
  const answer = await sent(app, one)
  const verdict = afterAttempt(answer, one.attempts, chance, sentAt)
  const nextAt = verdict.state === 'waiting' ? verdict.nextAt : null
  await app.database.transact(async (tx) => {
    const attempt = { ...answer, number: one.attempts, at: sentAt }
    const failingSince = await recordAttempt(tx, one.id, attempt, { state: verdict.state, nextAt })
    const gone = verdict.state === 'failed' && verdict.gone
    if (gone || hasFailedLong(failingSince, sentAt)) await switchOff(tx, one, gone ? 'gone' : 'failing', sentAt)
  })
}

async function sent(app: App, one: Due): Promise<Answer> {
  const nothing = { status: null, tookMs: 0, answer: '', retryAfter: null }
  if (one.body === null) return { ...nothing, fault: 'body_forgotten' }
  const { sealingSecret: secret } = app.ports
  const now = app.clock.now()
  const secrets = [unsealed(secret, one.secret)]
  if (one.oldSecret !== null && one.oldUntil !== null && one.oldUntil > now)
    secrets.push(unsealed(secret, one.oldSecret))
  const headers = signedHeaders(one.messageId, now, one.body, secrets)
  return post(one.url, headers, one.body, { local: app.ports.webhooksLocal, timeoutMs: TIMEOUT_MS })
}

async function switchOff(tx: Tx, one: Due, why: 'failing' | 'gone', now: Date): Promise<void> {
  await setEndpointState(tx, one.endpointId, 'disabled', why)
  await dropWaiting(tx, one.endpointId, now)
  const { organisationId, endpointId } = one
  tx.effects.publish({
    name: 'webhooks.endpoint.disabled',
    subject: endpointId,
    data: { organisationId, endpointId, host: new URL(one.url).host, why },
  })
}
