import { data } from 'react-router'
import { regionPath } from '../../../modules/people/index.ts'
import { readPackingSlips } from '../../../workflows/ship-gifts.ts'
import { call } from '../../call.ts'
import type { Cell } from '../../documents/sheet.ts'
import { sheetResponse } from '../../documents/sheet.ts'
import { parcelWords } from '../parcel-words.ts'
import type { Route } from './+types/gifts-sheet.ts'
import { giftDesk } from './gift-desk-words.ts'
import { appOf, langOf } from './read.ts'

/** `<order>.xlsx`: the parcels of an order to many, for whoever prints waybills from a sheet. */
export async function loader({ context, params: { organisationId, file } }: Route.LoaderArgs) {
  const [, orderId, kind] = /^([0-9a-f-]{36})\.(csv|xlsx)$/.exec(file) ?? []
  if (orderId === undefined) throw data(null, { status: 404 })
  const lang = langOf(context)
  const say = giftDesk[lang]
  const { code, consignments } = await call(context, readPackingSlips, { organisationId, orderId })
  const { publicUrl } = appOf(context).settings
  const rows = consignments.map(({ number, recipient, carrier, trackingNumber, state, door }): Cell[] => [
    number,
    recipient.name,
    recipient.phone,
    `${regionPath(recipient.countyCode, lang).join(' ')} ${recipient.detail}`,
    carrier ?? '',
    trackingNumber ?? '',
    carrier === null ? parcelWords[lang].notHanded : parcelWords[lang].states[state],
    new URL(door, publicUrl).href,
  ])
  const heads = [say.number, say.name, say.phone, say.address, say.carrier, say.parcel, say.state, say.door]
  return sheetResponse({ name: code, heads, rows }, say.title(code), kind as 'csv' | 'xlsx')
}
