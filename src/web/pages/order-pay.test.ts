import { expect, test } from 'vitest'
import { owedFor } from './order-pay.ts'

const tea = { id: 'tea', state: 'awaiting_payment', goodsFen: 13_000, freightFen: 1500 }
const shoots = { id: 'shoots', state: 'awaiting_payment', goodsFen: 4900, freightFen: 600 }

test('an order paid alone asks for itself', () => {
  expect(owedFor(tea, [tea], 14_500)).toEqual({ totalFen: 14_500, others: false, cancelledFen: 0 })
})

test('orders placed together are asked for together, one cancelled since as well, and it is said', () => {
  expect(owedFor(tea, [tea, shoots], 20_000)).toEqual({ totalFen: 20_000, others: true, cancelledFen: 0 })
  const given = { ...shoots, state: 'cancelled' }
  expect(owedFor(tea, [tea, given], 20_000)).toEqual({ totalFen: 20_000, others: true, cancelledFen: 5500 })
})
