import { sign } from 'node:crypto'

import { AlipaySdk } from 'alipay-sdk'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isNotificationSigned, memberText, signParameters } from './alipay.crypto.ts'
import { alipayGateway } from './alipay.ts'
import { gatewayConfigs } from './config.ts'
import type { AlipayConfig } from './config.ts'
import type { HttpRequest, HttpResponse } from './port.ts'
import { id, now, order, otherKeys, ourKeys, pemOf, recorder, share, theirKeys } from './testing.ts'
import { wireId } from './wire.ts'

const config = gatewayConfigs({
  ALIPAY_APP_ID: '2021000000000001',
  ALIPAY_SELLER_IDS: '2088000000000001',
  ALIPAY_PRIVATE_KEY: pemOf.private(),
  ALIPAY_PUBLIC_KEY: pemOf.public(),
  ALIPAY_SHARES_MAX: '20',
}).alipay!

type Content = Record<string, string>

/** Alipay's answer to each method; every request's signature is checked as Alipay would. */
function gateway(answers: Record<string, object | ((content: Content) => object)>, keys = theirKeys) {
  const { send, requests } = recorder((request) => {
    const form = formOf(request)
    const method = form.get('method') ?? ''
    if (!isSignedByUs(form)) return answered({ error_response: { code: '40002', sub_code: 'isv.invalid-signature' } })
    const answer = answers[method] ?? { code: '40004', sub_code: 'ACQ.TRADE_NOT_EXIST', sub_msg: '交易不存在' }
    const content = typeof answer === 'function' ? answer(JSON.parse(form.get('biz_content') ?? '{}')) : answer
    const text = JSON.stringify({ code: '10000', msg: 'Success', ...content })
    const signature = sign('sha256', Buffer.from(text), keys.privateKey).toString('base64')
    return answered(`{"${method.replaceAll('.', '_')}_response":${text},"sign":"${signature}"}`)
  })
  const alipay = alipayGateway(config, { send, now: () => now, nonce: () => 'n' })
  const contents = () =>
    requests.map((request) => [formOf(request).get('method'), JSON.parse(formOf(request).get('biz_content') ?? '{}')])
  return { alipay, requests, contents }
}

function answered(content: object | string, status = 200): HttpResponse {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return { status, headers: {}, body: Buffer.from(text) }
}

function formOf(request: HttpRequest): Map<string, string> {
  return new Map(new URLSearchParams(request.body ?? new URL(request.url).search))
}

/** The second opinion: Alipay's own SDK with our public key in the place of Alipay's. */
function isSignedByUs(form: Map<string, string>): boolean {
  const sdk = new AlipaySdk({
    appId: config.appId,
    privateKey: pemOf.private(),
    keyType: 'PKCS8',
    alipayPublicKey: pemOf.public(ourKeys),
  })
  return sdk.checkNotifySignV2(Object.fromEntries(form))
}

function single(client: 'phone' | 'desk') {
  return { ...order, client, shares: order.shares.slice(0, 1), totalFen: 12_800 }
}

const trade = (status: string, paidAt?: string) => (content: Content) => ({
  trade_no: `2026${content['out_trade_no']}`,
  trade_status: status,
  total_amount: content['out_trade_no'] === wireId(id(11)) ? '128.00' : '100.00',
  ...(paidAt && { send_pay_date: paidAt }),
})

