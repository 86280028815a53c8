import { Worker } from 'node:worker_threads'
import { RoutingFault } from './fault.ts'
import type { RoutingFaultCode } from './fault.ts'
import type { Answer, Problem } from './problem.ts'
import type { Progress, SolveLimit } from './solve.ts'
import { checkProblem } from './validate.ts'

export type ThreadOptions = SolveLimit & {
  seed?: number
  /** One search in each, by seeds one after the other. */
  threads: number
  onProgress?: (progress: Progress) => void
  /** Ends all searches; what is best so far is answered. */
  signal?: AbortSignal
}

/** What goes to a worker, and what comes from it. */
export type Errand = { problem: Problem; limit: SolveLimit; seed: number; stop: Int32Array }
export type Report =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; answer: Answer; bestCost: number; progress: Progress }
  | { kind: 'fault'; code: RoutingFaultCode; where: string; words: string }

export const THREADS_MAX = 64

/**
 * Searches in several threads, each by its own seed, and answers the best of their plans; among equals that of the lowest seed,
 * so that with a limit by iterations the answer is the same every time. The caller's thread stays free.
 */
export async function solveInThreads(problem: Problem, options: ThreadOptions): Promise<Answer> {
  const { threads, seed = 1, onProgress, signal, ...limit } = options
  if (!Number.isInteger(threads) || threads < 1 || threads > THREADS_MAX)
    throw new RoutingFault('bad_option', 'threads', `${threads} is not from 1 to ${THREADS_MAX}`)
  checkProblem(problem)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const cancel = () => void Atomics.store(stop, 0, 1)
  if (signal?.aborted) cancel()
  signal?.addEventListener('abort', cancel)
  const latest: (Progress | undefined)[] = Array.from({ length: threads })
  const tell = (thread: number, progress: Progress) => {
    latest[thread] = progress
    onProgress?.(together(latest.filter((known) => known !== undefined)))
  }
  const searches = latest.map((_, thread) =>
    searchInWorker({ problem, limit, seed: seed + thread, stop }, (progress) => tell(thread, progress)),
  )
  try {
    const ends = await Promise.all(searches)
    return ends.reduce((best, end) => (end.bestCost < best.bestCost - 1e-9 ? end : best)).answer
  } finally {
    cancel()
    signal?.removeEventListener('abort', cancel)
    await Promise.allSettled(searches)
  }
}

function searchInWorker(
  errand: Errand,
  onProgress: (progress: Progress) => void,
): Promise<Extract<Report, { kind: 'done' }>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: errand })
    worker.on('message', (report: Report) => {
      if (report.kind === 'fault') reject(new RoutingFault(report.code, report.where, report.words))
      else onProgress(report.progress)
      if (report.kind === 'done') resolve(report)
    })
    worker.on('error', (error) => reject(new RoutingFault('worker_lost', 'thread', String(error))))
    worker.on('exit', (code) =>
      reject(new RoutingFault('worker_lost', 'thread', `ended with ${code} before its answer`)),
    )
  })
}

/** The best of all threads, and the work of all. */
function together(known: readonly Progress[]): Progress {
  const best = known.reduce((a, b) => (b.cost < a.cost ? b : a))
  return {
    ...best,
    iterations: known.reduce((sum, { iterations }) => sum + iterations, 0),
    share: Math.min(...known.map(({ share }) => share)),
  }
}
