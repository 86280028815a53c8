import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'

/** Where a parcel goes. `countyCode` has 6 digits; its first 2 and 4 are province and city. */
export type Address = { id: string; recipient: string; phone: string; countyCode: string; detail: string }

export const ADDRESSES_MAX = 20

const columns = 'id, recipient, phone, county_code AS "countyCode", detail'

const listAddresses = statement<Address>(
  'people.address.list',
  `
  SELECT ${columns} FROM people.address WHERE person_id = $1 ORDER BY updated_at DESC, id DESC`,
)

/** The address book, latest used or changed first. */
export const addressRows = (sql: Sql, personId: string): Promise<Address[]> => sql.run(listAddresses, [personId])

const selectAddress = statement<Address>(
  'people.address.read',
  `
  SELECT ${columns} FROM people.address WHERE person_id = $1 AND id = $2`,
)

/** One address of a person's book, or null; never another person's. */
export async function addressOf(sql: Sql, personId: string, addressId: string): Promise<Address | null> {
  return (await sql.run(selectAddress, [personId, addressId]))[0] ?? null
}

const insertAddress = statement<{ id: string }>(
  'people.address.insert',
  `
  INSERT INTO people.address (person_id, slot, recipient, phone, county_code, detail, updated_at)
  SELECT $1::uuid, s, $2, $3, $4, $5, $6 FROM generate_series(1, ${ADDRESSES_MAX}) s
  WHERE NOT EXISTS (SELECT 1 FROM people.address WHERE person_id = $1::uuid AND slot = s) ORDER BY s LIMIT 1
  RETURNING id`,
)

// Locking the person makes two saves of one person take turns; the slots would only refuse the second.
const lockPerson = statement('people.address.lock_person', 'SELECT id FROM people.person WHERE id = $1 FOR UPDATE')

/** Null where the book is full. */
export async function insertAddressRow(
  tx: Tx,
  personId: string,
  a: Omit<Address, 'id'>,
  now: Instant,
): Promise<string | null> {
  await tx.run(lockPerson, [personId])
  return (await tx.run(insertAddress, [personId, a.recipient, a.phone, a.countyCode, a.detail, now]))[0]?.id ?? null
}

const updateAddress = statement<{ id: string }>(
  'people.address.update',
  `
  UPDATE people.address SET recipient = $3, phone = $4, county_code = $5, detail = $6, updated_at = $7
  WHERE person_id = $1 AND id = $2 RETURNING id`,
)

export async function updateAddressRow(tx: Tx, personId: string, a: Address, now: Instant): Promise<boolean> {
  return (await tx.run(updateAddress, [personId, a.id, a.recipient, a.phone, a.countyCode, a.detail, now])).length === 1
}

const deleteAddress = statement<{ id: string }>(
  'people.address.delete',
  `
  DELETE FROM people.address WHERE person_id = $1 AND id = $2 RETURNING id`,
)

export async function deleteAddressRow(tx: Tx, personId: string, addressId: string): Promise<boolean> {
  return (await tx.run(deleteAddress, [personId, addressId])).length === 1
}
