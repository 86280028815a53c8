import type { RouterContextProvider } from 'react-router'
import { consignmentsOfOrders, giftsOfOrders } from '../../../modules/delivery/index.ts'
import { readOrganisation, village, villageLabel } from '../../../modules/people/index.ts'
import type { Label } from '../../documents/labels.ts'
import { call } from '../../call.ts'
import type { Lot, Order } from './read.ts'
import { allOrders, readThrough } from './read.ts'

type Seller = Pick<Label, 'sellerZh' | 'sellerEn'> & { villageCode: string }

export async function sellerOf(context: Readonly<RouterContextProvider>, organisationId: string): Promise<Seller> {
  const { nameZh, nameEn, villageCode } = await call(context, readOrganisation, { organisationId })
  return { sellerZh: nameZh, sellerEn: nameEn, villageCode }
}

/** One label of a lot; names as buyers know them where the goods are listed, else the item's own. */
export function labelOf(
  lot: Lot,
  named: { titleZh: string; titleEn: string; villageCode: string },
  seller: Seller,
): Label {
  const from = village(named.villageCode)
  return {
    nameZh: named.titleZh,
    nameEn: named.titleEn,
    netGrams: lot.netGrams,
    gtin: lot.gtin,
    lotCode: lot.code,
    packedOn: lot.packedOn,
    expiresOn: lot.expiresOn,
    sellerZh: seller.sellerZh,
    sellerEn: seller.sellerEn,
    villageZh: from === undefined ? '' : villageLabel(from, 'zh'),
    villageEn: from === undefined ? '' : villageLabel(from, 'en'),
  }
}

/** The orders an address names by `orders=`, separated by commas; without, all that wait to be shipped. Oldest first. */
export async function askedOrders(
  context: Readonly<RouterContextProvider>,
  organisationId: string,
  request: Request,
): Promise<Order[]> {
  const ids = new URL(request.url).searchParams.get('orders')?.split(',').filter(Boolean) ?? []
  const orders =
    ids.length === 0
      ? await allOrders(context, organisationId, { state: 'paid' })
      : await allOrders(context, organisationId)
  return orders.filter(({ id }) => ids.length === 0 || ids.includes(id)).toReversed()
}

/** Which of some orders go to many, with the card of each gift. */
export async function manyOf(context: Readonly<RouterContextProvider>, orders: readonly Order[]) {
  const ids = orders.map(({ id }) => id)
  const [consignments, gifts] = await readThrough(context, async (sql) => [
    await consignmentsOfOrders(sql, ids),
    await giftsOfOrders(sql, ids),
  ])
  return (orderId: string) => ({ consignments: consignments.get(orderId) ?? [], gift: gifts.get(orderId) })
}
