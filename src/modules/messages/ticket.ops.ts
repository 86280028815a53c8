import { z } from 'zod'
import { office, signedIn } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line, prose } from '../../kernel/validation.ts'
import { personOf } from './actor.ts'
import { tell } from './notice.ops.ts'
import {
  assignTicketRow,
  cannedRows,
  entryRows,
  lockTicket,
  personTickets,
  removeCannedRow,
  saveCannedRow,
  ticketCounts,
  ticketRow,
  ticketsInState,
  writeEntry,
} from './ticket.sql.ts'
import { ticketAfter, ticketStates } from './ticket.ts'

const centre = office('service_centre')

const ticketView = z.object({
  id,
  code: z.string(),
  personId: id,
  title: z.string(),
  state: z.enum(ticketStates),
  orderId: id.nullable(),
  orderCode: z.string().nullable(),
  assignedTo: id.nullable(),
  openedAt: z.date(),
  changedAt: z.date(),
  closedAt: z.date().nullable(),
})
const entryView = z.object({
  number: z.int(),
  side: z.enum(['person', 'centre']),
  authorId: id,
  body: z.string(),
  internal: z.boolean(),
  at: z.date(),
})
const whole = z.object({ ticket: ticketView, entries: z.array(entryView) })
export const ticketBody = prose(2000).pipe(z.string().min(1))
const moved = z.object({ ticketId: id, state: z.enum(ticketStates) })

export const listMyTickets = query({
  name: 'messages.ticket.list',
  path: '/messages/tickets',
  summary: "The asker's requests to the service centre, last changed first",
  access: signedIn,
  input: z.object({}),
  output: z.object({ tickets: z.array(ticketView) }),
  run: async ({ sql, actor }) => ({ tickets: await personTickets(sql, personOf(actor)) }),
})

export const readMyTicket = query({
  name: 'messages.ticket.read',
  path: '/messages/tickets/{ticketId}',
  summary: 'One request of the asker with what was said',
  access: signedIn,
  input: z.object({ ticketId: id }),
  output: whole,
  refusals: ['messages.ticket.unknown'],
  async run({ sql, actor }, { ticketId }) {
    const ticket = await ticketRow(sql, ticketId)
    if (ticket?.personId !== personOf(actor)) refuse('messages.ticket.unknown')
    return { ticket, entries: await entryRows(sql, ticketId, false) }
  },
})

export const writeToTicket = operation({
  name: 'messages.ticket.write',
  method: 'POST',
  path: '/messages/tickets/{ticketId}/entries',
  summary: 'The asker adds to a request, which waits for the centre again',
  access: signedIn,
  limitPerMinute: 20,
  input: z.object({ ticketId: id, body: ticketBody }),
  output: moved,
  refusals: ['messages.ticket.unknown'],
  async run({ tx, actor, now }, { ticketId, body }) {
    const ticket = await lockTicket(tx, ticketId)
    if (ticket?.personId !== personOf(actor)) refuse('messages.ticket.unknown')
    const state = ticketAfter('ask', ticket.state)
    await writeEntry(tx, ticketId, state, { side: 'person', authorId: ticket.personId, body, internal: false }, now)
    return { ticketId, state }
  },
})

export const closeMyTicket = operation({
  name: 'messages.ticket.close',
  method: 'POST',
  path: '/messages/tickets/{ticketId}/end',
  summary: 'The asker needs no more help with a request',
  access: signedIn,
  input: z.object({ ticketId: id }),
  output: moved,
  refusals: ['messages.ticket.unknown', 'messages.ticket.step_not_possible'],
  async run({ tx, actor, now }, { ticketId }) {
    const ticket = await lockTicket(tx, ticketId)
    if (ticket?.personId !== personOf(actor)) refuse('messages.ticket.unknown')
    const state = ticketAfter('close', ticket.state)
    await writeEntry(
      tx,
      ticketId,
      state,
      { side: 'person', authorId: ticket.personId, body: null, internal: false },
      now,
    )
    return { ticketId, state }
  },
})

export const listTickets = query({
  name: 'messages.desk.list',
  path: '/messages/desk/tickets',
  summary: 'Requests in one state, longest waiting first, with how many stand in each',
  access: centre,
  input: z.object({ state: z.enum(ticketStates).default('open'), assignedTo: id.optional() }),
  output: z.object({
    tickets: z.array(ticketView),
    counts: z.array(z.object({ state: z.enum(ticketStates), count: z.int() })),
  }),
  run: async ({ sql }, { state, assignedTo }) => ({
    tickets: await ticketsInState(sql, state, assignedTo ?? null),
    counts: await ticketCounts(sql),
  }),
})

