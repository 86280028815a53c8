import type { County } from '../../src/county.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { GUEST_HEADER } from '../../src/kernel/http/visit.ts'
import type { AnyOperation } from '../../src/kernel/operation.ts'
import { siteOf } from '../../src/server/site.ts'
import type { Web } from '../../src/server/web.ts'
import { GUEST_TOKEN } from './cast.ts'

const noWeb: Web = {
  page: async () => new Response(null, { status: 404 }),
  refusalPage: async () => '',
  stylesheet: async () => '/none.css',
  assets: async () => null,
  close: async () => {},
}

/**
 * Sends operations through the real HTTP handler, signed in as anyone: in place of sessions, a header
 * names the actor. Everything behind that is as in production.
 */
export function apiClient(county: County) {
  const people = new Map<string, Extract<Actor, { kind: 'person' }>>()
  county.app.ports.auth = {
    ...county.app.ports.auth,
    identify: async (headers) => people.get(headers.get('authorization') ?? '') ?? null,
  }
  const site = siteOf({ county, web: noWeb, migrations: [] })
  return {
    async send(
      actor: Actor,
      operation: AnyOperation,
      input: Record<string, unknown>,
      headers: Record<string, string> = {},
    ) {
      if (actor.kind === 'person') people.set(actor.personId, actor)
      return site.request(requestOf(operation, input, { ...identity(actor), ...headers }))
    },
  }
}

function identity(actor: Actor): Record<string, string> {
  if (actor.kind === 'person') return { authorization: actor.personId }
  return actor.kind === 'guest' && actor.guestId !== null ? { [GUEST_HEADER]: GUEST_TOKEN } : {}
}

function requestOf(operation: AnyOperation, input: Record<string, unknown>, headers: Record<string, string>): Request {
  const rest = { ...input }
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(asText(value)) || '-'
  })
  const url = new URL(`http://county.test/api${path}`)
  if (operation.method === 'GET') {
    for (const [key, value] of Object.entries(rest)) url.searchParams.append(key, asText(value))
    return new Request(url, { headers })
  }
  if (operation.body === 'multipart') return new Request(url, { method: operation.method, headers, body: formOf(rest) })
  const body = JSON.stringify(rest)
  return new Request(url, {
    method: operation.method,
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  })
}

/** A value as it stands in an address or a form. */
export const asText = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

function formOf(fields: Record<string, unknown>): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) {
    if (value instanceof File) form.append(key, value)
    else form.append(key, asText(value))
  }
  return form
}
