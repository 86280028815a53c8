import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  TERRACE_DATA: z.string().min(1).default('.data'),
  TERRACE_SEED: z.enum(['suichang', 'none']).default('suichang'),
  TERRACE_MODE: z.enum(['production', 'development', 'test']).default('production'),
  /** The address people reach the county at; QR codes and gateway notices carry it. */
  TERRACE_URL: z.url({ protocol: /^https?$/ }).optional(),
  TERRACE_SECRET: z.string().min(32).optional(),
  /** Requests a minute allowed to one address before 429; 0 switches the limit off. */
  TERRACE_RATE: z.coerce.number().int().min(0).default(1200),
  /** Number of reverse proxies in front that append to X-Forwarded-For. */
  TERRACE_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Lets a collector read /metrics from elsewhere; without it only this machine may. */
  TERRACE_METRICS_TOKEN: z.string().min(16).optional(),
  TERRACE_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
})

export type Settings = {
  port: number
  host: string
  databaseUrl: string | null
  poolSize: number
  dataFolder: string
  seed: 'suichang' | 'none'
  mode: 'production' | 'development' | 'test'
  publicUrl: string
  secret: string
  ratePerMinute: number
  proxies: number
  metricsToken: string | null
  logLevel: string
  otlpEndpoint: string | null
  /** Everything else a module may read for itself, such as a gateway's keys. */
  environment: Readonly<Record<string, string | undefined>>
}

export class SettingsFault extends Error {}

/** Reads the environment; a bad value is one clear line. The secret is made once and kept in the data folder. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, v]) => v !== '')))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new SettingsFault(`${issue?.path.join('.')}: ${issue?.message}`)
  }
  const e = parsed.data
  return {
    port: e.PORT,
    host: e.HOST,
    databaseUrl: e.DATABASE_URL ?? null,
    poolSize: e.DATABASE_POOL,
    dataFolder: e.TERRACE_DATA,
    seed: e.TERRACE_SEED,
    mode: e.TERRACE_MODE,
    publicUrl: e.TERRACE_URL?.replace(/\/$/, '') ?? `http://${e.HOST === '0.0.0.0' ? '127.0.0.1' : e.HOST}:${e.PORT}`,
    secret: e.TERRACE_SECRET ?? keptSecret(e.TERRACE_DATA),
    ratePerMinute: e.TERRACE_RATE,
    proxies: e.TERRACE_PROXIES,
    metricsToken: e.TERRACE_METRICS_TOKEN ?? null,
    logLevel: e.TERRACE_LOG,
    otlpEndpoint: e.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    environment: env,
  }
}

function keptSecret(dataFolder: string): string {
  const file = join(dataFolder, 'secret')
  try {
    if (existsSync(file)) return readFileSync(file, 'utf8').trim()
    mkdirSync(dataFolder, { recursive: true })
    const secret = randomBytes(32).toString('base64url')
    writeFileSync(file, secret, { mode: 0o600, flag: 'wx' })
    return secret
  } catch (error) {
    throw new SettingsFault(
      `TERRACE_DATA: ${dataFolder} cannot be read or written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    )
  }
}
