import { z } from 'zod'
import { signedIn } from '../kernel/access.ts'
import { buyerIdsOf, isStaff } from '../kernel/actor.ts'
import { civilDate } from '../kernel/clock.ts'
import { readableCode, uuidv7 } from '../kernel/ids.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, line } from '../kernel/validation.ts'
import { orderByCode } from '../modules/market/index.ts'
import { insertTicketRow, ticketBody, writeEntry } from '../modules/messages/index.ts'

/** A seller asks about an order to them as well as a buyer about an order of theirs. */
export const openTicket = operation({
  name: 'messages.ticket.open',
  method: 'POST',
  path: '/messages/tickets',
  summary: 'Asks the service centre for help, about an order where one is named',
  access: signedIn,
  limitPerMinute: 5,
  input: z.object({ title: line(80), body: ticketBody, orderCode: line(20).optional() }),
  output: z.object({ ticketId: id, code: z.string() }),
  refusals: ['messages.ticket.unknown_order'],
  async run({ tx, actor, now }, { title, body, orderCode }) {
    if (actor.kind !== 'person') refuse('kernel.sign_in_required')
    const order = orderCode === undefined ? null : await orderByCode(tx, orderCode.toUpperCase())
    const theirs =
      order !== null &&
      order !== undefined &&
      (buyerIdsOf(actor).includes(order.buyerId) ||
        actor.memberships.some((one) => one.organisationId === order.organisationId && isStaff(one.roles)))
    if (orderCode !== undefined && !theirs) refuse('messages.ticket.unknown_order')
    const ticketId = uuidv7(now)
    const code = `Q${civilDate(now).slice(2).replaceAll('-', '')}-${readableCode(6)}`
    const { personId } = actor
    await insertTicketRow(
      tx,
      { id: ticketId, code, personId, title, order: theirs ? { id: order.id, code: order.code } : null },
      now,
    )
    await writeEntry(tx, ticketId, 'open', { side: 'person', authorId: personId, body, internal: false }, now)
    return { ticketId, code }
  },
})
