import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/clock.ts'
import { apportion } from '../../kernel/money.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { NewBooking } from './booking.ts'
import { bookingCode, startsAt, wasUsed } from './booking.ts'
import { WHOLE_DAY } from './claim.ts'
import { percentOf } from './price.ts'
import type { Ready, Who } from './reserve.ts'

/** `prices` are the parts' own, in order. */
export type Discounted = { parts: Ready[]; prices: number[]; separateFen: number; totalFen: number }

/**
 * The parts at the package's price: so many percent off their sum, rounded down, borne in proportion to their prices by the largest remainder, and inside a part by
 * its tickets or nights in the same way, so that everything adds up to the fen. Refuses: tourism.package.free_part.
 */
export function discounted(parts: readonly Ready[], offPercent: number): Discounted {
  const prices = parts.map(({ booking }) => booking.totalFen)
  const separateFen = prices.reduce((sum, fen) => sum + fen, 0)
  const offFen = percentOf(separateFen, offPercent)
  const shares = apportion(offFen, prices)
  const cheaper = parts.map(({ booking, claims }, at) => ({ booking: takeOff(booking, shares[at] ?? 0), claims }))
  // What costs nothing cannot be a share of a payment, and a package that is not cheaper is none.
  if (offFen === 0 || cheaper.some(({ booking }) => booking.totalFen <= 0)) refuse('tourism.package.free_part')
  return { parts: cheaper, prices, separateFen, totalFen: separateFen - offFen }
}

export function takeOff(booking: NewBooking, fen: number): NewBooking {
  const prices = booking.kind === 'visit' ? booking.units.map((unit) => unit.priceFen) : [...booking.nightFen]
  const offs = apportion(fen, prices)
  const less = (price: number, at: number) => price - (offs[at] ?? 0)
  return {
    ...booking,
    totalFen: booking.totalFen - fen,
    units: booking.units.map((unit, at) => ({ ...unit, priceFen: less(unit.priceFen, at) })),
    nightFen: booking.nightFen.map(less),
  }
}

/** What comes back for goods nobody has fetched: all until the day before. */
export const fetchedPolicy = () => [{ hoursBefore: 24, percent: 100 }]
/** Goods are fetched from the afternoon of arrival. */
const FETCHED_FROM_MINUTE = 14 * 60

export type Goods = {
  listingId: string
  itemId: string
  organisationId: string
  titleZh: string
  titleEn: string
  priceFen: number
  units: number
}

/** Goods as a booking: fetched on a day, and until `endsOn`. */
export function readyGoods(
  id: string,
  goods: Goods,
  at: { day: CivilDate; endsOn: CivilDate },
  who: Who,
  now: Instant,
): Ready {
  const booking: NewBooking = {
    id,
    code: bookingCode(now),
    organisationId: goods.organisationId,
    kind: 'goods',
    ...who,
    optionId: null,
    roomTypeId: null,
    planId: null,
    titleZh: `${goods.titleZh} × ${goods.units}`,
    titleEn: `${goods.titleEn} × ${goods.units}`,
    day: at.day,
    minute: WHOLE_DAY,
    nights: 0,
    rooms: 0,
    guests: goods.units,
    startsAt: startsAt(at.day, FETCHED_FROM_MINUTE),
    endsOn: at.endsOn,
    totalFen: goods.priceFen * goods.units,
    nightFen: [],
    policy: fetchedPolicy(),
    units: [],
  }
  return { booking, claims: [] }
}

export type PackagePart = {
  position: number
  organisationId: string
  kind: 'stay' | 'visit' | 'goods'
  roomTypeId: string | null
  optionId: string | null
  listingId: string | null
  dayOffset: number
  minute: number | null
  nights: number | null
  units: number | null
  /** Goods that are sent where the guest wishes it, the freight in their price. */
  canShip: boolean
}

/** The last day of a package: goods can be fetched until then. */
export const lastDay = (parts: readonly PackagePart[], arrival: CivilDate): CivilDate =>
  addDays(arrival, Math.max(...parts.map((part) => part.dayOffset + (part.nights ?? 0))))

export type PackageState = 'proposed' | 'open' | 'closed'

/** A package that is on sale waits for its supplier again. Refuses: tourism.package.not_open. */
export function pausedPackage(held: { state: PackageState }): PackageState {
  return held.state === 'open' ? 'proposed' : refuse('tourism.package.not_open')
}

/** What an answer makes of a package. Refuses: tourism.package.answered. */
export function answeredPackage(
  held: { state: PackageState; parts: readonly { agreed: boolean; organisationId: string }[] },
  organisationId: string,
  agree: boolean,
): PackageState {
  if (held.state !== 'proposed') refuse('tourism.package.answered')
  if (!agree) return 'closed'
  return held.parts.every((part) => part.agreed || part.organisationId === organisationId) ? 'open' : 'proposed'
}

/** What of a package can still be cancelled, and by whose terms: everything comes back once a supplier could not serve its part. */
export function standingParts<
  T extends {
    state: string
    cancelledBy: string | null
    entered: number
    units: readonly { redeemedAt: string | null }[]
  },
>(rows: readonly T[]): { by: 'guest' | 'supplier'; standing: T[] } {
  const standing = rows.filter((row) => row.state === 'confirmed' && !wasUsed(row))
  return { by: rows.some((row) => row.cancelledBy === 'supplier') ? 'supplier' : 'guest', standing }
}
