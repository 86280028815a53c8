import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkAnswer } from './check.ts'
import { explainStop } from './explain.ts'
import { RoutingFault } from './fault.ts'
import { anyProblem } from './problems.fake.ts'
import { solve } from './solve.ts'

/** Locked parts drawn by lot may not be drivable: that is the one refusal allowed here. */
function answerOrRefusal(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof RoutingFault) || error.code !== 'bad_plan') throw error
  }
}

test('an answer is always feasible, whatever is asked, and its cost is what the checker counts', () => {
  fc.assert(
    fc.property(anyProblem(), fc.integer(), (problem, seed) =>
      answerOrRefusal(() => {
        const answer = solve(problem, { iterations: 60, seed })
        expect(checkAnswer(problem, answer).breaches).toEqual([])
      }),
    ),
    { numRuns: 500 },
  )
})

test('the same seed and iterations give the same answer', () => {
  fc.assert(
    fc.property(anyProblem(), fc.integer(), (problem, seed) =>
      answerOrRefusal(() => {
        const [one, other] = [1, 2].map(() => solve(problem, { iterations: 40, seed }))
        expect(one).toEqual(other)
      }),
    ),
    { numRuns: 60 },
  )
})

test('what is offered to a stop is what the plan would cost more', () => {
  fc.assert(
    fc.property(anyProblem(6), (problem) =>
      answerOrRefusal(() => {
        const answer = solve(problem, { iterations: 60 })
        for (const stop of problem.stops.keys()) {
          const told = explainStop(problem, answer, stop)
          expect(told.left).toBe(answer.left.includes(stop))
          if (!told.left && told.now !== null) {
            const [best] = told.offers
            expect(best !== undefined && 'extra' in best && best.extra).toBeLessThanOrEqual(told.now + 1e-6)
          }
        }
      }),
    ),
    { numRuns: 60 },
  )
})
