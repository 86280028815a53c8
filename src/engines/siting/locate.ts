import type { Solver } from '../linear/index.ts'
import { planOf } from './assign.ts'
import { byProgramme, PAIRS_MAX } from './exact.ts'
import { relax } from './lagrangian.ts'
import { modelOf, refuseMisfit } from './problem.ts'
import { SitingFault } from './problem.ts'
import type { Plan, Siting } from './problem.ts'

export type Search = {
  /** Seconds after which the best found so far is answered. */
  seconds?: number
  /** Relative gap between plan and bound that is good enough; 0 asks for the proven optimum. */
  gap?: number
  seed?: number
}

export type Located = {
  /** `optimal` and `within_gap` are proven; `feasible` is the best found in the time; `none` found nothing in the time. */
  status: 'optimal' | 'within_gap' | 'feasible' | 'none' | 'infeasible'
  plan: Plan | null
  /** Proven: no plan costs less. */
  bound: number
  /** (cost − bound) / cost; Infinity without a plan. */
  gap: number
  /** What proved or found it: prices and interchange, or the mixed-integer programme. */
  method: 'prices' | 'programme'
}

const OPTIMAL = 1e-7

/**
 * Which hubs to open. Prices and interchange first: fast, with a bound; where they leave more than the gap and the model
 * is small enough, the mixed-integer programme starts from what they found. Refuses by SitingFault.
 */
export function locate(siting: Siting, solver: Solver, search: Search = {}): Located {
  const model = modelOf(siting)
  refuseMisfit('search', search)
  const { seconds = 10, gap = 0, seed = 1 } = search
  if (!(seconds >= 0 && gap >= 0 && Number.isSafeInteger(seed)))
    throw new SitingFault('bad_number', 'seconds and gap are numbers of at least 0, the seed a whole one')
  const until = performance.now() + seconds * 1000
  const small = model.sites.length * model.customers <= PAIRS_MAX
  // What is small is better left to the programme, which also splits demand; prices then only give it a start.
  const share = small ? 0.3 : 1
  const pricesUntil = performance.now() + seconds * 1000 * share
  const relaxed = relax(model, Math.max(gap, OPTIMAL), () => performance.now() > pricesUntil)
  const plan = relaxed.best === null ? null : planOf(model, relaxed.best.open, relaxed.best.assignment)
  const first = judged(plan, relaxed.bound, gap, 'prices')
  const left = (until - performance.now()) / 1000
  if (first.gap <= Math.max(gap, OPTIMAL) || !small || left <= 0) return first
  const exact = byProgramme(model, solver, { seconds: left, gap, seed }, relaxed.best)
  if (exact.infeasible && plan === null) return { ...first, status: 'infeasible', method: 'programme' }
  const better = exact.plan !== null && exact.plan.cost < (plan?.cost ?? Infinity) ? exact.plan : plan
  return judged(better, Math.max(exact.bound, relaxed.bound), gap, 'programme')
}

function judged(plan: Plan | null, bound: number, asked: number, method: Located['method']): Located {
  if (plan === null) return { status: 'none', plan, bound, gap: Infinity, method }
  const proven = Math.min(bound, plan.cost)
  const gap = plan.cost === 0 ? 0 : (plan.cost - proven) / plan.cost
  const status = gap <= OPTIMAL ? 'optimal' : gap <= asked ? 'within_gap' : 'feasible'
  return { status, plan, bound: proven, gap, method }
}

/** Sites that only serve: no opening cost, no limit, exactly `hubs` of them (Hakimi 1964). `costs` as in Siting. */
export function pMedian(costs: Float64Array, demands: ArrayLike<number>, hubs: number): Siting {
  refuseMisfit('distances', costs)
  refuseMisfit('demands', demands)
  const sites = Array.from({ length: Math.floor(costs.length / Math.max(1, demands.length)) }, () => ({
    openCost: 0,
    capacity: Infinity,
  }))
  return { sites, demands, costs, hubs: { exactly: hubs } }
}
