import type { Actor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { addSeconds } from '../../kernel/clock.ts'
import { refuse } from '../../kernel/refusal.ts'
import { line } from '../../kernel/validation.ts'

/** What someone is called: one line, at most 50 characters. */
export const personName = line(50)

const ERASURE_DAYS = 7

/** The moment an erasure asked for now is carried out; until then it can be withdrawn. */
export const erasureDue = (now: Instant): Instant => addSeconds(now, ERASURE_DAYS * 86_400)

/** The person who asks. Operations for people have no meaning for jobs. */
export function personIdOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.personId : refuse('kernel.sign_in_required')
}
