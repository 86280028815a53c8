import type { PlaceKind, PlacePhoto } from '../../../modules/tourism/index.ts'
import { illustrationHref, photoDepiction } from '../../../modules/market/web/depiction.ts'
import type { Subject } from '../../kit/illustration.ts'
import type { Depiction } from '../../kit/picture.tsx'

/** Words of a Chinese name that say what a place looks like; the first that is found decides. */
const subjectOfWord: readonly (readonly [word: RegExp, subject: Subject])[] = [
  [/茶/, 'tea-leaf'],
  [/竹编|编/, 'bamboo-weaving'],
  [/雕/, 'wood-carving'],
  [/瀑|谷|溪|漂/, 'waterfall'],
  [/竹/, 'bamboo-forest'],
  [/村|街|古|老|矿|馆/, 'old-village-street'],
]

const subjectOf = (kind: PlaceKind, name: string): Subject =>
  kind === 'house' ? 'farmhouse' : (subjectOfWord.find(([word]) => word.test(name))?.[1] ?? 'terraces')

type Pictured = { kind: PlaceKind; id: string; nameZh: string; siteZh: string; photo?: PlacePhoto | null }

const TILE_SIZES = '(min-width: 960px) 280px, 46vw'

export const placePhoto = (photo: PlacePhoto, sizes: string) => photoDepiction(photo, sizes, '/places/photos')

/** The first photo of a place, or a drawing, always the same for one id. */
export function placeDepiction(place: Pictured): Depiction {
  if (place.photo) return placePhoto(place.photo, TILE_SIZES)
  const own = place.kind === 'experience' ? place.nameZh : place.siteZh
  const subject = subjectOf(place.kind, own)
  return { kind: 'illustration', subject, seed: place.id, src: illustrationHref(subject, place.id) }
}

/** The photo, or the drawing, of what was booked. */
export const tripDepiction = (trip: {
  kind: 'visit' | 'stay' | 'goods'
  titleZh: string
  place: { id: string; siteZh: string; productKind: PlaceKind; photo: PlacePhoto | null }
}): Depiction => placeDepiction({ ...trip.place, kind: trip.place.productKind, nameZh: trip.titleZh })
