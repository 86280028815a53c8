import type { RouterContextProvider } from 'react-router'
import { listMyCases } from '../../../modules/aftersales/index.ts'
import { call } from '../../call.ts'

/** What the order's page says of what comes after the sale. */
export async function afterOf(
  context: Readonly<RouterContextProvider>,
  order: { id: string; receivedAt: Date | null; state: string },
) {
  const { cases } = await call(context, listMyCases, { orderId: order.id })
  return {
    orderId: order.id,
    cases: cases.map(({ id, code, state }) => ({ id, code, state })),
    claims: ['shipped', 'received', 'completed'].includes(order.state) && cases.every((one) => one.closedAt !== null),
    received: order.receivedAt !== null,
    invoices: order.state === 'received' || order.state === 'completed',
  }
}

export type AfterOrder = Awaited<ReturnType<typeof afterOf>>
