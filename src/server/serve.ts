import { migrationSources, openCounty } from '../county.ts'
import type { County } from '../county.ts'
import { startWorker } from '../kernel/jobs.ts'
import { migrate, readMigrations } from '../kernel/migrate.ts'
import { startPostgres } from '../kernel/postgres.ts'
import type { Settings } from '../kernel/settings.ts'
import { lockFolder } from './folder-lock.ts'
import { openDoor } from './listen.ts'
import { openLog } from './log.ts'
import { siteOf } from './site.ts'
import { startTracing } from './tracing.ts'
import { builtWeb, developedWeb } from './web.ts'

export type Tell = (line: string) => void

/** What has been opened so far, closed last first; closing goes on past whatever fails. */
export type Closers = {
  add(name: string, close: () => unknown): Promise<void>
  closeAll(): Promise<void>
  /** Rejects with `Stopped` once all is closed. */
  closed: Promise<never>
}

/** Thrown by `add` once closing has begun: what was opened too late is closed at once. */
export class Stopped extends Error {}

export function closers(): Closers {
  const open: { name: string; close: () => unknown }[] = []
  let closing = false
  const { promise: closed, reject } = Promise.withResolvers<never>()
  closed.catch(() => {})
  async function closeAll() {
    closing = true
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      try {
        await next.close()
      } catch (error) {
        process.stderr.write(`${next.name} did not close: ${(error as Error).message}\n`)
      }
    }
    reject(new Stopped())
  }
  return {
    closeAll,
    closed,
    async add(name, close) {
      open.push({ name, close })
      if (!closing) return
      await closeAll()
      throw new Stopped()
    },
  }
}

/** The configured PostgreSQL, or our own in the data folder. */
export async function reachDatabase(settings: Settings, tell: Tell, opened: Closers): Promise<string> {
  if (settings.databaseUrl !== null) return settings.databaseUrl
  const release = lockFolder(settings.dataFolder)
  await opened.add('lock', release)
  tell(`PostgreSQL  starting in ${settings.dataFolder}`)
  const postgres = await startPostgres(settings.dataFolder)
  void postgres.lost.then(endWithoutDatabase)
  await opened.add('PostgreSQL', async () => {
    tell('PostgreSQL  stopping')
    await postgres.stop()
  })
  return postgres.url
}

/** Nothing can be served or finished without the database; the next start recovers it. */
function endWithoutDatabase(): never {
  process.stderr.write('terrace: PostgreSQL has ended by itself; start again, nothing acknowledged is lost\n')
  process.exit(1)
}

export async function bringForward(databaseUrl: string, tell: Tell): Promise<void> {
  const applied = await migrate(databaseUrl, migrationSources, (line) => tell(`migration   ${line}`))
  tell(applied === 0 ? 'migration   nothing to do' : `migration   ${applied} applied`)
}

const DRAIN_MS = 10_000

/**
 * Brings the county up; `opened` knows how to bring it down again, also when this fails half-way. The pages are loaded
 * when `webComes` says that they are there: they may still be being built while the county is seeded.
 */
export async function serve(
  settings: Settings,
  tell: Tell,
  opened: Closers,
  webComes: Promise<unknown> = Promise.resolve(),
): Promise<County> {
  const door = await openDoor(settings.host, settings.port)
  let draining = false
  await opened.add('port', () => door.close(0))
  const databaseUrl = await reachDatabase(settings, tell, opened)
  await bringForward(databaseUrl, tell)

  await opened.add('tracing', await startTracing(settings))
  const log = openLog(settings)
  const county = openCounty({ settings: withAddress(settings, door.port), databaseUrl, log })
  await opened.add('database', () => county.close())
  await county.seed(tell)

  const worker = await startWorker(county.app, databaseUrl)
  await opened.add('worker', () => worker.stop())
  await Promise.race([webComes, opened.closed])
  const web = await (settings.mode === 'development' ? developedWeb(door.server) : builtWeb())
  await opened.add('web', () => web.close())
  const site = siteOf({ county, web, migrations: readMigrations(migrationSources), draining: () => draining })
  door.answer(site.fetch, web.before)
  county.sandbox?.sender.start()
  await opened.add('door', () => {
    draining = true
    tell('requests    finishing')
    return door.close(DRAIN_MS)
  })
  tell(`serving     ${county.app.settings.publicUrl}`)
  return county
}

/** With PORT=0 the address is known only once the port is open. */
function withAddress(settings: Settings, port: number): Settings {
  return settings.port === 0
    ? { ...settings, port, publicUrl: settings.publicUrl.replace(/:0$/, `:${port}`) }
    : settings
}
