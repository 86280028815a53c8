import { z } from 'zod'

import type { AlipayClient } from './alipay.calls.ts'
import { GatewayUnreachable } from './port.ts'
import type { Answer, Bill, BillLine } from './port.ts'
import { isRefused } from './refusal.ts'
import { unzip } from './unzip.ts'
import { atShanghaiTime, exchange, fenOfYuan, ownId } from './wire.ts'

/**
 * 查询对账单下载地址, then the archive it names. Alipay does not tell a bill not made yet from a day without trade:
 * both are pending.
 */
export async function alipayBill(client: AlipayClient, date: string): Promise<Answer<Bill>> {
  const answer = await client.call(
    z.object({ bill_download_url: z.url() }),
    'alipay.data.dataservice.bill.downloadurl.query',
    { bill_type: client.config.billType, bill_date: date },
  )
  if (isRefused(answer)) {
    const isMissing = /bill[_-]not[_-]exist/i.test(answer.gatewayCode)
    return isMissing ? { result: 'pending', gatewayRef: null } : answer
  }
  // The address is the secret: it is fetched from Alipay alone, over TLS.
  const url = new URL(answer.bill_download_url)
  if (url.protocol !== 'https:' || !/\.(alipay|alipaydev)\.com$/.test(url.hostname)) {
    throw new GatewayUnreachable('unverified_answer', `bill at another host: ${url.host}`)
  }
  const file = await exchange(client.send, { method: 'GET', url: url.href, headers: {} })
  if (file.status !== 200) throw new GatewayUnreachable('gateway_fault', `bill file: ${file.status}`)
  return { result: 'done', lines: parseAlipayBill(file.body) }
}

/** Reads the archive of a bill: of its files in GBK, those of details and not those of sums (汇总). */
export function parseAlipayBill(archive: Uint8Array): BillLine[] {
  const details = unzip(archive).filter(
    (file) => file.name.endsWith('.csv') && file.name.includes('明细') && !file.name.includes('汇总'),
  )
  if (details.length === 0) throw new RangeError('no details in the archive of the bill')
  return details.flatMap((file) => parseDetails(textOf(file.bytes)))
}

function textOf(bytes: Uint8Array): string {
  const isUtf8 = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  return new TextDecoder(isUtf8 ? 'utf-8' : 'gbk', { fatal: true }).decode(bytes)
}

/** Comments start with `#`, the first other row has the headings. The sums in the comments are checked where they are. */
function parseDetails(text: string): BillLine[] {
  const rows = text.split(/\r?\n/).filter((row) => row.trim() !== '')
  const [heading = '', ...body] = rows.filter((row) => !row.startsWith('#'))
  const headings = cellsOf(heading)
  if (!headings.includes('支付宝交易号')) throw new RangeError('not a bill of Alipay')
  const records = body.map((row) => recordOf(headings, row))
  for (const [label, isCounted] of counted) {
    const said = new RegExp(`^#\\s*${label}合计[:：]\\s*(\\d+)\\s*笔`, 'm').exec(text)
    if (said && Number(said[1]) !== records.filter(isCounted).length) {
      throw new RangeError(`the rows of the bill do not add up to its ${label}合计`)
    }
  }
  return records.flatMap(linesOf)
}

type Row = (heading: string) => string

const isRefund = (row: Row) => row('业务类型') === '退款'
const counted: [string, (row: Row) => boolean][] = [
  ['交易', (row) => !isRefund(row)],
  ['退款', isRefund],
]

function cellsOf(row: string): string[] {
  return row.split(',').map((cell) => cell.trim())
}

function recordOf(headings: string[], row: string): Row {
  const cells = cellsOf(row)
  // The titles the gateway was given hold no comma, so a row of another length is not what it seems.
  if (cells.length !== headings.length) {
    throw new RangeError(`a row of ${cells.length} cells in a bill of ${headings.length}`)
  }
  return (heading) => {
    const cell = cells[headings.indexOf(heading)]
    if (cell === undefined) throw new RangeError(`the bill has no ${heading}`)
    return cell
  }
}

function linesOf(row: Row): BillLine[] {
  const at = atShanghaiTime(row('完成时间'))
  if (!at) throw new RangeError(`not a time: ${row('完成时间')}`)
  const booked = {
    ourId: ownId(row(isRefund(row) ? '退款批次号/请求号' : '商户订单号')),
    gatewayRef: row('支付宝交易号'),
    sellerAccount: null,
    at,
  }
  // A fee that was charged is written as a negative amount.
  const feeFen = -fenOfYuan(row('服务费（元）'))
  return [
    {
      ...booked,
      kind: isRefund(row) ? 'refund' : 'payment',
      amountFen: Math.abs(fenOfYuan(row('订单金额（元）'))),
    },
    ...(feeFen === 0 ? [] : [{ ...booked, kind: 'fee' as const, amountFen: feeFen }]),
  ]
}
