import { data } from 'react-router'
import type { RouterContextProvider } from 'react-router'
import { papers as allPapers } from '../../../modules/desk/index.ts'
import type { Paper } from '../../../modules/desk/index.ts'
import { ordersById } from '../../../modules/market/index.ts'
import { recordPrinting } from '../../../workflows/print-orders.ts'
import { call, formInput } from '../../call.ts'
import type { Batch } from '../../documents/batch.ts'
import { paperResponse } from '../../paper.ts'
import type { Route } from './+types/print.ts'
import { labelOf, manyOf, sellerOf } from './label-data.ts'
import { pickList } from './pick-list.ts'
import { allLots, appOf, langOf, readThrough } from './read.ts'
import type { Order } from './read.ts'
import { dayOf, titleIn } from './show.tsx'
import { slipsOf } from './slip-of.ts'

/** The papers of a batch of orders as one PDF; that they were printed is kept. */
export async function action({ context, request, params: { organisationId } }: Route.ActionArgs) {
  const { orders: named, papers: asked } = await formInput(request)
  const orderIds = (typeof named === 'string' ? named : '').split(',').filter(Boolean)
  const wanted = new Set([asked].flat())
  const papers = allPapers.filter((paper) => wanted.has(paper))
  if (orderIds.length === 0 || papers.length === 0) throw data(null, { status: 400 })
  // Only after this is it known that the orders are the seller's.
  await call(context, recordPrinting, { organisationId, orderIds, papers })
  const orders = await readThrough(context, (sql) => ordersById(sql, orderIds))
  const batch = await batchOf(context, organisationId, orders, new Set(papers))
  return paperResponse(context, 'orders.pdf', 'batch', batch, langOf(context), appOf(context).ports.publicUrl)
}

async function batchOf(
  context: Readonly<RouterContextProvider>,
  organisationId: string,
  orders: readonly Order[],
  papers: ReadonlySet<Paper>,
): Promise<Batch> {
  const lang = langOf(context)
  const [seller, lots, many] = await Promise.all([
    sellerOf(context, organisationId),
    allLots(context, organisationId),
    manyOf(context, orders),
  ])
  const byId = new Map(lots.map((lot) => [lot.id, lot]))
  const picks = pickList(orders, new Map(lots.map((lot) => [lot.id, lot.expiresOn])))
  const villages = new Map(orders.flatMap((order) => order.lines.map((line) => [line.gtin, line.villageCode] as const)))
  const name = lang === 'zh' ? seller.sellerZh : seller.sellerEn
  return {
    printedOn: dayOf(appOf(context).clock.now()),
    orders: orders.length,
    picks: papers.has('pick') ? picks.map((pick) => ({ ...pick, title: titleIn(lang, pick) })) : null,
    slips: papers.has('slip') ? orders.flatMap((order) => slipsOf(order, name, lang, many(order.id))) : null,
    labels: papers.has('label')
      ? picks.flatMap((pick) => {
          const lot = byId.get(pick.lotId)
          if (lot === undefined) return []
          const villageCode = villages.get(pick.gtin) ?? seller.villageCode
          const label = labelOf(lot, { ...pick, villageCode }, seller)
          return Array.from({ length: pick.units }, () => label)
        })
      : null,
  }
}
