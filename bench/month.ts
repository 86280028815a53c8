import { migrationSources } from '../src/county.ts'
import { migrate } from '../src/kernel/migrate.ts'
import { databaseNamed, onCluster } from '../tests/harness/cluster.ts'
import type { Plan } from '../tests/simulation/month/plan.ts'
import { planMonth } from '../tests/simulation/month/plan.ts'
import type { Outcome } from '../tests/simulation/month/run.ts'
import { runMonth } from '../tests/simulation/month/run.ts'
import { shrinkPlan } from '../tests/simulation/month/shrink.ts'
import { benchPostgres } from './kit/county.ts'
import { familyTicks } from './kit/server.ts'

// A month of the county: 3,000 sellers and 50,000 orders, unless MONTH_SELLERS and MONTH_ORDERS say otherwise; SEED makes another.
// With SHRINK=1 a month that breaks something is run again in parts, down to the fewest visits that break it.

const seed = Number(process.env.SEED ?? 20_261_130)
const size = {
  sellers: Number(process.env.MONTH_SELLERS ?? 3_000),
  orders: Number(process.env.MONTH_ORDERS ?? 50_000),
  days: 30,
}
/** No durability is tried here, and what autovacuum has a day for in a county it does within seconds. */
const postgres = await benchPostgres([
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_wal_size=8GB',
  'checkpoint_timeout=1h',
  'shared_buffers=1GB',
  'autovacuum_naptime=30s',
])
try {
  await onCluster(postgres.url, 'CREATE DATABASE template_county')
  await migrate(databaseNamed(postgres.url, 'template_county'), migrationSources)
  console.log(`SEED=${seed}: ${size.sellers} sellers, ${size.orders} orders`)
  const plan = planMonth(seed, size)
  const cpu = process.cpuUsage()
  const ticks = familyTicks(postgres.pid)
  const outcome = await lived(plan)
  tell(outcome, process.cpuUsage(cpu), (familyTicks(postgres.pid) - ticks) / 100)
  if (outcome.broken.length > 0) process.exitCode = 1
  if (outcome.broken.length > 0 && process.env.SHRINK === '1') await tellShrunk(plan)
} finally {
  await postgres.stop()
}

async function lived(plan: Plan): Promise<Outcome> {
  await onCluster(postgres.url, 'CREATE DATABASE month TEMPLATE template_county')
  try {
    return await runMonth(databaseNamed(postgres.url, 'month'), plan)
  } finally {
    await onCluster(postgres.url, 'DROP DATABASE month WITH (FORCE)')
  }
}

function tell({ broken, met, seconds, statements }: Outcome, used: NodeJS.CpuUsage, postgresSeconds: number): void {
  const spent = Object.entries(seconds).map(([what, s]) => `${what} ${s.toFixed(1)} s`)
  console.log(`${spent.join(', ')}; ${(size.orders / seconds.living).toFixed(0)} orders a second lived through`)
  const cpuSeconds = (used.user + used.system) / 1e6
  console.log(
    `processor time of Node ${cpuSeconds.toFixed(1)} s, of PostgreSQL ${postgresSeconds.toFixed(1)} s; ${(statements / size.orders).toFixed(1)} SQL statements an order`,
  )
  for (const [code, count] of [...met].toSorted((a, b) => b[1] - a[1]))
    console.log(`${String(count).padStart(7)}  ${code}`)
  console.log(broken.length === 0 ? 'everything holds' : broken.join('\n'))
}

async function tellShrunk(plan: Plan): Promise<void> {
  const fails = async (smaller: Plan) => {
    const broken = await lived(smaller).then(
      (outcome) => outcome.broken,
      (error: Error) => [error.message],
    )
    console.log(`${smaller.visits.length} visits: ${broken[0] ?? 'hold'}`)
    return broken.length > 0
  }
  const { visits } = await shrinkPlan(plan, fails)
  console.log(JSON.stringify(visits, null, 2))
}
