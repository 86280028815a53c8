import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { lockLots, moveUnits } from './movement.sql.ts'
import { mainPlaceId } from './place.sql.ts'

export type ReturnedUnits = { lotId: string; shelfUnits: number; scrappedUnits: number }

/** Shipped units that buyers sent back: whole ones go on sale again at the main place, the others are written off. */
export async function takeBackSold(
  tx: Tx,
  organisationId: string,
  causeId: string,
  units: readonly ReturnedUnits[],
  now: Instant,
): Promise<void> {
  const placeId = await mainPlaceId(tx, organisationId)
  await lockLots(
    tx,
    organisationId,
    units.map(({ lotId }) => lotId),
  )
  const moves = units.flatMap(({ lotId, shelfUnits, scrappedUnits }) => [
    { lotId, kind: 'returned' as const, units: shelfUnits, placeId, causeId },
    { lotId, kind: 'returned_spoiled' as const, units: scrappedUnits, placeId: null, causeId },
  ])
  const real = moves.filter((one) => one.units > 0)
  if (real.length > 0) await moveUnits(tx, real, now)
}
