import { z } from 'zod'
import type { App } from '../kernel/app.ts'
import { addSeconds } from '../kernel/clock.ts'
import { job } from '../kernel/jobs.ts'
import { buyer } from '../kernel/access.ts'
import { errand } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import type { ErrandContext } from '../kernel/operation.ts'
import type { PaymentView } from '../modules/payment/index.ts'
import {
  GatewayUnreachable,
  markPaymentClosed,
  ownPayment,
  paymentById,
  paymentRef,
  paymentsStillAsked,
} from '../modules/payment/index.ts'
import { confirmPayments, standingRates } from './confirm-payment.ts'
import { expireOrders } from './expire-orders.ts'

type Asking = Pick<ErrandContext, 'read' | 'transact' | 'clock' | 'ports'>

/** Asks the gateway what became of a payment. A notice can be lost; the question cannot. */
export async function askGateway(asking: Asking, payment: PaymentView): Promise<'paid' | 'asked' | 'closed'> {
  if (payment.state === 'paid') return 'paid'
  const gateway = asking.ports.gateways.byName(payment.gateway)
  const found = await gateway.queryPayment(paymentRef(payment))
  const now = asking.clock.now()
  if (found.state === 'paid') {
    const { gatewayRef, at, shares } = found
    const report = { paymentId: payment.id, gateway: gateway.name, gatewayRef, at: at ?? now, shares }
    const [outcome] = await asking.transact((tx) => confirmPayments(tx, [report], standingRates(asking.ports), now))
    return outcome === 'confirmed' || outcome === 'known' ? 'paid' : 'asked'
  }
  if (payment.expiresAt > now) return 'asked'
  return closePayment(asking, payment)
}

/** Time is over: the gateway closes first, so that nobody can pay for an order that has ended. */
async function closePayment(asking: Asking, payment: PaymentView): Promise<'asked' | 'closed'> {
  const answer = await asking.ports.gateways.byName(payment.gateway).closePayment(paymentRef(payment))
  if (
    answer.result !== 'done' &&
    !(answer.result === 'refused' && ['not_found', 'already_closed'].includes(answer.code))
  )
    return 'asked'
  await asking.transact(async (tx) => {
    await markPaymentClosed(tx, payment.id)
    await expireOrders(tx, payment.id, asking.clock.now())
  })
  return 'closed'
}

export const refreshPayment = errand({
  name: 'payment.refresh',
  method: 'POST',
  path: '/payment/payments/{paymentId}/refresh',
  summary: 'Asks the gateway now whether the payment was made',
  access: buyer,
  input: z.object({ paymentId: id }),
  output: z.object({ state: z.enum(['asked', 'paid', 'closed']) }),
  refusals: ['payment.unknown', 'payment.gateway_unreachable'],
  limitPerMinute: 60,
  audit: false,
  async run(context, input) {
    const payment = ownPayment(await context.read((sql) => paymentById(sql, input.paymentId)), context.actor)
    try {
      return { state: await askGateway(context, payment) }
    } catch (error) {
      if (error instanceof GatewayUnreachable) refuse('payment.gateway_unreachable')
      throw error
    }
  },
})

const QUIET_SECONDS = 120
const BATCH = 200

export const askGatewayJob = job({
  name: 'payment.ask-gateway',
  payload: z.unknown(),
  every: '*/2 * * * *',
  run: (app) => askAboutOpenPayments(app),
})

export async function askAboutOpenPayments(app: App): Promise<void> {
  const asking = { ...app, read: app.database.read, transact: app.database.transact }
  const ids = await app.database.read((sql) =>
    paymentsStillAsked(sql, addSeconds(app.clock.now(), -QUIET_SECONDS), BATCH),
  )
  for (const paymentId of ids) {
    const payment = await app.database.read((sql) => paymentById(sql, paymentId))
    if (payment !== null)
      await askGateway(asking, payment).catch((error: Error) =>
        app.log.warn({ payment: paymentId, err: error }, 'gateway not reached'),
      )
  }
}
