import { paperResponse } from '../../paper.ts'
import type { Route } from './+types/slips.ts'
import { askedOrders, manyOf, sellerOf } from './label-data.ts'
import { langOf } from './read.ts'
import { slipsOf } from './slip-of.ts'

/** A parcel label with its packing list for each parcel of the orders asked for. */
export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const lang = langOf(context)
  const orders = await askedOrders(context, organisationId, request)
  const seller = await sellerOf(context, organisationId)
  const many = await manyOf(context, orders)
  const name = lang === 'zh' ? seller.sellerZh : seller.sellerEn
  const slips = orders.flatMap((order) => slipsOf(order, name, lang, many(order.id)))
  return paperResponse(context, 'slips.pdf', 'slips', slips, lang)
}
