import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { changePlaceState, insertPlace, lockPlace, placeRows, updatePlace } from './place.sql.ts'

const kind = z.enum(['warehouse', 'village_point'])
const state = z.enum(['open', 'closed'])

/** A place of the organisation that takes goods. Refuses: stock.place.unknown, stock.place.closed. */
export async function openPlace(tx: Tx, organisationId: string, placeId: string): Promise<void> {
  const place = (await lockPlace(tx, organisationId, placeId)) ?? refuse('stock.place.unknown')
  if (place.state !== 'open') refuse('stock.place.closed')
}

export const listPlaces = query({
  name: 'stock.place.list',
  path: '/stock/organisations/{organisationId}/places',
  summary: 'Warehouses and village points of an organisation, the main one first, with the units that stand there',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id }),
  output: z.object({
    places: z.array(
      z.object({
        id,
        kind,
        name: z.string(),
        villageCode: z.string().nullable(),
        state,
        main: z.boolean(),
        units: z.int(),
      }),
    ),
  }),
  run: async ({ sql }, input) => ({ places: await placeRows(sql, input.organisationId) }),
})

/** What may be said of a place; the village is checked where villages are known. */
export const placeWords = z.object({
  kind,
  name: line(40),
  villageCode: z
    .string()
    .regex(/^\d{12}$/)
    .nullable()
    .default(null),
})

/** Opens a place, or renames one. Refuses: stock.place.unknown, stock.place.name_used. */
export async function savePlace(
  tx: Tx,
  organisationId: string,
  placeId: string | undefined,
  words: z.output<typeof placeWords>,
): Promise<string> {
  if (placeId === undefined)
    return (await insertPlace(tx, organisationId, words)) ?? refuse('stock.place.name_used', { name: words.name })
  if ((await lockPlace(tx, organisationId, placeId)) === undefined) refuse('stock.place.unknown')
  if (!(await updatePlace(tx, organisationId, placeId, words))) refuse('stock.place.name_used', { name: words.name })
  return placeId
}

export const changePlace = operation({
  name: 'stock.place.change_state',
  method: 'PUT',
  path: '/stock/organisations/{organisationId}/places/{placeId}/state',
  summary: 'Closes an empty place, or opens it again; the main one stays open',
  access: member('seller'),
  input: z.object({ organisationId: id, placeId: id, state }),
  output: z.object({ placeId: id, state }),
  refusals: ['stock.place.unknown', 'stock.place.main_stays', 'stock.place.not_empty'],
  async run({ tx }, { organisationId, placeId, state: wanted }) {
    const place = (await lockPlace(tx, organisationId, placeId)) ?? refuse('stock.place.unknown')
    if (place.main && wanted === 'closed') refuse('stock.place.main_stays')
    if (!(await changePlaceState(tx, placeId, wanted))) refuse('stock.place.not_empty')
    return { placeId, state: wanted }
  },
})
