import { z } from 'zod'

import type { AlipayClient } from './alipay.calls.ts'
import type { Absent, Answer, Gateway, RefundOrder, ReleaseOrder, Settled } from './port.ts'
import { absentOr, isRefused, refusal } from './refusal.ts'
import { atShanghaiTime, fenOfYuan, plainText, wireId, yuanOfFen } from './wire.ts'

type Settlement = 'enrolPlatform' | 'release' | 'queryRelease' | 'refund' | 'queryRefund'

/** Confirmation of settlement, commission and refunds of 直付通. Alipay answers most of them at once. */
export function alipaySettlement(client: AlipayClient): Required<Pick<Gateway, Settlement>> {
  return {
    enrolPlatform: (requestId) => enrolPlatform(client, requestId),
    release: (order) => release(client, order),
    queryRelease: (order) => queryRelease(client, order),
    refund: (order) => refund(client, order),
    queryRefund: (order) => queryRefund(client, order),
  }
}

/** 分账关系绑定. */
async function enrolPlatform(client: AlipayClient, requestId: string) {
  const answer = await client.call(z.object({}), 'alipay.trade.royalty.relation.bind', {
    out_request_no: wireId(requestId),
    receiver_list: [{ type: 'userId', account: platformAccount(client) }],
  })
  return isRefused(answer) ? answer : { result: 'done' as const, gatewayRef: platformAccount(client) }
}

/**
 * 确认结算 for what is left of the trade, then 分账 of commission and receivers' parts, which ends the freeze the confirmation asked for.
 * Both carry the release's id: when the answer to either is lost, the job sends both again and each happens once. A subsidy is put in
 * between them, as 营销补差 (`replenish`) from the platform's account; it is no part of the trade's amount.
 */
async function release(client: AlipayClient, order: ReleaseOrder): Promise<Answer<Settled>> {
  const names = { out_request_no: wireId(order.releaseId), trade_no: order.share.shareRef }
  const { receivers = [], subsidyFen = 0 } = order
  const sharesOut = order.commissionFen > 0 || receivers.length > 0
  const confirmed = await client.call(z.object({}), 'alipay.trade.settle.confirm', {
    ...names,
    settle_info: {
      settle_detail_infos: [
        {
          trans_in_type: 'defaultSettle',
          settle_entity_type: 'SecondMerchant',
          settle_entity_id: order.share.sellerAccount,
          amount: yuanOfFen(order.amountFen - subsidyFen),
        },
      ],
    },
    ...(sharesOut && { extend_params: { royalty_freeze: 'true' } }),
  })
  if (isRefused(confirmed)) return confirmed
  const replenished = subsidyFen > 0 ? await replenish(client, order, subsidyFen) : null
  if (isRefused(replenished)) return replenished
  if (!sharesOut) return settled(order.share.shareRef, order.amountFen, null)

  const shared = await client.call(z.object({ settle_no: z.string().optional() }), 'alipay.trade.order.settle', {
    ...names,
    royalty_parameters: [
      ...(order.commissionFen > 0 ? [royalty(platformAccount(client), order.commissionFen, '平台服务费')] : []),
      ...receivers.map((one) => royalty(one.sellerAccount, one.fen, purposes[one.kind])),
    ],
    extend_params: { royalty_finish: 'true' },
  })
  if (isRefused(shared)) return shared
  return settled(shared.settle_no ?? order.share.shareRef, order.amountFen, null)
}

const royalty = (account: string, fen: number, purpose: string) => ({
  royalty_type: 'transfer',
  trans_in_type: 'userId',
  trans_in: account,
  amount: yuanOfFen(fen),
  desc: purpose,
  royalty_scene: purpose,
})

const purposes = { grower: '种植户分成', maker: '加工户分成', carrier: '运费', brand: '品牌分成' } as const

/** 营销补差: from the platform's account to the seller's. */
function replenish(client: AlipayClient, order: ReleaseOrder, subsidyFen: number) {
  return client.call(z.object({}), 'alipay.trade.order.settle', {
    out_request_no: `${wireId(order.releaseId)}_1`,
    trade_no: order.share.shareRef,
    royalty_parameters: [
      {
        royalty_type: 'replenish',
        trans_out_type: 'userId',
        trans_out: platformAccount(client),
        trans_in_type: 'userId',
        trans_in: order.share.sellerAccount,
        amount: yuanOfFen(subsidyFen),
        desc: '平台优惠补差',
      },
    ],
  })
}

