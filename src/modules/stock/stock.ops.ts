import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { CivilDate, Instant } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, lineZh } from '../../kernel/validation.ts'
import type { Allocation, Wanted } from './hold.sql.ts'
import { holdRows } from './hold.sql.ts'
import type { Item, NewItem } from './item.sql.ts'
import { insertItemRows, insertLotRows, listItemRows, takeItemReferences } from './item.sql.ts'
import { listLotRows } from './lot.sql.ts'
import { checkOnePieces } from './one-piece.sql.ts'
import { checkLotCode, expiryOf, gtinFor } from './lot.ts'
import { openPlace } from './place.ops.ts'
import { mainPlaceId } from './place.sql.ts'

declare module '../../kernel/ports.ts' {
  interface Ports {
    /** GS1 company prefix under which the county numbers its goods. */
    gs1CompanyPrefix: string
  }
}

/** Enters trade items and numbers those that have no GTIN of their own yet. Refuses: stock.item.numbers_used_up. */
export async function createItems(
  tx: Tx,
  organisationId: string,
  companyPrefix: string,
  items: readonly (NewItem & { gtin?: string | null })[],
): Promise<Item[]> {
  const references = (await takeItemReferences(tx, items.filter((item) => !item.gtin).length)).values()
  const numbered = items.map((item) => ({
    ...item,
    gtin: item.gtin ?? gtinFor(companyPrefix, references.next().value as number),
  }))
  const ids = await insertItemRows(tx, organisationId, numbered)
  return numbered.map((item, i) => ({ ...item, id: ids[i] as string }))
}

export type Packing = {
  item: { id: string; shelfLifeDays: number }
  lotCode: string
  harvestId: string
  packedOn: CivilDate
  units: number
  /** The organisation's main place where none is named. */
  placeId?: string | undefined
}

/**
 * Puts packed units on the shelf, one lot each.
 * Refuses: stock.lot.code_not_allowed, stock.lot.code_used, stock.lot.expired, stock.item.not_one, stock.place.unknown,
 * stock.place.closed.
 */
export async function packLots(
  tx: Tx,
  organisationId: string,
  packings: readonly Packing[],
  now: Instant,
): Promise<{ lotId: string; expiresOn: CivilDate }[]> {
  const mainId = await mainPlaceId(tx, organisationId)
  for (const placeId of new Set(packings.flatMap((p) => p.placeId ?? []))) await openPlace(tx, organisationId, placeId)
  const lots = packings.map((p) => ({
    itemId: p.item.id,
    code: p.lotCode,
    harvestId: p.harvestId,
    packedOn: p.packedOn,
    expiresOn: expiryOf(p.packedOn, p.item.shelfLifeDays),
    units: p.units,
    placeId: p.placeId ?? mainId,
  }))
  for (const lot of lots) {
    checkLotCode(lot.code)
    if (lot.expiresOn <= civilDate(now)) refuse('stock.lot.expired', { code: lot.code, date: lot.expiresOn })
  }
  await checkOnePieces(tx, lots)
  const made = await insertLotRows(tx, organisationId, lots, now)
  const known = new Set(made.map((lot) => lot.code))
  const repeated = lots.find((lot) => !known.has(lot.code)) ?? (made.length < lots.length ? lots[0] : undefined)
  if (repeated) refuse('stock.lot.code_used', { code: repeated.code })
  return made.map((lot, i) => ({ lotId: lot.id, expiresOn: lots[i]?.expiresOn as CivilDate }))
}

/** Holds units for orders until `expiresAt`, the lot that expires first taken first. Refuses: stock.sold_out. */
export async function holdStock(
  tx: Tx,
  wanted: readonly Wanted[],
  expiresAt: Instant,
  now: Instant,
): Promise<Allocation[]> {
  const allocations = await holdRows(tx, wanted, expiresAt, civilDate(now), now)
  for (const want of wanted) {
    const got = allocations.filter((a) => a.itemId === want.itemId).reduce((sum, a) => sum + a.units, 0)
    if (got < want.units) refuse('stock.sold_out', { itemId: want.itemId, left: got })
  }
  return allocations
}

const storage = z.enum(['ambient', 'chilled', 'frozen'])

/** Input of a trade item, for the operations that enter one. */
export const newItem = z.object({
  name: lineZh(120),
  netGrams: z.int().min(1).max(1_000_000),
  storage,
  shelfLifeDays: z.int().min(1).max(3650),
})

export const enterItem = operation({
  name: 'stock.item.enter',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/items',
  summary:
    'Enters a trade item of which nothing is packed yet, so that it can be sold ahead of its harvest or made to order',
  access: member('seller', 'packer'),
  input: newItem.extend({ organisationId: id }),
  output: z.object({ itemId: id, gtin: z.string() }),
  refusals: ['stock.item.numbers_used_up'],
  async run({ tx, ports }, { organisationId, ...item }) {
    const [made] = await createItems(tx, organisationId, ports.gs1CompanyPrefix, [item])
    return { itemId: made?.id as string, gtin: made?.gtin as string }
  },
})

export const listItems = query({
  name: 'stock.item.list',
  path: '/stock/organisations/{organisationId}/items',
  summary: 'Trade items an organisation packs',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({
    items: z.array(
      z.object({ id, gtin: z.string(), name: z.string(), netGrams: z.int(), storage, shelfLifeDays: z.int() }),
    ),
  }),
  run: async ({ sql }, input) => ({ items: await listItemRows(sql, input.organisationId, 500) }),
})

export const listLots = query({
  name: 'stock.lot.list',
  path: '/stock/organisations/{organisationId}/lots',
  summary: 'Lots an organisation packed, newest first, and where their units are',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    lots: z.array(
      z.object({
        id,
        itemId: id,
        gtin: z.string(),
        name: z.string(),
        netGrams: z.int(),
        code: z.string(),
        harvestId: id,
        packedOn: civilDay,
        expiresOn: civilDay,
        packedUnits: z.int(),
        availableUnits: z.int(),
        heldUnits: z.int(),
        soldUnits: z.int(),
        shippedUnits: z.int(),
        withdrawnUnits: z.int(),
        foundUnits: z.int(),
        transitUnits: z.int(),
        stops: z.int(),
      }),
    ),
  }),
  run: async ({ sql }, input) => ({
    lots: await listLotRows(sql, input.organisationId, input.before ?? null, input.limit),
  }),
})
