import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

const join = statement(
  'tourism.pool.join',
  `INSERT INTO tourism.pool_house (house_id, joined_at) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
)
const leave = statement('tourism.pool.leave', `DELETE FROM tourism.pool_house WHERE house_id = $1`)
const note = statement(
  'tourism.overflow.note',
  `INSERT INTO tourism.overflow (booking_id, wanted_room_type_id, agreed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
)

const joined = statement<{ id: string }>(
  'tourism.pool.joined',
  `SELECT house_id AS id FROM tourism.pool_house WHERE house_id = ANY($1::uuid[])`,
)

/** Which of the houses take guests of full neighbours. */
export async function poolHouses(sql: Sql, houseIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await sql.run(joined, [houseIds])).map((row) => row.id))
}

export async function joinPool(tx: Tx, houseId: string, joins: boolean, now: Instant): Promise<void> {
  await (joins ? tx.run(join, [houseId, now]) : tx.run(leave, [houseId]))
}

/** Keeps where a guest had wanted to stay who agreed to a neighbour. */
export async function noteOverflow(tx: Tx, bookingId: string, wantedRoomTypeId: string, now: Instant): Promise<void> {
  await tx.run(note, [bookingId, wantedRoomTypeId, now])
}
