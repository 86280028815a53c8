import { refuseMisfit } from './problem.ts'
import type { Plan, Siting } from './problem.ts'

/** What is wrong with a plan, in one line each; empty for one that keeps every rule and costs what it says. Shares no code with the search. */
export function checkPlan(siting: Siting, plan: Plan): string[] {
  refuseMisfit('siting', siting)
  refuseMisfit('plan', plan)
  const faults: string[] = []
  const { sites, demands, costs, hubs, singleSourced, within } = siting
  const open = new Set(plan.open)
  if (open.size !== plan.open.length) faults.push('a hub is listed twice')
  sites.forEach((site, i) => {
    if (site.kept && !open.has(i)) faults.push(`the kept hub ${i} is closed`)
  })
  if (hubs !== undefined && 'exactly' in hubs && open.size !== hubs.exactly) faults.push(`${open.size} hubs are open`)
  if (hubs !== undefined && 'most' in hubs && open.size > hubs.most) faults.push(`${open.size} hubs are open`)
  if (plan.served.length !== demands.length) faults.push(`${plan.served.length} customers are served`)
  const loads = sites.map(() => 0)
  let cost = plan.open.reduce((sum, i) => sum + (sites[i]?.openCost ?? NaN), 0)
  plan.served.forEach((parts, customer) => {
    const sum = parts.reduce((a, { part }) => a + part, 0)
    if (Math.abs(sum - 1) > 1e-6) faults.push(`customer ${customer} is served ${sum} times`)
    if (singleSourced && parts.length !== 1) faults.push(`customer ${customer} has ${parts.length} hubs`)
    for (const { site, part } of parts) {
      if (!open.has(site)) faults.push(`customer ${customer} is served from the closed site ${site}`)
      if (part < 0) faults.push(`customer ${customer} is served ${part} from ${site}`)
      const at = site * demands.length + customer
      if (within !== undefined && !((within.times[at] ?? Infinity) <= within.limit))
        faults.push(`customer ${customer} is too far from ${site}`)
      loads[site] = (loads[site] ?? 0) + part * (demands[customer] ?? 0)
      cost += part * (costs[at] ?? Infinity)
    }
  })
  loads.forEach((load, i) => {
    const capacity = sites[i]?.capacity ?? 0
    if (load > capacity * (1 + 1e-6) + 1e-6) faults.push(`site ${i} serves ${load} of ${capacity}`)
  })
  if (!(Math.abs(cost - plan.cost) <= 1e-6 * Math.max(1, cost))) faults.push(`it costs ${cost}, not ${plan.cost}`)
  return faults
}
