import { beforeAll, describe, expect, test } from 'vitest'
import { castOf } from '../../../../tests/harness/cast.ts'
import { openTestDatabase } from '../../../../tests/harness/database.ts'
import { noWeb } from '../../../../tests/harness/trade.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { siteOf } from '../../../server/site.ts'
import { saveSight } from '../../../workflows/keep-sights.ts'
import { villages } from '../../people/index.ts'
import { holdVisit } from '../booking.ops.ts'
import { openSlots } from '../calendar.ops.ts'
import { countersOutOfStep } from '../counter.sql.ts'
import { saveProduct } from '../product.ops.ts'
import { addReseller, closeReseller, listResellers, renewResellerKey } from '../reseller.ops.ts'
import { addResource } from '../site.ops.ts'
import { stateEntryRule } from '../visitor.ops.ts'
import { readAvailabilityId } from './availability.ts'
import { resellerAt } from './reseller.fake.ts'
import type { Json } from './reseller.fake.ts'
import { shapes } from './shapes.fake.ts'

const county = await openTestDatabase()
const { actors, organisationId, otherOrganisationId } = await castOf(county)
const owner = actors.owner as Actor
const site = siteOf({ county, migrations: [], web: noWeb })

const FROM = '2026-04-19'
const UNTIL = '2026-05-18'
const SOLD_OUT = '2026-04-25'
let key = ''
let product = { productId: '', optionId: '' }
let raft = { productId: '', optionId: '' }

beforeAll(async () => {
  const words = { nameZh: '神龙谷', nameEn: 'Shenlong Valley', villageCode: villages()[0]?.code ?? '' }
  const { siteId } = await county.act(owner, saveSight, { organisationId, ...words })
  const sell = async (isTimed: boolean) => {
    const names = { nameZh: isTimed ? '竹筏' : '门票', nameEn: isTimed ? 'Raft' : 'Ticket' }
    const { resourceId } = await county.act(owner, addResource, { organisationId, siteId, ...names, isTimed })
    const minutes = isTimed ? [540, 840] : []
    const open = { organisationId, resourceId, minutes }
    await county.act(owner, openSlots, { ...open, from: FROM, until: UNTIL, capacity: 40 })
    await county.act(owner, openSlots, { ...open, from: SOLD_OUT, until: SOLD_OUT, capacity: 0 })
    const units = [
      { type: 'adult' as const, priceFen: 8_000 },
      { type: 'child' as const, priceFen: 4_000, ageMax: 14 },
    ]
    const option = { ...names, resourceId, durationMinutes: 90, partyMax: 5, units }
    const kind = isTimed ? ('experience' as const) : ('ticket' as const)
    const saved = await county.act(owner, saveProduct, { organisationId, siteId, kind, ...names, options: [option] })
    return { productId: saved.productId, optionId: saved.optionIds[0] ?? '' }
  }
  product = await sell(false)
  raft = await sell(true)
  key = (await county.act(owner, addReseller, { organisationId, name: '示范分销', commissionRate: '0.1' })).key
})

const ask = resellerAt(site, () => key)
const items = (count: number, unitId = 'adult') => Array.from({ length: count }, () => ({ unitId }))
const reservation = (given: object = {}) => ({ ...raft, availabilityId: at(540), unitItems: items(2), ...given })
const at = (minute: number, day = '2026-05-02') =>
  `${day}T${String(Math.floor(minute / 60)).padStart(2, '0')}:00:00+08:00`
const reserve = async (given: object = {}) => {
  const { status, data } = await ask('POST', '/bookings', reservation(given))
  expect(status).toBe(200)
  return booking(data)
}
const contact = { firstName: '三', lastName: '张', fullName: '张三', emailAddress: 'guest@county.test', notes: '靠窗' }

