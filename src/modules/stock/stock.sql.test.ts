import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '../../../tests/harness/database.ts'
import { statement } from '../../kernel/database.ts'
import { isRefusal } from '../../kernel/refusal.ts'
import { confirmHolds, expireHolds, giveBackSold, holdRows, releaseHolds } from './hold.sql.ts'
import { withdrawSold } from './shipping.sql.ts'
import { createItems, holdStock, packLots } from './stock.ops.ts'

const county = await openTestDatabase()
const { database } = county.app
const organisationId = crypto.randomUUID()
const now = county.clock.now()
const later = new Date(now.getTime() + 900_000)
const today = '2026-04-18'

type Counters = {
  id: string
  code: string
  available: number
  held: number
  sold: number
  withdrawn: number
  packed: number
}
const readLots = statement<Counters>(
  'test.lots',
  `
  SELECT id, code, available_units AS available, held_units AS held, sold_units AS sold, withdrawn_units AS withdrawn, packed_units AS packed
  FROM stock.lot WHERE item_id = $1 ORDER BY expires_on, id`,
)

let serial = 0
/** A trade item with lots of the given units; a later lot expires later. */
async function itemWithLots(...units: number[]): Promise<string> {
  return database.transact(async (tx) => {
    const [item] = await createItems(tx, organisationId, '9520', [
      { name: '笋干', netGrams: 250, storage: 'ambient', shelfLifeDays: 100 },
    ])
    if (item === undefined) throw new Error('no item')
    const packings = units.map((n, i) => ({
      item,
      lotCode: `L${(serial += 1)}`,
      harvestId: crypto.randomUUID(),
      packedOn: `2026-04-${String(10 + i).padStart(2, '0')}`,
      units: n,
    }))
    await packLots(tx, organisationId, packings, now)
    return item.id
  })
}
const lotsOf = (itemId: string) => database.read((sql) => sql.run(readLots, [itemId]))
const hold = (itemId: string, units: number, orderId: string = crypto.randomUUID(), expiresAt = later) =>
  database.transact((tx) => holdStock(tx, [{ orderId, itemId, units }], expiresAt, now))

describe('first expired, first out', () => {
  test('a hold takes the lot that expires first and goes on to the next', async () => {
    const itemId = await itemWithLots(3, 5, 5)
    const taken = await hold(itemId, 6)
    const lots = await lotsOf(itemId)
    expect(new Map(taken.map((t) => [t.lotId, t.units]))).toEqual(new Map(lots.slice(0, 2).map((l) => [l.id, 3])))
    expect(lots.map((l) => [l.available, l.held])).toEqual([
      [0, 3],
      [2, 3],
      [5, 0],
    ])
  })

  test('a lot on its last day is not sold', async () => {
    const itemId = await itemWithLots(4)
    const [{ expiresOn } = { expiresOn: '' }] = await database.read((sql) =>
      sql.run(
        statement<{ expiresOn: string }>(
          'test.expiry',
          'SELECT expires_on AS "expiresOn" FROM stock.lot WHERE item_id = $1',
        ),
        [itemId],
      ),
    )
    const onLastDay = await database.transact((tx) =>
      holdRows(tx, [{ orderId: crypto.randomUUID(), itemId, units: 1 }], later, expiresOn, now),
    )
    expect(onLastDay).toEqual([])
  })

  test('too little stock refuses with what is left and holds nothing', async () => {
    const itemId = await itemWithLots(2, 1)
    await expect(hold(itemId, 4)).rejects.toMatchObject({ code: 'stock.sold_out', params: { left: 3 } })
    expect((await lotsOf(itemId)).map((l) => l.held)).toEqual([0, 0])
  })
})

test('32 shoppers for the last 100 units: exactly 100 are held, none below nothing', async () => {
  const itemId = await itemWithLots(40, 35, 25)
  const outcomes = await Promise.all(
    Array.from({ length: 32 * 5 }, () =>
      hold(itemId, 1).then(
        () => 'held',
        (error: unknown) => (isRefusal(error) ? error.code : String(error)),
      ),
    ),
  )
  expect(outcomes.filter((o) => o === 'held')).toHaveLength(100)
  expect(new Set(outcomes)).toEqual(new Set(['held', 'stock.sold_out']))
  expect((await lotsOf(itemId)).map((l) => [l.available, l.held])).toEqual([
    [0, 40],
    [0, 35],
    [0, 25],
  ])
})

