import { describe, expect, it } from 'vitest'

import { alipayBill, parseAlipayBill } from './alipay.bill.ts'
import type { AlipayClient } from './alipay.calls.ts'
import { signParameters } from './alipay.crypto.ts'
import { acknowledgeAlipay, readAlipayNotification } from './alipay.notice.ts'
import { gatewayConfigs } from './config.ts'
import { id, now, order, pemOf, recorder, tampered, theirKeys, zipOf } from './testing.ts'
import { paidAsAsked } from './port.ts'
import { unzip } from './unzip.ts'
import { wireId } from './wire.ts'

const config = gatewayConfigs({
  ALIPAY_APP_ID: '2021000000000001',
  ALIPAY_SELLER_IDS: '2088000000000001',
  ALIPAY_PRIVATE_KEY: pemOf.private(),
  ALIPAY_PUBLIC_KEY: pemOf.public(),
}).alipay!

const paid = {
  notify_id: 'ac05099524730693a8b330c5ecf72da9786',
  notify_type: 'trade_status_sync',
  notify_time: '2026-03-05 16:00:00',
  app_id: '2021000000000001',
  seller_id: '2088000000000001',
  out_trade_no: wireId(id(11)),
  trade_no: '2026030522001400000000000001',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '128.00',
  subject: '龙谷丽人茶 100 g + 茶具',
  gmt_payment: '2026-03-05 15:59:58',
  passback_params: wireId(id(1)),
}

function bodyOf(parameters: Record<string, string>, signType = 'RSA2'): Buffer {
  const signed = signParameters(theirKeys.privateKey, parameters).set('sign_type', signType)
  return Buffer.from(new URLSearchParams([...signed]).toString())
}

function read(body: Uint8Array, at = now) {
  return readAlipayNotification(config, { headers: {}, body, now: at })
}

describe('a notification of Alipay', () => {
  it('tells that one share is paid', () => {
    expect(read(bodyOf(paid))).toEqual({
      verified: true,
      notice: {
        kind: 'payment.paid',
        noticeId: paid.notify_id,
        ourId: id(1),
        gatewayRef: paid.trade_no,
        amountFen: 12_800,
        at: new Date('2026-03-05T07:59:58Z'),
        shares: [{ shareId: id(11), shareRef: paid.trade_no, amountFen: 12_800, sellerAccount: null }],
      },
    })
  })

  it('with another amount is genuine and yet not what was asked', () => {
    const short = read(bodyOf({ ...paid, total_amount: '0.01' }))
    if (!short.verified) throw new Error(short.detail)
    expect(paidAsAsked(order.shares, short.notice.shares)).toBe(false)
  })

  it('is refused when one bit of its body differs', () => {
    for (const changed of tampered(bodyOf(paid))) expect(read(changed).verified).toBe(false)
  })

  it('is refused when weak, foreign, old, double or strange', () => {
    const of = (changes: Record<string, string>) => read(bodyOf({ ...paid, ...changes }))
    expect(read(bodyOf(paid, 'RSA'))).toMatchObject({ fault: 'forged' })
    expect(read(Buffer.from(''))).toMatchObject({ fault: 'forged' })
    expect(read(Buffer.concat([bodyOf(paid), Buffer.from('&app_id=2')]))).toMatchObject({ fault: 'malformed' })
    expect(of({ app_id: '2021000000000002' })).toMatchObject({ fault: 'foreign' })
    expect(of({ seller_id: '2088000000000009' })).toMatchObject({ fault: 'foreign' })
    expect(of({ notify_time: '2026-03-04 12:00:00' })).toMatchObject({ fault: 'stale' })
    expect(of({ notify_time: '2026-03-05 16:06:00' })).toMatchObject({ fault: 'stale' })
    expect(of({ notify_time: '2026-03-04 16:00:00' })).toMatchObject({ verified: true })
    expect(of({ total_amount: '128' })).toMatchObject({ fault: 'malformed' })
    expect(of({ trade_status: 'WAIT_BUYER_PAY' })).toMatchObject({ fault: 'unknown' })
    expect(of({ passback_params: '' })).toMatchObject({ fault: 'unknown' })
  })

  it('does not take a refunded trade for a payment nobody made', () => {
    const closed = { ...paid, trade_status: 'TRADE_CLOSED', gmt_close: '2026-03-05 16:00:00' }
    expect(read(bodyOf(closed))).toMatchObject({ notice: { kind: 'payment.closed', shares: [] } })
    expect(read(bodyOf({ ...closed, refund_fee: '128.00' }))).toMatchObject({ fault: 'unknown' })
  })

  it('is acknowledged by a word', () => {
    expect(acknowledgeAlipay('taken')).toMatchObject({ status: 200, body: 'success' })
    expect(acknowledgeAlipay('failed').body).not.toBe('success')
  })
})

