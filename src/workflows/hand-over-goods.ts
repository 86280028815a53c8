import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { handOverParcel } from '../modules/delivery/index.ts'
import type { NewOrder, OrderState, OrderStep, Recipient } from '../modules/market/index.ts'
import { advanceOrders, dueAfter, insertOrderRows, listingsById, stateAfter } from '../modules/market/index.ts'
import { parseAddressLine, placeNamesForLines } from '../modules/people/index.ts'
import { lotNames, shipSold } from '../modules/stock/index.ts'
import type { BookingRow, OwnGoods } from '../modules/tourism/index.ts'
import { bookedGoodsOf, markGoodsHandedOver, markSettled } from '../modules/tourism/index.ts'
import { releaseAt } from './release-share.ts'
import { traceShipping } from './ship-order.ts'

type Parcel = { carrier: string; trackingNumber: string }

/**
 * Goods of a package leave the shelf, with a carrier or at the stay, and are an order from then on, under the booking's id, which is their share in the books and their
 * units' name on the shelf: received, returned, claimed about and settled as all goods are. Once. Refuses: stock.lot.stopped, delivery.parcel.tracking_used.
 */
export async function handOverGoods(tx: Tx, row: BookingRow, parcel: Parcel | null, now: Instant): Promise<void> {
  if (row.paymentId === null || !(await markSettled(tx, row.id, now))) return
  const goods = (await bookedGoodsOf(tx, [row.id])).get(row.id)
  if (goods === undefined) throw new Error(`booking ${row.id} has no goods`)
  const order = await orderOf(tx, row, goods, now)
  const recipient = recipientOf(row, goods)
  await markGoodsHandedOver(tx, row.id, parcel, now)
  const placed = { paymentId: row.paymentId, buyers: [row.buyerId ?? ''] as const, recipient, payBy: row.expiresAt }
  await insertOrderRows(tx, { ...placed, actorKind: 'system', keepsBasket: true }, [order], row.madeAt)
  const paid = await advance(tx, row.id, 'pay', 'awaiting_payment', row.confirmedAt ?? now)
  if (parcel !== null) await handOverParcel(tx, row.organisationId, { orderId: row.id, ...parcel, handedOverAt: now })
  const shipped = await advance(tx, row.id, 'ship', paid, now)
  // At the stay they were received with it.
  if (parcel === null) await advance(tx, row.id, 'receive', shipped, now)
  await releaseAt(tx, 'shipment', [row.id], now)
  await traceShipping(tx, row.organisationId, new Map([[row.id, parcel?.carrier ?? '']]), now)
}

/** Takes the order one step on, as its life allows; answers where it stands then. */
async function advance(tx: Tx, orderId: string, step: OrderStep, from: OrderState, now: Instant): Promise<OrderState> {
  const state = stateAfter(step, from)
  await advanceOrders(tx, [orderId], { state, step, dueAt: dueAfter(step, now), actorKind: 'system', note: '' }, now)
  return state
}

/** One line: the goods at their price when the package was booked, less what the package took off. */
async function orderOf(tx: Tx, row: BookingRow, goods: OwnGoods, now: Instant): Promise<NewOrder> {
  const [listing] = await listingsById(tx, [goods.listingId])
  if (listing === undefined) throw new Error(`booking ${row.id} has goods of no listing`)
  const taken = await shipSold(tx, [row.id], now)
  const codes = await lotNames(
    tx,
    taken.map((lot) => lot.lotId),
  )
  const { itemId, gtin, titleZh, titleEn, category, villageCode, netGrams, storage } = listing
  const discountFen = goods.units * goods.priceFen - row.totalFen
  const { id: listingId } = listing
  const discount = {
    source: 'package',
    sourceId: null,
    titleZh: goods.packageZh,
    titleEn: goods.packageEn,
    bearerKind: 'seller' as const,
    bearerId: row.organisationId,
    amountFen: discountFen,
  }
  const line = {
    listingId,
    itemId,
    gtin,
    titleZh,
    titleEn,
    category,
    villageCode,
    netGrams,
    storage,
    units: goods.units,
    listFen: goods.priceFen,
    priceFen: goods.priceFen,
    discountFen,
    paidFen: row.totalFen,
    discounts: discountFen > 0 ? [discount] : [],
    lots: taken.map(({ lotId, units }) => ({ lotId, lotCode: codes.get(lotId) ?? '', units })),
  }
  const { id, code, organisationId, totalFen } = row
  return { id, code, organisationId, goodsFen: totalFen, freightFen: 0, note: '', supply: 'stock', lines: [line] }
}

/** Who has them: by the address they went to, as far as it names a region; at the stay by name alone. */
function recipientOf(row: BookingRow, goods: OwnGoods): Recipient {
  const sendTo = goods.sendTo ?? ''
  const parsed = parseAddressLine(sendTo.replaceAll(/\s+/g, ''), placeNamesForLines())
  const { provinceCode, cityCode, countyCode } = parsed
  const isKnown = countyCode !== '' && parsed.detail !== ''
  const region = isKnown ? { provinceCode, cityCode, countyCode } : { provinceCode: '', cityCode: '', countyCode: '' }
  const { fullName, phoneNumber } = row.contact
  return { name: fullName ?? '', phone: phoneNumber ?? '', ...region, detail: isKnown ? parsed.detail : sendTo }
}
