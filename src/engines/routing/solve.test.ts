import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAnswer } from './check.ts'
import { cheapest } from './oracle.fake.ts'
import { planeTravel } from './plane.ts'
import type { Problem, Stop, Vehicle } from './problem.ts'
import { solve } from './solve.ts'

/** A square of villages around a depot at the middle of its south side. */
const travel = planeTravel([5, 0, 0, 10, 10, 5], [0, 2, 8, 8, 2, 9], Math.round)

const stop = (place: number, more: Partial<Stop> = {}): Stop => ({ id: `s${place}`, place, deliver: [1], ...more })
const van: Vehicle = { id: 'van', start: 0, end: 0, capacity: [10] }
const day = (stops: Stop[], vehicles: Vehicle[], more: Partial<Problem> = {}): Problem => ({
  name: '',
  dimensions: 1,
  travel,
  stops,
  vehicles,
  ...more,
})
const five = [1, 2, 3, 4, 5].map((place) => stop(place))
const four = five.slice(0, 4)

/** Each feature alone, and what it must change about the plain plan. */
const cases: Record<string, Problem> = {
  'one load': day(five, [{ ...van, count: 2, capacity: [3] }]),
  'two loads': day(
    four.map((one, k) => ({ ...one, deliver: [1, k % 2] })),
    [{ ...van, count: 2, capacity: [4, 1] }],
    { dimensions: 2 },
  ),
  'bringing and taking at once': day(
    [stop(1, { deliver: [2], collect: [2] }), stop(3, { deliver: [2] }), stop(4, { deliver: [0], collect: [2] })],
    [{ ...van, capacity: [4] }],
  ),
  'a window': day(
    four.map((one, k) => (k === 3 ? { ...one, windows: [[0, 6]] } : one)),
    [van],
  ),
  'several windows': day(
    four.map((one, k) =>
      k === 0
        ? {
            ...one,
            windows: [
              [0, 2],
              [20, 22],
              [60, 61],
            ],
          }
        : one,
    ),
    [{ ...van, perDistance: 1 }],
  ),
  'service and setup': day([...four, stop(1, { service: 3, setup: 4, windows: [[0, 12]] })], [{ ...van, perTime: 1 }]),
  'vehicles of different size and cost': day(five, [
    { ...van, capacity: [2], fixed: 1 },
    { ...van, capacity: [5], fixed: 9, perDistance: 2 },
    { ...van, capacity: [3], fixed: 4 },
  ]),
  'a slow vehicle': day(four, [
    { ...van, slowness: 2, perDriving: 1, capacity: [2] },
    { ...van, perDriving: 1, capacity: [2] },
  ]),
  'many depots': day(four, [
    { ...van, capacity: [3] },
    { ...van, start: 5, end: 5, capacity: [3] },
  ]),
  'open ends': day(four, [{ ...van, end: null }]),
  'an open start': day(four, [{ ...van, start: null }]),
  shipments: day(
    four.map(({ id, place }, k) => (k % 2 === 0 ? { id, place, collect: [2] } : { id, place })),
    [{ ...van, capacity: [3] }],
    {
      shipments: [
        { pickup: 0, delivery: 1 },
        { pickup: 2, delivery: 3 },
      ],
    },
  ),
  'shipments beside deliveries': day(
    [stop(1), { id: 'p', place: 3, collect: [2] }, { id: 'd', place: 2 }, stop(4, { deliver: [2] })],
    [{ ...van, capacity: [3] }],
    {
      shipments: [{ pickup: 1, delivery: 2 }],
    },
  ),
  skills: day(
    four.map((one, k) => (k === 1 ? { ...one, skills: ['cold', 'narrow'] } : one)),
    [
      { ...van, skills: ['cold'] },
      { ...van, fixed: 30, skills: ['narrow', 'cold'] },
    ],
  ),
  'only certain vehicles': day(
    four.map((one, k) => (k > 1 ? { ...one, vehicles: [1] } : one)),
    [van, van],
  ),
  'several trips': day(four, [{ ...van, capacity: [2], tripsMax: 3, reloadTime: 5, window: [0, 80] }]),
  'several trips against a second van': day(five, [
    { ...van, capacity: [2], tripsMax: 2 },
    { ...van, capacity: [2], fixed: 7 },
  ]),
  'limit on distance': day(four, [{ ...van, count: 2, distanceMax: 30 }]),
  'limit on driving': day(four, [{ ...van, count: 2, drivingMax: 30 }]),
  'limit on time at work': day(
    four.map((one) => ({ ...one, service: 5 })),
    [{ ...van, count: 2, timeMax: 40 }],
  ),
  'limit on stops': day(four, [{ ...van, count: 2, stopsMax: 3 }]),
  'a break': day(
    four.map((one, k) => ({ ...one, windows: [[k * 12, k * 12 + 6]] })),
    [{ ...van, breaks: [{ id: 'noon', windows: [[18, 22]], service: 5 }] }],
  ),
  'two breaks': day(four, [
    {
      ...van,
      window: [0, 55],
      breaks: [
        {
          id: 'a',
          windows: [
            [6, 9],
            [14, 15],
          ],
          service: 4,
        },
        { id: 'b', windows: [[20, 40]], service: 8 },
      ],
    },
  ]),
  'optional stops': day(
    four.map((one, k) => ({ ...one, penalty: 3 + 4 * k })),
    [{ ...van, fixed: 4 }],
  ),
  'balance of time': day(five, [{ ...van, count: 2 }], { balance: { time: 1 } }),
  'balance of load': day(five, [{ ...van, count: 2 }], { balance: { load: 60 } }),
  'a locked part': day(five, [{ ...van, locked: [2, 0] }, van]),
  'a published plan': day(five, [van, van], {
    published: {
      routes: [
        { vehicle: 1, trips: [[0, 3]] },
        { vehicle: 0, trips: [[1, 2, 4]] },
      ],
      moveCost: 3,
    },
  }),
  'a way that is shorter round about': day(four, [{ ...van, window: [0, 40] }], { travel: bent() }),
}