describe('RSA2', () => {
  it('signs so that the same text verifies and every other does not', () => {
    const names = fc.stringMatching(/^[a-z_]{1,12}$/).filter((name) => !name.startsWith('sign'))
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ minLength: 1, maxLength: 20 }), { minKeys: 1 }), (parameters) => {
        const signed = signParameters(ourKeys.privateKey, { ...parameters, sign_type: '' }).set('sign_type', 'RSA2')
        expect(isNotificationSigned(ourKeys.publicKey, signed)).toBe(true)
        for (const [name, value] of Object.entries(parameters)) {
          expect(isNotificationSigned(ourKeys.publicKey, new Map(signed).set(name, `${value}x`))).toBe(false)
        }
        expect(isNotificationSigned(ourKeys.publicKey, new Map(signed).set('more', 'x'))).toBe(false)
        expect(isNotificationSigned(ourKeys.publicKey, new Map(signed).set('sign_type', 'RSA'))).toBe(false)
        expect(isNotificationSigned(otherKeys.publicKey, signed)).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  it('finds the very characters of an answer that were signed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (content) => {
        const text = JSON.stringify(content)
        expect(memberText(`{"a_response":${text},"sign":"}"}`, 'a_response')).toBe(text)
        expect(memberText(`{"sign":"}", "a_response": ${text}}`, 'a_response')).toBe(text)
      }),
    )
    expect(memberText('{"b_response":{}}', 'a_response')).toBeNull()
    expect(memberText('{"a_response":{"b":1', 'a_response')).toBeNull()
  })
})

describe('a payment', () => {
  it('of one seller is a signed page of its device', async () => {
    const { alipay, requests } = gateway({})
    const phone = await alipay.createPayment(single('phone'))
    if (phone.result !== 'done') throw new Error('refused')
    expect(phone).toMatchObject({ show: 'redirect', gatewayRef: wireId(id(1)) })
    const form = formOf({ method: 'GET', url: phone.payUrl, headers: {} })
    expect(isSignedByUs(form)).toBe(true)
    expect(Object.fromEntries(form)).toMatchObject({
      method: 'alipay.trade.wap.pay',
      timestamp: '2026-03-05 16:00:00',
      notify_url: order.notifyUrl,
      return_url: order.returnUrl,
    })
    expect(JSON.parse(form.get('biz_content') ?? '')).toEqual({
      out_trade_no: wireId(id(11)),
      total_amount: '128.00',
      subject: '龙谷丽人茶 100 g',
      product_code: 'QUICK_WAP_WAY',
      passback_params: wireId(id(1)),
      sub_merchant: { merchant_id: '1900000109', merchant_type: 'alipay' },
      settle_info: { settle_detail_infos: [{ trans_in_type: 'defaultSettle', amount: '128.00' }] },
      time_expire: '2026-03-05 16:30:00',
    })
    expect(await alipay.createPayment(single('desk'))).toMatchObject({
      payUrl: expect.stringContaining('alipay.trade.page.pay'),
    })
    expect(requests).toHaveLength(0)
  })

  it('of several sellers is prepared first', async () => {
    const { alipay, contents } = gateway({ 'alipay.trade.merge.precreate': { pre_order_no: 'P1' } })
    const page = await alipay.createPayment({ ...order, client: 'desk' })
    expect(page).toMatchObject({ show: 'code', payUrl: expect.stringContaining('alipay.trade.wap.merge.pay') })
    expect(contents()).toMatchObject([
      [
        'alipay.trade.merge.precreate',
        { out_merge_no: wireId(id(1)), order_details: [{ total_amount: '128.00' }, { total_amount: '100.00' }] },
      ],
    ])
  })

  it('is asked after share by share', async () => {
    const query = (answer: (content: Content) => object) =>
      gateway({ 'alipay.trade.query': answer }).alipay.queryPayment(order)
    expect(await query(trade('TRADE_SUCCESS', '2026-03-05 16:01:00'))).toMatchObject({
      state: 'paid',
      amountFen: 22_800,
      at: new Date('2026-03-05T08:01:00Z'),
      shares: [
        { shareId: id(11), amountFen: 12_800 },
        { shareId: id(12), amountFen: 10_000 },
      ],
    })
    expect(await query(trade('TRADE_CLOSED', '2026-03-05 16:01:00'))).toMatchObject({ state: 'paid' })
    expect(await query(trade('TRADE_CLOSED'))).toEqual({ state: 'closed' })
    expect(await query(trade('WAIT_BUYER_PAY'))).toEqual({ state: 'unpaid' })
    expect(await gateway({}).alipay.queryPayment(order)).toEqual({ state: 'absent' })
  })

  it('closes what exists, and not when the buyer was faster', async () => {
    expect(await gateway({}).alipay.closePayment(order)).toMatchObject({ result: 'done' })
    const late = gateway({
      'alipay.trade.close': { code: '40004', sub_code: 'ACQ.TRADE_STATUS_ERROR' },
      'alipay.trade.query': { trade_no: '1', trade_status: 'TRADE_SUCCESS', total_amount: '128.00' },
    })
    expect(await late.alipay.closePayment(order)).toMatchObject({ code: 'already_paid', final: true })
  })
})

