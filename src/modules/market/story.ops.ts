import { createHash } from 'node:crypto'
import { z } from 'zod'
import { anyone, member } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { decodePhoto } from '../../kernel/photo.ts'
import type { Ports } from '../../kernel/ports.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id, upload } from '../../kernel/validation.ts'
import { phone } from './order.ops.ts'
import type { ShownStory, StoryRow } from './story.sql.ts'
import {
  answerStoryRow,
  askStory,
  fillStory,
  hideStoryRow,
  insertStoryPhoto,
  insertStoryRow,
  lockStory,
  removeStoryRow,
  saveStoryDraft,
  showStoryRow,
  shownStories,
  storyBehind,
  storyOfListing,
  storyRows,
  storySizes,
} from './story.sql.ts'
import { answered, digestOf, namesSomeone, sameStory, STORIES_MAX, storyAnswers, storyContent } from './story.ts'

const PHOTO_BYTES_MAX = 15_000_000
/** Those in use and those taken out again. */
const PHOTOS_KEPT_MAX = 40

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What stands in the link that asks; made again from the question's id, kept nowhere. */
export const storyToken = (ports: Ports, askId: string): string => sha256(`story ${ports.auth.invitationToken(askId)}`)
export const storyTokenHash = (token: string): string => sha256(token)

const photoOf = z.object({ id, width: z.int(), height: z.int(), captionZh: z.string(), captionEn: z.string() })
const shownStory = z.object({
  storyId: id,
  organisationId: id,
  titleZh: z.string(),
  titleEn: z.string(),
  textZh: z.string(),
  textEn: z.string(),
  personZh: z.string(),
  personEn: z.string(),
  photos: z.array(photoOf),
})

const shownAs = ({ id: storyId, organisationId, shown, sizes }: ShownStory): z.output<typeof shownStory> => ({
  storyId,
  organisationId,
  ...shown,
  photos: shown.photos.flatMap((photo) => {
    const size = sizes[photo.id]
    return size === undefined ? [] : [{ ...photo, width: size[0], height: size[1] }]
  }),
})

/** Refuses: market.story.unknown. */
async function ownStory(tx: Tx, organisationId: string, storyId: string): Promise<StoryRow> {
  const story = await lockStory(tx, storyId)
  return story?.organisationId === organisationId ? story : refuse('market.story.unknown')
}

export const listStories = query({
  name: 'market.story.list',
  path: '/market/organisations/{organisationId}/stories',
  summary:
    'Stories of a seller and their makers: what is drafted, what is shown, and where the question to a person named stands',
  access: member('seller'),
  input: z.object({ organisationId: id }),
  output: z.object({
    stories: z.array(
      z.object({
        id,
        main: z.boolean(),
        draft: storyContent,
        shown: z.boolean(),
        /** What is drafted is what is shown. */
        current: z.boolean(),
        /** Nobody is named, or the person named agreed to what is drafted. */
        mayShow: z.boolean(),
        asked: z
          .object({ at: z.date(), phoneEnd: z.string().nullable(), answer: z.enum(storyAnswers).nullable() })
          .nullable(),
        photos: z.array(z.object({ id, width: z.int(), height: z.int() })),
        listingIds: z.array(id),
      }),
    ),
  }),
  async run({ sql }, { organisationId }) {
    const rows = await storyRows(sql, organisationId)
    return {
      stories: rows.map((row) => ({
        id: row.id,
        main: row.main,
        draft: row.draft,
        shown: row.shown !== null,
        current: sameStory(row.draft, row.shown),
        mayShow: !namesSomeone(row.draft) || sameStory(row.draft, row.agreed),
        asked: row.askedAt && { at: row.askedAt, phoneEnd: row.askedPhone?.slice(-4) ?? null, answer: row.answer },
        photos: row.photos,
        listingIds: row.listingIds,
      })),
    }
  },
})

export const makeStory = operation({
  name: 'market.story.make',
  method: 'POST',
  path: '/market/organisations/{organisationId}/stories',
  summary: 'Drafts a story; the first one belongs to all goods that have no other',
  access: member('seller'),
  input: z.object({ organisationId: id, content: storyContent }),
  output: z.object({ storyId: id }),
  refusals: ['market.story.too_many'],
  async run({ tx, now }, story) {
    return {
      storyId:
        (await insertStoryRow(tx, story, STORIES_MAX, now)) ?? refuse('market.story.too_many', { limit: STORIES_MAX }),
    }
  },
})

