import type { RouterContextProvider } from 'react-router'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import { readStatement } from '../../../modules/ledger/index.ts'
import { ordersById, refundCausesOf } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import { appOf, readThrough } from './read.ts'

const LINES_MAX = 2000

/** A seller's statement between two days of the address, this month where none are given, with the orders' codes. */
export async function statementFor(
  context: Readonly<RouterContextProvider>,
  organisationId: string,
  asked: URLSearchParams,
) {
  const today = civilDate(appOf(context).clock.now())
  const periods = namedPeriods(today)
  const from = dayIn(asked.get('from')) ?? `${today.slice(0, 7)}-01`
  const wanted = dayIn(asked.get('to')) ?? today
  const backwards = from > wanted
  const to = backwards ? from : wanted
  const statement = await call(context, readStatement, { organisationId, from, to })
  const ids = [...new Set(statement.lines.flatMap((line) => line.orderId ?? []))]
  const orders = ids.length > 0 ? await readThrough(context, (sql) => ordersById(sql, ids)) : []
  const codes = new Map(orders.map((order) => [order.id, order.code]))
  const refunds = statement.lines.filter((line) => line.kind === 'refunded').map((line) => line.reference)
  const causes = await readThrough(context, (sql) => refundCausesOf(sql, refunds))
  const lines = statement.lines.map((line) => ({
    ...line,
    orderCode: codes.get(line.orderId ?? '') ?? '',
    cause: causes.get(line.reference) ?? null,
  }))
  return { ...statement, lines, from, to, periods, backwards, cut: lines.length === LINES_MAX }
}

/** This month so far, the whole of last month, this year so far. */
export function namedPeriods(today: string): { from: string; to: string }[] {
  const month = `${today.slice(0, 7)}-01`
  const lastDay = addDays(month, -1)
  return [
    { from: month, to: today },
    { from: `${lastDay.slice(0, 7)}-01`, to: lastDay },
    { from: `${today.slice(0, 4)}-01-01`, to: today },
  ]
}

function dayIn(value: string | null): string | undefined {
  if (value === null || !/^20\d\d-\d\d-\d\d$/.test(value)) return undefined
  return Number.isNaN(Date.parse(value)) || new Date(value).toISOString().slice(0, 10) !== value ? undefined : value
}
