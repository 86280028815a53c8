import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAnswer } from '../check.ts'
import { RoutingFault } from '../fault.ts'
import { solve } from '../solve.ts'
import { readProblem } from './read.ts'
import { writeVroom } from './vroom-answer.ts'

const far = (value: number) => [0, 1, 2].map((a) => [0, 1, 2].map((b) => (a === b ? 0 : value)))
const vehicle = (id: number, more: object = {}) => ({ id, start_index: 0, end_index: 0, ...more })
const jobs = [1, 2].map((id) => ({ id, location_index: id, service: 10 }))
const answerTo = (input: object) => {
  const { problem } = readProblem(JSON.stringify(input))
  const answer = solve(problem, { iterations: 200 })
  expect(checkAnswer(problem, answer).breaches).toEqual([])
  return JSON.parse(writeVroom(problem, answer))
}
const refusal = (input: object): string => {
  try {
    readProblem(JSON.stringify(input))
  } catch (error) {
    if (error instanceof RoutingFault) return `${error.code} ${error.where}`
  }
  return 'none'
}

describe('several profiles', () => {
  const matrices = {
    car: { durations: far(100), distances: far(1000) },
    bike: { durations: far(60), distances: far(700) },
  }

  test('each vehicle goes by its own matrices', () => {
    const { summary, routes } = answerTo({
      vehicles: [vehicle(1), vehicle(2, { profile: 'bike' })],
      jobs,
      matrices,
    })
    expect(routes).toHaveLength(1)
    expect(routes[0]).toMatchObject({ vehicle: 2, duration: 180, distance: 2100, cost: 180 })
    expect(routes[0].steps.at(-1)).toMatchObject({ arrival: 200, duration: 180 })
    expect(summary).toMatchObject({ cost: 180, duration: 180, distance: 2100, service: 20 })
  })

  test('both are used where one cannot do all', () => {
    const { routes } = answerTo({
      vehicles: [vehicle(1, { max_tasks: 1 }), vehicle(2, { profile: 'bike', max_tasks: 1 })],
      jobs,
      matrices,
    })
    expect(routes.map((route: { vehicle: number; duration: number }) => [route.vehicle, route.duration])).toEqual([
      [1, 200],
      [2, 120],
    ])
  })

  test('limits and prices count by the profile', () => {
    const bike = vehicle(2, { profile: 'bike', max_distance: 1400, costs: { fixed: 5, per_hour: 0, per_km: 10 } })
    const { routes, summary } = answerTo({ vehicles: [bike], jobs, matrices })
    expect(summary.unassigned).toBe(1)
    expect(routes[0]).toMatchObject({ distance: 1400, cost: 5 + 14 })
  })

  test('one profile need not be called car; a name without matrices is refused', () => {
    expect(answerTo({ vehicles: [vehicle(1)], jobs, matrices: { van: matrices.bike } }).summary.duration).toBe(180)
    for (const profile of ['lorry', 'constructor', 7, null])
      expect(refusal({ vehicles: [vehicle(1, { profile })], jobs, matrices })).toBe('bad_reference vehicles[0].profile')
    expect(refusal({ vehicles: [vehicle(1)], jobs, matrices: {} })).toBe('unsupported matrices')
    expect(refusal({ vehicles: [vehicle(1)], jobs, matrices: { ...matrices, foot: { durations: [[0]] } } })).toBe(
      'bad_shape matrices.foot',
    )
  })
})

describe('costs of a profile', () => {
  // Long in time and cheap between 1 and 2, dear and short from and to the depot.
  const costs = [
    [0, 7, 90],
    [90, 0, 7],
    [7, 90, 0],
  ]
  const car = { durations: far(100), costs }

  test('are what is minimised, one way and not the other, whatever the speed', () => {
    const { routes, summary } = answerTo({ vehicles: [vehicle(1, { speed_factor: 2 })], jobs, matrices: { car } })
    expect(routes[0].steps.map(({ type, job }: { type: string; job?: number }) => job ?? type)).toEqual([
      'start', 1, 2, 'end',
    ]) // prettier-ignore
    expect(summary).toMatchObject({ cost: 21, duration: 150, distance: 0 })
  })

  test('go with a fixed cost, but not with prices of time and distance', () => {
    const one = (prices: object) => ({ vehicles: [vehicle(1, { costs: prices })], jobs, matrices: { car } })
    expect(answerTo(one({ fixed: 100, per_hour: 3600, per_km: 0 })).summary.cost).toBe(121)
    expect(refusal(one({ per_hour: 100 }))).toBe('bad_shape vehicles[0].costs')
    expect(refusal(one({ per_km: 1 }))).toBe('bad_shape vehicles[0].costs')
  })

  test('where one profile has them and another has not, each counts by its own', () => {
    const { routes } = answerTo({
      vehicles: [vehicle(1, { profile: 'dear' }), vehicle(2)],
      jobs,
      matrices: { dear: { durations: far(1), costs: far(500) }, car: { durations: far(100) } },
    })
    expect(routes.map((route: { vehicle: number; cost: number }) => [route.vehicle, route.cost])).toEqual([[2, 300]])
  })
})

test('what VROOM knows and is not read here is refused', () => {
  const matrices = { car: { durations: far(1) } }
  expect(refusal({ vehicles: [vehicle(1, { costs: { per_task_hour: 5 } })], jobs, matrices })).toBe(
    'unsupported vehicles[0].costs.per_task_hour',
  )
  expect(refusal({ vehicles: [vehicle(1)], jobs: [{ ...jobs[0], service_per_type: { a: 1 } }], matrices })).toBe(
    'unsupported jobs[0].service_per_type',
  )
  expect(refusal({ vehicles: [vehicle(1, { breaks: [{ id: 1, max_load: [1] }] })], jobs, matrices })).toBe(
    'unsupported vehicles[0].breaks[0].max_load',
  )
})

test('no matrices and no profile, however bad, throw anything but the own fault', () => {
  const bad = fc.jsonValue({ maxDepth: 3 })
  fc.assert(
    fc.property(fc.string(), bad, bad, (name, matrices, profile) => {
      const input = { vehicles: [vehicle(1, { profile })], jobs, matrices: { [name]: matrices, car: matrices } }
      try {
        const { problem } = readProblem(JSON.stringify(input))
        solve(problem, { iterations: 5 })
      } catch (error) {
        expect(error).toBeInstanceOf(RoutingFault)
      }
    }),
    { numRuns: 500 },
  )
})
