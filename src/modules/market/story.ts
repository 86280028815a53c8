import { createHash } from 'node:crypto'
import { z } from 'zod'
import { id, line, lineZh, prose } from '../../kernel/validation.ts'

export const STORIES_MAX = 20
export const STORY_PHOTOS_MAX = 8

/** A line that may be left empty. */
const maybe = (most: number) => z.union([z.literal(''), line(most)]).default('')
const maybeZh = (most: number) => z.union([z.literal(''), lineZh(most)]).default('')

/** A maker's story in both languages. Where `personZh` names someone, it is shown as that person agreed to it and not otherwise. */
export const storyContent = z
  .object({
    titleZh: lineZh(40),
    titleEn: line(80),
    textZh: prose(2000).pipe(z.string().min(1)),
    textEn: prose(4000).pipe(z.string().min(1)),
    personZh: maybeZh(30),
    personEn: maybe(60),
    photos: z
      .array(z.object({ id, captionZh: maybeZh(60), captionEn: maybe(120) }))
      .max(STORY_PHOTOS_MAX)
      .default([]),
  })
  .refine(({ personZh, personEn }) => (personZh === '') === (personEn === ''), { path: ['personEn'] })
export type StoryContent = z.output<typeof storyContent>

export const storyAnswers = ['agree', 'refuse', 'withdraw'] as const
export type StoryAnswer = (typeof storyAnswers)[number]

export const namesSomeone = ({ personZh }: StoryContent): boolean => personZh !== ''

/** What stands under a story's words, whatever the order of its fields. */
export function digestOf({ titleZh, titleEn, textZh, textEn, personZh, personEn, photos }: StoryContent): string {
  const shown = photos.map((photo) => [photo.id, photo.captionZh, photo.captionEn])
  const whole = JSON.stringify([titleZh, titleEn, textZh, textEn, personZh, personEn, shown])
  return createHash('sha256').update(whole).digest('hex')
}

export const sameStory = (a: StoryContent | null, b: StoryContent | null): boolean =>
  a !== null && b !== null && digestOf(a) === digestOf(b)

type Standing = { agreed: StoryContent | null; shown: StoryContent | null }

/** What an answer does: agreeing shows what was asked; refusing leaves all as it was; taking back shows nothing any more that names the person. */
export function answered(story: Standing & { asked: StoryContent }, answer: StoryAnswer): Standing {
  if (answer === 'agree') return { agreed: story.asked, shown: story.asked }
  if (answer === 'refuse') return { agreed: story.agreed, shown: story.shown }
  return { agreed: null, shown: story.shown && namesSomeone(story.shown) ? null : story.shown }
}
