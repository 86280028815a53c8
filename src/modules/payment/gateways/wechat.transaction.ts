import { z } from 'zod'

import type { PaidShare, PaymentState } from './port.ts'
import { ownId } from './wire.ts'

/** A combined order as its query and its notification show it. */
export const combinedTransaction = z.object({
  combine_appid: z.string(),
  combine_mchid: z.string(),
  combine_out_trade_no: z.string(),
  combine_transaction_id: z.string().optional(),
  sub_orders: z.array(
    z.object({
      sub_mchid: z.string().optional(),
      out_trade_no: z.string(),
      transaction_id: z.string().default(''),
      trade_state: z.string(),
      success_time: z.coerce.date().optional(),
      amount: z.object({ total_amount: z.int(), currency: z.literal('CNY').default('CNY') }),
    }),
  ),
})

/** Which of its shares are paid. `REFUND` is the state of one that was paid and then refunded in part or whole. */
export function paymentState(transaction: z.output<typeof combinedTransaction>): PaymentState {
  const orders = transaction.sub_orders
  const paid = orders.filter((order) => ['SUCCESS', 'REFUND'].includes(order.trade_state))
  if (paid.length > 0) {
    const times = paid.flatMap((order) => (order.success_time ? [order.success_time.getTime()] : []))
    return {
      state: 'paid',
      gatewayRef: transaction.combine_transaction_id ?? transaction.combine_out_trade_no,
      amountFen: paid.reduce((sum, order) => sum + order.amount.total_amount, 0),
      at: times.length > 0 ? new Date(Math.max(...times)) : null,
      shares: paid.map(paidShare),
    }
  }
  return { state: orders.every((order) => order.trade_state === 'CLOSED') ? 'closed' : 'unpaid' }
}

function paidShare(order: z.output<typeof combinedTransaction>['sub_orders'][number]): PaidShare {
  return {
    shareId: ownId(order.out_trade_no) ?? order.out_trade_no,
    shareRef: order.transaction_id,
    amountFen: order.amount.total_amount,
    sellerAccount: order.sub_mchid ?? null,
  }
}
