import type { Label } from './label.ts'
import type { ListingDraft } from './listing.ts'

export const reviewStates = ['draft', 'submitted', 'approved', 'returned', 'withdrawn'] as const
export type ReviewState = (typeof reviewStates)[number]
export const reviewModes = ['before', 'trusted'] as const
export type ReviewMode = (typeof reviewModes)[number]

/** What a seller may change about a listing besides its price and whether it is on sale. */
export type Proposal = Pick<
  ListingDraft,
  'titleZh' | 'titleEn' | 'descriptionZh' | 'descriptionEn' | 'category' | 'seasonMonths'
> &
  Label & { offSeason: 'sold' | 'announced' | 'closed' }

export const proposalFields = [
  'titleZh',
  'titleEn',
  'descriptionZh',
  'descriptionEn',
  'category',
  'seasonMonths',
  'productClass',
  'producer',
  'licenceNumber',
  'certificate',
  'offSeason',
] as const satisfies readonly (keyof Proposal)[]

/** What the service centre looks at again when it changes; the calendar is the seller's own affair. */
export const sensitiveFields: ReadonlySet<keyof Proposal> = new Set<keyof Proposal>([
  'titleZh',
  'titleEn',
  'descriptionZh',
  'descriptionEn',
  'category',
  'productClass',
  'producer',
  'licenceNumber',
  'certificate',
])

export const changedFields = (before: Proposal, after: Proposal): (keyof Proposal)[] =>
  proposalFields.filter((field) => before[field] !== after[field])

/** `returned`: the service centre sent it back and it is not on the market. */
export type Standing = { approved: boolean; returned: boolean; mode: ReviewMode }

/**
 * Where an edit goes: kept as a draft, handed to the service centre, or in force at once. A trusted seller's edits are
 * in force at once, but for listings that were sent back; so are edits that touch nothing sensitive of an approved listing.
 */
export function courseOf(
  { approved, returned, mode }: Standing,
  changed: readonly (keyof Proposal)[],
  draft: boolean,
): 'draft' | 'submitted' | 'approved' {
  if (draft) return 'draft'
  if (mode === 'trusted' && !returned) return 'approved'
  return approved && !changed.some((field) => sensitiveFields.has(field)) ? 'approved' : 'submitted'
}
