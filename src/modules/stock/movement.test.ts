import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { outcomeOf } from '../../../tests/harness/outcome.ts'
import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Actor } from '../../kernel/actor.ts'
import { recordCount } from './count.ops.ts'
import { lotsToCount } from './count.sql.ts'
import { confirmHolds, expireHolds, giveBackSold, releaseHolds } from './hold.sql.ts'
import { lotsOutOfStep, moveUnits } from './movement.sql.ts'
import { savePlace } from './place.ops.ts'
import { mainPlaceId } from './place.sql.ts'
import { readShelves } from './shelf.ops.ts'
import { keepBackSold, shipSold, withdrawSold } from './shipping.sql.ts'
import { createItems, holdStock, packLots } from './stock.ops.ts'
import { releaseOwnStop, stopOwnLot } from './stop.ops.ts'
import { receiveTransfer, sendTransfer } from './transfer.ops.ts'
import { writeOff } from './write-off.ops.ts'

const county = await openTestDatabase()
const { database } = county.app
const organisationId = crypto.randomUUID()
const packer: Actor = {
  kind: 'person',
  personId: crypto.randomUUID(),
  guestId: null,
  memberships: [{ organisationId, organisationKind: 'cooperative', roles: ['owner'], duties: [] }],
}
const now = county.clock.now()
const later = new Date(now.getTime() + 900_000)
const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.transact(work)

let serial = 0
async function shelf(units: number) {
  return inTx(async (tx) => {
    serial += 1
    const [item] = await createItems(tx, organisationId, '9520', [
      { name: '笋干', netGrams: 250, storage: 'ambient', shelfLifeDays: 100 },
    ])
    if (item === undefined) throw new Error('no item')
    const packing = { item, lotCode: `M${serial}`, harvestId: crypto.randomUUID(), packedOn: '2026-04-10', units }
    const [lot] = await packLots(tx, organisationId, [packing], now)
    const words = { kind: 'village_point' as const, name: `村点 ${serial}`, villageCode: null }
    const away = await savePlace(tx, organisationId, undefined, words)
    return {
      itemId: item.id,
      lotId: lot?.lotId ?? '',
      places: [await mainPlaceId(tx, organisationId), away] as [string, string],
    }
  })
}
type Shelf = Awaited<ReturnType<typeof shelf>>

const countersOf = statement<Record<string, number>>(
  'test.counters',
  `SELECT available_units AS available, held_units AS held, sold_units AS sold, withdrawn_units AS withdrawn, transit_units AS transit,
    shipped_units AS shipped, found_units AS found, packed_units AS packed, stops FROM stock.lot WHERE id = $1`,
)
const counters = async (lotId: string) => (await database.read((sql) => sql.run(countersOf, [lotId])))[0] ?? {}

const soldTo = statement<{ units: number }>(
  'test.sold_to',
  `SELECT coalesce(sum(units), 0)::int AS units FROM stock.hold WHERE order_id = $1 AND state = 'sold'`,
)
const soldOf = async (orderId: string) => (await database.read((sql) => sql.run(soldTo, [orderId])))[0]?.units ?? 0

const holdOne = (itemId: string, units: number, orderId: string) =>
  inTx((tx) => holdStock(tx, [{ orderId, itemId, units }], later, now))

const step = fc.record({
  do: fc.constantFrom(
    'hold',
    'hold',
    'confirm',
    'release',
    'expire',
    'give_back',
    'not_there',
    'keep_back',
    'keep_back',
    'ship',
    'ship',
    'count',
    'send',
    'receive',
    'write_off',
    'stop',
    'start',
  ),
  units: fc.integer({ min: 1, max: 6 }),
  pick: fc.nat(),
})
type Step = { do: string; units: number; pick: number }
type Papers = { orders: string[]; transfers: string[]; stops: string[] }

