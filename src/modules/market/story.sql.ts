import type { Instant } from '../../kernel/clock.ts'
import type { Sql, Tx } from '../../kernel/database.ts'
import { statement } from '../../kernel/database.ts'
import type { DecodedPhoto } from '../../kernel/photo.ts'
import type { StoryAnswer, StoryContent } from './story.ts'

export type StoryRow = {
  id: string
  organisationId: string
  main: boolean
  draft: StoryContent
  asked: StoryContent | null
  askedAt: Instant | null
  askedPhone: string | null
  agreed: StoryContent | null
  agreedAt: Instant | null
  shown: StoryContent | null
  shownAt: Instant | null
}

const columns = `s.id, s.organisation_id AS "organisationId", s.main, s.draft, s.asked, s.asked_at AS "askedAt", s.asked_phone AS "askedPhone",
  s.agreed, s.agreed_at AS "agreedAt", s.shown, s.shown_at AS "shownAt"`

export type StoryPhoto = { id: string; width: number; height: number }

const ofSeller = statement<StoryRow & { photos: StoryPhoto[]; listingIds: string[]; answer: StoryAnswer | null }>(
  'market.story.of_seller',
  `
  SELECT ${columns},
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'width', p.width, 'height', p.height) ORDER BY p.id), '[]')
      FROM market.story_photo p WHERE p.story_id = s.id) AS photos,
    (SELECT coalesce(jsonb_agg(l.listing_id), '[]') FROM market.story_listing l WHERE l.story_id = s.id) AS "listingIds",
    (SELECT a.answer FROM market.story_answer a WHERE a.story_id = s.id AND a.at >= s.asked_at ORDER BY a.id DESC LIMIT 1) AS answer
  FROM market.story s WHERE s.organisation_id = $1 ORDER BY s.main DESC, s.id`,
)

/** A seller's stories with their photos, their goods, and the last answer to the last question. */
export const storyRows = (sql: Sql, organisationId: string) => sql.run(ofSeller, [organisationId])

const lock = statement<StoryRow>(
  'market.story.lock',
  `SELECT ${columns} FROM market.story s WHERE s.id = $1 FOR UPDATE`,
)

export async function lockStory(tx: Tx, storyId: string): Promise<StoryRow | null> {
  return (await tx.run(lock, [storyId]))[0] ?? null
}

const insert = statement<{ id: string }>(
  'market.story.insert',
  `
  INSERT INTO market.story (organisation_id, main, draft, made_at)
  SELECT $1, NOT EXISTS (SELECT FROM market.story WHERE organisation_id = $1 AND main), $2, $3
  WHERE (SELECT count(*) FROM market.story WHERE organisation_id = $1) < $4
  ON CONFLICT DO NOTHING RETURNING id`,
)

/** Keeps a new story, the first as the main one; null where there are too many. */
export async function insertStoryRow(
  tx: Tx,
  story: { organisationId: string; content: StoryContent },
  most: number,
  now: Instant,
): Promise<string | null> {
  return (await tx.run(insert, [story.organisationId, JSON.stringify(story.content), now, most]))[0]?.id ?? null
}

const draft = statement('market.story.draft', 'UPDATE market.story SET draft = $2 WHERE id = $1')

export async function saveStoryDraft(tx: Tx, storyId: string, content: StoryContent): Promise<void> {
  await tx.run(draft, [storyId, JSON.stringify(content)])
}

const ask = statement(
  'market.story.ask',
  'UPDATE market.story SET asked = draft, asked_at = $2, asked_phone = $3, asked_hash = $4 WHERE id = $1',
)

export async function askStory(
  tx: Tx,
  storyId: string,
  to: { phone: string; hash: string },
  now: Instant,
): Promise<void> {
  await tx.run(ask, [storyId, now, to.phone, to.hash])
}

const byHash = statement<StoryRow>(
  'market.story.by_hash',
  `SELECT ${columns} FROM market.story s WHERE s.asked_hash = $1`,
)

/** The story a link asks about. */
export async function storyBehind(sql: Pick<Sql, 'run'>, hash: string): Promise<StoryRow | null> {
  return (await sql.run(byHash, [hash]))[0] ?? null
}

const agree = statement(
  'market.story.agree',
  `
  UPDATE market.story SET agreed = $2, agreed_at = CASE WHEN $2::jsonb IS NOT NULL THEN $4::timestamptz END,
    shown = $3, shown_at = CASE WHEN $3::jsonb IS NOT NULL THEN $4::timestamptz END, asked_phone = NULL
  WHERE id = $1`,
)
const note = statement(
  'market.story.answer',
  'INSERT INTO market.story_answer (story_id, organisation_id, answer, content_sha256, at) VALUES ($1, $2, $3, $4, $5)',
)

type Answered = { agreed: StoryContent | null; shown: StoryContent | null }

/** Writes what the person named answered, and what is shown from now on. */
export async function answerStoryRow(
  tx: Tx,
  story: StoryRow,
  said: { answer: StoryAnswer; digest: string; now: Instant },
  { agreed, shown }: Answered,
): Promise<void> {
  const json = (content: StoryContent | null) => content && JSON.stringify(content)
  await tx.run(agree, [story.id, json(agreed), json(shown), said.now])
  await tx.run(note, [story.id, story.organisationId, said.answer, said.digest, said.now])
}

