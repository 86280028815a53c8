import { z } from 'zod'
import { member, office } from '../../kernel/access.ts'
import type { CivilDate } from '../../kernel/clock.ts'
import { addDays, civilDate, daysBetween } from '../../kernel/clock.ts'
import { query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { civilDay, fen, id } from '../../kernel/validation.ts'
import { COUNTY_ID, WHOLE_DAY } from './claim.ts'
import type { CounterRow } from './counter.sql.ts'
import { countersBetween } from './counter.sql.ts'
import { ownHouses } from './house.sql.ts'
import { minuteOfDay } from './place.ts'
import type { DayKind, DayRule, Night } from './price.ts'
import { dayKinds, nightOf } from './price.ts'
import { planView } from './price.ops.ts'
import { countyDays, namedCountyDays, plansOf, rulesBetween } from './price.sql.ts'
import { ownProducts, unitTypes } from './product.sql.ts'
import { ownResources, ownSites, readCountyLimit } from './site.sql.ts'

const OWN_MAX = 200
const DAYS_MAX = 62

const cellView = z.object({
  day: civilDay,
  capacity: z.int(),
  held: z.int(),
  booked: z.int(),
  isClosed: z.boolean(),
  /** Of a sight's day: what its window keeps. */
  windowKeeps: z.int().nullable(),
  /** Of a room's night. */
  night: z
    .object({
      kind: z.enum(dayKinds),
      priceFen: fen,
      nightsMin: z.int(),
      noArrival: z.boolean(),
      noDeparture: z.boolean(),
    })
    .nullable(),
})
const rowView = z.object({
  ownerId: id,
  kind: z.enum(['room_type', 'resource']),
  nameZh: z.string(),
  nameEn: z.string(),
  /** The house or the sight. */
  placeZh: z.string(),
  placeEn: z.string(),
  /** The sight it is at, whose window may keep places. */
  siteId: id.nullable(),
  isTimed: z.boolean(),
  /** When the slot begins, of what is counted by slots. */
  minute: minuteOfDay.nullable(),
  /** Rooms there are, beyond which none can be opened. */
  rooms: z.int().nullable(),
  /** Whose price may be set by the day: kinds of tickets that draw on it. */
  tickets: z.array(z.object({ optionId: id, nameZh: z.string(), nameEn: z.string(), unit: z.enum(unitTypes) })),
  cells: z.array(cellView),
})
type Row = z.input<typeof rowView>

function checkLength(from: CivilDate, until: CivilDate): void {
  const days = daysBetween(from, until) + 1
  if (days < 1 || days > DAYS_MAX) refuse('tourism.calendar.range', { most: DAYS_MAX })
}

const cellOf = (
  counter: CounterRow,
  night: Night | null,
  windowKeeps: number | null = null,
): z.input<typeof cellView> => ({
  day: counter.day,
  capacity: counter.capacity,
  held: counter.held,
  booked: counter.confirmed + counter.redeemed,
  isClosed: counter.isClosed,
  windowKeeps,
  night,
})

export const readBoard = query({
  name: 'tourism.calendar.board',
  path: '/tourism/organisations/{organisationId}/board',
  summary:
    'Every room type and every place of an organisation, day by day: what is open, held, booked, closed and what a night costs',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id, from: civilDay, until: civilDay }),
  output: z.object({ rows: z.array(rowView) }),
  refusals: ['tourism.calendar.range'],
  async run({ sql }, { organisationId, from, until }) {
    checkLength(from, until)
    const [houses, sites, resources, products] = await Promise.all([
      ownHouses(sql, organisationId, OWN_MAX),
      ownSites(sql, organisationId, OWN_MAX),
      ownResources(sql, organisationId),
      ownProducts(sql, organisationId, OWN_MAX),
    ])
    const types = houses.flatMap((house) => house.roomTypes.map((type) => ({ type, house })))
    const ids = types.map(({ type }) => type.id)
    const [counters, rules, overrides] = await Promise.all([
      countersBetween(sql, [...ids, ...resources.map((one) => one.id), ...sites.map((one) => one.id)], from, until),
      rulesBetween(sql, ids, from, until),
      countyDays(sql, from, addDays(until, 1)),
    ])
    const own = Map.groupBy(counters, (counter) => counter.ownerId)
    const nights = { rules, overrides }
    const options = products.flatMap((product) => product.options)
    return {
      rows: [
        ...types.map(({ type, house }) => roomRow(type, house, own.get(type.id) ?? [], nights)),
        ...resources.flatMap((resource) => {
          const site = sites.find((one) => one.id === resource.siteId)
          const tickets = options
            .filter((option) => option.resourceId === resource.id)
            .flatMap(({ id: optionId, nameZh, nameEn, units }) =>
              units.map((unit) => ({ optionId, nameZh, nameEn, unit: unit.type })),
            )
          const days = { own: own.get(resource.id) ?? [], ofSite: own.get(resource.siteId) ?? [] }
          return resourceRows(resource, site ?? resource, days, tickets)
        }),
      ],
    }
  },
})

