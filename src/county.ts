import { join } from 'node:path'
import { Hono } from 'hono'
import { pino } from 'pino'
import type { Logger } from 'pino'
import type { App } from './kernel/app.ts'
import { systemClock } from './kernel/clock.ts'
import type { Clock } from './kernel/clock.ts'
import { listAudit, listOwnAudit } from './kernel/audit.ops.ts'
import { openDatabase } from './kernel/database.ts'
import type { Database } from './kernel/database.ts'
import { helpers } from './kernel/helpers.ts'
import type { ApiBindings } from './kernel/http/api.ts'
import { limits } from './kernel/limits.ts'
import type { MigrationSource } from './kernel/migrate.ts'
import type { Module, Mount } from './kernel/module.ts'
import type { Ports } from './kernel/ports.ts'
import type { MailPort, SmsPort } from './kernel/post.ts'
import { SettingsFault } from './kernel/settings.ts'
import type { Settings } from './kernel/settings.ts'
import { metricsFor } from './kernel/telemetry.ts'
import { mergeDictionaries } from './kernel/words.ts'
import { refusals as kernelEn } from './kernel/words.en.ts'
import { refusals as kernelZh } from './kernel/words.zh.ts'
import * as aftersales from './modules/aftersales/index.ts'
import * as delivery from './modules/delivery/index.ts'
import * as desk from './modules/desk/index.ts'
import * as discovery from './modules/discovery/index.ts'
import * as farm from './modules/farm/index.ts'
import * as insight from './modules/insight/index.ts'
import * as invoicing from './modules/invoicing/index.ts'
import * as ledger from './modules/ledger/index.ts'
import * as market from './modules/market/index.ts'
import * as messages from './modules/messages/index.ts'
import * as payment from './modules/payment/index.ts'
import * as people from './modules/people/index.ts'
import * as pricing from './modules/pricing/index.ts'
import * as reviews from './modules/reviews/index.ts'
import * as stock from './modules/stock/index.ts'
import * as supply from './modules/supply/index.ts'
import * as tourism from './modules/tourism/index.ts'
import * as trace from './modules/trace/index.ts'
import * as webhooks from './modules/webhooks/index.ts'
import { seedSuichang } from './seed/index.ts'
import * as workflows from './workflows/index.ts'

const migrationsOf = (schema: string, room = `modules/${schema}`): MigrationSource => ({
  schema,
  folder: join(import.meta.dirname, room, 'migrations'),
})

/** Every kind of work this county does; migrations run in this order. */
const modules: readonly Module[] = [
  {
    migrations: migrationsOf('kernel', 'kernel'),
    operations: [listAudit, listOwnAudit],
    words: { zh: kernelZh, en: kernelEn },
  },
  { ...people, migrations: migrationsOf('people') },
  { ...farm, migrations: migrationsOf('farm') },
  { ...stock, migrations: migrationsOf('stock') },
  { ...supply, migrations: migrationsOf('supply') },
  { ...delivery, migrations: migrationsOf('delivery') },
  { ...pricing, migrations: migrationsOf('pricing') },
  { ...market, migrations: migrationsOf('market') },
  { ...discovery, migrations: migrationsOf('discovery') },
  { ...payment, migrations: migrationsOf('payment') },
  { migrations: migrationsOf('sandbox', 'modules/payment/gateways/sandbox') },
  { ...ledger, migrations: migrationsOf('ledger') },
  { ...aftersales, migrations: migrationsOf('aftersales') },
  { ...reviews, migrations: migrationsOf('reviews') },
  { ...invoicing, migrations: migrationsOf('invoicing') },
  { ...tourism, migrations: migrationsOf('tourism') },
  { ...trace, migrations: migrationsOf('trace') },
  { ...insight, migrations: migrationsOf('insight') },
  { ...messages, migrations: migrationsOf('messages') },
  { ...webhooks, migrations: migrationsOf('webhooks') },
  { ...desk, migrations: migrationsOf('desk') },
  workflows,
]

export const migrationSources: readonly MigrationSource[] = modules.flatMap((m) => m.migrations ?? [])

/** Every sentence with which something is refused. */
export const dictionary = mergeDictionaries(modules.flatMap((m) => m.words ?? []))

/** The platform put together: what `main.ts`, tests and benches all run. */
export type County = {
  app: App
  databaseUrl: string
  mounts: readonly Mount[]
  /** The bank of demonstrations, where it is switched on. */
  sandbox: payment.Sandbox | null
  /** Puts the demonstration county into an empty database; does nothing to one that has people. */
  seed(tell: (line: string) => void): Promise<void>
  /** Enters the account and the office that approve all others, where there is no demonstration. */
  foundServiceCentre(first: workflows.FirstAccount): Promise<{ email: string; password: string }>
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
  /** What goes wrong at the sandbox; for tests. */
  sandboxFaults?: payment.SandboxFaults
  checkOutputs?: boolean
}

type Made = CountyOptions & {
  clock: Clock
  log: Logger
  gateways: payment.Gateways
  database: Database
  tracker: delivery.Tracker | null
}

