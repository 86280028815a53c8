import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../../src/kernel/postgres.ts'

export type BenchServer = { url: string; databaseUrl: string; pid: number; residentMb(): number; stop(): Promise<void> }

/** The real thing: an embedded PostgreSQL with its durable defaults and the county in a process of its own. */
export async function startServer(): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), 'terrace-bench-'))
  chmodSync(folder, 0o755)
  const postgres = await startPostgres(folder)
  const env = { ...process.env, DATABASE_URL: postgres.url, TERRACE_DATA: folder, PORT: '0', TERRACE_SEED: 'none', TERRACE_RATE: '0', TERRACE_LOG: 'warn', NODE_ENV: 'production' }
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await addressOf(child)
  return {
    url,
    databaseUrl: postgres.url,
    pid: child.pid as number,
    residentMb: () => Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024,
    async stop() {
      const ended = new Promise((done) => child.once('close', done))
      child.kill('SIGTERM')
      await ended
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const found = line.match(/serving\s+(http\S+)/)
    if (found?.[1] !== undefined) {
      child.stdout?.resume()
      return found[1]
    }
  }
  throw new Error('the server did not start')
}
