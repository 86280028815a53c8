import { afterAll, expect } from 'vitest'

import { countRows } from '../../tests/harness/count.ts'
import { openTestDatabase, TEST_NOW } from '../../tests/harness/database.ts'
import type { TestCounty } from '../../tests/harness/database.ts'
import { noWeb, officer, recipient } from '../../tests/harness/trade.ts'
import type { Actor } from '../kernel/actor.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { runJob } from '../kernel/jobs.ts'
import { freePort } from '../kernel/postgres.ts'
import type { Ports } from '../kernel/ports.ts'
import { listFreightTemplates, saveFreightTemplate } from '../modules/delivery/index.ts'
import { readStatement, trialBalance } from '../modules/ledger/index.ts'
import { listPaymentOrders, putInBasket } from '../modules/market/index.ts'
import { instructionsOf, openInstructions, openPayment, readReconciliation } from '../modules/payment/index.ts'
import type { SandboxFaults } from '../modules/payment/index.ts'
import { foundOrganisation, villages } from '../modules/people/index.ts'
import { enterItem } from '../modules/stock/index.ts'
import { openDoor } from '../server/listen.ts'
import { siteOf } from '../server/site.ts'
import { placeOrders } from './checkout.ts'
import { advanceOrdersJob } from './complete-order.ts'
import { advanceCasesJob } from './decide-case.ts'
import { openListing } from './open-listing.ts'
import { packLot } from './pack-lot.ts'
import { quoteBasket } from './price-basket.ts'
import { receiveHarvest } from './receive-harvest.ts'
import { runReconciliation } from './reconcile-bill.ts'
import { sendInstructions } from './send-instructions.ts'
import { shipSellerOrder } from './ship-order.ts'

export { officer, recipient } from '../../tests/harness/trade.ts'

/** What the tests of settlement share: a county that trades, on a real port, with the sandbox's bank behind it. */
export type Trade = Awaited<ReturnType<typeof openTrade>>

/** Sellers with one listing each of `units` units at ¥12.34; freight ¥5.00. */
type TradeOptions = {
  sellers?: number
  units?: number
  environment?: Readonly<Record<string, string>>
  ports?: Partial<Ports>
}

export async function openTrade({ sellers = 2, units = 1000, environment = {}, ports = {} }: TradeOptions = {}) {
  const faults: SandboxFaults = {}
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const county = await openTestDatabase({
    environment: { TERRACE_URL: url, ...environment },
    ports,
    sandboxFaults: faults,
  })
  const door = await openDoor('127.0.0.1', port)
  door.answer(siteOf({ county, web: noWeb, migrations: [] }).fetch)
  afterAll(() => door.close(1_000))
  const shops = []
  for (let n = 1; n <= sellers; n += 1) shops.push(await openShop(county, n, units))
  const bank = county.sandbox
  if (bank === null) throw new Error('the sandbox is not switched on')
  return { county, faults, url, shops, bank }
}

async function openShop({ app, act }: TestCounty, n: number, units: number) {
  const today = civilDate(app.clock.now())
  const villageCode = villages()[n]?.code ?? ''
  const personId = await app.ports.auth.createPerson({ name: `掌柜${n}` })
  const organisationId = await app.database.transact((tx) =>
    foundOrganisation(
      tx,
      {
        kind: 'cooperative',
        nameZh: `合作社${n}`,
        nameEn: `Cooperative ${n}`,
        villageCode,
        contactName: `掌柜${n}`,
        contactPhone: '+8613800000000',
        ownerId: personId,
        sellerAccount: `seller-${n}`,
      },
      app.clock.now(),
    ),
  )
  const membership = { organisationId, organisationKind: 'cooperative' as const, roles: ['owner' as const], duties: [] }
  const owner: Actor = { kind: 'person', personId, guestId: null, memberships: [membership] }
  const rules = [{ provinces: [], firstGrams: 100_000, firstFen: 500, stepGrams: 1000, stepFen: 100 }]
  const freight = await act(owner, saveFreightTemplate, { organisationId, name: '标准', rules })
  const { harvestId } = await act(owner, receiveHarvest, {
    organisationId,
    grower: `农户${n}`,
    villageCode,
    plot: '一号地',
    product: '冬笋干',
    weightGrams: units * 250,
    harvestedOn: addDays(today, -2),
  })
  const { itemId } = await act(owner, packLot, {
    organisationId,
    harvestId,
    item: { name: '冬笋干', netGrams: 250, storage: 'ambient', shelfLifeDays: 300 },
    lotCode: `L${n}`,
    packedOn: today,
    units,
  })
  const { listingId } = await act(owner, openListing, {
    organisationId,
    itemId,
    villageCode,
    titleZh: '冬笋干',
    titleEn: 'Dried bamboo shoots',
    descriptionZh: '',
    descriptionEn: '',
    category: 'bamboo-shoots',
    priceFen: 1234,
    seasonMonths: 4095,
    freightTemplateId: freight.id,
  })
  return { organisationId, owner, listingId, itemId, sellerAccount: `seller-${n}` }
}

