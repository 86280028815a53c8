import { createHash } from 'node:crypto'

import { z } from 'zod'

import { GatewayUnreachable } from './port.ts'
import type { Answer, Bill, BillLine } from './port.ts'
import { isRefused } from './refusal.ts'
import type { WechatClient } from './wechat.calls.ts'
import { atShanghaiTime, fenOfYuan, ownId } from './wire.ts'

/** 申请交易账单, for all second-level merchants at once. Ready after ten in the morning of the next day. */
export async function wechatBill(client: WechatClient, date: string): Promise<Answer<Bill>> {
  const query = new URLSearchParams({ bill_date: date, bill_type: 'ALL' })
  const answer = await client.call(billPlace, 'GET', `/v3/bill/tradebill?${query}`)
  if (isRefused(answer)) {
    if (answer.gatewayCode === 'NO_STATEMENT_EXIST') return { result: 'done', lines: [] }
    return answer.gatewayCode === 'STATEMENT_CREATING' ? { result: 'pending', gatewayRef: null } : answer
  }
  const file = await client.download(answer.download_url)
  const hash = createHash('sha1').update(file).digest('hex')
  if (hash !== answer.hash_value.toLowerCase()) {
    throw new GatewayUnreachable('unverified_answer', `bill of ${date}: its hash does not fit`)
  }
  return { result: 'done', lines: parseWechatBill(new TextDecoder('utf-8').decode(file)) }
}

const billPlace = z.object({
  hash_type: z.literal('SHA1'),
  hash_value: z.string(),
  download_url: z.url(),
})

/**
 * Reads a trade bill: a heading, rows whose every cell starts with a backtick, a heading of totals and one row of totals.
 * Cells are not quoted, so rows are cut where a comma meets a backtick. Throws when rows and totals disagree.
 */
export function parseWechatBill(text: string): BillLine[] {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean)
  const totalsAt = rows.findIndex((row) => row.startsWith('总交易单数'))
  const headings = (rows[0] ?? '').split(',')
  if (!headings.includes('微信订单号') || totalsAt < 1) throw new RangeError('not a trade bill of WeChat Pay')
  const records = rows.slice(1, totalsAt).map((row) => recordOf(headings, row))
  const totals = recordOf((rows[totalsAt] ?? '').split(','), rows[totalsAt + 1] ?? '')
  checkTotals(records, totals)
  return records.flatMap(linesOf)
}

type Row = (heading: string) => string

function recordOf(headings: string[], row: string): Row {
  const cells = row.replace(/^`/, '').split(',`')
  if (cells.length !== headings.length)
    throw new RangeError(`a row of ${cells.length} cells in a bill of ${headings.length}`)
  return (heading) => {
    const cell = cells[headings.indexOf(heading)]
    if (cell === undefined) throw new RangeError(`the bill has no ${heading}`)
    return cell.trim()
  }
}

function checkTotals(records: Row[], totals: Row): void {
  const sum = (heading: string) => records.reduce((total, row) => total + fenOfYuan(row(heading)), 0)
  const fits =
    Number(totals('总交易单数')) === records.length &&
    fenOfYuan(totals('订单总金额')) === sum('订单金额') &&
    fenOfYuan(totals('申请退款总金额')) === sum('申请退款金额')
  if (!fits) throw new RangeError('the rows of the bill do not add up to its totals')
}

function linesOf(row: Row): BillLine[] {
  const at = atShanghaiTime(row('交易时间'))
  if (!at) throw new RangeError(`not a time: ${row('交易时间')}`)
  const isRefund = row('交易状态') === 'REFUND'
  if (isRefund && row('退款状态') === 'FAIL') return []
  const sellerAccount = row('特约商户号')
  const booked = {
    ourId: ownId(row(isRefund ? '商户退款单号' : '商户订单号')),
    gatewayRef: row(isRefund ? '微信退款单号' : '微信订单号'),
    sellerAccount: sellerAccount && sellerAccount !== '0' ? sellerAccount : null,
    at,
  }
  const feeFen = fenOfYuan(row('手续费'))
  return [
    {
      ...booked,
      kind: isRefund ? 'refund' : 'payment',
      amountFen: fenOfYuan(row(isRefund ? '申请退款金额' : '订单金额')),
    },
    ...(feeFen === 0 ? [] : [{ ...booked, kind: 'fee' as const, amountFen: feeFen }]),
  ]
}