const show = statement('market.story.show', 'UPDATE market.story SET shown = draft, shown_at = $2 WHERE id = $1')
const hide = statement('market.story.hide', 'UPDATE market.story SET shown = NULL, shown_at = NULL WHERE id = $1')

export async function showStoryRow(tx: Tx, storyId: string, now: Instant): Promise<void> {
  await tx.run(show, [storyId, now])
}

export async function hideStoryRow(tx: Tx, storyId: string): Promise<void> {
  await tx.run(hide, [storyId])
}

const remove = statement('market.story.remove', 'DELETE FROM market.story WHERE id = $1')

export async function removeStoryRow(tx: Tx, storyId: string): Promise<void> {
  await tx.run(remove, [storyId])
}

const fill = statement<{ own: number }>(
  'market.story.fill',
  `
  WITH own AS (SELECT id FROM market.listing WHERE organisation_id = $2 AND id = ANY($3::uuid[])), gone AS (
    DELETE FROM market.story_listing WHERE story_id = $1 AND NOT listing_id = ANY($3::uuid[])
  ), put AS (
    INSERT INTO market.story_listing (listing_id, story_id, organisation_id) SELECT id, $1, $2 FROM own ORDER BY id
    ON CONFLICT (listing_id) DO UPDATE SET story_id = EXCLUDED.story_id
  )
  SELECT count(*)::int AS own FROM own`,
)

/** Which goods a story belongs to, out of whichever they had; answers how many are the seller's. */
export async function fillStory(
  tx: Tx,
  story: { id: string; organisationId: string },
  listingIds: readonly string[],
): Promise<number> {
  return (await tx.run(fill, [story.id, story.organisationId, listingIds]))[0]?.own ?? 0
}

const insertPhoto = statement<{ id: string }>(
  'market.story_photo.insert',
  `
  INSERT INTO market.story_photo (story_id, width, height, small, large)
  SELECT $1, $2, $3, $4, $5 WHERE (SELECT count(*) FROM market.story_photo WHERE story_id = $1) < $6 RETURNING id`,
)

/** Keeps a photo with its story; null where it has too many. */
export async function insertStoryPhoto(
  tx: Tx,
  storyId: string,
  { width, height, renditions }: DecodedPhoto,
  most: number,
): Promise<string | null> {
  const webp = renditions.filter(({ format }) => format === 'webp').toSorted((a, b) => a.width - b.width)
  const large = webp.at(-1)?.bytes
  const small = webp.findLast((one) => one.width <= 640)?.bytes ?? large
  return (await tx.run(insertPhoto, [storyId, width, height, small, large, most]))[0]?.id ?? null
}

const photo = statement<{
  organisationId: string
  shown: boolean
  askedHash: string | null
  asked: boolean
  bytes: Buffer
}>(
  'market.story_photo.read',
  `
  SELECT s.organisation_id AS "organisationId", s.asked_hash AS "askedHash",
    coalesce(s.shown -> 'photos' @> jsonb_build_array(jsonb_build_object('id', p.id)), false) AS shown,
    coalesce(s.asked -> 'photos' @> jsonb_build_array(jsonb_build_object('id', p.id)), false) AS asked,
    CASE WHEN $2 THEN p.large ELSE p.small END AS bytes
  FROM market.story_photo p JOIN market.story s ON s.id = p.story_id WHERE p.id = $1`,
)

/** A photo, whose it is, and who may see it besides. */
export async function storyPhoto(sql: Sql, photoId: string, large: boolean) {
  return (await sql.run(photo, [photoId, large]))[0] ?? null
}

const SIZES = `(SELECT coalesce(jsonb_object_agg(p.id, jsonb_build_array(p.width, p.height)), '{}') FROM market.story_photo p
  WHERE p.story_id = s.id) AS sizes`
export type ShownStory = {
  id: string
  organisationId: string
  shown: StoryContent
  sizes: Record<string, [number, number]>
}

const ofListing = statement<ShownStory>(
  'market.story.of_listing',
  `
  SELECT s.id, s.organisation_id AS "organisationId", s.shown, ${SIZES} FROM market.listing l
  LEFT JOIN market.story_listing sl ON sl.listing_id = l.id
  JOIN market.story s ON s.organisation_id = l.organisation_id AND (s.id = sl.story_id OR (sl.story_id IS NULL AND s.main))
  WHERE l.id = $1 AND s.shown IS NOT NULL`,
)

/** The story shown with a listing: its own, else its seller's main one. */
export async function storyOfListing(sql: Sql, listingId: string): Promise<ShownStory | null> {
  return (await sql.run(ofListing, [listingId]))[0] ?? null
}

const shownOf = statement<ShownStory>(
  'market.story.shown_of',
  `
  SELECT s.id, s.organisation_id AS "organisationId", s.shown, ${SIZES} FROM market.story s
  WHERE s.organisation_id = $1 AND s.shown IS NOT NULL ORDER BY s.main DESC, s.id`,
)

export const shownStories = (sql: Sql, organisationId: string) => sql.run(shownOf, [organisationId])

const sizesOf = statement<{ sizes: Record<string, [number, number]> }>(
  'market.story.sizes',
  `SELECT ${SIZES} FROM market.story s WHERE s.id = $1`,
)

export async function storySizes(sql: Sql, storyId: string): Promise<Record<string, [number, number]>> {
  return (await sql.run(sizesOf, [storyId]))[0]?.sizes ?? {}
}
