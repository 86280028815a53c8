import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import { countRows } from '../../tests/harness/count.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { runJob } from '../kernel/jobs.ts'
import { listFreightTemplates } from '../modules/delivery/index.ts'
import { confirmReceipt, putInBasket } from '../modules/market/index.ts'
import { villages } from '../modules/people/index.ts'
import { enterItem, listPlaces, readShelves, recordCount } from '../modules/stock/index.ts'
import { cancelMyOrder } from './cancel-order.ts'
import { finishMaking, listMakings, reportStage } from './make-order.ts'
import { openMyCase } from './open-case.ts'
import { openListing } from './open-listing.ts'
import { closePlan, openPresale, openWorkshop } from './open-supply.ts'
import { packLot } from './pack-lot.ts'
import { placeOrders } from './checkout.ts'
import { quoteBasket } from './price-basket.ts'
import { readClaims } from './read-claims.ts'
import { receiveHarvest } from './receive-harvest.ts'
import { followBooking } from './read-presales.ts'
import { shipSellerOrder } from './ship-order.ts'
import { allIsWell, buyAhead, listAhead, openTrade, ordersOf, recipient, work } from './testing.ts'

const trade = await openTrade({ sellers: 1 })
const { app, act, clock } = trade.county
const [shop] = trade.shops as [(typeof trade.shops)[0]]
const { organisationId, owner } = shop
const DAY = 86_400
const PRICE = 88_000
let count = 0

afterEach(() => allIsWell(trade))

const code = (expected: string) => expect.objectContaining({ code: expected })
const stages = [
  { zh: '选料', en: 'Wood chosen' },
  { zh: '雕刻', en: 'Carving' },
  { zh: '打磨', en: 'Finishing' },
]

async function workshop({ weeklyUnits = 2, leadDays = 10 } = {}) {
  const name = `木雕${(count += 1)}`
  const goods = await listAhead(trade, shop, { name, priceFen: PRICE, category: 'wood-carving' })
  const terms = { leadDays, weeklyUnits, stages }
  const { planId } = await act(owner, openWorkshop, { organisationId, listingId: goods.listingId, ...terms })
  const buy = (units = 1, confirms = false) => {
    clock.advance(30)
    return buyAhead(trade, `maker's buyer ${(count += 1)}`, [{ listingId: goods.listingId, units }], { confirms })
  }
  return { ...goods, planId, buy }
}

type Bought = Awaited<ReturnType<typeof buyAhead>>
const read = async ({ buyer, paymentId, orderId }: Bought) =>
  (await ordersOf(trade, buyer, paymentId)).find((one) => one.id === orderId)
const follow = async ({ buyer, orderId }: Bought) => (await act(buyer, followBooking, { orderId })).waiting
const report = (bought: Bought, stage: number, more: object = {}) =>
  act(owner, reportStage, { organisationId, orderId: bought.orderId, stage, ...more })

/** Wood of known origin that something is made of. */
async function material() {
  const { harvestId } = await act(owner, receiveHarvest, {
    organisationId,
    grower: '林场',
    villageCode: villages()[1]?.code ?? '',
    plot: '三号林班',
    product: '香樟木',
    weightGrams: 20_000,
    harvestedOn: civilDate(clock.now()),
  })
  return harvestId
}

const done = async (bought: Bought) =>
  act(owner, finishMaking, {
    organisationId,
    orderId: bought.orderId,
    harvestId: await material(),
    lotCode: `M${(count += 1)}`,
  })

const ship = (bought: Bought) =>
  act(owner, shipSellerOrder, {
    organisationId,
    orderId: bought.orderId,
    carrier: '邮政',
    trackingNumber: `MK${(count += 1)}000`,
  })

test('an order is made stage by stage, seen by its buyer, and becomes a lot of known material that is its own', async () => {
  const { buy, itemId } = await workshop()
  const bought = await buy()
  expect((await read(bought))?.state).toBe('in_making')
  const photo = { name: 'p.jpg', mediaType: 'image/jpeg', bytes: await picture() }
  await report(bought, 0, { note: '用的是香樟木', photo })
  await report(bought, 1)
  await expect(report(bought, 0)).rejects.toThrow(code('supply.stage.backwards'))
  await expect(report(bought, 3)).rejects.toThrow(code('supply.stage.unknown'))
  expect((await follow(bought))?.reports).toMatchObject([
    { stage: 0, note: '用的是香樟木', hasPhoto: true },
    { stage: 1, hasPhoto: false },
  ])
  const { makings } = await act(owner, listMakings, { organisationId })
  expect(makings).toMatchObject([
    { orderId: bought.orderId, itemId, late: false, dueTo: (await follow(bought))?.dueTo },
  ])
  await done(bought)
  expect(await read(bought)).toMatchObject({ state: 'paid', lines: [{ lots: [{ units: 1 }] }] })
  await expect(report(bought, 2)).rejects.toThrow(code('supply.booking.unknown'))
  await ship(bought)
  expect((await read(bought))?.state).toBe('shipped')
})

