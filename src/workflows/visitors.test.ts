import { afterEach, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { statement } from '../kernel/database.ts'
import { runJob } from '../kernel/jobs.ts'
import { perform } from '../kernel/perform.ts'
import {
  checkSign,
  enterVisitors,
  eraseNumbersJob,
  exportTravels,
  forgetGuestJob,
  holdVisit,
  listSupplierVisitors,
  listVisitors,
  revealVisitor,
  stateEntryRule,
} from '../modules/tourism/index.ts'
import { changeBooking } from './change-booking.ts'
import { openTown, said } from './town.fake.ts'

const town = await openTown({ places: 100 })
const { trade, host, sight, siteId, houseId, optionId, newGuest, visitOf, stayOf, pay, read } = town
const { act, app, clock } = trade.county
const START = clock.now()
// The examples of GB 11643-1999, and one of someone born in 1880.
const NUMBERS = [
  '11010519491231002X',
  '440524188001010014',
  `11010518800101001${checkSign('11010518800101001')}`,
] as const
const person = (number: string, name = '张三') => ({ name, document: 'identity_card' as const, number })
const organisation = (shop: typeof host) => ({ organisationId: shop.organisationId })

await act(sight.owner, stateEntryRule, { ...organisation(sight), ownerId: siteId, needsNames: true, oneEach: true })

afterEach(async () => {
  await town.allIsWell()
  clock.set(START)
})

const entered = (buyer: Actor, booking: { id: string; units: { id: string }[] }, numbers: readonly string[]) =>
  act(buyer, enterVisitors, {
    bookingId: booking.id,
    visitors: numbers.map((number, at) => ({ ...person(number), unitId: booking.units[at]?.id ?? '' })),
  })

test('where names are asked for nothing is paid before everyone has one', async () => {
  const buyer = newGuest()
  const visit = await visitOf(buyer, 2)
  await expect(pay(buyer, [visit])).rejects.toMatchObject({ code: 'tourism.visitor.missing' })
  await entered(buyer, visit, NUMBERS.slice(0, 1))
  await expect(pay(buyer, [visit])).rejects.toMatchObject({ code: 'tourism.visitor.missing' })
  await entered(buyer, visit, NUMBERS.slice(0, 2))
  await pay(buyer, [visit])
  expect(await read(buyer, visit.id)).toMatchObject({ state: 'confirmed' })
  const { needsNames, visitors } = await act(buyer, listVisitors, { bookingId: visit.id })
  expect(needsNames).toBe(true)
  expect(visitors.map(({ lastFour, age }) => [lastFour, age])).toEqual([
    ['002X', 76],
    ['0014', 146],
  ])
})

test('one person has one ticket for a time; who did not pay in time blocks nobody', async () => {
  const [first, second] = [newGuest(), newGuest()]
  const held = await visitOf(first, 1, '2026-05-12')
  await entered(first, held, NUMBERS.slice(0, 1))
  const other = await visitOf(second, 2, '2026-05-12')
  await expect(entered(second, other, NUMBERS.slice(0, 1))).rejects.toMatchObject({ code: 'tourism.visitor.twice' })
  await expect(entered(second, other, [NUMBERS[1], NUMBERS[1]])).rejects.toMatchObject({
    code: 'tourism.visitor.twice',
  })
  const elsewhere = await visitOf(second, 1, '2026-05-13')
  await entered(second, elsewhere, NUMBERS.slice(0, 1))
  await pay(second, [elsewhere])
  const moved = { bookingId: elsewhere.id, day: '2026-05-12', expectedToPayFen: 0, expectedRefundFen: 0 }
  await expect(act(second, changeBooking, moved)).rejects.toMatchObject({ code: 'tourism.visitor.twice' })
  clock.advance(16 * 60)
  const late = await act(second, holdVisit, {
    bookingId: crypto.randomUUID(),
    optionId,
    day: '2026-05-12',
    tickets: [{ type: 'adult', count: 1 }],
    ...said,
  })
  await entered(second, late, NUMBERS.slice(0, 1))
})

test('who was entered can stay while others change, is told apart from them, and all is fixed once it began', async () => {
  const buyer = newGuest()
  const visit = await visitOf(buyer, 2, '2026-05-15')
  const { visitors: before } = await entered(buyer, visit, NUMBERS.slice(0, 2))
  const enter = (number: string, kept: readonly string[], unit = 1) =>
    act(buyer, enterVisitors, {
      bookingId: visit.id,
      kept: [...kept],
      visitors: [{ ...person(number, '李四'), unitId: visit.units[unit]?.id ?? '' }],
    })
  const first = before[0]?.id ?? ''
  await expect(enter(NUMBERS[0], [first])).rejects.toMatchObject({ code: 'tourism.visitor.twice' })
  await expect(enter(NUMBERS[2], [first], 0)).rejects.toMatchObject({ code: 'tourism.booking.unknown_part' })
  const { visitors: after } = await enter(NUMBERS[2], [first])
  expect(after.map(({ id, name, lastFour }) => [id === first, name, lastFour])).toEqual([
    [true, '张三', '002X'],
    [false, '李四', NUMBERS[2].slice(-4)],
  ])
  await pay(buyer, [visit])
  clock.set(new Date('2026-05-15T20:00:00+08:00'))
  await enter(NUMBERS[1], [first])
  clock.set(new Date('2026-05-16T00:00:00+08:00'))
  await expect(enter(NUMBERS[2], [first])).rejects.toMatchObject({ code: 'tourism.visitor.too_late' })
})

test('wrong check digits, birth dates and shapes are refused by place, never by number', async () => {
  const buyer = newGuest()
  const visit = await visitOf(buyer, 1, '2026-05-14')
  const refusal = async (number: string) => {
    const error: unknown = await entered(buyer, visit, [number]).catch((thrown: unknown) => thrown)
    expect(JSON.stringify(error)).not.toContain(number)
    return (error as { code: string }).code
  }
  expect(await refusal('110105194912310021')).toBe('tourism.visitor.bad_check_digit')
  expect(await refusal('110105194913310021')).toBe('tourism.visitor.bad_birth_date')
  expect(await refusal('990105')).toBe('tourism.visitor.bad_number')
})

test('a number is read around the visit only, by its house only, and leaves a trail; afterwards it is gone', async () => {
  const buyer = newGuest()
  await act(host.owner, stateEntryRule, { ...organisation(host), ownerId: houseId, needsNames: true })
  const stay = await stayOf(buyer, { arrival: '2026-05-10', nights: 1 })
  const visitors = [person(NUMBERS[0]), { name: 'Ann Example', document: 'passport' as const, number: 'E12345678' }]
  const { visitors: known } = await act(buyer, enterVisitors, { bookingId: stay.id, visitors })
  await pay(buyer, [stay])
  const visitorId = known[1]?.id ?? ''
  const look = { ...organisation(host), visitorId }
  await expect(act(host.owner, revealVisitor, look)).rejects.toMatchObject({ code: 'tourism.visitor.not_now' })
  clock.set(new Date('2026-05-10T15:00:00+08:00'))
  await expect(act(sight.owner, revealVisitor, { ...look, ...organisation(sight) })).rejects.toMatchObject({
    code: 'tourism.visitor.unknown',
  })
  expect(await act(host.owner, revealVisitor, look)).toEqual({ number: 'E12345678' })
  await runJob(app, eraseNumbersJob, {})
  expect(await act(host.owner, revealVisitor, look)).toEqual({ number: 'E12345678' })
  clock.set(new Date('2026-05-12T00:10:00+08:00'))
  await runJob(app, eraseNumbersJob, {})
  await expect(act(host.owner, revealVisitor, look)).rejects.toMatchObject({ code: 'tourism.visitor.not_now' })
  expect(await act(host.owner, listSupplierVisitors, { ...organisation(host), bookingId: stay.id })).toMatchObject({
    visitors: [{ lastFour: '002X' }, { lastFour: '5678' }],
  })
})

const stores = statement<{ found: number }>(
  'test.visitor.stores',
  `
  SELECT ((SELECT count(*) FROM kernel.audit a WHERE a::text ILIKE '%' || $1 || '%') + (SELECT count(*) FROM kernel.idempotency i WHERE i::text ILIKE '%' || $1 || '%')
    + (SELECT count(*) FROM kernel.event e WHERE e::text ILIKE '%' || $1 || '%') + (SELECT count(*) FROM tourism.visitor v WHERE v::text ILIKE '%' || $1 || '%'))::int AS found`,
)

test('a number stands in no trail, no store of answers, no event, and is never readable in its row', async () => {
  const buyer = newGuest()
  const visit = await visitOf(buyer, 1, '2026-05-15')
  const input = { bookingId: visit.id, visitors: [{ ...person(NUMBERS[2]), unitId: visit.units[0]?.id ?? '' }] }
  const caller = { actor: buyer, lang: 'zh' as const, idempotencyKey: 'visitors-once' }
  await perform(app, enterVisitors, caller, input)
  for (const part of [NUMBERS[2], NUMBERS[2].slice(0, 14), Buffer.from(NUMBERS[2]).toString('hex')])
    expect(await app.database.read((sql) => sql.run(stores, [part]))).toEqual([{ found: 0 }])
})

test('a person takes their travels along, and is forgotten when the account is gone and the visit over', async () => {
  const personId = await app.ports.auth.createPerson({ name: '游客' })
  const buyer: Actor = { kind: 'person', personId, guestId: null, memberships: [] }
  const visit = await visitOf(buyer, 1, '2026-05-16')
  await entered(buyer, visit, NUMBERS.slice(0, 1))
  await pay(buyer, [visit])
  const taken = await act(buyer, exportTravels, {})
  expect(taken).toMatchObject({ bookings: [{ contactName: '张三' }], visitors: [{ lastFour: '002X' }] })
  await runJob(app, forgetGuestJob, { data: { personId } })
  expect((await act(buyer, exportTravels, {})).visitors).toHaveLength(1)
  clock.set(new Date('2026-05-17T01:00:00+08:00'))
  await runJob(app, eraseNumbersJob, {})
  expect(await act(buyer, exportTravels, {})).toMatchObject({
    bookings: [{ contactName: '', contactPhone: '' }],
    visitors: [],
  })
})
