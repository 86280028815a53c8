import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, daysBetween } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { slotsOfOffers } from './availability.ops.ts'
import { offerOf, stayFacts } from './find.ops.ts'
import { isStayInTime } from './booking.ts'
import type { RoomType } from './house.sql.ts'
import { housesById } from './house.sql.ts'
import type { VisitOffer } from './offer.sql.ts'
import type { WantedPackage } from './package-hold.ts'
import type { PackagePart } from './package.ts'
import type { PackageRow } from './package.sql.ts'
import { percentOf } from './price.ts'
import { soldInParts } from './package-parts.ts'

type Party = Pick<WantedPackage, 'sets' | 'guests' | 'tickets'>
type Time = { position: number; minute: number; free: number }
/** A part on the days of one arrival; `fen` is null where it cannot be booked. */
type PartDay = { state: 'free' | 'full' | 'closed'; fen: number | null; times: Time[] }
export type PackageDay = {
  /** The day of arrival. */
  day: CivilDate
  state: 'free' | 'full' | 'closed'
  totalFen: number | null
  /** When visits can begin whose time the guest chooses. */
  times: Time[]
}
/** Goods of a package: what one set of them costs, and how many sets are on the shelf. */
export type SetOfGoods = { fen: number; sets: number }

/**
 * Days of arrival on which every part of a package has room for a party, and what it costs then: a few statements for each part, whatever the number of days. `goods`
 * by the part's position.
 */
export async function packageDays(
  sql: Sql,
  held: PackageRow,
  party: Party,
  goods: ReadonlyMap<number, SetOfGoods>,
  { from, until }: { from: CivilDate; until: CivilDate },
  now: Instant,
): Promise<PackageDay[]> {
  const { types, offers } = await soldInParts(sql, held.parts)
  const range = { from, until }
  const parts = await Promise.all(
    held.parts.map(async (part) => {
      const [type, offer] = [types.get(part.roomTypeId ?? ''), offers.get(part.optionId ?? '')]
      if (type !== undefined) return stayDays(sql, part, type, party, range, now)
      if (offer !== undefined) return visitDays(sql, part, offer, party, range, now)
      return goodsDays(goods.get(part.position), party)
    }),
  )
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, at) => {
    const day = addDays(from, at)
    return { day, ...together(parts.map((on) => on(day))), totalFen: costOf(parts, day, held.offPercent) }
  })
}

function together(parts: readonly PartDay[]): Pick<PackageDay, 'state' | 'times'> {
  const worst = (['closed', 'full'] as const).find((state) => parts.some((part) => part.state === state))
  return { state: worst ?? 'free', times: parts.flatMap((part) => part.times) }
}

function costOf(parts: readonly ((day: CivilDate) => PartDay)[], day: CivilDate, offPercent: number): number | null {
  const prices = parts.flatMap((on) => on(day).fen ?? [])
  if (prices.length < parts.length) return null
  const separateFen = prices.reduce((sum, fen) => sum + fen, 0)
  return separateFen - percentOf(separateFen, offPercent)
}

const CLOSED: PartDay = { state: 'closed', fen: null, times: [] }

type Range = { from: CivilDate; until: CivilDate }

async function stayDays(sql: Sql, part: PackagePart, type: RoomType, party: Party, range: Range, now: Instant) {
  const nights = part.nights ?? 1
  const last = addDays(range.until, part.dayOffset + nights)
  const facts = await stayFacts(sql, [type.id], addDays(range.from, part.dayOffset), last)
  const house = (await housesById(sql, [type.houseId])).get(type.houseId)
  return (arrival: CivilDate): PartDay => {
    const isOpen = type.isOpen && house?.isOpen === true
    if (!isOpen || !isStayInTime(house, addDays(arrival, part.dayOffset), now)) return CLOSED
    const stay = { arrival: addDays(arrival, part.dayOffset), nights, rooms: party.sets, guests: party.guests }
    const { totalFen, refusal } = offerOf(stay, type, null, facts, now)
    if (refusal === null) return { state: 'free', fen: totalFen, times: [] }
    return { state: refusal.code === 'tourism.sold_out' ? 'full' : 'closed', fen: null, times: [] }
  }
}

async function visitDays(sql: Sql, part: PackagePart, offer: VisitOffer, party: Party, range: Range, now: Instant) {
  const [first, last] = [addDays(range.from, part.dayOffset), addDays(range.until, part.dayOffset)]
  const slots = (await slotsOfOffers(sql, [offer], first, last, now)).get(offer.optionId) ?? []
  const kindOf = (type: string) => offer.units.find((unit) => unit.type === type)
  const places = party.tickets.reduce((sum, { type, count }) => sum + count * (kindOf(type)?.places ?? 1), 0)
  const needed = Math.max(1, places)
  return (arrival: CivilDate): PartDay => {
    const day = addDays(arrival, part.dayOffset)
    const own = slots.filter((slot) => slot.day === day && (part.minute === null || slot.minute === part.minute))
    const open = own.filter((slot) => slot.isOpen && offer.isOpen)
    const [some] = open
    if (some === undefined) return CLOSED
    const priceOf = (type: string) => some.units.find((unit) => unit.type === type)?.priceFen ?? 0
    const fen = party.tickets.reduce((sum, { type, count }) => sum + count * priceOf(type), 0)
    const chosen = offer.isTimed && part.minute === null
    const times = open.map(({ minute, free }) => ({ position: part.position, minute: minute ?? 0, free }))
    return { state: open.some(({ free }) => free >= needed) ? 'free' : 'full', fen, times: chosen ? times : [] }
  }
}

function goodsDays(goods: SetOfGoods | undefined, { sets }: Party) {
  const day: PartDay =
    goods === undefined ? CLOSED : { state: goods.sets >= sets ? 'free' : 'full', fen: goods.fen * sets, times: [] }
  return () => day
}
