import { answerOf } from './answer.ts'
import { settingsFor, startSearch } from './anneal.ts'
import { arrange, rearrange } from './arrange.ts'
import { compile } from './compile.ts'
import { RoutingFault } from './fault.ts'
import type { Answer, Problem } from './problem.ts'
import { optionsShape, refuseMisfit } from './shape.ts'
import { checkProblem } from './validate.ts'

/** How long to search: by iterations, the same on every machine, or by seconds of processor time of this thread. */
export type SolveLimit = { iterations: number } | { seconds: number }

export type SolveOptions = SolveLimit & {
  seed?: number
  /** Told about twenty times a second, and at the end. */
  onProgress?: (progress: Progress) => void
  /** Asked as often; true ends the search with the best so far. */
  cancelled?: () => boolean
}

/** `cost` is that of the best plan so far, penalties of optional stops included; `left` counts what it leaves out. */
export type Progress = { iterations: number; seconds: number; cost: number; left: number; share: number }

/** A search that is under way: it goes on only while `step` is called, and tells its best plan at any time. */
export type Solver = {
  /** Searches for about a twentieth of a second; false when the limit is reached. */
  step: () => boolean
  progress: () => Progress
  best: () => Answer
  /** Search cost of the best plan: what must be served and is left out weighs more than all cost. Compares solvers. */
  bestCost: () => number
}

const BATCH = 20
const STEP_MS = 50
/** A first plan gets this long even where the limit is shorter. */
const FIRST_SECONDS = 1
export const ITERATIONS_MAX = 1e12

/** Opens a search. Throws a RoutingFault for a problem or an option that cannot be. */
export function openSolver(problem: Problem, options: SolveLimit & { seed?: number }): Solver {
  refuseBadOptions(options)
  const since = processorSeconds()
  checkProblem(problem)
  const { problem: arranged, original } = arrange(problem)
  const model = compile(arranged)
  const search = startSearch(model, options.seed ?? 1, settingsFor(model.kind), () => isOver(options, since))
  const share = () => {
    if (problem.stops.length === 0) return 1
    if ('iterations' in options) return options.iterations === 0 ? 1 : search.iterations / options.iterations
    return options.seconds === 0 ? 1 : (processorSeconds() - since) / options.seconds
  }
  return {
    step() {
      const until = performance.now() + STEP_MS
      for (let done = share(); done < 1; done = share()) {
        const rest = 'iterations' in options ? options.iterations - search.iterations : BATCH
        search.run(Math.min(BATCH, rest), done)
        if (performance.now() >= until) return share() < 1
      }
      return false
    },
    progress() {
      const served = search.best.sizes.subarray(0, search.best.count).reduce((sum, size) => sum + size, 0)
      const left = model.stops - served
      return {
        iterations: search.iterations,
        seconds: processorSeconds() - since,
        cost: search.best.cost,
        left,
        share: Math.min(1, share()),
      }
    },
    best: () => rearrange(answerOf(model, search.best), original),
    bestCost: () => search.best.cost,
  }
}

/** Searches until the limit, or until cancelled, and answers the best plan. */
export function solve(problem: Problem, options: SolveOptions): Answer {
  const solver = openSolver(problem, options)
  while (options.cancelled?.() !== true && solver.step()) options.onProgress?.(solver.progress())
  options.onProgress?.(solver.progress())
  return solver.best()
}

function refuseBadOptions(options: SolveLimit & { seed?: number }): void {
  refuseMisfit(options, optionsShape, 'options')
  const limit = 'iterations' in options ? options.iterations : options.seconds
  const most = 'iterations' in options ? ITERATIONS_MAX : 1e7
  if (!(limit >= 0 && limit <= most)) throw new RoutingFault('bad_option', 'limit', `${limit} is not from 0 to ${most}`)
  if ('iterations' in options && !Number.isInteger(limit))
    throw new RoutingFault('bad_option', 'iterations', 'no whole number')
  if (options.seed !== undefined && !Number.isSafeInteger(options.seed))
    throw new RoutingFault('bad_option', 'seed', 'no whole number')
}

function isOver(options: SolveLimit, since: number): boolean {
  return 'seconds' in options && processorSeconds() - since >= Math.max(options.seconds, FIRST_SECONDS)
}

function processorSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}