async function picture() {
  const grey = { width: 24, height: 24, channels: 3, background: '#584' } as const
  return new Uint8Array(await sharp({ create: grey }).jpeg().toBuffer())
}

test('a full week moves what is ordered next to the following one; the book is never fuller than the workshop', async () => {
  const { listingId, buy, planId } = await workshop({ weeklyUnits: 2, leadDays: 10 })
  const today = civilDate(clock.now())
  const [first, second] = [await buy(2), await buy(1)]
  expect((await follow(first))?.dueTo).toBe(addDays(today, 10))
  // The county's morning of 18 April 2026 is a Saturday: the next week begins on the 20th.
  expect((await follow(second))?.dueTo).toBe(addDays('2026-04-20', 10))
  const raced = await Promise.allSettled(
    Array.from({ length: 30 }, (_, n) =>
      buyAhead(trade, `race ${count} ${n}`, [{ listingId, units: 1 }], { pays: false }),
    ),
  )
  expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(12 * 2 - 3)
  const over = 'held_units + promised_units + served_units > capacity_units'
  expect(await countRows(app.database, 'supply.allotment', `plan_id = '${planId}' AND (${over})`)).toBe(0)
  clock.advance(16 * 60)
  for (const job of app.jobs.filter(({ name }) => name === 'market.expire-orders')) await runJob(app, job, {})
  expect(await countRows(app.database, 'supply.allotment', `plan_id = '${planId}' AND held_units > 0`)).toBe(0)
})

test('what is begun is not given up, until it is late: then everything goes back', async () => {
  const { buy } = await workshop({ leadDays: 5 })
  const [early, begun] = [await buy(), await buy()]
  await act(early.buyer, cancelMyOrder, { orderId: early.orderId })
  expect((await read(early))?.state).toBe('cancelled')
  await report(begun, 0)
  expect((await follow(begun))?.mayCancel).toBe(false)
  await expect(act(begun.buyer, cancelMyOrder, { orderId: begun.orderId })).rejects.toThrow(code('supply.making.begun'))
  clock.advance(6 * DAY)
  for (const job of app.jobs.filter(({ name }) => name === 'supply.await-goods')) {
    await runJob(app, job, {})
    await runJob(app, job, {})
  }
  expect(
    await countRows(
      app.database,
      'kernel.event',
      `name = 'supply.orders.late' AND data->'orderIds' ? '${begun.orderId}'`,
    ),
  ).toBe(1)
  expect(await follow(begun)).toMatchObject({ late: true, mayCancel: true })
  await act(begun.buyer, cancelMyOrder, { orderId: begun.orderId })
  expect(await read(begun)).toMatchObject({ state: 'cancelled', refundedFen: PRICE + 500 })
  await work(trade)
})

test('seven days without reason stand for what is made to order unless the buyer confirmed otherwise', async () => {
  const { buy } = await workshop()
  const [confirmed, silent] = [await buy(1, true), await buy(1, false)]
  for (const bought of [confirmed, silent]) {
    await done(bought)
    await ship(bought)
    await act(bought.buyer, confirmReceipt, { orderId: bought.orderId })
  }
  const claim = { cause: 'no_reason' as const, remedy: 'return' as const, units: '0:1' }
  await expect(act(confirmed.buyer, openMyCase, { orderId: confirmed.orderId, ...claim })).rejects.toThrow(
    code('aftersales.case.exempt'),
  )
  expect((await act(confirmed.buyer, readClaims, { orderId: confirmed.orderId })).exempt).toHaveLength(1)
  await expect(act(silent.buyer, openMyCase, { orderId: silent.orderId, ...claim })).resolves.toBeDefined()
})

test('a closed workshop takes no more; what it has in hand goes on', async () => {
  const { buy, planId } = await workshop()
  const bought = await buy()
  await act(owner, closePlan, { organisationId, planId })
  await expect(buy()).rejects.toThrow(code('stock.sold_out'))
  await done(bought)
  expect((await read(bought))?.state).toBe('paid')
})

