import { expect, test } from 'vitest'
import { runJobs } from '../../tests/harness/jobs.ts'
import sharp from 'sharp'
import type { Actor } from '../kernel/actor.ts'
import { listMyCases, readCosts, readMyCase, readSellerCase } from '../modules/aftersales/index.ts'
import { confirmReceipt, readMyOrder } from '../modules/market/index.ts'
import { answerSellerCase, sendAgain, takeBackGoods } from './answer-case.ts'
import { decideCase } from './decide-case.ts'
import { openMyCase } from './open-case.ts'
import { answerMyCase, sendBack, showMyEvidence } from './pursue-case.ts'
import { refundSellerOrder } from './refund-order.ts'
import { allIsWell, books, officer, openTrade, ORDER_FEN, toolsFor, work } from './testing.ts'

const DAY = 86_400
const trade = await openTrade()
const { county } = trade
const { act, clock } = county
const { paid, ship, countOf } = toolsFor(trade)
const picture = {
  name: 'a.jpg',
  mediaType: 'image/jpeg',
  bytes: new Uint8Array(
    await sharp({ create: { width: 40, height: 30, channels: 3, background: '#7a5' } })
      .jpeg()
      .toBuffer(),
  ),
}
const [shop, other] = trade.shops
if (shop === undefined || other === undefined) throw new Error('two shops')
const { owner, organisationId } = shop

/** An order of three units that the buyer has. */
async function received() {
  const ordered = await paid()
  const orderId = ordered.orderIds[0] ?? ''
  await ship(ordered, shop as typeof shop & object)
  await act(ordered.buyer, confirmReceipt, { orderId })
  return { buyer: ordered.buyer, orderId }
}

const jobs = (...names: string[]) => runJobs(county.app, ...names)

const state = async (buyer: Actor, caseId: string) => (await act(buyer, readMyCase, { caseId })).state
const orderOf = (buyer: Actor, orderId: string) => act(buyer, readMyOrder, { orderId })

test('a return without reason: goods go back on the shelf, their price goes back, freight stays with the seller', async () => {
  const { buyer, orderId } = await received()
  const { caseId } = await act(buyer, openMyCase, { orderId, cause: 'no_reason', remedy: 'return', units: '0:3' })
  expect((await act(buyer, readMyCase, { caseId })).wantedFen).toBe(3 * 1234)
  await act(owner, answerSellerCase, { organisationId, caseId, step: 'grant', returnTo: '遂昌县 社里 13800000000' })
  await act(buyer, sendBack, { caseId, carrier: '邮政', trackingNumber: 'BACK0001' })
  const sold = await countOf('stock.lot', 'sold_units >= 3')
  expect(sold).toBeGreaterThan(0)
  await act(owner, takeBackGoods, { organisationId, caseId, shelf: '0:2' })
  const done = await act(owner, readSellerCase, { organisationId, caseId })
  expect(done).toMatchObject({ state: 'refunded', refundedFen: 3 * 1234 })
  expect(done.lines[0]?.lots[0]).toMatchObject({ shelfUnits: 2, scrappedUnits: 1 })
  expect(await countOf('stock.lot', 'withdrawn_units = 1')).toBe(1)
  const order = await orderOf(buyer, orderId)
  expect(order).toMatchObject({ state: 'received', refundedFen: 3 * 1234 })
  expect(order.lines[0]?.refundedUnits).toBe(3)
  clock.advance(9 * DAY)
  await jobs('market.advance-orders')
  expect((await orderOf(buyer, orderId)).state).toBe('completed')
  await work(trade)
  await books(trade)
})

test('while a case is open the money waits, the seller cannot refund beside it, and a second case is refused', async () => {
  const { buyer, orderId } = await received()
  const { caseId } = await act(buyer, openMyCase, {
    orderId,
    cause: 'quality',
    remedy: 'refund',
    units: '0:1',
    photo1: picture,
  })
  await expect(
    act(owner, refundSellerOrder, { organisationId, orderId, units: [{ line: 0, units: 1 }], reason: '退' }),
  ).rejects.toThrow('aftersales.case.open_on_order')
  await expect(act(buyer, openMyCase, { orderId, cause: 'no_reason', remedy: 'return', units: '0:1' })).rejects.toThrow(
    'aftersales.case.open_already',
  )
  await act(owner, answerSellerCase, { organisationId, caseId, step: 'refuse', note: '照片看不出问题' })
  await act(buyer, answerMyCase, { caseId, step: 'dispute', note: '有霉味' })
  clock.advance(30 * DAY)
  await jobs('market.advance-orders', 'aftersales.advance-cases', 'market.advance-orders')
  expect((await orderOf(buyer, orderId)).state).toBe('received')
  expect(await state(buyer, caseId)).toBe('disputed')
  await act(officer(), decideCase, {
    caseId,
    step: 'decide_refund',
    amountFen: 500,
    reasons: '照片和批次记录都显示受潮',
  })
  expect(await act(buyer, readMyCase, { caseId })).toMatchObject({ state: 'refunded', refundedFen: 500 })
  await jobs('market.advance-orders')
  expect(await orderOf(buyer, orderId)).toMatchObject({ state: 'completed', refundedFen: 500 })
  await work(trade)
  await books(trade)
})

