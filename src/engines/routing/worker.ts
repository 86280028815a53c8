import { parentPort, workerData } from 'node:worker_threads'
import { RoutingFault } from './fault.ts'
import { openSolver } from './solve.ts'
import type { Errand, Report } from './threads.ts'

const { problem, limit, seed, stop } = workerData as Errand
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port is no window
const report = (message: Report) => parentPort!.postMessage(message)

try {
  const solver = openSolver(problem, { ...limit, seed })
  while (Atomics.load(stop, 0) === 0 && solver.step()) report({ kind: 'progress', progress: solver.progress() })
  report({ kind: 'done', answer: solver.best(), bestCost: solver.bestCost(), progress: solver.progress() })
} catch (error) {
  if (!(error instanceof RoutingFault)) throw error
  report({ kind: 'fault', code: error.code, where: error.where, words: error.message.slice(error.where.length + 2) })
}
