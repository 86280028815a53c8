import { z } from 'zod'

import type { WechatConfig } from './config.ts'
import type { Answer, Gateway, PaymentOrder, PaymentPage, PaymentRef, PaymentState, Surroundings } from './port.ts'
import { isRefused, unanswered } from './refusal.ts'
import { wechatBill } from './wechat.bill.ts'
import { wechatClient } from './wechat.calls.ts'
import type { WechatClient } from './wechat.calls.ts'
import { acknowledgeWechat, readWechatNotification } from './wechat.notice.ts'
import { wechatSettlement } from './wechat.settlement.ts'
import { combinedTransaction, paymentState } from './wechat.transaction.ts'
import { plainText, shanghaiTimestamp, wireId } from './wire.ts'

/**
 * WeChat Pay APIv3 for platforms, 平台收付通 (formerly 电商收付通): combined orders whose shares are frozen by
 * `profit_sharing`, profit sharing, refunds of second-level merchants, withdrawals. See README.md.
 */
export function wechatGateway(config: WechatConfig, surroundings: Surroundings): Gateway {
  const client = wechatClient(config, surroundings)
  return {
    name: 'wechat',
    // 合单下单: at most 50 orders in one.
    sharesMax: () => 50,
    createPayment: (order) => createPayment(client, order),
    closePayment: (payment) => closePayment(client, payment),
    queryPayment: (payment) => queryPayment(client, payment),
    releasesParts: true,
    advancesRefunds: true,
    ...wechatSettlement(client),
    dailyBill: (date) => wechatBill(client, date),
    readNotification: (message) => readWechatNotification(config, message),
    acknowledgement: acknowledgeWechat,
  }
}

async function createPayment(client: WechatClient, order: PaymentOrder): Promise<Answer<PaymentPage>> {
  const content = combinedOrder(client.config, order)
  const gatewayRef = wireId(order.paymentId)
  if (order.client === 'desk') {
    const answer = await client.call(nativeAnswer, 'POST', '/v3/combine-transactions/native', content)
    return isRefused(answer) ? answer : { result: 'done', payUrl: answer.code_url, show: 'code', gatewayRef }
  }
  const answer = await client.call(h5Answer, 'POST', '/v3/combine-transactions/h5', content)
  if (isRefused(answer)) return answer
  const payUrl = new URL(answer.h5_url)
  payUrl.searchParams.set('redirect_url', order.returnUrl)
  return { result: 'done', payUrl: payUrl.href, show: 'redirect', gatewayRef }
}

const nativeAnswer = z.object({ code_url: z.string() })
const h5Answer = z.object({ h5_url: z.url() })

function combinedOrder(config: WechatConfig, order: PaymentOrder): object {
  return {
    combine_appid: config.appId,
    combine_mchid: config.merchantId,
    combine_out_trade_no: wireId(order.paymentId),
    time_expire: shanghaiTimestamp(order.expiresAt),
    notify_url: order.notifyUrl,
    scene_info: {
      payer_client_ip: order.clientIp,
      ...(order.client === 'phone' && { h5_info: { type: 'Wap' } }),
    },
    sub_orders: order.shares.map((share) => ({
      mchid: config.merchantId,
      sub_mchid: share.sellerAccount,
      out_trade_no: wireId(share.shareId),
      // Required and given back in bills; never shown.
      attach: wireId(order.paymentId),
      description: plainText(share.subject, 40),
      amount: { total_amount: share.amountFen, currency: 'CNY' },
      settle_info: {
        profit_sharing: true,
        ...((share.subsidyFen ?? 0) > 0 && { subsidy_amount: share.subsidyFen }),
      },
    })),
  }
}

async function closePayment(client: WechatClient, payment: PaymentRef) {
  const content = {
    combine_appid: client.config.appId,
    sub_orders: payment.shares.map((share) => ({
      mchid: client.config.merchantId,
      sub_mchid: share.sellerAccount,
      out_trade_no: wireId(share.shareId),
    })),
  }
  const answer = await client.call(z.object({}), 'POST', `${combinedPath(payment.paymentId)}/close`, content)
  if (isRefused(answer) && answer.code !== 'already_closed') return answer
  return { result: 'done' as const, gatewayRef: wireId(payment.paymentId) }
}

async function queryPayment(client: WechatClient, payment: PaymentRef): Promise<PaymentState> {
  const answer = await client.call(combinedTransaction, 'GET', combinedPath(payment.paymentId))
  if (!isRefused(answer)) return paymentState(answer)
  if (answer.code === 'not_found') return { state: 'absent' }
  throw unanswered(`payment ${payment.paymentId}`, answer)
}

function combinedPath(paymentId: string): string {
  return `/v3/combine-transactions/out-trade-no/${wireId(paymentId)}`
}