/** Everything the scenarios of the official validator look at in a booking. */
function booking(data: Json) {
  shapes.booking.parse(data)
  return data as Json & { uuid: string; unitItems: Json[]; utcExpiresAt: string; supplierReference: string }
}
const error = async (asked: Promise<{ status: number; data: Json }>, code: string, named?: string) => {
  const { status, data } = await asked
  expect([status, data.error]).toEqual([400, code])
  expect(data.errorMessage).toMatch(/./)
  if (named !== undefined) expect(typeof data[named]).toBe('string')
  return data.error
}

describe('who asks', () => {
  test('a key is needed, and one that was ended is no key', async () => {
    const none = await ask('GET', '/products', undefined, { authorization: '' })
    expect([none.status, none.data.error]).toEqual([401, 'UNAUTHORIZED'])
    const wrong = await ask('GET', '/products', undefined, { authorization: 'Bearer octo_wrong' })
    expect([wrong.status, wrong.data.error]).toEqual([403, 'FORBIDDEN'])
    const ended = await county.act(owner, addReseller, { organisationId, name: '停用' })
    await county.act(owner, closeReseller, { organisationId, resellerId: ended.resellerId })
    expect((await ask('GET', '/supplier', undefined, { authorization: `Bearer ${ended.key}` })).status).toBe(403)
    // A new key starts the reseller again; the old one stays dead.
    const { resellerId } = ended
    const renewed = await county.act(owner, renewResellerKey, { organisationId, resellerId })
    const asks = ({ key: one }: { key: string }) =>
      ask('GET', '/supplier', undefined, { authorization: `Bearer ${one}` })
    expect([(await asks(renewed)).status, (await asks(ended)).status]).toEqual([200, 403])
    const other = actors['owner of another'] as Actor
    await expect(
      county.act(other, renewResellerKey, { organisationId: otherOrganisationId, resellerId }),
    ).rejects.toMatchObject({ code: 'tourism.reseller.unknown' })
    const { resellers } = await county.act(owner, listResellers, { organisationId })
    expect(resellers.find((one) => one.id === resellerId)).toMatchObject({ endedAt: null, bookings: 0, soldFen: 0 })
  })
  test('sees only what the supplier that gave the key sells, and only its own bookings', async () => {
    const made = await reserve()
    const other = actors['owner of another'] as Actor
    const theirs = await county.act(other, addReseller, { organisationId: otherOrganisationId, name: '别家' })
    const headers = { authorization: `Bearer ${theirs.key}` }
    expect((await ask('GET', '/products', undefined, headers)).data).toEqual([])
    await error(ask('GET', `/bookings/${made.uuid}`, undefined, headers), 'INVALID_BOOKING_UUID', 'uuid')
    await error(ask('POST', `/bookings/${made.uuid}/cancel`, {}, headers), 'INVALID_BOOKING_UUID', 'uuid')
  })
})

describe('supplier and products', () => {
  test('have the shape of OCTO Core with prices', async () => {
    const capabilities = await ask('GET', '/capabilities')
    shapes.capability.parse(capabilities.data[0])
    expect(capabilities.headers.get('octo-capabilities')).toBe('octo/pricing')
    shapes.supplier.parse((await ask('GET', '/supplier')).data)
    const { data } = await ask('GET', '/products')
    // Made in the same moment of a clock moved by hand, they have no order of their own.
    const products = (data as unknown as Json[]).toSorted((one, two) =>
      String(one.availabilityType).localeCompare(String(two.availabilityType)),
    )
    expect(products.map((one) => one.availabilityType)).toEqual(['OPENING_HOURS', 'START_TIME'])
    for (const one of products) shapes.product.parse(one)
    const options = products.flatMap((one) => one.options as Json[])
    expect(options.map((one) => one.availabilityLocalStartTimes)).toEqual([[], ['09:00', '14:00']])
    shapes.product.parse((await ask('GET', `/products/${raft.productId}`)).data)
    const plain = await ask('GET', `/products/${raft.productId}`, undefined, { 'octo-capabilities': '' })
    expect(plain.data.pricingPer).toBeUndefined()
  })
  test('an unknown product is INVALID_PRODUCT_ID', async () => {
    expect(await error(ask('GET', '/products/x'), 'INVALID_PRODUCT_ID', 'productId')).toBe('INVALID_PRODUCT_ID')
    await error(ask('GET', `/products/${crypto.randomUUID()}`), 'INVALID_PRODUCT_ID', 'productId')
  })
})

