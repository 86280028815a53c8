/**
 * Asks `perSecond` times a second for `seconds`, whether or not earlier answers have come: a stall is felt by all who ask during it.
 * Latency counts from the moment a question was due, not from when it could be sent.
 */
export async function openLoop(
  perSecond: number,
  seconds: number,
  ask: (turn: number) => Promise<void>,
): Promise<{ latencies: number[]; failed: number; seconds: number }> {
  const latencies: number[] = []
  let failed = 0
  const started = performance.now()
  const under: Promise<void>[] = []
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const due = started + (turn * 1000) / perSecond
    const early = due - performance.now()
    if (early > 0) await new Promise((wake) => setTimeout(wake, early))
    under.push(
      ask(turn).then(
        () => void latencies.push(performance.now() - due),
        () => {
          failed += 1
        },
      ),
    )
  }
  await Promise.all(under)
  return { latencies, failed, seconds: (performance.now() - started) / 1000 }
}
