import type { Actor } from '../kernel/actor.ts'
import { addDays, civilDate } from '../kernel/clock.ts'
import { guestIdOf } from '../kernel/http/visit.ts'
import { perform } from '../kernel/perform.ts'
import {
  addCalendarLink,
  holdStay,
  holdVisit,
  importCalendarFile,
  listHouses,
  listProducts,
  listSites,
  listSupplierBookings,
  nameRooms,
} from '../modules/tourism/index.ts'
import { payBookings } from '../workflows/pay-bookings.ts'
import type { DemoSeller } from './accounts.ts'
import { demoSights } from './sights.ts'
import { payAtBank } from './trade.ts'
import type { Trading } from './trade.ts'

const asked = (actor: Actor) => ({ actor, lang: 'zh' as const })

/** What was made at one moment, by name. */
const inOrder = <T extends { nameEn: string }>(all: readonly T[]) =>
  all.toSorted((a, b) => (a.nameEn < b.nameEn ? -1 : 1))

/** House, room type, days from today, nights, rooms, guests: the first house is full in one night. */
const stays = [
  [0, 0, 0, 2, 1, 2],
  [0, 0, 1, 3, 1, 3],
  [0, 1, 0, 2, 2, 6],
  [1, 0, 0, 1, 1, 2],
  [1, 1, 4, 2, 1, 4],
  [2, 0, 9, 5, 2, 4],
] as const
/** Ticket or experience, days from today, adults, children. */
const visits = [
  [0, 0, 2, 1],
  [0, 3, 4, 0],
  [1, 1, 2, 2],
] as const

/** Bookings of made-up guests at the demonstration's houses and sights, and a calendar of another platform with a conflict; done before, it does nothing. Returns how many. */
export async function makeGuests(trading: Trading): Promise<number> {
  const { app, people } = trading
  const [seller] = people.sellers
  if (seller === undefined) return 0
  const { organisationId } = seller
  const today = civilDate(app.clock.now())
  const ahead = { organisationId, from: today, until: addDays(today, 30) }
  if ((await perform(app, listSupplierBookings, asked(seller.actor), ahead)).bookings.length > 0) return 0
  const houses = inOrder((await perform(app, listHouses, asked(seller.actor), { organisationId })).houses)
  const { products } = await perform(app, listProducts, asked(seller.actor), { organisationId })
  const { sites } = await perform(app, listSites, asked(seller.actor), { organisationId })
  // Guests who are made up have no documents.
  const named = new Set(demoSights.filter((one) => one.needsNames).map((one) => one.nameZh))
  const freely = new Set(sites.filter((one) => !named.has(one.nameZh)).map((one) => one.id))
  const tickets = inOrder(products.filter((one) => one.kind === 'ticket' && freely.has(one.siteId)))
  const guest = guestsOf(trading)
  for (const [house, type, day, nights, rooms, guests] of stays) {
    const roomTypeId = inOrder(houses[house]?.roomTypes ?? [])[type]?.id
    if (roomTypeId === undefined) continue
    const wanted = { roomTypeId, arrival: addDays(today, day), nights, rooms, guests }
    await guest((actor, said) => perform(app, holdStay, asked(actor), { ...wanted, ...said }))
  }
  for (const [product, day, adults, children] of visits) {
    const optionId = tickets[product]?.options[0]?.id
    if (optionId === undefined) continue
    const units = [
      { type: 'adult' as const, count: adults },
      { type: 'child' as const, count: children },
    ]
    const wanted = { optionId, day: addDays(today, day), minute: null, tickets: units }
    await guest((actor, said) => perform(app, holdVisit, asked(actor), { ...wanted, ...said }))
  }
  const [house] = houses
  if (house !== undefined) await keepHouse(trading, seller, house)
  return stays.length + visits.length
}

type Said = { bookingId: string; contactName: string; contactPhone: string; notes: string }
type Held = { id: string; totalFen: number }

/** Each time another guest, who holds what it is told to and pays for it. */
function guestsOf(trading: Trading) {
  let number = 0
  return async (hold: (actor: Actor, said: Said) => Promise<Held>) => {
    number += 1
    const actor: Actor = { kind: 'guest', guestId: guestIdOf(`demonstration guest ${number}`) }
    const contactPhone = `1380001${String(number).padStart(4, '0')}`
    const said = { bookingId: crypto.randomUUID(), contactName: `示范客人${number}`, contactPhone }
    const held = await hold(actor, { ...said, notes: number === 1 ? '示范：晚上八点到' : '' })
    const pay = { bookingIds: [held.id], expectedFen: held.totalFen }
    const { paymentId } = await perform(trading.app, payBookings, asked(actor), pay)
    await payAtBank(trading, actor, paymentId)
  }
}

type DemoHouse = { id: string; roomTypes: readonly { id: string; rooms: number; nameEn: string }[] }

/** Rooms with names, and a made-up platform that sold a night which is sold here already. */
async function keepHouse({ app }: Trading, { actor, organisationId }: DemoSeller, house: DemoHouse): Promise<void> {
  for (const [floor, { id: roomTypeId, rooms }] of inOrder(house.roomTypes).entries()) {
    const names = Array.from({ length: rooms }, (_, at) => `${floor + 1}0${at + 1}`)
    await perform(app, nameRooms, asked(actor), { organisationId, houseId: house.id, roomTypeId, names })
  }
  const family = inOrder(house.roomTypes)[1]
  if (family === undefined) return
  const link = { organisationId, roomTypeId: family.id, name: '示范平台', feedUrl: null }
  const { linkId } = await perform(app, addCalendarLink, asked(actor), link)
  const today = civilDate(app.clock.now())
  const bytes = new TextEncoder().encode(
    calendarOf([
      ['demonstration-1', addDays(today, 1), addDays(today, 3)],
      ['demonstration-2', addDays(today, 6), addDays(today, 8)],
    ]),
  )
  const file = { name: 'demonstration.ics', mediaType: 'text/calendar', bytes }
  await perform(app, importCalendarFile, asked(actor), { organisationId, linkId, file })
}

/** An iCalendar of whole days, the last one excluded. */
function calendarOf(events: readonly (readonly [uid: string, from: string, until: string])[]): string {
  const plain = (day: string) => day.replaceAll('-', '')
  const lines = events.flatMap(([uid, from, until]) => [
    'BEGIN:VEVENT',
    `UID:${uid}@demo.terrace.example`,
    `DTSTAMP:${plain(from)}T000000Z`,
    `DTSTART;VALUE=DATE:${plain(from)}`,
    `DTEND;VALUE=DATE:${plain(until)}`,
    'SUMMARY:示范预订',
    'END:VEVENT',
  ])
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Terrace//Demonstration//EN']
  return `${[...head, ...lines, 'END:VCALENDAR'].join('\r\n')}\r\n`
}
