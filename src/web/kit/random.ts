/** A source of repeatable choices: the same seed always tells the same story. */
export interface Random {
  /** A number from `low` up to, not including, `high`. */
  between(low: number, high: number): number
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number
  /** One of the given things. */
  pick<T>(things: readonly T[]): T
  /** True with the given probability. */
  chance(probability: number): boolean
}

/** FNV-1a, 32 bits: a small stable hash for seeds and element ids. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** xorshift32 over a hashed seed: enough for pictures, never for secrets. */
export function randomFrom(seed: string): Random {
  let state = hash32(seed) || 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
  for (let warm = 0; warm < 8; warm++) next()
  const between = (low: number, high: number): number => low + next() * (high - low)
  const whole = (low: number, high: number): number => Math.floor(between(low, high + 1))
  return {
    between,
    whole,
    pick: (things) => things[whole(0, things.length - 1)] as (typeof things)[number],
    chance: (probability) => next() < probability,
  }
}
