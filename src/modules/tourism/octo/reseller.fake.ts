export type Json = Record<string, unknown> & { [index: number]: Json }
export type Answer = { status: number; headers: Headers; data: Json }
export type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

type Site = { request(url: string, init: RequestInit): Response | Promise<Response> }

/** Asks a site as a reseller does; an empty header is not sent. */
export const resellerAt =
  (site: Site, key: () => string): Ask =>
  async (method, path, body, headers = {}) => {
    const standing = { 'octo-capabilities': 'octo/pricing', 'content-type': 'application/json' }
    const sent = Object.entries({ authorization: `Bearer ${key()}`, ...standing, ...headers })
    const response = await site.request(`http://county.test/octo${path}`, {
      method,
      headers: sent.filter(([, value]) => value !== ''),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    return { status: response.status, headers: response.headers, data: JSON.parse(await response.text()) as Json }
  }
