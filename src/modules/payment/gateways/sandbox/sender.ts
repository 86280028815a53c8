import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Logger } from 'pino'
import type { Clock, Instant } from '../../../../kernel/clock.ts'
import { addSeconds } from '../../../../kernel/clock.ts'
import type { Database } from '../../../../kernel/database.ts'
import { signNotice } from '../signing.ts'
import type { NoticeFault, SandboxFaults } from './faults.ts'
import type { SandboxKeys } from './keys.ts'
import { acknowledgeNotices, claimNotices, postponeNotice } from './notice.sql.ts'
import type { NoticeRow } from './notice.sql.ts'
import { keptAlivePost } from './post.ts'

export const SEND_JOB = 'sandbox.send-notices'

const [MINUTE, HOUR] = [60, 3600]

/** Waits after the first, second … attempt, as the real gateways have them: 24 hours and 4 minutes in all. */
// prettier-ignore
export const RETRY_SECONDS: readonly number[] = [
  15, 15, 30, 3 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE, 30 * MINUTE, 30 * MINUTE, HOUR,
  3 * HOUR, 3 * HOUR, 3 * HOUR, 6 * HOUR, 6 * HOUR,
]

/** Beyond this many messages under way, new ones wait in the table for the job. */
const UNDER_WAY_MAX = 2_000
const CLAIM_MAX = 50
const GATHER_MS = 20

export type Sender = {
  start(): void
  /** Lets what is under way finish. */
  stop(): Promise<void>
  /** Sends all that is due now and waits for it; returns how many messages were claimed. */
  flush(): Promise<number>
  /** Sends messages whose rows were just committed; resolves when each was tried once. */
  offer(notices: readonly NoticeRow[]): Promise<void>
  /** How a new row is written: already claimed by this process, or left for the next flush. */
  claimed(now: Instant): Pick<NoticeRow, 'attempts' | 'nextAt'>
}

type Surroundings = { database: Database; clock: Clock; keys: SandboxKeys; faults: SandboxFaults; log: Logger }

/**
 * Delivers the bank's messages until they are acknowledged. The table is the truth: a message claimed by a process that
 * died is due again, at the time its next attempt would have been.
 */
export function noticeSender({ database, clock, keys, faults, log }: Surroundings): Sender {
  const post = keptAlivePost()
  const stranger = generateKeyPairSync('ed25519').privateKey
  const underWay = new Set<Promise<void>>()
  const heldBack: NoticeRow[] = []
  let running = false
  const acknowledge = gathered((ids) => database.alone((tx) => acknowledgeNotices(tx, ids, clock.now())))

  function track(work: Promise<void>): Promise<void> {
    const guarded = work
      .catch((error: Error) => log.warn({ err: error }, 'sandbox notice'))
      .finally(() => underWay.delete(guarded))
    underWay.add(guarded)
    return guarded
  }

  async function deliver(notice: NoticeRow): Promise<void> {
    const wrong = faults.notice?.({ kind: notice.kind, ourId: notice.ourId, attempt: notice.attempts }) ?? []
    const late = wrong.find((fault) => typeof fault === 'object')
    if (late !== undefined) return sendLater(notice, addSeconds(clock.now(), late.delaySeconds))
    if (wrong.includes('reorder')) return void heldBack.push(notice)
    await attempt(notice, wrong)
    for (const held of heldBack.splice(0)) await attempt(held, [])
  }

  async function attempt(notice: NoticeRow, wrong: readonly NoticeFault[]): Promise<void> {
    if (wrong.includes('forge')) await posted(notice, notice.body, stranger)
    const body = wrong.includes('tamper_amount') ? withOneFenMore(notice.body) : notice.body
    const sendings = wrong.includes('lose') ? 0 : wrong.includes('duplicate') ? 2 : 1
    const statuses = await Promise.all(Array.from({ length: sendings }, () => posted(notice, body, keys.noticePrivate)))
    if (statuses.some((status) => status >= 200 && status < 300)) void track(acknowledge(notice.id))
    else if (notice.nextAt === null) log.error({ notice: notice.id }, 'sandbox notice given up')
    else await sendLater(notice, notice.nextAt)
  }

  async function posted(notice: NoticeRow, text: string, privateKey: typeof stranger): Promise<number> {
    const body = Buffer.from(text)
    const signature = signNotice({ privateKey, noticeId: notice.id, at: clock.now(), body })
    const headers = { ...signature, 'content-type': 'application/json' }
    return post.send(notice.notifyUrl, headers, body).catch((error: Error) => {
      log.info({ notice: notice.id, reason: error.message }, 'sandbox notice not delivered')
      return 0
    })
  }

  async function sendLater(notice: NoticeRow, nextAt: Instant): Promise<void> {
    await database.transact(async (tx) => {
      if (nextAt !== notice.nextAt) await postponeNotice(tx, notice.id, nextAt)
      tx.effects.request({ name: SEND_JOB, payload: {}, runAt: nextAt, key: `sandbox:${notice.id}` })
    })
  }

  async function quiet(): Promise<void> {
    while (underWay.size > 0) await Promise.all(underWay)
  }

  return {
    start() {
      running = true
    },
    async stop() {
      running = false
      await quiet()
      post.close()
    },
    async flush() {
      let claimedCount = 0
      for (;;) {
        const due = await database.transact((tx) => claimNotices(tx, clock.now(), CLAIM_MAX, RETRY_SECONDS))
        if (due.length === 0) break
        claimedCount += due.length
        for (const notice of due) void track(deliver(notice))
        await quiet()
      }
      await quiet()
      for (const held of heldBack.splice(0)) await attempt(held, [])
      await quiet()
      return claimedCount
    },
    async offer(notices) {
      if (running && underWay.size < UNDER_WAY_MAX) await Promise.all(notices.map((notice) => track(deliver(notice))))
    },
    claimed: (now) =>
      running ? { attempts: 1, nextAt: addSeconds(now, RETRY_SECONDS[0] ?? 0) } : { attempts: 0, nextAt: now },
  }
}

/** Gathers the ids of a moment into one write. */
function gathered(write: (ids: readonly string[]) => Promise<void>): (id: string) => Promise<void> {
  let waiting: string[] = []
  let writing: Promise<void> | null = null
  return (id) => {
    waiting.push(id)
    writing ??= sleep(GATHER_MS).then(() => {
      const ids = waiting
      waiting = []
      writing = null
      return write(ids)
    })
    return writing
  }
}

function withOneFenMore(text: string): string {
  const body = JSON.parse(text) as { amountFen: number; shares: { amountFen: number }[] }
  const shares = body.shares.map((share, i) => (i === 0 ? { ...share, amountFen: share.amountFen + 1 } : share))
  return JSON.stringify({ ...body, amountFen: body.amountFen + 1, shares })
}
