import { describe, expect, it } from 'vitest'

import type { HttpRequest, HttpResponse, RefundOrder, ReleaseOrder } from './port.ts'
import { id, now, order, recorder, share } from './testing.ts'
import { answered, fakeWechat, wechatConfig } from './wechat.fake.ts'
import { wechatGateway } from './wechat.ts'
import { wireId } from './wire.ts'

function gateway(answer: (request: HttpRequest) => HttpResponse) {
  const { send, requests } = recorder(answer)
  const wechat = wechatGateway(wechatConfig, { send, now: () => now, nonce: () => '593BEC0C930BF1AFEB40B4A08C8FB242' })
  const sent = () =>
    requests.map((request) => [
      new URL(request.url).pathname.replace('/v3/ecommerce/', ''),
      JSON.parse(request.body ?? '{}'),
    ])
  return { wechat, sent }
}

const carrier = { sellerAccount: '1900000111', name: '乡村班车', kind: 'carrier' as const, fen: 400 }
const grower = { sellerAccount: '1900000112', name: '高坪合作社', kind: 'grower' as const, fen: 5_000 }
const release: ReleaseOrder = { releaseId: id(21), share, amountFen: 12_800, commissionFen: 384, receivers: [grower] }
const refund: RefundOrder = {
  refundId: id(31),
  share,
  amountFen: 500,
  reason: '坏果',
  notifyUrl: 'https://shop.example/n',
}

describe('several receivers', () => {
  it('are made known, then paid beside the platform; the rest is the seller’s', async () => {
    const { wechat, sent } = gateway(fakeWechat().answer)
    expect(await wechat.release(release)).toMatchObject({ result: 'pending' })
    expect(sent()).toMatchObject([
      ['profitsharing/receivers/add', { account: '1900000112', name: '高坪合作社', relation_type: 'SUPPLIER' }],
      [
        'profitsharing/orders',
        {
          out_order_no: wireId(id(21)),
          receivers: [
            { receiver_account: '1900000001', amount: 384 },
            { receiver_account: '1900000112', amount: 5_000 },
          ],
          finish: true,
        },
      ],
    ])
  })

  it('may be paid while the rest stays frozen', async () => {
    const { wechat, sent } = gateway(fakeWechat().answer)
    await wechat.release({ ...release, amountFen: 400, commissionFen: 0, receivers: [carrier], isLast: false })
    expect(sent()[1]).toMatchObject(['profitsharing/orders', { receivers: [{ amount: 400 }], finish: false }])
  })

  it('that WeChat Pay does not take end the release before anything moves', async () => {
    const refused = gateway(() => answered(403, { code: 'NO_AUTH', message: 'x' }))
    expect(await refused.wechat.release(release)).toMatchObject({ code: 'not_permitted' })
    expect(refused.sent()).toHaveLength(1)
  })

  it('give back before the refund, each under a number of its own', async () => {
    const { wechat, sent } = gateway(fakeWechat().answer)
    const returns = [{ releaseId: id(21), sellerAccount: '1900000112', fen: 195 }]
    await wechat.refund({ ...refund, released: { releaseId: id(21), commissionBackFen: 15, returns } })
    expect(
      sent().map(([path, content]) => [path, content.out_return_no ?? content.out_refund_no, content.amount]),
    ).toEqual([
      ['profitsharing/returnorders', wireId(id(31)), 15],
      ['profitsharing/returnorders', `${wireId(id(31))}_1`, 195],
      ['refunds/apply', wireId(id(31)), { refund: 500, total: 12_800, currency: 'CNY' }],
    ])
  })

  it('give nothing back where the platform lays the refund out', async () => {
    const { wechat, sent } = gateway(fakeWechat().answer)
    await wechat.refund({ ...refund, released: { releaseId: id(21), commissionBackFen: 15, payer: 'platform' } })
    expect(sent()).toMatchObject([['refunds/apply', { refund_account: 'REFUND_SOURCE_PARTNER_ADVANCE' }]])
  })
})

describe('a subsidy', () => {
  const subsidised = { ...share, subsidyFen: 300 }

  it('is announced with the payment, put in before the release, and returned with a refund', async () => {
    const fake = fakeWechat()
    const { wechat, sent } = gateway(fake.answer)
    await wechat.createPayment({ ...order, shares: order.shares.map((one) => ({ ...one, subsidyFen: 300 })) })
    expect(sent()[0]?.[1].sub_orders[0].settle_info).toEqual({ profit_sharing: true, subsidy_amount: 300 })
    await wechat.release({ ...release, share: subsidised, receivers: [], subsidyFen: 300 })
    expect(sent()[1]).toMatchObject(['subsidies/create', { amount: 300, out_subsidy_no: wireId(id(21)) }])
    await wechat.refund({ ...refund, share: subsidised, subsidyBackFen: 100 })
    expect(sent().at(-1)).toMatchObject(['subsidies/return', { refund_id: '50001', amount: 100 }])
    expect(fake.subsidies.get(share.shareRef)).toBe(200)
  })

  it('is cancelled where refunds left nothing of it', async () => {
    const { wechat, sent } = gateway(fakeWechat().answer)
    await wechat.release({ ...release, share: subsidised, receivers: [], subsidyFen: 0 })
    expect(sent()[0]?.[0]).toBe('subsidies/cancel')
  })
})
