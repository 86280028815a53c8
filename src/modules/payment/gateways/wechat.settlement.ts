import { z } from 'zod'

import type { Absent, Answer, Gateway, PayoutOrder, RefundOrder, ReleaseOrder, Settled } from './port.ts'
import { absentOr, isRefused, refusal } from './refusal.ts'
import type { WechatClient } from './wechat.calls.ts'
import { addReceivers, bringBack, putIn, takeBack } from './wechat.shares.ts'
import { plainText, wireId } from './wire.ts'

type Settlement = 'release' | 'queryRelease' | 'refund' | 'queryRefund' | 'payout' | 'queryPayout'

/** Profit sharing, refunds and withdrawals of 平台收付通. WeChat Pay accepts them and finishes later: most answer pending. */
export function wechatSettlement(client: WechatClient): Required<Pick<Gateway, Settlement>> {
  return {
    release: (order) => release(client, order),
    queryRelease: (order) => queryRelease(client, order),
    refund: (order) => refund(client, order),
    queryRefund: (order) => queryRefund(client, order),
    payout: (order) => payout(client, order),
    queryPayout: (order) => queryPayout(client, order),
  }
}

/**
 * 请求分账 with `finish` unfreezes the rest to the seller; with nobody else to pay 完结分账 does only that. A subsidy is put in before the
 * first of them, and receivers are made known before they get something.
 */
async function release(client: WechatClient, order: ReleaseOrder): Promise<Answer<Settled>> {
  const { receivers = [], isLast = true } = order
  const refused = (await putIn(client, order)) ?? (await addReceivers(client, receivers))
  if (refused) return refused
  const names = {
    sub_mchid: order.share.sellerAccount,
    transaction_id: order.share.shareRef,
    out_order_no: wireId(order.releaseId),
  }
  const answer =
    order.commissionFen === 0 && receivers.length === 0
      ? await client.call(accepted, 'POST', '/v3/ecommerce/profitsharing/finish-order', {
          ...names,
          description: '订单完成',
        })
      : await client.call(accepted, 'POST', '/v3/ecommerce/profitsharing/orders', {
          ...names,
          appid: client.config.appId,
          receivers: [
            ...(order.commissionFen > 0
              ? [receiverOf(client.config.merchantId, order.commissionFen, '平台服务费')]
              : []),
            ...receivers.map((one) => receiverOf(one.sellerAccount, one.fen, purposes[one.kind])),
          ],
          finish: isLast,
        })
  return isRefused(answer) ? answer : { result: 'pending', gatewayRef: answer.order_id }
}

const receiverOf = (account: string, amount: number, description: string) => ({
  type: 'MERCHANT_ID',
  receiver_account: account,
  amount,
  description,
})

const purposes = { grower: '种植户分成', maker: '加工户分成', carrier: '运费', brand: '品牌分成' } as const

const accepted = z.object({ order_id: z.string() })

async function queryRelease(client: WechatClient, order: ReleaseOrder): Promise<Answer<Settled> | Absent> {
  const query = new URLSearchParams({
    sub_mchid: order.share.sellerAccount,
    transaction_id: order.share.shareRef,
    out_order_no: wireId(order.releaseId),
  })
  const answer = await client.call(sharing, 'GET', `/v3/ecommerce/profitsharing/orders?${query}`)
  if (isRefused(answer)) return absentOr(answer)
  const closed = answer.receivers.find((receiver) => receiver.result === 'CLOSED')
  if (answer.status === 'CLOSED' || closed) return refusal('other', true, closed?.fail_reason ?? 'CLOSED')
  if (answer.status !== 'FINISHED' || answer.receivers.some((receiver) => receiver.result === 'PENDING')) {
    return { result: 'pending', gatewayRef: answer.order_id }
  }
  const at = answer.receivers.find((receiver) => receiver.finish_time)?.finish_time ?? null
  return { result: 'done', gatewayRef: answer.order_id, amountFen: order.amountFen, at }
}