async function onePiece() {
  const name = `孤品${(count += 1)}`
  const item = { name, netGrams: 500, storage: 'ambient' as const, shelfLifeDays: 3650 }
  const { itemId } = await act(owner, enterItem, { organisationId, ...item })
  const rows = await act(owner, listFreightTemplates, { organisationId })
  const { listingId } = await act(owner, openListing, {
    organisationId,
    itemId,
    villageCode: villages()[1]?.code ?? '',
    titleZh: name,
    titleEn: `The only ${name}`,
    descriptionZh: '',
    descriptionEn: '',
    category: 'wood-carving',
    priceFen: PRICE,
    seasonMonths: 4095,
    freightTemplateId: rows.templates[0]?.id ?? '',
    oneOfAKind: true,
  })
  const today = civilDate(clock.now())
  const pack = async (units: number) =>
    act(owner, packLot, {
      organisationId,
      harvestId: await material(),
      item: { id: itemId },
      lotCode: `O${(count += 1)}`,
      packedOn: today,
      units,
    })
  return { itemId, listingId, pack }
}

test('of a piece there is one: many want it at once, exactly one gets it', async () => {
  const { listingId, pack } = await onePiece()
  await pack(1)
  const buyers = Array.from({ length: 25 }, () => ({ kind: 'guest' as const, guestId: crypto.randomUUID() }))
  for (const buyer of buyers) await act(buyer, putInBasket, { lines: [{ listingId, units: 1 }] })
  const { totalFen } = await act(buyers[0] ?? owner, quoteBasket, { provinceCode: '31' })
  const raced = await Promise.allSettled(
    buyers.map((buyer) => act(buyer, placeOrders, { recipient, expectedFen: totalFen })),
  )
  expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('no second one is packed, counted, sold ahead or made; SQL itself refuses it', async () => {
  const { itemId, listingId, pack } = await onePiece()
  await expect(pack(2)).rejects.toThrow(code('stock.item.not_one'))
  const { lotId } = await pack(1)
  await expect(pack(1)).rejects.toThrow(code('stock.item.not_one'))
  const { places } = await act(owner, listPlaces, { organisationId })
  const lines = [{ lotId, countedUnits: 2, reason: '又找到一件' }]
  await expect(act(owner, recordCount, { organisationId, placeId: places[0]?.id ?? '', lines })).rejects.toThrow(
    code('stock.item.not_one'),
  )
  const window = { from: '2026-06-01', to: '2026-06-10' }
  const ahead = { quotaUnits: 5, window, sharing: 'pro_rata', silence: 'wait', answerDays: 3 } as const
  await expect(act(owner, openPresale, { organisationId, listingId, ...ahead })).rejects.toThrow(
    code('supply.plan.one_piece'),
  )
  const made = { leadDays: 5, weeklyUnits: 1, stages }
  await expect(act(owner, openWorkshop, { organisationId, listingId, ...made })).rejects.toThrow(
    code('supply.plan.one_piece'),
  )
  const run = (text: string, values: unknown[]) =>
    app.database.transact((tx) => tx.run({ name: `test ${text.slice(0, 50)}`, text }, values))
  const lot = `INSERT INTO stock.lot (item_id, organisation_id, code, harvest_id, packed_on, expires_on, packed_units, available_units)
    SELECT item_id, organisation_id, 'again', harvest_id, packed_on, expires_on, 1, 1 FROM stock.lot WHERE id = $1`
  await expect(run(lot, [lotId])).rejects.toThrow(/lot_one_piece/)
  await expect(run('UPDATE stock.lot SET found_units = 1, available_units = 2 WHERE id = $1', [lotId])).rejects.toThrow(
    /one_piece/,
  )
  await expect(run('UPDATE stock.lot SET one_of_a_kind = false WHERE id = $1', [lotId])).rejects.toThrow(/as_its_item/)
  expect((await act(owner, readShelves, { organisationId })).lots.filter((one) => one.itemId === itemId)).toHaveLength(
    1,
  )
})

test('goods of which there are many do not become one of a kind', async () => {
  const { act: perform } = trade.county
  const goods = {
    organisationId,
    harvestId: await material(),
    item: { name: '木勺', netGrams: 100, storage: 'ambient' as const, shelfLifeDays: 3650 },
  }
  const { itemId } = await perform(owner, packLot, {
    ...goods,
    lotCode: `N${(count += 1)}`,
    packedOn: civilDate(clock.now()),
    units: 3,
  })
  const { templates } = await perform(owner, listFreightTemplates, { organisationId })
  const words = {
    titleZh: '木勺',
    titleEn: 'Spoon',
    descriptionZh: '',
    descriptionEn: '',
    category: 'wood-carving' as const,
  }
  const listing = {
    organisationId,
    itemId,
    villageCode: villages()[1]?.code ?? '',
    ...words,
    priceFen: 100,
    seasonMonths: 4095,
    freightTemplateId: templates[0]?.id ?? '',
  }
  await expect(perform(owner, openListing, { ...listing, oneOfAKind: true })).rejects.toThrow(
    code('stock.item.not_one'),
  )
})
