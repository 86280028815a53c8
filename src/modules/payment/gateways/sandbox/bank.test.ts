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
  sharedFen: 0,
  feeFen: 0,
  subsidyFen: 0,
  laidOutFen: 0,
  releaseId: null,
  balanceFen: 0,
}

type State = { share: ShareBooked; balances: Map<string, number>; paidOutFen: number; platformFen: number }

const KEYS = [
  'frozenFen',
  'releasedFen',
  'commissionFen',
  'refundedFen',
  'sharedFen',
  'feeFen',
  'subsidyFen',
  'laidOutFen',
  'balanceFen',
] as const

function after({ share, balances, ...rest }: State, move: Move, releaseId: string | null): State {
  const next = { ...share, releaseId }
  for (const key of KEYS) next[key] += move[key]
  const others = new Map(balances)
  for (const { sellerAccount, fen } of move.others) others.set(sellerAccount, (others.get(sellerAccount) ?? 0) + fen)
  return { ...rest, share: next, balances: others }
}

const amount = fc.oneof(fc.integer({ min: 1, max: 11_000 }), fc.constantFrom(1, 5_000, 9_999, 10_000, 10_001))
const few = fc.integer({ min: 0, max: 1_000 })
const accounts = fc.constantFrom('grower', 'carrier')
const step = fc.oneof(
  fc.record({
    kind: fc.constant('refund' as const),
    amountFen: amount,
    backFen: few,
    returns: fc.array(fc.record({ releaseId: fc.constant('x'), sellerAccount: accounts, fen: few }), { maxLength: 1 }),
    payer: fc.constantFrom('seller' as const, 'platform' as const),
    subsidyBackFen: fc.constantFrom(0, 0, 100),
  }),
  fc.record({
    kind: fc.constant('release' as const),
    amountFen: fc.option(amount),
    commissionFen: few,
    receivers: fc.array(
      fc.record({ sellerAccount: accounts, name: fc.constant('n'), kind: fc.constant('grower' as const), fen: few }),
      {
        maxLength: 2,
      },
    ),
    feeFen: fc.integer({ min: 0, max: 60 }),
    subsidyFen: fc.constantFrom(0, 0, 500),
    isLast: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('payout' as const), amountFen: amount }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function decide({ share, balances }: State, s: Step, n: string) {
  if (s.kind === 'payout')
    return decidePayout(share.balanceFen, { payoutId: n, sellerAccount: 'seller', remark: '', ...s })
  if (s.kind === 'refund') {
    const { backFen: commissionBackFen, returns, payer, amountFen, subsidyBackFen } = s
    const refund = { refundId: n, share: named, amountFen, subsidyBackFen, reason: '', notifyUrl: '' }
    const released = { releaseId: share.releaseId ?? '', commissionBackFen, returns, payer }
    return decideRefund(
      share,
      { ...refund, ...((share.releaseId !== null || payer === 'platform') && { released }) },
      balances,
    )
  }
  const outFen = s.receivers.reduce((sum, r) => sum + r.fen, s.commissionFen)
  const wholeFen = s.isLast ? share.frozenFen + s.subsidyFen : outFen + s.feeFen
  return decideRelease(share, { ...s, releaseId: n, share: named, amountFen: s.amountFen ?? wholeFen })
}

test('whatever is asked in whatever order, no fen is made or lost and nothing is overdrawn', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let state: State = { share: fresh, balances: new Map(), paidOutFen: 0, platformFen: 0 }
      for (const [n, s] of steps.entries()) {
        const decided = decide(state, s, `${n}`)
        if (isRefusedMove(decided)) continue
        if (s.kind === 'payout') state.paidOutFen += s.amountFen
        const { releaseId } = state.share
        const before = state.share
        state = after(state, decided, s.kind === 'release' && s.isLast ? `${n}` : releaseId)
        const { share, balances } = state
        // The platform's own: what it was paid and what it put in or laid out.
        const isLaidOut = s.kind === 'refund' && s.payer === 'platform'
        state.platformFen += share.commissionFen - before.commissionFen - (share.subsidyFen - before.subsidyFen)
        if (isLaidOut) state.platformFen -= share.laidOutFen - before.laidOutFen
        for (const key of KEYS) expect(share[key], key).toBeGreaterThanOrEqual(0)
        for (const fen of balances.values()) expect(fen).toBeGreaterThanOrEqual(0)
        const placed =
          share.frozenFen + share.releasedFen + share.commissionFen + share.refundedFen + share.sharedFen + share.feeFen
        expect(placed).toBe(10_000 + share.subsidyFen + share.laidOutFen)
        expect(share.refundedFen).toBeLessThanOrEqual(10_000)
        const heldFen = share.frozenFen + share.balanceFen + [...balances.values()].reduce((sum, fen) => sum + fen, 0)
        expect(heldFen + state.paidOutFen + state.platformFen + share.feeFen + share.refundedFen).toBe(10_000)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('before its last release a share pays receivers and nobody else; a carrier gives back from its own balance', () => {
  const receivers = [{ sellerAccount: 'carrier', name: '班车', kind: 'carrier' as const, fen: 500 }]
  const early = { releaseId: 'r1', share: named, amountFen: 500, commissionFen: 0, receivers, isLast: false }
  expect(decideRelease(fresh, early)).toMatchObject({ frozenFen: -500, sharedFen: 500, balanceFen: 0 })
  expect(decideRelease(fresh, { ...early, amountFen: 600 })).toMatchObject({ code: 'invalid_request' })
  const released = { ...fresh, frozenFen: 0, sharedFen: 500, releasedFen: 9_500, releaseId: 'r2', balanceFen: 9_500 }
  const back = { releaseId: 'r1', sellerAccount: 'carrier', fen: 500 }
  const refund = { refundId: 'x', share: named, amountFen: 10_000, reason: '', notifyUrl: '' }
  const order = { ...refund, released: { releaseId: 'r2', commissionBackFen: 0, returns: [back] } }
  expect(decideRefund(released, order, new Map([['carrier', 500]]))).toMatchObject({
    balanceFen: -9_500,
    sharedFen: -500,
  })
  expect(decideRefund(released, order, new Map([['carrier', 499]]))).toMatchObject({
    code: 'seller_balance_short',
    final: false,
  })
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
