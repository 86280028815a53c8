import type { Instant } from '../../kernel/clock.ts'
import type { Sql } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Booked } from './voucher.ts'

export type BookedTransfer = Omit<Booked, 'orderCode'> & { orderId: string | null }

const columns = `id, at, kind, debit, credit, amount_fen AS "amountFen", reference, order_id AS "orderId"`

const ofOrganisation = statement<BookedTransfer>(
  'ledger.vouchers.organisation',
  `
  SELECT ${columns} FROM ledger.transfer WHERE (organisation_id = $1 OR party_id = $1) AND at >= $2 AND at < $3
    AND (debit IN ('frozen/' || $1, 'payable/' || $1) OR credit IN ('frozen/' || $1, 'payable/' || $1)) ORDER BY id LIMIT $4`,
)
const ofCounty = statement<BookedTransfer>(
  'ledger.vouchers.county',
  `
  SELECT ${columns} FROM ledger.transfer WHERE at >= $1 AND at < $2 AND kind IN ('commission', 'commission_back', 'subsidy', 'subsidy_back') ORDER BY id LIMIT $3`,
)

/** What moved for an organisation, or (null) for the county itself, in the order of booking. */
export async function transfersBetween(
  sql: Sql,
  organisationId: string | null,
  from: Instant,
  to: Instant,
  limit: number,
): Promise<BookedTransfer[]> {
  return organisationId === null
    ? sql.run(ofCounty, [from, to, limit])
    : sql.run(ofOrganisation, [organisationId, from, to, limit])
}
