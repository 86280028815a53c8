import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { InvoiceTitle } from './request.sql.ts'

export type SavedTitle = InvoiceTitle & { id: string }
export const TITLES_MAX = 30

const save = statement<{ id: string }>(
  'invoicing.title.save',
  `
  INSERT INTO invoicing.title (buyer_id, kind, name, tax_number, details)
  SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM invoicing.title WHERE buyer_id = $1) < ${TITLES_MAX}
  ON CONFLICT (buyer_id, kind, name, tax_number) DO UPDATE SET details = excluded.details RETURNING id`,
)

/** The id; null where the book is full. The same title again keeps its id. */
export async function saveTitleRow(tx: Tx, buyerId: string, t: InvoiceTitle): Promise<string | null> {
  return (await tx.run(save, [buyerId, t.kind, t.name, t.taxNumber, t.details]))[0]?.id ?? null
}

const list = statement<SavedTitle>(
  'invoicing.title.list',
  `SELECT id, kind, name, tax_number AS "taxNumber", details FROM invoicing.title WHERE buyer_id = ANY($1::uuid[]) ORDER BY id DESC`,
)
export const titlesOf = (sql: Sql, buyerIds: readonly string[]) => sql.run(list, [buyerIds])

const remove = statement<{ id: string }>(
  'invoicing.title.remove',
  `DELETE FROM invoicing.title WHERE id = $1 AND buyer_id = ANY($2::uuid[]) RETURNING id`,
)
export async function removeTitleRow(tx: Tx, titleId: string, buyerIds: readonly string[]): Promise<boolean> {
  return (await tx.run(remove, [titleId, buyerIds])).length === 1
}