export const editStory = operation({
  name: 'market.story.edit',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/stories/{storyId}/draft',
  summary: 'Keeps what a story is to say; what is shown stays until this is shown in its place',
  access: member('seller'),
  input: z.object({ organisationId: id, storyId: id, content: storyContent }),
  output: z.object({ storyId: id }),
  refusals: ['market.story.unknown'],
  async run({ tx }, { organisationId, storyId, content }) {
    await ownStory(tx, organisationId, storyId)
    await saveStoryDraft(tx, storyId, content)
    return { storyId }
  },
})

export const addStoryPhoto = operation({
  name: 'market.story.add_photo',
  method: 'POST',
  path: '/market/organisations/{organisationId}/stories/{storyId}/photos',
  summary: 'Takes a photo for a story; it is shown where the words name it and nowhere before',
  access: member('seller'),
  body: 'multipart',
  limitPerMinute: 60,
  input: z.object({ organisationId: id, storyId: id, photo: upload(PHOTO_BYTES_MAX) }),
  output: z.object({ photoId: id }),
  refusals: [
    'market.story.unknown',
    'market.story.too_many_photos',
    'kernel.photo.not_a_picture',
    'kernel.photo.too_large',
  ],
  prepare: (input) => decodePhoto(input.photo),
  async run({ tx, prepared }, { organisationId, storyId }) {
    await ownStory(tx, organisationId, storyId)
    const photoId = await insertStoryPhoto(tx, storyId, prepared, PHOTOS_KEPT_MAX)
    return { photoId: photoId ?? refuse('market.story.too_many_photos', { limit: PHOTOS_KEPT_MAX }) }
  },
})

export const showStory = operation({
  name: 'market.story.show',
  method: 'POST',
  path: '/market/organisations/{organisationId}/stories/{storyId}/showing',
  summary: 'Shows what is drafted; where it names a person, only as that person agreed to it',
  access: member('seller'),
  input: z.object({ organisationId: id, storyId: id }),
  output: z.object({ storyId: id }),
  refusals: ['market.story.unknown', 'market.story.not_agreed'],
  async run({ tx, now }, { organisationId, storyId }) {
    const story = await ownStory(tx, organisationId, storyId)
    if (namesSomeone(story.draft) && !sameStory(story.draft, story.agreed)) refuse('market.story.not_agreed')
    await showStoryRow(tx, storyId, now)
    return { storyId }
  },
})

export const hideStory = operation({
  name: 'market.story.hide',
  method: 'POST',
  path: '/market/organisations/{organisationId}/stories/{storyId}/hiding',
  summary: 'Shows a story no longer',
  access: member('seller'),
  input: z.object({ organisationId: id, storyId: id }),
  output: z.object({ storyId: id }),
  refusals: ['market.story.unknown'],
  async run({ tx }, { organisationId, storyId }) {
    await ownStory(tx, organisationId, storyId)
    await hideStoryRow(tx, storyId)
    return { storyId }
  },
})

export const removeStory = operation({
  name: 'market.story.remove',
  method: 'DELETE',
  path: '/market/organisations/{organisationId}/stories/{storyId}',
  summary: 'Removes a story with its words and photos',
  access: member('seller'),
  input: z.object({ organisationId: id, storyId: id }),
  output: z.object({ storyId: id }),
  refusals: ['market.story.unknown'],
  async run({ tx }, { organisationId, storyId }) {
    await ownStory(tx, organisationId, storyId)
    await removeStoryRow(tx, storyId)
    return { storyId }
  },
})

export const fillStoryGoods = operation({
  name: 'market.story.fill',
  method: 'PUT',
  path: '/market/organisations/{organisationId}/stories/{storyId}/listings',
  summary: 'Says which goods a story belongs to, out of whichever they had',
  access: member('seller'),
  input: z.object({ organisationId: id, storyId: id, listingIds: z.array(id).max(1000).default([]) }),
  output: z.object({ storyId: id, listings: z.int() }),
  refusals: ['market.story.unknown', 'market.listing.unknown'],
  async run({ tx }, { organisationId, storyId, listingIds }) {
    const story = await ownStory(tx, organisationId, storyId)
    const wanted = [...new Set(listingIds)]
    if ((await fillStory(tx, story, wanted)) < wanted.length) refuse('market.listing.unknown')
    return { storyId, listings: wanted.length }
  },
})

