import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { statement } from '../../kernel/database.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { bookPayout, freezeShares, refundShare, releaseShare, trialBalance } from './ledger.sql.ts'
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
  }
  await database.transact((tx) => freezeShares(tx, [share], now))
  return share
}

const balanceOf = async (account: string) =>
  (await database.read((sql) => trialBalance(sql))).find((a) => a.account === account)?.balanceFen ?? 0

test('any run of refunds and a release keeps the books at zero and never gives a fen twice', async () => {
  const request = fc.oneof(
    fc.record({ do: fc.constant('refund' as const), part: fc.double({ min: 0.01, max: 1.2, noNaN: true }) }),
    fc.constant({ do: 'release' as const }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.constantFrom('0', '0.03', '0.055', '1'),
      fc.array(request, { maxLength: 6 }),
      async (amountFen, rate, requests) => {
        const share = await frozenOrder(amountFen, rate)
        let left = amountFen
        let seller = 0
        for (const r of requests) {
          if (r.do === 'release') {
            const released = await database.transact((tx) => releaseShare(tx, share.orderId, crypto.randomUUID(), now))
            expect((released?.sellerFen ?? 0) + (released?.commissionFen ?? 0)).toBe(left)
            seller += released?.sellerFen ?? 0
            left = 0
          } else {
            const fen = Math.max(1, Math.floor(amountFen * r.part))
            const outcome = await database
              .transact((tx) => refundShare(tx, share.orderId, fen, crypto.randomUUID(), now))
              .then(
                () => 'done',
                (e: unknown) => (isRefusal(e) ? e.code : String(e)),
              )
            expect(outcome).toBe(fen <= left ? 'done' : 'ledger.refund.too_much')
            if (outcome === 'done') left -= fen
          }
        }
        expect((await balanceOf(`frozen/${share.organisationId}`)) + left).toBe(0)
        expect((await balanceOf(`payable/${share.organisationId}`)) + seller).toBe(0)
        expect(sumOf(await database.read((sql) => trialBalance(sql)))).toBe(0)
      },
    ),
    { numRuns: 40 },
  )
}, 60_000)

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
  await database.transact((tx) => bookPayout(tx, payout, now))
  await expect(database.transact((tx) => bookPayout(tx, payout, now))).rejects.toThrow('transfer_reference_kind_key')
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
  await database.transact((tx) => releaseShare(tx, orderId, crypto.randomUUID(), now))
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
