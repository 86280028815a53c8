import type { Pictured, PlacePhoto } from '../../../modules/tourism/index.ts'
import { useLang } from '../../page-context.ts'
import { PhotoSet } from '../seller/photo-set.tsx'
import { nameIn } from '../stay/said.ts'

type Place = { id: string; nameZh: string; nameEn: string; photos: readonly PlacePhoto[] }

/** Photos of a house, a room type or a sight, in the side panel. */
export function PlacePhotos({ kind, place }: { kind: Pictured; place: Place | undefined }) {
  const lang = useLang()
  if (place === undefined) return null
  return (
    <PhotoSet photos={place.photos} of={{ kind, placeId: place.id }} base="/places/photos" alt={nameIn(place, lang)} />
  )
}
