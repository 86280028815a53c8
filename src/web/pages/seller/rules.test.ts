import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeLotCode } from '../../../engines/gs1/lot-code.ts'
import { mayOf } from './may.ts'
import { orderCode } from './order-filter.ts'
import { orderMoney } from './order-money.ts'
import { namedPeriods } from './statement-read.ts'

test('what the buyer paid is refund, fee and the seller’s rest, to the fen', () => {
  const fen = fc.integer({ min: 0, max: 10_000_000 })
  fc.assert(
    fc.property(fen, fen, fc.double({ min: 0, max: 1, noNaN: true }), (goodsFen, freightFen, share) => {
      const refundedFen = Math.floor((goodsFen + freightFen) * share)
      const money = orderMoney({ state: 'shipped', goodsFen, freightFen, refundedFen }, '0.03')
      expect(money.refundedFen + money.commissionFen + money.sellerFen).toBe(money.paidFen)
      expect(Math.min(money.commissionFen, money.sellerFen)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('an order code is understood however it was typed', () => {
  for (const typed of ['260418-A1B2C3D0', '260418a1b2c3d0', ' 260418 aib2c3do ', '２６０４１８－Ａ１Ｂ２Ｃ３Ｄ０'])
    expect(orderCode(typed)).toBe('260418-A1B2C3D0')
})

test('a suggested lot number is always free and short enough for a label', () => {
  const used = new Set<string>()
  for (let n = 0; n < 800; n += 1) {
    const code = freeLotCode('2026-04-18', used)
    expect(used.has(code)).toBe(false)
    expect(code).toMatch(/^260418[A-Z]{1,3}$/)
    used.add(code)
  }
})

test('the periods of a statement follow the calendar', () => {
  expect(namedPeriods('2026-03-31')).toEqual([
    { from: '2026-03-01', to: '2026-03-31' },
    { from: '2026-02-01', to: '2026-02-28' },
    { from: '2026-01-01', to: '2026-03-31' },
  ])
  expect(namedPeriods('2026-01-05')[1]).toEqual({ from: '2025-12-01', to: '2025-12-31' })
})

test('each role sees its own desk', () => {
  const none = { own: false, sell: false, pack: false, book: false, keeps: false }
  expect(mayOf(['owner'])).toEqual({ own: true, sell: true, pack: true, book: true, keeps: false })
  expect(mayOf(['packer'])).toEqual({ ...none, pack: true })
  expect(mayOf(['bookkeeper'])).toEqual({ ...none, book: true })
  expect(mayOf(['keeper'])).toEqual({ ...none, keeps: true })
  expect(mayOf([])).toEqual(none)
})
