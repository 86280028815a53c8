import { readFileSync } from 'node:fs'
import { readProblem, RoutingFault, solveInThreads, writeSol, writeVroom } from '../engines/routing/index.ts'
import type { Progress, SolveLimit } from '../engines/routing/index.ts'

export type SolveValues = { seconds?: string; iterations?: string; seed?: string; threads?: string }

const REPORT_MS = 1000

/**
 * `terrace solve FILE`: reads a routing problem, searches, and writes the answer to standard output; progress goes to standard
 * error. Ctrl-C ends the search with the best plan so far. Returns the exit code.
 */
export async function solveFile(files: readonly string[], values: SolveValues): Promise<number> {
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    const [file, ...others] = files
    if (file === undefined || others.length > 0) throw new RoutingFault('bad_option', 'solve', 'one file is needed')
    const { format, problem } = readProblem(readFileSync(file, 'utf8'))
    const since = performance.now()
    const answer = await solveInThreads(problem, {
      ...limitOf(values),
      seed: numberOf(values.seed ?? '1', 'seed'),
      threads: numberOf(values.threads ?? '1', 'threads'),
      signal: stop.signal,
      onProgress: reporter(),
    })
    const written =
      format === 'vroom' ? writeVroom(problem, answer, performance.now() - since) : writeSol(problem, answer)
    await new Promise((done) => process.stdout.write(written, done))
    return 0
  } catch (error) {
    const expected = error instanceof RoutingFault || (error as NodeJS.ErrnoException).syscall !== undefined
    process.stderr.write(`terrace: ${expected ? (error as Error).message : (error as Error).stack}\n`)
    return expected ? 2 : 1
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

function limitOf({ seconds, iterations }: SolveValues): SolveLimit {
  if (iterations !== undefined) return { iterations: numberOf(iterations, 'iterations') }
  return { seconds: numberOf(seconds ?? '10', 'seconds') }
}

function numberOf(text: string, name: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(text))
    throw new RoutingFault('bad_option', `--${name}`, `"${text.slice(0, 40)}" is no number`)
  return Number(text)
}

/** A line a second, and one at the end. */
function reporter(): (progress: Progress) => void {
  let next = performance.now() + REPORT_MS
  return ({ iterations, seconds, cost, left, share }) => {
    if (performance.now() < next && share < 1) return
    next = performance.now() + REPORT_MS
    const leftOut = left > 0 ? `, ${left} left out` : ''
    process.stderr.write(
      `${seconds.toFixed(1)} s  ${iterations} iterations  cost ${Number(cost.toFixed(2))}${leftOut}\n`,
    )
  }
}
