import { addDays } from '../../kernel/clock.ts'
import type { CivilDate } from '../../kernel/clock.ts'
import type { Claim } from './claim.ts'

/** Of a kind of gear one piece for so many people. */
export type GearTaken = { gearId: string; peopleEach: number }

export const QUARTER = 15
const DAY = 1440

/** Pieces for all of a party in every quarter hour they are out: whichever slots overlap in it share them. */
export function claimsOfGear(
  taken: readonly GearTaken[],
  { day, minute, untilMinute }: { day: CivilDate; minute: number; untilMinute: number },
  people: number,
): Claim[] {
  const first = Math.floor(minute / QUARTER)
  const quarters = Array.from({ length: Math.ceil(untilMinute / QUARTER) - first }, (_, at) => (first + at) * QUARTER)
  return taken.flatMap(({ gearId, peopleEach }) =>
    quarters.map((begins) => ({
      ownerId: gearId,
      day: addDays(day, Math.floor(begins / DAY)),
      minute: begins % DAY,
      quantity: Math.ceil(people / peopleEach),
    })),
  )
}
