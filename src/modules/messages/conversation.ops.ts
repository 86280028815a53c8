import { z } from 'zod'
import { buyer, member } from '../../kernel/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import type { WriteContext } from '../../kernel/operation.ts'
import { operation, query } from '../../kernel/operation.ts'
import { decodePhoto } from '../../kernel/photo.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Upload } from '../../kernel/validation.ts'
import { id, prose, upload } from '../../kernel/validation.ts'
import { authorOf } from './actor.ts'
import { PHOTO_BYTES_MAX, PHOTO_SIDE, sides } from './conversation.ts'
import type { Side } from './conversation.ts'
import type { Conversation, NewMessage } from './conversation.sql.ts'
import {
  blockRow,
  buyerConversations,
  buyerUnread,
  conversationRow,
  markReadRow,
  sellerConversations,
  sellerUnread,
  writeMessageRow,
} from './conversation.sql.ts'
import { insertReportRow } from './report.sql.ts'

const UNKNOWN = 'messages.conversation.unknown'
const staff = member('seller', 'packer')

/** The conversation, where it is the asker's own as a buyer. Refuses: messages.conversation.unknown. */
export function ofBuyer(found: Conversation | null, actor: Actor): Conversation {
  return found !== null && buyerIdsOf(actor).includes(found.buyerId) ? found : refuse('messages.conversation.unknown')
}

/** The conversation, where it is the organisation's. Refuses: messages.conversation.unknown. */
export function ofSeller(found: Conversation | null, organisationId: string): Conversation {
  return found?.organisationId === organisationId ? found : refuse('messages.conversation.unknown')
}

const listedView = z.object({
  id,
  buyerId: id,
  organisationId: id,
  openedAt: z.date(),
  lastAt: z.date(),
  lastNumber: z.int(),
  buyerRead: z.int(),
  sellerRead: z.int(),
  buyerUnread: z.int(),
  sellerUnread: z.int(),
  blockedBy: z.enum(sides).nullable(),
  lastKind: z.string().nullable(),
  lastBody: z.string().nullable(),
  lastSide: z.enum(sides).nullable(),
})

export const listMyConversations = query({
  name: 'messages.conversation.list',
  path: '/messages/conversations',
  summary: "The asker's conversations with sellers, latest first, and how much is unread",
  access: buyer,
  input: z.object({}),
  output: z.object({ conversations: z.array(listedView), unread: z.int() }),
  async run({ sql, actor }) {
    const ids = buyerIdsOf(actor)
    return { conversations: await buyerConversations(sql, ids), unread: await buyerUnread(sql, ids) }
  },
})

export const listSellerConversations = query({
  name: 'messages.conversation.seller_list',
  path: '/messages/organisations/{organisationId}/conversations',
  summary: "A seller's conversations, latest first, and how much is unread",
  access: staff,
  input: z.object({ organisationId: id, unreadOnly: z.stringbool().default(false) }),
  output: z.object({ conversations: z.array(listedView), unread: z.int() }),
  run: async ({ sql }, { organisationId, unreadOnly }) => ({
    conversations: await sellerConversations(sql, organisationId, unreadOnly),
    unread: await sellerUnread(sql, organisationId),
  }),
})

const body = prose(1000).pipe(z.string().min(1))
const sent = z.object({ number: z.int() })
const photo = upload(PHOTO_BYTES_MAX)
const sendRefusals = [UNKNOWN, 'messages.conversation.blocked']
const photoRefusals = [...sendRefusals, 'kernel.photo.not_a_picture', 'kernel.photo.too_large']

/** Writes into a conversation that was found to be the asker's. Refuses: messages.conversation.blocked. */
export async function writeMessage(
  { tx, now }: Pick<WriteContext, 'tx' | 'now'>,
  conversation: Conversation,
  message: NewMessage,
): Promise<{ number: number }> {
  const number = await writeMessageRow(tx, conversation.id, message, now)
  return { number: number ?? refuse('messages.conversation.blocked') }
}

const audit = (input: { conversationId: string }, output: { number: number }) => ({
  conversationId: input.conversationId,
  number: output.number,
})