test('the centre waits for the evidence of both sides', async () => {
  const { buyer, orderId } = await received()
  const { caseId } = await act(buyer, openMyCase, {
    orderId,
    cause: 'spoiled',
    remedy: 'refund',
    units: '0:3',
    photo1: picture,
    photo2: picture,
  })
  await act(owner, answerSellerCase, { organisationId, caseId, step: 'refuse', note: '发货时是好的' })
  await act(buyer, answerMyCase, { caseId, step: 'dispute' })
  const decide = () => act(officer(), decideCase, { caseId, step: 'decide_refund', reasons: '签收时已变质' })
  await expect(decide()).rejects.toThrow('aftersales.dispute.too_early')
  await act(buyer, showMyEvidence, { caseId, note: '开箱视频截图', photo1: picture })
  clock.advance(3 * DAY)
  await decide()
  expect(await orderOf(buyer, orderId)).toMatchObject({ state: 'refunded', refundedFen: ORDER_FEN })
  expect((await act(buyer, readMyCase, { caseId })).photos).toHaveLength(3)
})

test('silence of the seller grants; silence of the buyer lets the return lapse and the money go on', async () => {
  const one = await received()
  const refund = await act(one.buyer, openMyCase, {
    orderId: one.orderId,
    cause: 'damaged',
    remedy: 'refund',
    units: '0:3',
    photo1: picture,
  })
  const two = await received()
  const back = await act(two.buyer, openMyCase, {
    orderId: two.orderId,
    cause: 'no_reason',
    remedy: 'return',
    units: '0:1',
  })
  clock.advance(2 * DAY)
  await jobs('aftersales.advance-cases')
  expect(await state(one.buyer, refund.caseId)).toBe('refunded')
  const granted = await act(two.buyer, readMyCase, { caseId: back.caseId })
  expect(granted.state).toBe('returning')
  expect(granted.returnTo).toContain('合作社1')
  clock.advance(8 * DAY)
  await jobs('aftersales.advance-cases')
  await jobs('market.advance-orders')
  expect(await state(two.buyer, back.caseId)).toBe('lapsed')
  expect((await orderOf(two.buyer, two.orderId)).state).toBe('completed')
})

test('an offer is accepted to the fen, and parts then the rest are the whole', async () => {
  const { buyer, orderId } = await received()
  const { caseId } = await act(buyer, openMyCase, {
    orderId,
    cause: 'quality',
    remedy: 'refund',
    units: '0:2',
    photo1: picture,
  })
  await expect(
    act(owner, answerSellerCase, { organisationId, caseId, step: 'offer', amountFen: 2469, note: '' }),
  ).rejects.toThrow('aftersales.offer.too_much')
  await act(owner, answerSellerCase, { organisationId, caseId, step: 'offer', amountFen: 777, note: '补您一些' })
  await act(buyer, answerMyCase, { caseId, step: 'accept' })
  expect((await orderOf(buyer, orderId)).refundedFen).toBe(777)
  const rest = await act(buyer, openMyCase, {
    orderId,
    cause: 'quality',
    remedy: 'refund',
    units: '0:3',
    photo1: picture,
  })
  await act(owner, answerSellerCase, { organisationId, caseId: rest.caseId, step: 'grant' })
  expect(await orderOf(buyer, orderId)).toMatchObject({ state: 'refunded', refundedFen: ORDER_FEN })
})

test('an exchange takes new units from stock and the order goes on', async () => {
  const { buyer, orderId } = await received()
  const { caseId } = await act(buyer, openMyCase, {
    orderId,
    cause: 'damaged',
    remedy: 'exchange',
    units: '0:1',
    photo1: picture,
  })
  await act(owner, answerSellerCase, { organisationId, caseId, step: 'grant' })
  await act(buyer, sendBack, { caseId, carrier: '邮政', trackingNumber: 'BACK0002' })
  await act(owner, takeBackGoods, { organisationId, caseId, returnFreightFen: 800 })
  expect(await state(buyer, caseId)).toBe('resending')
  await act(owner, sendAgain, { organisationId, caseId, carrier: '邮政', trackingNumber: 'NEW00001' })
  expect(await countOf('stock.hold', `order_id = '${caseId}' AND state = 'shipped' AND units = 1`)).toBe(1)
  await act(buyer, answerMyCase, { caseId, step: 'confirm' })
  expect(await state(buyer, caseId)).toBe('exchanged')
  clock.advance(9 * DAY)
  await jobs('market.advance-orders')
  expect((await orderOf(buyer, orderId)).state).toBe('completed')
})

