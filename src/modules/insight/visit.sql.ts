import type { CivilDate } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import { recountSql } from './recount.ts'

/** What one visitor did on one day, as far as it is not written yet. `visitor` is a digest in hexadecimal. */
export type Seen = { day: CivilDate; key: string; visitor: string; views: number; basket: boolean }

const add = statement(
  'insight.visitor.add',
  `
  INSERT INTO insight.visitor AS v (day, key, visitor, views, basket)
  SELECT s.day, s.key, decode(s.visitor, 'hex'), s.views, s.basket
  FROM jsonb_to_recordset($1::jsonb) AS s(day date, key text, visitor text, views int, basket boolean) ORDER BY s.day, s.key, s.visitor
  ON CONFLICT (day, key, visitor) DO UPDATE SET views = v.views + excluded.views, basket = v.basket OR excluded.basket`,
)

/** Adds what was seen, many visitors in one statement; in key order, so that processes never wait in a ring. */
export async function addSeen(tx: Tx, seen: readonly Seen[]): Promise<void> {
  if (seen.length > 0) await tx.run(add, [JSON.stringify(seen)])
}

/** Only days whose visitors are still known are counted; what was counted before stands. */
const count = statement<{ changed: number }>(
  'insight.visit.count',
  recountSql({
    table: 'insight.daily_visit',
    keys: ['key', 'day'],
    figures: ['visitors', 'views', 'baskets'],
    scope: 'false',
    counted: `
    SELECT key, day, count(*) AS visitors, sum(views)::bigint AS views, count(*) FILTER (WHERE basket) AS baskets
    FROM insight.visitor GROUP BY key, day`,
  }),
)

export async function countVisits(tx: Tx): Promise<number> {
  return (await tx.run(count))[0]?.changed ?? 0
}

const forget = statement('insight.visitor.forget', 'DELETE FROM insight.visitor WHERE day < $1')

/** Nobody can be told apart any more before this day; the counts stay. */
export async function forgetVisitors(tx: Tx, before: CivilDate): Promise<void> {
  await tx.run(forget, [before])
}
