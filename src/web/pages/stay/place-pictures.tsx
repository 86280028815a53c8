import type { PlacePhoto } from '../../../modules/tourism/index.ts'
import type { Depiction } from '../../kit/picture.tsx'
import { Depicted, Gallery } from '../../kit/picture.tsx'
import { useLang } from '../../page-context.ts'
import { words } from '../../../modules/market/web/words.ts'
import { placePhoto } from './pictures.ts'

const PHOTO_SIZES = '(min-width: 960px) 600px, 100vw'
type Props = { photos: readonly PlacePhoto[]; depiction: Depiction; title: string }

/** All photos of a house or sight, or its drawing while there are none. */
export function PlacePictures({ photos, depiction, title }: Props) {
  const lang = useLang()
  const say = words[lang].listing
  if (photos.length === 0)
    return <Depicted depiction={depiction} title={title} lang={lang} width={720} height={720} first />
  const pictures = photos.map((photo, at) => ({
    id: photo.id,
    ...placePhoto(photo, PHOTO_SIZES),
    alt: at === 0 ? title : say.photoOf(title, at + 1),
  }))
  return <Gallery label={say.pictures} pictures={pictures} />
}