test('rules are kept: photos, windows, other people, other sellers', async () => {
  const { buyer, orderId } = await received()
  const claim = { orderId, cause: 'spoiled' as const, remedy: 'refund' as const, units: '0:1' }
  await expect(act(buyer, openMyCase, claim)).rejects.toThrow('aftersales.case.photo_needed')
  await expect(act(buyer, openMyCase, { ...claim, cause: 'no_reason' })).rejects.toThrow('remedy_not_possible')
  await expect(act(buyer, openMyCase, { ...claim, units: '0:9', photo1: picture })).rejects.toThrow('refund_too_many')
  const stranger: Actor = { kind: 'guest', guestId: crypto.randomUUID() }
  await expect(act(stranger, openMyCase, { ...claim, photo1: picture })).rejects.toThrow('market.order.unknown')
  const text = { name: 'x.jpg', mediaType: 'image/jpeg', bytes: new TextEncoder().encode('no picture') }
  await expect(act(buyer, openMyCase, { ...claim, photo1: text })).rejects.toThrow('kernel.photo.not_a_picture')
  const { caseId } = await act(buyer, openMyCase, { ...claim, photo1: picture })
  await expect(act(stranger, answerMyCase, { caseId, step: 'withdraw' })).rejects.toThrow('aftersales.case.unknown')
  await expect(
    act(other.owner, answerSellerCase, { organisationId: other.organisationId, caseId, step: 'grant' }),
  ).rejects.toThrow('aftersales.case.unknown')
  await act(buyer, answerMyCase, { caseId, step: 'withdraw' })
  expect((await act(buyer, listMyCases, { orderId })).cases).toHaveLength(1)
  clock.advance(7.9 * DAY)
  const damaged = { ...claim, cause: 'damaged' as const, photo1: picture }
  await expect(act(buyer, openMyCase, damaged)).rejects.toThrow('aftersales.case.too_late')
})

test('after the release a hidden fault is claimed by photo, and the money comes back from those who had it', async () => {
  const before = await books(trade)
  const { buyer, orderId } = await received()
  clock.advance(9 * DAY)
  await jobs('market.advance-orders')
  await work(trade)
  expect((await orderOf(buyer, orderId)).state).toBe('completed')
  expect(await countOf('ledger.transfer', `order_id = '${orderId}' AND kind = 'paid_out'`)).toBe(1)
  const claim = { orderId, remedy: 'refund' as const, units: '0:2', photo1: picture }
  await expect(act(buyer, openMyCase, { ...claim, cause: 'damaged' })).rejects.toThrow('aftersales.case.too_late')
  await expect(act(buyer, openMyCase, { orderId, cause: 'no_reason', remedy: 'return', units: '0:1' })).rejects.toThrow(
    'aftersales.case.too_late',
  )
  const { caseId } = await act(buyer, openMyCase, { ...claim, cause: 'spoiled' })
  await act(owner, answerSellerCase, { organisationId, caseId, step: 'grant' })
  await work(trade)
  expect(await act(buyer, readMyCase, { caseId })).toMatchObject({ state: 'refunded', refundedFen: 2 * 1234 })
  expect(await orderOf(buyer, orderId)).toMatchObject({ state: 'completed', refundedFen: 2 * 1234 })
  // Commission of 3 % comes back in proportion; the seller, paid out already, owes the rest, and the platform laid it out.
  const after = await books(trade)
  const owed = (after[`payable/${organisationId}`] ?? 0) - (before[`payable/${organisationId}`] ?? 0)
  expect(owed).toBe(2 * 1234 - 74)
  expect(await countOf('ledger.purse', `organisation_id = '${organisationId}' AND advanced_fen >= ${owed}`)).toBe(1)
  expect(await countOf('market.refund', `order_id = '${orderId}' AND cause = 'case'`)).toBe(1)
  clock.advance(400 * DAY)
  await expect(act(buyer, openMyCase, { ...claim, cause: 'spoiled', units: '0:1' })).rejects.toThrow('too_late')
})

test('sellers see what costs them most', async () => {
  const span = { organisationId, from: '2026-04-01', to: '2026-12-31' }
  const { causes, listings } = await act(owner, readCosts, span)
  expect(causes.find((c) => c.cause === 'damaged')).toMatchObject({ returnFreightFen: 800 })
  const fen = causes.reduce((sum, c) => sum + c.refundedFen + c.returnFreightFen, 0)
  expect(listings.reduce((sum, l) => sum + l.costFen, 0)).toBe(fen)
  expect(listings[0]?.lots).toEqual(['L1'])
})

test('the books add up, and every refund of a case is a refund of its order', async () => {
  await allIsWell(trade)
  expect(
    await countOf(
      'market."order" o',
      'o.refunded_fen < (SELECT coalesce(sum(refunded_fen), 0) FROM aftersales."case" c WHERE c.order_id = o.id)',
    ),
  ).toBe(0)
})
