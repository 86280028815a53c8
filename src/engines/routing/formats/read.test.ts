import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAnswer } from '../check.ts'
import { RoutingFault } from '../fault.ts'
import { solve } from '../solve.ts'
import { readProblem } from './read.ts'
import { parseSol, writeSol } from './sol.ts'
import { writeVroom } from './vroom-answer.ts'

const CVRP = `NAME : tiny
TYPE : CVRP
DIMENSION : 4
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 10
NODE_COORD_SECTION
1 0 0
2 0 10
3 7 7
4 10 0
DEMAND_SECTION
1 0
2 4
3 4
4 4
DEPOT_SECTION
1
-1
EOF
`

const SOLOMON = `tiny

VEHICLE
NUMBER     CAPACITY
  2         10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0       100          0
    1      0         10         4          50      60           5
    2      10        0          4          0       20           5
`

const LILIM = `2\t10\t1
0\t0\t0\t0\t0\t100\t0\t0\t0
1\t0\t10\t4\t0\t90\t5\t0\t2
2\t10\t0\t-4\t0\t90\t5\t1\t0
`

const CORDEAU = `2 1 3 2
0 10
0 10
1 1 0 0 4 1 2 1 2
2 9 0 0 4 1 2 1 2
3 5 1 0 4 1 2 1 2
4 0 0 0 0 0 0
5 10 0 0 0 0 0
`

const VROOM = {
  vehicles: [
    {
      id: 7,
      start_index: 0,
      end_index: 0,
      capacity: [10],
      skills: [3],
      time_window: [0, 200],
      breaks: [{ id: 9, time_windows: [[30, 40]], service: 5 }],
    },
    { id: 8, start_index: 0, capacity: [10] },
  ],
  jobs: [
    {
      id: 1,
      location_index: 1,
      delivery: [4],
      service: 5,
      skills: [3],
      time_windows: [
        [0, 5],
        [20, 100],
      ],
    },
    { id: 2, location_index: 2, pickup: [3], priority: 5, setup: 2 },
  ],
  shipments: [{ amount: [2], pickup: { id: 4, location_index: 1 }, delivery: { id: 5, location_index: 2 } }],
  matrices: {
    car: {
      durations: [
        [0, 10, 14],
        [11, 0, 9],
        [14, 9, 0],
      ],
    },
  },
}

