import type { Actor } from '../../../kernel/actor.ts'
import type { WaitingKind } from '../../../workflows/seller-queue.ts'

/** The operation that does each kind of thing: whoever acts by consent is shown what the consent allows. */
const doing: Readonly<Record<WaitingKind, string>> = {
  case: 'aftersales.case.seller_answer',
  hand_over: 'market.order.ship',
  label: 'market.order.label',
  pack: 'market.order.pack',
  answer: 'messages.conversation.answer',
  restock: 'stock.item.restock',
  price: 'market.listing.reprice',
  count: 'stock.count.record',
}

/** Members see what the queue holds for them; the operations decide, this only keeps dead ends out of sight. */
export function mayDo(actor: Actor, organisationId: string, kind: WaitingKind): boolean {
  return may(actor, organisationId, doing[kind], ['owner', 'seller', 'packer'])
}

export const maySell = (actor: Actor, organisationId: string): boolean =>
  may(actor, organisationId, 'market.listing.open_from_photos', ['owner', 'seller'])

function may(actor: Actor, organisationId: string, operation: string, roles: readonly string[]): boolean {
  if (actor.kind !== 'person') return false
  const own = actor.memberships.find((one) => one.organisationId === organisationId)
  if (own !== undefined) return own.roles.some((role) => roles.includes(role))
  return actor.mandates?.some((one) => one.organisationId === organisationId && one.operations.has(operation)) ?? false
}
