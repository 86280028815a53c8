import type { OrganisationKind } from '../../kernel/actor.ts'
import { refuse } from '../../kernel/refusal.ts'
import type { Lang } from '../../kernel/words.ts'

export const applicationStates = ['submitted', 'approved', 'refused'] as const
export type ApplicationState = (typeof applicationStates)[number]

export type Application = {
  id: string
  applicantId: string
  kind: OrganisationKind
  nameZh: string
  nameEn: string | null
  villageCode: string
  contactName: string
  contactPhone: string
  note: string
  lang: Lang
  state: ApplicationState
  submittedAt: Date
  decidedAt: Date | null
  reasons: string | null
  organisationId: string | null
}

/** Applications one person may have under review. */
export const OPEN_APPLICATIONS_MAX = 3

/**
 * Whether an application can be decided by this person: once, and by someone else than the applicant.
 * Refuses: people.application.unknown, people.application.decided, people.application.own.
 */
export function undecided(application: Application | null, deciderId: string): Application {
  if (application === null) refuse('people.application.unknown')
  if (application.state !== 'submitted') refuse('people.application.decided')
  if (application.applicantId === deciderId) refuse('people.application.own')
  return application
}
