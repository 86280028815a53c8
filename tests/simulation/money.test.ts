import { expect, test } from 'vitest'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { guestIdOf } from '../../src/kernel/http/visit.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { stateSharingRule, totalFaults } from '../../src/modules/ledger/index.ts'
import { confirmReceipt, listSellerOrders, putInBasket } from '../../src/modules/market/index.ts'
import { openPayment, readReconciliation } from '../../src/modules/payment/index.ts'
import { foundOrganisation, villages } from '../../src/modules/people/index.ts'
import { placeOrders } from '../../src/workflows/checkout.ts'
import { quoteBasket } from '../../src/workflows/price-basket.ts'
import { runReconciliation } from '../../src/workflows/reconcile-bill.ts'
import { refundSellerOrder } from '../../src/workflows/refund-order.ts'
import { shipSellerOrder } from '../../src/workflows/ship-order.ts'
import { books, officer, openTrade, pressAt, recipient, toolsFor, work } from '../../src/workflows/testing.ts'
import type { Trade } from '../../src/workflows/testing.ts'
import { runJobs } from '../harness/jobs.ts'
import { printedSeed, seeded } from './random.ts'

const seed = printedSeed('money')
const DAY = 86_400
type Random = ReturnType<typeof seeded>

const attempt = (asked: Promise<unknown>) =>
  asked.catch((error: unknown) => {
    if (!isRefusal(error)) throw error
  })

test('five weeks of shared sales, refunds before and after the release, and a bad gateway: every fen is where the books say', async () => {
  const trade = await openTrade({ sellers: 3, units: 900 })
  const random = seeded(seed)
  await shareSales(trade, random)
  badDays(trade, random)
  for (let day = 0; day < 35; day += 1) {
    if (day < 24) for (let guest = 0; guest < 3; guest += 1) await buy(trade, `day ${day} guest ${guest}`, random)
    if (day === 30) trade.faults.answer = () => null
    await work(trade)
    for (const shop of trade.shops) await tend(trade, shop, random)
    await runJobs(
      trade.county.app,
      'market.advance-orders',
      'payment.ask-gateway',
      'payment.resend-instructions',
      'ledger.close-month',
    )
    await books(trade)
    expect(await trade.county.app.database.read((sql) => totalFaults(sql))).toEqual([])
    trade.county.clock.advance(DAY)
  }
  for (let round = 0; round < 30; round += 1) {
    trade.county.clock.advance(DAY)
    await runJobs(trade.county.app, 'market.advance-orders', 'payment.resend-instructions', 'ledger.close-month')
    await work(trade)
  }
  await everyFenIsKept(trade)
}, 180_000)

/** Growers, makers and a carrier with accounts of their own; each seller shares as it likes. */
async function shareSales({ county: { app, clock }, shops }: Trade, random: Random): Promise<void> {
  const today = civilDate(clock.now())
  const receivers: string[] = []
  for (const name of ['种植户甲', '种植户乙', '班车']) {
    const ownerId = await app.ports.auth.createPerson({ name })
    const about = { kind: 'household' as const, nameZh: name, nameEn: name, villageCode: villages()[0]?.code ?? '' }
    const contact = { contactName: name, contactPhone: '+8613800000000', ownerId, sellerAccount: `account-${name}` }
    receivers.push(await app.database.transact((tx) => foundOrganisation(tx, { ...about, ...contact }, clock.now())))
  }
  const common = { perUnitFen: null, listingId: null, fromDay: today, untilDay: null }
  const goods = { ...common, kind: 'grower' as const, basis: 'goods' as const, stage: 'completion' as const }
  const freight = { ...common, kind: 'carrier' as const, basis: 'freight' as const, stage: 'shipment' as const }
  await app.database.transact(async (tx) => {
    for (const { organisationId } of shops) {
      const [first, second, carrier] = receivers as [string, string, string]
      const rules = [
        { ...goods, beneficiaryId: first, rate: random.pick(['0.1', '0.45', '0.9']) },
        { ...goods, beneficiaryId: second, rate: null, basis: 'unit' as const, perUnitFen: 1 + random.below(300) },
        { ...freight, beneficiaryId: carrier, rate: random.pick(['0.5', '0.99']) },
      ]
      for (const rule of rules)
        if (random.chance(0.8)) await stateSharingRule(tx, { ...rule, organisationId }, addDays(today, -1), clock.now())
    }
  })
}