function bent() {
  const durations = Float64Array.from(travel.durations)
  durations[1] = 25
  durations[2 * 6] = 30
  return { ...travel, durations }
}

describe('each thing a problem may ask is answered by the best of all plans', () => {
  test.each(Object.entries(cases))('%s', (_, problem) => {
    const answer = solve(problem, { iterations: 400 })
    expect(checkAnswer(problem, answer).breaches).toEqual([])
    expect(answer.penalty > 0 || answer.left.length === 0).toBe(true)
    const least = cheapest(problem)
    expect(least).toBeLessThan(Infinity)
    expect(answer.cost + answer.penalty).toBeCloseTo(least, 6)
  })
})

test('what cannot be served is left out, the lower priority first', () => {
  const problem = day(
    four.map((one, k) => ({ ...one, priority: k * 10 })),
    [{ ...van, capacity: [2] }],
  )
  const answer = solve(problem, { iterations: 200 })
  expect(answer.left).toEqual([0, 1])
  expect(answer.penalty).toBe(0)
})

test('any small problem without choices of time that cost is answered by the best of all plans', () => {
  const places = fc.integer({ min: 0, max: 5 })
  const small = fc.record({
    stops: fc.array(
      fc.record({
        place: places,
        load: fc.integer({ min: 0, max: 4 }),
        open: fc.integer({ min: 0, max: 40 }),
        wide: fc.integer({ min: 5, max: 60 }),
        penalty: fc.integer({ min: 1, max: 40 }),
        cold: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    trips: fc.integer({ min: 1, max: 2 }),
    capacity: fc.integer({ min: 3, max: 6 }),
    fixed: fc.integer({ min: 0, max: 9 }),
    rest: fc.integer({ min: 5, max: 40 }),
  })
  fc.assert(
    fc.property(small, ({ stops, trips, capacity, fixed, rest }) => {
      const asked = stops.map(({ place, load, open, wide, penalty, cold }) =>
        stop(place, {
          deliver: [load],
          windows: [[open, open + wide]],
          penalty,
          ...(cold ? { skills: ['cold'] } : {}),
        }),
      )
      const breaks = [{ id: 'noon', windows: [[rest, rest + 10]] as const, service: 4 }]
      const problem = day(asked, [
        { ...van, capacity: [capacity], tripsMax: trips, reloadTime: 2, skills: ['cold'], fixed },
        { ...van, capacity: [capacity], breaks },
      ])
      const answer = solve(problem, { iterations: 300 })
      expect(answer.cost + answer.penalty).toBeCloseTo(cheapest(problem), 6)
    }),
    { numRuns: 60 },
  )
})