describe('headers', () => {
  test('tell what an answer was made with: its capabilities, its language, and that everything here is live', async () => {
    const told = async (headers: Record<string, string>) => {
      const answer = await ask('GET', '/products', undefined, headers)
      return ['octo-capabilities', 'octo-env', 'content-language'].map((name) => answer.headers.get(name))
    }
    expect(await told({ 'accept-language': 'en' })).toEqual(['octo/pricing', 'live', 'en'])
    // What it does not know it does not use; what is not asked for is not given; a reseller's test is no test here.
    const others = { 'octo-capabilities': 'octo/content, octo/pickups', 'octo-env': 'test', 'accept-language': 'zh' }
    expect(await told(others)).toEqual(['', 'live', 'zh-CN'])
    expect(await told({ 'octo-capabilities': 'octo/content,octo/pricing' })).toEqual(['octo/pricing', 'live', 'zh-CN'])
    const wrong = await ask('GET', '/products/x', undefined, { 'octo-capabilities': '' })
    expect([wrong.headers.get('octo-env'), wrong.headers.get('content-type')]).toEqual(['live', 'application/json'])
  })
})

describe('availability', () => {
  const asked = () => ({ ...raft, localDateStart: FROM, localDateEnd: UNTIL })
  test('of a range, a day, and by id, with sold-out slots among them', async () => {
    const all = (await ask('POST', '/availability', asked())).data as unknown as Json[]
    expect(all).toHaveLength(60)
    for (const one of all) shapes.availability.parse(one)
    expect(all.filter((one) => one.status === 'SOLD_OUT').map((one) => one.available)).toEqual([false, false])
    const { localDateStart: _from, localDateEnd: _until, ...which } = asked()
    const day = await ask('POST', '/availability', { ...which, localDate: '2026-05-02' })
    expect((day.data as unknown as Json[]).map((one) => one.id)).toEqual([at(540), at(840)])
    const one = await ask('POST', '/availability', { ...which, availabilityIds: [at(840)] })
    expect((one.data as unknown as Json[]).map((slot) => slot.localDateTimeEnd)).toEqual(['2026-05-02T15:30:00+08:00'])
    const units = [{ id: 'adult', quantity: 41 }]
    const many = await ask('POST', '/availability', { ...which, availabilityIds: [at(840)], units })
    expect(many.data[0]).toMatchObject({ available: false, pricing: { retail: 41 * 8_000, net: 41 * 7_200 } })
  })
  test('of a day pass is all day with opening hours', async () => {
    const { data } = await ask('POST', '/availability', { ...product, localDate: '2026-05-02' })
    shapes.availability.parse(data[0])
    expect(data[0]).toMatchObject({ id: '2026-05-02', allDay: true, openingHours: [{ from: '08:00', to: '17:00' }] })
  })
  test('a calendar has a line for each day', async () => {
    const { data } = await ask('POST', '/availability/calendar', { ...asked(), localDateEnd: '2026-05-20' })
    const lines = data as unknown as Json[]
    expect(lines).toHaveLength(32)
    for (const one of lines) shapes.calendarDay.parse(one)
    expect(lines.find((one) => one.localDate === SOLD_OUT)).toMatchObject({ status: 'SOLD_OUT', available: false })
    expect(lines.at(-1)).toMatchObject({ status: 'CLOSED', available: false, vacancies: 0 })
  })
  test('what is asked wrongly is told by its code', async () => {
    const unknown = ask('POST', '/availability', { ...asked(), productId: 'x' })
    expect(await error(unknown, 'INVALID_PRODUCT_ID', 'productId')).toBe('INVALID_PRODUCT_ID')
    await error(ask('POST', '/availability', { ...asked(), optionId: 'x' }), 'INVALID_OPTION_ID', 'optionId')
    await error(ask('POST', '/availability', { ...asked(), localDate: FROM, availabilityIds: ['a'] }), 'BAD_REQUEST')
    await error(ask('POST', '/availability', { ...raft }), 'BAD_REQUEST')
    await error(ask('POST', '/availability/calendar', { ...raft, localDateEnd: UNTIL }), 'BAD_REQUEST')
    const calendar = (given: object) => ask('POST', '/availability/calendar', { ...asked(), ...given })
    await error(calendar({ productId: 'x' }), 'INVALID_PRODUCT_ID', 'productId')
    await error(calendar({ optionId: 'x' }), 'INVALID_OPTION_ID', 'optionId')
    await error(calendar({ localDateEnd: '2026-04-01' }), 'BAD_REQUEST')
    await error(calendar({ localDateEnd: '9999-12-31' }), 'BAD_REQUEST')
    const units = [{ id: 'elephant', quantity: 1 }]
    await error(ask('POST', '/availability', { ...asked(), units }), 'INVALID_UNIT_ID', 'unitId')
    await error(calendar({ units }), 'INVALID_UNIT_ID', 'unitId')
    await error(ask('POST', '/availability', { ...asked(), units: [{ id: 'adult', quantity: -1 }] }), 'BAD_REQUEST')
    await error(ask('POST', '/availability', { ...raft, localDate: '2026-02-30' }), 'BAD_REQUEST')
    const foreign = { ...raft, availabilityIds: ['2026-05-02T09:00:00+09:00', 'anything'] }
    expect((await ask('POST', '/availability', foreign)).data).toEqual([])
  })
  test('ids are those it made itself', () => {
    expect(readAvailabilityId('2026-05-02', false)).toEqual({ day: '2026-05-02', minute: -1 })
    for (const id of ['2026-02-30', '2026-05-02T25:00:00+08:00', '2026-05-02T09:00:00+09:00', 'invalidAvailabilityId'])
      for (const isTimed of [true, false]) expect(readAvailabilityId(id, isTimed)).toBeNull()
  })
})

