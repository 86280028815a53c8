import { GatewayUnreachable } from './port.ts'
import type { HttpRequest, HttpResponse, Send } from './port.ts'

/** Gateways allow as little as 32 characters for an id: a UUID travels without its hyphens. */
export function wireId(uuid: string): string {
  return uuid.replaceAll('-', '').toLowerCase()
}

/** The UUID of an id that came back; null for one that was never ours. */
export function ownId(id: string): string | null {
  const parts = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(id)
  return parts ? parts.slice(1).join('-') : null
}

/** `12.80` for 1280 fen. */
export function yuanOfFen(amountFen: number): string {
  const digits = String(Math.abs(amountFen)).padStart(3, '0')
  return `${amountFen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** 1280 for `12.80`. Bills give fees to a thousandth of a fen: rounded, halves away from zero. */
export function fenOfYuan(yuan: string): number {
  const parts = /^(-?)(\d{1,11})(?:\.(\d{1,8}))?$/.exec(yuan)
  if (!parts) throw new RangeError(`not an amount in yuan: ${yuan}`)
  const [, sign, whole = '', fraction = ''] = parts
  const fen = Number(whole) * 100 + Number(fraction.padEnd(2, '0').slice(0, 2))
  const amountFen = fen + (Number(fraction[2] ?? 0) >= 5 ? 1 : 0)
  return sign && amountFen > 0 ? -amountFen : amountFen
}

/** `2026-03-05 16:00:00`, the wall clock of Shanghai, which has had no summer time since 1991. */
export function shanghaiTime(at: Date): string {
  return new Date(at.getTime() + shanghaiOffsetMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** `2026-03-05T16:00:00+08:00` (RFC 3339). */
export function shanghaiTimestamp(at: Date): string {
  return `${shanghaiTime(at).replace(' ', 'T')}+08:00`
}

/** Reads `2026-03-05 16:00:00` as the wall clock of Shanghai; null when it is something else. */
export function atShanghaiTime(text: string): Date | null {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text)
  const at = parts ? new Date(`${parts[1]}T${parts[2]}+08:00`) : null
  return at && !Number.isNaN(at.getTime()) ? at : null
}

const shanghaiOffsetMs = 8 * 60 * 60 * 1000

/** Free text without what would break a signature's canonical string or a row of a bill. */
export function plainText(text: string, charactersMax: number): string {
  const plain = text.replace(/[\s\p{Cc},/=&"'`|]+/gu, ' ').trim()
  return [...plain].slice(0, charactersMax).join('')
}

/** Sends and tells a lost answer or a fault of the gateway (5xx) from an answer. */
export async function exchange(send: Send, request: HttpRequest): Promise<HttpResponse> {
  const where = `${request.method} ${new URL(request.url).pathname}`
  let response: HttpResponse
  try {
    response = await send(request)
  } catch (cause) {
    throw new GatewayUnreachable('network', `no answer to ${where}`, { cause })
  }
  if (response.status >= 500) {
    throw new GatewayUnreachable('gateway_fault', `status ${response.status} to ${where}`)
  }
  return response
}

/** The transport of production. Redirects are errors: a signed request goes nowhere else. */
export function sendByFetch(timeoutMs: number): Send {
  return async (request) => {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    }
  }
}

/** JSON of bytes, or undefined: what is not JSON fits no schema. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
