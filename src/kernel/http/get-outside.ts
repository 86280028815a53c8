import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { faultName, judgedLookup, urlFault } from './outside.ts'
import type { Resolve } from './outside.ts'

export type Fetched =
  | { kind: 'read'; bytes: Uint8Array; etag: string | null }
  /** What was told last time still holds. */
  | { kind: 'unchanged' }
  | { kind: 'fault'; fault: string }

export type GetOptions = {
  /** Lets tests reach their own machine without TLS. */
  local: boolean
  timeoutMs: number
  bytesMax: number
  accept: string
  etag: string | null
  resolve?: Resolve
}

/** Reads an address of the open internet once: no redirects, no compression, bounded in time and size. Never throws. */
export function getOutside(url: string, options: GetOptions): Promise<Fetched> {
  return new Promise((resolve) => {
    const fail = (fault: string) => resolve({ kind: 'fault', fault })
    if (urlFault(url, options.local) !== null) return fail('address_not_allowed')
    const send = url.startsWith('https:') ? requestHttps : requestHttp
    const request = send(url, {
      headers: {
        accept: options.accept,
        'accept-encoding': 'identity',
        'user-agent': 'terrace-calendars/1',
        ...(options.etag === null ? {} : { 'if-none-match': options.etag }),
      },
      lookup: judgedLookup(options.local, options.resolve),
      agent: false,
      signal: AbortSignal.timeout(options.timeoutMs),
    })
    request.on('error', (error) => fail(faultName(error)))
    request.on('response', (response) => {
      const stop = (fault: string) => {
        fail(fault)
        response.destroy()
      }
      if (response.statusCode === 304) {
        resolve({ kind: 'unchanged' })
        return void response.destroy()
      }
      if (response.statusCode !== 200) return stop(`http_${response.statusCode ?? 0}`)
      if (!['', 'identity'].includes(response.headers['content-encoding'] ?? '')) return stop('compressed')
      if (Number(response.headers['content-length'] ?? 0) > options.bytesMax) return stop('too_large')
      const parts: Buffer[] = []
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size > options.bytesMax) return stop('too_large')
        parts.push(part)
      })
      response.on('error', (error) => fail(faultName(error)))
      response.on('end', () =>
        // A connection that broke off has an end as well.
        response.complete
          ? resolve({ kind: 'read', bytes: Buffer.concat(parts), etag: etagOf(response.headers.etag) })
          : fail('cut_off'),
      )
    })
    request.end()
  })
}

const etagOf = (etag: string | undefined) =>
  etag !== undefined && /^(W\/)?"[\x21\x23-\x7e]{0,200}"$/.test(etag) ? etag : null