describe('reserving', () => {
  test('holds places with a ticket for each unit and the price', async () => {
    const made = await reserve({ notes: 'Test Note', resellerReference: 'R-1' })
    expect(made).toMatchObject({ status: 'ON_HOLD', notes: 'Test Note', availabilityId: at(540), utcConfirmedAt: null })
    expect(made).toMatchObject({ pricing: { retail: 16_000, net: 14_400, currency: 'CNY', currencyPrecision: 2 } })
    expect(new Set(made.unitItems.map((one) => one.uuid)).size).toBe(2)
  })
  test('the same uuid twice is one booking', async () => {
    const uuid = crypto.randomUUID()
    const [first, second] = [await reserve({ uuid }), await reserve({ uuid })]
    expect([first.uuid, second.supplierReference]).toEqual([uuid, first.supplierReference])
  })
  test('an id written in capitals is the same id, and a ticket has an id of its own', async () => {
    const [uuid, ticket] = [crypto.randomUUID(), crypto.randomUUID()]
    const unitItems = [{ unitId: 'adult', uuid: ticket.toUpperCase() }]
    const made = await reserve({ uuid: uuid.toUpperCase(), unitItems })
    expect([made.uuid, made.unitItems[0]?.uuid]).toEqual([uuid, ticket])
    expect((await ask('GET', `/bookings/${uuid.toUpperCase()}`)).data.uuid).toBe(uuid)
    const twice = [{ unitId: 'adult', uuid: ticket }]
    await error(ask('POST', '/bookings', reservation({ unitItems: twice })), 'UNPROCESSABLE_ENTITY')
    const same = [twice[0], twice[0]]
    await error(ask('PATCH', `/bookings/${uuid}`, { unitItems: same }), 'UNPROCESSABLE_ENTITY')
    const other = await reserve()
    await error(ask('PATCH', `/bookings/${other.uuid}`, { unitItems: twice }), 'UNPROCESSABLE_ENTITY')
    expect((await ask('GET', `/bookings/${other.uuid}`)).data.unitItems).toHaveLength(2)
    expect((await reserve({ uuid })).supplierReference).toBe(made.supplierReference)
  })
  test('an id that another reseller used is refused, and nothing of theirs is shown', async () => {
    const { uuid } = await reserve()
    const other = await county.act(owner, addReseller, { organisationId, name: '别的分销商' })
    const headers = { authorization: `Bearer ${other.key}` }
    await error(ask('POST', '/bookings', reservation({ uuid }), headers), 'UNPROCESSABLE_ENTITY')
    await error(ask('PATCH', `/bookings/${uuid}`, { notes: 'N' }, headers), 'INVALID_BOOKING_UUID', 'uuid')
    await error(ask('POST', `/bookings/${uuid}/extend`, {}, headers), 'INVALID_BOOKING_UUID', 'uuid')
    await error(ask('POST', `/bookings/${uuid}/confirm`, {}, headers), 'INVALID_BOOKING_UUID', 'uuid')
    expect((await ask('GET', `/bookings/${uuid}`)).data).toMatchObject({ status: 'ON_HOLD', notes: null })
  })
  test('what cannot be reserved is told by its code', async () => {
    const tries = [
      [{ productId: 'invalidProductId' }, 'INVALID_PRODUCT_ID', 'productId'],
      [{ optionId: 'invalidOptionId' }, 'INVALID_OPTION_ID', 'optionId'],
      [{ availabilityId: 'invalidAvailabilityId' }, 'INVALID_AVAILABILITY_ID', 'availabilityId'],
      [{ unitItems: items(1, 'invalidUnitId') }, 'INVALID_UNIT_ID', 'unitId'],
      [{ unitItems: [] }, 'UNPROCESSABLE_ENTITY', undefined],
      [{ unitItems: undefined }, 'UNPROCESSABLE_ENTITY', undefined],
      [{ availabilityId: at(540, SOLD_OUT) }, 'UNPROCESSABLE_ENTITY', undefined],
      [{ unitItems: items(6) }, 'UNPROCESSABLE_ENTITY', undefined],
      [{ availabilityId: at(540, '2026-04-17') }, 'UNPROCESSABLE_ENTITY', undefined],
    ] as const
    for (const [given, code, named] of tries)
      expect(await error(ask('POST', '/bookings', reservation(given)), code, named)).toBe(code)
  })
  test('is extended, and expires by itself', async () => {
    const made = await reserve()
    const { data } = await ask('POST', `/bookings/${made.uuid}/extend`, { expirationMinutes: 31 })
    expect(booking(data).utcExpiresAt > made.utcExpiresAt).toBe(true)
    await error(ask('POST', '/bookings/invalidUUID/extend', { expirationMinutes: 31 }), 'INVALID_BOOKING_UUID', 'uuid')
    county.clock.advance(32 * 60)
    expect((await ask('GET', `/bookings/${made.uuid}`)).data.status).toBe('EXPIRED')
    await error(ask('POST', `/bookings/${made.uuid}/confirm`, { contact }), 'UNPROCESSABLE_ENTITY')
    county.clock.advance(-32 * 60)
  })
})

