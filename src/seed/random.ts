/** Repeatable choices (mulberry32): the same start always tells the same story. */
export type Random = {
  whole(low: number, high: number): number
  pick<T>(things: readonly T[]): T
  chance(probability: number): boolean
  /** One of the things, each as likely as its share says. */
  shared<T extends { share: number }>(things: readonly T[]): T
}

export function randomFrom(start: number): Random {
  let state = start >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    whole,
    pick: (things) => things[whole(0, things.length - 1)] as (typeof things)[number],
    chance: (probability) => next() < probability,
    shared(things) {
      let left = next() * things.reduce((sum, one) => sum + one.share, 0)
      return things.find((one) => (left -= one.share) < 0) ?? (things[0] as (typeof things)[number])
    },
  }
}