export const sendMessage = operation({
  name: 'messages.conversation.send',
  method: 'POST',
  path: '/messages/conversations/{conversationId}/messages',
  summary: 'The buyer writes to the seller',
  access: buyer,
  limitPerMinute: 30,
  input: z.object({ conversationId: id, body }),
  output: sent,
  refusals: sendRefusals,
  audit,
  async run(context, input) {
    const found = ofBuyer(await conversationRow(context.tx, input.conversationId), context.actor)
    const authorId = authorOf(context.actor)
    return writeMessage(context, found, { side: 'buyer', authorId, kind: 'text', body: input.body })
  },
})

export const replyMessage = operation({
  name: 'messages.conversation.reply',
  method: 'POST',
  path: '/messages/organisations/{organisationId}/conversations/{conversationId}/messages',
  summary: 'The seller answers the buyer',
  access: staff,
  limitPerMinute: 60,
  input: z.object({ organisationId: id, conversationId: id, body }),
  output: sent,
  refusals: sendRefusals,
  audit,
  async run(context, input) {
    const found = ofSeller(await conversationRow(context.tx, input.conversationId), input.organisationId)
    const authorId = authorOf(context.actor)
    return writeMessage(context, found, { side: 'seller', authorId, kind: 'text', body: input.body })
  },
})

export const answerBuyer = operation({
  name: 'messages.conversation.answer',
  method: 'POST',
  path: '/messages/organisations/{organisationId}/conversations/{conversationId}/answers',
  summary: 'The seller answers what was read: a message, and the mark up to which the buyer was heard, in one',
  access: staff,
  limitPerMinute: 60,
  input: z.object({ organisationId: id, conversationId: id, body, upto: z.int().min(0).max(2_000_000_000) }),
  output: sent,
  refusals: sendRefusals,
  audit,
  async run(context, input) {
    const found = ofSeller(await conversationRow(context.tx, input.conversationId), input.organisationId)
    await markReadRow(context.tx, found.id, 'seller', input.upto)
    const authorId = authorOf(context.actor)
    return writeMessage(context, found, { side: 'seller', authorId, kind: 'text', body: input.body })
  },
})

/** The photo as it is kept: the largest of what pages use, upright and without metadata. */
async function picture(file: Upload) {
  const { renditions, width, height } = await decodePhoto(file)
  const largest = renditions.find((one) => one.format === 'webp' && one.width === Math.min(width, PHOTO_SIDE))
  return { width, height, bytes: largest?.bytes ?? refuse('kernel.photo.not_a_picture') }
}

export const sendPhoto = operation({
  name: 'messages.conversation.send_photo',
  method: 'POST',
  path: '/messages/conversations/{conversationId}/photos',
  summary: 'The buyer shows the seller a photo; its metadata is dropped',
  access: buyer,
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({ conversationId: id, photo }),
  output: sent,
  refusals: photoRefusals,
  audit,
  prepare: (input) => picture(input.photo),
  async run(context, { conversationId }) {
    const found = ofBuyer(await conversationRow(context.tx, conversationId), context.actor)
    const made = { ...context.prepared, id: uuidv7(context.now) }
    return writeMessage(context, found, {
      side: 'buyer',
      authorId: authorOf(context.actor),
      kind: 'photo',
      photo: made,
    })
  },
})

export const replyPhoto = operation({
  name: 'messages.conversation.reply_photo',
  method: 'POST',
  path: '/messages/organisations/{organisationId}/conversations/{conversationId}/photos',
  summary: 'The seller shows the buyer a photo; its metadata is dropped',
  access: staff,
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({ organisationId: id, conversationId: id, photo }),
  output: sent,
  refusals: photoRefusals,
  audit,
  prepare: (input) => picture(input.photo),
  async run(context, { organisationId, conversationId }) {
    const found = ofSeller(await conversationRow(context.tx, conversationId), organisationId)
    const made = { ...context.prepared, id: uuidv7(context.now) }
    return writeMessage(context, found, {
      side: 'seller',
      authorId: authorOf(context.actor),
      kind: 'photo',
      photo: made,
    })
  },
})

const upto = z.int().min(0).max(2_000_000_000)
const unread = z.object({ unread: z.int() })

