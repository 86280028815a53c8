import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { App } from '../../../kernel/app.ts'
import { addDays, addSeconds, civilDate } from '../../../kernel/clock.ts'
import type { CivilDate } from '../../../kernel/clock.ts'
import type { Sql } from '../../../kernel/database.ts'
import { job } from '../../../kernel/jobs.ts'
import { countersBetween, freeOf } from '../counter.sql.ts'
import { housesById } from '../house.sql.ts'
import { countyDays, plansOf, rulesBetween } from '../price.sql.ts'
import type { HouseChannel } from './channel.sql.ts'
import { forgetDaysBefore, noteSent, saidOfHouse, takeDueHouses } from './channel.sql.ts'
import type { RoomChange, StayChannel } from './ports.ts'
import { roomDay } from './state.ts'

/** Platforms take prices so far ahead. */
export const DAYS_TOLD = 365
const AGAIN_SECONDS = 60
const REFUSED_SECONDS = 3_600
const WAIT_MAX_SECONDS = 3_600
const LEASE_SECONDS = 300
const BATCH = 20
const BATCHES_MAX = 20

/**
 * Tells platforms what changed since they were told last, house by house. What was told is kept by day, so that nothing has to be told by whoever changes a price, sells a night or
 * closes one, and a job that ran twice or never makes no difference.
 */
export const tellChannelsJob = job({
  name: 'tourism.tell-channels',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const channels = new Map(app.ports.stayChannels.map((channel) => [channel.name, channel]))
    if (channels.size === 0) return
    const now = app.clock.now()
    await app.database.transact((tx) => forgetDaysBefore(tx, civilDate(now)))
    for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
      const due = await app.database.transact((tx) =>
        takeDueHouses(tx, [...channels.keys()], now, addSeconds(now, LEASE_SECONDS), BATCH),
      )
      for (const house of due) {
        const channel = channels.get(house.channel)
        if (channel !== undefined) await tellHouse(app, channel, house)
      }
      if (due.length < BATCH) return
    }
  },
})

async function tellHouse(app: App, channel: StayChannel, house: HouseChannel): Promise<void> {
  const now = app.clock.now()
  const today = civilDate(now)
  const changes = await app.database.read((sql) => changesOf(sql, house, today))
  const answer =
    changes.length === 0
      ? { kind: 'taken' as const }
      : await channel.push({ houseId: house.houseId, changes, sentAt: now })
  const wait = answer.kind === 'refused' ? REFUSED_SECONDS : AGAIN_SECONDS * 2 ** Math.min(house.failures, 10)
  const nextAt = addSeconds(now, answer.kind === 'taken' ? AGAIN_SECONDS : Math.min(wait, WAIT_MAX_SECONDS))
  const fault = answer.kind === 'taken' ? null : answer.fault
  await app.database.transact((tx) => noteSent(tx, house, changes, { fault, nextAt, now }))
}

/** Days that are now otherwise than the channel was told. Days that were never open are not told at all. */
export async function changesOf(sql: Sql, house: HouseChannel, today: CivilDate): Promise<RoomChange[]> {
  const until = addDays(today, DAYS_TOLD - 1)
  const told = await saidOfHouse(sql, house.houseId, house.channel, today, until)
  const before = new Map(told.map((one) => [keyOf(one), one.said]))
  const now = await houseDays(sql, house.houseId, today, until)
  return now
    .map((change) => (house.isListed ? change : { ...change, said: { ...change.said, rooms: 0 } }))
    .filter((change) => {
      const said = before.get(keyOf(change))
      return said === undefined ? house.isListed : !isDeepStrictEqual(said, change.said)
    })
}

const keyOf = ({ roomTypeId, day }: { roomTypeId: string; day: CivilDate }) => `${roomTypeId} ${day}`

/** Every open day of every room type of a house: rooms left, prices and rules, as guests here would have them. */
export async function houseDays(sql: Sql, houseId: string, from: CivilDate, until: CivilDate): Promise<RoomChange[]> {
  const house = (await housesById(sql, [houseId])).get(houseId)
  if (house === undefined) return []
  const ids = house.roomTypes.map((room) => room.id)
  const plans = await plansOf(sql, ids)
  const rules = await rulesBetween(sql, ids, from, until)
  const overrides = await countyDays(sql, from, addDays(until, 1))
  const counters = await countersBetween(sql, ids, from, until)
  return house.roomTypes.flatMap((room) => {
    const facts = {
      room,
      isOpen: house.isOpen && room.isOpen,
      plans: plans.filter((plan) => plan.roomTypeId === room.id),
      rules: rules.get(room.id) ?? [],
      overrides,
    }
    const own = counters.filter((counter) => counter.ownerId === room.id)
    return own.map((counter) => ({
      roomTypeId: room.id,
      day: counter.day,
      said: roomDay(facts, counter.day, freeOf(counter)),
    }))
  })
}
