import { expect, test } from 'vitest'
import { outcomeOf } from '../../tests/harness/outcome.ts'
import type { Actor } from '../kernel/actor.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { answerPrice, labelOrder, packOrder } from '../modules/market/index.ts'
import { markSellerRead, sendMessage } from '../modules/messages/index.ts'
import { setMinimum } from '../modules/stock/index.ts'
import { putOffInQueue, readSellerQueue } from './read-seller-queue.ts'
import { openTrade, toolsFor } from './testing.ts'
import { openConversation } from './write-seller.ts'

const trade = await openTrade({ sellers: 2 })
const { county, shops } = trade
const { act } = county
const tools = toolsFor(trade)
const [shop, other] = shops as [(typeof shops)[number], (typeof shops)[number]]
const { organisationId, itemId, listingId } = shop
const guest: Actor = { kind: 'guest', guestId: guestIdOf('asks') }

const kinds = async (actor: Actor) =>
  (await act(actor, readSellerQueue, { organisationId })).things.map(({ kind, subjectId }) => `${kind} ${subjectId}`)

test('what waits comes in its order, can be put off by each person for themselves, and goes when it is done', async () => {
  expect(await kinds(shop.owner)).toEqual([])
  await act(shop.owner, setMinimum, { organisationId, itemId, units: 100_000 })
  const { conversationId } = await act(guest, openConversation, { about: { listingId } })
  const { conversationId: second } = await act({ kind: 'guest', guestId: guestIdOf('asks too') }, openConversation, {
    about: { listingId },
  })
  await act(guest, sendMessage, { conversationId, body: '有几斤装的？' })
  await act({ kind: 'guest', guestId: guestIdOf('asks too') }, sendMessage, { conversationId: second, body: '甜吗？' })
  const [first, next] = [conversationId, second].toSorted()
  expect(await kinds(shop.owner)).toEqual([`answer ${first}`, `answer ${next}`, `restock ${itemId}`])

  await act(shop.owner, putOffInQueue, { organisationId, thing: `answer:${first}` })
  expect(await kinds(shop.owner)).toEqual([`answer ${next}`, `answer ${first}`, `restock ${itemId}`])
  const colleague: Actor = { ...shop.owner, personId: crypto.randomUUID() }
  expect(await kinds(colleague)).toEqual([`answer ${first}`, `answer ${next}`, `restock ${itemId}`])

  await act(shop.owner, markSellerRead, { organisationId, conversationId, upto: 1 })
  expect(await kinds(shop.owner)).toEqual([`answer ${second}`, `restock ${itemId}`])
  expect(await outcomeOf(act(shop.owner, putOffInQueue, { organisationId, thing: `answer:${conversationId}` }))).toBe(
    'market.queue.nothing_waits',
  )
})

test('another organisation’s queue is refused, and so are its orders and prices', async () => {
  expect(await outcomeOf(act(other.owner, readSellerQueue, { organisationId }))).toBe('kernel.not_allowed')
  expect(await outcomeOf(act(other.owner, putOffInQueue, { organisationId, thing: 'pack:x' }))).toBe(
    'kernel.not_allowed',
  )
  const theirs = { organisationId: other.organisationId, listingId }
  expect(await outcomeOf(act(other.owner, answerPrice, theirs))).toBe('market.listing.unknown')
  const none = { organisationId, orderId: crypto.randomUUID() }
  expect(await outcomeOf(act(shop.owner, packOrder, { ...none, boxes: 1 }))).toBe('market.order.unknown')
  expect(await outcomeOf(act(shop.owner, labelOrder, none))).toBe('market.order.unknown')
})

test('a paid order is packed, labelled and handed over, one card after the other', async () => {
  const ordered = await tools.paid()
  const orderId = ordered.orderIds[0] ?? ''
  const own = { organisationId, orderId }
  const card = async () => (await kinds(shop.owner)).filter((one) => one.endsWith(orderId))
  expect(await card()).toEqual([`pack ${orderId}`])
  expect(await outcomeOf(act(shop.owner, labelOrder, own))).toBe('market.order.not_packed')
  await act(shop.owner, packOrder, { ...own, boxes: 2 })
  expect(await card()).toEqual([`label ${orderId}`])
  await act(shop.owner, labelOrder, own)
  expect(await card()).toEqual([`hand_over ${orderId}`])
  await tools.ship(ordered, shop)
  expect(await card()).toEqual([])
  expect(await act(shop.owner, readSellerQueue, { organisationId })).toMatchObject({ lastCarrier: '邮政' })
  expect(await outcomeOf(act(shop.owner, packOrder, { ...own, boxes: 2 }))).toBe('market.order.step_not_possible')
})

test('a price is asked about once nobody has bought for long, by whoever decides it, and rests when answered', async () => {
  county.clock.advance(61 * 86_400)
  const packer: Actor = {
    kind: 'person',
    personId: crypto.randomUUID(),
    guestId: null,
    memberships: [{ organisationId, organisationKind: 'cooperative', roles: ['packer'], duties: [] }],
  }
  const asked = `price ${listingId}`
  expect(await kinds(shop.owner)).toContain(asked)
  expect(await kinds(packer)).not.toContain(asked)
  await act(shop.owner, answerPrice, { organisationId, listingId })
  expect(await kinds(shop.owner)).not.toContain(asked)
  county.clock.advance(15 * 86_400)
  expect(await kinds(shop.owner)).toContain(asked)
})
