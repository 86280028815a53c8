import { z } from 'zod'
import { member } from '../../../kernel/access.ts'
import { addDays, civilDate, daysBetween } from '../../../kernel/clock.ts'
import { operation, query } from '../../../kernel/operation.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { civilDay, id, line } from '../../../kernel/validation.ts'
import { housesById, ownHouses } from '../house.sql.ts'
import { channelsOfHouses, listOnChannel } from './channel.sql.ts'
import { houseDays } from './jobs.ts'

export const listHouseOnChannel = operation({
  name: 'tourism.house_channel.list_on',
  method: 'PUT',
  path: '/tourism/organisations/{organisationId}/houses/{houseId}/channels/{channel}',
  summary:
    'Has a platform told of the rooms, prices and what is left of a house, or no more: its rooms are then told as none',
  access: member('seller'),
  input: z.object({ organisationId: id, houseId: id, channel: line(20), isListed: z.boolean() }),
  output: z.object({ houseId: id, isListed: z.boolean() }),
  refusals: ['tourism.house.unknown', 'tourism.channel.unknown'],
  async run({ tx, now, ports }, { organisationId, houseId, channel, isListed }) {
    const house = (await housesById(tx, [houseId])).get(houseId)
    if (house?.organisationId !== organisationId) refuse('tourism.house.unknown')
    if (!ports.stayChannels.some((one) => one.name === channel)) refuse('tourism.channel.unknown')
    await listOnChannel(tx, houseId, channel, isListed, now)
    tx.effects.request({ name: 'tourism.tell-channels', payload: {} })
    return { houseId, isListed }
  },
})

const HOUSES_MAX = 200

export const listHouseChannels = query({
  name: 'tourism.house_channel.list',
  path: '/tourism/organisations/{organisationId}/house-channels',
  summary: 'On which platforms houses are listed, when these were told last and what went wrong',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    available: z.array(z.string()),
    channels: z.array(
      z.object({
        houseId: id,
        channel: z.string(),
        isListed: z.boolean(),
        fault: z.string().nullable(),
        failures: z.int(),
        sentAt: z.date().nullable(),
      }),
    ),
  }),
  async run({ sql, ports }, { organisationId }) {
    const houses = await ownHouses(sql, organisationId, HOUSES_MAX)
    return {
      available: ports.stayChannels.map((channel) => channel.name),
      channels: await channelsOfHouses(
        sql,
        houses.map((house) => house.id),
      ),
    }
  },
})

const DAYS_MAX = 366

export const exportHouseDays = query({
  name: 'tourism.house.export_days',
  path: '/tourism/organisations/{organisationId}/houses/{houseId}/days',
  summary:
    'Rooms, prices by guests and plan (fen), rules and what is left, day by day, for platforms that are fed by hand; as rows or as CSV',
  access: member('seller', 'bookkeeper'),
  input: z.object({
    organisationId: id,
    houseId: id,
    from: civilDay.optional(),
    until: civilDay.optional(),
    form: z.enum(['rows', 'csv']).default('rows'),
  }),
  output: z.object({
    days: z.array(
      z.object({
        roomTypeId: id,
        roomType: z.string(),
        day: civilDay,
        plan: z.string(),
        rooms: z.int(),
        fenByGuests: z.array(z.int()),
        nightsMin: z.int(),
        leadDaysMin: z.int(),
        noArrival: z.boolean(),
        noDeparture: z.boolean(),
      }),
    ),
    csv: z.string().nullable(),
  }),
  refusals: ['tourism.house.unknown', 'tourism.calendar.range'],
  async run({ sql, now }, { organisationId, houseId, from: asked, until: last, form }) {
    const from = asked ?? civilDate(now)
    const until = last ?? addDays(from, 90)
    const length = daysBetween(from, until) + 1
    if (length < 1 || length > DAYS_MAX || from < '2000-01-01' || from > '2100-01-01')
      refuse('tourism.calendar.range', { most: DAYS_MAX })
    const house = (await housesById(sql, [houseId])).get(houseId)
    if (house?.organisationId !== organisationId) refuse('tourism.house.unknown')
    const names = new Map(house.roomTypes.map((room) => [room.id, room.nameZh]))
    const days = (await houseDays(sql, houseId, from, until)).flatMap(({ roomTypeId, day, said }) =>
      Object.entries(said.plans).map(([plan, { fenByGuests, ...rules }]) => {
        const room = { roomTypeId, roomType: names.get(roomTypeId) ?? '', day, plan, rooms: said.rooms }
        return { ...room, ...rules, fenByGuests: [...fenByGuests] }
      }),
    )
    return form === 'csv' ? { days: [], csv: csvOf(days) } : { days, csv: null }
  },
})

type Row = {
  roomTypeId: string
  roomType: string
  day: string
  plan: string
  rooms: number
  fenByGuests: readonly number[]
  nightsMin: number
  leadDaysMin: number
  noArrival: boolean
  noDeparture: boolean
}

/** One line for each day, plan and number of guests; prices in yuan. What would be a formula to a spreadsheet is text. */
function csvOf(rows: readonly Row[]): string {
  const cell = (value: string | number) => {
    const text = /^[=+\-@\t]/.test(String(value)) ? `'${value}` : String(value)
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const head =
    'room_type_id,room_type,day,plan,guests,price_yuan,rooms,nights_min,lead_days_min,no_arrival,no_departure'
  const lines = rows.flatMap((row) =>
    row.fenByGuests.map((fen, at) =>
      [
        row.roomTypeId,
        row.roomType,
        row.day,
        row.plan,
        at + 1,
        (fen / 100).toFixed(2),
        row.rooms,
        row.nightsMin,
        row.leadDaysMin,
        row.noArrival ? 1 : 0,
        row.noDeparture ? 1 : 0,
      ]
        .map(cell)
        .join(','),
    ),
  )
  return `\uFEFF${[head, ...lines].join('\r\n')}\r\n`
}
