import { readdirSync, readFileSync } from 'node:fs'
import { checkAnswer, parseSol, readProblem, solveInThreads } from '../../src/engines/routing/index.ts'
import type { Row } from '../kit/rows.ts'

// ROUTING_SECONDS and ROUTING_SEEDS (10 and 3, from ROUTING_SEED on) make a shorter run; ROUTING_SETS names the sets to run.
const SECONDS = Number(process.env.ROUTING_SECONDS ?? 10)
const SEEDS = Number(process.env.ROUTING_SEEDS ?? 3)
const FIRST = Number(process.env.ROUTING_SEED ?? 1)
const CHOSEN = process.env.ROUTING_SETS?.split(',')

const folder = new URL('../../../shared/conformance/routing/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8')

type Set = { key: string; name: string; path: string; best: string | null; goal: number; stops?: [number, number] }

/** The goals are percent above best known, on average. */
const sets: readonly Set[] = [
  { key: 'x', name: 'CVRP, X up to 600', path: 'CVRP', best: null, goal: 0.5, stops: [0, 600] },
  { key: 'xl', name: 'CVRP, X above 600', path: 'CVRP', best: null, goal: 1, stops: [600, 2000] },
  { key: 'solomon', name: 'VRPTW, Solomon', path: 'VRPTW/solomon', best: 'VRPTW/BKS.json', goal: 0.3 },
  { key: 'homberger', name: 'VRPTW, Homberger 200', path: 'VRPTW/homberger_200', best: 'VRPTW/BKS.json', goal: 0.8 },
  { key: 'lilim', name: 'PDPTW, Li and Lim 100', path: 'PDPTW/li_lim_100', best: 'PDPTW/BKS.json', goal: 1 },
  { key: 'cordeau', name: 'MDVRP, Cordeau', path: 'MDVRP/cordeau', best: 'MDVRP/BKS.json', goal: 1 },
]

/** Gap to best known of each set: for each instance the median of its seeds, then the mean. */
export async function rows(): Promise<Row[]> {
  const table: Row[] = []
  for (const set of sets) if (CHOSEN === undefined || CHOSEN.includes(set.key)) table.push(await rowOf(set))
  return table
}

async function rowOf({ name, path, best, goal, stops = [0, Infinity] }: Set): Promise<Row> {
  const known = best === null ? {} : (JSON.parse(read(best)) as Record<string, { best_known_cost: number }>)
  const gaps: { name: string; gap: number }[] = []
  for (const file of readdirSync(new URL(path, folder)).filter((entry) => /\.(vrp|txt)$/.test(entry))) {
    const instance = file.replace(/\.\w+$/, '')
    const { problem } = readProblem(read(`${path}/${file}`))
    if (problem.stops.length < stops[0] || problem.stops.length >= stops[1]) continue
    const target =
      best === null
        ? parseSol(read(`${path}/${instance}.sol`)).cost
        : (known[`${instance}_distance`] ?? known[instance]!).best_known_cost
    const costs: number[] = []
    for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
      // A thread of its own, so that no run is helped or hindered by what was compiled for the one before.
      const answer = await solveInThreads(problem, { seconds: SECONDS, seed, threads: 1 })
      const check = checkAnswer(problem, answer)
      if (!check.ok || answer.left.length > 0) throw new Error(`${instance}: ${JSON.stringify(check.breaches)}`)
      costs.push(check.cost)
    }
    const gap = (costs.toSorted((a, b) => a - b)[SEEDS >> 1]! / target - 1) * 100
    gaps.push({ name: instance, gap })
    process.stderr.write(
      `${instance} ${gap.toFixed(2)} % (${costs.map((cost) => cost.toFixed(1)).join(' ')} of ${target})\n`,
    )
  }
  const mean = gaps.reduce((sum, { gap }) => sum + gap, 0) / gaps.length
  const worst = gaps.reduce((a, b) => (b.gap > a.gap ? b : a))
  return {
    name,
    figure: mean,
    unit: '% above best known',
    besides: { name: 'goal', figure: goal },
    ratio: mean / goal,
    note: `${gaps.length} instances, ${SECONDS} CPU s, median of ${SEEDS}; worst ${worst.name} ${worst.gap.toFixed(2)} %`,
  }
}
