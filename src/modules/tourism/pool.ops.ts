import { z } from 'zod'
import { anyone, buyer, member } from '../../kernel/access.ts'
import { addDays, addSeconds } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { BOOKING_HOLD_SECONDS, NO_CONTACT } from './booking.ts'
import { guestInput, stayRefusals, whoOf } from './booking.ops.ts'
import { bookingsById } from './booking.sql.ts'
import { countersBetween, freeOf } from './counter.sql.ts'
import { housesById } from './house.sql.ts'
import { joinPool, noteOverflow } from './pool.sql.ts'
import { STAY_NIGHTS_MAX } from './price.ts'
import { neighboursWithRoom } from './rebooking.sql.ts'
import { ifBookable, readyStay } from './reserve.ts'
import { holdVisitOrStay } from './wanted.ts'

export const takeOverflow = operation({
  name: 'tourism.pool.join',
  method: 'PUT',
  path: '/tourism/organisations/{organisationId}/houses/{houseId}/pool',
  summary: 'A house takes guests of full neighbours in its village, or no longer',
  access: member('seller'),
  input: z.object({ organisationId: id, houseId: id, joins: z.boolean() }),
  output: z.object({ houseId: id, joins: z.boolean() }),
  refusals: ['tourism.house.unknown'],
  audit: ({ houseId, joins }) => ({ houseId, joins }),
  async run({ tx, now }, { organisationId, houseId, joins }) {
    const house = (await housesById(tx, [houseId])).get(houseId)
    if (house?.organisationId !== organisationId) refuse('tourism.house.unknown')
    await joinPool(tx, houseId, joins, now)
    return { houseId, joins }
  },
})

const stay = {
  arrival: civilDay,
  nights: z.coerce.number().int().min(1).max(STAY_NIGHTS_MAX),
  rooms: z.coerce.number().int().min(1).max(50),
  guests: z.coerce.number().int().min(1).max(500),
}
type Stay = { arrival: string; nights: number; rooms: number; guests: number }

/** Refuses a neighbour for rooms that are not full, or one that does not take their guests: tourism.pool.not_full, not_there. */
export async function checkOverflow(
  sql: Sql,
  roomTypeId: string,
  neighbourRoomTypeId: string,
  wanted: Stay,
): Promise<void> {
  if (!(await isFull(sql, roomTypeId, wanted))) refuse('tourism.pool.not_full')
  if (!(await neighboursWithRoom(sql, roomTypeId, wanted, true)).includes(neighbourRoomTypeId))
    refuse('tourism.pool.not_there')
}

async function isFull(sql: Sql, roomTypeId: string, { arrival, nights, rooms }: Stay): Promise<boolean> {
  const counters = await countersBetween(sql, [roomTypeId], arrival, addDays(arrival, nights - 1))
  return counters.length < nights || counters.some((one) => freeOf(one) < rooms)
}

export const findNeighbours = query({
  name: 'tourism.pool.find',
  path: '/tourism/room-types/{roomTypeId}/neighbours',
  summary:
    'When a house is full: neighbours in its village that take its guests, with rooms free for the whole stay and what it costs there',
  access: anyone,
  input: z.object({ roomTypeId: id, ...stay }),
  output: z.object({
    isFull: z.boolean(),
    rooms: z.array(z.object({ roomTypeId: id, titleZh: z.string(), titleEn: z.string(), totalFen: fen })),
  }),
  async run({ sql, now }, { roomTypeId, ...wanted }) {
    if (!(await isFull(sql, roomTypeId, wanted))) return { isFull: false, rooms: [] }
    const ids = await neighboursWithRoom(sql, roomTypeId, wanted, true)
    const who = { buyerId: null, resellerId: null, resellerReference: null, contact: NO_CONTACT, notes: null }
    const found = []
    for (const own of ids) {
      const ready = await ifBookable(readyStay(sql, own, { roomTypeId: own, planId: null, ...wanted }, who, now))
      if (ready === null) continue
      const { titleZh, titleEn, totalFen } = ready.booking
      found.push({ roomTypeId: own, titleZh, titleEn, totalFen })
    }
    return { isFull: true, rooms: found }
  },
})

export const holdAtNeighbour = operation({
  name: 'tourism.pool.hold',
  method: 'POST',
  path: '/tourism/room-types/{roomTypeId}/overflow',
  summary:
    'A guest whose house is full agrees to a neighbour of its village: rooms there are held for 15 minutes at that house’s price',
  access: buyer,
  input: z.object({
    /** The rooms that are full. */
    roomTypeId: id,
    bookingId: id,
    neighbourRoomTypeId: id,
    /** The guest was told that it is another house. */
    agrees: z.literal(true),
    ...stay,
    ...guestInput,
  }),
  output: z.object({ bookingId: id, totalFen: fen, expiresAt: z.date() }),
  refusals: [
    ...stayRefusals,
    'tourism.pool.not_full',
    'tourism.pool.not_there',
    'tourism.sold_out',
    'tourism.date_closed',
    'tourism.booking.id_used',
  ],
  async run(
    { tx, actor, now },
    { roomTypeId, bookingId, neighbourRoomTypeId, agrees: _agrees, contactName, contactPhone, notes, ...wanted },
  ) {
    await checkOverflow(tx, roomTypeId, neighbourRoomTypeId, wanted)
    if ((await bookingsById(tx, [bookingId])).length > 0) refuse('tourism.booking.id_used')
    const who = whoOf(actor, { contactName, contactPhone, notes })
    const { booking, claims } = await readyStay(
      tx,
      bookingId,
      { roomTypeId: neighbourRoomTypeId, planId: null, ...wanted },
      who,
      now,
    )
    const expiresAt = addSeconds(now, BOOKING_HOLD_SECONDS)
    await holdVisitOrStay(tx, { booking, claims }, expiresAt, now)
    await noteOverflow(tx, bookingId, roomTypeId, now)
    return { bookingId, totalFen: booking.totalFen, expiresAt }
  },
})
