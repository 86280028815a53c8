import { createHmac } from 'node:crypto'
import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { isPhone } from './contact.ts'

/** At most `times` in `seconds`, counted from the first. */
export type AttemptLimit = { times: number; seconds: number }

type AttemptRule = { field: 'email' | 'phoneNumber'; limits: readonly AttemptLimit[] }

const HOUR = 3600
const DAY = 86_400

/**
 * What one account may be tried for, wherever the requests come from. A phone code has a million values and each code
 * three tries; with these rules an attacker has at most 10 guesses an hour at a number.
 */
export const attemptRules: Readonly<Record<string, AttemptRule>> = {
  '/sign-in/email': { field: 'email', limits: [{ times: 10, seconds: HOUR / 4 }] },
  '/request-password-reset': {
    field: 'email',
    limits: [
      { times: 1, seconds: 60 },
      { times: 5, seconds: DAY },
    ],
  },
  '/send-verification-email': {
    field: 'email',
    limits: [
      { times: 1, seconds: 60 },
      { times: 5, seconds: DAY },
    ],
  },
  '/phone-number/send-otp': {
    field: 'phoneNumber',
    limits: [
      { times: 1, seconds: 60 },
      { times: 5, seconds: HOUR },
      { times: 10, seconds: DAY },
    ],
  },
  '/phone-number/verify': { field: 'phoneNumber', limits: [{ times: 10, seconds: HOUR }] },
}

/** The counters a request draws on; none for paths without a rule or bodies the endpoint will refuse anyway. */
export function attemptCounters(path: string, body: unknown, secret: string): { key: string; limit: AttemptLimit }[] {
  const rule = attemptRules[path]
  if (rule === undefined || typeof body !== 'object' || body === null) return []
  const given: unknown = (body as Record<string, unknown>)[rule.field]
  if (typeof given !== 'string' || given.length > 320) return []
  if (rule.field === 'phoneNumber' && !isPhone(given)) return []
  const account = given.trim().toLowerCase()
  return rule.limits.map((limit) => ({
    key: createHmac('sha256', secret).update(`attempt ${path} ${limit.seconds} ${account}`).digest('base64url'),
    limit,
  }))
}

/** Counts an attempt in one statement; `count` and `resetsAt` are those after it. */
export const countAttempt = {
  name: 'people.attempt.count',
  text: `
  INSERT INTO people.attempt AS a (key, count, resets_at) VALUES ($1, 1, $3)
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN a.resets_at <= $2 THEN 1 ELSE a.count + 1 END,
    resets_at = CASE WHEN a.resets_at <= $2 THEN excluded.resets_at ELSE a.resets_at END
  RETURNING count, resets_at AS "resetsAt"`,
}

export const attemptValues = (key: string, limit: AttemptLimit, now: Instant) => [
  key,
  now,
  addSeconds(now, limit.seconds),
]

/** Seconds to wait, or 0 where the attempt is within the limit. */
export function attemptWait(counted: { count: number; resetsAt: Instant }, limit: AttemptLimit, now: Instant): number {
  if (counted.count <= limit.times) return 0
  return Math.max(1, Math.ceil((counted.resetsAt.getTime() - now.getTime()) / 1000))
}
