import type { Instant } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusal.ts'
import { insertBookings } from './booking.sql.ts'
import { WHOLE_DAY } from './claim.ts'
import { holdParties } from './hold.sql.ts'
import type { Discounted, Goods, PackagePart, PackageState } from './package.ts'
import { discounted, lastDay, readyGoods } from './package.ts'
import type { BookedGoods, PackageBooking, PackageRow } from './package.sql.ts'
import { changePackageState, insertBookedGoods, insertPackageBooking, packageById } from './package.sql.ts'
import type { Ready, Who } from './reserve.ts'
import { readyStay, readyVisit, refuseShort } from './reserve.ts'
import { soldInParts } from './package-parts.ts'

/** What a guest says of a package they want. */
export type WantedPackage = {
  arrival: string
  /** Rooms, and as many times the goods. */
  sets: number
  guests: number
  tickets: readonly { type: string; count: number }[]
  /** Where the guest chooses when a visit begins. */
  minutes: readonly { position: number; minute: number }[]
  /** Where goods are sent that can be; null where they are fetched. */
  sendTo?: string | null
}
export type ReadyPackage = Discounted & { goods: BookedGoods[] }

/**
 * Works out a package as it would be booked now: every part on its own calendar and at its price of those days, less the discount. `goods` are its listings as the
 * market has them now. Refuses: tourism.package.closed, tourism.package.free_part, tourism.package.not_sent, and what booking each part refuses.
 */
export async function readyPackage(
  sql: Sql,
  held: PackageRow,
  wanted: WantedPackage,
  goods: ReadonlyMap<string, Omit<Goods, 'units'>>,
  who: Who,
  now: Instant,
): Promise<ReadyPackage> {
  if (held.state !== 'open') refuse('tourism.package.closed')
  const { arrival, sets, guests } = wanted
  const tickets = wanted.tickets.flatMap(({ type, count }) => Array.from({ length: count }, () => ({ type })))
  const [parts, booked]: [Ready[], BookedGoods[]] = [[], []]
  for (const part of held.parts) {
    const [id, day] = [uuidv7(now), addDays(arrival, part.dayOffset)]
    if (part.roomTypeId !== null) {
      const stay = {
        roomTypeId: part.roomTypeId,
        planId: null,
        arrival: day,
        nights: part.nights ?? 1,
        rooms: sets,
        guests,
      }
      parts.push(await readyStay(sql, id, stay, who, now))
    } else if (part.optionId !== null) {
      const minute = part.minute ?? wanted.minutes.find((one) => one.position === part.position)?.minute ?? WHOLE_DAY
      parts.push(await readyVisit(sql, id, { optionId: part.optionId, day, minute, tickets }, who, now))
    } else {
      const own = goods.get(part.listingId ?? '') ?? refuse('tourism.package.closed')
      const units = (part.units ?? 1) * sets
      parts.push(readyGoods(id, { ...own, units }, { day, endsOn: lastDay(held.parts, arrival) }, who, now))
      const sendTo = part.canShip ? (wanted.sendTo ?? null) : null
      const { listingId, itemId, priceFen } = own
      booked.push({ bookingId: id, listingId, itemId, units, priceFen, sendTo })
    }
  }
  if (typeof wanted.sendTo === 'string' && booked.every((one) => one.sendTo === null))
    refuse('tourism.package.not_sent')
  return { ...discounted(parts, held.offPercent), goods: booked }
}

/** Holds every part of a package in the transaction, or refuses and nothing stays. Refuses: tourism.sold_out, tourism.date_closed. */
export async function holdPackageParts(
  tx: Tx,
  booking: PackageBooking,
  ready: ReadyPackage,
  expiresAt: Instant,
  now: Instant,
): Promise<void> {
  const parties = ready.parts.map((part) => ({ holdId: part.booking.id, expiresAt, claims: part.claims }))
  for (const outcome of await holdParties(tx, parties, now)) refuseShort(outcome)
  await insertPackageBooking(tx, booking, now)
  insertBookings(
    tx,
    ready.parts.map((part) => ({ ...part.booking, packageBookingId: booking.id })),
    now,
  )
  await insertBookedGoods(tx, ready.goods)
}

/** Refuses a part that is not one thing: tourism.package.part_mismatch. */
export function checkPart(part: Omit<PackagePart, 'position' | 'organisationId'>): void {
  const { kind, roomTypeId, optionId, listingId, minute, nights, units, canShip } = part
  if (canShip && kind !== 'goods') refuse('tourism.package.part_mismatch')
  const fits = {
    stay:
      roomTypeId !== null &&
      nights !== null &&
      optionId === null &&
      listingId === null &&
      units === null &&
      minute === null,
    visit: optionId !== null && roomTypeId === null && listingId === null && units === null && nights === null,
    goods:
      listingId !== null &&
      units !== null &&
      roomTypeId === null &&
      optionId === null &&
      nights === null &&
      minute === null,
  }
  if (!fits[kind]) refuse('tourism.package.part_mismatch')
}

/** Whose nights and visits they are, by the parts' order; goods are left empty. Refuses: tourism.room_type.unknown, tourism.option.unknown. */
export async function ownersOfParts(
  sql: Sql,
  parts: readonly Pick<PackagePart, 'roomTypeId' | 'optionId'>[],
): Promise<(string | undefined)[]> {
  const { types, offers } = await soldInParts(sql, parts)
  return parts.map(({ roomTypeId, optionId }) => {
    if (roomTypeId !== null) return (types.get(roomTypeId) ?? refuse('tourism.room_type.unknown')).organisationId
    return optionId === null ? undefined : (offers.get(optionId) ?? refuse('tourism.option.unknown')).organisationId
  })
}

/** A package whose parts are all its proposer's own is on sale at once. */
export async function openIfAgreed(tx: Tx, packageId: string): Promise<PackageState> {
  const held = await packageById(tx, packageId)
  if (held?.parts.every((part) => part.agreed) !== true) return 'proposed'
  await changePackageState(tx, packageId, 'open')
  return 'open'
}
