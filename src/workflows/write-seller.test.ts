import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { outcomeOf } from '../../tests/harness/outcome.ts'
import { unreadOf } from '../modules/messages/conversation.ts'
import type { Actor } from '../kernel/actor.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import {
  blockBuyer,
  blockSeller,
  closeReport,
  listMyConversations,
  listReports,
  listSellerConversations,
  markRead,
  markSellerRead,
  readReport,
  replyMessage,
  reportSeller,
  sendMessage,
  sendPhoto,
} from '../modules/messages/index.ts'
import { openTicket } from './ask-centre.ts'
import { officer, openTrade, toolsFor } from './testing.ts'
import { openConversation, readConversation, readSellerConversation, replyCard, sendCard } from './write-seller.ts'

const trade = await openTrade({ sellers: 2 })
const { county, shops, url } = trade
const { act } = county
const [shop, other] = shops as [(typeof shops)[number], (typeof shops)[number]]
const guest = (name: string): Actor => ({ kind: 'guest', guestId: guestIdOf(name) })

const opened = async (buyer: Actor) =>
  (await act(buyer, openConversation, { about: { listingId: shop.listingId } })).conversationId

test('a buyer and a seller write to each other, each seeing what is new', async () => {
  const buyer = guest('writes')
  const conversationId = await opened(buyer)
  expect(await opened(buyer)).toBe(conversationId)
  await act(buyer, sendMessage, { conversationId, body: '有多少年的茶？' })
  await act(buyer, sendCard, { conversationId, card: { listingId: shop.listingId } })
  const own = { organisationId: shop.organisationId, conversationId }
  expect(await act(shop.owner, listSellerConversations, { organisationId: shop.organisationId })).toMatchObject({
    unread: 2,
  })
  await act(shop.owner, markSellerRead, { ...own, upto: 2 })
  await act(shop.owner, replyMessage, { ...own, body: '三年。' })
  const read = await act(buyer, readConversation, { conversationId })
  expect(read.messages.map(({ side, kind }) => `${side} ${kind}`)).toEqual([
    'buyer text',
    'buyer listing',
    'seller text',
  ])
  expect(read.readByOther).toBe(2)
  expect(read.listings).toMatchObject([{ id: shop.listingId, priceFen: 1234, open: true }])
  expect(await act(buyer, listMyConversations, {})).toMatchObject({ unread: 1 })
  await act(buyer, markRead, { conversationId, upto: 3 })
  expect(await act(buyer, listMyConversations, {})).toMatchObject({ unread: 0 })
})

test('a photo is told by its content and loses where it was taken', async () => {
  const buyer = guest('photographs')
  const conversationId = await opened(buyer)
  const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#3f7d4e' } })
    .jpeg()
    .withExif({ IFD3: { GPSLatitude: '28/1 35/1 0/1' } })
    .toBuffer()
  const file = { name: 'tea.txt', mediaType: 'text/plain', bytes: new Uint8Array(bytes) }
  await act(buyer, sendPhoto, { conversationId, photo: file })
  const { messages } = await act(buyer, readConversation, { conversationId })
  expect(messages).toMatchObject([{ kind: 'photo', photoWidth: 40, photoHeight: 20 }])
  const kept = await county.app.database.read(async (sql) => {
    const { photoRow } = await import('../modules/messages/index.ts')
    return photoRow(sql, messages[0]?.photoId ?? '')
  })
  expect((await sharp(kept?.bytes).metadata()).exif).toBeUndefined()
  const page = { name: 'photo.jpg', mediaType: 'image/jpeg', bytes: new TextEncoder().encode('<html>') }
  expect(await outcomeOf(act(buyer, sendPhoto, { conversationId, photo: page }))).toBe('kernel.photo.not_a_picture')
  expect((await fetch(`${url}/message-photos/${messages[0]?.photoId}`)).status).toBe(404)
})