/** GBK of what these bills hold; the runtime decodes GBK and does not encode it. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const table = new Map<string, number[]>()
  for (let high = 0xa1; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) table.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
  }
  return Buffer.from([...text].flatMap((sign) => table.get(sign) ?? [sign.charCodeAt(0)]))
}

const headings =
  '支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,' +
  '集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注'
const sold = `20260305220\t,${wireId(id(11))}\t,交易\t,茶 100 g,2026-03-05 15:59:00,2026-03-05 15:59:58,\t,\t,\t,\t,*丰(136****0000)\t,128.00,128.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,\t,-0.77,0.00,`
const back = `20260305220\t,${wireId(id(11))}\t,退款\t,茶 100 g,2026-03-05 17:00:00,2026-03-05 17:00:01,\t,\t,\t,\t,*丰(136****0000)\t,-5.00,-5.00,0.00,0.00,0.00,0.00,0.00,,0.00\t,0.00,${wireId(id(31))}\t,0.03,0.00,`
const details = `#支付宝业务明细查询\r\n#账号：[20880000000000010156]\r\n${headings}\r\n${sold}\r\n${back}\r\n#业务明细列表结束\r\n#交易合计：1笔，商家实收共128.00元\r\n#退款合计：1笔，商家实收退款共-5.00元\r\n`
const archiveOf = (text: Buffer) =>
  zipOf([
    { name: gbk('20880000000000010156_20260305_业务明细(汇总).csv'), bytes: gbk('门店编号,门店名称\r\n合计,') },
    { name: gbk('20880000000000010156_20260305_业务明细.csv'), bytes: text },
  ])

function fetchBill(url: string) {
  const { send } = recorder(() => ({ status: 200, headers: {}, body: archiveOf(gbk(details)) }))
  const call = async () => ({ bill_download_url: url })
  return alipayBill({ config, send, call } as unknown as AlipayClient, '2026-03-05')
}

describe('a bill of Alipay', () => {
  const lines = [
    { kind: 'payment', ourId: id(11), amountFen: 12_800, at: new Date('2026-03-05T07:59:58Z') },
    { kind: 'fee', ourId: id(11), amountFen: 77 },
    { kind: 'refund', ourId: id(31), amountFen: 500, gatewayRef: '20260305220' },
    { kind: 'fee', ourId: id(31), amountFen: -3 },
  ]

  it('is read out of its archive, in GBK or in UTF-8', () => {
    expect(parseAlipayBill(archiveOf(gbk(details)))).toMatchObject(lines)
    expect(parseAlipayBill(archiveOf(Buffer.from(`\uFEFF${details}`)))).toMatchObject(lines)
  })

  it('is refused when it does not add up', () => {
    for (const [from, to] of [
      [`${back}\r\n`, ''],
      ['交易合计：1', '交易合计：2'],
      ['茶 100 g', '茶, 100 g'],
      ['128.00', '1x8.00'],
    ]) {
      expect(() => parseAlipayBill(archiveOf(gbk(details.replace(from!, to!))))).toThrow(RangeError)
    }
    expect(() => parseAlipayBill(zipOf([]))).toThrow('no details')
  })

  it('is fetched from Alipay alone', async () => {
    expect(await fetchBill('https://dwbillcenter.alipay.com/downloadBillFile.resource?x=1')).toMatchObject({ lines })
    await expect(fetchBill('https://alipay.com.example/bill')).rejects.toMatchObject({ why: 'unverified_answer' })
    await expect(fetchBill('http://dwbillcenter.alipay.com/bill')).rejects.toMatchObject({ why: 'unverified_answer' })
  })
})

describe('an archive', () => {
  const archive = zipOf([{ name: Buffer.from('a.csv'), bytes: Buffer.from('山'.repeat(500)) }])

  it('is unpacked and checked', () => {
    expect(unzip(archive).map((file) => [file.name, file.bytes.toString()])).toEqual([['a.csv', '山'.repeat(500)]])
    const damaged = Buffer.from(archive)
    damaged[archive.indexOf('a.csv') + 7]! ^= 1
    expect(() => unzip(damaged)).toThrow(RangeError)
    for (let end = 0; end < archive.length; end++) expect(() => unzip(archive.subarray(0, end))).toThrow(RangeError)
  })

  it('that claims to be huge or is encrypted is refused', () => {
    const at = archive.indexOf('PK\x01\x02', 0, 'latin1')
    const huge = Buffer.from(archive)
    huge.writeUInt32LE(0xfffffff0, at + 24)
    expect(() => unzip(huge)).toThrow('too large')
    const encrypted = Buffer.from(archive)
    encrypted[at + 8]! |= 1
    expect(() => unzip(encrypted)).toThrow('encrypted')
  })
})
