import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadSolver } from '../../src/engines/linear/index.ts'
import { checkPlan, locate, pCentre, readCapacitated, readMedian } from '../../src/engines/siting/index.ts'

// The OR-Library's own instances and optima.

const folder = new URL('../../../shared/conformance/routing/location/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, folder), 'latin1')
const optima = new Map(
  [...read('optimal-solutions.txt').matchAll(/^(cap\w+)\s+([\d.]+)/gm)].map(([, name = '', cost]) => [
    name,
    Number(cost),
  ]),
)
const optimumOf = (name: string) => optima.get(name) ?? NaN
const solver = await loadSolver()

describe('capacitated location', () => {
  const instances = ['70/cap71', '70/cap72', '70/cap73', '70/cap74', '130/cap132', '130/cap133']
  test.for(instances)('%s to its proven optimum', (path) => {
    const siting = readCapacitated(read(`beasley-cap/${path}.txt`))
    const { plan, status } = locate(siting, solver, { seconds: 60 })
    expect(status).toBe('optimal')
    expect(plan?.cost).toBeCloseTo(optimumOf(path.split('/')[1] ?? ''), 2)
    expect(plan && checkPlan(siting, plan)).toEqual([])
  })

  test('capb, a hundred sites and a thousand customers: within a thousandth, and proven', () => {
    const siting = readCapacitated(read('beasley-cap/a-c/capb.txt'))
    const { plan, bound } = locate(siting, solver, { seconds: 60, gap: 0.001 })
    expect(plan?.cost).toBeLessThanOrEqual(optimumOf('capb') * 1.001)
    expect(bound).toBeLessThanOrEqual(optimumOf('capb') + 1e-3)
    expect(plan && checkPlan(siting, plan)).toEqual([])
  })
})

test.for([
  ['pmed2', 4093],
  ['pmed6', 7824],
  ['pmed11', 7696],
  ['pmed16', 8162],
] as const)('%s: the median within two thousandths of %i', ([name, optimum]) => {
  const siting = readMedian(read(`${name}.txt`))
  const { plan, bound } = locate(siting, solver, { seconds: 3 })
  expect(plan?.cost).toBeGreaterThanOrEqual(optimum)
  expect(plan?.cost).toBeLessThanOrEqual(optimum * 1.002)
  expect(bound).toBeLessThanOrEqual(optimum + 1e-6)
  expect(plan && checkPlan(siting, plan)).toEqual([])
})

test('the centre of pmed2: proven, and no farther than the median keeps its farthest customer', () => {
  const siting = readMedian(read('pmed2.txt'))
  const centre = pCentre(siting.costs, siting.demands.length, 10, solver, 60)
  expect(centre.bound).toBe(centre.radius)
  const median = locate(siting, solver, { seconds: 3 }).plan?.open ?? []
  const reach = (open: readonly number[]) =>
    Math.max(...Array.from({ length: 100 }, (_, j) => Math.min(...open.map((i) => siting.costs[i * 100 + j] ?? NaN))))
  expect(reach(centre.open)).toBe(centre.radius)
  expect(centre.radius).toBeLessThanOrEqual(reach(median))
})
