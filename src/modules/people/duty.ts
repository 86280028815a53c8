import type { Duty, OrganisationKind } from '../../kernel/actor.ts'

/** Who can work for the whole county: whoever sells or carries there would decide about competitors. */
const FIT: Readonly<Record<Duty, readonly OrganisationKind[]>> = { service_centre: ['public_office', 'association'] }

export const isFit = (kind: OrganisationKind, duty: Duty): boolean => FIT[duty].includes(kind)
