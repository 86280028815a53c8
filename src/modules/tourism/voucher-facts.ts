import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { refuse } from '../../kernel/refusal.ts'
import { checkStep } from './booking.ts'
import type { BookingRow } from './booking.sql.ts'
import { holdsById } from './hold.sql.ts'
import { housesById, roomTypesById } from './house.sql.ts'
import { offersByOption } from './offer.sql.ts'
import { productsById } from './product.sql.ts'
import { sitesById } from './site.sql.ts'
import type { Payable, Voucher } from './voucher.ts'

export type GiftPlace = {
  kind: 'visit' | 'stay'
  organisationId: string
  productId: string | null
  houseId: string | null
  nameZh: string
  nameEn: string
  siteZh: string
  siteEn: string
  villageCode: string
  /** What one adult, or one night, costs at least. */
  fromFen: number | null
}

const least = (priced: readonly { priceFen: number }[]) =>
  priced.length === 0 ? null : Math.min(...priced.map((one) => one.priceFen))

/** An open product or house that a voucher can be for; undefined where it is neither. */
export async function giftOf(sql: Sql, placeId: string): Promise<GiftPlace | undefined> {
  const product = (await productsById(sql, [placeId])).get(placeId)
  if (product !== undefined) {
    const site = (await sitesById(sql, [product.siteId])).get(product.siteId)
    if (site === undefined || !product.isOpen || !site.isOpen) return undefined
    const { nameZh, nameEn, organisationId } = product
    const at = { siteZh: site.nameZh, siteEn: site.nameEn, villageCode: site.villageCode }
    const fromFen = least(product.options.flatMap((option) => option.units.filter((unit) => unit.type === 'adult')))
    return { kind: 'visit', organisationId, productId: placeId, houseId: null, nameZh, nameEn, ...at, fromFen }
  }
  const house = (await housesById(sql, [placeId])).get(placeId)
  if (house === undefined || !house.isOpen) return undefined
  const { nameZh, nameEn, organisationId, villageCode } = house
  const at = { siteZh: nameZh, siteEn: nameEn, villageCode }
  const fromFen = least(house.roomTypes.filter((type) => type.isOpen))
  return { kind: 'stay', organisationId, productId: null, houseId: placeId, nameZh, nameEn, ...at, fromFen }
}

/**
 * What a voucher would pay of a booking. Refuses: tourism.booking.step_not_possible, tourism.booking.free, tourism.voucher.one_each.
 */
export async function payableOf(sql: Sql, voucher: Voucher, booking: BookingRow, now: Instant): Promise<Payable> {
  checkStep('pay', booking, now)
  if (booking.paymentId !== null) refuse('tourism.booking.step_not_possible')
  if (booking.totalFen === 0) refuse('tourism.booking.free')
  if (booking.voucherFen > 0 && voucher.bookingId !== booking.id) refuse('tourism.voucher.one_each')
  const option = (await offersByOption(sql, booking.optionId === null ? [] : [booking.optionId])).get(
    booking.optionId ?? '',
  )
  const types = await roomTypesById(sql, booking.roomTypeId === null ? [] : [booking.roomTypeId])
  return {
    organisationId: booking.organisationId,
    productId: option?.productId ?? null,
    houseId: types.get(booking.roomTypeId ?? '')?.houseId ?? null,
    totalFen: booking.totalFen,
  }
}

/** Whether the booking a voucher was put to may still be paid: not before its hold has ended is the voucher free for another. */
export async function isPut(sql: Sql, voucher: Voucher): Promise<boolean> {
  if (voucher.bookingId === null) return false
  const hold = (await holdsById(sql, [voucher.bookingId])).get(voucher.bookingId)
  return hold !== undefined && hold.state !== 'released' && hold.state !== 'expired'
}
