import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { openCounty } from '../../src/county.ts'
import type { County } from '../../src/county.ts'
import { startPostgres } from '../../src/kernel/postgres.ts'
import { readSettings } from '../../src/kernel/settings.ts'

/** An embedded PostgreSQL in a folder of its own, which goes when it is stopped. Durable unless `options` say otherwise. */
export async function benchPostgres(options: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'terrace-bench-'))
  // As root the cluster belongs to another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const { url, pid, stop } = await startPostgres(folder, options)
  return {
    folder,
    url,
    pid,
    async stop() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The county in this process, without HTTP, as fast as in production: nothing logged, outputs not checked, no rate limit. */
export function benchCounty(databaseUrl: string): County {
  return openCounty({
    settings: readSettings({
      TERRACE_LOG: 'silent',
      TERRACE_SECRET: 'a secret of the bench, long enough to be one',
      TERRACE_RATE: '0',
    }),
    databaseUrl,
    log: pino({ level: 'silent' }),
    checkOutputs: false,
  })
}