const sharing = z.object({
  order_id: z.string(),
  status: z.string(),
  receivers: z
    .array(
      z.object({
        result: z.string(),
        fail_reason: z.string().optional(),
        finish_time: z.coerce.date().optional(),
      }),
    )
    .default([]),
})

/**
 * 申请退款. After a release commission and parts go back to the seller first (请求分账回退, under the refund's own id), so that
 * the seller's balance pays the buyer; while such a return is pending the refund itself is still absent: the job sends it again.
 * Where the platform lays it out (平台垫付) nothing goes back. A subsidy goes back after the refund it belongs to (请求补差回退).
 */
async function refund(client: WechatClient, order: RefundOrder): Promise<Answer<Settled>> {
  const isLaidOut = order.released?.payer === 'platform'
  const unfinished = isLaidOut ? null : await bringBack(client, order)
  if (unfinished) return unfinished
  const answer = await client.call(z.object({ refund_id: z.string() }), 'POST', '/v3/ecommerce/refunds/apply', {
    sub_mchid: order.share.sellerAccount,
    sp_appid: client.config.appId,
    transaction_id: order.share.shareRef,
    out_refund_no: wireId(order.refundId),
    reason: plainText(order.reason, 26),
    amount: { refund: order.amountFen, total: order.share.shareFen, currency: 'CNY' },
    notify_url: order.notifyUrl,
    ...(isLaidOut && { refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE' }),
  })
  if (isRefused(answer)) return answer
  const kept = await takeBack(client, order, answer.refund_id)
  return kept ?? { result: 'pending', gatewayRef: answer.refund_id }
}

async function queryRefund(client: WechatClient, order: RefundOrder): Promise<Answer<Settled> | Absent> {
  const path = `/v3/ecommerce/refunds/out-refund-no/${wireId(order.refundId)}`
  const query = new URLSearchParams({ sub_mchid: order.share.sellerAccount })
  const answer = await client.call(refunded, 'GET', `${path}?${query}`)
  if (isRefused(answer)) return absentOr(answer)
  const { refund_id: gatewayRef, status } = answer
  if (status === 'SUCCESS') {
    return { result: 'done', gatewayRef, amountFen: answer.amount.refund, at: answer.success_time ?? null }
  }
  return status === 'PROCESSING' ? { result: 'pending', gatewayRef } : refusal('other', true, status)
}

const refunded = z.object({
  refund_id: z.string(),
  status: z.string(),
  success_time: z.coerce.date().optional(),
  amount: z.object({ refund: z.int() }),
})

/** 二级商户预约提现. */
async function payout(client: WechatClient, order: PayoutOrder): Promise<Answer<Settled>> {
  const answer = await client.call(z.object({ withdraw_id: z.string() }), 'POST', '/v3/ecommerce/fund/withdraw', {
    sub_mchid: order.sellerAccount,
    out_request_no: wireId(order.payoutId),
    amount: order.amountFen,
    remark: plainText(order.remark, 18),
  })
  return isRefused(answer) ? answer : { result: 'pending', gatewayRef: answer.withdraw_id }
}

async function queryPayout(client: WechatClient, order: PayoutOrder): Promise<Answer<Settled> | Absent> {
  const path = `/v3/ecommerce/fund/withdraw/out-request-no/${wireId(order.payoutId)}`
  const query = new URLSearchParams({ sub_mchid: order.sellerAccount })
  const answer = await client.call(withdrawn, 'GET', `${path}?${query}`)
  if (isRefused(answer)) return absentOr(answer)
  const { withdraw_id: gatewayRef, status } = answer
  if (status === 'SUCCESS') {
    return { result: 'done', gatewayRef, amountFen: answer.amount, at: answer.update_time ?? null }
  }
  // REFUND: the bank sent the money back to the seller's balance.
  if (['FAIL', 'REFUND', 'CLOSE'].includes(status)) return refusal('other', true, status, answer.reason)
  return { result: 'pending', gatewayRef }
}

const withdrawn = z.object({
  withdraw_id: z.string(),
  status: z.string(),
  amount: z.int(),
  update_time: z.coerce.date().optional(),
  reason: z.string().optional(),
})
