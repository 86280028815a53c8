import { pino } from 'pino'
import { openCounty } from '../../../src/county.ts'
import { manualClock } from '../../../src/kernel/clock.ts'
import { freePort } from '../../../src/kernel/postgres.ts'
import { readSettings } from '../../../src/kernel/settings.ts'
import type { SandboxFaults } from '../../../src/modules/payment/index.ts'
import { openDoor } from '../../../src/server/listen.ts'
import { siteOf } from '../../../src/server/site.ts'
import { noWeb } from '../../harness/trade.ts'
import { whatBroke } from './hold.ts'
import { liveMonth } from './live.ts'
import type { Town } from './act.ts'
import type { Plan } from './plan.ts'
import { openShops } from './town.ts'

export type Outcome = {
  /** What does not hold at the end, in words. */
  broken: string[]
  met: ReadonlyMap<string, number>
  seconds: { opening: number; living: number; checking: number }
  statements: number
}

const START = new Date('2026-04-18T09:00:00+08:00')

/** Lives a plan in a migrated and empty database, and says what broke. */
export async function runMonth(databaseUrl: string, plan: Plan): Promise<Outcome> {
  const faults: SandboxFaults = {}
  const clock = manualClock(START)
  const port = await freePort()
  const county = openCounty({
    settings: readSettings({
      TERRACE_MODE: 'test',
      TERRACE_SECRET: 'known to nobody but this simulation, and long enough',
      TERRACE_URL: `http://127.0.0.1:${port}`,
      TERRACE_RATE: '0',
      DATABASE_POOL: '20',
      TERRACE_LOG: 'silent',
    }),
    databaseUrl,
    clock,
    log: pino({ level: 'silent' }),
    sandboxFaults: faults,
    checkOutputs: false,
  })
  const door = await openDoor('127.0.0.1', port)
  const site = siteOf({ county, web: noWeb, migrations: [] })
  door.answer(site.fetch)
  try {
    const opening = performance.now()
    const shops = await openShops(county, plan.sellers)
    const living = performance.now()
    const town: Town = { county, clock, faults, shops, met: new Map(), fetch: (request) => site.fetch(request) }
    await liveMonth(town, plan)
    const checking = performance.now()
    const broken = await whatBroke(town, START)
    const end = performance.now()
    const seconds = {
      opening: (living - opening) / 1000,
      living: (checking - living) / 1000,
      checking: (end - checking) / 1000,
    }
    return { broken, met: town.met, seconds, statements: county.app.database.statements.count }
  } finally {
    await door.close(1_000)
    await county.close()
  }
}
