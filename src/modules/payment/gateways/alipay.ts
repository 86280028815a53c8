import { z } from 'zod'

import { alipayBill } from './alipay.bill.ts'
import { alipayClient } from './alipay.calls.ts'
import type { AlipayClient } from './alipay.calls.ts'
import { acknowledgeAlipay, readAlipayNotification } from './alipay.notice.ts'
import { alipaySettlement } from './alipay.settlement.ts'
import type { AlipayConfig } from './config.ts'
import type {
  Acknowledged,
  Answer,
  Gateway,
  PaidShare,
  PaymentOrder,
  PaymentPage,
  PaymentRef,
  PaymentState,
  Share,
  Surroundings,
} from './port.ts'
import { isRefused, refusal, unanswered } from './refusal.ts'
import { atShanghaiTime, fenOfYuan, plainText, shanghaiTime, wireId, yuanOfFen } from './wire.ts'

/**
 * Alipay 直付通: every share is a trade of its own with the seller as second-level merchant, settled when the platform
 * confirms. Alipay pays out by itself, so there is no `payout`. See README.md.
 */
export function alipayGateway(config: AlipayConfig, surroundings: Surroundings): Gateway {
  const client = alipayClient(config, surroundings)
  return {
    name: 'alipay',
    sharesMax: () => config.sharesMax,
    createPayment: (order) => createPayment(client, order),
    closePayment: (payment) => closePayment(client, payment),
    queryPayment: (payment) => queryPayment(client, payment),
    // A confirmation settles the whole trade, and nobody but the seller's balance pays a refund after it.
    releasesParts: false,
    advancesRefunds: false,
    ...alipaySettlement(client),
    dailyBill: (date) => alipayBill(client, date),
    readNotification: (message) => readAlipayNotification(config, message),
    acknowledgement: acknowledgeAlipay,
  }
}

/** One share is paid on the page of its device; several by combined payment, which exists for phones: a desk shows its code. */
async function createPayment(client: AlipayClient, order: PaymentOrder): Promise<Answer<PaymentPage>> {
  const [share] = order.shares
  const gatewayRef = wireId(order.paymentId)
  if (share && order.shares.length === 1) {
    const [method, productCode] = order.client === 'phone' ? wapPay : pagePay
    const content = {
      ...trade(order, share, productCode),
      time_expire: shanghaiTime(order.expiresAt),
    }
    return { result: 'done', payUrl: client.pageUrl(method, content, order), show: 'redirect', gatewayRef }
  }
  const content = {
    // The shares succeed or fail together, as the contract of combined payment has to say.
    out_merge_no: gatewayRef,
    time_expire: shanghaiTime(order.expiresAt),
    order_details: order.shares.map((each) => ({
      app_id: client.config.appId,
      ...trade(order, each, wapPay[1]),
    })),
  }
  const preOrder = z.object({ pre_order_no: z.string() })
  const prepared = await client.call(preOrder, 'alipay.trade.merge.precreate', content, order.notifyUrl)
  if (isRefused(prepared)) return prepared
  const payUrl = client.pageUrl('alipay.trade.wap.merge.pay', { pre_order_no: prepared.pre_order_no }, order)
  return { result: 'done', payUrl, show: order.client === 'phone' ? 'redirect' : 'code', gatewayRef }
}

const wapPay = ['alipay.trade.wap.pay', 'QUICK_WAP_WAY'] as const
const pagePay = ['alipay.trade.page.pay', 'FAST_INSTANT_TRADE_PAY'] as const

function trade(order: PaymentOrder, share: Share, productCode: string): object {
  const amount = yuanOfFen(share.amountFen)
  return {
    out_trade_no: wireId(share.shareId),
    total_amount: amount,
    subject: plainText(share.subject, 100),
    product_code: productCode,
    passback_params: wireId(order.paymentId),
    sub_merchant: { merchant_id: share.sellerAccount, merchant_type: 'alipay' },
    settle_info: { settle_detail_infos: [{ trans_in_type: 'defaultSettle', amount }] },
  }
}

/**
 * Closes the trades that exist. Alipay makes a trade only when the buyer opens its page, so a page never opened can be
 * paid until its `time_expire`: money that comes after a close is refunded by the caller.
 */
async function closePayment(client: AlipayClient, payment: PaymentRef): Promise<Answer<Acknowledged>> {
  const answers = await Promise.all(
    payment.shares.map((share) =>
      client.call(z.object({}), 'alipay.trade.close', { out_trade_no: wireId(share.shareId) }),
    ),
  )
  const open = answers.find((answer) => isRefused(answer) && !['not_found', 'already_closed'].includes(answer.code))
  if (!open || !isRefused(open)) return { result: 'done', gatewayRef: null }
  const { state } = await queryPayment(client, payment)
  return state === 'paid' ? refusal('already_paid', true, open.gatewayCode, open.gatewayMessage) : open
}

async function queryPayment(client: AlipayClient, payment: PaymentRef): Promise<PaymentState> {
  const trades = (await Promise.all(payment.shares.map((share) => tradeOf(client, share)))).flat()
  const paid = trades.filter(({ answer }) => isPaid(answer))
  if (paid.length > 0) return paidState(payment, paid)
  if (trades.length === 0) return { state: 'absent' }
  const isClosed = trades.every(({ answer }) => answer.trade_status === 'TRADE_CLOSED')
  return { state: isClosed ? 'closed' : 'unpaid' }
}

async function tradeOf(client: AlipayClient, share: Share): Promise<{ share: Share; answer: Trade }[]> {
  const names = { out_trade_no: wireId(share.shareId) }
  const answer = await client.call(tradeAnswer, 'alipay.trade.query', names)
  if (!isRefused(answer)) return [{ share, answer }]
  if (answer.code === 'not_found') return []
  throw unanswered(`share ${share.shareId}`, answer)
}

type Trade = z.output<typeof tradeAnswer>

const tradeAnswer = z.object({
  trade_no: z.string(),
  trade_status: z.string(),
  total_amount: z.string(),
  send_pay_date: z.string().optional(),
})

/** `TRADE_CLOSED` stands for never paid and for refunded in whole; only the second has a time of payment. */
function isPaid(answer: Trade): boolean {
  const { trade_status: status, send_pay_date: paidAt } = answer
  return ['TRADE_SUCCESS', 'TRADE_FINISHED'].includes(status) || (status === 'TRADE_CLOSED' && Boolean(paidAt))
}

function paidState(payment: PaymentRef, paid: { share: Share; answer: Trade }[]): PaymentState {
  const shares = paid.map(({ share, answer }): PaidShare => ({
    shareId: share.shareId,
    shareRef: answer.trade_no,
    amountFen: fenOfYuan(answer.total_amount),
    sellerAccount: null,
  }))
  return {
    state: 'paid',
    gatewayRef: wireId(payment.paymentId),
    amountFen: shares.reduce((sum, share) => sum + share.amountFen, 0),
    at: atShanghaiTime(paid.at(-1)?.answer.send_pay_date ?? ''),
    shares,
  }
}
