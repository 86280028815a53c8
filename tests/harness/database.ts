import { pino } from 'pino'
import { afterAll, inject } from 'vitest'
import { openCounty } from '../../src/county.ts'
import type { County } from '../../src/county.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { manualClock } from '../../src/kernel/clock.ts'
import type { AnyOperation, InputOf, OutputOf } from '../../src/kernel/operation.ts'
import { perform } from '../../src/kernel/perform.ts'
import type { Ports } from '../../src/kernel/ports.ts'
import { readSettings } from '../../src/kernel/settings.ts'
import type { SandboxFaults } from '../../src/modules/payment/index.ts'
import { keptMessages } from '../../src/modules/people/index.ts'
import { databaseNamed, onCluster, TEMPLATE } from './cluster.ts'

/** A morning in the county. */
export const TEST_NOW = new Date('2026-04-18T09:00:00+08:00')

export type TestCounty = Awaited<ReturnType<typeof openTestDatabase>>

export type TestOptions = {
  environment?: Readonly<Record<string, string>>
  ports?: Partial<Ports>
  sandboxFaults?: SandboxFaults
  now?: Date
}

/**
 * A county of the file's own on a clone of the migrated template: a clock moved by hand, messages kept, output
 * checked, no rate limit. Call it at the top of a test file (`const county = await openTestDatabase()`);
 * it is dropped when the file is done.
 */
export async function openTestDatabase(options: TestOptions = {}) {
  const cluster = inject('postgresUrl')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await onCluster(cluster, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  const databaseUrl = databaseNamed(cluster, name)
  const clock = manualClock(options.now ?? TEST_NOW)
  const messages = keptMessages()
  const county: County = openCounty({
    settings: readSettings({
      TERRACE_MODE: 'test',
      TERRACE_SECRET: 'known to nobody but these tests, and long enough',
      TERRACE_URL: 'http://county.test',
      TERRACE_RATE: '0',
      DATABASE_POOL: '8',
      TERRACE_LOG: 'silent',
      ...options.environment,
    }),
    databaseUrl,
    clock,
    log: pino({ level: options.environment?.TERRACE_LOG ?? 'silent' }),
    ports: { sms: messages.sms, mail: messages.mail, ...options.ports },
    ...(options.sandboxFaults && { sandboxFaults: options.sandboxFaults }),
    checkOutputs: true,
  })
  afterAll(async () => {
    await county.close()
    await onCluster(cluster, `DROP DATABASE ${name} WITH (FORCE)`)
  })
  return {
    ...county,
    clock,
    messages,
    /** Performs an operation in-process as `actor`. */
    act: <T extends AnyOperation>(actor: Actor, operation: T, input: InputOf<T>): Promise<OutputOf<T>> =>
      perform(county.app, operation, { actor, lang: 'zh' }, input),
  }
}