/** 交易分账查询. A confirmation without commission has no query: absent, so that it is sent again, which does no harm. */
async function queryRelease(client: AlipayClient, order: ReleaseOrder): Promise<Answer<Settled> | Absent> {
  if (order.commissionFen === 0 && (order.receivers ?? []).length === 0) return { result: 'absent' }
  const answer = await client.call(royalties, 'alipay.trade.order.settle.query', {
    out_request_no: wireId(order.releaseId),
    trade_no: order.share.shareRef,
  })
  if (isRefused(answer)) return absentOr(answer)
  const detail = answer.royalty_detail_list.find((each) => each.operation_type === 'transfer')
  if (!detail) return { result: 'absent' }
  const gatewayRef = detail.detail_id ?? order.share.shareRef
  if (detail.state === 'FAIL') return refusal('other', true, detail.error_code ?? 'FAIL', detail.error_desc)
  if (detail.state !== 'SUCCESS') return { result: 'pending', gatewayRef }
  return settled(gatewayRef, order.amountFen, atShanghaiTime(detail.execute_dt ?? ''))
}

const royalties = z.object({
  royalty_detail_list: z
    .array(
      z.object({
        operation_type: z.string(),
        state: z.string(),
        detail_id: z.string().optional(),
        execute_dt: z.string().optional(),
        error_code: z.string().optional(),
        error_desc: z.string().optional(),
      }),
    )
    .default([]),
})

/** 统一收单交易退款. Of a released share commission and parts come back only when asked for by their receivers and amounts. */
async function refund(client: AlipayClient, order: RefundOrder): Promise<Answer<Settled>> {
  const commissionBackFen = order.released?.commissionBackFen ?? 0
  const returns = order.released?.returns ?? []
  const backs = [
    ...(commissionBackFen > 0 ? [back(platformAccount(client), commissionBackFen, '退款退回服务费')] : []),
    ...returns.map((one) => back(one.sellerAccount, one.fen, '退款退回分账')),
    ...((order.subsidyBackFen ?? 0) > 0
      ? [
          {
            ...back(order.share.sellerAccount, order.subsidyBackFen ?? 0, '退款退回补差'),
            royalty_type: 'replenish',
            trans_in_type: 'userId',
            trans_in: platformAccount(client),
          },
        ]
      : []),
  ]
  const answer = await client.call(
    z.object({ fund_change: z.string().optional(), gmt_refund_pay: z.string().optional() }),
    'alipay.trade.refund',
    {
      trade_no: order.share.shareRef,
      out_request_no: wireId(order.refundId),
      refund_amount: yuanOfFen(order.amountFen),
      refund_reason: plainText(order.reason, 80),
      ...(backs.length > 0 && { refund_royalty_parameters: backs }),
    },
  )
  if (isRefused(answer)) return answer
  // `N` says this call moved no money: it was a repetition, or the refund is still on its way. The query knows.
  if (answer.fund_change !== 'Y') return { result: 'pending', gatewayRef: order.share.shareRef }
  return settled(order.share.shareRef, order.amountFen, atShanghaiTime(answer.gmt_refund_pay ?? ''))
}

const back = (account: string, fen: number, purpose: string) => ({
  royalty_type: 'transfer',
  trans_out_type: 'userId',
  trans_out: account,
  amount: yuanOfFen(fen),
  desc: purpose,
})

/** 统一收单交易退款查询. */
async function queryRefund(client: AlipayClient, order: RefundOrder): Promise<Answer<Settled> | Absent> {
  const answer = await client.call(
    z.object({
      refund_status: z.string().optional(),
      refund_amount: z.string().optional(),
      gmt_refund_pay: z.string().optional(),
    }),
    'alipay.trade.fastpay.refund.query',
    {
      trade_no: order.share.shareRef,
      out_request_no: wireId(order.refundId),
      query_options: ['gmt_refund_pay'],
    },
  )
  if (isRefused(answer)) return absentOr(answer)
  // A refund that failed, or was never asked for, is answered without status: it may be sent again.
  if (!answer.refund_status) return { result: 'absent' }
  if (answer.refund_status !== 'REFUND_SUCCESS') return { result: 'pending', gatewayRef: order.share.shareRef }
  const amountFen = answer.refund_amount ? fenOfYuan(answer.refund_amount) : order.amountFen
  return settled(order.share.shareRef, amountFen, atShanghaiTime(answer.gmt_refund_pay ?? ''))
}

function platformAccount(client: AlipayClient): string {
  return client.config.sellerIds[0] ?? ''
}

function settled(gatewayRef: string, amountFen: number, at: Date | null): { result: 'done' } & Settled {
  return { result: 'done', gatewayRef, amountFen, at }
}
