import type { CivilDate } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'

/**
 * A report goes forward or says more of the same stage, never back: what a buyer was told stays true.
 * Refuses: supply.stage.unknown, supply.stage.backwards.
 */
export function checkStage(stage: number, stages: number, reached: number | null): void {
  if (stage >= stages) refuse('supply.stage.unknown')
  if (reached !== null && stage < reached) refuse('supply.stage.backwards')
}

/** A buyer may give up what is made for them until the making has begun, and once it is late. */
export const mayGiveUp = (reached: number | null, dueTo: CivilDate, today: CivilDate): boolean =>
  reached === null || today > dueTo
