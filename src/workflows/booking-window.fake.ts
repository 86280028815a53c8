import { expect } from 'vitest'
import { codeOf } from '../../tests/harness/outcome.ts'
import { civilDate } from '../kernel/clock.ts'
import { bookingsById, keepForWindow, openTill, returnAtWindow, sellAtWindow } from '../modules/tourism/index.ts'
import * as model from './booking-model.fake.ts'
import type { Hold, World } from './booking-model.fake.ts'
import { shapeOf } from './booking-steps.fake.ts'
import type { Step } from './booking-steps.fake.ts'
import type { Trade } from './testing.ts'

type Sold = { id: string; day: string; walkIns: number; hold: Hold }
/** A sight with a window, what its window sold, and from how many percent on it takes bookings only. */
export type Window = World & {
  siteId: string
  optionId: string
  tillId: string | null
  sold: Sold[]
  reserveFromPercent: number
}

export type WindowStep = Extract<Step, { do: 'keep' | 'sell' | 'take_back' }>
export const isOfWindow = (s: Step): s is WindowStep => s.do === 'keep' || s.do === 'sell' || s.do === 'take_back'

/** Acts at a sight's window and holds them to the simplest rules: what is kept is sold there first, and comes back there. */
export function windowOf({ county: { act, app } }: Trade, { owner, organisationId }: Trade['shops'][number]) {
  const siteCell = (world: Window, day: string) => world.cells.get(`site ${day}`)

  async function keep(world: Window, day: string, people: number): Promise<string> {
    const { siteId } = world
    const acting = act(owner, keepForWindow, { organisationId, siteId, from: day, until: day, people })
    if (day < civilDate(new Date(world.now))) {
      expect(await codeOf(acting)).toBe('tourism.calendar.past')
      return 'kept too late'
    }
    const cell = siteCell(world, day)
    const own = world.sold.filter((one) => one.day === day && one.hold.state === 'confirmed')
    const wanted = Math.max(0, people - own.reduce((sum, one) => sum + one.walkIns, 0))
    const left = cell === undefined ? 0 : cell.capacity - cell.held - cell.confirmed
    expect((await acting).daysShort).toBe(wanted > left ? 1 : 0)
    if (cell !== undefined) cell.kept = Math.min(wanted, left)
    return 'kept for the window'
  }

  async function sell(world: Window, adults: number): Promise<string> {
    const { siteId, optionId } = world
    world.tillId ??= (await act(owner, openTill, { organisationId, siteId, name: '1 号窗口' })).id
    const [bookingId, day] = [crypto.randomUUID(), civilDate(new Date(world.now))]
    const sale = { organisationId, tillId: world.tillId, bookingId, optionId, lettingIn: false }
    const code = await codeOf(act(owner, sellAtWindow, { ...sale, tickets: [{ type: 'adult', count: adults }] }))
    const cell = siteCell(world, day)
    if (cell === undefined) {
      expect(code).toBe('tourism.date_closed')
      return 'window closed'
    }
    // A sale that is refused leaves what is overdue where it was.
    const before = model.overdue(world)
    const taken =
      cell.held + cell.confirmed - before.reduce((sum, hold) => sum + (hold.claims.get(`site ${day}`) ?? 0), 0)
    const walkIns = Math.min(cell.kept, adults)
    if (walkIns < adults && taken * 100 >= cell.capacity * world.reserveFromPercent) {
      expect(code).toBe('tourism.walk_in.booked_only')
      return 'booked only'
    }
    if (taken + cell.kept - walkIns + adults > cell.capacity) {
      expect(code).toBe('tourism.sold_out')
      return 'window sold out'
    }
    expect(code).toBeNull()
    model.expire(world)
    cell.kept -= walkIns
    const claims = model.claimsOf(false, shapeOf({ day, adults }))
    const hold = model.take(world, claims, world.now)
    model.move(world, hold, 'confirmed')
    world.sold.push({ id: bookingId, day, walkIns, hold })
    return walkIns > 0 ? 'sold of what was kept' : 'sold of the rest'
  }

  async function takeBack(world: Window, pick: number): Promise<string> {
    const standing = world.sold.filter((one) => one.hold.state === 'confirmed')
    const one = standing[pick % Math.max(1, standing.length)]
    if (one === undefined || world.tillId === null) return 'nothing to take back'
    const asked = { organisationId, tillId: world.tillId, bookingId: one.id, reason: '下雨' }
    await act(owner, returnAtWindow, asked)
    model.move(world, one.hold, 'released')
    const cell = siteCell(world, one.day)
    if (cell !== undefined) cell.kept += Math.min(one.walkIns, cell.capacity - cell.held - cell.confirmed - cell.kept)
    return 'taken back'
  }

  return {
    take(world: Window, s: WindowStep): Promise<string> {
      if (s.do === 'keep') return keep(world, model.dayAt(world, s.day), s.people)
      return s.do === 'sell' ? sell(world, s.adults) : takeBack(world, s.pick)
    },
    async compare(world: Window): Promise<void> {
      const ids = world.sold.map((one) => one.id)
      const rows = await app.database.read((sql) => bookingsById(sql, ids))
      const found = new Map(rows.map((row) => [row.id, row]))
      for (const { id, walkIns, hold } of world.sold)
        expect(found.get(id)).toMatchObject({ state: hold.state, walkIns })
    },
  }
}