test('two baskets with the same items in opposite order never wait on each other for ever', async () => {
  const [a, b] = [await itemWithLots(500), await itemWithLots(500)]
  const basket = (first: string, second: string) => {
    const orderId = crypto.randomUUID()
    return database.transact((tx) =>
      holdStock(
        tx,
        [
          { orderId, itemId: first, units: 1 },
          { orderId, itemId: second, units: 1 },
        ],
        later,
        now,
      ),
    )
  }
  await Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? basket(a, b) : basket(b, a))))
  expect((await lotsOf(a))[0]?.held).toBe(60)
  expect((await lotsOf(b))[0]?.held).toBe(60)
})

test('no statement can bring a counter below nothing or lose a unit', async () => {
  const itemId = await itemWithLots(5)
  const attempt = (set: string) =>
    database.transact((tx) =>
      tx.run(statement(`test.${set.length}`, `UPDATE stock.lot SET ${set} WHERE item_id = $1`), [itemId]),
    )
  await expect(attempt('available_units = available_units - 6, held_units = held_units + 6')).rejects.toThrow(
    'lot_available_units_check',
  )
  await expect(attempt('available_units = available_units - 1')).rejects.toThrow('every_unit_once')
})

type Held = { orderId: string; units: number; state: 'held' | 'sold' | 'ended'; expired: boolean }
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      units: fc.integer({ min: 1, max: 6 }),
      expired: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'confirm' as const,
        'release' as const,
        'give_back' as const,
        'withdraw' as const,
        'expire' as const,
      ),
      pick: fc.nat(),
    }),
  },
)

test('any run of holds, confirmations, releases and expiries agrees with a simple model', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 }),
      fc.array(step, { maxLength: 30 }),
      async (units, steps) => {
        const itemId = await itemWithLots(...units)
        const model = { available: units.reduce((a, b) => a + b, 0), held: 0, sold: 0, withdrawn: 0 }
        const holds: Held[] = []
        for (const s of steps) {
          if (s.do === 'hold') {
            const orderId = crypto.randomUUID()
            const fits = s.units <= model.available
            const outcome = await hold(itemId, s.units, orderId, s.expired ? now : later).then(
              () => true,
              () => false,
            )
            expect(outcome).toBe(fits)
            if (!fits) continue
            model.available -= s.units
            model.held += s.units
            holds.push({ orderId, units: s.units, state: 'held', expired: s.expired })
          } else if (holds.length > 0) await change(s.do, holds[s.pick % holds.length] as Held, model)
        }
        const lots = await lotsOf(itemId)
        const sum = (key: keyof typeof model) => lots.reduce((total, lot) => total + lot[key], 0)
        expect({
          available: sum('available'),
          held: sum('held'),
          sold: sum('sold'),
          withdrawn: sum('withdrawn'),
        }).toEqual(model)
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)

async function change(
  kind: 'confirm' | 'release' | 'give_back' | 'withdraw' | 'expire',
  held: Held,
  model: Record<string, number>,
): Promise<void> {
  const call = {
    confirm: confirmHolds,
    release: releaseHolds,
    give_back: giveBackSold,
    withdraw: withdrawSold,
    expire: expireHolds,
  }[kind]
  const from = kind === 'give_back' || kind === 'withdraw' ? 'sold' : 'held'
  const to = {
    confirm: 'sold',
    release: 'available',
    give_back: 'available',
    withdraw: 'withdrawn',
    expire: 'available',
  }[kind]
  const moves = held.state === from && (kind !== 'expire' || held.expired)
  const moved = await database.transact((tx) => call(tx, [held.orderId], now))
  expect(moved.has(held.orderId)).toBe(moves)
  if (!moves) return
  model[from] = (model[from] ?? 0) - held.units
  model[to] = (model[to] ?? 0) + held.units
  held.state = kind === 'confirm' ? 'sold' : 'ended'
}

test('a lot code is used once in an organisation', async () => {
  await database.transact(async (tx) => {
    const [item] = await createItems(tx, organisationId, '9520', [
      { name: '茶', netGrams: 100, storage: 'ambient', shelfLifeDays: 365 },
    ])
    const packing = {
      item: item as { id: string; shelfLifeDays: number },
      lotCode: 'TWICE',
      harvestId: crypto.randomUUID(),
      packedOn: today,
      units: 1,
    }
    await packLots(tx, organisationId, [packing], now)
    await expect(packLots(tx, organisationId, [packing], now)).rejects.toMatchObject({ code: 'stock.lot.code_used' })
    await expect(packLots(tx, organisationId, [{ ...packing, lotCode: '批号' }], now)).rejects.toMatchObject({
      code: 'stock.lot.code_not_allowed',
    })
    await expect(
      packLots(tx, organisationId, [{ ...packing, lotCode: 'OLD', packedOn: '2025-01-01' }], now),
    ).rejects.toMatchObject({ code: 'stock.lot.expired' })
  })
})
