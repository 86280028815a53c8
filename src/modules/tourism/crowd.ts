import { NO_LIMIT } from './place.ts'

/** How full something is, of its limit. */
export const crowdLevels = ['free', 'quiet', 'busy', 'nearly_full', 'full'] as const
export type CrowdLevel = (typeof crowdLevels)[number]
export type Taken = { capacity: number; taken: number }

/** From here on it is said aloud that a limit is near. */
export const ALERT_SHARE = 0.8
const QUIET_SHARE = 0.5

/** `free`: it has no limit. */
export function levelOf({ capacity, taken }: Taken): CrowdLevel {
  if (capacity >= NO_LIMIT) return 'free'
  if (taken >= capacity) return 'full'
  if (taken >= capacity * ALERT_SHARE) return 'nearly_full'
  return taken < capacity * QUIET_SHARE ? 'quiet' : 'busy'
}

export type Place = Taken & {
  kept: number
  siteId: string
  latitude: number | null
  longitude: number | null
  closesMinute: number
}

const QUIETER_MAX = 3
/** Whoever is sent on should have some of the day left there. */
const LEFT_MINUTES = 90

/**
 * Where to send a party that finds a site full: sites that are far from full, open long enough and have room for it, the nearest
 * first where it is known how far they are, else the emptiest.
 */
export function quieterThan<P extends Place>(from: P, places: readonly P[], party: number, minuteNow: number): P[] {
  const fits = (one: P) =>
    one.siteId !== from.siteId &&
    ['free', 'quiet'].includes(levelOf(one)) &&
    one.capacity - one.taken - one.kept >= party &&
    one.closesMinute - minuteNow >= LEFT_MINUTES
  const rank = (one: P) => kilometresBetween(from, one) ?? Number.MAX_VALUE
  return places
    .filter(fits)
    .toSorted((a, b) => rank(a) - rank(b) || a.taken / a.capacity - b.taken / b.capacity)
    .slice(0, QUIETER_MAX)
}

type At = { latitude: number | null; longitude: number | null }
const EARTH_KM = 6371

/** As the crow flies; null where one of them is not on the map. */
export function kilometresBetween(a: At, b: At): number | null {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return null
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const height = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2
  const width = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  const across = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * width
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(height + across)))
}
