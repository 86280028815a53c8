import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { checkFree } from './lot-change.ts'
import { lockLots, moveUnits, unitsAt } from './movement.sql.ts'
import { lockPlace } from './place.sql.ts'
import type { NewWriteOff } from './write-off.sql.ts'
import { insertWriteOff, writeOffCauses, writeOffRows } from './write-off.sql.ts'

/**
 * Takes units off the shelf for good.
 * Refuses: stock.place.unknown, stock.lot.unknown, stock.place.not_enough, stock.write_off.note_missing.
 */
export async function writeOff(tx: Tx, organisationId: string, one: NewWriteOff, now: Instant): Promise<string> {
  const { lotId, placeId, units } = one
  if (one.cause === 'other' && one.note === '') refuse('stock.write_off.note_missing')
  if ((await lockPlace(tx, organisationId, placeId)) === undefined) refuse('stock.place.unknown')
  const lot = (await lockLots(tx, organisationId, [lotId])).get(lotId) ?? refuse('stock.lot.unknown')
  checkFree({ ...lot, unitsAtPlace: (await unitsAt(tx, placeId, [lotId])).get(lotId) ?? 0 }, units)
  const writeOffId = await insertWriteOff(tx, organisationId, one, now)
  await moveUnits(tx, [{ lotId, kind: 'written_off', units, placeId, causeId: writeOffId }], now)
  return writeOffId
}

export const listWriteOffs = query({
  name: 'stock.write_off.list',
  path: '/stock/organisations/{organisationId}/write-offs',
  summary: 'Damage and other write-offs, newest first',
  access: member('seller', 'packer'),
  input: z.object({
    organisationId: id,
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    writeOffs: z.array(
      z.object({
        id,
        at: z.date(),
        lotId: id,
        lotCode: z.string(),
        name: z.string(),
        place: z.string(),
        units: z.int(),
        cause: z.enum(writeOffCauses),
        note: z.string(),
        hasPhoto: z.boolean(),
      }),
    ),
  }),
  run: async ({ sql }, input) => ({
    writeOffs: await writeOffRows(sql, input.organisationId, input.before ?? null, input.limit),
  }),
})
