import type { Actor } from '../../kernel/actor.ts'
import type { App } from '../../kernel/app.ts'
import { addDays, civilDate } from '../../kernel/clock.ts'
import { guestIdOf } from '../../kernel/http/visit.ts'
import type { AnyOperation, InputOf, OutputOf } from '../../kernel/operation.ts'
import { perform } from '../../kernel/perform.ts'
import { saveSight } from '../../workflows/keep-sights.ts'
import { foundOrganisation, villages } from '../people/index.ts'
import { holdVisit } from './booking.ops.ts'
import { lockBookings } from './booking.sql.ts'
import { openSlots } from './calendar.ops.ts'
import { saveProduct } from './product.ops.ts'
import { addResource } from './site.ops.ts'
import { readTickets } from './ticket.ops.ts'
import { confirmBooking } from './visit.ts'

export type Kinds = Partial<Record<'adult' | 'child' | 'group', number>>
export type Sight = { siteId: string; resourceId: string; optionId: string }

/** An organisation with two sights that take visitors for a month, and its owner's account. */
export async function openSights(app: App) {
  const { clock } = app
  const act = <T extends AnyOperation>(actor: Actor, operation: T, input: InputOf<T>): Promise<OutputOf<T>> =>
    perform(app, operation, { actor, lang: 'zh' }, input)
  const email = 'gate@example.com'
  const password = 'known to this test only'
  const ownerId = await app.ports.auth.createPerson({ name: '检票员', email, password })
  const villageCode = villages()[0]?.code ?? ''
  const words = {
    kind: 'scenic_spot' as const,
    nameZh: '示范景区',
    nameEn: 'Demonstration sights',
    villageCode,
    contactName: '检票员',
    contactPhone: '13800001234',
  }
  const founded = { ...words, sellerAccount: 'a seller', ownerId, approvedBy: ownerId, duties: [] }
  const organisationId = await app.database.transact((tx) => foundOrganisation(tx, founded, clock.now()))
  const owner: Actor = {
    kind: 'person',
    personId: ownerId,
    guestId: null,
    memberships: [{ organisationId, organisationKind: 'scenic_spot', roles: ['owner'], duties: [] }],
  }
  const today = civilDate(clock.now())

  async function sight(nameZh: string, nameEn: string, dayLimit = 1_000_000): Promise<Sight> {
    const names = { nameZh, nameEn }
    const { siteId } = await act(owner, saveSight, { organisationId, ...names, villageCode, dayLimit })
    const { resourceId } = await act(owner, addResource, { organisationId, siteId, ...names, isTimed: false })
    const open = { from: today, until: addDays(today, 30), capacity: 100_000 }
    await act(owner, openSlots, { organisationId, resourceId, ...open })
    const units = [
      { type: 'adult' as const, priceFen: 8_000 },
      { type: 'child' as const, priceFen: 4_000, ageMax: 14 },
      { type: 'group' as const, priceFen: 90_000, places: 30 },
    ]
    const option = { resourceId, nameZh: '一日票', nameEn: 'Day ticket', durationMinutes: 480, units }
    const product = { organisationId, siteId, kind: 'ticket' as const, ...names, options: [option] }
    const { optionIds } = await act(owner, saveProduct, product)
    return { siteId, resourceId, optionId: optionIds[0] as string }
  }

  let guests = 0
  /** A confirmed booking, and the texts of its tickets. */
  async function booked(
    at: Sight,
    kinds: Kinds = { adult: 2 },
    { day = today, name = '张三', notes = '', token = '' } = {},
  ) {
    guests += 1
    const buyer: Actor = { kind: 'guest', guestId: guestIdOf(token || `gate-guest-${guests}`) }
    const tickets = Object.entries(kinds).map(([type, count]) => ({ type: type as keyof Kinds, count }))
    const said = { contactName: name, contactPhone: '13800001234', notes, optionId: at.optionId }
    const { id } = await act(buyer, holdVisit, { bookingId: crypto.randomUUID(), day, tickets, ...said })
    await app.database.transact(async (tx) => {
      const [row] = await lockBookings(tx, [id])
      if (row) await confirmBooking(tx, row, clock.now())
    })
    const { tickets: signed, booking } = await act(buyer, readTickets, { bookingId: id })
    return { id, buyer, code: booking.code, texts: signed.map((one) => one.text) }
  }

  return { organisationId, owner, email, password, today, sight, booked }
}
