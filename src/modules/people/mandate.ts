/** What a grower may let an agent do, by kind of work. Money, prices, members, and consents themselves are in none of them. */
export const scopes = ['parcels', 'goods', 'answers'] as const
export type Scope = (typeof scopes)[number]

const queue = ['market.queue.read', 'market.queue.put_off', 'people.organisation.own']

/** All an agent may do, on one screen; an operation that is not here is never an agent's. */
export const scopeOperations: Readonly<Record<Scope, readonly string[]>> = {
  parcels: [
    ...queue,
    'market.order.seller_list',
    'market.order.seller_read',
    'market.order.pack',
    'market.order.label',
    'market.order.ship',
    'stock.lot.list',
  ],
  goods: [
    ...queue,
    'stock.item.list',
    'stock.lot.list',
    'stock.shelf.read',
    'stock.item.restock',
    'farm.harvest.list',
    'delivery.freight.list',
    'market.listing.list',
    'market.listing.open_from_photos',
  ],
  answers: [
    ...queue,
    'messages.conversation.seller_list',
    'messages.conversation.seller_read',
    'messages.conversation.answer',
    'messages.conversation.seller_mark_read',
  ],
}

export const operationsOf = (granted: readonly Scope[]): ReadonlySet<string> =>
  new Set(granted.flatMap((scope) => scopeOperations[scope]))

export type MandateRow = { consentId: string; organisationId: string; agentOrganisationId: string; scopes: Scope[] }

/** A consent lasts a year at most; then it is given anew. */
export const CONSENT_DAYS_MAX = 366
/** A request waits three days for an answer; its code may be tried five times. */
export const REQUEST_SECONDS = 3 * 86_400
export const TRIES_MAX = 5
/** A sheet of paper takes its time; it may be photographed so often. */
export const PAPER_SECONDS = 30 * 86_400
export const SHEETS_MAX = 10

/** The code of a request, made anew from its secret, so that no table and no queue holds it. */
export function codeOf(digestHex: string): string {
  return String(Number.parseInt(digestHex.slice(0, 12), 16) % 1_000_000).padStart(6, '0')
}