test("another's conversation, order and listing stay out of reach", async () => {
  const buyer = guest('private')
  const conversationId = await opened(buyer)
  await act(buyer, sendMessage, { conversationId, body: '在吗' })
  const stranger = guest('stranger')
  const theirs = { organisationId: other.organisationId, conversationId }
  const unknown = 'messages.conversation.unknown'
  expect(await outcomeOf(act(stranger, readConversation, { conversationId }))).toBe(unknown)
  expect(await outcomeOf(act(stranger, sendMessage, { conversationId, body: 'x' }))).toBe(unknown)
  expect(await outcomeOf(act(stranger, markRead, { conversationId, upto: 1 }))).toBe(unknown)
  expect(await outcomeOf(act(stranger, blockSeller, { conversationId, blocked: true }))).toBe(unknown)
  expect(await outcomeOf(act(other.owner, readSellerConversation, theirs))).toBe(unknown)
  expect(await outcomeOf(act(other.owner, replyMessage, { ...theirs, body: 'x' }))).toBe(unknown)
  const tools = toolsFor(trade)
  const ordered = await tools.newOrder()
  const [orderId = ''] = ordered.orderIds
  expect(await outcomeOf(act(buyer, sendCard, { conversationId, card: { orderId } }))).toBe(
    'messages.card.unknown_order',
  )
  expect(await outcomeOf(act(buyer, openConversation, { about: { orderId } }))).toBe('messages.card.unknown_order')
  const foreign = { listingId: other.listingId }
  expect(await outcomeOf(act(buyer, sendCard, { conversationId, card: foreign }))).toBe('messages.card.unknown_listing')
  const own = { organisationId: shop.organisationId, conversationId }
  expect(await outcomeOf(act(shop.owner, replyCard, { ...own, card: { orderId } }))).toBe('messages.card.unknown_order')
  expect(await outcomeOf(act(shop.owner, openConversation, { about: { listingId: shop.listingId } }))).toBe(
    'messages.conversation.own_organisation',
  )
  const person: Actor = { kind: 'person', personId: crypto.randomUUID(), guestId: null, memberships: [] }
  const orderCode = (
    await county.app.database.read(async (sql) => {
      const { ordersById } = await import('../modules/market/index.ts')
      return ordersById(sql, [orderId])
    })
  )[0]?.code
  expect(
    await outcomeOf(
      act(person, openTicket, { title: '问', body: '问', ...(orderCode !== undefined && { orderCode }) }),
    ),
  ).toBe('messages.ticket.unknown_order')
})

test('an order is shown by the two it belongs to', async () => {
  const tools = toolsFor(trade)
  const ordered = await tools.newOrder()
  const [orderId = ''] = ordered.orderIds
  const { conversationId } = await act(ordered.buyer, openConversation, { about: { orderId } })
  await act(ordered.buyer, sendCard, { conversationId, card: { orderId } })
  const read = await act(shop.owner, readSellerConversation, { organisationId: shop.organisationId, conversationId })
  expect(read.orders).toMatchObject([{ id: orderId, state: 'awaiting_payment', lines: 1 }])
})

test('a block stops both, only its own side lifts it; a report opens the conversation to the centre until it is decided', async () => {
  const buyer = guest('pestered')
  const conversationId = await opened(buyer)
  await act(buyer, sendMessage, { conversationId, body: '不要再发了' })
  await act(buyer, blockSeller, { conversationId, blocked: true })
  const own = { organisationId: shop.organisationId, conversationId }
  const blocked = 'messages.conversation.blocked'
  expect(await outcomeOf(act(shop.owner, replyMessage, { ...own, body: '优惠' }))).toBe(blocked)
  expect(await outcomeOf(act(buyer, sendMessage, { conversationId, body: 'x' }))).toBe(blocked)
  expect(await outcomeOf(act(shop.owner, blockBuyer, { ...own, blocked: false }))).toBe(`${blocked}_by_other`)
  const { reportId } = await act(buyer, reportSeller, { conversationId, reason: '骚扰' })
  expect(await outcomeOf(act(buyer, reportSeller, { conversationId, reason: '再说一次' }))).toBe(
    'messages.report.open_already',
  )
  const office = officer()
  expect((await act(office, listReports, {})).reports.map((one) => one.id)).toContain(reportId)
  expect((await act(office, readReport, { reportId })).messages).toHaveLength(1)
  await act(office, closeReport, { reportId, decision: '已提醒卖家' })
  expect((await act(office, readReport, { reportId })).messages).toHaveLength(0)
  await act(buyer, blockSeller, { conversationId, blocked: false })
  await act(shop.owner, replyMessage, { ...own, body: '对不起' })
})

test('whatever is written and read in whatever order, the counts are those of the messages', async () => {
  let run = 0
  const move = fc.record({
    side: fc.constantFrom('buyer' as const, 'seller' as const),
    does: fc.constantFrom('writes', 'reads'),
    upto: fc.nat(12),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), async (rounds) => {
      const buyer = guest(`counts ${(run += 1)} ${Math.random()}`)
      const conversationId = await opened(buyer)
      const own = { organisationId: shop.organisationId, conversationId }
      for (const round of rounds)
        await Promise.all(
          round.map(({ side, does, upto }) => {
            if (does === 'writes')
              return side === 'buyer'
                ? act(buyer, sendMessage, { conversationId, body: '一' })
                : act(shop.owner, replyMessage, { ...own, body: '二' })
            return side === 'buyer'
              ? act(buyer, markRead, { conversationId, upto })
              : act(shop.owner, markSellerRead, { ...own, upto })
          }),
        )
      const { messages } = await act(buyer, readConversation, { conversationId })
      const [kept] = (await act(buyer, listMyConversations, {})).conversations
      expect(kept === undefined).toBe(messages.length === 0)
      expect(messages.map((one) => one.number)).toEqual(messages.map((_, at) => at + 1))
      expect(kept?.buyerUnread ?? 0).toBe(unreadOf(messages, 'buyer', kept?.buyerRead ?? 0))
      expect(kept?.sellerUnread ?? 0).toBe(unreadOf(messages, 'seller', kept?.sellerRead ?? 0))
    }),
    { numRuns: 25 },
  )
})