export function openCounty(options: CountyOptions): County {
  const { settings, databaseUrl, clock = systemClock, log = pino({ level: settings.logLevel }) } = options
  const database = openDatabase(
    databaseUrl,
    settings.poolSize,
    modules.flatMap((m) => m.subscriptions ?? []),
  )
  const { gateways, sandbox } = payment.configuredGateways(settings.environment, {
    database,
    clock,
    log,
    secret: settings.secret,
    publicUrl: settings.publicUrl,
    faults: options.sandboxFaults ?? {},
  })
  if (settings.mode === 'production' && gateways.preferred.name === 'sandbox')
    log.warn('no real payment gateway is set: payments go to the sandbox, and no money moves')
  const { tracker, sandbox: carrier } = delivery.configuredTracker({
    environment: settings.environment,
    database,
    clock,
    secret: settings.secret,
    publicUrl: settings.publicUrl,
    trades: settings.mode === 'production' && settings.seed === 'none',
  })
  const ports = portsOf({ ...options, clock, log, gateways, database, tracker })
  const app: App = {
    settings,
    database,
    clock,
    ports,
    log,
    metrics: metricsFor(database),
    limits: limits(clock, settings.ratePerMinute),
    operations: modules.flatMap((m) => m.operations ?? []),
    jobs: [...modules.flatMap((m) => m.jobs ?? []), ...(sandbox?.jobs ?? []), ...workflows.sandboxJobs(carrier)],
    dictionary,
    checkOutputs: options.checkOutputs ?? settings.mode !== 'production',
  }
  return {
    app,
    databaseUrl,
    mounts: [
      {
        path: '/',
        app: new Hono<ApiBindings>().route('/', market.photoFiles(app)).route('/', tourism.placePhotoFiles(app)),
      },
      ...workflows.mountsOf(app),
      ...(sandbox === null ? [] : [{ path: '/sandbox', app: sandbox.pages }]),
    ],
    sandbox,
    async seed(tell) {
      if (settings.seed === 'none') return
      // At hours of its own, and with nobody to be told by message or mail.
      const open = (at: Clock) =>
        openCounty({ ...options, clock: at, log: pino({ level: 'silent' }), checkOutputs: false })
      await seedSuichang({ databaseUrl, now: clock.now(), open, tell })
    },
    foundServiceCentre: (first) => workflows.foundServiceCentre(app, first),
    async close() {
      await sandbox?.sender.stop()
      await ports.helpers.close()
      await ports.exposures.flush()
      await ports.places.settled()
      await ports.visits.flush()
      await ports.auth.close()
      await database.close()
    },
  }
}

/** GS1 keeps 952 for demonstrations; a county that sells has a prefix of its own. */
const DEMONSTRATION_PREFIX = '9520'

function portsOf({ settings, databaseUrl, clock, log, gateways, database, tracker, ports: given = {} }: Made): Ports {
  const { environment, publicUrl } = settings
  const wires = wiresOf(settings, clock, log, given)
  // Whoever sends by itself leaves a line in the delivery log; what is told by notices is logged as it is delivered.
  const logged = messages.loggedPorts({ database, clock, log, secret: settings.secret }, wires)
  return {
    auth: given.auth ?? people.createAuth({ databaseUrl, settings, ports: logged, clock, log }),
    wires,
    refusalSecret: settings.secret,
    sealingSecret: settings.secret,
    ticketSecret: settings.secret,
    webhooksLocal: webhooks.localWebhooks(environment),
    stayChannels: tourism.configuredStayChannels(environment),
    calendarsLocal: tourism.localCalendars(environment),
    publicUrl,
    gs1CompanyPrefix: environment.TERRACE_GS1_PREFIX ?? DEMONSTRATION_PREFIX,
    commissionRate: rateOf('TERRACE_COMMISSION_RATE', environment.TERRACE_COMMISSION_RATE ?? '0.03'),
    gatewayFeeRate: rateOf('TERRACE_GATEWAY_FEE_RATE', environment.TERRACE_GATEWAY_FEE_RATE ?? '0'),
    gateways,
    tracker,
    workbooks: market.workbooksInThreads(),
    helpers: helpers(),
    exposures: discovery.exposureCounter(database, clock, (error) =>
      log.warn({ err: error }, 'impressions not counted'),
    ),
    places: tourism.placesQueue(database, clock),
    visits: insight.visitCounter(database, clock, settings.secret, (error) =>
      log.warn({ err: error }, 'visits not counted'),
    ),
    ...given,
    ...logged,
  }
}

/**
 * The ways out to people: adapters that are given or set. Without one, a demonstration shows codes and links where its
 * reader looks, in the log; a county that trades must not.
 */
function wiresOf(
  settings: Settings,
  clock: Clock,
  log: Logger,
  given: Partial<Ports>,
): { sms: SmsPort; mail: MailPort } {
  const trades = settings.mode === 'production' && settings.seed === 'none'
  const write = (line: string) => log.info(line)
  const otherwise = trades
    ? people.unsentMessages((line) => log.warn(line))
    : { sms: people.consoleSms(write), mail: people.consoleMail(write) }
  const set = messages.configuredPost(settings.environment, clock)
  return { sms: given.sms ?? set.sms ?? otherwise.sms, mail: given.mail ?? set.mail ?? otherwise.mail }
}

/** A share such as `0.03`; the books keep five places. */
function rateOf(name: string, text: string): string {
  if (!/^0(\.\d{1,5})?$/.test(text)) throw new SettingsFault(`${name}: a decimal below 1, such as 0.03`)
  return text
}
