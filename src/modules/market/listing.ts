import { documentTokens, headTokens, toTsvectorText } from '../../engines/searchtext/index.ts'
import type { Category } from './category.ts'
import type { TermKey } from './terms.ts'
import { namesOf, termKeys } from './terms.ts'

/** What a seller says of goods on sale. Prices are for one unit of `netGrams`. */
export type ListingDraft = {
  titleZh: string
  titleEn: string
  descriptionZh: string
  descriptionEn: string
  category: Category
  priceFen: number
  seasonMonths: number
  freightTemplateId: string
}

/** The goods behind a listing, as stock knows them. */
export type ListedItem = {
  id: string
  gtin: string
  netGrams: number
  storage: 'ambient' | 'chilled' | 'frozen'
  shelfLifeDays: number
  villageCode: string
}

export type SearchedWords = Pick<ListingDraft, 'titleZh' | 'titleEn' | 'descriptionZh' | 'descriptionEn'>
/** Lexemes as a tsvector's text, what the goods are called, and the keys under which that is suggested. */
export type SearchText = { search: string; nameZh: string; nameEn: string; terms: TermKey[] }

/** Counted up when lexemes are made another way; a job then makes those of all listings anew. */
export const SEARCH_EDITION = 1

/** What is found by a search: title, kind and place strongly, the description weakly. */
export function searchText(
  draft: SearchedWords,
  categoryNames: readonly string[],
  placeNames: readonly string[],
): SearchText {
  const names = [draft.titleZh, draft.titleEn, ...categoryNames]
  const tokens = documentTokens({
    strong: [...names, ...placeNames],
    weak: [draft.descriptionZh, draft.descriptionEn],
  })
  const called = namesOf(draft.titleZh, draft.titleEn)
  return { search: toTsvectorText(tokens, headTokens(names)), ...called, terms: termKeys(called) }
}

/** Months as a set of bits: month m is bit m-1. Runs may go over the year's end (11 to 2). */
export function monthsOf(from: number, to: number): number {
  let bits = 0
  for (let month = from; ; month = (month % 12) + 1) {
    bits |= 1 << (month - 1)
    if (month === to) return bits
  }
}

export const isInSeason = (seasonMonths: number, month: number) => (seasonMonths & (1 << (month - 1))) !== 0

/** A yuan figure per 500 g, so that packings can be compared. */
export const pricePerJinFen = (priceFen: number, netGrams: number) => Math.round((priceFen * 500) / netGrams)
