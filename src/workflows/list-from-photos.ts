import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Sql } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { decodeFields, photoFields } from '../kernel/photo.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, id, line, lineZh } from '../kernel/validation.ts'
import { freightTemplatesOf } from '../modules/delivery/index.ts'
import { harvestsOf } from '../modules/farm/index.ts'
import { categories, insertPhoto, listingsOfSeller, reviewModeOf } from '../modules/market/index.ts'
import { organisationContact } from '../modules/people/index.ts'
import { createItems } from '../modules/stock/index.ts'
import { listItemsForSale } from './open-listing.ts'
import { fromAnswers } from './photo-defaults.ts'
import type { PhotoGround } from './photo-defaults.ts'
import { packFresh } from './restock-item.ts'

const LISTINGS_MAX = 200
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

async function groundOf(sql: Sql, organisationId: string): Promise<PhotoGround> {
  const listings = await listingsOfSeller(sql, organisationId, null, LISTINGS_MAX)
  const [harvest = null] = await harvestsOf(sql, organisationId, null, 1)
  const contact = await organisationContact(sql, organisationId)
  const templates = await freightTemplatesOf(sql, organisationId)
  return {
    listings,
    harvest,
    organisation: contact ?? refuse('kernel.not_found'),
    freightTemplateIds: templates.map((one) => one.id),
  }
}

export const listFromPhotos = operation({
  name: 'market.listing.open_from_photos',
  method: 'POST',
  path: '/market/organisations/{organisationId}/photo-listings',
  summary:
    'Photos and a few answers become a harvest, packed units and a listing; what was not asked is as in the last listing of the kind, and the service centre sees it as any other',
  access: member('seller'),
  body: 'multipart',
  limitPerMinute: 20,
  input: z.object({
    organisationId: id,
    ...photoFields,
    titleZh: lineZh(80),
    category: z.enum(categories),
    units: whole(1, 100_000),
    netGrams: whole(1, 1_000_000),
    priceFen: whole(1, 10_000_000_00),
    harvestedOn: civilDay,
    /** When it was packed, where that is told later; today otherwise. */
    packedOn: civilDay.optional(),
    /** Asked for the first time only. */
    grower: line(60).optional(),
    plot: line(60).optional(),
    shelfLifeDays: whole(1, 3650).optional(),
    storage: z.enum(['ambient', 'chilled', 'frozen']).optional(),
  }),
  output: z.object({
    listingId: id,
    lotId: id,
    lotCode: z.string(),
    state: z.enum(['draft', 'submitted', 'approved']),
  }),
  refusals: [
    'market.photo.none',
    'market.listing.first_time_facts',
    'delivery.freight.unknown_template',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
    'stock.item.numbers_used_up',
    'stock.lot.packed_before_harvest',
    'stock.lot.expired',
    'stock.lot.code_used',
    'stock.place.closed',
    'farm.harvest.in_future',
    'farm.harvest.too_old',
  ],
  prepare: (input) => decodeFields(input),
  async run(
    { tx, now, ports, prepared },
    { organisationId, units, harvestedOn, packedOn = civilDate(now), ...answers },
  ) {
    if (prepared.length === 0) refuse('market.photo.none')
    const ground = await groundOf(tx, organisationId)
    if (ground.freightTemplateIds.length === 0) refuse('delivery.freight.unknown_template')
    const made = fromAnswers(answers, ground) ?? refuse('market.listing.first_time_facts')
    const { villageCode, ...newItem } = made.item
    const [item] = await createItems(tx, organisationId, ports.gs1CompanyPrefix, [newItem])
    if (item === undefined) throw new Error('an item was not made')
    const { lotId, lotCode } = await packFresh(
      tx,
      organisationId,
      item,
      made.origin,
      { units, harvestedOn, packedOn },
      now,
    )
    const listed = [{ ...made.draft, item: { ...item, villageCode } }]
    const [listingId] = await listItemsForSale(tx, organisationId, listed, now, made.incomplete)
    for (const photo of prepared) await insertPhoto(tx, organisationId, listingId as string, photo)
    const trusted = (await reviewModeOf(tx, organisationId)) === 'trusted'
    const state: 'draft' | 'submitted' | 'approved' = made.incomplete ? 'draft' : trusted ? 'approved' : 'submitted'
    return { listingId: listingId as string, lotId, lotCode, state }
  },
})
