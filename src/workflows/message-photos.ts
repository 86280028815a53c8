import { Hono } from 'hono'
import type { Actor } from '../kernel/actor.ts'
import { buyerIdsOf } from '../kernel/actor.ts'
import type { App } from '../kernel/app.ts'
import type { ApiBindings } from '../kernel/http/api.ts'
import { id } from '../kernel/validation.ts'
import type { Conversation } from '../modules/messages/index.ts'
import { conversationRow, hasOpenReport, photoRow } from '../modules/messages/index.ts'

/** Photos of conversations at `/message-photos/{id}`: for the two who speak, and the centre while a report is open. */
export function messagePhotos(app: App): Hono<ApiBindings> {
  return new Hono<ApiBindings>().get('/:id', async (c) => {
    const photoId = id.safeParse(c.req.param('id'))
    if (!photoId.success) return c.notFound()
    const bytes = await app.database.read(async (sql) => {
      const photo = await photoRow(sql, photoId.data)
      const conversation = photo === null ? null : await conversationRow(sql, photo.conversationId)
      if (photo === null || conversation === null) return null
      const { actor } = c.get('visit')
      const may = speaks(actor, conversation) || (isOffice(actor) && (await hasOpenReport(sql, conversation.id)))
      return may ? photo.bytes : null
    })
    if (bytes === null) return c.notFound()
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'image/webp',
      'cache-control': 'private, max-age=3600',
    })
  })
}

function speaks(actor: Actor, { buyerId, organisationId }: Conversation): boolean {
  if (buyerIdsOf(actor).includes(buyerId)) return true
  const seat =
    actor.kind === 'person' ? actor.memberships.find((one) => one.organisationId === organisationId) : undefined
  return seat?.roles.some((role) => role !== 'bookkeeper' && role !== 'keeper') ?? false
}

const isOffice = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.memberships.some((one) => one.duties.includes('service_centre'))