/** A guest orders `units` of every shop's listing, one order for each. */
export async function order(trade: Trade, guest: string, units = 3) {
  const { act } = trade.county
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(guest) }
  await act(buyer, putInBasket, { lines: trade.shops.map((shop) => ({ listingId: shop.listingId, units })) })
  const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  const placed = await act(buyer, placeOrders, { recipient, expectedFen: quote.totalFen })
  const orders = await ordersOf(trade, buyer, placed.paymentId)
  return {
    ...placed,
    buyer,
    orderIds: trade.shops.map((s) => orders.find((o) => o.organisationId === s.organisationId)?.id ?? ''),
  }
}

export type Ordered = Awaited<ReturnType<typeof order>>

export async function ordersOf(trade: Trade, buyer: Actor, paymentId: string) {
  return (await trade.county.act(buyer, listPaymentOrders, { paymentId })).orders
}

/** Presses a button of the bank's page, as a browser would. */
export async function press(
  trade: Trade,
  ordered: { buyer: Actor; paymentId: string },
  button: 'pay' | 'lose' | 'decline',
): Promise<Response> {
  const { payUrl } = await trade.county.act(ordered.buyer, openPayment, { paymentId: ordered.paymentId })
  return pressAt(payUrl, button)
}

export function pressAt(payUrl: string, button: string): Promise<Response> {
  return fetch(payUrl, { method: 'POST', body: new URLSearchParams({ do: button }), redirect: 'manual' })
}

/** Lets the bank's messages and the platform's instructions run until nothing is left that can run now. */
export async function work({ county, bank }: Trade): Promise<void> {
  const { app } = county
  for (let round = 0; round < 4; round += 1) {
    await bank.sender.flush()
    const open = await app.database.read((sql) => openInstructions(sql, app.clock.now(), 1000))
    await sendInstructions(app, open).catch(() => {})
  }
  await bank.sender.flush()
}

/** The books as account to balance; throws unless they add up to zero. */
/** Time passes until cases nobody answers have ended, receipt is assumed and the return window is over. */
export async function completed(trade: Trade): Promise<void> {
  const { app, clock } = trade.county
  for (const days of [11, 9]) {
    clock.advance(days * 86_400)
    await runJob(app, advanceCasesJob, {})
    await runJob(app, advanceOrdersJob, {})
  }
  await work(trade)
}

export async function books({ county }: Trade): Promise<Record<string, number>> {
  const accounts = await county.app.database.read((sql) => trialBalance(sql))
  const sumFen = accounts.reduce((sum, a) => sum + a.balanceFen, 0)
  if (sumFen !== 0) throw new Error(`the trial balance is ${sumFen} fen`)
  return Object.fromEntries(accounts.map((a) => [a.account, a.balanceFen]))
}

/** Three units at ¥12.34 and ¥5.00 freight; commission 3 %, rounded half to even. */
export const ORDER_FEN = 3 * 1234 + 500
export const COMMISSION_FEN = 126

const KINDS = ['refund', 'release', 'payout']

/** Short ways to ask and do what the tests of settlement ask and do again and again. */
export function toolsFor(trade: Trade) {
  const { county, shops } = trade
  const { app, act } = county
  let count = 0

  const newOrder = () => order(trade, `guest ${(count += 1)}`)
  const states = async (ordered: Ordered) =>
    (await ordersOf(trade, ordered.buyer, ordered.paymentId)).map((o) => o.state).sort()

  return {
    newOrder,
    states,
    async paid(): Promise<Ordered> {
      const ordered = await newOrder()
      await press(trade, ordered, 'pay')
      await work(trade)
      expect(await states(ordered)).toEqual(['paid', 'paid'])
      return ordered
    },
    /** Those of all the payment's orders, refunds first, payouts last. */
    async instructions(ordered: Ordered) {
      const found = await app.database.read((sql) => instructionsOf(sql, ordered.orderIds))
      return found.toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind))
    },
    ship: (ordered: Ordered, shop: Trade['shops'][number]) =>
      act(shop.owner, shipSellerOrder, {
        organisationId: shop.organisationId,
        orderId: ordered.orderIds[shops.indexOf(shop)] ?? '',
        carrier: '邮政',
        trackingNumber: `T${(count += 1)}0000`,
      }),
    /** Change of the books' accounts since `before`, without those that stayed. */
    async moved(before: Record<string, number>): Promise<Record<string, number>> {
      const after = await books(trade)
      const changes = Object.keys(after).map((a) => [a, (after[a] ?? 0) - (before[a] ?? 0)] as const)
      return Object.fromEntries(changes.filter(([, fen]) => fen !== 0))
    },
    countOf: (table: string, where?: string) => countRows(app.database, table, where),
  }
}

