import { beforeAll, describe, expect, test } from 'vitest'
import { castOf } from '../../../../tests/harness/cast.ts'
import { openTestDatabase } from '../../../../tests/harness/database.ts'
import { noWeb } from '../../../../tests/harness/trade.ts'
import { addDays, civilDate } from '../../../kernel/clock.ts'
import type { DemoPeople } from '../../../seed/accounts.ts'
import { makeStays } from '../../../seed/stays.ts'
import { siteOf } from '../../../server/site.ts'
import { resellerAt } from './reseller.fake.ts'
import type { Answer, Json } from './reseller.fake.ts'
import { shapes } from './shapes.fake.ts'

// What the official validator asks of a supplier, scenario by scenario in its order, asked of the demonstration county by the key it tells: with prices and without.

const county = await openTestDatabase()
const { actors, organisationId } = await castOf(county)
const sellers = [{ organisationId, actor: actors.owner }]
const { octoKey } = await makeStays(county.app, { sellers } as unknown as DemoPeople)
const site = siteOf({ county, web: noWeb, migrations: [] })
const from = civilDate(county.clock.now())
const interval = { localDateStart: from, localDateEnd: addDays(from, 30) }
/** Reservations that all its flows together make. */
const RESERVATIONS = 14
const contact = {
  firstName: 'John',
  lastName: 'Doe',
  fullName: 'John Doe',
  emailAddress: 'john@county.test',
  notes: 'N',
}

function theFirst<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('there is none')
  return first
}

type Unit = { id: string; type: string }
type Option = { id: string; default: boolean; units: Unit[]; restrictions: { minUnits: number; maxUnits: number } }
type Product = Json & { id: string; availabilityType: string; options: Option[]; deliveryMethods: string[] }
type Slot = Json & { id: string; available: boolean; status: string; vacancies: number; localDateTimeStart: string }
type Booking = Json & {
  uuid: string
  status: string
  availabilityId: string
  supplierReference: string
  utcExpiresAt: string
  unitItems: { uuid: string; unitId: string }[]
}
type Bookable = { product: Product; option: Option; slots: Slot[] }