describe('settlement', () => {
  const release = { releaseId: id(21), share, amountFen: 12_300, commissionFen: 369 }
  const refund = { refundId: id(31), share, amountFen: 500, reason: '少发', notifyUrl: order.notifyUrl }

  it('confirms what is left and splits the commission off, both under one id', async () => {
    const { alipay, contents } = gateway({
      'alipay.trade.settle.confirm': {},
      'alipay.trade.order.settle': { settle_no: 'S1' },
    })
    expect(await alipay.release(release)).toEqual({ result: 'done', gatewayRef: 'S1', amountFen: 12_300, at: null })
    expect(contents()).toMatchObject([
      [
        'alipay.trade.settle.confirm',
        {
          out_request_no: wireId(id(21)),
          trade_no: share.shareRef,
          extend_params: { royalty_freeze: 'true' },
          settle_info: { settle_detail_infos: [{ amount: '123.00' }] },
        },
      ],
      [
        'alipay.trade.order.settle',
        {
          out_request_no: wireId(id(21)),
          royalty_parameters: [{ trans_in: '2088000000000001', amount: '3.69' }],
          extend_params: { royalty_finish: 'true' },
        },
      ],
    ])
    const free = gateway({ 'alipay.trade.settle.confirm': {} })
    expect(await free.alipay.release({ ...release, commissionFen: 0 })).toMatchObject({ result: 'done' })
    expect(JSON.stringify(free.contents())).not.toContain('royalty')
  })

  it('names the platform as receiver of commission', async () => {
    const { alipay, contents } = gateway({ 'alipay.trade.royalty.relation.bind': {} })
    expect(await alipay.enrolPlatform?.(id(51))).toMatchObject({ result: 'done' })
    expect(contents()[0]?.[1]).toMatchObject({ receiver_list: [{ type: 'userId', account: '2088000000000001' }] })
  })

  it('asks after a release', async () => {
    const query = (detail: object) =>
      gateway({
        'alipay.trade.order.settle.query': { royalty_detail_list: [{ operation_type: 'transfer', ...detail }] },
      }).alipay.queryRelease(release)
    expect(await query({ state: 'SUCCESS', execute_dt: '2026-03-05 16:00:00' })).toMatchObject({
      result: 'done',
      at: now,
    })
    expect(await query({ state: 'PROCESSING' })).toMatchObject({ result: 'pending' })
    expect(await query({ state: 'FAIL', error_code: 'TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH' })).toMatchObject({
      final: true,
    })
    expect(await gateway({}).alipay.queryRelease(release)).toEqual({ result: 'absent' })
  })

  it('refunds, with commission back when asked for, and asks after repetitions', async () => {
    const { alipay, contents } = gateway({
      'alipay.trade.refund': { fund_change: 'Y', gmt_refund_pay: '2026-03-05 16:00:00' },
    })
    expect(await alipay.refund(refund)).toMatchObject({ result: 'done', amountFen: 500, at: now })
    await alipay.refund({ ...refund, released: { releaseId: id(21), commissionBackFen: 15 } })
    expect(contents()[0]?.[1]).not.toHaveProperty('refund_royalty_parameters')
    expect(contents()[1]?.[1]).toMatchObject({
      refund_royalty_parameters: [{ trans_out: '2088000000000001', amount: '0.15' }],
    })
    const again = gateway({
      'alipay.trade.refund': { fund_change: 'N' },
      'alipay.trade.fastpay.refund.query': { refund_status: 'REFUND_SUCCESS', refund_amount: '5.00' },
    })
    expect(await again.alipay.refund(refund)).toMatchObject({ result: 'pending' })
    expect(await again.alipay.queryRefund(refund)).toMatchObject({ result: 'done', amountFen: 500 })
    expect(await gateway({ 'alipay.trade.fastpay.refund.query': {} }).alipay.queryRefund(refund)).toEqual({
      result: 'absent',
    })
  })

  it('tells what passes, what is final and what is not known', async () => {
    const failing = (code: string, subCode: string) =>
      gateway({ 'alipay.trade.refund': { code, sub_code: subCode } }).alipay.refund(refund)
    expect(await failing('40005', 'aop.app-call-limited')).toMatchObject({ code: 'frequency_limited', final: false })
    expect(await failing('40004', 'ACQ.SELLER_BALANCE_NOT_ENOUGH')).toMatchObject({
      code: 'seller_balance_short',
      final: false,
    })
    expect(await failing('40004', 'ACQ.DISCORDANT_REPEAT_REQUEST')).toMatchObject({ code: 'id_reused', final: true })
    await expect(failing('20000', 'isp.unknow-error')).rejects.toMatchObject({ why: 'gateway_fault' })
    await expect(failing('40004', 'ACQ.SYSTEM_ERROR')).rejects.toMatchObject({ why: 'gateway_fault' })
    const forged = gateway({ 'alipay.trade.refund': { fund_change: 'Y' } }, otherKeys).alipay.refund(refund)
    await expect(forged).rejects.toMatchObject({ why: 'unverified_answer' })
    const wrongKey = { ...config, privateKey: otherKeys.privateKey } satisfies AlipayConfig
    const answer = { error_response: { code: '40002', msg: 'Invalid Arguments', sub_code: 'isv.invalid-signature' } }
    const stranger = alipayGateway(wrongKey, { send: async () => answered(answer), now: () => now, nonce: () => '' })
    expect(await stranger.refund(refund)).toMatchObject({
      code: 'invalid_request',
      gatewayCode: 'isv.invalid-signature',
    })
  })
})

