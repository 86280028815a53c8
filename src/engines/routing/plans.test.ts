import { describe, expect, test } from 'vitest'
import { checkAnswer } from './check.ts'
import { explainStop } from './explain.ts'
import { RoutingFault } from './fault.ts'
import { planeTravel } from './plane.ts'
import type { Answer, Problem, Stop, Vehicle } from './problem.ts'
import { openSolver, solve } from './solve.ts'
import { solveInThreads } from './threads.ts'

const ring = Array.from({ length: 40 }, (_, k) => [50 + 40 * Math.cos(k * 2.4), 50 + 40 * Math.sin(k * 2.4)] as const)
const travel = planeTravel([50, ...ring.map(([x]) => x)], [50, ...ring.map(([, y]) => y)])
const stops: Stop[] = ring.map((_, k) => ({ id: `s${k}`, place: k + 1, deliver: [1 + (k % 3)] }))
const van: Vehicle = { id: 'van', count: 8, start: 0, end: 0, capacity: [12] }
const problem: Problem = { name: 'ring', dimensions: 1, travel, stops, vehicles: [van] }

describe('a search', () => {
  test('gets no worse the longer it goes on, and tells its best plan at any time', () => {
    const solver = openSolver(problem, { iterations: 20_000, seed: 3 })
    const costs: number[] = []
    do {
      const best = solver.best()
      expect(checkAnswer(problem, best).breaches).toEqual([])
      costs.push(best.cost)
    } while (solver.step())
    expect(costs).toEqual(costs.toSorted((a, b) => b - a))
    expect(solver.progress()).toMatchObject({ iterations: 20_000, share: 1, left: 0 })
  })

  test('ends when it is cancelled, with the best so far', () => {
    let asked = 0
    const answer = solve(problem, { seconds: 1000, cancelled: () => ++asked > 2 })
    expect(checkAnswer(problem, answer).ok).toBe(true)
  })

  test('ends after its seconds of processor time', () => {
    const before = process.threadCpuUsage()
    solve(problem, { seconds: 0.3 })
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(0.6)
  })

  test('in threads answers the best of its seeds, the same every time', async () => {
    const apart = [5, 6].map((seed) => solve(problem, { iterations: 500, seed }))
    const together = await solveInThreads(problem, { iterations: 500, seed: 5, threads: 2 })
    expect(together.cost).toBe(Math.min(...apart.map(({ cost }) => cost)))
    expect(await solveInThreads(problem, { iterations: 500, seed: 5, threads: 2 })).toEqual(together)
  })

  test('in threads is cancelled by its signal, and refuses what it cannot plan', async () => {
    const stop = new AbortController()
    const answer = await solveInThreads(problem, {
      seconds: 1000,
      threads: 2,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    expect(checkAnswer(problem, answer).ok).toBe(true)
    await expect(solveInThreads({ ...problem, vehicles: [] }, { seconds: 1, threads: 1 })).rejects.toThrow(RoutingFault)
    await expect(
      solveInThreads(
        { ...problem, vehicles: [{ ...van, count: 1, timeMax: 1, locked: [0] }] },
        { seconds: 1, threads: 1 },
      ),
    ).rejects.toThrow('locked')
  })
})

test('a published plan is where the search begins, and is kept where moving costs more than it saves', () => {
  const told = solve(problem, { iterations: 2000 })
  const routes = told.routes.map((route) => ({
    vehicle: route.vehicle,
    copy: route.copy,
    trips: [route.steps.filter(({ kind }) => kind === 'stop').map(({ at }) => at)],
  }))
  expect(solve({ ...problem, published: { routes } }, { iterations: 0 }).cost).toBeCloseTo(told.cost, 9)
  const dearer = {
    ...problem,
    stops: [...stops, { id: 'new', place: 7, deliver: [1] }],
    published: { routes, moveCost: 1000 },
  }
  const answer = solve(dearer, { iterations: 1000 })
  expect(checkAnswer(dearer, answer).breaches).toEqual([])
  for (const [index, route] of answer.routes.entries()) {
    const served = route.steps.filter(({ kind, at }) => kind === 'stop' && at < stops.length).map(({ at }) => at)
    const before = routes.find(({ copy }) => copy === route.copy)?.trips[0] ?? []
    expect([index, served.toSorted()]).toEqual([index, before.toSorted()])
  }
})

describe('explaining', () => {
  const cold: Vehicle = { id: 'cold', start: 0, end: 0, capacity: [3], skills: ['cold'] }
  const plain: Vehicle = { id: 'plain', start: 0, end: 0, capacity: [9], timeMax: 30 }
  const asked: Stop[] = [
    { id: 'fish', place: 1, deliver: [3], skills: ['cold'] },
    { id: 'ice', place: 2, deliver: [2], skills: ['cold'] },
    { id: 'far', place: 3, deliver: [2] },
    { id: 'dear', place: 4, deliver: [0], penalty: 2 },
  ]
  const small: Problem = {
    name: '',
    dimensions: 1,
    travel: planeTravel([0, 5, 6, 40, 0], [0, 0, 0, 0, 9]),
    stops: asked,
    vehicles: [cold, plain],
  }

  test('tells for each vehicle why a stop is left out, or what it would cost there', () => {
    const answer = solve(small, { iterations: 300 })
    const byId = (id: string) =>
      explainStop(
        small,
        answer,
        asked.findIndex((stop) => stop.id === id),
      )
    const whys = (id: string) =>
      Object.fromEntries(byId(id).offers.map((offer) => [offer.vehicle, 'why' in offer ? offer.why : offer.extra]))
    expect(answer.left.map((stop) => asked[stop]!.id)).toEqual(expect.arrayContaining(['far', 'dear']))
    const left = answer.left.map((stop) => asked[stop]!.id).find((id) => id === 'ice' || id === 'fish')!
    expect(whys(left)).toEqual({ 0: 'load', 1: 'skill' })
    expect(whys('far')).toEqual({ 0: 'load', 1: 'work' })
    expect(byId('dear')).toMatchObject({ left: true, now: 2 })
    expect(whys('dear')[1]).toBeCloseTo(18, 9)
  })
})

describe('the checker', () => {
  const answer = solve(problem, { iterations: 300 })
  const spoil = (change: (routes: Answer['routes'][number][]) => Partial<Answer>) => {
    const copy = structuredClone(answer)
    return checkAnswer(problem, { ...copy, ...change([...copy.routes]) }).breaches.map(({ code }) => code)
  }

  test('finds a stop that is missing, doubled or unknown', () => {
    expect(spoil((routes) => ({ routes: routes.slice(1) }))).toContain('not_left')
    expect(spoil(() => ({ left: [0] }))).toContain('twice')
    expect(spoil(() => ({ left: [400] }))).toContain('unknown')
  })

  test('finds a wrong cost, a vehicle used twice and one that is not there', () => {
    expect(spoil(() => ({ cost: answer.cost - 1 }))).toEqual(['cost'])
    expect(spoil((routes) => ({ routes: routes.with(0, { ...routes[0]!, copy: routes[1]!.copy }) }))).toContain('twice')
    expect(spoil((routes) => ({ routes: routes.with(0, { ...routes[0]!, copy: 99 }) }))).toContain('unknown')
  })

  test('finds times that cannot be, and loads that do not fit', () => {
    const early = (route: Answer['routes'][number]) => ({
      ...route,
      steps: route.steps.map((step) => ({ ...step, begin: 0, departure: 0 })),
    })
    expect(spoil((routes) => ({ routes: routes.with(0, early(routes[0]!)) }))).toContain('travel')
    const joined = (routes: Answer['routes'][number][]) => {
      const [one, other] = [routes[0]!, routes[1]!]
      return [{ ...one, steps: [...one.steps.slice(0, -1), ...other.steps.slice(1)] }, ...routes.slice(2)]
    }
    expect(spoil((routes) => ({ routes: joined(routes) }))).toContain('load')
  })
})

describe('a problem that contradicts itself is refused', () => {
  const broken: Record<string, Partial<Problem>> = {
    'no vehicle': { vehicles: [] },
    'a place that is not there': { stops: [{ id: 'a', place: 99 }] },
    'a load of the wrong size': { stops: [{ id: 'a', place: 1, deliver: [1, 2] }] },
    'a window that closes before it opens': { stops: [{ id: 'a', place: 1, windows: [[5, 4]] }] },
    'windows that overlap': {
      stops: [
        {
          id: 'a',
          place: 1,
          windows: [
            [0, 9],
            [5, 12],
          ],
        },
      ],
    },
    'a number that is none': { vehicles: [{ ...van, fixed: Number.NaN }] },
    'several trips with an open end': { vehicles: [{ ...van, end: null, tripsMax: 2 }] },
    'a shipment to itself': { shipments: [{ pickup: 0, delivery: 0 }] },
    'a lock on vehicles alike': { vehicles: [{ ...van, locked: [0] }] },
    'a published stop named twice': { published: { routes: [{ vehicle: 0, trips: [[0, 0]] }] } },
    'a matrix that is not square': {
      travel: { places: 3, distances: new Float64Array(4), durations: new Float64Array(9) },
    },
  }
  test.each(Object.entries(broken))('%s', (_, part) =>
    expect(() => solve({ ...problem, ...part }, { iterations: 1 })).toThrow(RoutingFault),
  )
  test('a limit that is none', () => expect(() => solve(problem, { seconds: Number.NaN })).toThrow(RoutingFault))
})