export const markRead = operation({
  name: 'messages.conversation.mark_read',
  method: 'POST',
  path: '/messages/conversations/{conversationId}/reading',
  summary: 'The buyer has read up to a message',
  access: buyer,
  input: z.object({ conversationId: id, upto }),
  output: unread,
  refusals: [UNKNOWN],
  audit: false,
  async run({ tx, actor }, input) {
    const found = ofBuyer(await conversationRow(tx, input.conversationId), actor)
    return { unread: await markReadRow(tx, found.id, 'buyer', input.upto) }
  },
})

export const markSellerRead = operation({
  name: 'messages.conversation.seller_mark_read',
  method: 'POST',
  path: '/messages/organisations/{organisationId}/conversations/{conversationId}/reading',
  summary: 'The seller has read up to a message',
  access: staff,
  input: z.object({ organisationId: id, conversationId: id, upto }),
  output: unread,
  refusals: [UNKNOWN],
  audit: false,
  async run({ tx }, input) {
    const found = ofSeller(await conversationRow(tx, input.conversationId), input.organisationId)
    return { unread: await markReadRow(tx, found.id, 'seller', input.upto) }
  },
})

const blocking = z.object({ conversationId: id, blocked: z.boolean() })
const blockRefusals = [UNKNOWN, 'messages.conversation.blocked_by_other']

async function blocked(tx: WriteContext['tx'], conversationId: string, side: Side, on: boolean) {
  if (!(await blockRow(tx, conversationId, side, on))) refuse('messages.conversation.blocked_by_other')
  return { conversationId, blocked: on }
}

export const blockSeller = operation({
  name: 'messages.conversation.block',
  method: 'PUT',
  path: '/messages/conversations/{conversationId}/block',
  summary: 'The buyer hears no more from this seller, or lifts that again',
  access: buyer,
  input: blocking,
  output: blocking,
  refusals: blockRefusals,
  async run({ tx, actor }, input) {
    const found = ofBuyer(await conversationRow(tx, input.conversationId), actor)
    return blocked(tx, found.id, 'buyer', input.blocked)
  },
})

export const blockBuyer = operation({
  name: 'messages.conversation.seller_block',
  method: 'PUT',
  path: '/messages/organisations/{organisationId}/conversations/{conversationId}/block',
  summary: 'The seller hears no more from this buyer, or lifts that again',
  access: staff,
  input: blocking.extend({ organisationId: id }),
  output: blocking,
  refusals: blockRefusals,
  async run({ tx }, input) {
    const found = ofSeller(await conversationRow(tx, input.conversationId), input.organisationId)
    return blocked(tx, found.id, 'seller', input.blocked)
  },
})

const reason = prose(500).pipe(z.string().min(1))
const reported = z.object({ reportId: id })
const reportRefusals = [UNKNOWN, 'messages.report.open_already']

async function report({ tx, now }: WriteContext, conversationId: string, side: Side, why: string) {
  const reportId = uuidv7(now)
  if (!(await insertReportRow(tx, { id: reportId, conversationId, side, reason: why }, now)))
    refuse('messages.report.open_already')
  return { reportId }
}

export const reportSeller = operation({
  name: 'messages.conversation.report',
  method: 'POST',
  path: '/messages/conversations/{conversationId}/reports',
  summary: 'The buyer asks the service centre to look at the conversation',
  access: buyer,
  limitPerMinute: 10,
  input: z.object({ conversationId: id, reason }),
  output: reported,
  refusals: reportRefusals,
  async run(context, input) {
    const found = ofBuyer(await conversationRow(context.tx, input.conversationId), context.actor)
    return report(context, found.id, 'buyer', input.reason)
  },
})

export const reportBuyer = operation({
  name: 'messages.conversation.seller_report',
  method: 'POST',
  path: '/messages/organisations/{organisationId}/conversations/{conversationId}/reports',
  summary: 'The seller asks the service centre to look at the conversation',
  access: staff,
  limitPerMinute: 10,
  input: z.object({ organisationId: id, conversationId: id, reason }),
  output: reported,
  refusals: reportRefusals,
  async run(context, input) {
    const found = ofSeller(await conversationRow(context.tx, input.conversationId), input.organisationId)
    return report(context, found.id, 'seller', input.reason)
  },
})
