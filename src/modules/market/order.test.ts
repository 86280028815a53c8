import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import type { OrderState, OrderStep, Refund, RefundableLine } from './order.ts'
import { canTake, dueAfter, orderStates, orderSteps, refundOf, stateAfter } from './order.ts'

const steps = Object.keys(orderSteps) as OrderStep[]
const now = new Date('2026-11-01T02:00:00Z')

describe("an order's life", () => {
  test('every state can be reached from the first', () => {
    const reached = new Set<OrderState>(['awaiting_payment'])
    for (let round = 0; round < orderStates.length; round += 1)
      for (const state of orderStates.filter((one) => reached.has(one)))
        for (const step of steps) if (canTake(step, state)) reached.add(stateAfter(step, state))
    expect([...reached].toSorted()).toEqual([...orderStates].toSorted())
  })

  test('an order that ended stays ended, save for money that comes late or goes back', () => {
    const ended: OrderState[] = ['completed', 'cancelled', 'expired', 'refunded']
    const possible = ended.flatMap((state) =>
      steps.filter((step) => canTake(step, state)).map((step) => `${state} ${step}`),
    )
    expect(possible).toEqual([
      'completed refund',
      'completed refund_all',
      'cancelled return_late',
      'expired return_late',
    ])
  })

  test('goods leave only after payment, money only after receipt', () => {
    expect(orderStates.filter((state) => canTake('ship', state))).toEqual(['paid'])
    expect(orderStates.filter((state) => canTake('complete', state))).toEqual(['received'])
  })

  test('a step out of order is refused with its state', () => {
    fc.assert(
      fc.property(fc.constantFrom(...steps), fc.constantFrom(...orderStates), (step, state) => {
        if (canTake(step, state)) return
        try {
          stateAfter(step, state)
          expect.unreachable()
        } catch (error) {
          expect(isRefusal(error) && error.code).toBe('market.order.step_not_possible')
        }
      }),
    )
  })

  test('time moves an order on only while it is under way or in its return window', () => {
    expect(dueAfter('ship', now)?.toISOString()).toBe('2026-11-11T02:00:00.000Z')
    expect(dueAfter('receive', now)?.toISOString()).toBe('2026-11-09T02:00:00.000Z')
    expect(dueAfter('pay', now)).toBeNull()
  })
})

const line = fc
  .record({
    units: fc.integer({ min: 1, max: 50 }),
    priceFen: fc.integer({ min: 1, max: 100_000 }),
    taken: fc.nat(100),
  })
  .map(({ units, priceFen, taken }) => ({
    units,
    paidFen: units * priceFen - Math.floor((units * priceFen * taken) / 100),
  }))
const order = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  freightFen: fc.integer({ min: 0, max: 5000 }),
})

/** Counts a decision as the database does. */
function count(lines: RefundableLine[], refund: Refund): void {
  for (const part of refund.lines) {
    const own = lines.find((l) => l.line === part.line) as RefundableLine
    own.refundedUnits += part.units
    own.refundedFen += part.fen
    expect(own.refundedFen).toBeLessThanOrEqual(own.paidFen)
  }
}

describe('refunds', () => {
  test('parts refunded in any order, then the rest, give back exactly what was paid, line by line', () => {
    fc.assert(
      fc.property(order, fc.infiniteStream(fc.nat()), ({ lines: drawn, freightFen }, choices) => {
        const lines: RefundableLine[] = drawn.map((l, i) => ({ ...l, line: i, refundedUnits: 0, refundedFen: 0 }))
        const totalFen = lines.reduce((sum, l) => sum + l.paidFen, 0) + freightFen
        let refunded = 0
        for (let open = lines; open.length > 0; open = lines.filter((l) => l.refundedUnits < l.units)) {
          const chosen = open[(choices.next().value ?? 0) % open.length] as RefundableLine
          const units = 1 + ((choices.next().value ?? 0) % (chosen.units - chosen.refundedUnits))
          const refund = refundOf(lines, [{ line: chosen.line, units }], freightFen)
          expect(refund.amountFen).toBe(refund.lines.reduce((sum, l) => sum + l.fen, refund.freightFen))
          count(lines, refund)
          refunded += refund.amountFen
        }
        expect(refunded).toBe(totalFen)
        expect(lines.map((l) => l.refundedFen)).toEqual(lines.map((l) => l.paidFen))
      }),
    )
  })

  test('a part never differs by a whole fen from its share, however it was cut', () => {
    fc.assert(
      fc.property(line, fc.nat(), fc.nat(), (drawn, a, b) => {
        fc.pre(drawn.units > 1)
        const own: RefundableLine = { ...drawn, line: 0, refundedUnits: 0, refundedFen: 0 }
        const first = 1 + (a % (drawn.units - 1))
        count([own], refundOf([own], [{ line: 0, units: first }], 0))
        const left = drawn.units - first
        const second = refundOf([own], [{ line: 0, units: 1 + (b % left) }], 0)
        count([own], second)
        const distance = BigInt(own.refundedFen) * BigInt(own.units) - BigInt(own.paidFen) * BigInt(own.refundedUnits)
        expect(distance <= 0n && distance > -BigInt(own.units)).toBe(true)
      }),
    )
  })

  test('money given back without units is not given twice', () => {
    const lines = [{ line: 0, units: 3, refundedUnits: 0, paidFen: 1000, refundedFen: 800 }]
    expect(refundOf(lines, [{ line: 0, units: 2 }], 0).amountFen).toBe(200)
    expect(refundOf(lines, [{ line: 0, units: 3 }], 500)).toEqual({
      amountFen: 700,
      freightFen: 500,
      lines: [{ line: 0, units: 3, fen: 200 }],
    })
  })

  test('more units than were bought, or a line that is not there, is refused', () => {
    const lines = [{ line: 0, units: 2, refundedUnits: 1, paidFen: 200, refundedFen: 100 }]
    expect(() => refundOf(lines, [{ line: 0, units: 2 }], 0)).toThrow('market.order.refund_too_many')
    expect(() => refundOf(lines, [{ line: 1, units: 1 }], 0)).toThrow('market.order.unknown_line')
  })
})
