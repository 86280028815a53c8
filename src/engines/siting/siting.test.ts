import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadSolver } from '../linear/index.ts'
import { checkPlan, locate, pCentre, pMedian, readCapacitated, readMedian, SitingFault } from './index.ts'
import type { Siting } from './index.ts'

const solver = await loadSolver()

/** Small sitings of every kind, some of them without a plan. */
const anySiting = fc
  .record({
    sites: fc.array(
      fc.record({
        openCost: fc.integer({ min: 0, max: 60 }),
        capacity: fc.oneof(fc.constant(Infinity), fc.integer({ min: 5, max: 40 })),
        kept: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    demands: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }),
    kind: fc.constantFrom('any', 'exactly', 'most'),
    few: fc.integer({ min: 1, max: 4 }),
    limit: fc.integer({ min: 20, max: 100 }),
    costs: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 20, maxLength: 20 }),
  })
  .map(({ sites, demands, kind, few, limit, costs }): Siting => {
    const own = Float64Array.from(costs.slice(0, sites.length * demands.length))
    const hubs = Math.min(sites.length, few)
    return {
      sites,
      demands,
      costs: own,
      ...(kind === 'any' ? {} : kind === 'exactly' ? { hubs: { exactly: hubs } } : { hubs: { most: hubs } }),
      singleSourced: true,
      within: { times: own, limit },
    }
  })

/** Every set of hubs and every assignment: the cheapest plan's cost, or null where there is none. */
function bruteForce({ sites, demands, costs, hubs, within }: Siting): number | null {
  const [n, m] = [sites.length, demands.length]
  let best: number | null = null
  for (let open = 1; open < 2 ** n; open += 1) {
    const chosen = sites.map((_, i) => (open >> i) & 1)
    const count = chosen.reduce((a, b) => a + b, 0)
    if (sites.some((site, i) => site.kept && chosen[i] === 0)) continue
    if (hubs !== undefined && ('exactly' in hubs ? count !== hubs.exactly : count > hubs.most)) continue
    const opening = sites.reduce((sum, site, i) => sum + (chosen[i] === 1 ? site.openCost : 0), 0)
    for (let code = 0; code < n ** m; code += 1) {
      const loads = sites.map(() => 0)
      let cost = opening
      for (let j = 0, rest = code; j < m; j += 1, rest = Math.floor(rest / n)) {
        const i = rest % n
        const at = i * m + j
        if (chosen[i] === 0 || (costs[at] ?? 0) > (within?.limit ?? Infinity)) cost = Infinity
        loads[i] = (loads[i] ?? 0) + (demands[j] ?? 0)
        cost += costs[at] ?? 0
      }
      if (cost < (best ?? Infinity) && loads.every((load, i) => load <= (sites[i]?.capacity ?? 0))) best = cost
    }
  }
  return best
}

