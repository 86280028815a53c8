import type { OutputOf } from '../../../kernel/operation.ts'
import { listSellerInvoices } from '../../../modules/invoicing/index.ts'
import { ordersById } from '../../../modules/market/index.ts'
import type { OrderView } from '../../../modules/market/index.ts'
import { call } from '../../call.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import { afterWords } from '../after/words.ts'
import type { Route } from './+types/invoices-sheet.ts'
import { showIn } from './invoice-filter.ts'
import { appOf, langOf, readThrough } from './read.ts'
import { sheetKind } from './sheets.ts'
import { dayOf } from './show.tsx'

type Request = OutputOf<typeof listSellerInvoices>['requests'][number]

/** Invoice requests for accountants: a row for each line of an order, freight in a row of its own, amounts less refunds. */
export async function loader({ context, request, params: { organisationId, kind } }: Route.LoaderArgs) {
  const ending = sheetKind(kind)
  const lang = langOf(context)
  const say = afterWords[lang].invoice
  const show = showIn(new URL(request.url).searchParams.get('show'))
  const { requests } = await call(context, listSellerInvoices, { organisationId, show, limit: 2000 })
  const ids = requests.map((one) => one.orderId)
  const orders = new Map((await readThrough(context, (sql) => ordersById(sql, ids))).map((one) => [one.id, one]))
  const rows = requests.flatMap((one) => rowsOf(one, orders.get(one.orderId), lang))
  const name = `${say.desk} ${dayOf(appOf(context).clock.now())}`
  return sheetResponse({ name: say.desk, heads: say.heads, rows }, name, ending)
}

function rowsOf(request: Request, order: OrderView | undefined, lang: 'zh' | 'en'): Cell[][] {
  const say = afterWords[lang].invoice
  const head = [
    request.id,
    request.orderCode,
    say.kinds[request.kind],
    request.name,
    request.taxNumber,
    request.details,
  ]
  const note = [say.states[request.state], request.number ?? ''].filter((part) => part !== '').join(' ')
  const row = (item: string, units: number, fen: number): Cell[] => [...head, item, say.unit, units, { fen }, '', note]
  const lines = (order?.lines ?? [])
    .filter((line) => line.paidFen > line.refundedFen)
    .map((line) =>
      row(
        lang === 'zh' ? line.titleZh : line.titleEn,
        line.units - line.refundedUnits,
        line.paidFen - line.refundedFen,
      ),
    )
  const freightFen = (order?.freightFen ?? 0) - (order?.freightRefundedFen ?? 0)
  return freightFen > 0 ? [...lines, row(say.freight, 1, freightFen)] : lines
}
