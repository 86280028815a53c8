import { describe, expect, it } from 'vitest'

import { id, now, tampered } from './testing.ts'
import { wechatBill } from './wechat.bill.ts'
import { parseWechatBill } from './wechat.bill.ts'
import { wechatClient } from './wechat.calls.ts'
import { openResource } from './wechat.crypto.ts'
import { fakeWechat, sealed, wechatConfig, wechatSigned } from './wechat.fake.ts'
import { acknowledgeWechat, readWechatNotification } from './wechat.notice.ts'
import { wireId } from './wire.ts'

const payment = {
  combine_appid: wechatConfig.appId,
  combine_mchid: wechatConfig.merchantId,
  combine_out_trade_no: wireId(id(1)),
  sub_orders: [
    {
      mchid: wechatConfig.merchantId,
      sub_mchid: '1900000109',
      out_trade_no: wireId(id(11)),
      transaction_id: '4200001',
      trade_state: 'SUCCESS',
      success_time: '2026-03-05T15:59:58+08:00',
      amount: { total_amount: 12_800, payer_amount: 12_800, currency: 'CNY' },
    },
  ],
}

function bodyOf(resource: object, eventType = 'TRANSACTION.SUCCESS') {
  const envelope = {
    id: 'EV-2018022511223320873',
    create_time: '2026-03-05T16:00:00+08:00',
    resource_type: 'encrypt-resource',
    event_type: eventType,
    summary: '支付成功',
    resource,
  }
  return Buffer.from(JSON.stringify(envelope))
}

function read(body: Uint8Array, headers = wechatSigned(body)) {
  return readWechatNotification(wechatConfig, { headers, body, now })
}

describe('a notification of WeChat Pay', () => {
  it('tells of a payment, with the same id when it comes again', () => {
    const body = bodyOf(sealed(payment))
    const notice = {
      kind: 'payment.paid',
      noticeId: 'EV-2018022511223320873',
      ourId: id(1),
      gatewayRef: wireId(id(1)),
      amountFen: 12_800,
      at: new Date('2026-03-05T07:59:58Z'),
      shares: [{ shareId: id(11), shareRef: '4200001', amountFen: 12_800, sellerAccount: '1900000109' }],
    }
    expect(read(body)).toEqual({ verified: true, notice })
    const again = wechatSigned(body, new Date(now.getTime() + 60_000))
    expect(read(body, again)).toEqual({ verified: true, notice })
  })

  it('tells of refunds and of commission', () => {
    const refund = {
      sp_mchid: wechatConfig.merchantId,
      out_refund_no: wireId(id(31)),
      refund_id: '50001',
      refund_status: 'SUCCESS',
      amount: { total: 12_800, refund: 500 },
    }
    const of = (eventType: string) => read(bodyOf(sealed(refund, 'refund'), eventType))
    expect(of('REFUND.SUCCESS')).toMatchObject({
      notice: { kind: 'refund.done', ourId: id(31), amountFen: 500, at: now },
    })
    expect(of('REFUND.ABNORMAL')).toMatchObject({ notice: { kind: 'refund.failed' } })
    const commission = {
      sp_mchid: wechatConfig.merchantId,
      order_id: '30081',
      out_order_no: wireId(id(21)),
      receiver: { type: 'MERCHANT_ID', account: wechatConfig.merchantId, amount: 384 },
      success_time: '2026-03-05T16:00:00+08:00',
    }
    expect(read(bodyOf(sealed(commission, 'profitsharing')))).toMatchObject({
      notice: { kind: 'release.done', ourId: id(21), amountFen: 384 },
    })
    expect(read(bodyOf(sealed(commission), 'PROFITSHARING.SUCCESS'))).toMatchObject({ notice: { ourId: id(21) } })
    expect(read(bodyOf(sealed(commission), 'PROFITSHARING.RETURN'))).toMatchObject({ fault: 'unknown' })
  })

  it('is refused when one bit of its body differs', () => {
    const body = bodyOf(sealed(payment))
    const headers = wechatSigned(body)
    for (const changed of tampered(body)) {
      expect(read(changed, headers)).toMatchObject({ verified: false, fault: 'forged' })
    }
  })

  it('is refused when old, unsigned, of an unknown key, foreign or strange', () => {
    const body = bodyOf(sealed(payment))
    const at = (minutes: number) => wechatSigned(body, new Date(now.getTime() + minutes * 60_000))
    expect(read(body, at(-5))).toMatchObject({ verified: true })
    expect(read(body, at(-6))).toMatchObject({ fault: 'stale' })
    expect(read(body, at(6))).toMatchObject({ fault: 'stale' })
    expect(read(body, {})).toMatchObject({ fault: 'malformed' })
    expect(read(body, wechatSigned(body, now, 'PUB_KEY_ID_9999'))).toMatchObject({ fault: 'forged' })
    expect(read(bodyOf(sealed({ ...payment, combine_mchid: '1900009999' })))).toMatchObject({ fault: 'foreign' })
    expect(read(bodyOf(sealed({ ...payment, combine_appid: 'wx0' })))).toMatchObject({ fault: 'foreign' })
    expect(read(bodyOf(sealed(payment), 'PAYSCORE.USER_PAID'))).toMatchObject({ fault: 'unknown' })
    expect(read(bodyOf(sealed({ ...payment, combine_out_trade_no: 'P2015' })))).toMatchObject({ fault: 'unknown' })
    expect(read(bodyOf(sealed({})))).toMatchObject({ fault: 'malformed' })
    expect(read(Buffer.from('not JSON'))).toMatchObject({ fault: 'malformed' })
  })

  it('opens its resource only whole and with its associated data', () => {
    const resource = sealed(payment)
    expect(openResource(wechatConfig.apiV3Key, resource)).not.toBeNull()
    expect(openResource(wechatConfig.apiV3Key, { ...resource, associated_data: 'refund' })).toBeNull()
    expect(openResource(wechatConfig.apiV3Key, { ...resource, nonce: 'fdasflkja485' })).toBeNull()
    expect(openResource(wechatConfig.apiV3Key, { ...resource, ciphertext: 'AAAA' })).toBeNull()
    for (const changed of tampered(Buffer.from(resource.ciphertext, 'base64'))) {
      expect(openResource(wechatConfig.apiV3Key, { ...resource, ciphertext: changed.toString('base64') })).toBeNull()
    }
    expect(read(bodyOf({ ...resource, associated_data: 'refund' }))).toMatchObject({ fault: 'forged' })
  })

  it('is acknowledged without a body, or asked for again', () => {
    expect(acknowledgeWechat('taken')).toEqual({ status: 204, headers: {}, body: '' })
    expect(acknowledgeWechat('failed')).toMatchObject({ status: 500, body: '{"code":"FAIL","message":"失败"}' })
  })
})

