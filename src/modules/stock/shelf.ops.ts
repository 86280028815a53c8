import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { civilDate, daysBetween } from '../../kernel/clock.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id } from '../../kernel/validation.ts'
import { movementKinds } from './movement.ts'
import { journalLines } from './movement.sql.ts'
import { minimumRows, setMinimumRow, shelfLots } from './shelf.sql.ts'

const LOTS_MAX = 2000

export const readShelves = query({
  name: 'stock.shelf.read',
  path: '/stock/organisations/{organisationId}/shelf',
  summary: 'What is left of each lot, where it stands and how old it is; which items are below their minimum',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({
    lots: z.array(
      z.object({
        id,
        itemId: id,
        name: z.string(),
        netGrams: z.int(),
        gtin: z.string(),
        code: z.string(),
        packedOn: civilDay,
        expiresOn: civilDay,
        /** Since packing. */
        daysOnShelf: z.int(),
        /** Negative once it is over. */
        daysToExpiry: z.int(),
        availableUnits: z.int(),
        heldUnits: z.int(),
        waitingUnits: z.int(),
        transitUnits: z.int(),
        stops: z.int(),
        places: z.array(z.object({ placeId: id, units: z.int() })),
      }),
    ),
    minimums: z.array(
      z.object({
        itemId: id,
        name: z.string(),
        netGrams: z.int(),
        minimumUnits: z.int(),
        availableUnits: z.int(),
        below: z.boolean(),
      }),
    ),
  }),
  async run({ sql, now }, { organisationId }) {
    const today = civilDate(now)
    const lots = await shelfLots(sql, organisationId, LOTS_MAX)
    const minimums = await minimumRows(sql, organisationId, today)
    return {
      lots: lots.map((lot) => ({
        ...lot,
        daysOnShelf: daysBetween(lot.packedOn, today),
        daysToExpiry: daysBetween(today, lot.expiresOn),
      })),
      minimums: minimums.map((one) => ({ ...one, below: one.availableUnits < one.minimumUnits })),
    }
  },
})

export const setMinimum = operation({
  name: 'stock.minimum.set',
  method: 'PUT',
  path: '/stock/organisations/{organisationId}/items/{itemId}/minimum',
  summary: 'Sets below how many units on sale the seller is warned; 0 for no warning',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, itemId: id, units: z.int().min(0).max(1_000_000) }),
  output: z.object({ itemId: id, units: z.int() }),
  refusals: ['stock.item.unknown'],
  async run({ tx }, { organisationId, itemId, units }) {
    if (!(await setMinimumRow(tx, organisationId, itemId, units))) refuse('stock.item.unknown')
    return { itemId, units }
  },
})

export const listMovements = query({
  name: 'stock.movement.list',
  path: '/stock/organisations/{organisationId}/lots/{lotId}/movements',
  summary: 'The journal of a lot, newest first: every unit that moved, with its reason',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    lotId: id,
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({
    movements: z.array(
      z.object({
        id,
        at: z.date(),
        kind: z.enum(movementKinds),
        units: z.int(),
        place: z.string().nullable(),
        orderId: id.nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ sql }, input) => ({
    movements: await journalLines(sql, input.organisationId, input.lotId, input.before ?? null, input.limit),
  }),
})
