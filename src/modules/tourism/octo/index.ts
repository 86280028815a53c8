import { Hono } from 'hono'
import type { Context } from 'hono'
import type { App } from '../../../kernel/app.ts'
import type { CivilDate } from '../../../kernel/clock.ts'
import { addDays, daysBetween } from '../../../kernel/clock.ts'
import type { Sql } from '../../../kernel/database.ts'
import type { ApiBindings } from '../../../kernel/http/api.ts'
import { readJson } from '../../../kernel/http/body.ts'
import { sentence } from '../../../kernel/words.ts'
import type { VisitOffer } from '../offer.sql.ts'
import { slotsBetween } from '../offer.sql.ts'
import { countyDays, rulesBetween } from '../price.sql.ts'
import { hashOfKey } from '../reseller.ops.ts'
import { resellerByKey } from '../reseller.sql.ts'
import { availabilityView, calendarView, readAvailabilityId } from './availability.ts'
import {
  availabilityBody,
  calendarBody,
  cancellationBody,
  confirmationBody,
  extensionBody,
  parseBody,
  reservationBody,
  updateBody,
} from './body.ts'
import type { Desk } from './desk.ts'
import {
  bookingAt,
  bookingsAt,
  cancel,
  confirm,
  extend,
  offerAt,
  productAt,
  productsAt,
  reserve,
  startsOf,
  update,
} from './desk.ts'
import { fail, octoErrorOf } from './error.ts'
import { CAPABILITY, localeOf, productView } from './product.ts'

/** What OCTO tells of a supplier; the county knows its organisations elsewhere. */
export type Supplier = { name: string; email: string | null; telephone: string | null; address: string | null }
export type SupplierOf = (sql: Sql, organisationId: string) => Promise<Supplier>

type C = Context<ApiBindings>
const RANGE_DAYS_MAX = 366

/**
 * The supplier's side of OCTO Core 1.0 (Open Connectivity for Tours, Activities and Attractions) with the capability `octo/pricing`. A reseller's key opens the
 * tickets and experiences of the organisation that gave it; every channel draws on the same counters.
 */
export function octoApi(app: App, supplierOf: SupplierOf): Hono<ApiBindings> {
  const octo = new Hono<ApiBindings>()
  const at = (c: C) => deskOf(app, c)
  const read = <T>(work: (sql: Sql) => Promise<T>) => app.database.read(work)

  octo.use(async (c, next) => {
    await next()
    c.res.headers.set('octo-capabilities', wantsPrices(c) ? CAPABILITY : '')
    // There is no test beside the live county: whoever wants one has a demonstration county's key.
    c.res.headers.set('octo-env', 'live')
    c.res.headers.set('content-language', localeOf(c.get('visit').lang))
  })
  octo.onError((error, c) => {
    const answer = octoErrorOf(error, (code, params) =>
      sentence(app.dictionary, c.get('visit').lang, code, params as Record<string, string | number>),
    )
    if (answer.code === 'INTERNAL_SERVER_ERROR') app.log.error({ err: error, path: c.req.path }, 'octo failed')
    return answer.response()
  })

  octo.get('/capabilities', async (c) => {
    await at(c)
    return c.json([
      {
        id: CAPABILITY,
        revision: 1,
        required: false,
        dependencies: [],
        docs: 'https://docs.octo.travel/capabilities/pricing',
      },
    ])
  })
  octo.get('/supplier', async (c) => {
    const { reseller } = await at(c)
    const { name, ...contact } = await read((sql) => supplierOf(sql, reseller.organisationId))
    const { publicUrl } = app.settings
    return c.json({
      id: reseller.organisationId,
      name,
      endpoint: `${publicUrl}/octo`,
      contact: { website: publicUrl, ...contact },
    })
  })
  octo.get('/products', async (c) => {
    const desk = await at(c)
    return c.json(
      await read(async (sql) => {
        const products = await productsAt(sql, desk)
        const starts = await startsOf(sql, products, desk.now)
        return products.map((product) => productView(product, starts, desk.form))
      }),
    )
  })
  octo.get('/products/:id', async (c) => {
    const desk = await at(c)
    return c.json(
      await read(async (sql) => {
        const product = await productAt(sql, desk, c.req.param('id'))
        return productView(product, await startsOf(sql, [product], desk.now), desk.form)
      }),
    )
  })
  octo.post('/availability', async (c) => {
    const desk = await at(c)
    const body = parseBody(availabilityBody, await readJson(c.req.raw))
    return c.json(await read((sql) => availability(sql, desk, body)))
  })
  octo.post('/availability/calendar', async (c) => {
    const desk = await at(c)
    const body = parseBody(calendarBody, await readJson(c.req.raw))
    return c.json(await read((sql) => calendar(sql, desk, body)))
  })
  octo.route('/', bookings(app, at))
  octo.all('*', () => fail('BAD_REQUEST', {}, 'There is no such endpoint'))
  return octo
}

