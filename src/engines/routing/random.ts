/** A seeded stream of numbers (Mulberry32): the same on every machine, quick, and good enough to steer a search. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0
  }

  /** A whole number of 32 bits, signed. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return mixed ^ (mixed >>> 14)
  }

  /** At least 0, below 1. */
  share(): number {
    return (this.next() >>> 0) / 4294967296
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(((this.next() >>> 0) / 4294967296) * count)
  }
}

/** As good as never, and still a small whole number. */
const NEVER = 1e9

/**
 * Passes over one place in so many, by lot. What is drawn is how many places are taken until the next is passed over, so that asking
 * costs next to nothing.
 */
export class Blinks {
  private taken = 0
  private readonly random: Random
  private readonly share: number

  constructor(random: Random, share: number) {
    this.random = random
    this.share = share
    this.draw()
  }

  /** Whether this place is passed over. */
  next(): boolean {
    if (this.taken-- > 0) return false
    this.draw()
    return true
  }

  private draw(): void {
    const taken = this.share === 0 ? NEVER : Math.floor(Math.log(1 - this.random.share()) / Math.log(1 - this.share))
    this.taken = Math.min(NEVER, taken)
  }
}
