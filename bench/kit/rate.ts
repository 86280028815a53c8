/** Seconds of processor time this process has used, which other work on the machine changes least. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** How often in a second of processor time something runs: the best of some rounds. */
export function perSecond(work: (round: number) => void, { seconds = 1.5, rounds = 3 } = {}): number {
  let best = 0
  let done = 0
  for (let round = 0; round < rounds; round++) {
    const start = cpuSeconds()
    let count = 0
    let elapsed = 0
    while (elapsed < seconds / rounds) {
      for (let i = 0; i < 64; i++) work(done++)
      count += 64
      elapsed = cpuSeconds() - start
    }
    best = Math.max(best, count / elapsed)
  }
  return best
}
