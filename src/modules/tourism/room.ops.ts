import { z } from 'zod'
import { member } from '../../kernel/access.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, id, line } from '../../kernel/validation.ts'
import { checkStep } from './booking.ts'
import { lockBookings } from './booking.sql.ts'
import { housesById, roomTypesById } from './house.sql.ts'
import type { House } from './house.sql.ts'
import { assignRooms } from './room.ts'
import type { Taken } from './room.ts'
import {
  arrivingWithoutRoom,
  dropAssignments,
  insertAssignments,
  lockRoomTypes,
  roomsOfHouse,
  saveRooms,
  takenRooms,
} from './room.sql.ts'

/** Refuses: tourism.house.unknown. */
async function ownHouse(sql: Sql, organisationId: string, houseId: string): Promise<House> {
  const house = (await housesById(sql, [houseId])).get(houseId)
  return house?.organisationId === organisationId ? house : refuse('tourism.house.unknown')
}

export const nameRooms = operation({
  name: 'tourism.room.name',
  method: 'PUT',
  path: '/tourism/organisations/{organisationId}/houses/{houseId}/room-types/{roomTypeId}/rooms',
  summary: 'Names the rooms of a type, as many as it has; those left out are no longer given to guests',
  access: member('seller'),
  input: z.object({ organisationId: id, houseId: id, roomTypeId: id, names: z.array(line(20)).min(1).max(1000) }),
  output: z.object({ roomTypeId: id, rooms: z.int() }),
  refusals: ['tourism.house.unknown', 'tourism.room_type.unknown', 'tourism.room.count'],
  async run({ tx }, { organisationId, houseId, roomTypeId, names }) {
    const house = await ownHouse(tx, organisationId, houseId)
    const type = house.roomTypes.find((one) => one.id === roomTypeId) ?? refuse('tourism.room_type.unknown')
    if (new Set(names).size !== type.rooms || names.length !== type.rooms)
      refuse('tourism.room.count', { rooms: type.rooms })
    await saveRooms(tx, roomTypeId, names)
    return { roomTypeId, rooms: names.length }
  },
})

const assignment = z.object({ roomId: id, bookingId: id, from: civilDay, until: civilDay })

export const giveRooms = operation({
  name: 'tourism.room.give',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/houses/{houseId}/room-assignments',
  summary:
    'Gives everyone who arrives by today a room of their type, nobody moved; rooms promised early to others give way',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, houseId: id }),
  output: z.object({ given: z.array(assignment), dropped: z.array(assignment) }),
  refusals: ['tourism.house.unknown', 'tourism.room.too_few'],
  audit: ({ houseId }) => ({ houseId }),
  async run({ tx, now }, { organisationId, houseId }) {
    const house = await ownHouse(tx, organisationId, houseId)
    await lockRoomTypes(tx, houseId)
    const today = civilDate(now)
    const rooms = await roomsOfHouse(tx, houseId)
    const taken = await takenRooms(tx, houseId, today)
    const arriving = await arrivingWithoutRoom(tx, houseId, today)
    const [given, dropped]: [Taken[], Taken[]] = [[], []]
    for (const { id: typeId, nameZh } of house.roomTypes) {
      const of = <T extends { roomTypeId: string }>(all: readonly T[]) => all.filter((one) => one.roomTypeId === typeId)
      const ids = of(rooms).map((room) => room.id)
      const done = assignRooms(ids, of(taken), of(arriving)) ?? refuse('tourism.room.too_few', { type: nameZh })
      given.push(...done.given)
      dropped.push(...done.dropped)
    }
    await dropAssignments(tx, [...new Set(dropped.map((one) => one.bookingId))])
    if (given.length > 0) await insertAssignments(tx, given, now)
    return { given, dropped }
  },
})

export const chooseRooms = operation({
  name: 'tourism.room.choose',
  method: 'PUT',
  path: '/tourism/organisations/{organisationId}/bookings/{bookingId}/rooms',
  summary:
    'Gives a booking chosen rooms, at check-in or before; before the day of arrival it is a promise that gives way',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, bookingId: id, roomIds: z.array(id).min(1).max(50) }),
  output: z.object({ bookingId: id, roomIds: z.array(id) }),
  refusals: [
    'tourism.booking.unknown',
    'tourism.booking.step_not_possible',
    'tourism.room.unknown',
    'tourism.room.taken',
  ],
  async run({ tx, now }, { organisationId, bookingId, roomIds }) {
    const [row] = await lockBookings(tx, [bookingId])
    if (row?.organisationId !== organisationId || row.roomTypeId === null) refuse('tourism.booking.unknown')
    checkStep('redeem', row, now)
    const houseId = await houseOfType(tx, row.roomTypeId)
    await lockRoomTypes(tx, houseId)
    const rooms = (await roomsOfHouse(tx, houseId)).filter((room) => room.roomTypeId === row.roomTypeId)
    const known = new Set(rooms.map((room) => room.id))
    if (new Set(roomIds).size !== row.rooms || !roomIds.every((one) => known.has(one))) refuse('tourism.room.unknown')
    const stay = { bookingId, from: row.day, until: row.endsOn, isEarly: row.day > civilDate(now) }
    await dropAssignments(tx, [bookingId])
    const busy = (await takenRooms(tx, houseId, row.day)).some(
      (one) => roomIds.includes(one.roomId) && one.from < row.endsOn && row.day < one.until,
    )
    if (busy) refuse('tourism.room.taken')
    await insertAssignments(
      tx,
      roomIds.map((roomId) => ({ ...stay, roomId })),
      now,
    )
    return { bookingId, roomIds }
  },
})

async function houseOfType(sql: Sql, roomTypeId: string): Promise<string> {
  return (await roomTypesById(sql, [roomTypeId])).get(roomTypeId)?.houseId ?? refuse('tourism.room_type.unknown')
}

export const readRooms = query({
  name: 'tourism.room.read',
  path: '/tourism/organisations/{organisationId}/houses/{houseId}/rooms',
  summary: 'Rooms of a house and who has them from today on',
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, houseId: id }),
  output: z.object({
    rooms: z.array(z.object({ id, roomTypeId: id, name: z.string() })),
    assignments: z.array(assignment.extend({ isEarly: z.boolean() })),
  }),
  refusals: ['tourism.house.unknown'],
  async run({ sql, now }, { organisationId, houseId }) {
    await ownHouse(sql, organisationId, houseId)
    return { rooms: await roomsOfHouse(sql, houseId), assignments: await takenRooms(sql, houseId, civilDate(now)) }
  },
})