describe('each format', () => {
  test('CVRPLIB: rounded distances, names from 1 without the depot, a cost in whole numbers', () => {
    const { format, problem } = readProblem(CVRP)
    expect([format, problem.travel.distances[1], problem.travel.distances[2]]).toEqual(['cvrplib', 10, 10])
    const answer = solve(problem, { iterations: 100 })
    expect(parseSol(writeSol(problem, answer))).toEqual({
      routes: answer.routes.map(() => expect.any(Array)),
      cost: 48,
    })
  })

  test('CVRPLIB: a matrix given row by row is the same in every writing', () => {
    const head = 'DIMENSION: 3\nCAPACITY: 5\nEDGE_WEIGHT_TYPE: EXPLICIT\nDEMAND_SECTION\n1 0\n2 1\n3 1\n'
    const written = {
      FULL_MATRIX: '0 4 5 4 0 6 5 6 0',
      LOWER_ROW: '4\n5 6',
      LOWER_DIAG_ROW: '0 4 0 5 6 0',
      UPPER_ROW: '4 5 6',
      UPPER_DIAG_ROW: '0 4 5\n0 6 0',
    }
    for (const [name, numbers] of Object.entries(written)) {
      const { problem } = readProblem(`${head}EDGE_WEIGHT_FORMAT: ${name}\nEDGE_WEIGHT_SECTION\n${numbers}\nEOF`)
      expect(Array.from(problem.travel.distances)).toEqual([0, 4, 5, 4, 0, 6, 5, 6, 0])
    }
  })

  test('Solomon: windows, service and fleet', () => {
    const { format, problem } = readProblem(SOLOMON)
    expect([format, problem.vehicles[0]!.count, problem.stops[0]!.windows, problem.stops[1]!.service]).toEqual([
      'solomon',
      2,
      [[50, 60]],
      5,
    ])
    expect(solve(problem, { iterations: 50 }).cost).toBeCloseTo(20 + Math.sqrt(200), 9)
  })

  test('Li and Lim: a pickup is carried to its delivery', () => {
    const { format, problem } = readProblem(LILIM)
    const answer = solve(problem, { iterations: 50 })
    expect([format, writeSol(problem, answer).split('\n')[0]]).toEqual(['lilim', 'Route #1: 1 2'])
  })

  test('Cordeau: each route tells its depot', () => {
    const { format, problem } = readProblem(CORDEAU)
    const answer = solve(problem, { iterations: 100 })
    expect(format).toBe('cordeau')
    expect(writeSol(problem, answer)).toMatch(/^Route #1: .*\nRoute #2: .*\nDepots 4 5\nCost [\d.]+\n$/)
  })

  test('VROOM: jobs, shipments, breaks, skills and priorities there and back', () => {
    const { format, problem } = readProblem(JSON.stringify(VROOM))
    const answer = solve(problem, { iterations: 200 })
    expect([format, checkAnswer(problem, answer).breaches, answer.left]).toEqual(['vroom', [], []])
    const output = JSON.parse(writeVroom(problem, answer))
    expect(output.summary).toMatchObject({ unassigned: 0, priority: 5, service: expect.any(Number) })
    expect(output.summary.cost).toBe(output.summary.duration)
    const twins = readProblem(
      JSON.stringify({ ...VROOM, vehicles: [5, 6].map((id) => ({ ...VROOM.vehicles[0], id, max_tasks: 2 })) }),
    ).problem
    expect(twins.vehicles.map(({ count, ids }) => [count, ids])).toEqual([[2, ['5', '6']]])
    const both = JSON.parse(writeVroom(twins, solve(twins, { iterations: 200 })))
    expect(both.routes.map((route: { vehicle: number }) => route.vehicle)).toEqual([5, 6])
    const steps = output.routes.flatMap((route: { steps: { type: string; id?: number }[] }) => route.steps)
    expect(steps.map((step: { type: string; id?: number }) => `${step.type} ${step.id ?? ''}`).toSorted()).toEqual(
      expect.arrayContaining(['job 1', 'job 2', 'pickup 4', 'delivery 5']),
    )
  })
})

const texts = [CVRP, SOLOMON, LILIM, CORDEAU, JSON.stringify(VROOM)]

/** Reads and solves; true unless anything but a RoutingFault is thrown. */
function survives(text: string): boolean {
  try {
    const { problem } = readProblem(text)
    const answer = solve(problem, { iterations: 5 })
    return checkAnswer(problem, answer).ok
  } catch (error) {
    if (error instanceof RoutingFault) return true
    throw error
  }
}

test('no text makes the readers throw anything but their own fault', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(survives(text)).toBe(true)
    }),
    { numRuns: 300 },
  )
  const wounded = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.nat({ max: 12 }),
      fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('-1', '1e400', '{}', '[]', 'null', '99999999999', '0.5', '__proto__'),
      ),
    )
    .map(([text, at, cut, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + cut))
  fc.assert(
    fc.property(wounded, (text) => {
      expect(survives(text)).toBe(true)
    }),
    { numRuns: 1500 },
  )
})

test('no JSON makes the reader of VROOM throw anything but its own fault', () => {
  const member = fc.constantFrom('vehicles', 'jobs', 'shipments', 'matrices')
  const broken = fc.tuple(member, fc.jsonValue()).map(([name, value]) => JSON.stringify({ ...VROOM, [name]: value }))
  const deeper = fc
    .tuple(
      fc.constantFrom('jobs', 'vehicles', 'shipments'),
      fc.constantFrom(
        'id',
        'delivery',
        'pickup',
        'time_windows',
        'capacity',
        'breaks',
        'skills',
        'start_index',
        'location_index',
        'speed_factor',
        'time_window',
        'costs',
        'amount',
      ),
      fc.jsonValue({ maxDepth: 2 }),
    )
    .map(([list, name, value]) =>
      JSON.stringify({ ...VROOM, [list]: VROOM[list as 'jobs'].map((entry) => ({ ...entry, [name]: value })) }),
    )
  fc.assert(
    fc.property(fc.oneof(broken, deeper), (text) => {
      expect(survives(text)).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