async function act({ itemId, lotId, places }: Shelf, papers: Papers, { do: what, units, pick }: Step): Promise<void> {
  const one = (list: readonly string[]) => list[pick % Math.max(1, list.length)] ?? crypto.randomUUID()
  const [placeId, otherId] = pick % 2 === 0 ? places : [places[1], places[0]]
  const part = { organisationId, lotId }
  const acts: Record<string, () => Promise<unknown>> = {
    hold: async () => {
      const orderId = crypto.randomUUID()
      await holdOne(itemId, units, orderId)
      papers.orders.push(orderId)
    },
    confirm: () => inTx((tx) => confirmHolds(tx, [one(papers.orders)], now)),
    release: () => inTx((tx) => releaseHolds(tx, [one(papers.orders)], now)),
    expire: () => inTx((tx) => expireHolds(tx, [one(papers.orders)], pick % 3 === 0 ? later : now)),
    give_back: () => inTx((tx) => giveBackSold(tx, [one(papers.orders)], now)),
    not_there: () => inTx((tx) => withdrawSold(tx, [one(papers.orders)], now)),
    keep_back: async () => {
      const orderId = one(papers.orders)
      const soldBefore = await soldOf(orderId)
      const kept = await inTx((tx) => keepBackSold(tx, orderId, [{ itemId, units }], pick % 3 > 0, now))
      const keptUnits = kept.reduce((sum, lot) => sum + lot.units, 0)
      expect(keptUnits).toBe(Math.min(units, soldBefore))
      expect(await soldOf(orderId)).toBe(soldBefore - keptUnits)
    },
    ship: () => inTx((tx) => shipSold(tx, [one(papers.orders), one(papers.orders.toReversed())], now)),
    count: () =>
      county.act(packer, recordCount, {
        organisationId,
        placeId,
        lines: [{ lotId, countedUnits: units, reason: '数出来不一样' }],
      }),
    send: async () => {
      const sent = await county.act(packer, sendTransfer, { ...part, fromPlaceId: placeId, toPlaceId: otherId, units })
      papers.transfers.push(sent.transferId)
    },
    receive: () => {
      const input = { organisationId, transferId: one(papers.transfers), receivedUnits: units, reason: '路上压坏' }
      return county.act(packer, receiveTransfer, input)
    },
    write_off: () => {
      const damaged = { lotId, placeId, units, cause: 'damaged' as const, note: '', photo: null }
      return inTx((tx) => writeOff(tx, organisationId, damaged, now))
    },
    stop: async () => {
      papers.stops.push((await county.act(packer, stopOwnLot, { ...part, reason: '抽检' })).stopId)
    },
    start: () => county.act(packer, releaseOwnStop, { organisationId, stopId: one(papers.stops), finding: '合格' }),
  }
  await outcomeOf(acts[what]?.() ?? Promise.resolve())
}

test('whatever happens to a lot, its counters, its places and its journal say the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 40 }), async (units, steps) => {
      const at = await shelf(units)
      const papers: Papers = { orders: [], transfers: [], stops: [] }
      for (const one of steps) await act(at, papers, one)
      expect(await database.read((sql) => lotsOutOfStep(sql))).toEqual([])
      const c = await counters(at.lotId)
      expect(c.packed! + c.found!).toBe(c.available! + c.held! + c.sold! + c.withdrawn! + c.transit!)
    }),
    { numRuns: 30 },
  )
}, 120_000)

test('many packers at once move no unit twice', async () => {
  const at = await shelf(40)
  const papers: Papers = { orders: [], transfers: [], stops: [] }
  for (let i = 0; i < 10; i += 1) {
    const orderId = crypto.randomUUID()
    await holdOne(at.itemId, 2, orderId)
    await inTx((tx) => confirmHolds(tx, [orderId], now))
    papers.orders.push(orderId)
  }
  const kinds = ['ship', 'send', 'write_off', 'receive', 'count', 'hold', 'ship', 'not_there']
  const all = Array.from({ length: 64 }, (_, i) => ({ do: kinds[i % kinds.length] ?? '', units: 1 + (i % 3), pick: i }))
  await Promise.all(all.map((one) => act(at, papers, one)))
  expect(await database.read((sql) => lotsOutOfStep(sql))).toEqual([])
})

