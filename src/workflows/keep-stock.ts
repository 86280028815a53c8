import { z } from 'zod'
import { member } from '../kernel/access.ts'
import { civilDate } from '../kernel/clock.ts'
import { operation } from '../kernel/operation.ts'
import { decodePhoto } from '../kernel/photo.ts'
import { refuse } from '../kernel/refusal.ts'
import { id, prose, upload } from '../kernel/validation.ts'
import { useHarvestWeight } from '../modules/farm/index.ts'
import { knownVillage } from '../modules/people/index.ts'
import {
  itemsById,
  lockLots,
  moveUnits,
  openPlace,
  placeWords,
  savePlace,
  writeOff,
  writeOffCauses,
} from '../modules/stock/index.ts'
import { recordSteps } from '../modules/trace/index.ts'

/** A picture of damage, as wide as a phone shows it. */
const PHOTO_BYTES_MAX = 15_000_000
const PHOTO_WIDTH = 640

export const saveStockPlace = operation({
  name: 'stock.place.save',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/places',
  summary: 'Opens a warehouse or village point, or changes its name, kind and village',
  access: member('seller'),
  input: placeWords.extend({ organisationId: id, placeId: id.optional() }),
  output: z.object({ placeId: id }),
  refusals: ['stock.place.unknown', 'stock.place.name_used', 'people.village.unknown'],
  async run({ tx }, { organisationId, placeId, ...words }) {
    if (words.villageCode !== null) knownVillage(words.villageCode)
    return { placeId: await savePlace(tx, organisationId, placeId, words) }
  },
})

export const recordWriteOff = operation({
  name: 'stock.write_off.record',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/write-offs',
  summary:
    'Writes off units that are damaged, spoiled, expired, given as samples or gone otherwise; a photo where there is one',
  access: member('seller', 'packer'),
  body: 'multipart',
  input: z.object({
    organisationId: id,
    lotId: id,
    placeId: id,
    units: z.coerce.number().int().min(1).max(1_000_000),
    cause: z.enum(writeOffCauses),
    note: prose(200).default(''),
    photo: upload(PHOTO_BYTES_MAX).optional(),
  }),
  output: z.object({ writeOffId: id }),
  refusals: [
    'stock.place.unknown',
    'stock.lot.unknown',
    'stock.place.not_enough',
    'stock.write_off.note_missing',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
  ],
  limitPerMinute: 60,
  async prepare({ photo }) {
    if (photo === undefined) return null
    const { renditions } = await decodePhoto(photo)
    const fitting = renditions.filter(({ format, width }) => format === 'webp' && width <= PHOTO_WIDTH)
    return fitting.toSorted((a, b) => b.width - a.width)[0]?.bytes ?? null
  },
  async run({ tx, now, prepared }, { organisationId, photo: _photo, ...one }) {
    return { writeOffId: await writeOff(tx, organisationId, { ...one, photo: prepared }, now) }
  },
})

export const recordReceipt = operation({
  name: 'stock.receipt.record',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/lots/{lotId}/receipts',
  summary: 'Packs more of a lot from the same harvest and receives the units at a place',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, lotId: id, placeId: id, units: z.int().min(1).max(1_000_000) }),
  output: z.object({ lotId: id, packedUnits: z.int() }),
  refusals: [
    'stock.lot.unknown',
    'stock.lot.expired',
    'stock.lot.too_large',
    'stock.place.unknown',
    'stock.place.closed',
    'stock.item.unknown',
    'farm.harvest.unknown',
    'farm.harvest.not_enough',
  ],
  async run({ tx, now }, { organisationId, lotId, placeId, units }) {
    await openPlace(tx, organisationId, placeId)
    const lot = (await lockLots(tx, organisationId, [lotId])).get(lotId) ?? refuse('stock.lot.unknown')
    if (lot.expiresOn <= civilDate(now)) refuse('stock.lot.expired', { code: lot.code, date: lot.expiresOn })
    const packedUnits = lot.packedUnits + units
    if (packedUnits > LOT_UNITS_MAX) refuse('stock.lot.too_large', { most: LOT_UNITS_MAX })
    const [item] = await itemsById(tx, organisationId, [lot.itemId])
    if (item === undefined) refuse('stock.item.unknown')
    await useHarvestWeight(tx, organisationId, [{ harvestId: lot.harvestId, grams: units * item.netGrams }])
    await moveUnits(tx, [{ lotId, kind: 'received', units, placeId, causeId: null }], now)
    const packed = { name: item.name, netGrams: item.netGrams, units, packedOn: civilDate(now) }
    await recordSteps(tx, [
      { gtin: item.gtin, lotCode: lot.code, organisationId, kind: 'packed', at: now, data: packed },
    ])
    return { lotId, packedUnits }
  },
})

const LOT_UNITS_MAX = 1_000_000
