import type { RouterContextProvider } from 'react-router'
import { readListing } from '../../modules/market/index.ts'
import { attempt } from '../call.ts'

type Photo = { id: string; width: number; height: number }

/** The first photo of each listing that has one. */
export async function firstPhotos(
  context: Readonly<RouterContextProvider>,
  listingIds: readonly string[],
): Promise<Map<string, Photo>> {
  const listings = await Promise.all(
    [...new Set(listingIds)].map((listingId) => attempt(context, readListing, { listingId })),
  )
  return new Map(
    listings.flatMap((answer) => {
      const photo = answer.ok ? answer.output.photos[0] : undefined
      return answer.ok && photo !== undefined ? [[answer.output.id, photo] as const] : []
    }),
  )
}