const headings =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,' +
  '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const totals = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
const paid = `\`2026-03-05 15:59:58,\`wx8,\`1900000001,\`1900000109,\`,\`4200001,\`${wireId(id(11))},\`o1,\`NATIVE,\`SUCCESS,\`OTHERS,\`CNY,\`128.00,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`茶, 100 g,\`,\`0.76800,\`0.60%,\`128.00,\`0.00,\``
const refunded = `\`2026-03-05 17:00:00,\`wx8,\`1900000001,\`1900000109,\`,\`4200001,\`${wireId(id(11))},\`o1,\`NATIVE,\`REFUND,\`OTHERS,\`CNY,\`0.00,\`0.00,\`50001,\`${wireId(id(31))},\`5.00,\`0.00,\`ORIGINAL,\`SUCCESS,\`茶,\`,\`-0.03000,\`0.60%,\`0.00,\`5.00,\``
const bill = `\uFEFF${headings}\r\n${paid}\r\n${refunded}\r\n${totals}\r\n\`2,\`128.00,\`5.00,\`0.00,\`0.73800,\`128.00,\`5.00\r\n`

describe('a bill of WeChat Pay', () => {
  it('lists payments, refunds and their fees', () => {
    const booked = { ourId: id(11), gatewayRef: '4200001', sellerAccount: '1900000109' }
    const back = { ourId: id(31), gatewayRef: '50001', sellerAccount: '1900000109' }
    expect(parseWechatBill(bill)).toEqual([
      { ...booked, kind: 'payment', amountFen: 12_800, at: new Date('2026-03-05T07:59:58Z') },
      { ...booked, kind: 'fee', amountFen: 77, at: new Date('2026-03-05T07:59:58Z') },
      { ...back, kind: 'refund', amountFen: 500, at: new Date('2026-03-05T09:00:00Z') },
      { ...back, kind: 'fee', amountFen: -3, at: new Date('2026-03-05T09:00:00Z') },
    ])
  })

  it('is refused when it does not add up or is cut short', () => {
    for (const [from, to] of [
      ['`2,`128.00', '`3,`128.00'],
      ['`128.00,`5.00\r', '`128.00,`6.00\r'],
      [`${refunded}\r\n`, ''],
      [',`CNY', ''],
    ]) {
      expect(() => parseWechatBill(bill.replace(from!, to!))).toThrow(RangeError)
    }
    expect(() => parseWechatBill(bill.slice(0, bill.indexOf('总交易')))).toThrow('not a trade bill')
  })

  it('is downloaded and believed by its hash', async () => {
    const surroundings = { now: () => now, nonce: () => 'n' }
    const fetchBill = (answer: ReturnType<typeof fakeWechat>['answer']) =>
      wechatBill(
        wechatClient(wechatConfig, { ...surroundings, send: async (request) => answer(request) }),
        '2026-03-05',
      )
    const { answer } = fakeWechat(Buffer.from(bill))
    expect(await fetchBill(answer)).toMatchObject({ result: 'done', lines: { length: 4 } })
    const damaged = fetchBill((request) => {
      const response = answer(request)
      return request.url.includes('billdownload') ? { ...response, body: response.body.slice(1) } : response
    })
    await expect(damaged).rejects.toMatchObject({ why: 'unverified_answer' })
    const refusal = (code: string) =>
      fetchBill(() => ({ status: 400, headers: {}, body: Buffer.from(JSON.stringify({ code })) }))
    expect(await refusal('NO_STATEMENT_EXIST')).toEqual({ result: 'done', lines: [] })
    expect(await refusal('STATEMENT_CREATING')).toMatchObject({ result: 'pending' })
  })
})
