import type { Lang } from '../../../kernel/words.ts'
import { yuan } from '../../../web/kit/format.ts'
import type { ListingCard } from '../../../web/kit/listing.tsx'
import { isInSeason, pricePerJinFen } from '../listing.ts'
import { basisFen } from '../weighing.ts'
import { depictionOf } from './depiction.ts'
import { weighWords } from './weigh-words.ts'
import { words } from './words.ts'

type Tile = {
  id: string
  titleZh: string
  titleEn: string
  category: string
  villageCode: string
  priceFen: number
  netGrams: number
  weigh?: { basisGrams: number } | null
  seasonMonths: number
  choices: { count: number; fromFen: number } | null
  supply: 'stock' | 'harvest' | 'making'
  oneOfAKind: boolean
  photo: { id: string; width: number; height: number } | null
}

const ALL_YEAR = 4095
const JIN_GRAMS = 500
const SOLD_BY_PIECE = new Set(['bamboo-craft', 'wood-carving'])

export const listingHref = (listingId: string) => `/goods/${listingId}`

/** A figure per 500 g for comparing packings; none where the goods are bought by the piece or weigh just that. */
export function unitPrice(
  listing: { category: string; priceFen: number; netGrams: number; weigh?: { basisGrams: number } | null },
  lang: Lang,
) {
  if (listing.weigh) {
    const { basisGrams } = listing.weigh
    return weighWords[lang].per(basisFen(listing.priceFen, listing.netGrams, basisGrams), basisGrams)
  }
  if (SOLD_BY_PIECE.has(listing.category) || listing.netGrams === JIN_GRAMS) return undefined
  return words[lang].perJin(yuan(pricePerJinFen(listing.priceFen, listing.netGrams)))
}

/** How the goods come, where that is not simply off the shelf. */
function suppliedMarks({ supply, oneOfAKind }: Tile, lang: Lang): string[] {
  const say = words[lang].supplyMarks
  if (oneOfAKind) return [say.one]
  return supply === 'stock' ? [] : [say[supply]]
}

/** A listing as the grid shows it. `placeOf` names a village in the visitor's language. */
export function cardOf(tile: Tile, lang: Lang, month: number, placeOf: (villageCode: string) => string): ListingCard {
  const { choices } = tile
  const inSeason = tile.seasonMonths !== ALL_YEAR && isInSeason(tile.seasonMonths, month)
  return {
    href: listingHref(tile.id),
    title: lang === 'zh' ? tile.titleZh : tile.titleEn,
    depiction: depictionOf(tile),
    // Choices of one goods stand for one tile: the least any of them costs, and no weight that fits only one.
    ...(choices === null
      ? {
          priceFen: tile.priceFen,
          weightGrams: tile.netGrams,
          unitPrice: unitPrice(tile, lang),
          about: Boolean(tile.weigh),
        }
      : { priceFen: choices.fromFen, from: true }),
    origin: placeOf(tile.villageCode),
    marks: [
      ...suppliedMarks(tile, lang),
      ...(inSeason ? [words[lang].inSeasonMark] : []),
      ...(choices === null ? [] : [words[lang].choicesMark(choices.count)]),
    ].slice(0, 2),
  }
}
