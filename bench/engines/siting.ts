import { existsSync, readFileSync } from 'node:fs'
import { loadSolver } from '../../src/engines/linear/index.ts'
import { locate, readCapacitated, readMedian } from '../../src/engines/siting/index.ts'
import type { Search, Siting } from '../../src/engines/siting/index.ts'
import type { Row } from '../kit/rows.ts'

const folder = new URL('../../../shared/conformance/routing/location/', import.meta.url)

/** Gap to the published optimum, and the processor seconds it took; for the county's own kind, to the proven bound. */
export async function rows(): Promise<Row[]> {
  const solver = await loadSolver()
  const measured = (name: string, siting: Siting, optimum: number | null, search: Search): Row => {
    const before = process.cpuUsage()
    const { plan, bound, gap, status } = locate(siting, solver, search)
    const { user, system } = process.cpuUsage(before)
    const besides = optimum === null ? { name: 'proven bound', figure: bound } : { name: 'optimum', figure: optimum }
    const cost = plan?.cost ?? Infinity
    const note = `${status}, proven gap ${(gap * 100).toFixed(3)} %, ${((user + system) / 1e6).toFixed(2)} CPU s`
    return { name, figure: cost, unit: '', besides, ratio: cost / besides.figure, note }
  }
  const county = [1, 2, 3].map((seed) =>
    measured(`200 villages, 11 of 25 hubs, seed ${seed}`, countyOf(seed), null, { seconds: 5, gap: 0.005 }),
  )
  if (!existsSync(folder)) return county
  const read = (path: string) => readFileSync(new URL(path, folder), 'latin1')
  const optima = new Map(
    [...read('optimal-solutions.txt').matchAll(/^(cap\w+)\s+([\d.]+)/gm)].map(([, name = '', cost]) => [
      name,
      Number(cost),
    ]),
  )
  const capacitated = ['70/cap71', '70/cap72', '70/cap73', '70/cap74', '130/cap132', '130/cap133', 'a-c/capb'].map(
    (path) => {
      const name = path.split('/')[1] ?? ''
      const search = name === 'capb' ? { seconds: 60, gap: 0.001 } : { seconds: 60 }
      return measured(name, readCapacitated(read(`beasley-cap/${path}.txt`)), optima.get(name) ?? NaN, search)
    },
  )
  const medians = Object.entries({ pmed2: 4093, pmed6: 7824, pmed11: 7696, pmed16: 8162 }).map(([name, optimum]) =>
    measured(name, readMedian(read(`${name}.txt`)), optimum, { seconds: 3 }),
  )
  return [...capacitated, ...medians, ...county]
}

/** Villages and places on a plane from a seed; single-sourced, exactly eleven hubs, capacities of 1.1 to 1.5 times an even share. */
function countyOf(seed: number): Siting {
  let state = seed * 7919
  const random = () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff
  const places = (count: number) => Array.from({ length: count }, () => [random() * 60, random() * 50] as const)
  const [villages, sites] = [places(200), places(25)]
  const demands = villages.map(() => 1 + Math.floor(random() * 40))
  const whole = demands.reduce((a, b) => a + b, 0)
  const costs = sites.flatMap(([x, y]) => villages.map(([vx, vy], j) => (demands[j] ?? 0) * Math.hypot(x - vx, y - vy)))
  return {
    sites: sites.map(() => ({
      openCost: 300 + Math.floor(random() * 300),
      capacity: (whole / 11) * (1.1 + random() * 0.4),
    })),
    demands,
    costs: Float64Array.from(costs),
    hubs: { exactly: 11 },
    singleSourced: true,
  }
}
