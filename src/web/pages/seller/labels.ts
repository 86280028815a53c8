import { paperResponse } from '../../paper.ts'
import type { Route } from './+types/labels.ts'
import { askedOrders, labelOf, sellerOf } from './label-data.ts'
import { pickList } from './pick-list.ts'
import { allLots, appOf } from './read.ts'

/** A label for every unit of the orders asked for, lot by lot in the order of the pick list. */
export async function loader({ context, request, params: { organisationId } }: Route.LoaderArgs) {
  const orders = await askedOrders(context, organisationId, request)
  const lots = new Map((await allLots(context, organisationId)).map((lot) => [lot.id, lot]))
  const seller = await sellerOf(context, organisationId)
  const villageOf = new Map(
    orders.flatMap((order) => order.lines.map((line) => [line.gtin, line.villageCode] as const)),
  )
  const picks = pickList(orders, new Map([...lots.values()].map((lot) => [lot.id, lot.expiresOn])))
  const labels = picks.flatMap((pick) => {
    const lot = lots.get(pick.lotId)
    if (lot === undefined) return []
    const label = labelOf(lot, { ...pick, villageCode: villageOf.get(pick.gtin) ?? seller.villageCode }, seller)
    return Array.from({ length: pick.units }, () => label)
  })
  return paperResponse(context, 'labels.pdf', 'labels', labels, appOf(context).ports.publicUrl)
}
