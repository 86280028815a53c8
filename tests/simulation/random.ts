/** A small seeded generator (mulberry32): the same seed, the same county. */
export function seeded(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    chance: (p: number) => next() < p,
    pick: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T,
  }
}

/** What CI runs, so that a landing never depends on chance; at a desk every run is another county. */
export const CI_SEED = 20_261_124

/** `SEED=123 npx vitest …` runs a simulation again as it was. */
export function printedSeed(name: string): number {
  const fresh = process.env.CI === 'true' ? CI_SEED : Math.floor(Math.random() * 1_000_000_000)
  const seed = Number(process.env.SEED ?? fresh)
  console.log(`${name}: SEED=${seed}`)
  return seed
}
