import { z } from 'zod'
import { member } from '../kernel/access.ts'
import type { CivilDate, Instant } from '../kernel/clock.ts'
import { civilDate, startOfDay } from '../kernel/clock.ts'
import type { Tx } from '../kernel/database.ts'
import { operation } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { civilDay, id } from '../kernel/validation.ts'
import type { HarvestSummary } from '../modules/farm/index.ts'
import { harvestsById, useHarvestWeight } from '../modules/farm/index.ts'
import type { Item, NewItem } from '../modules/stock/index.ts'
import { createItems, itemsById, newItem, packLots } from '../modules/stock/index.ts'
import { recordSteps } from '../modules/trace/index.ts'

export type LotPacking = {
  harvest: HarvestSummary
  item: Item
  lotCode: string
  packedOn: CivilDate
  units: number
  placeId?: string | undefined
}

/** Packs harvests into sales units: the weight leaves the harvest, the units reach the shelf, the trace begins. */
export async function packHarvests(
  tx: Tx,
  organisationId: string,
  packings: readonly LotPacking[],
  now: Instant,
): Promise<string[]> {
  await useHarvestWeight(
    tx,
    organisationId,
    packings.map((p) => ({ harvestId: p.harvest.id, grams: p.units * p.item.netGrams })),
  )
  const lots = await packLots(
    tx,
    organisationId,
    packings.map((p) => ({ ...p, harvestId: p.harvest.id })),
    now,
  )
  await recordSteps(
    tx,
    packings.flatMap((p) => originSteps(organisationId, p)),
  )
  return lots.map((lot) => lot.lotId)
}

function originSteps(organisationId: string, { harvest, item, lotCode, packedOn, units }: LotPacking) {
  const lot = { gtin: item.gtin, lotCode, organisationId }
  const { grower, villageCode, plot, product, weightGrams, harvestedOn } = harvest
  return [
    {
      ...lot,
      kind: 'harvested' as const,
      at: startOfDay(harvestedOn),
      data: { grower, villageCode, plot, product, weightGrams, harvestedOn },
    },
    {
      ...lot,
      kind: 'packed' as const,
      at: startOfDay(packedOn),
      data: { name: item.name, netGrams: item.netGrams, units, packedOn },
    },
  ]
}

export const packLot = operation({
  name: 'stock.lot.pack',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/lots',
  summary: 'Packs a harvest into sales units of a trade item, known or new',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    harvestId: id,
    item: z.union([z.object({ id }), newItem]),
    lotCode: z.string().min(1).max(20),
    packedOn: civilDay,
    units: z.int().min(1).max(1_000_000),
    /** Where the units are put; the main place where none is named. */
    placeId: id.optional(),
  }),
  output: z.object({ lotId: id, itemId: id, gtin: z.string() }),
  refusals: [
    'farm.harvest.unknown',
    'farm.harvest.not_enough',
    'stock.item.unknown',
    'stock.item.not_one',
    'stock.item.numbers_used_up',
    'stock.lot.code_not_allowed',
    'stock.lot.code_used',
    'stock.lot.expired',
    'stock.lot.packed_before_harvest',
    'stock.place.unknown',
    'stock.place.closed',
  ],
  async run({ tx, now, ports }, input) {
    const [harvest] = await harvestsById(tx, input.organisationId, [input.harvestId])
    if (harvest === undefined) refuse('farm.harvest.unknown')
    if (input.packedOn < harvest.harvestedOn || input.packedOn > civilDate(now))
      refuse('stock.lot.packed_before_harvest')
    const item = await itemFor(tx, input.organisationId, ports.gs1CompanyPrefix, input.item)
    const [lotId] = await packHarvests(tx, input.organisationId, [{ ...input, harvest, item }], now)
    return { lotId: lotId as string, itemId: item.id, gtin: item.gtin }
  },
})

async function itemFor(
  tx: Tx,
  organisationId: string,
  companyPrefix: string,
  wanted: { id: string } | NewItem,
): Promise<Item> {
  const [item] =
    'id' in wanted
      ? await itemsById(tx, organisationId, [wanted.id])
      : await createItems(tx, organisationId, companyPrefix, [wanted])
  return item ?? refuse('stock.item.unknown')
}
