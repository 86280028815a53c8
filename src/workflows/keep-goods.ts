import { z } from 'zod'
import { buyer } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import { job } from '../kernel/jobs.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { id } from '../kernel/validation.ts'
import {
  askWatch,
  awaitedListings,
  FAVOURITES_MAX,
  keeperOf,
  keepFavourite,
  tellWatchers,
  WATCHES_MAX,
} from '../modules/discovery/index.ts'
import { listingsById } from '../modules/market/index.ts'
import { availability } from '../modules/stock/index.ts'

export const addFavourite = operation({
  name: 'discovery.favourite.keep',
  method: 'PUT',
  path: '/discovery/favourites/{listingId}',
  summary: 'Keeps a listing among the favourites',
  access: buyer,
  input: z.object({ listingId: id }),
  output: z.object({ listingId: id }),
  refusals: ['market.listing.unknown', 'discovery.favourite.too_many'],
  audit: false,
  async run({ tx, actor, now }, { listingId }) {
    if ((await listingsById(tx, [listingId])).length === 0) refuse('market.listing.unknown')
    if (!(await keepFavourite(tx, keeperOf(actor), listingId, now)))
      refuse('discovery.favourite.too_many', { limit: FAVOURITES_MAX })
    return { listingId }
  },
})

export const watchGoods = operation({
  name: 'discovery.watch.ask',
  method: 'PUT',
  path: '/discovery/watches/{listingId}',
  summary: 'Asks to be told, once, when sold-out goods are back',
  access: buyer,
  input: z.object({ listingId: id }),
  output: z.object({ listingId: id }),
  refusals: ['market.listing.unknown', 'discovery.watch.in_stock', 'discovery.watch.too_many'],
  audit: false,
  async run({ tx, actor, now }, { listingId }) {
    const [listing] = await listingsById(tx, [listingId])
    if (listing === undefined) refuse('market.listing.unknown')
    const shelf = await availability(tx, [listing.itemId], civilDate(now))
    if (listing.state === 'open' && (shelf.get(listing.itemId)?.units ?? 0) > 0) refuse('discovery.watch.in_stock')
    if (!(await askWatch(tx, keeperOf(actor), listingId, now)))
      refuse('discovery.watch.too_many', { limit: WATCHES_MAX })
    return { listingId }
  },
})

const LOOKED_AT = 500

/**
 * Every minute: whoever waits for goods that can be bought again is told, once. The event `discovery.back_in_stock` carries the
 * buyer and the listing; whoever sends notices subscribes to it.
 */
export const tellBackInStockJob = job({
  name: 'discovery.tell-back-in-stock',
  payload: z.unknown(),
  every: '* * * * *',
  run: (app) =>
    app.database.transact(async (tx) => {
      const now = app.clock.now()
      const awaited = await awaitedListings(tx, LOOKED_AT)
      if (awaited.length === 0) return
      const listings = (await listingsById(tx, awaited)).filter(
        ({ state, supply }) => state === 'open' && supply === 'stock',
      )
      const itemIds = listings.map((listing) => listing.itemId)
      const shelf = await availability(tx, itemIds, civilDate(now))
      const back = new Map(listings.filter((l) => (shelf.get(l.itemId)?.units ?? 0) > 0).map((l) => [l.id, l]))
      for (const { buyerId, listingId } of await tellWatchers(tx, [...back.keys()], now)) {
        const { titleZh = '', titleEn = '', organisationId = '' } = back.get(listingId) ?? {}
        tx.effects.publish({
          name: 'discovery.back_in_stock',
          subject: listingId,
          data: { buyerId, listingId, organisationId, titleZh, titleEn },
        })
      }
    }),
})
