import { constants, privateDecrypt, sign } from 'node:crypto'

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { HttpRequest, HttpResponse, RefundOrder, ReleaseOrder } from './port.ts'
import { id, now, order, otherKeys, recorder, share, tampered, theirKeys } from './testing.ts'
import { encryptField, requestString, signatureFault } from './wechat.crypto.ts'
import { answered, fakeWechat, wechatConfig, wechatSigned } from './wechat.fake.ts'
import { wechatGateway } from './wechat.ts'
import { wireId } from './wire.ts'

function gateway(answer: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>) {
  const { send, requests } = recorder(answer)
  let count = 0
  const nonce = () => `593BEC0C930BF1AFEB40B4A08C8F${String(count++).padStart(4, '0')}`
  return { wechat: wechatGateway(wechatConfig, { send, now: () => now, nonce }), requests }
}

const refund: RefundOrder = {
  refundId: id(31),
  share,
  amountFen: 500,
  reason: '少发一件',
  notifyUrl: 'https://shop.example/payment/notices',
}
const release: ReleaseOrder = { releaseId: id(21), share, amountFen: 12_800, commissionFen: 384 }

const sub = (n: number, state: string, totalFen: number) => ({
  sub_mchid: `190000010${n}`,
  out_trade_no: wireId(id(n)),
  transaction_id: `42${n}`,
  trade_state: state,
  ...(state !== 'CLOSED' && { success_time: '2026-03-05T16:01:00+08:00' }),
  amount: { total_amount: totalFen, currency: 'CNY' },
})

const close = (answer: HttpResponse) => gateway(() => answer).wechat.closePayment(order)

const refused = (status: number, code: string) =>
  gateway(() => answered(status, { code, message: 'x' })).wechat.refund(refund)

describe('signatures', () => {
  it('signs the five lines of the documentation', () => {
    const example = { method: 'GET', timestamp: '1554208460', nonce: '593BEC0C930BF1AFEB40B4A08C8FB242', body: '' }
    expect(requestString({ ...example, pathAndQuery: '/v3/certificates' })).toBe(
      'GET\n/v3/certificates\n1554208460\n593BEC0C930BF1AFEB40B4A08C8FB242\n\n',
    )
  })

  it('verifies what WeChat Pay signed, and nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        const message = { headers: wechatSigned(body), body, now }
        expect(signatureFault(wechatConfig, message)).toBeNull()
        for (const changed of tampered(body)) {
          expect(signatureFault(wechatConfig, { ...message, body: changed })).toMatchObject({ fault: 'forged' })
        }
      }),
      { numRuns: 10 },
    )
  })

  it('refuses every changed character of its headers, and the key of another serial', () => {
    const body = Buffer.from('{}')
    const headers = wechatSigned(body)
    for (const [name, value] of Object.entries(headers)) {
      for (const changed of tampered(Buffer.from(value))) {
        const message = { headers: { ...headers, [name]: changed.toString('latin1') }, body, now }
        expect(signatureFault(wechatConfig, message), `${name} ${changed.toString('latin1')}`).not.toBeNull()
      }
    }
    const other = { headers: wechatSigned(body, now, 'PUB_KEY_ID_0120'), body, now }
    expect(signatureFault(wechatConfig, other)).toMatchObject({ fault: 'forged' })
  })

  it('encrypts a sensitive field so that only WeChat Pay reads it', () => {
    const sealed = encryptField(theirKeys.publicKey, '张三丰')
    const options = { key: theirKeys.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
    expect(privateDecrypt(options, Buffer.from(sealed, 'base64')).toString()).toBe('张三丰')
  })
})

