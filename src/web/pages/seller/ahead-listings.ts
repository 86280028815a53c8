import type { RouterContextProvider } from 'react-router'
import { readShelves } from '../../../modules/stock/index.ts'
import { call } from '../../call.ts'
import { allListings } from './read.ts'

/** Listings that could be sold ahead: on sale off the shelf, with nothing on it. */
export async function listingsWithoutStock(context: Readonly<RouterContextProvider>, organisationId: string) {
  const { lots } = await call(context, readShelves, { organisationId })
  const stocked = new Set(lots.filter((lot) => lot.availableUnits > 0).map((lot) => lot.itemId))
  return (await allListings(context, organisationId))
    .filter((one) => one.supply === 'stock' && !one.oneOfAKind && one.state === 'open' && !stocked.has(one.itemId))
    .map(({ id, titleZh, titleEn }) => ({ id, titleZh, titleEn }))
}
