import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { GatewayUnreachable, paidAsAsked } from './port.ts'
import { order } from './testing.ts'
import {
  atShanghaiTime,
  exchange,
  fenOfYuan,
  ownId,
  plainText,
  sendByFetch,
  shanghaiTime,
  shanghaiTimestamp,
  wireId,
  yuanOfFen,
} from './wire.ts'

describe('what goes over the wire', () => {
  it('carries a UUID in 32 characters and back', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(wireId(uuid)).toMatch(/^[0-9a-f]{32}$/)
        expect(ownId(wireId(uuid))).toBe(uuid)
      }),
    )
    expect(ownId('P20150806125346')).toBeNull()
  })

  it('carries fen as yuan and back, without a float', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13 + 1, max: 1e13 - 1 }), (amountFen) => {
        expect(fenOfYuan(yuanOfFen(amountFen))).toBe(amountFen)
      }),
    )
    expect([1, 10, 1280, -5].map(yuanOfFen)).toEqual(['0.01', '0.10', '12.80', '-0.05'])
  })

  it('rounds the fees of bills to the fen and refuses what is no amount', () => {
    expect(['0.05940', '-0.05940', '0.00000', '0.00500', '7'].map(fenOfYuan)).toEqual([6, -6, 0, 1, 700])
    for (const text of ['', '1e3', '1.', ' 1', '1,000.00', 'NaN']) expect(() => fenOfYuan(text)).toThrow(RangeError)
  })

  it('tells the time of Shanghai wherever the server stands', () => {
    const at = new Date('2026-12-31T16:00:01Z')
    expect(shanghaiTime(at)).toBe('2027-01-01 00:00:01')
    expect(new Date(shanghaiTimestamp(at))).toEqual(at)
    expect(atShanghaiTime('2027-01-01 00:00:01')).toEqual(at)
    for (const text of ['', '2027-01-01', '2027-13-01 00:00:01']) expect(atShanghaiTime(text)).toBeNull()
  })

  it('takes from a title what breaks a signature or a bill', () => {
    expect(plainText('茶,`100`g\r\n"a"=b&c/d', 40)).toBe('茶 100 g a b c d')
    expect(plainText('𠮷𠮷𠮷', 2)).toBe('𠮷𠮷')
  })
})

describe('the transport', () => {
  it('speaks of a lost answer and of a fault of the gateway as unreachable', async () => {
    const request = { method: 'GET' as const, url: 'http://localhost/x', headers: {} }
    const lost = exchange(() => Promise.reject(new Error('timeout')), request)
    await expect(lost).rejects.toMatchObject({ name: 'GatewayUnreachable', why: 'network' })
    const broken = exchange(async () => ({ status: 502, headers: {}, body: new Uint8Array() }), request)
    await expect(broken).rejects.toBeInstanceOf(GatewayUnreachable)
  })

  it('times out and follows no redirect', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/slow') return
      response.writeHead(request.url === '/moved' ? 302 : 200, { location: '/', 'X-Kind': 'a' }).end('yes')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const get = (path: string) => sendByFetch(200)({ method: 'GET', url: url + path, headers: {} })
    const answer = await get('/')
    expect([answer.status, answer.headers['x-kind'], Buffer.from(answer.body).toString()]).toEqual([200, 'a', 'yes'])
    await expect(get('/moved')).rejects.toThrow('fetch failed')
    await expect(get('/slow')).rejects.toThrow('timeout')
    server.closeAllConnections()
    server.close()
  })
})

describe('what was paid against what was asked', () => {
  const paid = order.shares.map((share) => ({ ...share, shareRef: 'x' }))

  it('agrees to the fen, the share and the seller', () => {
    const [first, second] = paid
    expect(paidAsAsked(order.shares, paid)).toBe(true)
    expect(paidAsAsked(order.shares, [{ ...first!, sellerAccount: null }])).toBe(true)
    expect(paidAsAsked(order.shares, [{ ...first!, amountFen: first!.amountFen - 1 }])).toBe(false)
    expect(paidAsAsked(order.shares, [{ ...first!, sellerAccount: second!.sellerAccount }])).toBe(false)
    expect(paidAsAsked([order.shares[0]!], paid)).toBe(false)
  })
})
