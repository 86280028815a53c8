import { describe, expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { villages } from '../modules/people/index.ts'
import { holdStay, quoteStay, saveRatePlan } from '../modules/tourism/index.ts'
import { changeBooking } from './change-booking.ts'
import { saveGuesthouse } from './keep-sights.ts'
import { searchPackageDays } from './show-packages.ts'
import { agreedPackage, openTown, said } from './town.fake.ts'
import { joinWaiting } from './wait-list.ts'

const town = await openTown()
const { trade, host, houseId, roomTypeId, newGuest } = town
const { act, app, clock } = trade.county
const START = clock.now()
const villageCode = villages()[0]?.code ?? ''
const parts = [
  { kind: 'stay' as const, roomTypeId, nights: 1 },
  { kind: 'visit' as const, optionId: town.optionId },
]
const packageId = await agreedPackage(trade, parts, [town.sight])
const party = { sets: 1, guests: 2, tickets: [{ type: 'adult' as const, count: 2 }] }

describe('a stay', () => {
  test('is booked until the hours before check-in its house says, and later by the house itself', async () => {
    const house = { organisationId: host.organisationId, houseId, nameZh: '示范民宿', nameEn: 'House', villageCode }
    await act(host.owner, saveGuesthouse, { ...house, cutoffHours: 4 })
    const quote = () => act(newGuest(), quoteStay, { houseId, arrival: '2026-05-16', nights: 1 })
    clock.set(new Date('2026-05-16T09:59:59+08:00'))
    expect((await quote()).offers.length).toBeGreaterThan(0)
    const calendar = async () =>
      (await act(newGuest(), searchPackageDays, { packageId, from: '2026-05-16', until: '2026-05-17', ...party })).days
    expect((await calendar()).map((one) => one.state)).toEqual(['free', 'free'])
    const guest = newGuest()
    const early = await town.stayOf(guest, { arrival: '2026-05-16', nights: 2 })
    clock.set(new Date('2026-05-16T10:00:00+08:00'))
    const late = { code: 'tourism.stay.too_late' }
    await expect(quote()).rejects.toMatchObject(late)
    expect((await calendar()).map((one) => one.state)).toEqual(['closed', 'free'])
    await expect(town.stayOf(newGuest(), { arrival: '2026-05-16', nights: 1 })).rejects.toMatchObject(late)
    // Who has the day already may still change the rest of it.
    const fewer = { bookingId: early.id, nights: 1, expectedToPayFen: 0, expectedRefundFen: 0 }
    expect(await act(guest, changeBooking, fewer)).toMatchObject({ totalFen: 20_000 })
    await act(host.owner, saveGuesthouse, { ...house, cutoffHours: -4 })
    clock.set(new Date('2026-05-16T17:59:59+08:00'))
    expect((await quote()).offers.length).toBeGreaterThan(0)
    await act(host.owner, saveGuesthouse, { ...house, cutoffHours: null })
    clock.set(START)
  })

  test('by a plan of members is held for who has an account, and for nobody else', async () => {
    const { organisationId } = host
    const plan = {
      organisationId,
      roomTypeId,
      kind: 'member' as const,
      nameZh: '会员价',
      nameEn: 'Members',
      percent: 90,
    }
    const { planId } = await act(host.owner, saveRatePlan, plan)
    const personId = await app.ports.auth.createPerson({ name: '会员', email: 'member@example.org' })
    const person: Actor = { kind: 'person', personId, guestId: null, memberships: [] }
    const wish = { roomTypeId, planId, arrival: '2026-05-12', nights: 1, rooms: 1, guests: 1, ...said }
    const hold = (who: Actor) => act(who, holdStay, { bookingId: crypto.randomUUID(), ...wish })
    await expect(hold(newGuest())).rejects.toMatchObject({ code: 'tourism.plan.members_only' })
    const { contactName, contactPhone, ...wanted } = wish
    const waiting = { waitingId: crypto.randomUUID(), wanted: { kind: 'stay' as const, ...wanted } }
    const waits = act(newGuest(), joinWaiting, { ...waiting, contactName, contactPhone })
    await expect(waits).rejects.toMatchObject({ code: 'tourism.plan.members_only' })
    expect(await hold(person)).toMatchObject({ totalFen: 18_000 })
  })
})
