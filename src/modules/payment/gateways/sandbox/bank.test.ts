import fc from 'fast-check'
import { expect, test } from 'vitest'

import { decidePayout, decideRefund, decideRelease, isRefusedMove } from './bank.ts'
import type { Move, ShareBooked } from './bank.ts'

const named = { paymentId: 'p', shareId: 's', shareRef: 'r', sellerAccount: 'seller', shareFen: 10_000 }
const fresh: ShareBooked = {
  paymentId: 'p',
  shareId: 's',
  sellerAccount: 'seller',
  amountFen: 10_000,
  frozenFen: 10_000,
  releasedFen: 0,
  commissionFen: 0,
  refundedFen: 0,
  releaseId: null,
  balanceFen: 0,
}

function after(share: ShareBooked, move: Move, releaseId: string | null): ShareBooked {
  return {
    ...share,
    frozenFen: share.frozenFen + move.frozenFen,
    releasedFen: share.releasedFen + move.releasedFen,
    commissionFen: share.commissionFen + move.commissionFen,
    refundedFen: share.refundedFen + move.refundedFen,
    balanceFen: share.balanceFen + move.balanceFen,
    releaseId,
  }
}

const amount = fc.oneof(fc.integer({ min: 1, max: 11_000 }), fc.constantFrom(1, 5_000, 9_999, 10_000, 10_001))
const step = fc.oneof(
  fc.record({ kind: fc.constant('refund' as const), amountFen: amount, backFen: fc.integer({ min: 0, max: 1_000 }) }),
  fc.record({
    kind: fc.constant('release' as const),
    amountFen: fc.option(amount),
    commissionFen: fc.integer({ min: 0, max: 1_000 }),
  }),
  fc.record({ kind: fc.constant('payout' as const), amountFen: amount }),
)

test('whatever is asked in whatever order, no fen is made or lost and nothing is overdrawn', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let share = fresh
      let paidOutFen = 0
      for (const [n, s] of steps.entries()) {
        const decided =
          s.kind === 'payout'
            ? decidePayout(share.balanceFen, { payoutId: `${n}`, sellerAccount: 'seller', remark: '', ...s })
            : s.kind === 'release'
              ? decideRelease(share, {
                  releaseId: `${n}`,
                  share: named,
                  amountFen: s.amountFen ?? share.frozenFen,
                  commissionFen: s.commissionFen,
                })
              : decideRefund(share, {
                  refundId: `${n}`,
                  share: named,
                  amountFen: s.amountFen,
                  reason: '',
                  notifyUrl: '',
                  ...(share.releaseId !== null && {
                    released: { releaseId: share.releaseId, commissionBackFen: s.backFen },
                  }),
                })
        if (isRefusedMove(decided)) continue
        if (s.kind === 'payout') paidOutFen += s.amountFen
        share = after(share, decided, s.kind === 'release' ? `${n}` : share.releaseId)
        const { frozenFen, releasedFen, commissionFen, refundedFen, balanceFen } = share
        expect(Math.min(frozenFen, releasedFen, commissionFen, refundedFen, balanceFen)).toBeGreaterThanOrEqual(0)
        expect(frozenFen + releasedFen + commissionFen + refundedFen).toBe(10_000)
        expect(balanceFen + paidOutFen).toBe(releasedFen)
      }
    }),
    { numRuns: 1_000 },
  )
})

const release = (share: ShareBooked | null, amountFen: number, commissionFen = 0, of = named) =>
  decideRelease(share, { releaseId: 'r1', share: of, amountFen, commissionFen })

test('a release is whole and happens once', () => {
  expect(release(fresh, 10_000, 300)).toMatchObject({ releasedFen: 9_700, commissionFen: 300, balanceFen: 9_700 })
  expect(release(fresh, 10_001)).toMatchObject({ code: 'amount_too_large', final: true })
  expect(release(fresh, 9_999)).toMatchObject({ code: 'not_permitted', final: false })
  expect(release(fresh, 10_000, 10_001)).toMatchObject({ code: 'invalid_request' })
  expect(release({ ...fresh, frozenFen: 0, releasedFen: 10_000, releaseId: 'r0' }, 10_000)).toMatchObject({
    code: 'already_settled',
  })
  expect(release(null, 10_000)).toMatchObject({ code: 'not_found' })
  expect(release(fresh, 10_000, 0, { ...named, paymentId: 'other' })).toMatchObject({ code: 'not_found' })
  expect(release(fresh, 10_000, 0, { ...named, sellerAccount: 'other' })).toMatchObject({ code: 'invalid_request' })
  expect(release(fresh, 10_000, 0, { ...named, shareFen: 1 })).toMatchObject({ code: 'invalid_request' })
})

test('a refund after the release takes the commission given back first and the rest from the balance', () => {
  const released = {
    ...fresh,
    frozenFen: 0,
    releasedFen: 9_700,
    commissionFen: 300,
    releaseId: 'r1',
    balanceFen: 9_700,
  }
  const refund = (share: ShareBooked, amountFen: number, commissionBackFen: number, releaseId = 'r1') =>
    decideRefund(share, {
      refundId: 'x',
      share: named,
      amountFen,
      reason: '',
      notifyUrl: '',
      released: { releaseId, commissionBackFen },
    })
  expect(refund(released, 10_000, 300)).toMatchObject({ releasedFen: -9_700, commissionFen: -300, balanceFen: -9_700 })
  expect(refund({ ...released, balanceFen: 0 }, 10_000, 300)).toMatchObject({
    code: 'seller_balance_short',
    final: false,
  })
  expect(refund(released, 10_000, 301)).toMatchObject({ code: 'amount_too_large' })
  expect(refund(released, 100, 101)).toMatchObject({ code: 'invalid_request' })
  expect(refund(released, 100, 0, 'another')).toMatchObject({ code: 'invalid_request' })
  expect(refund(fresh, 100, 0)).toMatchObject({ code: 'invalid_request' })
})
