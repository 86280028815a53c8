import type { Hono } from 'hono'
import type { App } from '../kernel/app.ts'
import type { ApiBindings } from '../kernel/http/api.ts'
import { organisationsById } from '../modules/people/index.ts'
import { octoApi } from '../modules/tourism/index.ts'

/** Resellers' door to tickets and experiences. Of an organisation they learn its name; its people stay unnamed. */
export function octoChannel(app: App): Hono<ApiBindings> {
  return octoApi(app, async (sql, organisationId) => {
    const organisation = (await organisationsById(sql, [organisationId])).get(organisationId)
    return { name: organisation?.nameZh ?? '', email: null, telephone: null, address: null }
  })
}
