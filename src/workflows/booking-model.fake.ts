import { addDays, civilDate } from '../kernel/clock.ts'

// The simplest reference for bookings: no SQL, no queues, no rounding but the policy's. What it says is what has to happen.

export type Cell = { capacity: number; held: number; confirmed: number; kept: number }
export type Hold = {
  state: 'held' | 'confirmed' | 'released' | 'expired'
  expiresAt: number
  claims: Map<string, number>
}
export type Change = {
  id: string
  extraFen: number
  wanted: Shape
  hold: Hold
  percentMost: number
  open: boolean
  refundedFen: number
}
export type Shape = { day: string; nights: number; rooms: number; adults: number; children: number }
export type Booked = {
  id: string
  stay: boolean
  reseller: boolean
  shape: Shape
  hold: Hold
  paymentId: string | null
  paid: boolean
  totalFen: number
  refundedFen: number
  keptFen: number
  percentMost: number
  change: Change | null
  /** What was paid by changes, and what of it went back, is in the booking's own figures too. */
  changes: Change[]
}
export type World = { now: number; cells: Map<string, Cell>; bookings: Booked[]; firstDay: string }

const HOUR = 3_600_000
export const HOLD_MS = 15 * 60_000
export const GRACE_MS = 3 * 60_000
const DEAR_FROM = 4

export const dayAt = (world: World, at: number) => addDays(world.firstDay, at)
const isDear = (world: World, day: string) => day >= dayAt(world, DEAR_FROM)
export const nightFen = (world: World, day: string) => (isDear(world, day) ? 30_000 : 20_000)
export const adultFen = (world: World, day: string) => (isDear(world, day) ? 10_000 : 8_000)
export const CHILD_FEN = 4_000

export function priceOf(world: World, stay: boolean, { day, nights, rooms, adults, children }: Shape): number {
  if (!stay) return adults * adultFen(world, day) + children * CHILD_FEN
  return Array.from({ length: nights }, (_, at) => nightFen(world, addDays(day, at)) * rooms).reduce((a, b) => a + b, 0)
}

export function claimsOf(stay: boolean, { day, nights, rooms, adults, children }: Shape): Map<string, number> {
  if (!stay) return new Map([`visit ${day}`, `site ${day}`].map((key) => [key, adults + children]))
  return new Map(Array.from({ length: nights }, (_, at) => [`night ${addDays(day, at)}`, rooms]))
}

const startOf = (booking: Booked) =>
  new Date(`${booking.shape.day}T${booking.stay ? '14' : '08'}:00:00+08:00`).getTime()

export function tierPercent(world: World, booking: Booked): number {
  const hours = (startOf(booking) - world.now) / HOUR
  const tiers = booking.stay
    ? ([
        [48, 100],
        [24, 50],
      ] as const)
    : ([[24, 100]] as const)
  const tier = tiers.find(([least]) => hours >= least)?.[1] ?? 0
  return Math.min(booking.percentMost, tier)
}

export const worth = (booking: Booked) => booking.totalFen - booking.refundedFen - booking.keptFen
const free = (cell: Cell | undefined) =>
  cell === undefined ? -1 : cell.capacity - cell.held - cell.confirmed - cell.kept

/** Why so much more cannot be had, or null. */
export function short(world: World, wanted: ReadonlyMap<string, number>): string | null {
  for (const [key, quantity] of wanted) {
    const left = free(world.cells.get(key))
    if (left < 0) return 'tourism.date_closed'
    if (left < quantity) return 'tourism.sold_out'
  }
  return null
}

function count(world: World, hold: Hold, sign: 1 | -1): void {
  if (hold.state !== 'held' && hold.state !== 'confirmed') return
  for (const [key, quantity] of hold.claims) {
    const cell = world.cells.get(key)
    if (cell !== undefined) cell[hold.state] += sign * quantity
  }
}

export function move(world: World, hold: Hold, state: Hold['state']): void {
  count(world, hold, -1)
  hold.state = state
  count(world, hold, 1)
}

export function take(world: World, claims: Map<string, number>, expiresAt: number): Hold {
  const hold: Hold = { state: 'held', expiresAt, claims }
  count(world, hold, 1)
  return hold
}

export function reshape(world: World, hold: Hold, claims: Map<string, number>): void {
  count(world, hold, -1)
  hold.claims = claims
  count(world, hold, 1)
}

export function overdue(world: World): Hold[] {
  const holds = world.bookings.flatMap((one) => [one.hold, ...one.changes.map((change) => change.hold)])
  return holds.filter((hold) => hold.state === 'held' && hold.expiresAt <= world.now)
}

/** What is overdue goes back on sale whenever somebody asks for something. */
export function expire(world: World): void {
  for (const hold of overdue(world)) move(world, hold, 'expired')
}

/** Why nothing can be booked for a day any more, or null. */
export function tooLate(world: World, stay: boolean, day: string): string | null {
  const today = civilDate(new Date(world.now))
  if (day >= today) return null
  return stay ? 'tourism.stay.past' : 'tourism.visit.too_late'
}

export const stands = (world: World, booking: Booked) =>
  booking.hold.state === 'confirmed' || (booking.hold.state === 'held' && booking.hold.expiresAt > world.now)

/** Why a booking cannot be changed, or null. */
export function unchangeable(world: World, booking: Booked): string | null {
  if (!stands(world, booking)) return 'tourism.booking.step_not_possible'
  if (booking.hold.state === 'held' && booking.paymentId !== null) return 'tourism.booking.step_not_possible'
  return world.now >= startOf(booking) ? 'tourism.booking.begun' : null
}

/** What a new shape gains over the claims there are. */
export function gain(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...after].map(([key, n]) => [key, n - (before.get(key) ?? 0)] as const).filter(([, n]) => n > 0))
}

export function dropChange(world: World, booking: Booked): void {
  if (booking.change === null) return
  if (booking.change.hold.state === 'held') move(world, booking.change.hold, 'released')
  booking.change.open = false
  booking.change = null
}

/** What the guest gives up comes back by the tier; the policy keeps the rest. */
export function giveUp(world: World, booking: Booked, priceFen: number): number {
  const givenUp = worth(booking) - priceFen
  const back = Math.floor((givenUp * tierPercent(world, booking)) / 100)
  booking.refundedFen += back
  booking.keptFen += givenUp - back
  return back
}
