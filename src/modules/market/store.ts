import { z } from 'zod'
import { id, line, lineZh, prose } from '../../kernel/validation.ts'

/** Colours of the county's design a banner may take; a store has no others. */
export const bannerColours = ['tea', 'leaf', 'bamboo', 'persimmon', 'river'] as const

export const STORES_MAX = 10
export const SECTIONS_MAX = 8
export const FEATURED_MAX = 6

const listings = (most: number) => z.array(id).max(most).default([])

/** What a store shows, within the county's design: words, a banner, sections in their order, what is featured. */
/** A store's name in its address. */
export const storeSlug = z
  .string()
  .min(3)
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export const storeContent = z.object({
  nameZh: lineZh(30),
  nameEn: line(60),
  welcomeZh: prose(120).default(''),
  welcomeEn: prose(240).default(''),
  storyZh: prose(1000).default(''),
  storyEn: prose(2000).default(''),
  /** A photo of one of its listings, or the county's contour lines in one of its colours. */
  banner: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('motif'), colour: z.enum(bannerColours) }),
      z.object({ kind: z.literal('photo'), photoId: id }),
    ])
    .default({ kind: 'motif', colour: 'tea' }),
  featured: listings(FEATURED_MAX),
  sections: z
    .array(z.object({ titleZh: lineZh(30), titleEn: line(60), listingIds: listings(60) }))
    .max(SECTIONS_MAX)
    .default([]),
})
export type StoreContent = z.output<typeof storeContent>

export const storeStates = ['open', 'closed', 'withdrawn'] as const
export type StoreState = (typeof storeStates)[number]

type Shown = {
  featured: string[]
  sections: { titleZh: string; titleEn: string; listingIds: string[] }[]
  rest: string[]
}

/** What of a store's listings stands where: each once, in the first place that names it; what none names comes last. Others' are left out. */
export function arranged(content: Pick<StoreContent, 'featured' | 'sections'>, own: readonly string[]): Shown {
  const left = new Set(own)
  const take = (ids: readonly string[]) => ids.filter((one) => left.delete(one))
  const featured = take(content.featured)
  const sections = content.sections
    .map((section) => ({ ...section, listingIds: take(section.listingIds) }))
    .filter(({ listingIds }) => listingIds.length > 0)
  return { featured, sections, rest: [...left] }
}