describe('confirming, changing, cancelling', () => {
  test('confirms with a contact, a reference and other units', async () => {
    const made = await reserve()
    const body = { contact, resellerReference: 'R-2', unitItems: items(3) }
    const done = booking((await ask('POST', `/bookings/${made.uuid}/confirm`, body)).data)
    expect(done).toMatchObject({ status: 'CONFIRMED', resellerReference: 'R-2', contact, utcExpiresAt: null })
    expect(done.unitItems).toHaveLength(3)
    expect(done.unitItems[0]?.ticket).toMatchObject({ deliveryOptions: [{ deliveryFormat: 'QRCODE' }] })
    expect((await ask('POST', `/bookings/${made.uuid}/confirm`, body)).data.status).toBe('CONFIRMED')
    const wrong = await reserve()
    await error(
      ask('POST', `/bookings/${wrong.uuid}/confirm`, { contact, unitItems: items(2, 'invalidUnitId') }),
      'INVALID_UNIT_ID',
      'unitId',
    )
    await error(ask('POST', '/bookings/invalidUUID/confirm', { contact }), 'INVALID_BOOKING_UUID', 'uuid')
  })
  test('confirms nobody without a name where the sight asks who comes, and says so of its units', async () => {
    const rule = { organisationId, ownerId: raft.productId, needsNames: true }
    await county.act(owner, stateEntryRule, rule)
    const { data } = await ask('GET', `/products/${raft.productId}`)
    const [option] = data.options as { units: Json[] }[]
    expect(option?.units[0]).toMatchObject({
      requiredContactFields: ['firstName', 'lastName'],
      restrictions: { idRequired: true },
    })
    const made = await reserve()
    const confirm = (unitItems?: object[]) => ask('POST', `/bookings/${made.uuid}/confirm`, { contact, unitItems })
    const named = (...names: object[]) => names.map((one) => ({ unitId: 'adult', contact: one }))
    await error(confirm(), 'UNPROCESSABLE_ENTITY')
    await error(confirm(named(contact, { firstName: ' ' })), 'UNPROCESSABLE_ENTITY')
    expect((await ask('GET', `/bookings/${made.uuid}`)).data.status).toBe('ON_HOLD')
    const done = booking((await confirm(named(contact, { firstName: '四', lastName: '李' }))).data)
    expect(done).toMatchObject({ status: 'CONFIRMED', unitItems: [{ contact }, { contact: { lastName: '李' } }] })
    await county.act(owner, stateEntryRule, { ...rule, needsNames: false })
    const free = await reserve()
    expect((await ask('POST', `/bookings/${free.uuid}/confirm`, { contact })).data.status).toBe('CONFIRMED')
  })
  test('changes date, units, product and words; places follow', async () => {
    const made = await reserve()
    const change = async (body: object) => booking((await ask('PATCH', `/bookings/${made.uuid}`, body)).data)
    expect(await change({ availabilityId: at(840) })).toMatchObject({ availabilityId: at(840), status: 'ON_HOLD' })
    expect((await change({ unitItems: items(4) })).unitItems).toHaveLength(4)
    expect(await change({ contact, notes: 'N' })).toMatchObject({ contact, notes: 'N', availabilityId: at(840) })
    const moved = await change({ ...product, availabilityId: '2026-05-02', unitItems: items(1) })
    expect(moved).toMatchObject({ ...product, availabilityId: '2026-05-02', availability: { allDay: true } })
    await error(ask('PATCH', `/bookings/${made.uuid}`, { availabilityId: SOLD_OUT }), 'UNPROCESSABLE_ENTITY')
    expect((await ask('GET', `/bookings/${made.uuid}`)).data.availabilityId).toBe('2026-05-02')
    await error(ask('PATCH', '/bookings/invalidUUID', {}), 'INVALID_BOOKING_UUID', 'uuid')
  })
  test('cancels a hold and a booking, by POST and by DELETE, once', async () => {
    const held = await reserve()
    const gone = booking((await ask('POST', `/bookings/${held.uuid}/cancel`, { reason: 'Reason' })).data)
    expect(gone).toMatchObject({
      status: 'CANCELLED',
      cancellation: { refund: 'FULL', reason: 'Reason' },
      utcExpiresAt: null,
    })
    const made = await reserve()
    await ask('POST', `/bookings/${made.uuid}/confirm`, { contact })
    const ended = booking((await ask('DELETE', `/bookings/${made.uuid}`, { reason: null })).data)
    expect(ended).toMatchObject({ status: 'CANCELLED', cancellable: false, cancellation: { refund: 'FULL' } })
    await error(ask('POST', '/bookings/invalidUUID/cancel', {}), 'INVALID_BOOKING_UUID', 'uuid')
  })
  test('what has ended is neither extended, changed nor confirmed, and is cancelled once', async () => {
    const made = await reserve()
    const path = `/bookings/${made.uuid}`
    const first = (await ask('DELETE', path)).data
    expect(first).toMatchObject({ status: 'CANCELLED', cancellation: { refund: 'FULL', reason: null } })
    await error(ask('POST', `${path}/extend`, { expirationMinutes: 30 }), 'UNPROCESSABLE_ENTITY')
    await error(ask('PATCH', path, { notes: 'N' }), 'UNPROCESSABLE_ENTITY')
    await error(ask('POST', `${path}/confirm`, { contact }), 'UNPROCESSABLE_ENTITY')
    expect((await ask('POST', `${path}/cancel`, { reason: 'again' })).data).toEqual(first)
    const confirmed = await reserve()
    const done = `/bookings/${confirmed.uuid}`
    await ask('POST', `${done}/confirm`)
    await error(ask('POST', `${done}/extend`, { expirationMinutes: 30 }), 'UNPROCESSABLE_ENTITY')
    const moved = booking((await ask('PATCH', done, { availabilityId: at(840) })).data)
    expect(moved).toMatchObject({ status: 'CONFIRMED', availabilityId: at(840) })
  })
  test('is found by uuid and by either reference; a list of everything is not asked for', async () => {
    const made = await reserve()
    const reference = crypto.randomUUID()
    await ask('POST', `/bookings/${made.uuid}/confirm`, { contact, resellerReference: reference })
    booking((await ask('GET', `/bookings/${made.uuid}`)).data)
    const uuids = async (query: string) =>
      ((await ask('GET', `/bookings?${query}`)).data as unknown as Json[]).map((one) => one.uuid)
    expect(await uuids(`resellerReference=${reference}`)).toEqual([made.uuid])
    expect(await uuids(`supplierReference=${made.supplierReference}`)).toEqual([made.uuid])
    await error(ask('GET', '/bookings'), 'BAD_REQUEST')
    await error(ask('GET', '/bookings/invalidUUID'), 'INVALID_BOOKING_UUID', 'uuid')
  })
})

