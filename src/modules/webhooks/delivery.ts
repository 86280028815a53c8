import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'

/** What a seller's system can hear of. `ping` is sent by hand. */
export const eventTypes = [
  'order.paid',
  'order.shipped',
  'order.cancelled',
  'order.refunded',
  'order.completed',
  'after_sales.opened',
  'after_sales.moved',
] as const
export type EventType = (typeof eventTypes)[number]

export const ENDPOINTS_MAX = 10
/** Both secrets are valid so long after a rotation. */
export const ROTATION_SECONDS = 86_400
/** An endpoint that has only failed for so long is switched off: shorter than the attempts at one message last. */
export const FAILING_SECONDS = 2 * 86_400
export const LEASE_SECONDS = 120
/** Bodies are forgotten after this; the log's lines later. */
export const BODY_DAYS = 30
export const LOG_DAYS = 90

/** Seconds from one attempt to the next, as Standard Webhooks proposes them. */
const RETRY_SECONDS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
export const ATTEMPTS_MAX = RETRY_SECONDS.length + 1
const RETRY_AFTER_MAX = 86_400

export type Answered = { status: number | null; retryAfter: number | null }
export type Verdict =
  | { state: 'delivered' }
  | { state: 'failed'; gone: boolean }
  | { state: 'waiting'; nextAt: Instant }

/**
 * What follows the `attempts`-th attempt. Any 2xx is success; 410 says never again; everything else comes again, not sooner
 * than the receiver asks. `chance` in [0, 1) spreads what failed together.
 */
export function afterAttempt(
  { status, retryAfter }: Answered,
  attempts: number,
  chance: number,
  now: Instant,
): Verdict {
  if (status !== null && status >= 200 && status < 300) return { state: 'delivered' }
  if (status === 410) return { state: 'failed', gone: true }
  const wait = RETRY_SECONDS[attempts - 1]
  if (wait === undefined) return { state: 'failed', gone: false }
  const asked = Math.min(retryAfter ?? 0, RETRY_AFTER_MAX)
  return { state: 'waiting', nextAt: addSeconds(now, Math.max(Math.round(wait * (0.8 + chance * 0.4)), asked)) }
}

/** Whether an endpoint has failed for so long that it is switched off. */
export const hasFailedLong = (failingSince: Instant | null, now: Instant): boolean =>
  failingSince !== null && now.getTime() - failingSince.getTime() >= FAILING_SECONDS * 1000
