import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { statement } from '../../kernel/database.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { totalFaults, trialBalance } from './account.sql.ts'
import { bookPayouts, freezeShares, refundShare, releaseEarly, releaseShares } from './ledger.sql.ts'
import { claimPayout, debtsOf } from './purse.sql.ts'
import { stateCommissionRule, stateSharingRule, termsOn, withdrawCommissionRule } from './rule.sql.ts'
import { decideSplit, PLATFORM } from './split.ts'
import { readStatement } from './ledger.ops.ts'

const county = await openTestDatabase()
const { database } = county.app
const now = county.clock.now()
const sumOf = (accounts: readonly { balanceFen: number }[]) => accounts.reduce((sum, a) => sum + a.balanceFen, 0)

async function frozenOrder(amountFen: number, commissionRate: string, organisationId: string = crypto.randomUUID()) {
  const share = {
    orderId: crypto.randomUUID(),
    organisationId,
    paymentId: crypto.randomUUID(),
    amountFen,
    commissionRate,
    agreed: null,
  }
  await database.transact((tx) => freezeShares(tx, [share], now))
  return share
}

const balanceOf = async (account: string) =>
  (await database.read((sql) => trialBalance(sql))).find((a) => a.account === account)?.balanceFen ?? 0

const today = civilDate(now)
const yesterday = addDays(today, -1)

/** An order of two lines and freight whose seller shares with a grower and, at shipment, with a carrier; a platform discount on the first line. */
async function sharedOrder(paid: readonly [number, number, number], seller: string, grower: string, carrier: string) {
  const [first, second, freightFen] = paid
  await database.transact(async (tx) => {
    const rule = { organisationId: seller, perUnitFen: null, listingId: null, fromDay: today, untilDay: null }
    const { sharing } = await termsOn(tx, [seller], today)
    if (sharing.length > 0) return
    await stateSharingRule(
      tx,
      { ...rule, beneficiaryId: grower, kind: 'grower', basis: 'goods', rate: '0.4', stage: 'completion' },
      yesterday,
      now,
    )
    await stateSharingRule(
      tx,
      { ...rule, beneficiaryId: carrier, kind: 'carrier', basis: 'freight', rate: '1', stage: 'shipment' },
      yesterday,
      now,
    )
  })
  const terms = await database.read((sql) => termsOn(sql, [seller], today))
  const line = { category: 'tea', listingId: crypto.randomUUID(), units: 1 }
  const lines = [
    { ...line, line: 0, paidFen: first, subsidies: [{ bearer: PLATFORM, fen: 333 }] },
    { ...line, line: 1, paidFen: second, subsidies: [] },
  ]
  const sold = { organisationId: seller, freightFen, lines }
  const share = {
    orderId: crypto.randomUUID(),
    organisationId: seller,
    paymentId: crypto.randomUUID(),
    amountFen: first + second + freightFen,
    commissionRate: '0.03',
    agreed: decideSplit(sold, { ...terms, standing: '0.03', feeRate: '0.006' }, today),
    means: { releasesParts: true, advancesRefunds: true },
  }
  await database.transact((tx) => freezeShares(tx, [share], now))
  return share
}

