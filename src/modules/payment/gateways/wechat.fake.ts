import { createCipheriv, createHash, sign, verify } from 'node:crypto'

import { gatewayConfigs } from './config.ts'
import type { HttpRequest, HttpResponse } from './port.ts'
import { now, otherKeys, ourKeys, pemOf, theirKeys } from './testing.ts'

/** For tests: WeChat Pay as far as this folder speaks to it, with faults to order. */
export const apiV3Key = '0123456789abcdef0123456789abcdef'

export const wechatConfig = gatewayConfigs({
  WECHAT_PAY_MCHID: '1900000001',
  WECHAT_PAY_APPID: 'wx8888888888888888',
  WECHAT_PAY_CERTIFICATE_SERIAL: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  WECHAT_PAY_PRIVATE_KEY: pemOf.private(),
  WECHAT_PAY_API_V3_KEY: apiV3Key,
  WECHAT_PAY_PLATFORM_KEYS: JSON.stringify({
    PUB_KEY_ID_0119: pemOf.public(),
    PUB_KEY_ID_0120: pemOf.public(otherKeys),
  }),
}).wechat!

/** The headers with which WeChat Pay signs an answer or a notification. */
export function wechatSigned(body: Uint8Array, at = now, serial = 'PUB_KEY_ID_0119'): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const nonce = 'c5ac7061fccab6bf3e254dcf98995b8c'
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')])
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': serial,
    'wechatpay-signature': sign('sha256', text, theirKeys.privateKey).toString('base64'),
  }
}

export function sealed(plain: object, associated = 'transaction', nonce = 'fdasflkja484') {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce))
  cipher.setAAD(Buffer.from(associated))
  const parts = [cipher.update(JSON.stringify(plain)), cipher.final(), cipher.getAuthTag()]
  return {
    algorithm: 'AEAD_AES_256_GCM',
    original_type: associated,
    associated_data: associated,
    nonce,
    ciphertext: Buffer.concat(parts).toString('base64'),
  }
}

export function answered(status: number, content: object | Uint8Array | null): HttpResponse {
  const body =
    content === null ? Buffer.alloc(0) : content instanceof Uint8Array ? content : Buffer.from(JSON.stringify(content))
  return { status, headers: status < 400 ? wechatSigned(body) : {}, body }
}

/** Takes refunds and releases once per id, as WeChat Pay does, and refuses what our key did not sign. */
export function fakeWechat(bill = Buffer.alloc(0)) {
  const refunds = new Map<string, string>()
  const releases = new Map<string, { order_id: string; finished: boolean; commissionFen: number }>()
  const returns = new Map<string, number>()
  const subsidies = new Map<string, number>()
  const seen = new Map<string, string>()

  function answer(request: HttpRequest): HttpResponse {
    if (!isOurs(request)) return answered(401, { code: 'SIGN_ERROR', message: '签名错误' })
    const url = new URL(request.url)
    const content = JSON.parse(request.body ?? '{}')
    const key = content.out_refund_no ?? content.out_return_no ?? content.out_order_no
    const keyed = `${url.pathname} ${key}`
    if (key && seen.has(keyed) && seen.get(keyed) !== request.body) {
      return answered(400, { code: 'INVALID_REQUEST', message: '请求参数与原单不一致' })
    }
    if (key) seen.set(keyed, request.body ?? '')
    switch (url.pathname.replace(/[0-9a-f]{32}$/, ':id')) {
      case '/v3/combine-transactions/h5':
        return answered(200, { h5_url: 'https://wx.tenpay.com/checkmweb?prepay_id=wx2&package=1' })
      case '/v3/combine-transactions/native':
        return answered(200, { code_url: 'weixin://wxpay/bizpayurl?pr=p4lpSuKzz' })
      case '/v3/ecommerce/profitsharing/orders':
        if (request.method === 'GET') return sharing(url.searchParams.get('out_order_no') ?? '')
        return accept(key, content.receivers[0]?.amount ?? 0)
      case '/v3/ecommerce/profitsharing/finish-order':
        return accept(key, 0)
      case '/v3/ecommerce/profitsharing/returnorders':
        returns.set(key, content.amount)
        return answered(200, { result: 'SUCCESS', return_no: 'R1' })
      case '/v3/ecommerce/profitsharing/receivers/add':
        return answered(200, { type: content.type, account: content.account })
      case '/v3/ecommerce/subsidies/create':
        subsidies.set(content.transaction_id, content.amount)
        return answered(200, { subsidy_id: 'B1', result: 'SUCCESS' })
      case '/v3/ecommerce/subsidies/return':
        subsidies.set(content.transaction_id, (subsidies.get(content.transaction_id) ?? 0) - content.amount)
        return answered(200, { result: 'SUCCESS' })
      case '/v3/ecommerce/subsidies/cancel':
        return answered(200, { result: subsidies.has(content.transaction_id) ? 'FAIL' : 'SUCCESS' })
      case '/v3/ecommerce/refunds/apply':
        refunds.set(key, refunds.get(key) ?? `5000${refunds.size + 1}`)
        return answered(200, { refund_id: refunds.get(key), out_refund_no: key })
      case '/v3/ecommerce/refunds/out-refund-no/:id':
        return refunded(url.pathname.slice(-32))
      case '/v3/ecommerce/fund/withdraw':
        return answered(200, { withdraw_id: '12321937198237912739132791732123', sub_mchid: content.sub_mchid })
      case '/v3/bill/tradebill':
        return answered(200, {
          hash_type: 'SHA1',
          hash_value: createHash('sha1').update(bill).digest('hex'),
          download_url: 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=6XIv5T',
        })
      case '/v3/billdownload/file':
        return { status: 200, headers: {}, body: bill }
      default:
        return answered(404, { code: 'RESOURCE_NOT_EXISTS', message: request.url })
    }
  }

  function accept(key: string, commissionFen: number) {
    const known = releases.get(key) ?? { order_id: `3008${releases.size + 1}`, finished: false, commissionFen }
    releases.set(key, known)
    return answered(200, { order_id: known.order_id, status: 'PROCESSING' })
  }

  function sharing(key: string) {
    const known = releases.get(key)
    if (!known) return answered(404, { code: 'RESOURCE_NOT_EXISTS', message: '记录不存在' })
    const result = known.finished ? 'SUCCESS' : 'PENDING'
    const receivers = known.commissionFen
      ? [{ result, finish_time: '2026-03-05T16:00:00+08:00', amount: known.commissionFen }]
      : []
    return answered(200, {
      order_id: known.order_id,
      status: known.finished ? 'FINISHED' : 'PROCESSING',
      receivers,
    })
  }

  function refunded(key: string) {
    const refundId = refunds.get(key)
    if (!refundId) return answered(404, { code: 'RESOURCE_NOT_EXISTS', message: '退款单不存在' })
    return answered(200, {
      refund_id: refundId,
      status: 'SUCCESS',
      success_time: '2026-03-05T16:00:00+08:00',
      amount: { refund: 500 },
    })
  }

  return { answer, refunds, releases, returns, subsidies }
}

function isOurs(request: HttpRequest): boolean {
  const field = (name: string) =>
    new RegExp(`${name}="([^"]+)"`).exec(request.headers['authorization'] ?? '')?.[1] ?? ''
  const url = new URL(request.url)
  const lines = [
    request.method,
    url.pathname + url.search,
    field('timestamp'),
    field('nonce_str'),
    request.body ?? '',
    '',
  ]
  return verify('sha256', Buffer.from(lines.join('\n')), ourKeys.publicKey, Buffer.from(field('signature'), 'base64'))
}
