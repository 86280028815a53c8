import { Writable } from 'node:stream'
import { pino } from 'pino'
import type { Logger } from 'pino'
import type { Settings } from '../kernel/settings.ts'

/** JSON lines for collectors; at a terminal, lines for people. */
export function openLog(settings: Settings): Logger {
  const options = { level: settings.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  if (!process.stdout.isTTY) return pino(options, pino.destination({ dest: 1, sync: false }))
  const terminal = new Writable({
    write(chunk: Buffer, _encoding, done) {
      process.stdout.write(readable(chunk.toString()))
      done()
    },
  })
  return pino(options, terminal)
}

type Line = {
  time: string
  level: number
  msg: string
  method?: string
  path?: string
  status?: number
  ms?: number
  err?: { stack?: string }
}

function readable(json: string): string {
  const line = JSON.parse(json) as Line
  const at = line.time.slice(11, 19)
  if (line.msg === 'request') return `${at}  ${line.status} ${line.method} ${line.path} ${line.ms} ms\n`
  return `${at}  ${pino.levels.labels[line.level]} ${line.msg}${line.err?.stack ? `\n${line.err.stack}` : ''}\n`
}

/** Invitations, doors of gifts and vouchers, links in letters: whoever has one may use it, so a log keeps none. An id is no secret. */
const SECRET = /(?<=\/)(?![\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?:\.\w{1,5})?(?:\/|$))(?=[\w.-]*[A-Z\d])[\w.-]{20,}/g

export const loggedPath = (path: string): string => path.replaceAll(SECRET, '…')
