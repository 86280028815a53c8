import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { openCounty } from './county.ts'
import { SchemaFault } from './kernel/migrate.ts'
import { PostgresFault } from './kernel/postgres.ts'
import { isRefusal } from './kernel/refusal.ts'
import { readSettings, SettingsFault } from './kernel/settings.ts'
import type { Settings } from './kernel/settings.ts'
import { sentence } from './kernel/words.ts'
import { FolderFault } from './server/folder-lock.ts'
import { ListenFault } from './server/listen.ts'
import { openLog } from './server/log.ts'
import { bringForward, closers, reachDatabase, serve, Stopped } from './server/serve.ts'
import type { Closers } from './server/serve.ts'
import { WebFault } from './server/web.ts'

const USAGE = `terrace <command>

  serve      start the county: database, migrations, seed, worker, web (--dev: straight from the source;
             --web-comes: wait for a message of the process that started this one, which builds the web)
  migrate    take the database forward to this code
  seed       put the demonstration county into an empty database
  create-service-centre --email … --phone … --village … [--name …]
             enter the first account and its service centre, which approves all others
  solve FILE [--seconds 10 | --iterations N] [--seed 1] [--threads 1]
             plan routes for a CVRPLIB, Solomon, Li and Lim, Cordeau or VROOM file; needs no county
  help       this text

Settings are read from the environment: PORT, HOST, DATABASE_URL, TERRACE_DATA, TERRACE_SEED, TERRACE_URL.`

const tell = (line: string) => void process.stdout.write(`${line}\n`)

type Values = { email?: string; phone?: string; village?: string; name?: string; 'web-comes': boolean }
type Command = (settings: Settings, opened: Closers, values: Values) => Promise<void>

const commands: Record<string, Command> = {
  async serve(settings, opened, values) {
    const stopped = stopSignal(opened)
    const webComes = values['web-comes'] ? once(process, 'message') : undefined
    await serve(settings, tell, opened, webComes)
    await stopped
  },
  async migrate(settings, opened) {
    await bringForward(await reachDatabase(settings, tell, opened), tell)
  },
  async seed(settings, opened) {
    const databaseUrl = await reachDatabase(settings, tell, opened)
    await bringForward(databaseUrl, tell)
    const county = openCounty({ settings, databaseUrl, log: openLog(settings) })
    await opened.add('database', () => county.close())
    await county.seed(tell)
  },
  async 'create-service-centre'(settings, opened, { email, phone, village, name }) {
    if (email === undefined || phone === undefined || village === undefined)
      throw new SettingsFault(
        'create-service-centre needs --email, --phone and --village (such as "妙高街道 叶坦社区")',
      )
    const databaseUrl = await reachDatabase(settings, tell, opened)
    await bringForward(databaseUrl, tell)
    const county = openCounty({ settings, databaseUrl, log: openLog(settings) })
    await opened.add('database', () => county.close())
    const made = await county.foundServiceCentre({ email, phone, village, name }).catch((error: unknown) => {
      throw isRefusal(error)
        ? new SettingsFault(sentence(county.app.dictionary, 'en', error.code, error.params))
        : error
    })
    tell(`account     ${made.email}, password ${made.password} (told once; change it after signing in)`)
  },
}

/**
 * Resolves when all is closed after the first SIGINT or SIGTERM, or when the process that started us has gone. A
 * Ctrl-C arrives several times, from the terminal and through npm: what comes later changes nothing, since to hurry
 * would leave PostgreSQL behind, and each step of closing has an end of its own.
 */
function stopSignal(opened: Closers): Promise<void> {
  return new Promise((done) => {
    let asked = false
    const stop = () => {
      if (asked) return
      asked = true
      // Also in the middle of starting: what is open is closed now, what still opens then closes at once.
      void opened.closeAll().then(done)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    process.on('disconnect', stop)
  })
}

const FAULTS = [SettingsFault, SchemaFault, PostgresFault, FolderFault, ListenFault, WebFault]

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      dev: { type: 'boolean', default: false },
      'web-comes': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      email: { type: 'string' },
      phone: { type: 'string' },
      village: { type: 'string' },
      name: { type: 'string' },
      seconds: { type: 'string' },
      iterations: { type: 'string' },
      seed: { type: 'string' },
      threads: { type: 'string' },
    },
  })
  if (positionals[0] === 'solve' && !values.help) {
    const { solveFile } = await import('./commands/solve.ts')
    return solveFile(positionals.slice(1), values)
  }
  const command = commands[positionals[0] ?? 'help']
  if (command === undefined || values.help) {
    tell(USAGE)
    return positionals[0] === undefined || positionals[0] === 'help' || values.help ? 0 : 2
  }
  const opened = closers()
  try {
    const settings = readSettings({ ...process.env, ...(values.dev ? { TERRACE_MODE: 'development' } : {}) })
    process.env.NODE_ENV ??= settings.mode
    await command(settings, opened, values)
    return 0
  } catch (error) {
    if (error instanceof Stopped) return 0
    const expected = FAULTS.some((fault) => error instanceof fault)
    process.stderr.write(`terrace: ${expected ? (error as Error).message : (error as Error).stack}\n`)
    return 1
  } finally {
    await opened.closeAll()
  }
}

// The channel to the process that started us would keep this one alive.
process.exit(await main())