test('a lot on hold is neither sold nor packed, and each release is on record', async () => {
  const at = await shelf(5)
  const orderId = crypto.randomUUID()
  await holdOne(at.itemId, 1, orderId)
  await inTx((tx) => confirmHolds(tx, [orderId], now))
  const { stopId } = await county.act(packer, stopOwnLot, { organisationId, lotId: at.lotId, reason: '有异味' })
  expect(await outcomeOf(holdOne(at.itemId, 1, crypto.randomUUID()))).toBe('stock.sold_out')
  expect(await outcomeOf(inTx((tx) => shipSold(tx, [orderId], now)))).toBe('stock.lot.stopped')
  await county.act(packer, releaseOwnStop, { organisationId, stopId, finding: '复检合格' })
  const again = county.act(packer, releaseOwnStop, { organisationId, stopId, finding: '复检合格' })
  expect(await outcomeOf(again)).toBe('stock.stop.released')
  await inTx((tx) => shipSold(tx, [orderId], now))
  expect(await counters(at.lotId)).toMatchObject({ available: 4, sold: 1, shipped: 1, stops: 0 })
})

test('no statement can move units without the journal, or leave them nowhere', async () => {
  const at = await shelf(5)
  const raw = (text: string) => inTx((tx) => tx.run(statement(`test.raw.${text.length}`, text), [at.lotId]))
  await expect(
    raw(
      'UPDATE stock.lot SET available_units = available_units - 1, withdrawn_units = withdrawn_units + 1 WHERE id = $1',
    ),
  ).rejects.toThrow('not what its journal says')
  await expect(raw('UPDATE stock.lot_place SET units = units - 1 WHERE lot_id = $1')).rejects.toThrow(
    'do not hold its units',
  )
  await expect(raw('UPDATE stock.movement SET units = 2 WHERE lot_id = $1')).rejects.toThrow('permission denied')
  await expect(raw('DELETE FROM stock.movement WHERE lot_id = $1')).rejects.toThrow('permission denied')
  const beyond = inTx((tx) =>
    moveUnits(tx, [{ lotId: at.lotId, kind: 'written_off', units: 6, placeId: at.places[0], causeId: null }], now),
  )
  await expect(beyond).rejects.toThrow('check constraint')
})

test('a difference needs its reason, and what buyers were promised cannot be counted away', async () => {
  const at = await shelf(5)
  const count = (countedUnits: number, reason: string | null) =>
    outcomeOf(
      county.act(packer, recordCount, {
        organisationId,
        placeId: at.places[0],
        lines: [{ lotId: at.lotId, countedUnits, reason }],
      }),
    )
  expect(await count(4, null)).toBe('stock.count.reason_missing')
  expect(await count(4, '少一包')).toBe('done')
  await holdOne(at.itemId, 3, crypto.randomUUID())
  expect(await count(2, '又少了')).toBe('stock.count.promised')
  expect(await count(7, '后面还有一箱')).toBe('done')
  const { lots } = await county.act(packer, readShelves, { organisationId })
  expect(lots.find((lot) => lot.id === at.lotId)).toMatchObject({ availableUnits: 4, heldUnits: 3, daysOnShelf: 8 })
})

test('the month after which a lot wants a count begins with the county’s day, wherever the session keeps its clock', async () => {
  const { lotId } = await shelf(5)
  const dayBegan = new Date('2026-04-10T00:00:00+08:00')
  const elsewhere = statement('test.elsewhere', `SET LOCAL TIME ZONE 'America/Los_Angeles'`)
  for (const move of [null, elsewhere]) {
    const wanted = (since: Date) =>
      inTx(async (tx) => {
        if (move !== null) await tx.run(move)
        const lots = await lotsToCount(tx, organisationId, since, { aDay: 1000, dayBegan: now })
        return lots.find((one) => one.lotId === lotId)
      })
    expect(await wanted(dayBegan)).toBeUndefined()
    expect(await wanted(new Date(dayBegan.getTime() + 1))).toEqual({ lotId, since: dayBegan })
  }
})
