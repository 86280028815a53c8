export { checkAnswer, type Breach, type Check } from './check.ts'
export { explainStop, type Explanation, type Offer, type WhyNot } from './explain.ts'
export { RoutingFault, type RoutingFaultCode } from './fault.ts'
export { readProblem, type Format } from './formats/read.ts'
export { parseSol, writeSol } from './formats/sol.ts'
export { writeVroom } from './formats/vroom-answer.ts'
export { PLACES_MAX, planeTravel } from './plane.ts'
export type {
  Answer,
  Break,
  Problem,
  PublishedRoute,
  Route,
  Shipment,
  Step,
  Stop,
  Travel,
  Vehicle,
  Window,
} from './problem.ts'
export { openSolver, solve, type Progress, type SolveLimit, type SolveOptions, type Solver } from './solve.ts'
export { solveInThreads, THREADS_MAX, type ThreadOptions } from './threads.ts'
