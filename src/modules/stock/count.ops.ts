import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { countRows, insertCounts } from './count.sql.ts'
import { countedChange } from './lot-change.ts'
import { lockLots, moveUnits, unitsAt } from './movement.sql.ts'
import { onePieceLots } from './one-piece.sql.ts'
import { openPlace } from './place.ops.ts'

const units = z.int().min(0).max(1_000_000)
const paging = { before: id.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }

export const recordCount = operation({
  name: 'stock.count.record',
  method: 'POST',
  path: '/stock/organisations/{organisationId}/counts',
  summary: 'Counts lots at a place; every difference is explained, and becomes found or missing units',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    placeId: id,
    lines: z
      .array(
        z.object({
          lotId: id,
          countedUnits: units,
          /** What the books had when it was counted; where they have something else now, it is counted again. */
          expectedUnits: units.optional(),
          reason: line(200).nullable().default(null),
        }),
      )
      .min(1)
      .max(200),
  }),
  output: z.object({ countIds: z.array(id), differences: z.int() }),
  refusals: [
    'stock.place.unknown',
    'stock.place.closed',
    'stock.lot.unknown',
    'stock.count.reason_missing',
    'stock.count.promised',
    'stock.count.books_moved',
    'stock.item.not_one',
  ],
  async run({ tx, now }, { organisationId, placeId, lines }) {
    return countLots(tx, organisationId, placeId, lines, now)
  },
})

export type Counted = { lotId: string; countedUnits: number; expectedUnits?: number | undefined; reason: string | null }

/** Counts lots at a place. Refuses as `stock.count.record` does. */
export async function countLots(
  tx: Tx,
  organisationId: string,
  placeId: string,
  lines: readonly Counted[],
  now: Instant,
): Promise<{ countIds: string[]; differences: number }> {
  await openPlace(tx, organisationId, placeId)
  const counted = [...new Map(lines.map((one) => [one.lotId, one])).values()]
  const ids = counted.map(({ lotId }) => lotId)
  const lots = await lockLots(tx, organisationId, ids)
  const standing = await unitsAt(tx, placeId, ids)
  const pieces = await onePieceLots(tx, ids)
  const decided = counted.map((one) => {
    const lot = lots.get(one.lotId) ?? refuse('stock.lot.unknown')
    const unitsAtPlace = standing.get(one.lotId) ?? 0
    if (one.expectedUnits !== undefined && one.expectedUnits !== unitsAtPlace)
      refuse('stock.count.books_moved', { code: lot.code, before: one.expectedUnits, now: unitsAtPlace })
    const change = countedChange({ ...lot, unitsAtPlace }, one.countedUnits, one.reason)
    if (change?.kind === 'found' && pieces.has(one.lotId) && unitsAtPlace + change.units > 1)
      refuse('stock.item.not_one')
    return { ...one, expectedUnits: unitsAtPlace, reason: change === null ? null : one.reason, change }
  })
  const countIds = await insertCounts(tx, organisationId, placeId, decided, now)
  const moves = decided.flatMap(({ lotId, change }, i) =>
    change === null ? [] : [{ lotId, ...change, placeId, causeId: countIds[i] ?? null }],
  )
  if (moves.length > 0) await moveUnits(tx, moves, now)
  return { countIds, differences: moves.length }
}

export const listCounts = query({
  name: 'stock.count.list',
  path: '/stock/organisations/{organisationId}/counts',
  summary: 'Counts of an organisation, newest first',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, ...paging }),
  output: z.object({
    counts: z.array(
      z.object({
        id,
        at: z.date(),
        place: z.string(),
        lotId: id,
        lotCode: z.string(),
        name: z.string(),
        expectedUnits: z.int(),
        countedUnits: z.int(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  run: async ({ sql }, input) => ({
    counts: await countRows(sql, input.organisationId, input.before ?? null, input.limit),
  }),
})
