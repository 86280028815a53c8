import { z } from 'zod'
import { member, office } from '../kernel/access.ts'
import type { Sql } from '../kernel/database.ts'
import { query } from '../kernel/operation.ts'
import { civilDay, fen, id } from '../kernel/validation.ts'
import type { Book, Standard } from '../modules/ledger/index.ts'
import { month, monthSpan, standards, transfersBetween, voucherSummaries, vouchersOf } from '../modules/ledger/index.ts'
import { ordersById } from '../modules/market/index.ts'

const LINES_MAX = 50_000

const vouchers = z.object({
  cut: z.boolean(),
  lines: z.array(
    z.object({
      date: civilDay,
      voucher: z.string(),
      code: z.string(),
      name: z.string(),
      summary: z.string(),
      debitFen: fen,
      creditFen: fen,
      auxiliary: z.string(),
    }),
  ),
})

async function vouchersIn(sql: Sql, book: Book, asked: string, standard: Standard) {
  const { from, to } = monthSpan(asked)
  const organisationId = book.of === 'county' ? null : book.organisationId
  const transfers = await transfersBetween(sql, organisationId, from, to, LINES_MAX)
  const ids = [...new Set(transfers.flatMap((t) => t.orderId ?? []))]
  const codes = new Map((ids.length > 0 ? await ordersById(sql, ids) : []).map((order) => [order.id, order.code]))
  const booked = transfers.map((t) => ({ ...t, orderCode: codes.get(t.orderId ?? '') ?? '' }))
  return { cut: transfers.length === LINES_MAX, lines: vouchersOf(book, standard, booked, voucherSummaries) }
}

const standard = z.enum(standards).default('small')

export const readCountyVouchers = query({
  name: 'ledger.vouchers.read',
  path: '/ledger/vouchers',
  summary: "The county's own bookings of a month as voucher lines, for an accountant's programme",
  access: office('service_centre'),
  input: z.object({ month, standard }),
  output: vouchers,
  run: ({ sql }, input) => vouchersIn(sql, { of: 'county' }, input.month, input.standard),
})

export const readSellerVouchers = query({
  name: 'ledger.seller_vouchers.read',
  path: '/ledger/organisations/{organisationId}/vouchers',
  summary: "A seller's month as voucher lines, for its accountant's programme",
  access: member('bookkeeper'),
  input: z.object({ organisationId: id, month, standard }),
  output: vouchers,
  run: ({ sql }, { organisationId, ...input }) =>
    vouchersIn(sql, { of: 'organisation', organisationId }, input.month, input.standard),
})
