import { lookup as lookUp } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isOutside, urlFault } from './target.ts'

export type Answer = {
  status: number | null
  fault: string | null
  tookMs: number
  answer: string
  retryAfter: number | null
}
type Resolve = (host: string, done: (error: Error | null, found: LookupAddress[]) => void) => void

export type PostOptions = {
  /** Lets tests reach their own machine without TLS. */
  local: boolean
  timeoutMs: number
  /** How names become addresses; tests give their own. */
  resolve?: Resolve
}

const ANSWER_BYTES_MAX = 2_000

const resolveByDns: Resolve = (host, done) => lookUp(host, { all: true }, done)

/**
 * Names are resolved once, at the moment of sending, and the connection goes to the very address that was judged: a name that
 * points inside the second time (DNS rebinding) finds nobody listening. One address inside refuses all.
 */
function judgedLookup({ local, resolve = resolveByDns }: PostOptions): LookupFunction {
  return (host, options, done) => {
    resolve(host, (error, found) => {
      if (error !== null) return done(error, '', 0)
      const outside = local || (found.length > 0 && found.every(({ address }) => isOutside(address)))
      const [first] = found
      if (!outside || first === undefined) return done(new Error('address_inside'), '', 0)
      if (options.all === true) return done(null, found)
      done(null, first.address, first.family)
    })
  }
}

/** Posts a body once: no redirects, bounded in time and in what is read of the answer. Never throws. */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  options: PostOptions,
): Promise<Answer> {
  const started = performance.now()
  return new Promise((resolve) => {
    const end = (status: number | null, fault: string | null, answer = '', retryAfter: number | null = null) =>
      resolve({ status, fault, answer, retryAfter, tookMs: Math.round(performance.now() - started) })
    if (urlFault(url, options.local) !== null) return end(null, 'address_not_allowed')
    const send = url.startsWith('https:') ? requestHttps : requestHttp
    const request = send(url, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'terrace-webhooks/1',
      },
      lookup: judgedLookup(options),
      agent: false,
      signal: AbortSignal.timeout(options.timeoutMs),
    })
    request.on('error', (error) => end(null, faultName(error)))
    request.on('response', (response) => {
      let read = ''
      response.setEncoding('utf8')
      const done = () => {
        const after = Number(response.headers['retry-after'])
        end(response.statusCode ?? null, null, tidy(read), Number.isFinite(after) && after > 0 ? after : null)
      }
      response.on('data', (chunk: string) => {
        read += chunk
        if (read.length < ANSWER_BYTES_MAX) return
        done()
        response.destroy()
      })
      response.on('end', done)
      response.on('error', (error) => end(response.statusCode ?? null, faultName(error), tidy(read)))
    })
    request.end(body)
  })
}

/** What PostgreSQL keeps of an answer: no NUL, no more than the log shows. */
const tidy = (text: string): string => text.replaceAll('\u0000', '').slice(0, 300)

function faultName(error: Error & { code?: string }): string {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'timeout'
  if (error.message === 'address_inside') return 'address_inside'
  return (error.code ?? 'unreachable').toLowerCase().slice(0, 60)
}
