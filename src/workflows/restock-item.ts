import { z } from 'zod'
import { freeLotCode } from '../engines/gs1/index.ts'
import { member } from '../kernel/access.ts'
import type { CivilDate, Instant } from '../kernel/clock.ts'
import { civilDate } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, id } from '../kernel/validation.ts'
import { harvestsById, receiveHarvests } from '../modules/farm/index.ts'
import type { HarvestReceipt, HarvestSummary } from '../modules/farm/index.ts'
import { itemsById, lotCodesOf, newestLots } from '../modules/stock/index.ts'
import type { Item } from '../modules/stock/index.ts'
import { packHarvests } from './pack-lot.ts'

type Packed = { units: number; harvestedOn: CivilDate; packedOn: CivilDate }

/** Takes in what was picked and packs it at once under a free lot number. Refuses: stock.lot.packed_before_harvest and what packing refuses. */
export async function packFresh(
  tx: Tx,
  organisationId: string,
  item: Item,
  origin: Omit<HarvestReceipt, 'weightGrams' | 'harvestedOn'>,
  { units, harvestedOn, packedOn }: Packed,
  now: Instant,
): Promise<{ lotId: string; lotCode: string; harvestId: string }> {
  if (packedOn < harvestedOn || packedOn > civilDate(now)) refuse('stock.lot.packed_before_harvest')
  const receipt = { ...origin, weightGrams: units * item.netGrams, harvestedOn }
  const [received] = await receiveHarvests(tx, organisationId, [receipt], now)
  const harvest: HarvestSummary = { ...receipt, id: received?.harvestId as string, packedGrams: 0 }
  const lotCode = freeLotCode(packedOn, await lotCodesOf(tx, organisationId, packedOn))
  const [lotId] = await packHarvests(tx, organisationId, [{ harvest, item, lotCode, packedOn, units }], now)
  return { lotId: lotId as string, lotCode, harvestId: harvest.id }
}

export const restockItem = operation({
  name: 'stock.item.restock',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/items/{itemId}/restocking',
  summary: 'More units of an item, picked and packed: grower, village and plot are those of its last lot',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    itemId: id,
    units: z.int().min(1).max(100_000),
    harvestedOn: civilDay,
    /** When it was done, where that is told later; today otherwise. */
    packedOn: civilDay.optional(),
  }),
  output: z.object({ itemId: id, lotId: id, lotCode: z.string(), harvestId: id }),
  refusals: [
    'stock.item.unknown',
    'stock.item.never_packed',
    'stock.item.not_one',
    'stock.lot.packed_before_harvest',
    'stock.lot.expired',
    'stock.lot.code_used',
    'stock.place.closed',
    'farm.harvest.in_future',
    'farm.harvest.too_old',
  ],
  async run({ tx, now }, { organisationId, itemId, packedOn = civilDate(now), ...packed }) {
    const [item] = await itemsById(tx, organisationId, [itemId])
    if (item === undefined) refuse('stock.item.unknown')
    const last = (await newestLots(tx, organisationId, [itemId])).get(itemId)
    const [before] = last === undefined ? [] : await harvestsById(tx, organisationId, [last.harvestId])
    if (before === undefined) refuse('stock.item.never_packed')
    const { grower, villageCode, plot, product } = before
    const origin = { grower, villageCode, plot, product }
    return { itemId, ...(await packFresh(tx, organisationId, item, origin, { ...packed, packedOn }, now)) }
  },
})
