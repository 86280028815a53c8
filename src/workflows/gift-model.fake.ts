import fc from 'fast-check'
import * as model from './booking-model.fake.ts'
import type { Hold, Shape, World } from './booking-model.fake.ts'

// The simplest reference for gift vouchers and packages: what a voucher pays, what goes back to whom, and that a package is one thing.

export type Place = 'house' | 'sight'
export type Gift = {
  id: string
  door: string
  place: Place
  onlyThere: boolean
  valueFen: number
  state: 'confirmed' | 'redeemed' | 'released' | 'expired'
  refundedFen: number
  lastDay: string
  /** What it was put to last. */
  put: Part | null
}
/** A booking, or the part of a package. */
export type Part = {
  id: string
  kind: 'stay' | 'visit' | 'goods'
  shape: Shape
  hold: Hold
  totalFen: number
  refundedFen: number
  keptFen: number
  voucherFen: number
}
/** What is held, paid, confirmed and given up together. */
export type Trip = { packageId: string | null; parts: Part[]; paymentId: string | null; paid: boolean }
export type GiftWorld = World & { trips: Trip[]; gifts: Gift[]; payments: string[] }

export const isFor = (gift: Gift, part: Part): boolean =>
  part.kind !== 'goods' && (part.kind === 'stay' ? 'house' : 'sight') === gift.place

const HOUR = 3_600_000
const startsAt = ({ kind, shape }: Part) =>
  new Date(`${shape.day}T${kind === 'visit' ? '08' : '14'}:00:00+08:00`).getTime()
const tiers = {
  stay: [
    [48, 100],
    [24, 50],
  ],
  visit: [[24, 100]],
  goods: [[24, 100]],
} as const

export const worth = (part: Part) => part.totalFen - part.refundedFen - part.keptFen
export function percentNow(world: World, part: Part): number {
  const hours = (startsAt(part) - world.now) / HOUR
  return tiers[part.kind].find(([least]) => hours >= least)?.[1] ?? 0
}

export const isPut = ({ put }: Gift): boolean =>
  put !== null && put.hold.state !== 'released' && put.hold.state !== 'expired'
export const giftOf = (world: GiftWorld, part: Part): Gift | undefined =>
  world.gifts.find((gift) => gift.put === part && (gift.state === 'redeemed' || gift.state === 'confirmed'))
export const dueFen = (trip: Trip) => trip.parts.reduce((sum, part) => sum + part.totalFen - part.voucherFen, 0)

/** What a booking gives up is worth less by `givenUpFen`; what comes back is the guest's own first, then the giver's. */
export function giveUp(world: GiftWorld, part: Part, givenUpFen: number): number {
  const back = Math.floor((givenUpFen * percentNow(world, part)) / 100)
  const gift = giftOf(world, part)
  const given = gift === undefined ? 0 : gift.refundedFen - (gift.valueFen - part.voucherFen)
  const ownLeft = part.totalFen - part.voucherFen - (part.refundedFen - given)
  if (gift !== undefined) gift.refundedFen += Math.max(0, back - ownLeft)
  part.refundedFen += back
  part.keptFen += givenUpFen - back
  return back
}

/** All of it is confirmed: vouchers are used, and what they are worth more goes back. */
export function confirm(world: GiftWorld, trip: Trip): void {
  for (const part of trip.parts) {
    model.move(world, part.hold, 'confirmed')
    const gift = giftOf(world, part)
    if (gift === undefined || part.voucherFen === 0) continue
    gift.state = 'redeemed'
    gift.refundedFen = gift.valueFen - part.voucherFen
  }
}

export function expire(world: GiftWorld): void {
  for (const { parts } of world.trips)
    for (const { hold } of parts)
      if (hold.state === 'held' && hold.expiresAt <= world.now) model.move(world, hold, 'expired')
}

const pick = fc.nat()
const day = fc.nat(7)
const small = fc.integer({ min: 1, max: 2 })
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      place: fc.constantFrom<Place>('house', 'sight'),
      onlyThere: fc.boolean(),
      valueFen: fc.integer({ min: 1_000, max: 50_000 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('stay' as const), day, nights: small }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('visit' as const), day, adults: small }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('package' as const), day, adults: small, goods: fc.boolean() }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('put' as const), gift: pick, pick }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('pay' as const), pick }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('paid' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('part' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drop' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take_back' as const), gift: pick }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 400 }) }) },
)
/** Acts that belong together, so that what takes several of them happens often. */
const stories: Readonly<Record<'cover' | 'rest' | 'late' | 'part' | 'twice', readonly GiftStep[]>> = {
  cover: [
    { do: 'give', place: 'house', onlyThere: true, valueFen: 30_000 },
    { do: 'give', place: 'sight', onlyThere: true, valueFen: 20_000 },
    { do: 'package', day: 0, adults: 1, goods: false },
    { do: 'put', gift: 0, pick: 0 },
    { do: 'put', gift: 1, pick: 0 },
  ],
  rest: [
    { do: 'give', place: 'house', onlyThere: false, valueFen: 5_000 },
    { do: 'package', day: 0, adults: 2, goods: true },
    { do: 'put', gift: 0, pick: 0 },
    { do: 'pay', pick: 0 },
    { do: 'paid', pick: -1 },
  ],
  late: [
    { do: 'give', place: 'sight', onlyThere: true, valueFen: 3_000 },
    { do: 'package', day: 0, adults: 1, goods: true },
    { do: 'put', gift: 0, pick: 0 },
    { do: 'pay', pick: 0 },
    { do: 'wait', minutes: 30 },
    { do: 'paid', pick: -1 },
  ],
  twice: [
    { do: 'give', place: 'sight', onlyThere: true, valueFen: 4_000 },
    { do: 'give', place: 'house', onlyThere: true, valueFen: 5_000 },
    { do: 'give', place: 'house', onlyThere: true, valueFen: 6_000 },
    { do: 'stay', day: 0, nights: 2 },
    { do: 'put', gift: 2, pick: 0 },
    { do: 'put', gift: 0, pick: 0 },
    { do: 'put', gift: 1, pick: 0 },
    { do: 'stay', day: 0, nights: 1 },
    { do: 'put', gift: 0, pick: 0 },
    { do: 'take_back', gift: 1 },
    { do: 'put', gift: 1, pick: 0 },
  ],
  part: [
    { do: 'give', place: 'house', onlyThere: true, valueFen: 45_000 },
    { do: 'stay', day: 0, nights: 2 },
    { do: 'put', gift: 0, pick: 0 },
    { do: 'part', pick: 0 },
    { do: 'cancel', pick: 0 },
  ],
}

const story = fc
  .record({ name: fc.constantFrom<keyof typeof stories>('cover', 'rest', 'late', 'part', 'twice'), day })
  .map(({ name, day: on }) => stories[name].map((one): GiftStep => ('day' in one ? { ...one, day: on } : one)))

const STEPS = 180
const STORIES = 20
/** 180 acts with 20 stories among them. */
export const acts = fc
  .tuple(
    fc.array(step, { minLength: STEPS, maxLength: STEPS }),
    fc.array(story, { minLength: STORIES, maxLength: STORIES }),
  )
  .map(([steps, told]) => steps.flatMap((one, at) => [one, ...(told[(at * STORIES) / STEPS] ?? [])]))

export type GiftStep = typeof step extends fc.Arbitrary<infer T> ? T : never
