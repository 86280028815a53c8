import { z } from 'zod'
import { anyone, member } from '../../kernel/access.ts'
import { addDays, civilDate, startOfDay } from '../../kernel/clock.ts'
import { job } from '../../kernel/jobs.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { COUNTY_ID, WHOLE_DAY } from './claim.ts'
import { countersBetween } from './counter.sql.ts'
import { crowdLevels, kilometresBetween, levelOf, quieterThan } from './crowd.ts'
import type { CrowdRow } from './crowd.sql.ts'
import { crowdedSites, newAlerts } from './crowd.sql.ts'
import { minuteOfDay, NO_LIMIT } from './place.ts'
import { ownResources } from './site.sql.ts'
import { walkInOf, walkInWays } from './walk-in.ts'

const crowdView = z.object({
  siteId: id,
  organisationId: id,
  nameZh: z.string(),
  nameEn: z.string(),
  villageCode: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  opensMinute: minuteOfDay,
  closesMinute: z.int(),
  /** Null where the site has no limit. */
  capacity: z.int().nullable(),
  taken: z.int(),
  entered: z.int(),
  /** Of what is left, for the window alone. */
  kept: z.int(),
  /** How one comes in without a booking; null where the site has no rule for it. */
  walkIn: z.enum(walkInWays).nullable(),
  level: z.enum(crowdLevels),
})
const limited = (row: { capacity: number; taken: number }) => (levelOf(row) === 'free' ? null : row.capacity)

const viewOf = (row: CrowdRow) => ({ ...row, capacity: limited(row), level: levelOf(row), walkIn: walkInOf(row) })
const SITES_MAX = 300

export const readCrowds = query({
  name: 'tourism.crowd.read',
  path: '/tourism/crowds/{day}',
  summary: 'How full each site and the county are on a day, against their limits, and how many have come',
  access: anyone,
  input: z.object({ day: civilDay }),
  output: z.object({
    county: z.object({
      capacity: z.int().nullable(),
      taken: z.int(),
      entered: z.int(),
      level: z.enum(crowdLevels),
    }),
    sites: z.array(crowdView),
  }),
  async run({ sql }, { day }) {
    const [county] = await countersBetween(sql, [COUNTY_ID], day, day)
    const counted = county ?? { capacity: NO_LIMIT, held: 0, confirmed: 0, redeemed: 0 }
    const all = { capacity: counted.capacity, taken: counted.held + counted.confirmed + counted.redeemed }
    return {
      county: { ...all, capacity: limited(all), entered: counted.redeemed, level: levelOf(all) },
      sites: (await crowdedSites(sql, day, SITES_MAX)).map(viewOf),
    }
  },
})

export const findQuieter = query({
  name: 'tourism.crowd.quieter',
  path: '/tourism/sites/{siteId}/quieter',
  summary:
    'Where a party that finds a site full today, or on a day to come, can go instead: quiet sites that have room and time for it, each with a reason to go',
  access: anyone,
  input: z.object({
    siteId: id,
    day: civilDay.optional(),
    people: z.coerce.number().int().min(1).max(1000).default(2),
  }),
  output: z.object({
    here: crowdView,
    quieter: z.array(
      crowdView.extend({
        /** Its ticket at the lowest price, where it sells one. */
        productId: id.nullable(),
        aboutZh: z.string(),
        aboutEn: z.string(),
        fromFen: fen.nullable(),
        kilometres: z.number().nullable(),
        /** Null where it has no limit. */
        free: z.int().nullable(),
      }),
    ),
  }),
  refusals: ['tourism.site.unknown', 'tourism.calendar.past'],
  async run({ sql, now }, { siteId, day: asked, people }) {
    const today = civilDate(now)
    const day = asked ?? today
    if (day < today) refuse('tourism.calendar.past', { date: day })
    const rows = await crowdedSites(sql, day, SITES_MAX)
    const here = rows.find((row) => row.siteId === siteId) ?? refuse('tourism.site.unknown')
    const minute = Math.max(0, Math.floor((now.getTime() - startOfDay(day).getTime()) / 60_000))
    return {
      here: viewOf(here),
      quieter: quieterThan(here, rows, people, minute).map((row) => ({
        ...viewOf(row),
        kilometres: kilometresBetween(here, row),
        free: limited(row) === null ? null : row.capacity - row.taken - row.kept,
      })),
    }
  },
})

export const readSlots = query({
  name: 'tourism.crowd.slots',
  path: '/tourism/organisations/{organisationId}/days/{day}/slots',
  summary: "An organisation's slots and days on a day: what is held, booked, come and left of each",
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, day: civilDay }),
  output: z.object({
    slots: z.array(
      z.object({
        resourceId: id,
        siteId: id,
        nameZh: z.string(),
        nameEn: z.string(),
        minute: minuteOfDay.nullable(),
        capacity: z.int(),
        held: z.int(),
        confirmed: z.int(),
        redeemed: z.int(),
        isClosed: z.boolean(),
      }),
    ),
  }),
  async run({ sql }, { organisationId, day }) {
    const resources = await ownResources(sql, organisationId)
    const rows = await countersBetween(
      sql,
      resources.map((one) => one.id),
      day,
      day,
    )
    const slots = rows.flatMap((row) => {
      const resource = resources.find((one) => one.id === row.ownerId)
      if (resource === undefined) return []
      const { siteId, nameZh, nameEn } = resource
      return [
        {
          ...row,
          resourceId: row.ownerId,
          siteId,
          nameZh,
          nameEn,
          minute: row.minute === WHOLE_DAY ? null : row.minute,
        },
      ]
    })
    return { slots: slots.toSorted((a, b) => (a.minute ?? -1) - (b.minute ?? -1)) }
  },
})

const WATCHED_DAYS = 60

/** Says once that a site or the county comes near its limit on a day, and once that it reached it. */
export const watchCrowdsJob = job({
  name: 'tourism.watch-crowds',
  payload: z.unknown(),
  every: '* * * * *',
  async run(app) {
    const now = app.clock.now()
    const today = civilDate(now)
    await app.database.transact(async (tx) => {
      for (const alert of await newAlerts(tx, today, addDays(today, WATCHED_DAYS), now))
        tx.effects.publish({
          name: `tourism.crowd.${alert.level}`,
          subject: alert.ownerId,
          data: { ownerId: alert.ownerId, day: alert.day },
        })
    })
  },
})
