import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../../kernel/refusal.ts'
import type { OrderState, OrderStep, RefundableLine } from './order.ts'
import { canTake, dueAfter, orderStates, orderSteps, refundFen, stateAfter } from './order.ts'

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

  test('an order that ended stays ended, save for money that comes late', () => {
    const ended: OrderState[] = ['completed', 'cancelled', 'expired', 'refunded']
    const possible = ended.flatMap((state) =>
      steps.filter((step) => canTake(step, state)).map((step) => `${state} ${step}`),
    )
    expect(possible).toEqual(['cancelled return_late', 'expired return_late'])
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

const line = fc.record({ units: fc.integer({ min: 1, max: 50 }), priceFen: fc.integer({ min: 1, max: 100_000 }) })
const order = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  freightFen: fc.integer({ min: 0, max: 5000 }),
})

describe('refunds', () => {
  test('parts refunded in any order, then the rest, give back exactly what was paid', () => {
    fc.assert(
      fc.property(order, fc.infiniteStream(fc.nat()), ({ lines: drawn, freightFen }, choices) => {
        const lines: RefundableLine[] = drawn.map((l, i) => ({ ...l, line: i, refundedUnits: 0 }))
        const totalFen = lines.reduce((sum, l) => sum + l.units * l.priceFen, 0) + freightFen
        let refunded = 0
        for (let open = lines; open.length > 0; open = lines.filter((l) => l.refundedUnits < l.units)) {
          const chosen = open[(choices.next().value ?? 0) % open.length] as RefundableLine
          const units = 1 + ((choices.next().value ?? 0) % (chosen.units - chosen.refundedUnits))
          refunded += refundFen(lines, [{ line: chosen.line, units }], totalFen - refunded)
          chosen.refundedUnits += units
          expect(refunded).toBeLessThanOrEqual(totalFen)
        }
        expect(refunded).toBe(totalFen)
      }),
    )
  })

  test('more units than were bought, or a line that is not there, is refused', () => {
    const lines = [{ line: 0, units: 2, refundedUnits: 1, priceFen: 100 }]
    expect(() => refundFen(lines, [{ line: 0, units: 2 }], 200)).toThrow('market.order.refund_too_many')
    expect(() => refundFen(lines, [{ line: 1, units: 1 }], 200)).toThrow('market.order.unknown_line')
  })
})