test('resellers and the county’s own guests draw on the same places', async () => {
  const day = '2026-05-12'
  const reserveAll = () => ask('POST', '/bookings', reservation({ availabilityId: at(540, day), unitItems: items(5) }))
  const direct = (turn: number) =>
    county.act({ kind: 'guest', guestId: crypto.randomUUID() }, holdVisit, {
      bookingId: crypto.randomUUID(),
      optionId: raft.optionId,
      day,
      minute: 540,
      tickets: [{ type: 'adult', count: 1 + (turn % 2) }],
      contactName: '张三',
      contactPhone: '13800000000',
    })
  await Promise.allSettled(Array.from({ length: 30 }, (_, turn) => (turn % 2 === 0 ? reserveAll() : direct(turn))))
  const { data } = await ask('POST', '/availability', { ...raft, availabilityIds: [at(540, day)] })
  expect(data[0]?.vacancies).toBe(0)
  expect(await county.app.database.read((sql) => countersOutOfStep(sql, 10))).toEqual([])
})

test('what is no JSON, or no such place, is a bad request and no fault', async () => {
  const send = (body: string, path = '/bookings') =>
    site.request(`http://county.test/octo${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
    })
  expect((await send('{')).status).toBe(400)
  expect((await send('[]')).status).toBe(400)
  expect((await send('{}', '/nothing')).status).toBe(400)
})
