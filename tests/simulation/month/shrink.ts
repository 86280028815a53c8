import type { Plan, Visit } from './plan.ts'

/**
 * The smallest part of a failing plan that still fails, as far as `runs` trials reach: delta debugging (Zeller and
 * Hildebrandt 2002) over the visits, then a month without bad days if that fails as well.
 */
export async function shrinkPlan(plan: Plan, fails: (smaller: Plan) => Promise<boolean>, runs = 60): Promise<Plan> {
  let left = runs
  const trial = async (smaller: Plan) => {
    left -= 1
    return left >= 0 && (await fails(smaller))
  }
  const visits = await fewest(plan.visits, (some) => trial({ ...plan, visits: some }))
  const calm = { ...plan, visits, days: plan.days.map((day) => ({ ...day, noticeFaults: [[]], answerFaults: [null] })) }
  return (await trial(calm)) ? calm : { ...plan, visits }
}

async function fewest(
  visits: readonly Visit[],
  fails: (some: readonly Visit[]) => Promise<boolean>,
): Promise<readonly Visit[]> {
  let kept = visits
  for (let parts = 2; kept.length > 1;) {
    const size = Math.ceil(kept.length / parts)
    const without = await firstThat(
      Array.from({ length: Math.ceil(kept.length / size) }, (_, at) => [
        ...kept.slice(0, at * size),
        ...kept.slice((at + 1) * size),
      ]),
      fails,
    )
    if (without !== null) {
      kept = without
      parts = Math.max(2, parts - 1)
    } else if (size === 1) break
    else parts = Math.min(kept.length, parts * 2)
  }
  return kept
}

async function firstThat<T>(list: readonly T[], holds: (one: T) => Promise<boolean>): Promise<T | null> {
  for (const one of list) if (await holds(one)) return one
  return null
}