export const readTicket = query({
  name: 'messages.desk.read',
  path: '/messages/desk/tickets/{ticketId}',
  summary: 'One request with what was said, notes of the centre included',
  access: centre,
  input: z.object({ ticketId: id }),
  output: whole,
  refusals: ['messages.ticket.unknown'],
  async run({ sql }, { ticketId }) {
    const ticket = (await ticketRow(sql, ticketId)) ?? refuse('messages.ticket.unknown')
    return { ticket, entries: await entryRows(sql, ticketId, true) }
  },
})

export const answerTicket = operation({
  name: 'messages.desk.answer',
  method: 'POST',
  path: '/messages/desk/tickets/{ticketId}/entries',
  summary: 'The centre answers a request, or notes something for itself',
  access: centre,
  input: z.object({ ticketId: id, body: ticketBody, internal: z.boolean().default(false) }),
  output: moved,
  refusals: ['messages.ticket.unknown', 'messages.ticket.step_not_possible'],
  async run({ tx, actor, now }, { ticketId, body, internal }) {
    const ticket = (await lockTicket(tx, ticketId)) ?? refuse('messages.ticket.unknown')
    const state = ticketAfter(internal ? 'note' : 'answer', ticket.state)
    await writeEntry(tx, ticketId, state, { side: 'centre', authorId: personOf(actor), body, internal }, now)
    if (!internal)
      await tell(
        tx,
        [
          {
            personId: ticket.personId,
            template: 'ticket_answered',
            params: { code: ticket.code },
            href: `/help/${ticketId}`,
            about: `${ticketId} ${now.getTime()}`,
          },
        ],
        now,
      )
    return { ticketId, state }
  },
})

export const closeTicket = operation({
  name: 'messages.desk.close',
  method: 'POST',
  path: '/messages/desk/tickets/{ticketId}/end',
  summary: 'The centre ends a request',
  access: centre,
  input: z.object({ ticketId: id }),
  output: moved,
  refusals: ['messages.ticket.unknown', 'messages.ticket.step_not_possible'],
  async run({ tx, actor, now }, { ticketId }) {
    const ticket = (await lockTicket(tx, ticketId)) ?? refuse('messages.ticket.unknown')
    const state = ticketAfter('close', ticket.state)
    await writeEntry(
      tx,
      ticketId,
      state,
      { side: 'centre', authorId: personOf(actor), body: null, internal: false },
      now,
    )
    return { ticketId, state }
  },
})

export const assignTicket = operation({
  name: 'messages.desk.assign',
  method: 'PUT',
  path: '/messages/desk/tickets/{ticketId}/assignment',
  summary: 'Takes a request upon oneself, or leaves it to the others',
  access: centre,
  input: z.object({ ticketId: id, mine: z.boolean() }),
  output: z.object({ ticketId: id }),
  refusals: ['messages.ticket.unknown'],
  async run({ tx, actor }, { ticketId, mine }) {
    if (!(await assignTicketRow(tx, ticketId, mine ? personOf(actor) : null))) refuse('messages.ticket.unknown')
    return { ticketId }
  },
})

const cannedView = z.object({ id, title: z.string(), textZh: z.string(), textEn: z.string() })

export const listCanned = query({
  name: 'messages.canned.list',
  path: '/messages/desk/canned-answers',
  summary: 'Answers the centre often gives',
  access: centre,
  input: z.object({}),
  output: z.object({ answers: z.array(cannedView) }),
  run: async ({ sql }) => ({ answers: await cannedRows(sql) }),
})

export const saveCanned = operation({
  name: 'messages.canned.save',
  method: 'PUT',
  path: '/messages/desk/canned-answers',
  summary: 'Keeps an answer under its title',
  access: centre,
  input: z.object({
    title: line(40),
    textZh: prose(1000).pipe(z.string().min(1)),
    textEn: prose(2000).pipe(z.string().min(1)),
  }),
  output: z.object({ answerId: id }),
  run: async ({ tx }, input) => ({ answerId: await saveCannedRow(tx, input) }),
})

export const removeCanned = operation({
  name: 'messages.canned.remove',
  method: 'DELETE',
  path: '/messages/desk/canned-answers/{answerId}',
  summary: 'Forgets a kept answer',
  access: centre,
  input: z.object({ answerId: id }),
  output: z.object({ answerId: id }),
  refusals: ['messages.canned.unknown'],
  async run({ tx }, { answerId }) {
    if (!(await removeCannedRow(tx, answerId))) refuse('messages.canned.unknown')
    return { answerId }
  },
})
