import type { Server } from 'node:http'

export type Arrived = {
  id: string | undefined
  timestamp: string | undefined
  signature: string | undefined
  body: string
}
export type Verdict = 'taken' | 'malformed' | 'wrong_signature' | 'too_old' | 'seen_before'
export function judge(arrived: Arrived, secrets: readonly string[], seen: Set<string>, nowSeconds: number): Verdict
export function receiver(
  secrets: readonly string[],
  take: (body: { type: string; timestamp: string; data: Record<string, unknown> }, id: string) => void,
  now?: () => number,
): Server