describe.each([
  ['with prices', true],
  ['without prices', false],
])('%s,', (_, priced) => {
  const headers = priced ? {} : { 'octo-capabilities': '' }
  const reseller = resellerAt(site, () => octoKey ?? '')
  const ask = (method: string, path: string, body?: unknown) => reseller(method, path, body, headers)
  const fits = (shape: (typeof shapes)[keyof typeof shapes], data: unknown) =>
    priced ? shape.parse(data) : shape.parseUnpriced(data)
  let products: Product[] = []
  /** Of each kind one, the first. */
  let ofEachKind: Product[] = []
  /** With free slots, those with start times first. */
  let bookable: Bookable[] = []
  let soldOut: { product: Product; slot: Slot } | undefined

  const optionOf = ({ options }: Product) => options.find((one) => one.default) ?? theFirst(options)
  const slotsOf = async (product: Product): Promise<Slot[]> => {
    const asked = { productId: product.id, optionId: optionOf(product).id, ...interval }
    return (await ask('POST', '/availability', asked)).data as unknown as Slot[]
  }
  beforeAll(async () => {
    products = (await ask('GET', '/products')).data as unknown as Product[]
    const kinds = ['START_TIME', 'OPENING_HOURS'].map((kind) => products.filter((one) => one.availabilityType === kind))
    ofEachKind = kinds.flatMap(([first]) => first ?? [])
    for (const product of kinds.flat()) {
      const slots = await slotsOf(product)
      const gone = slots.find((slot) => slot.status === 'SOLD_OUT')
      if (gone !== undefined) soldOut ??= { product, slot: gone }
      const free = slots.filter((slot) => slot.available)
      if (free.length > 1) bookable.push({ product, option: optionOf(product), slots: free })
    }
  })

  /** Where the next reservation goes: each to another slot, so that none is exhausted. */
  let turn = 0
  const itemsOf = ({ option }: Bookable, count: number) => {
    const { id } = option.units.find((unit) => unit.type === 'ADULT') ?? theFirst(option.units)
    return Array.from({ length: count }, () => ({ unitId: id }))
  }
  const first = () => theFirst(bookable)
  function reservation({ product, option, slots }: Bookable, given: object = {}) {
    turn += 1
    const availabilityId = slots[turn % slots.length]?.id
    const unitItems = itemsOf({ product, option, slots }, option.restrictions.maxUnits)
    return { productId: product.id, optionId: option.id, availabilityId, unitItems, ...given }
  }
  async function reserve(given: object = {}): Promise<Booking> {
    const asked = reservation(first(), given)
    const made = booking(await ask('POST', '/bookings', asked), 'ON_HOLD')
    const { productId, optionId, availabilityId } = asked
    expect(made).toMatchObject({ productId, optionId, availabilityId, product: { id: productId } })
    return made
  }
  /** What is looked at in every booking: its shape, its product, its tickets, and what its state leaves null. */
  function booking({ status, data }: Answer, state: string): Booking {
    expect(status).toBe(200)
    fits(shapes.booking, data)
    const shown = data as unknown as Booking
    expect(shown).toMatchObject({
      status: state,
      option: { id: shown.optionId },
      availability: { id: shown.availabilityId },
    })
    expect(shown.deliveryMethods).toEqual((shown.product as Product).deliveryMethods)
    expect(new Set(shown.unitItems.map((item) => item.uuid)).size).toBe(shown.unitItems.length)
    expect(shown).toMatchObject({ utcRedeemedAt: null, voucher: null })
    expect(shown.unitItems.every((item) => (item as Json).utcRedeemedAt === null)).toBe(true)
    const nulls =
      { ON_HOLD: ['utcConfirmedAt', 'cancellation'], CONFIRMED: ['utcExpiresAt', 'cancellation'] }[state] ?? []
    for (const name of nulls) expect(shown[name], name).toBeNull()
    return shown
  }
  async function refused(asked: Promise<Answer>, code: string, named?: string): Promise<void> {
    const { status, data } = await asked
    expect([status, data.error, typeof data.errorMessage]).toEqual([400, code, 'string'])
    if (named !== undefined) expect(typeof data[named]).toBe('string')
  }

  test('capabilities and supplier', async () => {
    const capabilities = (await ask('GET', '/capabilities')).data as unknown as Json[]
    for (const one of capabilities) shapes.capability.parse(one)
    expect(capabilities.map((one) => one.id)).toEqual(['octo/pricing'])
    shapes.supplier.parse((await ask('GET', '/supplier')).data)
  })

  test('products of both kinds, one by one, and none that is not there', async () => {
    expect(ofEachKind.map((one) => one.availabilityType)).toEqual(['START_TIME', 'OPENING_HOURS'])
    for (const one of products) {
      fits(shapes.product, one)
      expect((await ask('GET', `/products/${one.id}`)).data).toEqual(one)
    }
    await refused(ask('GET', '/products/invalidProductId'), 'INVALID_PRODUCT_ID', 'productId')
  })

  test('availability calendar: an interval, a wrong product, a wrong option, half an interval', async () => {
    for (const { id: productId, options } of ofEachKind) {
      const asked = { productId, optionId: options[0]?.id, ...interval }
      const { data } = await ask('POST', '/availability/calendar', asked)
      expect(data).toHaveLength(31)
      for (const day of data as unknown as Json[]) fits(shapes.calendarDay, day)
      const calendar = (given: object) => ask('POST', '/availability/calendar', { ...asked, ...given })
      await refused(calendar({ productId: 'invalidProductId' }), 'INVALID_PRODUCT_ID', 'productId')
      await refused(calendar({ optionId: 'invalidOptionId' }), 'INVALID_OPTION_ID', 'optionId')
      await refused(calendar({ localDateStart: undefined }), 'BAD_REQUEST')
    }
  })

  test('availability: an interval, each of its dates and ids, a wrong product, a wrong option, all ways at once', async () => {
    for (const { id: productId, options } of ofEachKind) {
      const which = { productId, optionId: options[0]?.id }
      const asked = (given: object) => ask('POST', '/availability', { ...which, ...given })
      const slots = (await asked(interval)).data as unknown as Slot[]
      expect(slots.length).toBeGreaterThan(0)
      for (const slot of slots) {
        fits(shapes.availability, slot)
        const localDate = slot.localDateTimeStart.slice(0, 10)
        const sameDay = (await asked({ localDate })).data as unknown as Slot[]
        expect(sameDay.map((one) => one.id)).toContain(slot.id)
        expect((await asked({ availabilityIds: [slot.id] })).data).toEqual([slot])
        const both = { ...interval, localDate, availabilityIds: [slot.id] }
        await refused(asked(both), 'BAD_REQUEST')
      }
      await refused(asked({ ...interval, productId: 'invalidProductId' }), 'INVALID_PRODUCT_ID', 'productId')
      await refused(asked({ ...interval, optionId: 'invalidOptionId' }), 'INVALID_OPTION_ID', 'optionId')
    }
  })

  test('there is something sold out, two products to book, and room for all it reserves', () => {
    expect(soldOut).toBeDefined()
    expect(bookable.length).toBeGreaterThanOrEqual(2)
    const { option, slots } = first()
    const vacancies = slots.reduce((sum, slot) => sum + slot.vacancies, 0)
    expect(vacancies).toBeGreaterThanOrEqual(RESERVATIONS * option.restrictions.maxUnits)
  })

  test('reservation: what is free, what is sold out, and what is wrong', async () => {
    const { minUnits, maxUnits } = first().option.restrictions
    for (const count of [Math.max(1, minUnits), maxUnits])
      expect((await reserve({ unitItems: itemsOf(first(), count) })).unitItems).toHaveLength(count)
    const { product, slot } = soldOut as NonNullable<typeof soldOut>
    const gone = { product, option: optionOf(product), slots: [slot] }
    await refused(ask('POST', '/bookings', reservation(gone)), 'UNPROCESSABLE_ENTITY')
    const wrong = (given: object) => ask('POST', '/bookings', reservation(first(), given))
    await refused(wrong({ productId: 'invalidProductId' }), 'INVALID_PRODUCT_ID', 'productId')
    await refused(wrong({ optionId: 'invalidOptionId' }), 'INVALID_OPTION_ID', 'optionId')
    await refused(wrong({ availabilityId: 'invalidAvailabilityId' }), 'INVALID_AVAILABILITY_ID', 'availabilityId')
    await refused(wrong({ unitItems: undefined }), 'UNPROCESSABLE_ENTITY')
    await refused(wrong({ unitItems: [] }), 'UNPROCESSABLE_ENTITY')
    await refused(wrong({ unitItems: [{ unitId: 'invalidUnitId' }] }), 'INVALID_UNIT_ID', 'unitId')
  })

  test('extension', async () => {
    const held = await reserve()
    const extended = await ask('POST', `/bookings/${held.uuid}/extend`, { expirationMinutes: 31 })
    expect(booking(extended, 'ON_HOLD').utcExpiresAt > held.utcExpiresAt).toBe(true)
    await refused(
      ask('POST', '/bookings/invalidUUID/extend', { expirationMinutes: 31 }),
      'INVALID_BOOKING_UUID',
      'uuid',
    )
  })

  test('confirmation, with other tickets, with wrong ones, and of nothing', async () => {
    const confirm = (uuid: string, given: object = {}) =>
      ask('POST', `/bookings/${uuid}/confirm`, { contact, resellerReference: `R-${uuid}`, ...given })
    const { uuid } = await reserve()
    const said = { contact, resellerReference: `R-${uuid}` }
    expect(booking(await confirm(uuid), 'CONFIRMED')).toMatchObject(said)
    const more = await reserve({ unitItems: itemsOf(first(), 2) })
    const unitItems = itemsOf(first(), 3)
    expect(booking(await confirm(more.uuid, { unitItems }), 'CONFIRMED').unitItems).toHaveLength(3)
    const wrong = await reserve({ unitItems: itemsOf(first(), 2) })
    const invalid = [{ unitId: 'invalidUnitId' }, { unitId: 'invalidUnitId' }]
    await refused(confirm(wrong.uuid, { unitItems: invalid }), 'INVALID_UNIT_ID', 'unitId')
    await refused(confirm('invalidUUID'), 'INVALID_BOOKING_UUID', 'uuid')
  })

  test('update of date, tickets, contact and product', async () => {
    const update = async ({ uuid }: Booking, body: object) =>
      booking(await ask('PATCH', `/bookings/${uuid}`, body), 'ON_HOLD')
    const held = await reserve()
    const availabilityId = first().slots.find((slot) => slot.id !== held.availabilityId)?.id
    expect(await update(held, { availabilityId })).toMatchObject({ availabilityId })
    const two = await reserve({ unitItems: itemsOf(first(), 2) })
    expect((await update(two, { unitItems: itemsOf(first(), 3) })).unitItems).toHaveLength(3)
    const words = { contact: { ...contact, phoneNumber: '+00000000', country: 'GB', locales: ['en'] }, notes: 'Note' }
    expect(await update(await reserve(), words)).toMatchObject(words)
    for (const other of bookable.slice(1)) {
      const { unitItems, ...asked } = reservation(other)
      const moved = await update(await reserve(), { ...asked, unitItems })
      expect(moved).toMatchObject({ ...asked, product: { id: asked.productId } })
      expect(moved.unitItems).toHaveLength(unitItems.length)
    }
  })

  test('cancellation of a reservation, of a booking, and of nothing', async () => {
    const reason = 'Reason for cancellation'
    const cancel = (uuid: string) => ask('POST', `/bookings/${uuid}/cancel`, { reason })
    const held = await reserve()
    expect(booking(await cancel(held.uuid), 'CANCELLED')).toMatchObject({ cancellation: { reason } })
    const { uuid } = await reserve()
    booking(await ask('POST', `/bookings/${uuid}/confirm`, { contact }), 'CONFIRMED')
    const ended = booking(await cancel(uuid), 'CANCELLED')
    expect(ended).toMatchObject({ cancellation: { reason }, availabilityId: ended.availabilityId })
    await refused(ask('POST', '/bookings/invalidUUID/cancel', {}), 'INVALID_BOOKING_UUID', 'uuid')
  })

  test('get and list', async () => {
    const held = await reserve()
    expect(booking(await ask('GET', `/bookings/${held.uuid}`), 'ON_HOLD').uuid).toBe(held.uuid)
    const resellerReference = `L-${held.uuid}`
    await ask('POST', `/bookings/${held.uuid}/confirm`, { contact: { fullName: 'John Doe' }, resellerReference })
    expect(booking(await ask('GET', `/bookings/${held.uuid}`), 'CONFIRMED').uuid).toBe(held.uuid)
    await refused(ask('GET', '/bookings/invalidUUID'), 'INVALID_BOOKING_UUID', 'uuid')
    for (const query of [`resellerReference=${resellerReference}`, `supplierReference=${held.supplierReference}`]) {
      const { status, headers: told, data } = await ask('GET', `/bookings?${query}`)
      expect(data).toHaveLength(1)
      booking({ status, headers: told, data: data[0] as Json }, 'CONFIRMED')
    }
    await refused(ask('GET', '/bookings?'), 'BAD_REQUEST')
  })
})
