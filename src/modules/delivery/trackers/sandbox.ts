import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock, Instant } from '../../../kernel/clock.ts'
import type { Database, Tx } from '../../../kernel/database.ts'
import { statement } from '../../../kernel/database.ts'
import type { ScanState } from '../tracking.ts'
import { journeyOf } from './journey.ts'
import type { SandboxScan } from './journey.ts'
import type { Kuaidi100 } from './kuaidi100.ts'

/**
 * The tracking service of demonstrations and tests: it takes and gives what KuaiDi100 does, signatures and all, without a
 * network, and its parcels travel by a made-up carrier. It tells late, twice and out of order, as real ones do.
 */
export type TrackingSandbox = {
  post: Kuaidi100['post']
  /** Hands out every message that is due; `send` answers with what the county said. Answers how many were sent. */
  flush(send: (body: string) => Promise<string>): Promise<number>
}

export const SANDBOX_ACCOUNT = { customer: 'SANDBOX', key: 'sandbox-key' } as const

const codes: Readonly<Record<ScanState, string>> = {
  in_transit: '0',
  collected: '1',
  trouble: '2',
  delivered: '3',
  returned: '4',
  out_for_delivery: '5',
  returning: '6',
}

const watch = statement(
  'delivery.sandbox.watch',
  `
  INSERT INTO delivery.sandbox_watch (company, tracking_number, callback_url, salt, since) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
)
type Watch = { company: string; trackingNumber: string; salt: string; since: Instant; sent: number }
const columns = `company, tracking_number AS "trackingNumber", salt, since, sent`
const watched = statement<Watch>(
  'delivery.sandbox.watched',
  `SELECT ${columns} FROM delivery.sandbox_watch WHERE since > $1 ORDER BY since LIMIT 500`,
)
const one = statement<Watch>(
  'delivery.sandbox.one',
  `SELECT ${columns} FROM delivery.sandbox_watch WHERE company = $1 AND tracking_number = $2`,
)
const count = statement(
  'delivery.sandbox.count',
  'UPDATE delivery.sandbox_watch SET sent = $3 WHERE company = $1 AND tracking_number = $2',
)

const asked = z.object({
  company: z.string(),
  number: z.string(),
  key: z.string(),
  parameters: z.object({ callbackurl: z.string(), salt: z.string() }),
})
const queried = z.object({ com: z.string(), num: z.string() })
const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex').toUpperCase()
const WATCHED_SECONDS = 10 * 86_400

export function trackingSandbox(database: Database, clock: Clock): TrackingSandbox {
  async function subscribe(form: Readonly<Record<string, string>>): Promise<string> {
    const { company, number, key, parameters } = asked.parse(JSON.parse(form.param ?? ''))
    if (key !== SANDBOX_ACCOUNT.key) return JSON.stringify({ result: false, returnCode: '600', message: 'key' })
    const row = [company, number, parameters.callbackurl, parameters.salt, clock.now()]
    await database.transact(async (tx: Tx) => void (await tx.run(watch, row)))
    return JSON.stringify({ result: true, returnCode: '200', message: '提交成功' })
  }

  async function query(form: Readonly<Record<string, string>>): Promise<string> {
    const param = form.param ?? ''
    if (form.sign !== md5(param + SANDBOX_ACCOUNT.key + SANDBOX_ACCOUNT.customer))
      return JSON.stringify({ result: false, returnCode: '503', message: '验证签名失败' })
    const { com, num } = queried.parse(JSON.parse(param))
    const [known] = await database.read((sql) => sql.run(one, [com, num]))
    const told = known === undefined ? [] : reportedBy(known, clock.now())
    if (told.length === 0) return JSON.stringify({ result: false, returnCode: '500', message: '查询无结果' })
    return JSON.stringify(resultOf({ company: com, trackingNumber: num }, told))
  }

  return {
    post: (path, form) => (path === '/poll' ? subscribe(form) : query(form)),
    async flush(send) {
      const now = clock.now()
      const since = new Date(now.getTime() - WATCHED_SECONDS * 1000)
      let sent = 0
      for (const parcel of await database.read((sql) => sql.run(watched, [since]))) {
        const due = messagesOf(parcel, now).slice(parcel.sent)
        for (const [at, body] of due.entries()) {
          if (!(await send(body)).includes('"result":true')) break
          sent += 1
          const row = [parcel.company, parcel.trackingNumber, parcel.sent + at + 1]
          await database.transact(async (tx) => void (await tx.run(count, row)))
        }
      }
      return sent
    },
  }
}

const reportedBy = ({ trackingNumber, since }: Watch, now: Instant) =>
  journeyOf(trackingNumber, since).filter((scan) => scan.reportedAt <= now)

/**
 * One message for every scan reported, in the order of the reports, each with all that is known by then; every third is sent
 * twice, and each but the first is followed by the one before it once more: what comes last is not what happened last.
 */
function messagesOf(parcel: Watch, now: Instant): string[] {
  const reports = reportedBy(parcel, now).toSorted((a, b) => a.reportedAt.getTime() - b.reportedAt.getTime())
  const bodies = reports.map((_, at) => bodyOf(parcel, reports.slice(0, at + 1)))
  return bodies.flatMap((body, at) => [
    body,
    ...(at % 3 === 2 ? [body] : []),
    ...(at > 0 ? [bodies[at - 1] as string] : []),
  ])
}

function bodyOf(parcel: Watch, told: readonly SandboxScan[]): string {
  const lastResult = resultOf(parcel, told)
  const param = JSON.stringify({ status: lastResult.state === '3' ? 'shutdown' : 'polling', message: '', lastResult })
  return new URLSearchParams({ sign: md5(param + parcel.salt), param }).toString()
}

function resultOf(
  { company, trackingNumber }: Pick<Watch, 'company' | 'trackingNumber'>,
  told: readonly SandboxScan[],
) {
  const newest = told.toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return {
    message: 'ok',
    state: codes[newest[0]?.state ?? 'in_transit'],
    status: '200',
    com: company,
    nu: trackingNumber,
    data: newest.map((scan) => ({ context: scan.text, ftime: chinaTime(scan.at), statusCode: codes[scan.state] })),
  }
}

const chinaTime = (at: Instant) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
