import type { Trip } from './booking-read.ts'

/** What may be given up by parts: a stay of several nights or rooms, or several tickets. */
export const hasParts = ({ kind, nights, rooms, units }: Pick<Trip, 'kind' | 'nights' | 'rooms' | 'units'>): boolean =>
  kind === 'stay' ? nights > 1 || rooms > 1 : units.length > 1
