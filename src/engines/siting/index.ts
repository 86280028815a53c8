/** Which hubs to open. See README.md. */
export { pCentre } from './centre.ts'
export type { Centre } from './centre.ts'
export { checkPlan } from './check.ts'
export { locate, pMedian } from './locate.ts'
export type { Located, Search } from './locate.ts'
export { readCapacitated, readMedian } from './or-library.ts'
export { SitingFault } from './problem.ts'
export type { Plan, Site, Siting, SitingFaultCode } from './problem.ts'
