import type { Reviewed } from '../../../modules/reviews/index.ts'

const pages = { goods: 'goods', stay: 'houses', visit: 'visits' } as const satisfies Record<Reviewed, string>

/** The page of all reviews of goods, a house or a ticket. */
export const reviewsHref = ({ kind, listingId }: { kind: Reviewed; listingId: string }): string =>
  `/${pages[kind]}/${listingId}/reviews`
