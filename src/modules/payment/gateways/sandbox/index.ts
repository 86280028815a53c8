import type { Hono } from 'hono'
import type { Logger } from 'pino'
import { z } from 'zod'

import type { Clock } from '../../../../kernel/clock.ts'
import type { Database } from '../../../../kernel/database.ts'
import type { ApiBindings } from '../../../../kernel/http/api.ts'
import type { Job } from '../../../../kernel/jobs.ts'
import { job } from '../../../../kernel/jobs.ts'
import type { Gateway } from '../port.ts'
import { sandboxClient } from './client.ts'
import { bankDesk } from './desk.ts'
import type { SandboxFaults } from './faults.ts'
import { sandboxKeys } from './keys.ts'
import { payPages } from './page.ts'
import { noticeSender, SEND_JOB } from './sender.ts'
import type { Sender } from './sender.ts'

export type { AnswerFault, NoticeFault, SandboxFaults } from './faults.ts'

export type Sandbox = {
  gateway: Gateway
  /** The bank's pages, for the path `/sandbox`. */
  pages: Hono<ApiBindings>
  jobs: readonly Job[]
  sender: Pick<Sender, 'start' | 'stop' | 'flush'>
}

export type SandboxSurroundings = {
  database: Database
  clock: Clock
  /** The county's secret; the bank's keys are made from it. */
  secret: string
  publicUrl: string
  log: Logger
  faults?: SandboxFaults
}

/**
 * A bank for development, demonstrations and tests: it keeps its own books in the schema `sandbox`, shows a pay page
 * and reports by signed HTTP. No money moves. What it books it never takes back; it charges no fee.
 */
export function sandboxGateway({ database, clock, secret, publicUrl, log, faults = {} }: SandboxSurroundings): Sandbox {
  const keys = sandboxKeys(secret)
  const sender = noticeSender({ database, clock, keys, faults, log })
  const desk = bankDesk({ database, clock, sender })
  async function flush() {
    await desk.ripen()
    return sender.flush()
  }
  return {
    gateway: sandboxClient({ desk, keys, faults, publicUrl }),
    pages: payPages(desk, keys, clock),
    jobs: [job({ name: SEND_JOB, payload: z.unknown(), every: '* * * * *', run: async () => void (await flush()) })],
    sender: { start: sender.start, stop: sender.stop, flush },
  }
}
