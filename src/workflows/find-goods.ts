import { z } from 'zod'
import { anyone } from '../kernel/access.ts'
import { query } from '../kernel/operation.ts'
import { id } from '../kernel/validation.ts'
import { templatesNotServing } from '../modules/delivery/index.ts'
import { relatedTo } from '../modules/discovery/index.ts'
import { goodsPage, goodsPageOf, goodsQuery, listingsAlike, tile, tilesById } from '../modules/market/index.ts'

/** As people see it on a page: what is shown is counted towards each seller's turn. */
export const findGoods = query({
  name: 'market.goods.find',
  path: '/market/goods',
  summary: 'Goods by words and filters, also by where they are delivered; what is shown counts as shown',
  access: anyone,
  input: goodsQuery.extend({
    /** Only what is delivered to this province (two digits). */
    shipsTo: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
  }),
  output: goodsPage,
  refusals: ['market.store.unknown'],
  async run({ sql, ports }, { shipsTo, ...input }) {
    const notTemplates = shipsTo === undefined ? undefined : await templatesNotServing(sql, shipsTo)
    const page = await goodsPageOf(sql, input, notTemplates)
    ports.exposures.count(page.tiles)
    return page
  },
})

const RELATED = 8

export const relatedGoods = query({
  name: 'market.goods.related',
  path: '/market/listings/{listingId}/related',
  summary: 'Goods that go with a listing: bought together, then of its village and kind',
  access: anyone,
  input: z.object({ listingId: id }),
  output: z.object({ together: z.array(tile), alike: z.array(tile) }),
  async run({ sql, ports }, { listingId }) {
    const together = await tilesById(sql, await relatedTo(sql, listingId))
    const near = await listingsAlike(sql, listingId, 2 * RELATED)
    const alike = await tilesById(
      sql,
      near.filter((one) => !together.some((shown) => shown.id === one)).slice(0, RELATED),
    )
    ports.exposures.count([...together, ...alike])
    return { together, alike }
  },
})

export const readTiles = query({
  name: 'market.goods.tiles',
  path: '/market/tiles',
  summary: 'Listings as tiles by their ids (separated by commas), in the order asked for; closed ones are left out',
  access: anyone,
  input: z.object({
    ids: z
      .union([
        z.array(id),
        z
          .string()
          .max(4000)
          .transform((text) => text.split(',').filter((one) => one !== '')),
      ])
      .pipe(z.array(id).max(100)),
  }),
  output: z.object({ tiles: z.array(tile) }),
  run: async ({ sql }, { ids }) => ({ tiles: await tilesById(sql, ids) }),
})
