import { Hono } from 'hono'
import type { App } from '../kernel/app.ts'
import type { Tx } from '../kernel/database.ts'
import type { ApiBindings } from '../kernel/http/api.ts'
import { readBody } from '../kernel/http/body.ts'
import type { Gateway, Notice } from '../modules/payment/index.ts'
import { markPaymentClosed, noteNotice, noteNoticeOnce } from '../modules/payment/index.ts'
import { confirmPayment, standingRates } from './confirm-payment.ts'
import { moveOn } from './send-instructions.ts'

const NOTICE_BYTES_MAX = 100_000

/**
 * Where gateways report. A message is believed for its signature alone, and acknowledged once what it says is committed;
 * anything else makes the gateway send it again.
 */
export function gatewayNotices(app: App): Hono<ApiBindings> {
  return new Hono<ApiBindings>().post('/:gateway/notices', async (c) => {
    const gateway = configured(app, c.req.param('gateway'))
    if (gateway === null) return c.notFound()
    const body = await readBody(c.req.raw, NOTICE_BYTES_MAX)
    const reading = gateway.readNotification({ headers: c.req.header(), body, now: app.clock.now() })
    if (!reading.verified) app.log.warn({ gateway: gateway.name, fault: reading.fault }, 'gateway message not taken')
    const taken = reading.verified ? await takeNotice(app, gateway, reading.notice) : reading.fault === 'unknown'
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

export async function takeNotice(app: App, gateway: Gateway, notice: Notice): Promise<boolean> {
  return app.database.transact((tx) => apply(tx, app, gateway, notice))
}

async function apply(tx: Tx, app: App, gateway: Gateway, notice: Notice): Promise<boolean> {
  const now = app.clock.now()
  if (notice.kind === 'payment.paid') return applyPaid(tx, app, gateway, notice)
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
async function applyPaid(tx: Tx, app: App, gateway: Gateway, notice: Notice): Promise<boolean> {
  const now = app.clock.now()
  const { gatewayRef, at, shares, noticeId } = notice
  const report = { gateway: gateway.name, gatewayRef, at, shares, noticeId }
  const outcome = await confirmPayment(tx, notice.ourId, report, standingRates(app.ports), now)
  if (outcome === 'mismatch') {
    app.log.error({ gateway: gateway.name, payment: notice.ourId }, 'paid otherwise than asked')
    return false
  }
  // A confirmed payment keeps its message with it.
  if (outcome !== 'confirmed') noteNotice(tx, gateway.name, notice, now)
  return true
}