describe('several receivers and a subsidy', () => {
  const released = { releaseId: id(21), share, amountFen: 13_100, commissionFen: 384, subsidyFen: 300 }
  const receivers = [{ sellerAccount: '2088000000000099', name: '高坪合作社', kind: 'grower' as const, fen: 5_000 }]
  const answers = { 'alipay.trade.settle.confirm': {}, 'alipay.trade.order.settle': { settle_no: 'S1' } }

  it('confirms what was paid, puts the subsidy in, then shares with everyone', async () => {
    const { alipay, contents } = gateway(answers)
    expect(await alipay.release({ ...released, receivers })).toMatchObject({ result: 'done', gatewayRef: 'S1' })
    const [confirmed, replenished, shared] = contents().map(([, content]) => content)
    expect(confirmed.settle_info.settle_detail_infos[0].amount).toBe('128.00')
    expect(replenished.royalty_parameters).toMatchObject([{ royalty_type: 'replenish', amount: '3.00' }])
    expect(shared.royalty_parameters.map((one: Content) => [one['trans_in'], one['amount']])).toEqual([
      ['2088000000000001', '3.84'],
      ['2088000000000099', '50.00'],
    ])
  })

  it('asks each part back from who had it', async () => {
    const { alipay, contents } = gateway({ 'alipay.trade.refund': { fund_change: 'Y' } })
    const returns = [{ releaseId: id(21), sellerAccount: '2088000000000099', fen: 195 }]
    const backs = { releaseId: id(21), commissionBackFen: 15, returns }
    await alipay.refund({ refundId: id(31), share, amountFen: 500, reason: '坏果', notifyUrl: '', released: backs })
    const [asked] = contents().map(([, content]) => content)
    expect(asked.refund_royalty_parameters.map((one: Content) => [one['trans_out'], one['amount']])).toEqual([
      ['2088000000000001', '0.15'],
      ['2088000000000099', '1.95'],
    ])
  })
})
