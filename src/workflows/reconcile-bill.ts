import { z } from 'zod'
import { office } from '../kernel/access.ts'
import type { App } from '../kernel/app.ts'
import type { CivilDate } from '../kernel/clock.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { job } from '../kernel/jobs.ts'
import type { ErrandContext } from '../kernel/operation.ts'
import { errand } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay } from '../kernel/validation.ts'
import type { Gateway } from '../modules/payment/index.ts'
import { billsBetween, GatewayUnreachable, reconcileLines } from '../modules/payment/index.ts'

type Asking = Pick<ErrandContext, 'transact' | 'clock' | 'ports'>
export type Reconciled = { lines: number; differences: number }

/**
 * Fetches a gateway's bill of one day and holds it against our books. Done again, it reports nothing twice.
 * Null while the gateway is still making the bill. Throws where the gateway refuses.
 */
export async function reconcileBill(asking: Asking, gateway: Gateway, date: CivilDate): Promise<Reconciled | null> {
  const answer = await gateway.dailyBill(date)
  if (answer.result === 'pending' || (answer.result === 'refused' && !answer.final)) return null
  if (answer.result === 'refused') throw new Error(`no bill of ${date}: ${answer.gatewayCode} ${answer.gatewayMessage}`)
  const now = asking.clock.now()
  const differences = await asking.transact((tx) =>
    reconcileLines(tx, gateway.name, date, answer.lines, now, asking.ports.gatewayFeeRate),
  )
  return { lines: answer.lines.length, differences: differences.length }
}

export const runReconciliation = errand({
  name: 'payment.reconciliation.run',
  method: 'POST',
  path: '/payment/reconciliation',
  summary: "Fetches a gateway's bill of one past day now and holds it against our books",
  access: office('service_centre'),
  input: z.object({ gateway: z.enum(['wechat', 'alipay', 'sandbox']), date: civilDay }),
  output: z.object({ lines: z.int(), differences: z.int() }),
  refusals: ['payment.gateway_not_configured', 'payment.bill_not_ready', 'payment.gateway_unreachable'],
  limitPerMinute: 30,
  async run(context, input) {
    const gateway = context.ports.gateways.all.find((g) => g.name === input.gateway)
    if (gateway === undefined) refuse('payment.gateway_not_configured')
    if (input.date >= civilDate(context.clock.now())) refuse('payment.bill_not_ready')
    try {
      return (await reconcileBill(context, gateway, input.date)) ?? refuse('payment.bill_not_ready')
    } catch (error) {
      if (error instanceof GatewayUnreachable) refuse('payment.gateway_unreachable')
      throw error
    }
  },
})

/** Bills are looked for this many days back, so that a night without a connection is made good. */
const DAYS_BACK = 5

/** At half past ten, two and six in the county: bills are ready at ten. */
export const reconcileBillsJob = job({
  name: 'payment.reconcile-bills',
  payload: z.unknown(),
  every: '30 2,6,10 * * *',
  run: (app) => reconcileMissingBills(app),
})

export async function reconcileMissingBills(app: App): Promise<void> {
  const today = civilDate(app.clock.now())
  const days = Array.from({ length: DAYS_BACK }, (_, i) => addDays(today, i - DAYS_BACK))
  const kept = await app.database.read((sql) => billsBetween(sql, addDays(today, -DAYS_BACK), today, 1_000))
  const asking = { transact: app.database.transact, clock: app.clock, ports: app.ports }
  for (const gateway of app.ports.gateways.all) {
    for (const date of days) {
      if (kept.some((bill) => bill.gateway === gateway.name && bill.date === date)) continue
      try {
        const done = await reconcileBill(asking, gateway, date)
        if (done !== null && done.differences > 0)
          app.log.error(
            { gateway: gateway.name, date, differences: done.differences },
            'the bill differs from our books',
          )
      } catch (error) {
        app.log.error({ gateway: gateway.name, date, err: error }, 'bill not reconciled')
      }
    }
  }
}
