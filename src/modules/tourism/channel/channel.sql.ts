import type { CivilDate, Instant } from '../../../kernel/clock.ts'
import type { Sql, Tx } from '../../../kernel/database.ts'
import { statement } from '../../../kernel/database.ts'
import type { RoomChange, RoomDay } from './ports.ts'

export type HouseChannel = {
  houseId: string
  channel: string
  isListed: boolean
  failures: number
  fault: string | null
  sentAt: Instant | null
}

const columns = `house_id AS "houseId", channel, is_listed AS "isListed", failures, fault, sent_at AS "sentAt"`

const list = statement(
  'tourism.house_channel.list',
  `
  INSERT INTO tourism.house_channel (house_id, channel, is_listed, next_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (house_id, channel) DO UPDATE SET is_listed = EXCLUDED.is_listed, next_at = EXCLUDED.next_at, failures = 0, fault = NULL`,
)

/** Lists a house on a channel, or takes it off: its rooms are then told as none. */
export const listOnChannel = (tx: Tx, houseId: string, channel: string, isListed: boolean, now: Instant) =>
  tx.run(list, [houseId, channel, isListed, now])

const ofHouses = statement<HouseChannel>(
  'tourism.house_channel.of_houses',
  `SELECT ${columns} FROM tourism.house_channel WHERE house_id = ANY($1::uuid[]) ORDER BY house_id, channel`,
)
export const channelsOfHouses = (sql: Sql, houseIds: readonly string[]): Promise<HouseChannel[]> =>
  sql.run(ofHouses, [houseIds])

const take = statement<HouseChannel>(
  'tourism.house_channel.take',
  `
  UPDATE tourism.house_channel SET next_at = $2 WHERE (house_id, channel) IN (
    SELECT house_id, channel FROM tourism.house_channel WHERE next_at <= $1 AND channel = ANY($3::text[]) ORDER BY next_at LIMIT $4 FOR UPDATE SKIP LOCKED
  ) RETURNING ${columns}`,
)

/** Takes houses whose turn it is; who takes one and is cut off gives it back by the lease's end. */
export const takeDueHouses = (
  tx: Tx,
  channels: readonly string[],
  now: Instant,
  leaseUntil: Instant,
  most: number,
): Promise<HouseChannel[]> => tx.run(take, [now, leaseUntil, channels, most])

const said = statement<{ roomTypeId: string; day: CivilDate; said: RoomDay }>(
  'tourism.channel_day.said',
  `
  SELECT d.room_type_id AS "roomTypeId", d.day, d.said FROM tourism.channel_day d JOIN tourism.room_type t ON t.id = d.room_type_id
  WHERE t.house_id = $1 AND d.channel = $2 AND d.day BETWEEN $3 AND $4`,
)

/** What a channel was told last of a house's rooms, by day. */
export const saidOfHouse = (
  sql: Sql,
  houseId: string,
  channel: string,
  from: CivilDate,
  until: CivilDate,
): Promise<RoomChange[]> => sql.run(said, [houseId, channel, from, until])

const noteSaid = statement(
  'tourism.channel_day.note',
  `
  INSERT INTO tourism.channel_day (channel, room_type_id, day, said)
  SELECT $1, s."roomTypeId", s.day, s.said FROM jsonb_to_recordset($2::jsonb) AS s("roomTypeId" uuid, day date, said jsonb)
  ON CONFLICT (channel, room_type_id, day) DO UPDATE SET said = EXCLUDED.said`,
)
const noteAnswer = statement(
  'tourism.house_channel.note_answer',
  `
  UPDATE tourism.house_channel SET next_at = $3, fault = $4::text, failures = CASE WHEN $4 IS NULL THEN 0 ELSE failures + 1 END,
    sent_at = CASE WHEN $4 IS NULL AND $6 THEN $5 ELSE sent_at END WHERE house_id = $1 AND channel = $2`,
)

/** Writes down what was taken, and when the house's turn comes again. */
export async function noteSent(
  tx: Tx,
  at: HouseChannel,
  changes: readonly RoomChange[],
  { fault, nextAt, now }: { fault: string | null; nextAt: Instant; now: Instant },
): Promise<void> {
  if (fault === null && changes.length > 0) await tx.run(noteSaid, [at.channel, JSON.stringify(changes)])
  await tx.run(noteAnswer, [at.houseId, at.channel, nextAt, fault, now, changes.length > 0])
}

const forget = statement('tourism.channel_day.forget', 'DELETE FROM tourism.channel_day WHERE day < $1')
export const forgetDaysBefore = (tx: Tx, day: CivilDate) => tx.run(forget, [day])
