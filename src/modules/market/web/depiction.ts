import type { Subject } from '../../../web/kit/illustration/cast.ts'
import type { Depiction } from '../../../web/kit/picture.tsx'
import type { Category } from '../category.ts'

type Photo = { id: string; width: number; height: number }

/** What a category is drawn as where nothing in a title says more. */
const subjectOfCategory: Record<Category, Subject> = {
  tea: 'tea-leaf',
  'bamboo-shoots': 'bamboo-shoot',
  'sweet-potato': 'sweet-potato',
  mushroom: 'mushroom',
  'dried-fruit': 'dried-fruit',
  'fresh-fruit': 'peach',
  vegetables: 'vegetables',
  grain: 'rice',
  oil: 'camellia-oil',
  honey: 'honey',
  eggs: 'eggs',
  meat: 'ham',
  seasoning: 'chilli',
  snacks: 'steamer',
  wine: 'wine-jar',
  herbs: 'herbs',
  'bamboo-craft': 'bamboo-weaving',
  'wood-carving': 'wood-carving',
}

/** Words of a Chinese title that name the thing itself; the first that is found decides. */
const subjectOfWord: readonly (readonly [word: RegExp, subject: Subject, within?: readonly Category[]])[] = [
  [/菊/, 'chrysanthemum'],
  [/柿/, 'persimmon', ['fresh-fruit', 'dried-fruit', 'snacks']],
  [/猕猴桃/, 'kiwi', ['fresh-fruit', 'dried-fruit']],
  [/杨梅/, 'waxberry', ['fresh-fruit', 'dried-fruit']],
  [/桃/, 'peach', ['fresh-fruit']],
  [/罐|礼盒/, 'tea-tin', ['tea']],
  [/鲜肉|鲜猪|排骨|五花/, 'black-pork', ['meat']],
  [/菇|木耳/, 'mushroom', ['seasoning', 'snacks']],
  [/笋/, 'bamboo-shoot', ['seasoning', 'snacks', 'vegetables']],
  [/番薯|薯/, 'sweet-potato', ['snacks', 'vegetables']],
  [/篮|篓|箩/, 'basket', ['bamboo-craft']],
]

/** What a listing is drawn as. */
export function subjectOf(category: string, titleZh: string): Subject {
  const named = subjectOfWord.find(
    ([word, , within]) =>
      word.test(titleZh) && (within === undefined || (within as readonly string[]).includes(category)),
  )
  return named?.[1] ?? subjectOfCategory[category as Category] ?? 'terraces'
}

/** Where a drawing is served as a file. */
export const illustrationHref = (subject: Subject, seed: string) => `/illustrations/${subject}/${seed}.svg`

const PHOTO_WIDTHS = [320, 640, 1280]

/** A photo in the sizes it is served in, or a drawing made from the listing's own id. */
export function depictionOf(
  listing: { id: string; titleZh: string; category: string; photo: Photo | null },
  sizes = '(min-width: 960px) 280px, 46vw',
): Depiction {
  const { id, titleZh, category, photo } = listing
  if (photo !== null) return photoDepiction(photo, sizes)
  const subject = subjectOf(category, titleZh)
  return { kind: 'illustration', subject, seed: id, src: illustrationHref(subject, id) }
}

/** A photo in the sizes it is served in below `base`. */
export function photoDepiction(
  { id, width, height }: Photo,
  sizes: string,
  base = '/photos',
): Extract<Depiction, { kind: 'photo' }> {
  const srcSet = (format: string) => PHOTO_WIDTHS.map((w) => `${base}/${id}/${w}.${format} ${w}w`).join(', ')
  return {
    kind: 'photo',
    src: `${base}/${id}/640.webp`,
    width,
    height,
    sizes,
    sources: [
      { type: 'image/avif', srcSet: srcSet('avif') },
      { type: 'image/webp', srcSet: srcSet('webp') },
    ],
  }
}
