import type { RouterContextProvider } from 'react-router'
import { listMyOrders } from '../../modules/market/index.ts'
import { listAddresses, phoneLabel } from '../../modules/people/index.ts'
import { call } from '../call.ts'
import { regionLine } from './places.ts'
import { visitorOf } from './visitor.ts'

type Context = Readonly<RouterContextProvider>

/** The address book of a signed-in person; for a guest, where the last order went. */
export async function savedAddresses(context: Context) {
  const { actor, lang } = visitorOf(context)
  const { orders } = await call(context, listMyOrders, { limit: 1 })
  const book = actor.kind === 'person' ? (await call(context, listAddresses, {})).addresses : []
  const last = book.length === 0 ? orders.map(({ recipient }) => ({ id: 'last', ...recipient })) : []
  const known = [
    ...book.map(({ id, recipient: name, phone, countyCode, detail }) => ({ id, name, phone, countyCode, detail })),
    ...last,
  ]
  return known.map(({ id, name, phone, countyCode, detail }) => ({
    id,
    values: {
      name,
      phone,
      detail,
      province: countyCode.slice(0, 2),
      city: countyCode.slice(0, 4),
      county: countyCode,
    },
    label: `${name} ${phoneLabel(phone)}`,
    line: `${regionLine(countyCode, lang)} ${detail}`,
  }))
}
