/** What each firm pays of a shared plan. See README.md. */
export { compareKeys, proportional } from './compare.ts'
export type { Comparison, Judged } from './compare.ts'
export { equalProfit, isInCore, leastCore, worstObjection } from './core.ts'
export type { LeastCore, Objection } from './core.ts'
export { aloneCosts, costGame, FIRMS_ENUMERATED_MAX, FIRMS_MAX, membersOf, SharingFault } from './game.ts'
export type { CostGame, SharingFaultCode, Shares } from './game.ts'
export { FIRMS_EXACT_MAX, shapley } from './shapley.ts'
export type { Shapley } from './shapley.ts'
