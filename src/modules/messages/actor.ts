import type { Actor } from '../../kernel/actor.ts'
import { actorId } from '../../kernel/actor.ts'
import { refuse } from '../../kernel/refusal.ts'

/** Who wrote or did something; operations without a person or guest never get here. */
export const authorOf = (actor: Actor): string => actorId(actor) ?? refuse('kernel.sign_in_required')

export const personOf = (actor: Actor): string =>
  actor.kind === 'person' ? actor.personId : refuse('kernel.sign_in_required')
