import { z } from 'zod'
import { buyer, member } from '../kernel/access.ts'
import type { Actor } from '../kernel/actor.ts'
import { actorId, buyerIdsOf } from '../kernel/actor.ts'
import type { Sql } from '../kernel/database.ts'
import { uuidv7 } from '../kernel/ids.ts'
import { operation, query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { listingsById, ordersById } from '../modules/market/index.ts'
import type { Conversation, Message } from '../modules/messages/index.ts'
import {
  conversationRow,
  messageRows,
  messageView,
  ofBuyer,
  ofSeller,
  openConversationRow,
  sides,
  writeMessage,
} from '../modules/messages/index.ts'
import { organisationsById } from '../modules/people/index.ts'

const listing = z.object({ listingId: id })
const order = z.object({ orderId: id })
const about = z.union([listing, order, z.object({ sellerId: id })])

const buyerOf = (actor: Actor): string => buyerIdsOf(actor)[0] ?? refuse('kernel.sign_in_required')

/** The seller someone wants to write to: by a listing, by an order of their own, or by name. */
async function sellerOf(sql: Sql, actor: Actor, asked: z.output<typeof about>): Promise<string> {
  if ('sellerId' in asked) return asked.sellerId
  if ('listingId' in asked)
    return (await listingsById(sql, [asked.listingId]))[0]?.organisationId ?? refuse('messages.card.unknown_listing')
  const [own] = await ordersById(sql, [asked.orderId])
  if (own === undefined || !buyerIdsOf(actor).includes(own.buyerId)) refuse('messages.card.unknown_order')
  return own.organisationId
}

export const openConversation = operation({
  name: 'messages.conversation.open',
  method: 'POST',
  path: '/messages/conversations',
  summary:
    'The conversation of the asker with a seller, found by a listing, an order or the seller; made where there is none',
  access: buyer,
  limitPerMinute: 30,
  input: z.object({ about }),
  output: z.object({ conversationId: id }),
  refusals: [
    'messages.card.unknown_listing',
    'messages.card.unknown_order',
    'messages.conversation.not_a_seller',
    'messages.conversation.own_organisation',
  ],
  async run({ tx, actor, now }, input) {
    const organisationId = await sellerOf(tx, actor, input.about)
    if (actor.kind === 'person' && actor.memberships.some((one) => one.organisationId === organisationId))
      refuse('messages.conversation.own_organisation')
    const seller = (await organisationsById(tx, [organisationId])).get(organisationId)
    if (seller === undefined || seller.sellerAccount === null) refuse('messages.conversation.not_a_seller')
    return { conversationId: await openConversationRow(tx, uuidv7(now), buyerOf(actor), organisationId, now) }
  },
})

type Card = z.output<typeof listing> | z.output<typeof order>

/** What a card shows must belong to the two who speak: the seller's listing, or an order of this buyer to this seller. */
async function cardOf(sql: Sql, conversation: Conversation, buyerIds: readonly string[], card: Card) {
  if ('listingId' in card) {
    const [found] = await listingsById(sql, [card.listingId])
    if (found?.organisationId !== conversation.organisationId) refuse('messages.card.unknown_listing')
    return { kind: 'listing' as const, listingId: card.listingId }
  }
  const [found] = await ordersById(sql, [card.orderId])
  if (found?.organisationId !== conversation.organisationId || !buyerIds.includes(found.buyerId))
    refuse('messages.card.unknown_order')
  return { kind: 'order' as const, orderId: card.orderId }
}

const card = z.union([listing, order])
const sent = z.object({ number: z.int() })
const cardRefusals = [
  'messages.conversation.unknown',
  'messages.conversation.blocked',
  'messages.card.unknown_listing',
  'messages.card.unknown_order',
]
const cardAudit = (input: { conversationId: string }, output: { number: number }) => ({
  conversationId: input.conversationId,
  number: output.number,
})

export const sendCard = operation({
  name: 'messages.conversation.send_card',
  method: 'POST',
  path: '/messages/conversations/{conversationId}/cards',
  summary: 'The buyer shows the seller a listing of theirs or an order',
  access: buyer,
  limitPerMinute: 30,
  input: z.object({ conversationId: id, card }),
  output: sent,
  refusals: cardRefusals,
  audit: cardAudit,
  async run(context, input) {
    const { tx, actor } = context
    const found = ofBuyer(await conversationRow(tx, input.conversationId), actor)
    const shown = await cardOf(tx, found, buyerIdsOf(actor), input.card)
    return writeMessage(context, found, { side: 'buyer', authorId: buyerOf(actor), ...shown })
  },
})

export const replyCard = operation({
  name: 'messages.conversation.reply_card',
  method: 'POST',
  path: '/messages/organisations/{organisationId}/conversations/{conversationId}/cards',
  summary: "The seller shows the buyer a listing, or one of the buyer's orders",
  access: member('seller', 'packer'),
  limitPerMinute: 60,
  input: z.object({ organisationId: id, conversationId: id, card }),
  output: sent,
  refusals: cardRefusals,
  audit: cardAudit,
  async run(context, input) {
    const found = ofSeller(await conversationRow(context.tx, input.conversationId), input.organisationId)
    const shown = await cardOf(context.tx, found, [found.buyerId], input.card)
    const authorId = actorId(context.actor) ?? refuse('kernel.sign_in_required')
    return writeMessage(context, found, { side: 'seller', authorId, ...shown })
  },
})

const orderCard = z.object({
  id,
  code: z.string(),
  state: z.string(),
  totalFen: z.int(),
  titleZh: z.string(),
  titleEn: z.string(),
  lines: z.int(),
})
const listingCard = z.object({ id, titleZh: z.string(), titleEn: z.string(), priceFen: z.int(), open: z.boolean() })

const conversationView = z.object({
  id,
  organisationId: id,
  buyerId: id,
  sellerZh: z.string(),
  sellerEn: z.string(),
  blockedBy: z.enum(sides).nullable(),
  lastNumber: z.int(),
  readByOther: z.int(),
  messages: z.array(messageView),
  orders: z.array(orderCard),
  listings: z.array(listingCard),
})

const PAGE = 50
const asked = { before: z.coerce.number().int().min(1).optional() }

/** A page of a conversation with what its cards show. */
async function shownConversation(sql: Sql, found: Conversation, readByOther: number, before: number | undefined) {
  const messages = await messageRows(sql, found.id, before ?? null, PAGE)
  const ids = (key: 'orderId' | 'listingId') => [...new Set(messages.flatMap((one: Message) => one[key] ?? []))]
  const [sellers, orders, listings] = await Promise.all([
    organisationsById(sql, [found.organisationId]),
    ordersById(sql, ids('orderId')),
    listingsById(sql, ids('listingId')),
  ])
  const seller = sellers.get(found.organisationId) ?? refuse('messages.conversation.unknown')
  const { id: conversationId, organisationId, buyerId, blockedBy, lastNumber } = found
  return {
    id: conversationId,
    organisationId,
    buyerId,
    sellerZh: seller.nameZh,
    sellerEn: seller.nameEn,
    blockedBy,
    lastNumber,
    readByOther,
    messages,
    orders: orders.map((one) => ({
      id: one.id,
      code: one.code,
      state: one.state,
      totalFen: one.goodsFen + one.freightFen,
      titleZh: one.lines[0]?.titleZh ?? '',
      titleEn: one.lines[0]?.titleEn ?? '',
      lines: one.lines.length,
    })),
    listings: listings.map((one) => ({
      id: one.id,
      titleZh: one.titleZh,
      titleEn: one.titleEn,
      priceFen: one.priceFen,
      open: one.state === 'open',
    })),
  }
}

export const readConversation = query({
  name: 'messages.conversation.read',
  path: '/messages/conversations/{conversationId}',
  summary: 'A conversation of the asker with a seller, latest messages last',
  access: buyer,
  input: z.object({ conversationId: id, ...asked }),
  output: conversationView,
  refusals: ['messages.conversation.unknown'],
  async run({ sql, actor }, { conversationId, before }) {
    const found = ofBuyer(await conversationRow(sql, conversationId), actor)
    return shownConversation(sql, found, found.sellerRead, before)
  },
})

export const readSellerConversation = query({
  name: 'messages.conversation.seller_read',
  path: '/messages/organisations/{organisationId}/conversations/{conversationId}',
  summary: 'A conversation of a seller with a buyer, latest messages last',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, conversationId: id, ...asked }),
  output: conversationView,
  refusals: ['messages.conversation.unknown'],
  async run({ sql }, { organisationId, conversationId, before }) {
    const found = ofSeller(await conversationRow(sql, conversationId), organisationId)
    return shownConversation(sql, found, found.buyerRead, before)
  },
})