function badDays({ faults }: Trade, random: Random): void {
  faults.answer = ({ name }) => {
    const dice = random.below(12)
    if (name === 'bill' || dice > 3) return null
    return ([{ pendingSeconds: random.below(90_000) }, 'refuse', 'unreachable', 'time_out'] as const)[dice] ?? null
  }
}

async function buy({ county: { act }, shops }: Trade, guest: string, random: Random): Promise<void> {
  const buyer: Actor = { kind: 'guest', guestId: guestIdOf(guest) }
  const lines = shops
    .filter(() => random.chance(0.7))
    .map(({ listingId }) => ({ listingId, units: 1 + random.below(4) }))
  if (lines.length === 0) return
  await act(buyer, putInBasket, { lines })
  const quote = await act(buyer, quoteBasket, { provinceCode: recipient.provinceCode })
  const { paymentId } = await act(buyer, placeOrders, { recipient, expectedFen: quote.totalFen })
  const opened = await act(buyer, openPayment, { paymentId }).catch(() => null)
  if (opened !== null) await pressAt(opened.payUrl, 'pay')
}

/** Parcels leave, buyers receive, sellers refund some units in every state, also long after they were paid. */
async function tend(
  { county }: Trade,
  { organisationId, owner }: Trade['shops'][number],
  random: Random,
): Promise<void> {
  const { orders } = await county.act(owner, listSellerOrders, { organisationId, limit: 200 })
  for (const { id: orderId, state, lines, buyerId } of orders) {
    const part = { organisationId, orderId }
    if (state === 'paid' && random.chance(0.7))
      await attempt(
        county.act(owner, shipSellerOrder, { ...part, carrier: '班车', trackingNumber: `M${orderId.slice(-12)}` }),
      )
    else if (state === 'shipped' && random.chance(0.5))
      await attempt(county.act({ kind: 'guest', guestId: buyerId }, confirmReceipt, { orderId }))
    const isRefunded = state === 'completed' ? random.chance(0.06) : random.chance(0.03)
    const units = [{ line: 0, units: 1 + random.below(lines[0]?.units ?? 1) }]
    if (isRefunded) await attempt(county.act(owner, refundSellerOrder, { ...part, units, reason: '坏了一些' }))
  }
}

async function everyFenIsKept(trade: Trade): Promise<void> {
  const { act, clock } = trade.county
  const { countOf } = toolsFor(trade)
  expect(await countOf('payment.instruction', `kind = 'refund' AND released IS NOT NULL`)).toBeGreaterThan(3)
  expect(await countOf('payment.instruction', `kind = 'release' AND receivers <> '[]'`)).toBeGreaterThan(20)
  expect(await countOf('payment.instruction', `state <> 'done'`)).toBe(0)
  expect(await countOf('ledger.purse', 'paying_fen <> 0 OR arriving_fen <> 0')).toBe(0)
  // What the bank holds for each is what the books owe it, and what was laid out for it.
  expect(
    await countOf(
      'ledger.purse w JOIN people.organisation o ON o.id = w.organisation_id LEFT JOIN sandbox.account a ON a.seller_account = o.seller_account',
      'coalesce(a.balance_fen, 0) <> w.balance_fen + w.advanced_fen',
    ),
  ).toBe(0)
  expect(
    await countOf(
      'ledger.purse w',
      `w.balance_fen <> (SELECT -coalesce(sum(amount_fen), 0) FROM ledger.posting WHERE account = 'payable/' || w.organisation_id)`,
    ),
  ).toBe(0)
  expect(await countOf('ledger.month_statement')).toBeGreaterThan(0)
  const today = civilDate(clock.now())
  for (let date = '2026-04-18'; date < today; date = addDays(date, 1))
    await act(officer(), runReconciliation, { gateway: 'sandbox', date })
  const { differences } = await act(officer(), readReconciliation, { from: '2026-04-18', to: today })
  expect(differences).toEqual([])
}
