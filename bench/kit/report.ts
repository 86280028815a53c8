import { cpus } from 'node:os'

/** The value below which `part` of the samples lie (nearest rank). */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0
}

export const ms = (value: number) => `${value.toFixed(1)} ms`

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const cells = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, i) => Math.max(...cells.map((row) => (row[i] ?? '').length)))
  const print = (row: readonly string[]) =>
    console.log(`| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`)
  const [first, ...others] = cells
  print(first ?? [])
  console.log(`|${widths.map((w) => '-'.repeat(w + 2)).join('|')}|`)
  for (const row of others) print(row)
}

export function machine(): string {
  const [first] = cpus()
  return `${cpus().length} cores ${first?.model.trim() ?? ''}, Node ${process.version}`
}

/** Runs `work` from `workers` closed loops until the time is over; each loop starts the next as soon as one ends. */
export async function closedLoop(
  workers: number,
  seconds: number,
  work: (worker: number) => Promise<void>,
): Promise<{ latencies: number[]; seconds: number }> {
  const latencies: number[] = []
  const started = performance.now()
  const until = started + seconds * 1000
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() < until) {
        const begin = performance.now()
        await work(worker)
        latencies.push(performance.now() - begin)
      }
    }),
  )
  return { latencies, seconds: (performance.now() - started) / 1000 }
}
