import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, prose } from '../../kernel/validation.ts'
import { personOf } from './actor.ts'
import { QUICK_REPLIES_MAX, sides } from './conversation.ts'
import { messageRows } from './conversation.sql.ts'
import { insertQuickReplyRow, quickReplyRows, removeQuickReplyRow } from './quick-reply.sql.ts'
import { closeReportRow, reportRow, reportRows } from './report.sql.ts'

const reportView = z.object({
  id,
  conversationId: id,
  organisationId: id,
  side: z.enum(sides),
  reason: z.string(),
  at: z.date(),
  closedAt: z.date().nullable(),
  decision: z.string().nullable(),
})

export const messageView = z.object({
  number: z.int(),
  side: z.enum(sides),
  kind: z.enum(['text', 'photo', 'order', 'listing']),
  body: z.string(),
  photoId: id.nullable(),
  photoWidth: z.int().nullable(),
  photoHeight: z.int().nullable(),
  orderId: id.nullable(),
  listingId: id.nullable(),
  sentAt: z.date(),
})

export const listReports = query({
  name: 'messages.report.list',
  path: '/messages/reports',
  summary: 'Conversations that a side asked the service centre to look at',
  access: office('service_centre'),
  input: z.object({ state: z.enum(['open', 'closed']).default('open') }),
  output: z.object({ reports: z.array(reportView) }),
  run: async ({ sql }, { state }) => ({ reports: await reportRows(sql, state === 'open') }),
})

export const readReport = query({
  name: 'messages.report.read',
  path: '/messages/reports/{reportId}',
  summary: 'A reported conversation, as long as the report is open',
  access: office('service_centre'),
  input: z.object({ reportId: id }),
  output: z.object({ report: reportView, messages: z.array(messageView) }),
  refusals: ['messages.report.unknown'],
  async run({ sql }, { reportId }) {
    const report = (await reportRow(sql, reportId)) ?? refuse('messages.report.unknown')
    const messages = report.closedAt === null ? await messageRows(sql, report.conversationId, null, 200) : []
    return { report, messages }
  },
})

export const closeReport = operation({
  name: 'messages.report.close',
  method: 'POST',
  path: '/messages/reports/{reportId}/decision',
  summary: 'The service centre ends a report with a decision',
  access: office('service_centre'),
  input: z.object({ reportId: id, decision: prose(500).pipe(z.string().min(1)) }),
  output: z.object({ reportId: id }),
  refusals: ['messages.report.unknown'],
  async run({ tx, actor, now }, { reportId, decision }) {
    if (!(await closeReportRow(tx, reportId, personOf(actor), decision, now))) refuse('messages.report.unknown')
    return { reportId }
  },
})

export const listQuickReplies = query({
  name: 'messages.quick_reply.list',
  path: '/messages/organisations/{organisationId}/quick-replies',
  summary: 'Sentences a seller often writes',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({ replies: z.array(z.object({ id, body: z.string() })) }),
  run: async ({ sql }, { organisationId }) => ({ replies: await quickReplyRows(sql, organisationId) }),
})

export const addQuickReply = operation({
  name: 'messages.quick_reply.add',
  method: 'POST',
  path: '/messages/organisations/{organisationId}/quick-replies',
  summary: 'Keeps a sentence for later',
  access: member('seller'),
  input: z.object({ organisationId: id, body: prose(300).pipe(z.string().min(1)) }),
  output: z.object({ replyId: id }),
  refusals: ['messages.quick_reply.too_many'],
  async run({ tx }, { organisationId, body }) {
    const added = await insertQuickReplyRow(tx, organisationId, body)
    return { replyId: added ?? refuse('messages.quick_reply.too_many', { limit: QUICK_REPLIES_MAX }) }
  },
})

export const removeQuickReply = operation({
  name: 'messages.quick_reply.remove',
  method: 'DELETE',
  path: '/messages/organisations/{organisationId}/quick-replies/{replyId}',
  summary: 'Forgets a kept sentence',
  access: member('seller'),
  input: z.object({ organisationId: id, replyId: id }),
  output: z.object({ replyId: id }),
  refusals: ['messages.quick_reply.unknown'],
  async run({ tx }, { organisationId, replyId }) {
    if (!(await removeQuickReplyRow(tx, organisationId, replyId))) refuse('messages.quick_reply.unknown')
    return { replyId }
  },
})
