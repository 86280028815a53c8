import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { addDays, addSeconds, civilDate, daysBetween, startOfDay } from '../../kernel/clock.ts'
import { readableCode } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { PolicyTier } from './price.ts'
import { percentOf, refundPercent } from './price.ts'
import type { Language, Unit, UnitType } from './product.sql.ts'
import type { WeatherRule } from './weather.ts'

/** So long a place is kept before it is paid. */
export const BOOKING_HOLD_SECONDS = 15 * 60
/** A payment that arrives at the last moment still finds what it pays for. */
export const PAYING_GRACE_SECONDS = 3 * 60

export type Contact = {
  fullName: string | null
  firstName: string | null
  lastName: string | null
  emailAddress: string | null
  phoneNumber: string | null
  country: string | null
  postalCode: string | null
  locales: readonly string[]
  notes: string | null
}
export const NO_CONTACT: Contact = {
  fullName: null,
  firstName: null,
  lastName: null,
  emailAddress: null,
  phoneNumber: null,
  country: null,
  postalCode: null,
  locales: [],
  notes: null,
}

export type BookingUnit = {
  id: string
  type: UnitType
  places: number
  priceFen: number
  resellerReference: string | null
  contact: Contact
}

/** What a booking says, besides the claims its hold keeps. */
export type NewBooking = {
  id: string
  code: string
  organisationId: string
  kind: 'visit' | 'stay' | 'goods'
  buyerId: string | null
  /** The drawer of a window where it was sold for cash. */
  tillId?: string | null
  /** Of its places, those out of what a window keeps. */
  walkIns?: number
  resellerId: string | null
  resellerReference: string | null
  optionId: string | null
  roomTypeId: string | null
  planId: string | null
  titleZh: string
  titleEn: string
  day: CivilDate
  minute: number
  nights: number
  rooms: number
  guests: number
  startsAt: Instant
  endsOn: CivilDate
  totalFen: number
  /** What each night costs for all rooms, in order; empty for visits. */
  nightFen: readonly number[]
  policy: readonly PolicyTier[]
  /** What the weather may do to it, as stated before booking. */
  weather?: WeatherRule | null
  /** Who leads it, and in which language. */
  guideId?: string | null
  language?: Language | null
  contact: Contact
  notes: string | null
  units: readonly BookingUnit[]
  /** The package it is a component of. */
  packageBookingId?: string | null
}

/** The day, so that people can sort papers by it, and eight signs that are hard to misread. */
export const bookingCode = (now: Instant) => `T${civilDate(now).slice(2).replaceAll('-', '')}-${readableCode(8)}`

export const startsAt = (day: CivilDate, minute: number): Instant =>
  addSeconds(startOfDay(day), Math.max(0, minute) * 60)

type OptionRules = {
  isTimed: boolean
  cutoffMinutes: number
  partyMin: number
  partyMax: number
  units: readonly Unit[]
}

export type Ticket = { type: string }

/**
 * Checks a party against an option; returns the kinds of its tickets in order. Refuses: tourism.visit.unknown_unit, party_too_small, party_too_large,
 * needs_adult, minute_missing.
 */
export function checkParty(option: OptionRules, tickets: readonly Ticket[], minute: number): Unit[] {
  if (option.isTimed !== minute >= 0) refuse('tourism.visit.minute_missing')
  const units = tickets.map(
    ({ type }) => option.units.find((unit) => unit.type === type) ?? refuse('tourism.visit.unknown_unit'),
  )
  if (units.length < option.partyMin) refuse('tourism.visit.party_too_small', { least: option.partyMin })
  if (units.length > option.partyMax) refuse('tourism.visit.party_too_large', { most: option.partyMax })
  if (units.some((unit) => unit.needsAdult) && units.every((unit) => unit.needsAdult))
    refuse('tourism.visit.needs_adult')
  return units
}

/** The last moment to book: so many minutes before it begins; what counts by day is open until the day ends. */
export function cutoffAt(
  option: Pick<OptionRules, 'isTimed' | 'cutoffMinutes'>,
  day: CivilDate,
  minute: number,
): Instant {
  const begins = option.isTimed ? startsAt(day, minute) : startOfDay(addDays(day, 1))
  return addSeconds(begins, -option.cutoffMinutes * 60)
}

