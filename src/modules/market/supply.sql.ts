import type { Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { Supply } from './order.ts'

export type SuppliedListing = { id: string; itemId: string; supply: Supply; oneOfAKind: boolean; byWeight: boolean }

const lock = statement<SuppliedListing>(
  'market.listing.lock_supply',
  `
  SELECT id, item_id AS "itemId", supply, one_of_a_kind AS "oneOfAKind", weigh_basis_grams IS NOT NULL AS "byWeight" FROM market.listing WHERE id = $1 AND organisation_id = $2 FOR NO KEY UPDATE`,
)

export async function lockForSupply(
  tx: Tx,
  organisationId: string,
  listingId: string,
): Promise<SuppliedListing | undefined> {
  const [row] = await tx.run(lock, [listingId, organisationId])
  return row
}

const set = statement('market.listing.set_supply', 'UPDATE market.listing SET supply = $2 WHERE id = $1')

export async function setSupply(tx: Tx, listingId: string, supply: Supply): Promise<void> {
  await tx.run(set, [listingId, supply])
}

const markOne = statement('market.listing.mark_one', 'UPDATE market.listing SET one_of_a_kind = true WHERE id = $1')

export async function markListingOneOfAKind(tx: Tx, listingId: string): Promise<void> {
  await tx.run(markOne, [listingId])
}