describe('a payment', () => {
  it('is one combined order of frozen shares', async () => {
    const { wechat, requests } = gateway(fakeWechat().answer)
    expect(await wechat.createPayment(order)).toEqual({
      result: 'done',
      payUrl:
        'https://wx.tenpay.com/checkmweb?prepay_id=wx2&package=1&redirect_url=' +
        'https%3A%2F%2Fshop.example%2Forders%3Fpaid%3D1%26from%3Dgateway',
      show: 'redirect',
      gatewayRef: wireId(id(1)),
    })
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
      combine_out_trade_no: wireId(id(1)),
      time_expire: '2026-03-05T16:30:00+08:00',
      scene_info: { payer_client_ip: '203.0.113.7', h5_info: { type: 'Wap' } },
      sub_orders: [
        {
          sub_mchid: '1900000109',
          out_trade_no: wireId(id(11)),
          description: '龙谷丽人茶 100 g',
          amount: { total_amount: 12_800, currency: 'CNY' },
          settle_info: { profit_sharing: true },
        },
        { sub_mchid: '1900000110', amount: { total_amount: 10_000 } },
      ],
    })
    const desk = await wechat.createPayment({ ...order, client: 'desk' })
    expect(desk).toMatchObject({ payUrl: 'weixin://wxpay/bizpayurl?pr=p4lpSuKzz', show: 'code' })
  })

  it('knows which shares are paid, refunded ones too', async () => {
    const query = (...states: [string, string]) =>
      gateway(() =>
        answered(200, {
          combine_appid: wechatConfig.appId,
          combine_mchid: wechatConfig.merchantId,
          combine_out_trade_no: wireId(id(1)),
          sub_orders: [sub(1, states[0], 12_800), sub(2, states[1], 10_000)],
        }),
      ).wechat.queryPayment(order)
    expect(await query('SUCCESS', 'REFUND')).toMatchObject({
      state: 'paid',
      amountFen: 22_800,
      at: new Date('2026-03-05T08:01:00Z'),
      shares: [{ shareId: id(1), shareRef: '421', amountFen: 12_800, sellerAccount: '1900000101' }, {}],
    })
    expect(await query('CLOSED', 'CLOSED')).toEqual({ state: 'closed' })
    expect(await query('NOTPAY', 'CLOSED')).toEqual({ state: 'unpaid' })
    expect(await gateway(fakeWechat().answer).wechat.queryPayment(order)).toEqual({ state: 'absent' })
  })

  it('closes once or many times, and not when the buyer was faster', async () => {
    expect(await close(answered(204, null))).toMatchObject({ result: 'done' })
    expect(await close(answered(400, { code: 'ORDER_CLOSED' }))).toMatchObject({ result: 'done' })
    expect(await close(answered(400, { code: 'ORDERPAID' }))).toMatchObject({ code: 'already_paid', final: true })
  })
})

describe('a release', () => {
  it('splits the commission off and is done when WeChat Pay says so', async () => {
    const fake = fakeWechat()
    const { wechat, requests } = gateway(fake.answer)
    expect(await wechat.queryRelease(release)).toEqual({ result: 'absent' })
    expect(await wechat.release(release)).toEqual({ result: 'pending', gatewayRef: '30081' })
    expect(JSON.parse(requests[1]?.body ?? '')).toMatchObject({
      receivers: [{ type: 'MERCHANT_ID', receiver_account: '1900000001', amount: 384 }],
      finish: true,
    })
    expect(await wechat.queryRelease(release)).toEqual({ result: 'pending', gatewayRef: '30081' })
    fake.releases.get(wireId(id(21)))!.finished = true
    expect(await wechat.queryRelease(release)).toEqual({
      result: 'done',
      gatewayRef: '30081',
      amountFen: 12_800,
      at: now,
    })
  })

  it('without commission only ends the freeze', async () => {
    const { wechat, requests } = gateway(fakeWechat().answer)
    await wechat.release({ ...release, commissionFen: 0 })
    expect(requests[0]?.url).toMatch(/finish-order$/)
    expect(requests[0]?.body).not.toContain('receivers')
  })
})

