import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { fen, id } from '../../kernel/validation.ts'
import { ownHouses, saveHouseRow, saveRoomTypeRow } from './house.sql.ts'
import { placePhotoView } from './photo.ops.ts'
import { picturedHouses } from './photo.sql.ts'
import { located, minuteOfDay, named, policyTiers, told } from './place.ts'
import { poolHouses } from './pool.sql.ts'

/** What may be said of a house; the village is checked where villages are known. */
export const houseWords = z.object({
  ...told,
  ...located,
  checkInMinute: minuteOfDay.default(14 * 60),
  checkOutMinute: minuteOfDay.default(12 * 60),
  /** So many hours before check-in the last booking for that day is taken, after it where below zero; null until the day ends. */
  cutoffHours: z.int().min(-24).max(720).nullable().default(null),
  policy: policyTiers.default([
    { hoursBefore: 48, percent: 100 },
    { hoursBefore: 24, percent: 50 },
  ]),
  isOpen: z.boolean().default(true),
})

/** Opens a house or changes it. Refuses: tourism.house.unknown. */
export async function saveHouse(
  tx: Tx,
  organisationId: string,
  given: string | undefined,
  words: z.output<typeof houseWords>,
  now: Instant,
): Promise<string> {
  if (given !== undefined && !(await ownHouses(tx, organisationId, HOUSES_MAX)).some((house) => house.id === given))
    refuse('tourism.house.unknown')
  const houseId = given ?? uuidv7(now)
  if (!(await saveHouseRow(tx, organisationId, houseId, words))) refuse('tourism.house.unknown')
  return houseId
}

const HOUSES_MAX = 200
const guests = z.int().min(1).max(50)
const photos = z.array(placePhotoView)
const roomTypeWords = {
  ...named,
  rooms: z.int().min(1).max(1000),
  guestsIncluded: guests,
  guestsMax: guests,
  priceFen: fen,
  extraGuestFen: fen.default(0),
  isOpen: z.boolean().default(true),
}

export const saveRoomType = operation({
  name: 'tourism.room_type.save',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/houses/{houseId}/room-types',
  summary: 'Adds rooms that are alike to a house, or changes them',
  access: member('seller'),
  input: z.object({ organisationId: id, houseId: id, roomTypeId: id.optional(), ...roomTypeWords }),
  output: z.object({ roomTypeId: id }),
  refusals: ['tourism.house.unknown', 'tourism.room_type.unknown', 'tourism.room_type.guests_crossed'],
  async run({ tx, now }, { organisationId, houseId, roomTypeId: given, ...words }) {
    if (words.guestsIncluded > words.guestsMax) refuse('tourism.room_type.guests_crossed')
    const house = (await ownHouses(tx, organisationId, HOUSES_MAX)).find((one) => one.id === houseId)
    if (house === undefined) refuse('tourism.house.unknown')
    if (given !== undefined && !house.roomTypes.some((one) => one.id === given)) refuse('tourism.room_type.unknown')
    const roomTypeId = given ?? uuidv7(now)
    if (!(await saveRoomTypeRow(tx, { organisationId, houseId }, roomTypeId, words)))
      refuse('tourism.room_type.unknown')
    return { roomTypeId }
  },
})

export const listHouses = query({
  name: 'tourism.house.list',
  path: '/tourism/organisations/{organisationId}/houses',
  summary:
    'Houses of an organisation with their room types and photos, and whether they take guests of full neighbours',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    houses: z.array(
      houseWords.extend({
        id,
        photos,
        /** Whether it takes guests of full neighbours in its village. */
        takesOverflow: z.boolean(),
        roomTypes: z.array(z.object({ ...roomTypeWords, id, photos })),
      }),
    ),
  }),
  async run({ sql }, { organisationId }) {
    const houses = await picturedHouses(sql, await ownHouses(sql, organisationId, HOUSES_MAX))
    const inPool = await poolHouses(
      sql,
      houses.map((house) => house.id),
    )
    return { houses: houses.map((house) => ({ ...house, takesOverflow: inPool.has(house.id) })) }
  },
})
