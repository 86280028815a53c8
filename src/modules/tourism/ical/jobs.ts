import { z } from 'zod'
import type { App } from '../../../kernel/app.ts'
import { addSeconds, civilDate } from '../../../kernel/clock.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { getOutside } from '../../../kernel/http/get-outside.ts'
import type { Fetched } from '../../../kernel/http/get-outside.ts'
import { job } from '../../../kernel/jobs.ts'
import { isRefusal } from '../../../kernel/refusal.ts'
import { importEvents, settleRoomType } from './import.ts'
import type { LinkRow } from './link.sql.ts'
import { lockLink, noteLinkFault, noteLinkRead, roomTypesToSettle, takeDueLinks } from './link.sql.ts'
import type { Imported } from './nights.ts'
import { importedOf } from './nights.ts'
import { ICS_BYTES_MAX } from './parse.ts'

export const READ_EVERY_SECONDS = 15 * 60
const READ_WAIT_MAX_SECONDS = 6 * 3_600
const LEASE_SECONDS = 300
const TIMEOUT_MS = 15_000
const BATCH = 20
const BATCHES_MAX = 30

/** Reads the calendars that are due, and lets imported bookings take what became free. */
export const readCalendarsJob = job({
  name: 'tourism.read-calendars',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    await settleWaiting(app)
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      const now = app.clock.now()
      const due = await app.database.transact((tx) => takeDueLinks(tx, now, addSeconds(now, LEASE_SECONDS), BATCH))
      await Promise.all(due.map((link) => readLink(app, link)))
      if (due.length < BATCH) return
    }
  },
})

async function settleWaiting(app: App): Promise<void> {
  const now = app.clock.now()
  const roomTypeIds = await app.database.read((sql) => roomTypesToSettle(sql, civilDate(now), 500))
  for (const roomTypeId of roomTypeIds) await app.database.transact((tx) => settleRoomType(tx, roomTypeId, now))
}

/** Nothing is locked while the other side is asked. What cannot be read leaves everything as it was, and is asked again later and later. */
async function readLink(app: App, link: LinkRow): Promise<void> {
  const fetched = await getOutside(link.feedUrl ?? '', {
    local: app.ports.calendarsLocal,
    timeoutMs: TIMEOUT_MS,
    bytesMax: ICS_BYTES_MAX,
    accept: 'text/calendar, */*;q=0.1',
    etag: link.etag,
  })
  const now = app.clock.now()
  const read = understood(fetched, link, now)
  await app.database.transact(async (tx) => {
    const current = await lockLink(tx, link.id)
    // Ended or pointed elsewhere meanwhile: what was read is nobody's.
    if (current === null || current.feedUrl !== link.feedUrl) return
    if ('fault' in read) return noteLinkFault(tx, link.id, read.fault, read.line, retryAt(current.failures, now))
    if (read.said !== null) await importEvents(tx, current, read.said, now)
    return noteLinkRead(tx, link.id, read.etag, now, addSeconds(now, READ_EVERY_SECONDS))
  })
}

type Understood = { said: Imported[] | null; etag: string | null } | { fault: string; line: number | null }

function understood(fetched: Fetched, link: LinkRow, now: Instant): Understood {
  if (fetched.kind === 'fault') return { fault: fetched.fault, line: null }
  // Days pass while a calendar stays as it is: what was read stands, less what is over.
  if (fetched.kind === 'unchanged') return { said: null, etag: link.etag }
  try {
    return { said: importedOf(fetched.bytes, link.roomTypeId, civilDate(now)), etag: fetched.etag }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const line = error.params.line
    return { fault: error.code, line: typeof line === 'number' ? line : null }
  }
}

const retryAt = (failures: number, now: Instant) =>
  addSeconds(now, Math.min(READ_EVERY_SECONDS * 2 ** Math.min(failures, 10), READ_WAIT_MAX_SECONDS))
