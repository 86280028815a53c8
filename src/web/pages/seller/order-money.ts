import { shareOf } from '../../../kernel/money.ts'

type Order = { state: string; goodsFen: number; freightFen: number; refundedFen: number }

/** Who gets what of an order: the buyer paid, part went back, the county's fee, the seller's rest. */
export type OrderMoney = {
  paidFen: number
  goodsFen: number
  freightFen: number
  refundedFen: number
  commissionFen: number
  sellerFen: number
  when: 'before' | 'frozen' | 'released' | 'nothing'
}

/** `commissionRate` is a decimal string such as `'0.03'`; fee and rest add up to what was not refunded. */
export function orderMoney(order: Order, commissionRate: string): OrderMoney {
  const paidFen = order.goodsFen + order.freightFen
  const leftFen = paidFen - order.refundedFen
  const commissionFen = shareOf(leftFen, commissionRate)
  const { goodsFen, freightFen, refundedFen } = order
  const when = whenOf(order.state, leftFen)
  return { paidFen, goodsFen, freightFen, refundedFen, commissionFen, sellerFen: leftFen - commissionFen, when }
}

function whenOf(state: string, leftFen: number): OrderMoney['when'] {
  if (state === 'awaiting_payment') return 'before'
  if (leftFen === 0 || state === 'expired' || state === 'cancelled' || state === 'refunded') return 'nothing'
  return state === 'completed' ? 'released' : 'frozen'
}