test('any run of shipments, releases, refunds and payouts keeps books, totals and purses true, and never gives a fen twice', async () => {
  const request = fc.oneof(
    fc.record({
      do: fc.constant('refund' as const),
      line: fc.integer({ min: -1, max: 1 }),
      part: fc.double({ min: 0.01, max: 1.2, noNaN: true }),
    }),
    fc.constant({ do: 'release' as const }),
    fc.constant({ do: 'ship' as const }),
    fc.constant({ do: 'pay out' as const }),
  )
  const fen = fc.integer({ min: 1, max: 500_000 })
  const [seller, grower, carrier] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
  await fc.assert(
    fc.asyncProperty(fc.tuple(fen, fen, fen), fc.array(request, { maxLength: 7 }), async (paid, requests) => {
      const share = await sharedOrder(paid, seller, grower, carrier)
      const { orderId, amountFen } = share
      let leftFen = amountFen
      for (const r of requests) {
        if (r.do === 'ship') await database.transact((tx) => releaseEarly(tx, [releasing(orderId)], now))
        if (r.do === 'release') await database.transact((tx) => releaseShares(tx, [releasing(orderId)], now))
        if (r.do === 'pay out') await payEveryone([seller, grower, carrier], orderId)
        if (r.do !== 'refund') continue
        const wantedFen = Math.max(1, Math.floor(paid[r.line === -1 ? 2 : (r.line as 0 | 1)] * r.part))
        const given = { freightFen: r.line === -1 ? wantedFen : 0, lines: [{ line: r.line, fen: wantedFen }] }
        const outcome = await database
          .transact((tx) => refundShare(tx, orderId, wantedFen, crypto.randomUUID(), now, given))
          .then(
            (refunds) => refunds.reduce((sum, one) => sum + one.amountFen, 0),
            (e: unknown) => (isRefusal(e) ? e.code : String(e)),
          )
        expect(outcome).toBe(wantedFen <= leftFen ? wantedFen : 'ledger.refund.too_much')
        if (typeof outcome === 'number') leftFen -= outcome
      }
      await database.transact((tx) => releaseShares(tx, [releasing(orderId)], now))
      expect(sumOf(await database.read((sql) => trialBalance(sql)))).toBe(0)
      expect(await database.read((sql) => totalFaults(sql))).toEqual([])
      expect(await balanceOf(`frozen/${seller}`)).toBe(0)
      expect(await unequalPurses()).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 120_000)

const releasing = (orderId: string) => ({ orderId, reference: crypto.randomUUID() })

test('shares released together leave as they would one by one, also to those who owe', async () => {
  const fen = fc.integer({ min: 1, max: 50_000 })
  const sale = fc.record({ seller: fc.nat(2), paid: fc.tuple(fen, fen, fen), refunds: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(sale, { minLength: 2, maxLength: 6 }), async (sales) => {
      const lives = []
      for (const together of [true, false]) {
        const sellers = Array.from({ length: 3 }, () => crypto.randomUUID()).sort()
        const [grower, carrier] = [crypto.randomUUID(), crypto.randomUUID()]
        const orders: string[] = []
        for (const { seller, paid, refunds } of sales) {
          const { orderId, amountFen } = await sharedOrder(
            paid,
            sellers[seller] as (typeof sellers)[number],
            grower,
            carrier,
          )
          orders.push(orderId)
          if (!refunds) continue
          // Paid out and then refunded: the platform lays it out, and everyone who had some of it owes.
          const old = await sharedOrder(paid, sellers[seller] as (typeof sellers)[number], grower, carrier)
          await database.transact((tx) => releaseShares(tx, [releasing(old.orderId)], now))
          await payEveryone([...sellers, grower, carrier], old.orderId)
          await database.transact((tx) => refundShare(tx, old.orderId, amountFen, crypto.randomUUID(), now))
        }
        const groups = together ? [orders] : orders.map((one) => [one])
        const told = []
        for (const group of groups)
          told.push(...(await database.transact((tx) => releaseShares(tx, group.map(releasing), now))))
        const named = new Map<string, number>([...sellers, grower, carrier].map((id, at) => [id, at]))
        lives.push({
          told: told.map(({ orderId, reference: _id, organisationId, receivers, ...rest }) => ({
            ...rest,
            order: orders.indexOf(orderId),
            organisation: named.get(organisationId),
            receivers: receivers.map((one) => ({ ...one, organisationId: named.get(one.organisationId) })),
          })),
          debts: await Promise.all(
            [...named.keys()].map(async (id) => (await database.read((sql) => debtsOf(sql, id, 1)))[0]?.owedFen ?? 0),
          ),
        })
        expect(await unequalPurses()).toEqual([])
        expect(await database.read((sql) => totalFaults(sql))).toEqual([])
      }
      expect(lives[0]).toEqual(lives[1])
    }),
    { numRuns: 25 },
  )
  expect(sumOf(await database.read((sql) => trialBalance(sql)))).toBe(0)
}, 120_000)

async function payEveryone(organisationIds: readonly string[], orderId: string): Promise<void> {
  for (const organisationId of organisationIds)
    await database.transact(async (tx) => {
      const amountFen = await claimPayout(tx, organisationId, 1_000_000_000)
      if (amountFen > 0)
        await bookPayouts(tx, [{ organisationId, orderId, amountFen, reference: crypto.randomUUID() }], now)
    })
}

const purses = statement<{ id: string }>(
  'test.purses',
  `SELECT organisation_id AS id FROM ledger.purse w
   WHERE balance_fen <> (SELECT -coalesce(sum(amount_fen), 0) FROM ledger.posting WHERE account = 'payable/' || w.organisation_id)
     OR (balance_fen < 0) <> (owing_since IS NOT NULL) OR balance_fen + advanced_fen < paying_fen`,
)
const unequalPurses = () => database.read((sql) => sql.run(purses))

test('who owes is netted from the next release, and what was laid out comes back to the county', async () => {
  const seller = crypto.randomUUID()
  const share = (amountFen: number) => ({
    orderId: crypto.randomUUID(),
    organisationId: seller,
    paymentId: crypto.randomUUID(),
    amountFen,
    commissionRate: '0.03',
    agreed: null,
    means: { releasesParts: true, advancesRefunds: true },
  })
  const [first, second] = [share(10_000), share(10_000)]
  await database.transact((tx) => freezeShares(tx, [first, second], now))
  await database.transact((tx) => releaseShares(tx, [releasing(first.orderId)], now))
  await payEveryone([seller], first.orderId)
  expect(await balanceOf(`payable/${seller}`)).toBe(0)
  const [refund] = await database.transact((tx) => refundShare(tx, first.orderId, 3000, crypto.randomUUID(), now))
  expect(refund).toMatchObject({ amountFen: 3000, released: { payer: 'platform', commissionBackFen: 0 } })
  const owed = { organisationId: seller, owedFen: 2910, advancedFen: 2910, owingSince: now }
  expect(await database.read((sql) => debtsOf(sql, seller, 10))).toEqual([owed])
  const [release] = await database.transact((tx) => releaseShares(tx, [releasing(second.orderId)], now))
  expect(release).toMatchObject({
    amountFen: 10_000,
    commissionFen: 300 + 2910,
    recoveredFen: 2910,
    sellerFen: 9700 - 2910,
  })
  expect(await database.transact((tx) => claimPayout(tx, seller, 9700 - 2910))).toBe(9700 - 2910)
  expect(await database.read((sql) => debtsOf(sql, seller, 10))).toEqual([])
  // Enough at the gateway: the commission comes back, the seller pays the rest.
  const third = share(1000)
  await database.transact((tx) => freezeShares(tx, [third], now))
  await database.transact((tx) => releaseShares(tx, [releasing(third.orderId)], now))
  const [back] = await database.transact((tx) => refundShare(tx, third.orderId, 1000, crypto.randomUUID(), now))
  expect(back).toMatchObject({ amountFen: 1000, released: { payer: 'seller', commissionBackFen: 30 } })
})

test('running totals are kept by the transfers alone', async () => {
  const change = statement('test.total', `UPDATE ledger.total SET debit_fen = debit_fen + 1`)
  await expect(database.transact((tx) => tx.run(change))).rejects.toMatchObject({ constraint: 'total_from_transfers' })
})

test('a rule that has begun stands; one that has not may be withdrawn', async () => {
  const rule = {
    organisationId: null,
    category: 'honey',
    rate: '0.02',
    fromDay: addDays(today, 1),
    untilDay: null,
    note: '',
  }
  const id = (await database.transact((tx) => stateCommissionRule(tx, rule, today, now))) ?? ''
  expect(await database.transact((tx) => stateCommissionRule(tx, rule, today, now))).toBeNull()
  await expect(
    database.transact((tx) => stateCommissionRule(tx, { ...rule, fromDay: today }, today, now)),
  ).rejects.toMatchObject({ constraint: 'stated_before' })
  const change = statement('test.rule', `UPDATE ledger.commission_rule SET rate = 0.5 WHERE id = $1`)
  await expect(database.transact((tx) => tx.run(change, [id]))).rejects.toMatchObject({ constraint: 'rule_stands' })
  expect(await database.transact((tx) => withdrawCommissionRule(tx, id, addDays(today, 1)))).toBe(false)
  expect(await database.transact((tx) => withdrawCommissionRule(tx, id, today))).toBe(true)
})

test('the same payment reported twice is booked once', async () => {
  const share = await frozenOrder(1000, '0.03')
  await database.transact((tx) => freezeShares(tx, [share], now))
  expect(await balanceOf(`frozen/${share.organisationId}`)).toBe(-1000)
})

test('the same cause is never booked twice', async () => {
  const share = await frozenOrder(1000, '0.03')
  const payout = {
    organisationId: share.organisationId,
    orderId: share.orderId,
    amountFen: 10,
    reference: crypto.randomUUID(),
  }
  await database.transact((tx) => bookPayouts(tx, [payout], now))
  await expect(database.transact((tx) => bookPayouts(tx, [payout], now))).rejects.toThrow('booked_once')
})

test('two refunds of the whole at once: one is done, one refused', async () => {
  const share = await frozenOrder(1000, '0.03')
  const outcomes = await Promise.allSettled(
    [1, 2].map(() => database.transact((tx) => refundShare(tx, share.orderId, 1000, crypto.randomUUID(), now))),
  )
  expect(outcomes.map((o) => o.status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('the books cannot be changed afterwards, by the application or by its owner', async () => {
  await frozenOrder(1000, '0.03')
  const change = statement('test.change', 'UPDATE ledger.transfer SET amount_fen = amount_fen + 1')
  await expect(database.transact((tx) => tx.run(change))).rejects.toThrow('permission denied')
  const { default: pg } = await import('pg')
  const owner = new pg.Client({ connectionString: county.databaseUrl })
  await owner.connect()
  await expect(owner.query('DELETE FROM ledger.transfer')).rejects.toThrow('append-only')
  await expect(owner.query('TRUNCATE ledger.transfer')).rejects.toThrow('append-only')
  await owner.end()
})

test("a seller's statement adds up from opening to closing", async () => {
  const organisationId = crypto.randomUUID()
  const { orderId } = await frozenOrder(10_000, '0.03', organisationId)
  await database.transact((tx) => refundShare(tx, orderId, 1500, crypto.randomUUID(), now))
  await database.transact((tx) => releaseShares(tx, [releasing(orderId)], now))
  const actor = {
    kind: 'person' as const,
    personId: crypto.randomUUID(),
    guestId: null,
    memberships: [
      { organisationId, organisationKind: 'cooperative' as const, roles: ['bookkeeper' as const], duties: [] },
    ],
  }
  const statementOf = await county.act(actor, readStatement, { organisationId, from: '2026-04-18', to: '2026-04-18' })
  const moved = (account: string) =>
    statementOf.lines.filter((l) => l.account === account).reduce((sum, l) => sum + l.amountFen, 0)
  expect(statementOf.openingFen).toEqual({ frozen: 0, payable: 0 })
  expect(statementOf.closingFen).toEqual({ frozen: moved('frozen'), payable: moved('payable') })
  expect(statementOf.closingFen).toEqual({ frozen: 0, payable: 8245 })
})