describe('a refund', () => {
  it('happens once although its first answer was lost', async () => {
    const fake = fakeWechat()
    let lost = false
    const { wechat } = gateway((request) => {
      const answer = fake.answer(request)
      if (lost) return answer
      lost = true
      throw new Error('timeout after acceptance')
    })
    await expect(wechat.refund(refund)).rejects.toMatchObject({ why: 'network' })
    expect(await wechat.refund(refund)).toEqual({ result: 'pending', gatewayRef: '50001' })
    expect(fake.refunds.size).toBe(1)
    expect(await wechat.queryRefund(refund)).toMatchObject({ result: 'done', amountFen: 500, at: now })
    expect(await wechat.refund({ ...refund, amountFen: 501 })).toMatchObject({
      code: 'invalid_request',
      final: true,
    })
  })

  it('after a release brings the commission back first', async () => {
    const fake = fakeWechat()
    const { wechat, requests } = gateway(fake.answer)
    const released = { releaseId: id(21), commissionBackFen: 15 }
    expect(await wechat.refund({ ...refund, released })).toMatchObject({ result: 'pending' })
    expect(requests.map((request) => new URL(request.url).pathname)).toEqual([
      '/v3/ecommerce/profitsharing/returnorders',
      '/v3/ecommerce/refunds/apply',
    ])
    expect(fake.returns).toEqual(new Map([[wireId(id(31)), 15]]))
    const slow = gateway(() => answered(200, { result: 'PROCESSING' }))
    expect(await slow.wechat.refund({ ...refund, released })).toMatchObject({ result: 'pending' })
    expect(slow.requests).toHaveLength(1)
  })
})

describe('faults', () => {
  it('tells what passes from what is final', async () => {
    expect(await refused(429, 'FREQUENCY_LIMITED')).toMatchObject({ code: 'frequency_limited', final: false })
    expect(await refused(429, 'ANYTHING')).toMatchObject({ code: 'frequency_limited', final: false })
    expect(await refused(403, 'NOT_ENOUGH')).toMatchObject({ code: 'seller_balance_short', final: false })
    expect(await refused(403, 'NO_AUTH')).toMatchObject({ code: 'not_permitted', final: true })
    expect(await refused(400, 'A_NEW_CODE')).toMatchObject({ code: 'other', gatewayCode: 'A_NEW_CODE' })
  })

  it('throws when the outcome is not known', async () => {
    await expect(refused(500, 'SYSTEM_ERROR')).rejects.toMatchObject({ why: 'gateway_fault' })
    await expect(refused(400, 'SYSTEM_ERROR')).rejects.toMatchObject({ why: 'gateway_fault' })
    await expect(refused(502, '')).rejects.toMatchObject({ why: 'gateway_fault' })
  })

  it('believes no answer whose signature does not hold', async () => {
    const body = Buffer.from('{"refund_id":"1"}')
    const old = wechatSigned(body, new Date(now.getTime() - 6 * 60 * 1000))
    const probe = { ...wechatSigned(body), 'wechatpay-signature': 'WECHATPAY/SIGNTEST/AAAA' }
    const foreign = sign('sha256', body, otherKeys.privateKey).toString('base64')
    for (const headers of [{}, old, probe, { ...wechatSigned(body), 'wechatpay-signature': foreign }]) {
      const answer = gateway(() => ({ status: 200, headers, body })).wechat.refund(refund)
      // oxlint-disable-next-line no-await-in-loop -- one after the other reads best
      await expect(answer).rejects.toMatchObject({ why: 'unverified_answer' })
    }
  })
})

describe('a payout', () => {
  it('goes to the bank of the seller and may come back', async () => {
    const payout = { payoutId: id(41), sellerAccount: '1900000109', amountFen: 12_416, remark: '货款' }
    const { wechat } = gateway(fakeWechat().answer)
    expect(await wechat.payout?.(payout)).toMatchObject({ result: 'pending' })
    expect(await wechat.queryPayout?.(payout)).toEqual({ result: 'absent' })
    const state = (status: string) =>
      gateway(() => answered(200, { withdraw_id: 'w', status, amount: 12_416 })).wechat.queryPayout?.(payout)
    expect(await state('SUCCESS')).toMatchObject({ result: 'done', amountFen: 12_416 })
    expect(await state('REFUND')).toMatchObject({ result: 'refused', final: true })
    expect(await state('CREATE_SUCCESS')).toMatchObject({ result: 'pending' })
  })
})
