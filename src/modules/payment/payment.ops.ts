import { z } from 'zod'
import { buyerIdsOf } from '../../kernel/actor.ts'
import type { Actor } from '../../kernel/actor.ts'
import { buyer } from '../../kernel/access.ts'
import { errand, query } from '../../kernel/operation.ts'
import type { AfterContext } from '../../kernel/operation.ts'
import { isRefusal, refuse } from '../../kernel/refusal.ts'
import { fen, id } from '../../kernel/validation.ts'
import type { PaymentHead, PaymentView } from './payment.sql.ts'
import { paymentById, paymentHeadById } from './payment.sql.ts'
import { noticePath } from './gateways.ts'
import type { PaymentRef, Share } from './gateways/port.ts'
import { GatewayUnreachable } from './gateways/port.ts'

const state = z.enum(['asked', 'paid', 'closed'])

export const readPayment = query({
  name: 'payment.read',
  path: '/payment/payments/{paymentId}',
  byKey: true,
  summary: 'State of a payment of the asker',
  access: buyer,
  input: z.object({ paymentId: id }),
  output: z.object({ id, state, totalFen: fen, expiresAt: z.date(), paidAt: z.date().nullable() }),
  refusals: ['payment.unknown'],
  async run({ sql, actor }, input) {
    const payment = ownPayment(await paymentHeadById(sql, input.paymentId), actor)
    return {
      id: payment.id,
      state: payment.state,
      totalFen: payment.totalFen,
      expiresAt: payment.expiresAt,
      paidAt: payment.paidAt,
    }
  },
})

declare module '../../kernel/ports.ts' {
  interface Ports {
    /** The address people and gateways reach the county at. */
    publicUrl: string
  }
}

const clients = z.enum(['phone', 'desk'])
const opened = z.object({ payUrl: z.string(), show: z.enum(['redirect', 'code']) })
export type Opened = z.output<typeof opened>

export const openPayment = errand({
  name: 'payment.open',
  method: 'POST',
  path: '/payment/payments/{paymentId}/open',
  summary: 'Where the buyer pays: the page of the gateway',
  access: buyer,
  input: z.object({ paymentId: id, client: clients.default('phone') }),
  output: opened,
  refusals: ['payment.unknown', 'payment.not_open', 'payment.gateway_unreachable', 'payment.gateway_refused'],
  audit: false,
  run: (context, { paymentId, client }) => openedAt(context, paymentId, client),
})

/** For an operation that asks for a payment: on what the buyer pays, to have the gateway's page opened with the answer. */
export const payingClient = { client: clients.optional() }
/** Null where nobody asked for it, or where the gateway could not be reached; `payment.open` is there to ask again. */
export const openedView = { opened: opened.nullable() }

/** Opens a payment just asked for. */
export async function openedWith(
  context: AfterContext,
  paymentId: string,
  client: z.output<typeof clients> | undefined,
): Promise<Opened | null> {
  if (client === undefined) return null
  return openedAt(context, paymentId, client).catch((error: unknown) => {
    if (isRefusal(error)) return null
    throw error
  })
}

async function openedAt(
  { read, clock, ports, actor, ip }: AfterContext,
  paymentId: string,
  client: z.output<typeof clients>,
): Promise<Opened> {
  const payment = ownPayment(await read((sql) => paymentById(sql, paymentId), { byKey: true }), actor)
  if (payment.state !== 'asked' || payment.expiresAt <= clock.now()) refuse('payment.not_open')
  const gateway = ports.gateways.byName(payment.gateway)
  try {
    const answer = await gateway.createPayment({
      ...paymentRef(payment),
      subject: payment.shares
        .map((s) => s.subject)
        .join('、')
        .slice(0, 120),
      totalFen: payment.totalFen,
      expiresAt: payment.expiresAt,
      returnUrl: `${ports.publicUrl}/pay/${payment.id}/back`,
      notifyUrl: `${ports.publicUrl}${noticePath(gateway.name)}`,
      client,
      clientIp: ip ?? '127.0.0.1',
    })
    if (answer.result === 'refused' && answer.final) refuse('payment.gateway_refused')
    if (answer.result !== 'done') refuse('payment.gateway_unreachable')
    return { payUrl: answer.payUrl, show: answer.show }
  } catch (error) {
    if (error instanceof GatewayUnreachable) refuse('payment.gateway_unreachable')
    throw error
  }
}

/** A payment in the gateway port's words. */
export function paymentRef(payment: PaymentView): PaymentRef & { shares: Share[] } {
  return {
    paymentId: payment.id,
    shares: payment.shares.map((s) => ({
      shareId: s.orderId,
      sellerAccount: s.sellerAccount,
      amountFen: s.amountFen,
      subject: s.subject,
      ...((s.subsidyFen ?? 0) > 0 && { subsidyFen: s.subsidyFen ?? 0 }),
    })),
  }
}

/** Refuses a payment that is not the asker's: payment.unknown. */
export function ownPayment<P extends PaymentHead>(payment: P | null, asker: Actor): P {
  if (payment === null || !buyerIdsOf(asker).includes(payment.buyerId)) refuse('payment.unknown')
  return payment
}
