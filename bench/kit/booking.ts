import pg from 'pg'
import { migrationSources } from '../../src/county.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import { addDays, civilDate } from '../../src/kernel/clock.ts'
import { migrate } from '../../src/kernel/migrate.ts'
import { perform } from '../../src/kernel/perform.ts'
import { isRefusal } from '../../src/kernel/refusal.ts'
import { holdVisit, searchNights } from '../../src/modules/tourism/index.ts'
import { client } from './client.ts'
import { benchCounty, benchPostgres } from './county.ts'
import { startServer } from './server.ts'

/** True when held, false when sold out. */
export type Asked = (turn: number, places: number) => Promise<boolean>

const CONNECTIONS = 16
const MINUTE = 540

/** A county to book in, in this process or in one of its own, and plain connections beside it. */
export async function openBooking(http: boolean) {
  const server = http ? await startServer() : null
  const postgres = server === null ? await benchPostgres() : null
  const databaseUrl = server?.databaseUrl ?? postgres?.url ?? ''
  if (server === null) await migrate(databaseUrl, migrationSources)
  const county = benchCounty(databaseUrl)
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  // PostgreSQL stops before the pool has said goodbye.
  pool.on('error', () => undefined)
  await pool.query(
    'CREATE TABLE IF NOT EXISTS public.bench_hold (id uuid PRIMARY KEY, owner_id uuid NOT NULL, places int NOT NULL)',
  )
  const day = addDays(civilDate(new Date()), 10)
  const counter = async (capacity: number) => {
    const ownerId = crypto.randomUUID()
    await pool.query(
      `INSERT INTO tourism.counter (owner_id, day, minute, kind, capacity) VALUES ($1, $2, ${MINUTE}, 'slot', $3)`,
      [ownerId, day, capacity],
    )
    return ownerId
  }
  const heldOf = async (ownerId: string) => {
    const { rows } = await pool.query<{ held: number }>(
      'SELECT sum(held)::int AS held FROM tourism.counter WHERE owner_id = $1',
      [ownerId],
    )
    return rows[0]?.held ?? 0
  }
  const shop = server === null ? null : client(server.url, 256)

  return {
    /** One option at one slot, booked as guests book. */
    async county(places: number) {
      const optionId = await makeOption(pool, await counter(places), day)
      const ownerId = (
        await pool.query<{ id: string }>('SELECT resource_id AS id FROM tourism.option WHERE id = $1', [optionId])
      ).rows[0]?.id as string
      const ask: Asked = async (turn, count) => {
        const input = {
          bookingId: crypto.randomUUID(),
          optionId,
          day,
          minute: MINUTE,
          tickets: [{ type: 'adult' as const, count }],
          contactName: '示范游客',
          contactPhone: '13800000000',
        }
        if (shop !== null) return overHttp(shop, input)
        const actor: Actor = { kind: 'guest', guestId: guestOf(turn) }
        return held(perform(county.app, holdVisit, { actor, lang: 'zh' }, input))
      }
      return { ask, sold: () => heldOf(ownerId) }
    },
    async plain(places: number, how: 'update' | 'lock') {
      const ownerId = await counter(places)
      return { ask: plainAsk(pool, ownerId, how), sold: () => heldOf(ownerId) }
    },
    async nights(kind: 'county' | 'bare') {
      const houses = 30
      const rooms = 10
      const length = 30
      const ids = await makeNights(pool, houses, rooms, day, length)
      const capacity = houses * rooms * length
      const stays = Math.ceil((capacity * 1.2) / 2)
      const keys = (turn: number) => {
        const ownerId = ids[(turn * 7919) % houses] as string
        const arrival = addDays(day, (turn * 104_729) % (length - 1))
        return [arrival, addDays(arrival, 1)].map((night) => ({ ownerId, day: night, minute: -1 }))
      }
      const ask: Asked = async (turn, count) =>
        kind === 'bare'
          ? bareStay(pool, keys(turn), count)
          : (await county.app.ports.places.hold({
              holdId: crypto.randomUUID(),
              expiresAt: new Date(Date.now() + 900_000),
              claims: keys(turn).map((key) => ({ ...key, quantity: count })),
            })) === 'held'
      const sold = async () => (await Promise.all(ids.map(heldOf))).reduce((sum, n) => sum + n, 0)
      return { stays, ask, sold, capacity }
    },
    async availability(types: number, length: number) {
      const ids = await makeNights(pool, types, 10, day, length)
      const input = { roomTypeIds: ids.join(','), from: day, until: addDays(day, length - 1) }
      const actor: Actor = { kind: 'guest', guestId: guestOf(0) }
      return () => perform(county.app, searchNights, { actor, lang: 'zh' }, input)
    },
    async close() {
      shop?.close()
      await pool.end()
      await county.close()
      await postgres?.stop()
      await server?.stop()
    },
  }
}

const guestOf = (turn: number) => `00000000-0000-8000-8000-${String(turn).padStart(12, '0')}`

async function held(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return true
  } catch (error) {
    if (isRefusal(error) && error.code === 'tourism.sold_out') return false
    throw error
  }
}

async function overHttp(shop: ReturnType<typeof client>, input: object): Promise<boolean> {
  const headers = { 'content-type': 'application/json', 'terrace-guest': 'bench-guest-0123456789abcdefghijk' }
  const { status, body } = await shop.send('POST', '/api/tourism/visits', headers, JSON.stringify(input))
  if (status < 300) return true
  if (status === 409 && body.includes('tourism.sold_out')) return false
  throw new Error(`answered ${status}: ${body.slice(0, 200)}`)
}

