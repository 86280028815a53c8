import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf } from '../../tests/harness/outcome.ts'
import type { Actor } from '../kernel/actor.ts'
import { addDays } from '../kernel/clock.ts'
import { bookingsById, releaseBooking, searchSlots } from '../modules/tourism/index.ts'
import { changeBooking } from './change-booking.ts'
import { openRiver } from './guided.fake.ts'
import { openTown } from './town.fake.ts'

const town = await openTown()
const { trade, newGuest } = town
const { act, app } = trade.county
const river = await openRiver(trade, town.host)
const { rafting, drift, holdOf } = river
const alone = await river.guide('一次一批', ['zh'], null)
const group = await river.guide('一次六人', ['zh', 'en'], 6)

const slotsOf = async ({ productId }: typeof rafting, day: string) =>
  (await act(newGuest(), searchSlots, { productId, from: day, until: day })).options[0]?.slots ?? []

/** Fifteen days of forty acts each, every day a world of its own. */
const RUNS = 15
const ACTS = 40
const slots = { nine: [540, 600], ten: [600, 660], drift: [570, 660] } as const
type At = keyof typeof slots
type Party = { id: string; buyer: Actor; at: At; count: number; guideId: string | null; language: string | null }

const count = fc.integer({ min: 1, max: 7 })
const language = fc.constantFrom(null, 'zh' as const, 'en' as const)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      at: fc.constantFrom('nine', 'ten', 'drift'),
      count,
      language,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      pick: fc.nat(),
      at: fc.constantFrom('nine', 'ten'),
      count,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), pick: fc.nat() }) },
)

/** What is left at a time for a party that is to be led in a language, by counting people, parties and rafts. */
function roomAt(parties: readonly Party[], at: At, spoken: string | null): number {
  const here = parties.filter((party) => party.at === at)
  const places = 10 - here.reduce((sum, party) => sum + party.count, 0)
  const [begins, ends] = slots[at]
  const quarters = Array.from({ length: (ends - begins) / 15 }, (_, n) => begins + n * 15)
  const out = (minute: number) =>
    parties.reduce((sum, { at: other, count: people }) => {
      const [from, until] = slots[other]
      return from <= minute && minute < until ? sum + Math.ceil(people / 4) : sum
    }, 0)
  const rafts = Math.min(...quarters.map((minute) => 3 - out(minute))) * 4
  if (at === 'drift') return Math.max(0, Math.min(places, rafts))
  const ledBy = (guideId: string) => here.filter((party) => party.guideId === guideId)
  const byOne = spoken !== 'en' && ledBy(alone).length === 0 ? 10 : 0
  const bySix = 6 - ledBy(group).reduce((sum, party) => sum + party.count, 0)
  return Math.max(0, Math.min(places, rafts, Math.max(byOne, bySix)))
}

const guideOf = async (id: string) => (await app.database.read((sql) => bookingsById(sql, [id])))[0]
/** True where it was done; anything but a refusal for want of room is a fault. */
async function done(asked: Promise<unknown>): Promise<boolean> {
  const code = await codeOf(asked)
  expect([null, 'tourism.sold_out', 'tourism.visit.no_guide']).toContain(code)
  return code === null
}

async function take(
  parties: Party[],
  s: typeof step extends fc.Arbitrary<infer T> ? T : never,
  day: string,
): Promise<void> {
  if (s.do === 'hold') {
    const [buyer, id, at] = [newGuest(), crypto.randomUUID(), s.at]
    const asked = at === 'drift' ? null : s.language
    const option = at === 'drift' ? drift.optionId : rafting.optionId
    const way = { bookingId: id, day, count: s.count, minute: slots[at][0], language: asked }
    const fits = roomAt(parties, at, asked) >= s.count
    expect(await done(holdOf(buyer, option, way))).toBe(fits)
    if (!fits) return
    const row = await guideOf(id)
    expect(asked === null || row?.language === asked).toBe(true)
    parties.push({ id, buyer, at, count: s.count, guideId: row?.guideId ?? null, language: row?.language ?? null })
    return
  }
  const party = parties[s.pick % Math.max(1, parties.length)]
  if (party === undefined) return
  const others = parties.filter((one) => one !== party)
  if (s.do === 'release') {
    await act(party.buyer, releaseBooking, { bookingId: party.id })
    parties.splice(parties.indexOf(party), 1)
    return
  }
  if (party.at === 'drift') return
  const tickets = [{ type: 'adult' as const, count: s.count }]
  const wish = { bookingId: party.id, minute: slots[s.at][0], tickets, expectedToPayFen: 0, expectedRefundFen: 0 }
  const fits = roomAt(others, s.at, party.language) >= s.count
  expect(await done(act(party.buyer, changeBooking, wish))).toBe(fits)
  if (!fits) return
  const row = await guideOf(party.id)
  expect(row?.language).toBe(party.language)
  Object.assign(party, { at: s.at, count: s.count, guideId: row?.guideId })
}

test(
  `${RUNS * ACTS} random bookings, changes and releases: guides and rafts are as counted by hand`,
  { timeout: 600_000 },
  async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: ACTS, maxLength: ACTS }), async (steps) => {
        const day = addDays('2026-04-28', (run += 1) % 20)
        const parties: Party[] = []
        for (const s of steps) {
          await take(parties, s, day)
          const free = [...(await slotsOf(rafting, day)), ...(await slotsOf(drift, day))].map((slot) => slot.free)
          expect(free).toEqual([
            roomAt(parties, 'nine', null),
            roomAt(parties, 'ten', null),
            roomAt(parties, 'drift', null),
          ])
        }
        for (const { buyer, id } of parties) await act(buyer, releaseBooking, { bookingId: id })
      }),
      { numRuns: RUNS, seed: 20_260_501, endOnFailure: true },
    )
    await town.allIsWell()
  },
)
