/**
 * Decides together what was asked at the same time: while one batch is under way, what arrives waits in a line, and the next batch takes
 * all of it, in the order of arrival. A hot row is then locked once for many askers. It holds no truth: `decide` must be right
 * whoever else decides elsewhere, so any number of processes may each have one.
 */
export type Coalescer<Item, Answer> = {
  /** The item's own answer. Rejects with what `decide` threw for it alone, or with `CrowdedOut` where too many wait already. */
  ask(item: Item): Promise<Answer>
  /** Resolves when nobody waits and nothing is under way. */
  settled(): Promise<void>
}

export class CrowdedOut extends Error {}

export type CoalescerLimits = {
  batchMax: number
  waitingMax: number
  /** Whether one item may be to blame for a failure: then each is decided alone, so that nobody fails for a neighbour's fault. */
  separable(error: unknown): boolean
}

type Waiting<Item, Answer> = { item: Item; resolve(answer: Answer): void; reject(error: unknown): void }

export function coalescer<Item, Answer>(
  decide: (batch: readonly Item[]) => Promise<readonly Answer[]>,
  { batchMax, waitingMax, separable }: CoalescerLimits,
): Coalescer<Item, Answer> {
  let line: Waiting<Item, Answer>[] = []
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    // Whoever asks in the same turn of the event loop rides along.
    await Promise.resolve()
    while (line.length > 0) {
      const batch = line.slice(0, batchMax)
      line = line.slice(batchMax)
      await decideTogether(batch)
    }
    running = null
  }

  async function decideTogether(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await decide(batch.map((one) => one.item))
      if (answers.length !== batch.length) throw new Error(`${batch.length} asked, ${answers.length} answered`)
      batch.forEach((one, at) => one.resolve(answers[at] as Answer))
    } catch (error) {
      if (batch.length === 1 || !separable(error)) for (const one of batch) one.reject(error)
      else for (const one of batch) await decideTogether([one])
    }
  }

  return {
    ask(item) {
      if (line.length >= waitingMax) return Promise.reject(new CrowdedOut())
      return new Promise((resolve, reject) => {
        line.push({ item, resolve, reject })
        running ??= run()
      })
    },
    async settled() {
      for (let under = running; under !== null; under = running) await under
    },
  }
}