describe('which hubs to open', () => {
  test('is the cheapest of all plans, and keeps every rule; or there is none', () => {
    fc.assert(
      fc.property(anySiting, (siting) => {
        const cheapest = bruteForce(siting)
        let located
        try {
          located = locate(siting, solver, { seconds: 20 })
        } catch (error) {
          expect(error).toBeInstanceOf(SitingFault)
          expect(cheapest).toBeNull()
          return
        }
        expect(located.status).toBe(cheapest === null ? 'infeasible' : 'optimal')
        if (cheapest === null) return
        expect(located.plan?.cost).toBeCloseTo(cheapest, 5)
        expect(located.bound).toBeLessThanOrEqual(cheapest + 1e-6)
        expect(located.plan && checkPlan(siting, located.plan)).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('demand that may be split costs no more than demand that may not', () => {
    fc.assert(
      fc.property(anySiting, (siting) => {
        const cheapest = bruteForce(siting)
        fc.pre(cheapest !== null)
        const split = { ...siting, singleSourced: false }
        const { plan, bound, status } = locate(split, solver, { seconds: 20 })
        expect(status).toBe('optimal')
        expect(plan?.cost).toBeLessThanOrEqual((cheapest ?? 0) + 1e-6)
        expect(bound).toBeLessThanOrEqual((plan?.cost ?? 0) + 1e-6)
        expect(plan && checkPlan(split, plan)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('two hundred villages, twenty-five places, exactly eleven hubs, one hub a village: proven to half a per cent', () => {
    const siting = county()
    const { plan, gap, status } = locate(siting, solver, { seconds: 60, gap: 0.005 })
    expect(['optimal', 'within_gap']).toContain(status)
    expect(gap).toBeLessThanOrEqual(0.005)
    expect(plan?.open).toHaveLength(11)
    expect(plan && checkPlan(siting, plan)).toEqual([])
  })
})

/** Deterministic places on a plane; capacities leave a quarter of room. */
function county(): Siting {
  let state = 7
  const random = () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) / 0x7fffffff
  const places = (count: number) => Array.from({ length: count }, () => [random() * 60, random() * 50] as const)
  const [villages, sites] = [places(200), places(25)]
  const demands = villages.map(() => 1 + Math.floor(random() * 40))
  const whole = demands.reduce((a, b) => a + b, 0)
  const costs = sites.flatMap(([x, y]) => villages.map(([vx, vy], j) => (demands[j] ?? 0) * Math.hypot(x - vx, y - vy)))
  return {
    sites: sites.map(() => ({ openCost: 300 + Math.floor(random() * 300), capacity: (whole / 11) * 1.25 })),
    demands,
    costs: Float64Array.from(costs),
    hubs: { exactly: 11 },
    singleSourced: true,
  }
}

describe('the farthest customer', () => {
  test('is as near as any choice of hubs can bring it', () => {
    const grid = fc.record({
      sites: fc.integer({ min: 1, max: 5 }),
      customers: fc.integer({ min: 1, max: 5 }),
      hubs: fc.integer({ min: 1, max: 5 }),
      distances: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 25, maxLength: 25 }),
    })
    fc.assert(
      fc.property(grid, ({ sites, customers, hubs, distances }) => {
        const own = Float64Array.from(distances.slice(0, sites * customers))
        const most = Math.min(hubs, sites)
        const { open, radius, bound } = pCentre(own, customers, most, solver)
        let least = Infinity
        for (let set = 1; set < 2 ** sites; set += 1) {
          const chosen = Array.from({ length: sites }, (_, i) => i).filter((i) => (set >> i) & 1)
          if (chosen.length > most) continue
          const reach = Array.from({ length: customers }, (_, j) =>
            Math.min(...chosen.map((i) => own[i * customers + j] ?? 0)),
          )
          least = Math.min(least, Math.max(...reach))
        }
        expect([radius, bound]).toEqual([least, least])
        expect(open.length).toBeLessThanOrEqual(most)
      }),
      { numRuns: 80 },
    )
  })
})

describe('bad input', () => {
  const code = (work: () => unknown) => {
    try {
      work()
      return 'taken'
    } catch (error) {
      return error instanceof SitingFault ? error.code : error
    }
  }
  const fine: Siting = {
    sites: [
      { openCost: 1, capacity: 5 },
      { openCost: 1, capacity: 5 },
    ],
    demands: [3, 4],
    costs: Float64Array.of(1, 2, 3, 4),
  }

  test('is refused by its own fault', () => {
    expect(code(() => locate({ ...fine, sites: [] }, solver))).toBe('no_sites')
    expect(code(() => locate({ ...fine, demands: [] }, solver))).toBe('no_customers')
    expect(code(() => locate({ ...fine, costs: Float64Array.of(1) }, solver))).toBe('bad_shape')
    expect(code(() => locate({ ...fine, costs: Float64Array.of(1, NaN, 3, 4) }, solver))).toBe('bad_number')
    expect(code(() => locate({ ...fine, demands: [3, -4] }, solver))).toBe('bad_number')
    for (const exactly of [0, 3, 1.5, NaN])
      expect(code(() => locate({ ...fine, hubs: { exactly } }, solver))).toBe('bad_hub_count')
    expect(code(() => locate({ ...fine, hubs: { most: 1 } }, solver))).toBe('too_little_capacity')
    expect(code(() => locate({ ...fine, costs: Float64Array.of(1, Infinity, 3, Infinity) }, solver))).toBe(
      'out_of_reach',
    )
    expect(code(() => pCentre(Float64Array.of(1, Infinity), 2, 1, solver))).toBe('out_of_reach')
    expect(code(() => pCentre(Float64Array.of(1, 2, 3), 2, 1, solver))).toBe('bad_shape')
  })

  test('one hub for each village may need room that split demand does not', () => {
    const tight: Siting = { ...fine, demands: [3, 3, 3], costs: Float64Array.of(1, 1, 1, 1, 1, 1) }
    expect(locate({ ...tight, singleSourced: true }, solver).status).toBe('infeasible')
    expect(locate(tight, solver).status).toBe('optimal')
  })

  test('whatever a file says, the readers answer with a siting or a fault of their own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -3, max: 30 }).map(String), fc.string({ maxLength: 6 }))),
        (words) => {
          for (const read of [readCapacitated, readMedian]) {
            const outcome = code(() => read(words.join(' ')))
            expect(['taken', 'unreadable']).toContain(outcome)
          }
        },
      ),
    )
  })

  test('a median asks for as many hubs as it is told', () => {
    const { plan } = locate(pMedian(Float64Array.of(0, 4, 9, 4, 0, 5, 9, 5, 0), [1, 1, 1], 2), solver)
    expect([plan?.open.length, plan?.cost]).toEqual([2, 4])
  })
})
