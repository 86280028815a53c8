import type { Instant } from '../../kernel/clock.ts'

export const scanStates = [
  'collected',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'trouble',
  'returning',
  'returned',
] as const
export type ScanState = (typeof scanStates)[number]
export const parcelStates = ['waiting', ...scanStates] as const
export type ParcelState = (typeof parcelStates)[number]

/** What a carrier told of a parcel: when it happened by its own clock, and in its own words. */
export type Scan = { at: Instant; state: ScanState; text: string }

/**
 * What may still follow a state, as data. What is not named may follow anything. A parcel that was handed out is on no
 * lorry any more, whatever a late or wrongly dated scan says; it can only come back.
 */
const after: Partial<Record<ScanState, readonly ScanState[]>> = {
  delivered: ['returning', 'returned'],
  returned: [],
  returning: ['returned', 'trouble', 'returning'],
}

/** Later ones stand later; two of one moment by how far they are on the way, so that the order of arrival decides nothing. */
export function inOrder(scans: readonly Scan[]): Scan[] {
  return scans.toSorted(
    (a, b) =>
      a.at.getTime() - b.at.getTime() ||
      scanStates.indexOf(a.state) - scanStates.indexOf(b.state) ||
      (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
  )
}

/** Where a parcel is, from all that was told of it, in whatever order and however often it came. */
export function stateOf(scans: readonly Scan[]): { state: ParcelState; at: Instant | null } {
  let state: ParcelState = 'waiting'
  let at: Instant | null = null
  for (const scan of inOrder(scans)) {
    const allowed: readonly ScanState[] | undefined = state === 'waiting' ? undefined : after[state]
    if (allowed !== undefined && !allowed.includes(scan.state)) continue
    if (scan.state === state) continue
    state = scan.state
    at = scan.at
  }
  return { state, at }
}

/** Nothing more is to be learned. */
export const isOver = (state: ParcelState): boolean => state === 'delivered' || state === 'returned'

const HOUR = 3600
/** A service that tells by itself is asked only when it has been silent for so long; another one every few hours. */
export const ASK_SECONDS = { told: 24 * HOUR, asked: 6 * HOUR, faulty: HOUR } as const
/** A parcel of which nothing was heard for so long is asked after no more. */
export const FOLLOW_DAYS = 30
