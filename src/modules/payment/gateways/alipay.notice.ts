import { isNotificationSigned } from './alipay.crypto.ts'
import type { AlipayConfig } from './config.ts'
import type { Acknowledgement, Notice, Notification, NotificationFault, Reading } from './port.ts'
import { signatureWindowMs } from './signing.ts'
import { atShanghaiTime, fenOfYuan, ownId } from './wire.ts'

/**
 * Reads a notification of Alipay (异步通知验签): a signed form about one trade, that is one share.
 * Alipay tells of refunds by the trade's new state and their sum so far; they speak through `queryRefund` instead.
 */
export function readAlipayNotification(config: AlipayConfig, message: Notification): Reading {
  const form = [...new URLSearchParams(new TextDecoder().decode(message.body))]
  const parameters = new Map(form)
  if (parameters.size !== form.length) return unread('malformed', 'a parameter comes twice')
  if (!isNotificationSigned(config.publicKey, parameters)) return unread('forged', 'sign')

  const value = (name: string) => parameters.get(name) ?? ''
  const sentAt = atShanghaiTime(value('notify_time'))
  if (!sentAt) return unread('malformed', 'notify_time')
  const ageMs = message.now.getTime() - sentAt.getTime()
  if (ageMs > repeatedForMs || ageMs < -signatureWindowMs) return unread('stale', value('notify_time'))
  if (value('app_id') !== config.appId) return unread('foreign', `app_id ${value('app_id')}`)
  const sellerId = value('seller_id')
  if (sellerId && !config.sellerIds.includes(sellerId)) return unread('foreign', `seller_id ${sellerId}`)
  return noticeOf(parameters, sentAt)
}

/** The word Alipay waits for; whatever else it gets, it sends the notification again. */
export function acknowledgeAlipay(outcome: 'taken' | 'failed'): Acknowledgement {
  return {
    status: outcome === 'taken' ? 200 : 500,
    headers: { 'content-type': 'text/plain' },
    body: outcome === 'taken' ? 'success' : 'fail',
  }
}

/** Alipay repeats a notification for 25 hours; whether each carries a new time is not documented. */
const repeatedForMs = 26 * 60 * 60 * 1000

const kinds: Record<string, Notice['kind']> = {
  TRADE_SUCCESS: 'payment.paid',
  TRADE_FINISHED: 'payment.paid',
  TRADE_CLOSED: 'payment.closed',
}

function noticeOf(parameters: ReadonlyMap<string, string>, sentAt: Date): Reading {
  const value = (name: string) => parameters.get(name) ?? ''
  const kind = kinds[value('trade_status')]
  const isRefund = ['refund_fee', 'gmt_refund', 'out_biz_no'].some((name) => value(name) !== '')
  const paymentId = ownId(value('passback_params'))
  const shareId = ownId(value('out_trade_no'))
  if (!kind || isRefund || !paymentId || !shareId) {
    return unread('unknown', `${value('notify_type')} ${value('trade_status')}`)
  }
  const noticeId = value('notify_id')
  const shareRef = value('trade_no')
  if (!noticeId || !shareRef || !/^\d+\.\d{2}$/.test(value('total_amount'))) {
    return unread('malformed', 'notify_id, trade_no or total_amount')
  }
  const amountFen = fenOfYuan(value('total_amount'))
  const shares = kind === 'payment.paid' ? [{ shareId, shareRef, amountFen, sellerAccount: null }] : []
  const at = atShanghaiTime(value(kind === 'payment.paid' ? 'gmt_payment' : 'gmt_close')) ?? sentAt
  return {
    verified: true,
    notice: { kind, noticeId, ourId: paymentId, gatewayRef: shareRef, amountFen, at, shares },
  }
}

function unread(fault: NotificationFault, detail: string): Reading {
  return { verified: false, fault, detail }
}