export const askForStory = operation({
  name: 'market.story.ask',
  method: 'POST',
  path: '/market/organisations/{organisationId}/stories/{storyId}/question',
  summary:
    'Sends the person a story names a link to exactly what would be shown; they agree, refuse, or take it back later',
  access: member('seller'),
  limitPerMinute: 5,
  input: z.object({ organisationId: id, storyId: id, phone }),
  /** Who knows the county's secret makes the link of the question's id; to others it says nothing. */
  output: z.object({ storyId: id, questionId: id, askedAt: z.date() }),
  refusals: ['market.story.unknown', 'market.story.nobody_named'],
  audit: ({ organisationId, storyId }) => ({ organisationId, storyId }),
  async run({ tx, now, ports, lang }, { organisationId, storyId, phone: to }) {
    const story = await ownStory(tx, organisationId, storyId)
    if (!namesSomeone(story.draft)) refuse('market.story.nobody_named')
    const questionId = uuidv7(now)
    await askStory(tx, storyId, { phone: to, hash: storyTokenHash(storyToken(ports, questionId)) }, now)
    tx.effects.request({ name: 'market.ask_story', payload: { askId: questionId, lang } })
    return { storyId, questionId, askedAt: now }
  },
})

const token = z.string().regex(/^[0-9a-f]{64}$/)

export const readAskedStory = query({
  name: 'market.story.asked',
  path: '/market/story-questions/{token}',
  summary: 'What the link shows the person a story names: every word and picture, and what they answered',
  access: anyone,
  limitPerMinute: 60,
  input: z.object({ token }),
  output: z.object({ story: shownStory, agreedAt: z.date().nullable(), current: z.boolean() }),
  refusals: ['market.story.unknown'],
  async run({ sql }, { token: key }) {
    const story = await storyBehind(sql, storyTokenHash(key))
    if (story === null || story.asked === null) refuse('market.story.unknown')
    const sizes = await storySizes(sql, story.id)
    return {
      story: shownAs({ ...story, shown: story.asked, sizes }),
      agreedAt: story.agreedAt,
      current: sameStory(story.asked, story.agreed),
    }
  },
})

export const answerStory = operation({
  name: 'market.story.answer',
  method: 'POST',
  path: '/market/story-questions/{token}/answer',
  summary:
    'The person a story names agrees to it, and it is shown; refuses; or takes an agreement back, and it is shown no more',
  access: anyone,
  limitPerMinute: 20,
  input: z.object({ token, answer: z.enum(storyAnswers) }),
  output: z.object({ answer: z.enum(storyAnswers), shown: z.boolean() }),
  refusals: ['market.story.unknown'],
  audit: (_input, output) => ({ answer: output.answer }),
  async run({ tx, now }, { token: key, answer }) {
    const found = await storyBehind(tx, storyTokenHash(key))
    const story = found && (await lockStory(tx, found.id))
    if (!story || story.asked === null || !sameStory(story.asked, found.asked)) refuse('market.story.unknown')
    const after = answered({ asked: story.asked, agreed: story.agreed, shown: story.shown }, answer)
    await answerStoryRow(tx, story, { answer, digest: digestOf(story.asked), now }, after)
    return { answer, shown: after.shown !== null }
  },
})

export const readListingStory = query({
  name: 'market.story.of_listing',
  path: '/market/listings/{listingId}/story',
  summary: 'The story of who makes a listing’s goods, where one is shown',
  access: anyone,
  input: z.object({ listingId: id }),
  output: z.object({ story: shownStory.nullable() }),
  async run({ sql }, { listingId }) {
    const story = await storyOfListing(sql, listingId)
    return { story: story && shownAs(story) }
  },
})

export const readSellerStories = query({
  name: 'market.story.of_seller',
  path: '/market/sellers/{sellerId}/stories',
  summary: 'The stories a seller shows, the main one first',
  access: anyone,
  input: z.object({ sellerId: id }),
  output: z.object({ stories: z.array(shownStory) }),
  run: async ({ sql }, { sellerId }) => ({ stories: (await shownStories(sql, sellerId)).map(shownAs) }),
})

export const storyOperations = [
  listStories,
  makeStory,
  editStory,
  addStoryPhoto,
  showStory,
  hideStory,
  removeStory,
  fillStoryGoods,
  askForStory,
  readAskedStory,
  answerStory,
  readListingStory,
  readSellerStories,
]