/** Refuses: tourism.visit.too_late. */
export function checkCutoff(
  option: Pick<OptionRules, 'isTimed' | 'cutoffMinutes'>,
  day: CivilDate,
  minute: number,
  now: Instant,
): void {
  if (now >= cutoffAt(option, day, minute)) refuse('tourism.visit.too_late')
}

/** Days from today to an arrival. Refuses: tourism.stay.past. */
export function daysAhead(arrival: CivilDate, now: Instant): number {
  const days = daysBetween(civilDate(now), arrival)
  if (days < 0) refuse('tourism.stay.past', { date: arrival })
  return days
}

type LastHours = { checkInMinute: number; cutoffHours: number | null }

/** Whether a house takes bookings for a day of arrival still. */
export const isStayInTime = ({ checkInMinute, cutoffHours }: LastHours, arrival: CivilDate, now: Instant): boolean =>
  cutoffHours === null || now < addSeconds(startsAt(arrival, checkInMinute), -cutoffHours * 3600)

/** Refuses: tourism.stay.too_late, once a house takes no more bookings for a day of arrival. */
export function checkStayCutoff(house: LastHours, arrival: CivilDate, now: Instant): void {
  if (!isStayInTime(house, arrival, now)) refuse('tourism.stay.too_late')
}

export type BookingState = 'held' | 'confirmed' | 'redeemed' | 'released' | 'expired'

/** What may happen to a booking, by the state of its hold. */
export const bookingSteps = {
  pay: ['held'],
  confirm: ['held'],
  release: ['held'],
  cancel: ['confirmed'],
  change: ['held', 'confirmed'],
  redeem: ['confirmed', 'redeemed'],
  no_show: ['confirmed'],
} as const satisfies Record<string, readonly BookingState[]>
export type BookingStep = keyof typeof bookingSteps

/** A hold whose time is over has expired, whether or not the job has come by. */
export function stateAt(booking: { state: BookingState; expiresAt: Instant }, now: Instant): BookingState {
  return booking.state === 'held' && booking.expiresAt <= now ? 'expired' : booking.state
}

/** Refuses: tourism.booking.step_not_possible. */
export function checkStep(step: BookingStep, booking: { state: BookingState; expiresAt: Instant }, now: Instant): void {
  if (!(bookingSteps[step] as readonly BookingState[]).includes(stateAt(booking, now)))
    refuse('tourism.booking.step_not_possible')
}

export const hoursBefore = (at: Instant, now: Instant) => (at.getTime() - now.getTime()) / 3_600_000

/** Whether any of its people came or any of its tickets was taken. */
export const wasUsed = (booking: { entered: number; units: readonly { redeemedAt: string | null }[] }): boolean =>
  booking.entered > 0 || booking.units.some((unit) => unit.redeemedAt !== null)

type Used = {
  state: BookingState
  noShowAt: Instant | null
  endsOn: CivilDate
  entered: number
  units: readonly { redeemedAt: string | null }[]
}

/** Whether its guests were there: some were let in, or it is over and nobody said that they did not come. */
export const wasVisited = (booking: Used, now: Instant): boolean =>
  ['confirmed', 'redeemed'].includes(booking.state) &&
  (wasUsed(booking) || (booking.noShowAt === null && civilDate(now) > booking.endsOn))

export type Paid = {
  totalFen: number
  refundedFen: number
  /** What the policy kept of what was given up before. */
  keptFen: number
  policy: readonly PolicyTier[]
  /** No more than so many percent come back once the booking was moved to another day. */
  refundPercentMost: number
  startsAt: Instant
}

/** What is paid for what is booked now: the price less what went back and what a policy kept. */
export const worthFen = (booking: Pick<Paid, 'totalFen' | 'refundedFen' | 'keptFen'>): number =>
  booking.totalFen - booking.refundedFen - booking.keptFen

/** Of what a guest gives up now, so many percent come back: the tier agreed at booking, or less after a move. */
export const percentNow = (booking: Paid, now: Instant): number =>
  Math.min(booking.refundPercentMost, refundPercent(booking.policy, hoursBefore(booking.startsAt, now)))

/** What goes back when all that is left is cancelled: everything when the supplier cannot serve, else by the tiers agreed at booking. */
export function refundFen(booking: Paid, by: 'guest' | 'supplier' | 'reseller' | 'system', now: Instant): number {
  const left = worthFen(booking)
  return by === 'guest' || by === 'reseller' ? percentOf(left, percentNow(booking, now)) : left
}
