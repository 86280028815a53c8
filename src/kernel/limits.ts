import type { Actor } from './actor.ts'
import { actorId } from './actor.ts'
import type { Clock } from './clock.ts'
import { refuse } from './refusal.ts'

type Limited = { name: string; limitPerMinute?: number }
type Asker = { actor: Actor; ip?: string | undefined }

export type Limits = { take(operation: Limited, asker: Asker): void }

const BUCKETS_MAX = 50_000

/**
 * Token buckets kept by this process: a brake on floods, not an account. With N processes behind a balancer
 * the effective limit is up to N times as high; what must hold exactly (sign-in attempts, phone codes) is counted in the database.
 */
export function limits(clock: Clock, generalPerMinute: number): Limits {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const take = (key: string, perMinute: number) => {
    const at = clock.now().getTime()
    const bucket = buckets.get(key) ?? { tokens: perMinute, at }
    const tokens = Math.min(perMinute, bucket.tokens + ((at - bucket.at) / 60_000) * perMinute)
    if (tokens < 1) refuse('kernel.too_many_requests', { seconds: Math.ceil(((1 - tokens) * 60) / perMinute) })
    buckets.delete(key)
    buckets.set(key, { tokens: tokens - 1, at })
    if (buckets.size > BUCKETS_MAX) buckets.delete(buckets.keys().next().value ?? key)
  }
  return {
    take(operation, asker) {
      if (generalPerMinute === 0 || asker.actor.kind === 'system' || asker.actor.kind === 'gateway') return
      const who = asker.ip ?? actorId(asker.actor) ?? 'unknown'
      take(who, generalPerMinute)
      if (operation.limitPerMinute !== undefined) take(`${who} ${operation.name}`, operation.limitPerMinute)
    },
  }
}
