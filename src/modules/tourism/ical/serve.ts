import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { App } from '../../../kernel/app.ts'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import type { ApiBindings } from '../../../kernel/http/api.ts'
import { roomTypesById } from '../house.sql.ts'
import { DAYS_AHEAD_MAX } from '../place.ts'
import { busyNights, linkByToken } from './link.sql.ts'
import { busyCalendar } from './write.ts'

const FILE = /^([A-Za-z0-9_-]{32,64})\.ics$/

/** Calendars that other platforms subscribe to, each under its own address that cannot be guessed. They say when a room cannot be had, and nothing of anyone. */
export function busyCalendars(app: App): Hono<ApiBindings> {
  const calendars = new Hono<ApiBindings>()
  calendars.get('/:file', async (c) => {
    const text = await calendarAt(app, c.req.param('file'))
    if (text === null) return c.text('not found', 404)
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
    const headers = { etag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' }
    const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
    if (known.some((one) => one === etag || one === '*')) return c.body(null, 304, headers)
    return c.body(text, 200, { ...headers, 'content-type': 'text/calendar; charset=utf-8' })
  })
  return calendars
}

function calendarAt(app: App, file: string): Promise<string | null> {
  const token = file.match(FILE)?.[1]
  if (token === undefined) return Promise.resolve(null)
  const today = civilDate(app.clock.now())
  return app.database.read(async (sql) => {
    const link = await linkByToken(sql, token)
    const room = link === null ? undefined : (await roomTypesById(sql, [link.roomTypeId])).get(link.roomTypeId)
    if (link === null || room === undefined) return null
    return busyCalendar(room, await busyNights(sql, link, today, addDays(today, DAYS_AHEAD_MAX)), today)
  })
}