function bookings(app: App, at: (c: C) => Promise<Desk>): Hono<ApiBindings> {
  const routes = new Hono<ApiBindings>()
  const shown = async (c: C, desk: Desk, uuid: string) =>
    c.json(await app.database.read((sql) => bookingAt(sql, desk, uuid)))

  routes.post('/bookings', async (c) => {
    const desk = await at(c)
    const body = parseBody(reservationBody, await readJson(c.req.raw), 'UNPROCESSABLE_ENTITY')
    return shown(c, desk, await reserve(desk, body))
  })
  routes.get('/bookings', async (c) => {
    const desk = await at(c)
    const found = {
      resellerReference: c.req.query('resellerReference') ?? null,
      supplierReference: c.req.query('supplierReference') ?? null,
    }
    if (found.resellerReference === null && found.supplierReference === null)
      fail('BAD_REQUEST', {}, 'resellerReference or supplierReference is required')
    return c.json(await app.database.read((sql) => bookingsAt(sql, desk, found)))
  })
  routes.get('/bookings/:uuid', async (c) => shown(c, await at(c), c.req.param('uuid')))
  routes.patch('/bookings/:uuid', async (c) => {
    const desk = await at(c)
    await update(desk, c.req.param('uuid'), parseBody(updateBody, await readJson(c.req.raw)))
    return shown(c, desk, c.req.param('uuid'))
  })
  routes.post('/bookings/:uuid/extend', async (c) => {
    const desk = await at(c)
    const { expirationMinutes } = parseBody(extensionBody, await readJson(c.req.raw))
    await extend(desk, c.req.param('uuid'), expirationMinutes)
    return shown(c, desk, c.req.param('uuid'))
  })
  routes.post('/bookings/:uuid/confirm', async (c) => {
    const desk = await at(c)
    await confirm(desk, c.req.param('uuid'), parseBody(confirmationBody, await readJson(c.req.raw)))
    return shown(c, desk, c.req.param('uuid'))
  })
  const cancelling = async (c: C) => {
    const desk = await at(c)
    const uuid = c.req.param('uuid') ?? ''
    await cancel(desk, uuid, parseBody(cancellationBody, await readJson(c.req.raw)))
    return shown(c, desk, uuid)
  }
  routes.post('/bookings/:uuid/cancel', cancelling)
  routes.delete('/bookings/:uuid', cancelling)
  return routes
}

const wantsPrices = (c: C) =>
  (c.req.header('octo-capabilities') ?? '').split(',').some((one) => one.trim() === CAPABILITY)

async function deskOf(app: App, c: C): Promise<Desk> {
  const key = c.req.header('authorization')?.match(/^bearer +(\S+)$/i)?.[1]
  if (key === undefined) fail('UNAUTHORIZED')
  const reseller = (await app.database.read((sql) => resellerByKey(sql, hashOfKey(key)))) ?? fail('FORBIDDEN')
  const { lang } = c.get('visit')
  const form = { priced: wantsPrices(c), lang, commissionRate: reseller.commissionRate }
  return { app, reseller, form, now: app.clock.now() }
}

type Ranged = ReturnType<typeof parseBody<typeof availabilityBody>>

/** The days a question is about. OCTO allows one way of asking at a time. */
function rangeOf(offer: VisitOffer, body: Ranged): { from: CivilDate; until: CivilDate } {
  const { localDate, localDateStart, localDateEnd, availabilityIds } = body
  const given = (value: unknown) => value !== null && value !== undefined
  const ways = [given(localDate), given(localDateStart) || given(localDateEnd), given(availabilityIds)]
  if (ways.filter(Boolean).length !== 1)
    fail('BAD_REQUEST', {}, 'Ask by localDate, by localDateStart and localDateEnd, or by availabilityIds')
  if (availabilityIds) {
    const days = availabilityIds.flatMap((id) => readAvailabilityId(id, offer.isTimed)?.day ?? []).toSorted()
    const [first, last] = [days[0], days.at(-1)]
    return { from: first ?? '2000-01-01', until: last ?? '2000-01-01' }
  }
  if (localDate) return { from: localDate, until: localDate }
  if (!localDateStart || !localDateEnd) return fail('BAD_REQUEST', {}, 'localDateStart and localDateEnd go together')
  return checkedRange(localDateStart, localDateEnd)
}

function checkedRange(from: CivilDate, until: CivilDate) {
  const days = daysBetween(from, until) + 1
  if (days < 1 || days > RANGE_DAYS_MAX) fail('BAD_REQUEST', {}, `Ask for 1 to ${RANGE_DAYS_MAX} days`)
  return { from, until }
}

function checkUnits({ units }: VisitOffer, wanted: Ranged['units']): void {
  const unknown = wanted?.find(({ id }) => !units.some((unit) => unit.type === id))
  if (unknown !== undefined) fail('INVALID_UNIT_ID', { unitId: unknown.id })
}

async function loaded(sql: Sql, offer: VisitOffer, { from, until }: { from: CivilDate; until: CivilDate }) {
  const [slots, rules, overrides] = await Promise.all([
    slotsBetween(sql, offer, from, until),
    rulesBetween(sql, [offer.optionId], from, until),
    countyDays(sql, from, until),
  ])
  return { slots, rules: { rules: rules.get(offer.optionId) ?? [], overrides } }
}

async function availability(sql: Sql, desk: Desk, body: Ranged) {
  const offer = await offerAt(sql, desk, body)
  checkUnits(offer, body.units)
  const { slots, rules } = await loaded(sql, offer, rangeOf(offer, body))
  const views = slots.map((slot) => availabilityView(offer, slot, body.units ?? [], rules, desk.form, desk.now))
  const { availabilityIds } = body
  return availabilityIds ? views.filter((view) => availabilityIds.includes(view.id)) : views
}

async function calendar(sql: Sql, desk: Desk, body: ReturnType<typeof parseBody<typeof calendarBody>>) {
  const offer = await offerAt(sql, desk, body)
  checkUnits(offer, body.units)
  const { from, until } = checkedRange(body.localDateStart, body.localDateEnd)
  const { slots, rules } = await loaded(sql, offer, { from, until })
  const byDay = Map.groupBy(slots, (slot) => slot.day)
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, i) => addDays(from, i))
  return days.map((day) => calendarView(offer, day, byDay.get(day) ?? [], body.units ?? [], rules, desk.form, desk.now))
}