/** Whatever a test did: the books add up, budgets and coupons too, no instruction is left open, each seller's statement adds up. */
export async function allIsWell(trade: Trade): Promise<void> {
  const { clock, act } = trade.county
  await work(trade)
  await books(trade)
  expect(await countRows(trade.county.app.database, 'payment.instruction', `state <> 'done'`)).toBe(0)
  expect(await countRows(trade.county.app.database, 'pricing.remainder_fault')).toBe(0)
  const today = civilDate(clock.now())
  for (const { owner, organisationId } of trade.shops) {
    const read = await act(owner, readStatement, { organisationId, from: addDays(today, -30), to: today })
    for (const account of ['frozen', 'payable'] as const) {
      const lines = read.lines.filter((l) => l.account === account)
      expect(lines.reduce((sum, l) => sum + l.amountFen, read.openingFen[account])).toBe(read.closingFen[account])
    }
  }
}

/** Reconciles every day since the county opened and holds the sums against the books; returns the differences. */
export async function billsAgree(trade: Trade): Promise<object[]> {
  const { act, clock } = trade.county
  clock.advance(86_400)
  const yesterday = addDays(civilDate(clock.now()), -1)
  const office = officer()
  for (let date = civilDate(TEST_NOW); date <= yesterday; date = addDays(date, 1))
    expect(await act(office, runReconciliation, { gateway: 'sandbox', date })).toMatchObject({ differences: 0 })
  const span = { from: civilDate(TEST_NOW), to: yesterday }
  const read = await act(office, readReconciliation, { ...span, show: 'all' })
  const totals = read.bills.flatMap((b) => b.totals)
  const sum = (kind: string) => totals.filter((t) => t.kind === kind).reduce((fen, t) => fen + t.amountFen, 0)
  const accounts = await books(trade)
  expect(sum('payment')).toBeGreaterThan(0)
  expect(sum('payment') - sum('refund') - sum('payout')).toBe(accounts.gateway)
  expect(sum('commission') + (accounts.commission ?? 0)).toBe(0)
  expect(sum('payout')).toBe(sum('release'))
  expect(await countRows(trade.county.app.database, 'sandbox.account', 'balance_fen <> 0')).toBe(0)
  return read.differences
}

/** Something of a shop's that is not on any shelf yet, with its listing: to be sold ahead. */
export async function listAhead(
  { county: { act } }: Trade,
  shop: Trade['shops'][number],
  goods: {
    name: string
    priceFen?: number
    category?: 'fresh-fruit' | 'wood-carving'
    storage?: 'ambient' | 'chilled'
  },
) {
  const { organisationId, owner } = shop
  const { name, priceFen = 3000, category = 'fresh-fruit', storage = 'ambient' } = goods
  const item = { name, netGrams: 500, storage, shelfLifeDays: category === 'fresh-fruit' ? 20 : 3650 }
  const { itemId } = await act(owner, enterItem, { organisationId, ...item })
  const { templates } = await act(owner, listFreightTemplates, { organisationId })
  const { listingId } = await act(owner, openListing, {
    organisationId,
    itemId,
    villageCode: villages()[1]?.code ?? '',
    titleZh: name,
    titleEn: `Goods ahead ${name}`,
    descriptionZh: '',
    descriptionEn: '',
    category,
    priceFen,
    seasonMonths: 4095,
    freightTemplateId: templates[0]?.id ?? '',
  })
  return { itemId, listingId }
}

/** A harvest comes in and is packed: so many units of an item stand on the shelf. */
export async function bringIn(
  { county: { act, clock } }: Trade,
  shop: Trade['shops'][number],
  itemId: string,
  units: number,
  lotCode: string,
) {
  const { organisationId, owner } = shop
  const today = civilDate(clock.now())
  const { harvestId } = await act(owner, receiveHarvest, {
    organisationId,
    grower: '农户甲',
    villageCode: villages()[1]?.code ?? '',
    plot: '二号地',
    product: '杨梅',
    weightGrams: Math.max(1, units) * 500,
    harvestedOn: today,
  })
  if (units > 0)
    await act(owner, packLot, { organisationId, harvestId, item: { id: itemId }, lotCode, packedOn: today, units })
  return harvestId
}

/** A guest orders units of listings and, unless told otherwise, pays. */
export async function buyAhead(
  trade: Trade,
  guest: string,
  lines: { listingId: string; units: number }[],
  { pays = true, confirms = false }: { pays?: boolean; confirms?: boolean } = {},
) {
  const { act } = trade.county
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(guest) }
  await act(buyer, putInBasket, { lines })
  const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  const confirmedExemptions = confirms ? lines.map((line) => line.listingId) : []
  const placed = await act(buyer, placeOrders, { recipient, expectedFen: quote.totalFen, confirmedExemptions })
  if (pays) {
    await press(trade, { buyer, paymentId: placed.paymentId }, 'pay')
    await work(trade)
  }
  const [first] = placed.orders
  return { ...placed, buyer, orderId: first?.id ?? '', orderIds: placed.orders.map((one) => one.id) }
}
