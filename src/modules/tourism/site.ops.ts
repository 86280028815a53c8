import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import type { Instant } from '../../kernel/clock.ts'
import { civilDate } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { COUNTY_ID } from './claim.ts'
import { setLimit } from './counter.sql.ts'
import { placePhotoView } from './photo.ops.ts'
import { photosOf } from './photo.sql.ts'
import { calendarRange, dayLimit, daysOf, located, minuteOfDay, named, NO_LIMIT, told } from './place.ts'
import {
  insertResource,
  insertSite,
  ownResources,
  ownSite,
  ownSites,
  sitesById,
  updateSite,
  writeCountyLimit,
} from './site.sql.ts'
import { keepWalkIns } from './walk-in.sql.ts'

/** What may be said of a site; the village is checked where villages are known. */
export const siteWords = z.object({
  ...told,
  ...located,
  dayLimit: dayLimit.default(NO_LIMIT),
  opensMinute: minuteOfDay.default(8 * 60),
  closesMinute: z
    .int()
    .min(1)
    .max(1440)
    .default(17 * 60),
  /** Places of each day that only the window sells. */
  walkIns: dayLimit.default(0),
  /** From so many percent of the day's limit on, beyond what is kept for the window, only who has booked comes in; null: never. */
  reserveFromPercent: z.int().min(1).max(80).nullable().default(null),
  isOpen: z.boolean().default(true),
})

/**
 * Opens a site or changes it; its day limit holds from today on. Returns how many days have sold more already and keep their limit.
 * Refuses: tourism.site.unknown, tourism.site.hours_crossed, and what `checkWalkIns` refuses.
 */
export async function saveSite(
  tx: Tx,
  organisationId: string,
  siteId: string | undefined,
  words: z.output<typeof siteWords>,
  now: Instant,
): Promise<{ siteId: string; daysOverLimit: number }> {
  if (words.opensMinute >= words.closesMinute) refuse('tourism.site.hours_crossed')
  checkWalkIns(words)
  if (siteId === undefined) return { siteId: await insertSite(tx, organisationId, words), daysOverLimit: 0 }
  const was = (await sitesById(tx, [siteId])).get(siteId)
  if (!(await updateSite(tx, organisationId, siteId, words))) refuse('tourism.site.unknown')
  const today = civilDate(now)
  const daysOverLimit = await setLimit(tx, siteId, today, words.dayLimit)
  // Days with a number of their own keep it until the usual one changes.
  if (was?.walkIns !== words.walkIns) await keepWalkIns(tx, siteId, { today, days: null }, words.walkIns)
  return { siteId, daysOverLimit }
}

/** What is kept for a window, and when one has to book, are shares of a limit. Refuses: tourism.walk_in.above_limit, tourism.walk_in.limit_missing. */
function checkWalkIns({ walkIns, reserveFromPercent, dayLimit: limit }: z.output<typeof siteWords>): void {
  if (walkIns > limit) refuse('tourism.walk_in.above_limit')
  if (limit === NO_LIMIT && (walkIns > 0 || reserveFromPercent !== null)) refuse('tourism.walk_in.limit_missing')
}

export const limitCounty = operation({
  name: 'tourism.county.limit',
  method: 'PUT',
  path: '/tourism/county/limit',
  summary: 'Sets how many visitors the county takes on a day, from today on; days that sold more already keep theirs',
  access: office('service_centre'),
  input: z.object({ dayLimit }),
  output: z.object({ dayLimit, daysOverLimit: z.int() }),
  async run({ tx, now }, input) {
    await writeCountyLimit(tx, input.dayLimit)
    return { ...input, daysOverLimit: await setLimit(tx, COUNTY_ID, civilDate(now), input.dayLimit) }
  },
})

export const addResource = operation({
  name: 'tourism.resource.add',
  method: 'POST',
  path: '/tourism/organisations/{organisationId}/sites/{siteId}/resources',
  summary: 'Adds something of a site that has places: a gate, a boat, a table; counted by slots or by days',
  access: member('seller'),
  input: z.object({ organisationId: id, siteId: id, ...named, isTimed: z.boolean() }),
  output: z.object({ resourceId: id }),
  refusals: ['tourism.site.unknown'],
  async run({ tx }, { organisationId, ...words }) {
    return { resourceId: (await insertResource(tx, organisationId, words)) ?? refuse('tourism.site.unknown') }
  },
})

export const keepForWindow = operation({
  name: 'tourism.walk_in.keep',
  method: 'PUT',
  path: '/tourism/organisations/{organisationId}/sites/{siteId}/walk-ins',
  summary:
    "Keeps so many places of some days for who comes without a booking: only the sight's window sells them. Returns on how many days less than that was left to keep",
  access: member('seller', 'packer'),
  input: z.object({ organisationId: id, siteId: id, ...calendarRange, people: dayLimit }),
  output: z.object({ daysShort: z.int() }),
  refusals: ['tourism.site.unknown', 'tourism.calendar.past', 'tourism.calendar.too_far', 'tourism.calendar.no_days'],
  async run({ tx, now }, { organisationId, siteId, people, ...range }) {
    if (!(await ownSite(tx, organisationId, siteId))) refuse('tourism.site.unknown')
    const days = daysOf(range, now)
    return { daysShort: await keepWalkIns(tx, siteId, { today: civilDate(now), days }, people) }
  },
})

const SITES_MAX = 200

export const listSites = query({
  name: 'tourism.site.list',
  path: '/tourism/organisations/{organisationId}/sites',
  summary: 'Sites of an organisation with their photos and what has places there',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    sites: z.array(
      siteWords.extend({
        id,
        photos: z.array(placePhotoView),
        resources: z.array(z.object({ id, nameZh: z.string(), nameEn: z.string(), isTimed: z.boolean() })),
      }),
    ),
  }),
  async run({ sql }, { organisationId }) {
    const sites = await ownSites(sql, organisationId, SITES_MAX)
    const resources = await ownResources(sql, organisationId)
    const photos = await photosOf(
      sql,
      'site',
      sites.map((site) => site.id),
    )
    return {
      sites: sites.map((site) => ({
        ...site,
        photos: photos.get(site.id) ?? [],
        resources: resources.filter((one) => one.siteId === site.id),
      })),
    }
  },
})
