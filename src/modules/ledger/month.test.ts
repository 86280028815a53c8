import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { addMonths, civilDate, startOfDay } from '../../kernel/clock.ts'
import { runJob } from '../../kernel/jobs.ts'
import { freezeShares, refundShare, releaseShares } from './ledger.sql.ts'
import { closeMonthJob } from './month.ops.ts'
import { figuresOf } from './month.ts'
import { countMonth, storedMonth } from './month.sql.ts'
import { transfersBetween } from './voucher.sql.ts'
import { standards, voucherSummaries, vouchersOf } from './voucher.ts'

const county = await openTestDatabase()
const { database } = county.app
const DAY = 86_400

test('a month opens with what the last closed with, and its rows add up, whatever happens in which month', async () => {
  const act = fc.record({
    days: fc.integer({ min: 0, max: 20 }),
    do: fc.constantFrom('order', 'refund', 'release'),
    fen: fc.integer({ min: 1, max: 100_000 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
      const seller = crypto.randomUUID()
      const orders: string[] = []
      const first = `${civilDate(county.clock.now()).slice(0, 7)}-01`
      for (const one of acts) {
        county.clock.advance(one.days * DAY)
        const now = county.clock.now()
        await database.transact(async (tx) => {
          const last = orders.at(-1)
          if (one.do === 'order' || last === undefined) {
            const orderId = crypto.randomUUID()
            orders.push(orderId)
            const share = { orderId, organisationId: seller, paymentId: crypto.randomUUID(), amountFen: 100_000 }
            return freezeShares(tx, [{ ...share, commissionRate: '0.03', agreed: null }], now)
          }
          if (one.do === 'release') await releaseShares(tx, [{ orderId: last, reference: crypto.randomUUID() }], now)
          else await refundShare(tx, last, Math.ceil(one.fen / 12), crypto.randomUUID(), now)
        })
      }
      const end = addMonths(`${civilDate(county.clock.now()).slice(0, 7)}-01`, 1)
      let closing = { frozen: 0, payable: 0 }
      for (let month = first; month < end; month = addMonths(month, 1)) {
        const counted = await database.read((sql) => countMonth(sql, seller, month))
        expect(counted.opening).toEqual(closing)
        const movedFen = figuresOf(counted.movements).reduce((sum, figure) => sum + figure.fen, 0)
        expect(counted.opening.frozen + counted.opening.payable + movedFen).toBe(
          counted.closing.frozen + counted.closing.payable,
        )
        closing = counted.closing
        await everyVoucherBalances(seller, month)
      }
    }),
    { numRuns: 12 },
  )
}, 120_000)

async function everyVoucherBalances(seller: string, month: string): Promise<void> {
  const span = [startOfDay(month), startOfDay(addMonths(month, 1))] as const
  for (const organisationId of [seller, null]) {
    const transfers = await database.read((sql) => transfersBetween(sql, organisationId, ...span, 10_000))
    const book = organisationId === null ? { of: 'county' as const } : { of: 'organisation' as const, organisationId }
    for (const standard of standards) {
      const lines = vouchersOf(
        book,
        standard,
        transfers.map((t) => ({ ...t, orderCode: '' })),
        voucherSummaries,
      )
      for (const voucher of Map.groupBy(lines, (line) => line.voucher).values())
        expect(voucher.reduce((sum, line) => sum + line.debitFen - line.creditFen, 0)).toBe(0)
    }
  }
}

test('the night after a month its statements are written, once, and stand', async () => {
  county.clock.set(startOfDay(addMonths(`${civilDate(county.clock.now()).slice(0, 7)}-01`, 1)))
  const seller = crypto.randomUUID()
  const share = {
    orderId: crypto.randomUUID(),
    organisationId: seller,
    paymentId: crypto.randomUUID(),
    amountFen: 5000,
  }
  await database.transact((tx) =>
    freezeShares(tx, [{ ...share, commissionRate: '0.03', agreed: null }], county.clock.now()),
  )
  const month = civilDate(county.clock.now())
  county.clock.advance(32 * DAY)
  await runJob(county.app, closeMonthJob, {})
  const kept = await database.read((sql) => storedMonth(sql, seller, month))
  expect(kept).toMatchObject({ opening: { frozen: 0 }, closing: { frozen: 5000, payable: 0 } })
  county.clock.advance(DAY)
  await runJob(county.app, closeMonthJob, {})
  expect(await database.read((sql) => storedMonth(sql, seller, month))).toEqual(kept)
})
