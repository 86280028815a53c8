import type { Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Limits } from './limits.ts'
import type { Metrics } from './telemetry.ts'
import type { AnyOperation } from './operation.ts'
import type { Job } from './jobs.ts'
import type { Ports } from './ports.ts'
import type { Settings } from './settings.ts'
import type { Dictionary } from './words.ts'

/** The running platform. Made once by `main.ts`, passed as an argument everywhere; nothing is global. */
export type App = {
  settings: Settings
  database: Database
  clock: Clock
  ports: Ports
  log: Logger
  metrics: Metrics
  limits: Limits
  operations: readonly AnyOperation[]
  jobs: readonly Job[]
  dictionary: Dictionary
  /** Development and tests hold every answer to its declared shape. */
  checkOutputs: boolean
}