type Named = { nameZh: string; nameEn: string }

function roomRow(
  type: Named & { id: string; rooms: number; priceFen: number },
  house: Named,
  counters: readonly CounterRow[],
  { rules, overrides }: { rules: ReadonlyMap<string, readonly DayRule[]>; overrides: ReadonlyMap<CivilDate, DayKind> },
): Row {
  const own = rules.get(type.id) ?? []
  return {
    ownerId: type.id,
    kind: 'room_type',
    nameZh: type.nameZh,
    nameEn: type.nameEn,
    placeZh: house.nameZh,
    placeEn: house.nameEn,
    siteId: null,
    isTimed: false,
    minute: null,
    rooms: type.rooms,
    tickets: [],
    cells: counters.map((counter) => cellOf(counter, nightOf(type.priceFen, own, counter.day, overrides))),
  }
}

/** One row for each time at which slots begin; what is counted by days has one, and so has what is not open yet. */
function resourceRows(
  resource: Named & { id: string; siteId: string; isTimed: boolean },
  site: Named,
  { own, ofSite }: { own: readonly CounterRow[]; ofSite: readonly CounterRow[] },
  tickets: Row['tickets'],
): Row[] {
  const keeps = new Map(ofSite.map((one) => [one.day, one.kept]))
  const minutes = [...new Set(own.map((counter) => counter.minute))].sort((a, b) => a - b)
  return (minutes.length === 0 ? [WHOLE_DAY] : minutes).map((minute) => ({
    ownerId: resource.id,
    kind: 'resource',
    nameZh: resource.nameZh,
    nameEn: resource.nameEn,
    placeZh: site.nameZh,
    placeEn: site.nameEn,
    siteId: resource.siteId,
    isTimed: resource.isTimed,
    minute: minute === WHOLE_DAY ? null : minute,
    rooms: null,
    tickets,
    cells: own
      .filter((counter) => counter.minute === minute)
      .map((counter) => cellOf(counter, null, keeps.get(counter.day) ?? null)),
  }))
}

export const listPlans = query({
  name: 'tourism.rate_plan.list',
  path: '/tourism/organisations/{organisationId}/plans',
  summary: 'The ways in which an organisation offers its room types',
  access: member('seller', 'packer', 'bookkeeper'),
  input: z.object({ organisationId: id }),
  output: z.object({
    plans: z.array(planView.extend({ roomTypeId: id, isOpen: z.boolean() })),
  }),
  async run({ sql }, { organisationId }) {
    const houses = await ownHouses(sql, organisationId, OWN_MAX)
    return {
      plans: await plansOf(
        sql,
        houses.flatMap((house) => house.roomTypes.map((type) => type.id)),
      ),
    }
  },
})

const COUNTY_DAYS_AHEAD = 400

export const readCounty = query({
  name: 'tourism.county.read',
  path: '/tourism/county',
  summary:
    'How many visitors the county takes on a day, how many are booked on the days ahead, and the days it named itself',
  access: office('service_centre'),
  input: z.object({ days: z.coerce.number().int().min(1).max(DAYS_MAX).default(31) }),
  output: z.object({
    dayLimit: z.int(),
    ahead: z.array(z.object({ day: civilDay, limit: z.int(), held: z.int(), booked: z.int() })),
    named: z.array(z.object({ day: civilDay, kind: z.enum(dayKinds), nameZh: z.string(), nameEn: z.string() })),
  }),
  async run({ sql, now }, { days }) {
    const today = civilDate(now)
    const [dayLimit, counters, named] = await Promise.all([
      readCountyLimit(sql),
      countersBetween(sql, [COUNTY_ID], today, addDays(today, days - 1)),
      namedCountyDays(sql, today, addDays(today, COUNTY_DAYS_AHEAD)),
    ])
    const ahead = counters.map((one) => ({
      day: one.day,
      limit: one.capacity,
      held: one.held,
      booked: one.confirmed + one.redeemed,
    }))
    return { dayLimit, ahead, named }
  },
})
