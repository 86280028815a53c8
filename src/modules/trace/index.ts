import { readTrace } from './trace.ops.ts'
import { refusals as en } from './words.en.ts'
import { refusals as zh } from './words.zh.ts'

export { recordSteps } from './step.sql.ts'
export type { TraceStep } from './step.sql.ts'
export { readTrace } from './trace.ops.ts'

export const operations = [readTrace]
export const words = { zh, en }
