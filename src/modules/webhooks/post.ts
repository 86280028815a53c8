import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { faultName, judgedLookup, urlFault } from '../../kernel/http/outside.ts'
import type { Resolve } from '../../kernel/http/outside.ts'

export type Answer = {
  status: number | null
  fault: string | null
  tookMs: number
  answer: string
  retryAfter: number | null
}

export type PostOptions = {
  /** Lets tests reach their own machine without TLS. */
  local: boolean
  timeoutMs: number
  /** How names become addresses; tests give their own. */
  resolve?: Resolve
}

const ANSWER_BYTES_MAX = 2_000

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
      lookup: judgedLookup(options.local, options.resolve),
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
