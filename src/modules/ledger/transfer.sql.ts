import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

export type Transfer = {
  kind: string
  debit: string
  credit: string
  amountFen: number
  organisationId: string
  orderId: string | null
  /** What caused it; the same cause books each part of a kind once. */
  reference: string
  part?: number
  /** A second organisation the transfer concerns. */
  partyId?: string
}

const book = statement(
  'ledger.transfer.book',
  `
  INSERT INTO ledger.transfer (at, kind, debit, credit, amount_fen, organisation_id, order_id, reference, part, party_id)
  SELECT $2, t.kind, t.debit, t.credit, t."amountFen", t."organisationId", t."orderId", t.reference, coalesce(t.part, 0), t."partyId"
  FROM jsonb_to_recordset($1::jsonb) AS t(kind text, debit text, credit text, "amountFen" bigint, "organisationId" uuid, "orderId" uuid, reference uuid,
    part int, "partyId" uuid)`,
)

/** Books movements of money, each with both sides; those of no fen are left out. Running totals and purses follow by themselves. */
export async function bookTransfers(tx: Tx, transfers: readonly Transfer[], now: Instant): Promise<void> {
  const moving = transfers.filter((t) => t.amountFen > 0)
  if (moving.length > 0) tx.send(book, [JSON.stringify(moving), now])
}
