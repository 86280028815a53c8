import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import { freightTemplatesOf } from '../modules/delivery/index.ts'
import type { Label, ListedItem, ListingDraft, SearchText } from '../modules/market/index.ts'
import {
  checkLabel,
  labelInput,
  listingDraft,
  listingsOfItems,
  markListingOneOfAKind,
  openListings,
} from '../modules/market/index.ts'
import { knownVillage, placeNames } from '../modules/people/index.ts'
import { itemsById, markOneOfAKind } from '../modules/stock/index.ts'

/** Puts items on sale, found by their village's and township's names as well. */
export async function listItemsForSale(
  tx: Tx,
  organisationId: string,
  listings: readonly (ListingDraft & Partial<Label> & { item: ListedItem; searched?: SearchText })[],
  now: Instant,
  draft = false,
): Promise<string[]> {
  return openListings(
    tx,
    organisationId,
    listings.map((l) => ({ ...l, placeNames: placeNames(l.item.villageCode) })),
    now,
    draft,
  )
}

export const openListing = operation({
  name: 'market.listing.open',
  method: 'POST',
  path: '/market/organisations/{organisationId}/listings',
  summary: "Puts a trade item on sale, or before the service centre where it sees a seller's goods first",
  access: member('seller'),
  input: listingDraft.extend({
    ...labelInput,
    organisationId: id,
    itemId: id,
    villageCode: z.string().regex(/^\d{12}$/),
    /** Kept for the seller alone, to be finished later. */
    draft: z.boolean().default(false),
    /** There is one such piece, and there will be no other. */
    oneOfAKind: z.boolean().default(false),
  }),
  output: z.object({ listingId: id }),
  refusals: [
    'stock.item.unknown',
    'stock.item.not_one',
    'market.listing.item_listed',
    'people.village.unknown',
    'delivery.freight.unknown_template',
    'market.label.class_not_allowed',
    'market.label.licence_wrong',
    'market.label.missing',
  ],
  async run({ tx, now }, { organisationId, itemId, villageCode, draft: kept, oneOfAKind, ...draft }) {
    const [item] = await itemsById(tx, organisationId, [itemId])
    if (item === undefined) refuse('stock.item.unknown')
    knownVillage(villageCode)
    if (!kept) checkLabel(draft, draft.category)
    const templates = await freightTemplatesOf(tx, organisationId)
    if (!templates.some((t) => t.id === draft.freightTemplateId)) refuse('delivery.freight.unknown_template')
    if ((await listingsOfItems(tx, [itemId])).length > 0) refuse('market.listing.item_listed')
    const [listingId] = await listItemsForSale(
      tx,
      organisationId,
      [{ ...draft, item: { ...item, villageCode } }],
      now,
      kept,
    )
    if (oneOfAKind) {
      await markOneOfAKind(tx, organisationId, itemId)
      await markListingOneOfAKind(tx, listingId as string)
    }
    return { listingId: listingId as string }
  },
})
