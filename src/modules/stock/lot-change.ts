import { refuse } from '../../kernel/refusal.ts'
import type { MovementKind } from './movement.ts'

/** What a decision about units at a place must know of the lot. */
export type LotAtPlace = { code: string; availableUnits: number; unitsAtPlace: number }

/**
 * What a count changes. Refuses: stock.count.reason_missing, stock.count.promised (more is missing than is not
 * promised to buyers: those orders must be cancelled first).
 */
export function countedChange(
  lot: LotAtPlace,
  countedUnits: number,
  reason: string | null,
): { kind: MovementKind; units: number } | null {
  const difference = countedUnits - lot.unitsAtPlace
  if (difference === 0) return null
  if (reason === null) refuse('stock.count.reason_missing', { code: lot.code, expected: lot.unitsAtPlace })
  if (difference > 0) return { kind: 'found', units: difference }
  if (-difference > lot.availableUnits)
    refuse('stock.count.promised', { code: lot.code, promised: lot.unitsAtPlace - lot.availableUnits })
  return { kind: 'missing', units: -difference }
}

/** Units that may leave a place for anything but a buyer: they stand there and are promised to nobody. */
export function freeUnits(lot: LotAtPlace): number {
  return Math.min(lot.availableUnits, lot.unitsAtPlace)
}

/** Refuses: stock.place.not_enough. */
export function checkFree(lot: LotAtPlace, units: number): void {
  if (units > freeUnits(lot)) refuse('stock.place.not_enough', { code: lot.code, left: freeUnits(lot) })
}

export type Arrival = { code: string; sentUnits: number }

/** What becomes of units on their way. Refuses: stock.transfer.too_many, stock.transfer.reason_missing. */
export function arrivedUnits(
  sent: Arrival,
  receivedUnits: number,
  reason: string | null,
): { kind: MovementKind; units: number }[] {
  if (receivedUnits > sent.sentUnits) refuse('stock.transfer.too_many', { sent: sent.sentUnits })
  const lost = sent.sentUnits - receivedUnits
  if (lost > 0 && reason === null) refuse('stock.transfer.reason_missing', { code: sent.code, sent: sent.sentUnits })
  return [
    { kind: 'arrived' as const, units: receivedUnits },
    { kind: 'lost_on_the_way' as const, units: lost },
  ].filter(({ units }) => units > 0)
}
