import { z } from 'zod'
import { buyer } from '../../kernel/access.ts'
import type { Actor } from '../../kernel/actor.ts'
import { buyerIdsOf } from '../../kernel/actor.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { dropFavourite, favouritesOf } from './favourite.sql.ts'
import { watchesOf, withdrawWatch } from './watch.sql.ts'

/** The asker's own id, under which new things are kept. */
export const keeperOf = (actor: Actor): string => buyerIdsOf(actor)[0] ?? refuse('kernel.sign_in_required')

export const listFavourites = query({
  name: 'discovery.favourite.list',
  path: '/discovery/favourites',
  summary: "The asker's favourites, the latest first, and what they wait for",
  access: buyer,
  input: z.object({}),
  output: z.object({
    favourites: z.array(z.object({ listingId: id, keptAt: z.date() })),
    watches: z.array(z.object({ listingId: id, askedAt: z.date(), toldAt: z.date().nullable() })),
  }),
  async run({ sql, actor }) {
    const keepers = buyerIdsOf(actor)
    return { favourites: await favouritesOf(sql, keepers), watches: await watchesOf(sql, keepers) }
  },
})

export const removeFavourite = operation({
  name: 'discovery.favourite.drop',
  method: 'DELETE',
  path: '/discovery/favourites/{listingId}',
  summary: 'Takes a listing off the favourites',
  access: buyer,
  input: z.object({ listingId: id }),
  output: z.object({ listingId: id }),
  audit: false,
  async run({ tx, actor }, { listingId }) {
    for (const keeper of buyerIdsOf(actor)) await dropFavourite(tx, keeper, listingId)
    return { listingId }
  },
})

export const stopWatching = operation({
  name: 'discovery.watch.withdraw',
  method: 'DELETE',
  path: '/discovery/watches/{listingId}',
  summary: 'No longer wants to be told when a listing is back',
  access: buyer,
  input: z.object({ listingId: id }),
  output: z.object({ listingId: id }),
  audit: false,
  async run({ tx, actor }, { listingId }) {
    for (const keeper of buyerIdsOf(actor)) await withdrawWatch(tx, keeper, listingId)
    return { listingId }
  },
})
