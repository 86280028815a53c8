import { parcelsOf } from '../../../modules/delivery/index.ts'
import { regionPath } from '../../../modules/people/index.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import type { Route } from './+types/orders-sheet.ts'
import { stateIn } from './order-filter.ts'
import { allOrders, appOf, langOf, readThrough } from './read.ts'
import { dayAndTime, sheetKind } from './sheets.ts'
import { dayOf, titleIn } from './show.tsx'
import { words } from './words.ts'

/** All orders, or those of one state, one row each, as CSV or xlsx. */
export async function loader({ context, request, params: { organisationId, kind } }: Route.LoaderArgs) {
  const ending = sheetKind(kind)
  const lang = langOf(context)
  const say = words[lang]
  const state = stateIn(new URL(request.url).searchParams.get('state'))
  const orders = await allOrders(context, organisationId, state)
  const ids = orders.map(({ id }) => id)
  const parcels = await readThrough(context, (sql) => parcelsOf(sql, ids))
  const rows = orders.map((order): Cell[] => {
    const { name, phone, countyCode, detail } = order.recipient
    const parcel = parcels.get(order.id)
    return [
      order.code,
      say.states[order.state],
      dayAndTime(order.placedAt),
      dayAndTime(order.paidAt),
      dayAndTime(order.shippedAt),
      order.lines.map((line) => `${titleIn(lang, line)} × ${line.units}`).join('\n'),
      order.lines.flatMap((line) => line.lots.map((lot) => `${lot.lotCode} × ${lot.units}`)).join('\n'),
      order.lines.reduce((sum, line) => sum + line.units, 0),
      { fen: order.goodsFen },
      { fen: order.freightFen },
      { fen: order.refundedFen },
      name,
      phone,
      regionPath(countyCode, lang).join(' '),
      detail,
      order.note,
      parcel?.carrier ?? '',
      parcel?.trackingNumber ?? '',
    ]
  })
  const { exported } = say
  const name = `${say.orders.title} ${dayOf(appOf(context).clock.now())}`
  return sheetResponse({ name: say.orders.title, heads: exported, rows }, name, ending)
}
