import { z } from 'zod'

import type { Receiver, RefundOrder, Refused, ReleaseOrder } from './port.ts'
import { isRefused, refusal } from './refusal.ts'
import type { WechatClient } from './wechat.calls.ts'
import { wireId } from './wire.ts'

type Unfinished = Refused | { result: 'pending'; gatewayRef: string | null }

const relations = { grower: 'SUPPLIER', maker: 'SUPPLIER', carrier: 'SERVICE_PROVIDER', brand: 'OTHERS' } as const

/** 添加分账接收方, for the whole platform; naming one again does nothing. */
export async function addReceivers(client: WechatClient, receivers: readonly Receiver[]): Promise<Refused | null> {
  for (const { sellerAccount, name, kind } of receivers) {
    const answer = await client.call(z.object({}), 'POST', '/v3/ecommerce/profitsharing/receivers/add', {
      appid: client.config.appId,
      type: 'MERCHANT_ID',
      account: sellerAccount,
      name,
      relation_type: relations[kind],
    })
    if (isRefused(answer)) return answer
  }
  return null
}

const subsidyAnswer = z.object({ result: z.string().optional() })

/**
 * 请求补差: the platform's money joins the share before anything leaves it. Where refunds left nothing to put in, a share asked with a
 * subsidy is freed of it (取消补差). Repeating either with the same content does nothing.
 */
export async function putIn(client: WechatClient, { releaseId, share, subsidyFen = 0 }: ReleaseOrder) {
  const names = { sub_mchid: share.sellerAccount, transaction_id: share.shareRef }
  if (subsidyFen > 0) {
    return resultOf(
      await client.call(subsidyAnswer, 'POST', '/v3/ecommerce/subsidies/create', {
        ...names,
        amount: subsidyFen,
        description: '平台优惠补差',
        out_subsidy_no: wireId(releaseId),
      }),
    )
  }
  if ((share.subsidyFen ?? 0) === 0) return null
  return resultOf(
    await client.call(subsidyAnswer, 'POST', '/v3/ecommerce/subsidies/cancel', { ...names, description: '订单已退款' }),
  )
}

/** 请求补差回退, with the refund it belongs to. */
export async function takeBack(client: WechatClient, order: RefundOrder, refundRef: string) {
  const { share, refundId, subsidyBackFen = 0 } = order
  if (subsidyBackFen === 0) return null
  return resultOf(
    await client.call(subsidyAnswer, 'POST', '/v3/ecommerce/subsidies/return', {
      sub_mchid: share.sellerAccount,
      transaction_id: share.shareRef,
      out_order_no: wireId(refundId),
      refund_id: refundRef,
      amount: subsidyBackFen,
      description: '退款退回补差',
    }),
  )
}

function resultOf(answer: { result?: string | undefined } | Refused): Refused | null {
  if (isRefused(answer)) return answer
  return answer.result === 'FAIL' ? refusal('other', true, 'FAIL') : null
}

/** 请求分账回退: the platform's commission, then each receiver's part. Null when all of it is back. */
export async function bringBack(client: WechatClient, order: RefundOrder): Promise<Unfinished | null> {
  const { released } = order
  if (released === undefined) return null
  const own = {
    releaseId: released.releaseId,
    sellerAccount: client.config.merchantId,
    fen: released.commissionBackFen,
  }
  const all = [...(own.fen > 0 ? [own] : []), ...(released.returns ?? [])]
  for (const [position, one] of all.entries()) {
    const unfinished = await bringBackOne(client, order, one, position)
    if (unfinished) return unfinished
  }
  return null
}

const returned = z.object({ result: z.string(), return_no: z.string().optional(), fail_reason: z.string().optional() })

async function bringBackOne(
  client: WechatClient,
  order: RefundOrder,
  part: { releaseId: string; sellerAccount: string; fen: number },
  position: number,
): Promise<Unfinished | null> {
  const answer = await client.call(returned, 'POST', '/v3/ecommerce/profitsharing/returnorders', {
    sub_mchid: order.share.sellerAccount,
    out_order_no: wireId(part.releaseId),
    out_return_no: position === 0 ? wireId(order.refundId) : `${wireId(order.refundId)}_${position}`,
    return_mchid: part.sellerAccount,
    amount: part.fen,
    description: part.sellerAccount === client.config.merchantId ? '退款退回服务费' : '退款退回分账',
  })
  if (isRefused(answer)) return answer
  if (answer.result === 'SUCCESS') return null
  if (answer.result === 'PROCESSING') return { result: 'pending', gatewayRef: answer.return_no ?? null }
  return refusal('other', true, answer.fail_reason ?? answer.result)
}
