import { z } from 'zod'
import { signedIn } from '../../kernel/access.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, line } from '../../kernel/validation.ts'
import { ADDRESSES_MAX, addressRows, deleteAddressRow, insertAddressRow, updateAddressRow } from './address.sql.ts'
import { phone } from './contact.ts'
import { personIdOf } from './person.ts'
import { isCounty, regionPath } from './places/places.ts'

/** Input of an address, for the operations and pages that take one. */
export const addressFields = z.object({
  recipient: line(30),
  phone,
  countyCode: z.string().regex(/^\d{6}$/),
  detail: line(120),
})

export const listAddresses = query({
  name: 'people.address.list',
  path: '/people/me/addresses',
  summary: 'The address book, latest changed first',
  access: signedIn,
  input: z.object({}),
  output: z.object({
    addresses: z.array(
      z.object({
        id,
        recipient: z.string(),
        phone: z.string(),
        provinceCode: z.string(),
        cityCode: z.string(),
        countyCode: z.string(),
        region: z.string(),
        detail: z.string(),
      }),
    ),
  }),
  async run({ sql, actor, lang }) {
    const rows = await addressRows(sql, personIdOf(actor))
    return {
      addresses: rows.map((row) => ({
        ...row,
        provinceCode: row.countyCode.slice(0, 2),
        cityCode: row.countyCode.slice(0, 4),
        region: regionPath(row.countyCode, lang).join(lang === 'zh' ? '' : ', '),
      })),
    }
  },
})

export const saveAddress = operation({
  name: 'people.address.save',
  method: 'POST',
  path: '/people/me/addresses',
  summary: 'Adds an address, or changes the one whose id is given',
  access: signedIn,
  input: addressFields.extend({ addressId: id.optional() }),
  output: z.object({ addressId: id }),
  refusals: ['people.address.unknown_county', 'people.address.unknown', 'people.address.too_many'],
  audit: (_input, output) => ({ addressId: output.addressId }),
  async run({ tx, actor, now }, { addressId, ...address }) {
    if (!isCounty(address.countyCode)) refuse('people.address.unknown_county')
    const personId = personIdOf(actor)
    if (addressId === undefined) {
      const added = await insertAddressRow(tx, personId, address, now)
      return { addressId: added ?? refuse('people.address.too_many', { limit: ADDRESSES_MAX }) }
    }
    if (!(await updateAddressRow(tx, personId, { id: addressId, ...address }, now))) refuse('people.address.unknown')
    return { addressId }
  },
})

export const removeAddress = operation({
  name: 'people.address.remove',
  method: 'DELETE',
  path: '/people/me/addresses/{addressId}',
  summary: 'Removes an address from the book',
  access: signedIn,
  input: z.object({ addressId: id }),
  output: z.object({ addressId: id }),
  refusals: ['people.address.unknown'],
  async run({ tx, actor }, { addressId }) {
    if (!(await deleteAddressRow(tx, personIdOf(actor), addressId))) refuse('people.address.unknown')
    return { addressId }
  },
})
