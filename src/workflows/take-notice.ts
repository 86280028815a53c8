import { Hono } from 'hono'
import type { App } from '../kernel/app.ts'
import { coalescer } from '../kernel/coalesce.ts'
import type { Tx } from '../kernel/database.ts'
import type { ApiBindings } from '../kernel/http/api.ts'
import { readBody } from '../kernel/http/body.ts'
import type { Gateway, Notice } from '../modules/payment/index.ts'
import { markPaymentClosed, noteNotice, noteNoticeOnce } from '../modules/payment/index.ts'
import { confirmPayments, standingRates } from './confirm-payment.ts'
import { moveOn } from './send-instructions.ts'

const NOTICE_BYTES_MAX = 100_000
const BATCH_MAX = 32
/** Whoever is told later than these is told that it failed, and tells again. */
const WAITING_MAX = 2_000

type Told = { gateway: Gateway; notice: Notice }
type OtherNotice = Notice & { kind: Exclude<Notice['kind'], 'payment.paid'> }

/**
 * Where gateways report. A message is believed for its signature alone, and acknowledged once what it says is committed;
 * anything else makes the gateway send it again. Payments told at the same time are confirmed together, in one transaction.
 */
export function gatewayNotices(app: App): Hono<ApiBindings> {
  const paid = coalescer((told: readonly Told[]) => takePaid(app, told), {
    batchMax: BATCH_MAX,
    waitingMax: WAITING_MAX,
    separable: () => true,
  })
  const take = (gateway: Gateway, { kind, ...told }: Notice) =>
    kind === 'payment.paid'
      ? paid.ask({ gateway, notice: { kind, ...told } })
      : app.database.transact((tx) => takeOther(tx, app, gateway, { kind, ...told }))
  return new Hono<ApiBindings>().post('/:gateway/notices', async (c) => {
    const gateway = configured(app, c.req.param('gateway'))
    if (gateway === null) return c.notFound()
    const body = await readBody(c.req.raw, NOTICE_BYTES_MAX)
    const reading = gateway.readNotification({ headers: c.req.header(), body, now: app.clock.now() })
    if (!reading.verified) app.log.warn({ gateway: gateway.name, fault: reading.fault }, 'gateway message not taken')
    const taken = reading.verified ? await take(gateway, reading.notice) : reading.fault === 'unknown'
    const { status, headers, body: answer } = gateway.acknowledgement(taken ? 'taken' : 'failed')
    return new Response(answer, { status, headers })
  })
}

function configured(app: App, name: string): Gateway | null {
  try {
    return app.ports.gateways.byName(name)
  } catch {
    return null
  }
}

async function takeOther(tx: Tx, app: App, gateway: Gateway, notice: OtherNotice): Promise<boolean> {
  const now = app.clock.now()
  if (!(await noteNoticeOnce(tx, gateway.name, notice, now))) return true
  switch (notice.kind) {
    case 'payment.closed':
      await markPaymentClosed(tx, notice.ourId)
      return true
    case 'refund.done':
    case 'release.done':
      await moveOn(tx, [{ id: notice.ourId, state: 'done', answer: notice.gatewayRef }], now)
      return true
    case 'refund.failed':
    case 'release.failed':
      app.log.error({ gateway: gateway.name, instruction: notice.ourId, kind: notice.kind }, 'gateway could not do it')
      await moveOn(tx, [{ id: notice.ourId, state: 'refused', answer: notice.gatewayRef }], now)
      return true
  }
}

/** A message that says what was never asked is not kept as taken: each time it comes it is refused and told again. */
async function takePaid(app: App, told: readonly Told[]): Promise<boolean[]> {
  const now = app.clock.now()
  const reports = told.map(({ gateway, notice: { ourId, gatewayRef, at, shares, noticeId } }) => {
    return { paymentId: ourId, gateway: gateway.name, gatewayRef, at, shares, noticeId }
  })
  return app.database.transact(async (tx) => {
    const outcomes = await confirmPayments(tx, reports, standingRates(app.ports), now)
    return told.map(({ gateway, notice }, at) => {
      const outcome = outcomes[at]
      // A confirmed payment keeps its message with it.
      if (outcome === 'known' || outcome === 'incomplete') noteNotice(tx, gateway.name, notice, now)
      if (outcome === 'mismatch')
        app.log.error({ gateway: gateway.name, payment: notice.ourId }, 'paid otherwise than asked')
      return outcome !== 'mismatch'
    })
  })
}
