import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** A pick list, a packing slip with its address, or labels of the goods. */
export const papers = ['pick', 'slip', 'label'] as const
export type Paper = (typeof papers)[number]
export type Printed = { orderId: string; paper: Paper; times: number; lastAt: Instant }

const list = statement<Printed>(
  'desk.printing.list',
  `
  SELECT order_id AS "orderId", paper, count(*)::int AS times, max(at) AS "lastAt" FROM desk.printing
  WHERE organisation_id = $1 AND order_id = ANY($2::uuid[]) GROUP BY 1, 2 ORDER BY 1, 2`,
)

/** What of some orders was printed before. */
export async function printedOf(sql: Sql, organisationId: string, orderIds: readonly string[]): Promise<Printed[]> {
  return sql.run(list, [organisationId, orderIds])
}

const insert = statement(
  'desk.printing.insert',
  `INSERT INTO desk.printing (organisation_id, order_id, paper, at) SELECT $1, o, p, $4 FROM unnest($2::uuid[]) o, unnest($3::text[]) p`,
)

export async function insertPrintings(
  tx: Tx,
  organisationId: string,
  orderIds: readonly string[],
  printed: readonly Paper[],
  now: Instant,
): Promise<void> {
  await tx.run(insert, [organisationId, orderIds, printed, now])
}
