import { regionPath } from '../../../modules/people/index.ts'
import { pdfOf, pdfResponse } from '../../documents/pdf.ts'
import { slipPages } from '../../documents/slips.ts'
import type { Slip } from '../../documents/slips.ts'
import type { Lang } from '../../../kernel/words.ts'
import type { Route } from './+types/slips.ts'
import { askedOrders, sellerOf } from './label-data.ts'
import type { Order } from './read.ts'
import { langOf } from './read.ts'
import { dayOf, titleIn } from './show.tsx'

/** A parcel label with its packing list for each order asked for. */
export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const lang = langOf(context)
  const orders = await askedOrders(context, organisationId, request)
  const seller = await sellerOf(context, organisationId)
  const name = lang === 'zh' ? seller.sellerZh : seller.sellerEn
  const slips = orders.map((order) => slipOf(order, name, lang))
  return pdfResponse(await pdfOf(slipPages(slips, lang)), 'slips.pdf')
}

function slipOf(order: Order, seller: string, lang: Lang): Slip {
  const { name, phone, countyCode, detail } = order.recipient
  return {
    code: order.code,
    placedOn: dayOf(order.placedAt),
    seller,
    name,
    phone,
    region: regionPath(countyCode, lang).join(' '),
    detail,
    note: order.note,
    lines: order.lines
      .filter((line) => line.units > line.refundedUnits)
      .map((line) => ({
        title: titleIn(lang, line),
        netGrams: line.netGrams,
        units: line.units - line.refundedUnits,
        lots: line.lots,
      })),
  }
}
