import { join } from 'node:path'
import { pino } from 'pino'
import type { Logger } from 'pino'
import type { App } from './kernel/app.ts'
import { systemClock } from './kernel/clock.ts'
import type { Clock } from './kernel/clock.ts'
import { openDatabase } from './kernel/database.ts'
import type { Identify } from './kernel/http/visit.ts'
import { limits } from './kernel/limits.ts'
import type { MigrationSource } from './kernel/migrate.ts'
import type { Module, Mount } from './kernel/module.ts'
import type { Ports } from './kernel/ports.ts'
import type { Settings } from './kernel/settings.ts'
import { metricsFor } from './kernel/telemetry.ts'
import { mergeDictionaries } from './kernel/words.ts'
import { refusals as kernelEn } from './kernel/words.en.ts'
import { refusals as kernelZh } from './kernel/words.zh.ts'

const migrationsOf = (schema: string, room = `modules/${schema}`): MigrationSource => ({
  schema,
  folder: join(import.meta.dirname, room, 'migrations'),
})

/** Every kind of work this county does; migrations run in this order. */
const modules: readonly Module[] = [
  { migrations: migrationsOf('kernel', 'kernel'), words: { zh: kernelZh, en: kernelEn } },
]

export const migrationSources: readonly MigrationSource[] = modules.flatMap((m) => m.migrations ?? [])

/** The platform put together: what `main.ts`, tests and benches all run. */
export type County = {
  app: App
  databaseUrl: string
  identify: Identify
  /** Sign-in, sign-out and the rest of the account handler below `/api/auth`. */
  authenticate(request: Request): Promise<Response>
  mounts: readonly Mount[]
  /** Puts the demonstration county into an empty database; does nothing to one that has people. */
  seed(tell: (line: string) => void): Promise<void>
  close(): Promise<void>
}

export type CountyOptions = {
  settings: Settings
  /** A migrated database. */
  databaseUrl: string
  clock?: Clock
  log?: Logger
  /** Adapters to use in place of the configured ones. */
  ports?: Partial<Ports>
  checkOutputs?: boolean
}

export function openCounty(options: CountyOptions): County {
  const { settings, databaseUrl, clock = systemClock } = options
  const subscriptions = modules.flatMap((m) => m.subscriptions ?? [])
  const database = openDatabase(databaseUrl, settings.poolSize, subscriptions)
  const app: App = {
    settings,
    database,
    clock,
    ports: { ...configuredPorts(settings), ...options.ports },
    log: options.log ?? pino({ level: settings.logLevel }),
    metrics: metricsFor(database),
    limits: limits(clock, settings.ratePerMinute),
    operations: modules.flatMap((m) => m.operations ?? []),
    jobs: modules.flatMap((m) => m.jobs ?? []),
    dictionary: mergeDictionaries(modules.flatMap((m) => m.words ?? [])),
    checkOutputs: options.checkOutputs ?? settings.mode !== 'production',
  }
  return {
    app,
    databaseUrl,
    identify: async () => null,
    authenticate: async () => new Response(null, { status: 404 }),
    mounts: [],
    seed: async () => {},
    close: () => database.close(),
  }
}

function configuredPorts(settings: Settings): Ports {
  const gs1CompanyPrefix = settings.environment.TERRACE_GS1_PREFIX
  return { ...(gs1CompanyPrefix === undefined ? {} : { gs1CompanyPrefix }) } as Ports
}