function plainAsk(pool: pg.Pool, ownerId: string, how: 'update' | 'lock'): Asked {
  return async (_turn, places) => {
    const connection = await pool.connect()
    try {
      await connection.query('BEGIN')
      const { rowCount } = await (how === 'update' ? update(connection) : lock(connection))
      if (rowCount === 1) await connection.query(noteHold, [crypto.randomUUID(), ownerId, places])
      await connection.query('COMMIT')
      return rowCount === 1
    } finally {
      connection.release()
    }
    function update(on: pg.PoolClient) {
      return on.query({ name: 'bench.update', text: takePlaces, values: [ownerId, places] })
    }
    async function lock(on: pg.PoolClient) {
      const { rows } = await on.query<{ free: number }>({ name: 'bench.lock', text: lockSlot, values: [ownerId] })
      return (rows[0]?.free ?? 0) < places ? { rowCount: 0 } : update(on)
    }
  }
}
const takePlaces = `UPDATE tourism.counter SET held = held + $2 WHERE owner_id = $1 AND held + confirmed + redeemed + $2 <= capacity`
const lockSlot = `SELECT capacity - held - confirmed - redeemed AS free FROM tourism.counter WHERE owner_id = $1 FOR UPDATE`
const noteHold = {
  name: 'bench.hold',
  text: 'INSERT INTO public.bench_hold (id, owner_id, places) VALUES ($1, $2, $3)',
}

/** Both nights by one conditional statement, and the hold's row, as plain SQL would. */
async function bareStay(
  pool: pg.Pool,
  keys: readonly { ownerId: string; day: string }[],
  rooms: number,
): Promise<boolean> {
  const [first, second] = keys
  const connection = await pool.connect()
  try {
    await connection.query('BEGIN')
    const values = [first?.ownerId, first?.day, second?.day, rooms]
    const { rowCount } = await connection.query({ name: 'bench.stay', text: takeNights, values })
    if (rowCount === 2) await connection.query(noteHold, [crypto.randomUUID(), first?.ownerId, rooms])
    await connection.query(rowCount === 2 ? 'COMMIT' : 'ROLLBACK')
    return rowCount === 2
  } finally {
    connection.release()
  }
}
const takeNights = `
  UPDATE tourism.counter SET held = held + $4 WHERE owner_id = $1 AND minute = -1 AND held + confirmed + redeemed + $4 <= capacity AND (owner_id, day, minute) IN
    (SELECT owner_id, day, minute FROM tourism.counter WHERE owner_id = $1 AND day IN ($2, $3) ORDER BY day FOR NO KEY UPDATE)`

/** A site, a resource that has the counter's id, a product and an option with one kind of ticket. */
async function makeOption(pool: pg.Pool, resourceId: string, day: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `
    WITH s AS (
      INSERT INTO tourism.site (organisation_id, name_zh, name_en, village_code, day_limit) VALUES (gen_random_uuid(), '景点', 'Site', '331123001001', 1000000) RETURNING id, organisation_id
    ), r AS (
      INSERT INTO tourism.resource (id, organisation_id, site_id, name_zh, name_en, is_timed) SELECT $1, organisation_id, id, '大门', 'Gate', true FROM s RETURNING id
    ), p AS (
      INSERT INTO tourism.product (organisation_id, site_id, kind, name_zh, name_en) SELECT organisation_id, id, 'ticket', '门票', 'Ticket' FROM s RETURNING id
    ), o AS (
      INSERT INTO tourism.option (product_id, resource_id, position, name_zh, name_en, duration_minutes) SELECT p.id, r.id, 0, '一场', 'Slot', 60 FROM p, r RETURNING id
    ), u AS (
      INSERT INTO tourism.unit (option_id, type, price_fen) SELECT id, 'adult', 8000 FROM o
    ), c AS (
      INSERT INTO tourism.counter (owner_id, day, kind, capacity) SELECT id, $2::date, 'site', 1000000 FROM s
      UNION ALL SELECT '00000000-0000-0000-0000-000000000000', $2::date, 'county', 1000000 ON CONFLICT DO NOTHING
    )
    SELECT id FROM o`,
    [resourceId, day],
  )
  return rows[0]?.id as string
}

async function makeNights(
  pool: pg.Pool,
  houses: number,
  rooms: number,
  day: string,
  length: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `
    WITH h AS (
      INSERT INTO tourism.house (organisation_id, name_zh, name_en, village_code) SELECT gen_random_uuid(), '民宿 ' || n, 'House ' || n, '331123001001'
      FROM generate_series(1, $1) AS n RETURNING id, organisation_id
    ), t AS (
      INSERT INTO tourism.room_type (house_id, organisation_id, name_zh, name_en, rooms, guests_included, guests_max, price_fen)
      SELECT id, organisation_id, '大床房', 'Double', $2, 2, 2, 20000 FROM h RETURNING id
    ), c AS (
      INSERT INTO tourism.counter (owner_id, day, kind, capacity) SELECT id, $3::date + n, 'night', $2 FROM t, generate_series(0, $4 - 1) AS n
    )
    SELECT id FROM t`,
    [houses, rooms, day, length],
  )
  await pool.query('ANALYZE tourism.counter')
  return rows.map((row) => row.id)
}
