import { z } from 'zod'

import type { WechatConfig } from './config.ts'
import type { Acknowledgement, Notice, Notification, NotificationFault, Reading } from './port.ts'
import { openResource, signatureFault } from './wechat.crypto.ts'
import { combinedTransaction, paymentState } from './wechat.transaction.ts'
import { jsonOf, ownId } from './wire.ts'

/** Reads a notification of WeChat Pay: signature, timestamp, encrypted resource, then whose it is and what it says. */
export function readWechatNotification(config: WechatConfig, message: Notification): Reading {
  const fault = signatureFault(config, message)
  if (fault) return { verified: false, ...fault }
  const envelope = envelopeSchema.safeParse(jsonOf(message.body))
  if (!envelope.success) return unread('malformed', envelope.error.message)
  const resource = openResource(config.apiV3Key, envelope.data.resource)
  if (!resource) return unread('forged', 'the resource does not open')
  return noticeOf(config, envelope.data, jsonOf(resource))
}

/** 2xx without a body is a success to WeChat Pay; anything else makes it send again. */
export function acknowledgeWechat(outcome: 'taken' | 'failed'): Acknowledgement {
  if (outcome === 'taken') return { status: 204, headers: {}, body: '' }
  return {
    status: 500,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'FAIL', message: '失败' }),
  }
}

type Envelope = z.output<typeof envelopeSchema>

const envelopeSchema = z.object({
  id: z.string().min(1),
  create_time: z.coerce.date(),
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string(),
    nonce: z.string(),
    associated_data: z.string().default(''),
  }),
})

function noticeOf(config: WechatConfig, envelope: Envelope, resource: unknown): Reading {
  const refund = refundKinds[envelope.event_type]
  if (refund) return refundNotice(config, envelope, refund, resource)
  if (envelope.event_type === 'PROFITSHARING.SUCCESS') return releaseNotice(config, envelope, resource)
  if (envelope.event_type !== 'TRANSACTION.SUCCESS') return unread('unknown', envelope.event_type)
  // Profit sharing is documented under a name of its own and comes under this one; only a sharing has a receiver.
  const isSharing = z.object({ receiver: z.object({}) }).safeParse(resource).success
  return isSharing ? releaseNotice(config, envelope, resource) : paymentNotice(config, envelope, resource)
}

const refundKinds: Record<string, Notice['kind']> = {
  'REFUND.SUCCESS': 'refund.done',
  'REFUND.ABNORMAL': 'refund.failed',
  'REFUND.CLOSED': 'refund.failed',
}

function paymentNotice(config: WechatConfig, { id, create_time }: Envelope, resource: unknown): Reading {
  const read = combinedTransaction.safeParse(resource)
  if (!read.success) return unread('malformed', read.error.message)
  if (read.data.combine_mchid !== config.merchantId || read.data.combine_appid !== config.appId) {
    return unread('foreign', `${read.data.combine_mchid} ${read.data.combine_appid}`)
  }
  const ourId = ownId(read.data.combine_out_trade_no)
  const payment = paymentState(read.data)
  if (!ourId || payment.state !== 'paid') return unread('unknown', read.data.combine_out_trade_no)
  const { gatewayRef, amountFen, shares } = payment
  const at = payment.at ?? create_time
  return { verified: true, notice: { kind: 'payment.paid', noticeId: id, ourId, gatewayRef, amountFen, at, shares } }
}

const refundResource = z.object({
  sp_mchid: z.string(),
  out_refund_no: z.string(),
  refund_id: z.string(),
  success_time: z.coerce.date().optional(),
  amount: z.object({ refund: z.int() }),
})

function refundNotice(
  config: WechatConfig,
  { id, create_time }: Envelope,
  kind: Notice['kind'],
  resource: unknown,
): Reading {
  const read = refundResource.safeParse(resource)
  if (!read.success) return unread('malformed', read.error.message)
  if (read.data.sp_mchid !== config.merchantId) return unread('foreign', read.data.sp_mchid)
  const ourId = ownId(read.data.out_refund_no)
  if (!ourId) return unread('unknown', read.data.out_refund_no)
  const { refund_id: gatewayRef, amount, success_time } = read.data
  const at = success_time ?? create_time
  return {
    verified: true,
    notice: { kind, noticeId: id, ourId, gatewayRef, amountFen: amount.refund, at, shares: [] },
  }
}

const sharingResource = z.object({
  sp_mchid: z.string().optional(),
  mchid: z.string().optional(),
  order_id: z.string(),
  out_order_no: z.string(),
  receiver: z.object({ amount: z.int() }),
  success_time: z.coerce.date(),
})

/** 分账动账通知, sent to the receiver of commission. It also comes when commission goes back: `ourId` is then a refund's. */
function releaseNotice(config: WechatConfig, { id }: Envelope, resource: unknown): Reading {
  const read = sharingResource.safeParse(resource)
  if (!read.success) return unread('malformed', read.error.message)
  const { order_id: gatewayRef, out_order_no, receiver, success_time: at } = read.data
  const merchantId = read.data.sp_mchid ?? read.data.mchid ?? ''
  if (merchantId !== config.merchantId) return unread('foreign', merchantId)
  const ourId = ownId(out_order_no)
  if (!ourId) return unread('unknown', out_order_no)
  return {
    verified: true,
    notice: { kind: 'release.done', noticeId: id, ourId, gatewayRef, amountFen: receiver.amount, at, shares: [] },
  }
}

function unread(fault: NotificationFault, detail: string): Reading {
  return { verified: false, fault, detail }
}
