import sharp from 'sharp'
import { expect, test } from 'vitest'
import { statement } from '../kernel/database.ts'
import { runJob } from '../kernel/jobs.ts'
import {
  addStoryPhoto,
  answerStory,
  askForStory,
  editStory,
  fillStoryGoods,
  hideStory,
  listStories,
  makeStory,
  readAskedStory,
  readListingStory,
  readSellerStories,
  removeStory,
  showStory,
} from '../modules/market/index.ts'
import { onDatabase } from '../modules/people/testing.ts'
import { openTrade, toolsFor } from './testing.ts'

const sent: { phone: string; text: string; template: string }[] = []
const trade = await openTrade({
  ports: {
    sms: {
      async send(message) {
        sent.push(message)
        return { ref: `s${sent.length}` }
      },
    },
  },
})
const { act, app } = trade.county
const { countOf } = toolsFor(trade)
const [shop, other] = trade.shops as [(typeof trade.shops)[0], (typeof trade.shops)[0]]
const { owner, organisationId, listingId } = shop
const guest = { kind: 'guest' as const, guestId: null }
const code = (expected: string) => expect.objectContaining({ code: expected })

const words = {
  titleZh: '溪边的竹编',
  titleEn: 'Bamboo by the stream',
  textZh: '竹子在后山砍，晾三个月再破篾。',
  textEn: 'Cut behind the house, dried for three months, then split.',
  personZh: '',
  personEn: '',
  photos: [] as { id: string; captionZh: string; captionEn: string }[],
}
const named = { ...words, personZh: '示范人', personEn: 'Person of the Tests' }
const make = (content: typeof words = words) => act(owner, makeStory, { organisationId, content })
const show = (storyId: string) => act(owner, showStory, { organisationId, storyId })
const edit = (storyId: string, content: typeof words) => act(owner, editStory, { organisationId, storyId, content })
const ofListing = async (id = listingId) => (await act(guest, readListingStory, { listingId: id })).story
const clear = async () => {
  for (const { id } of (await act(owner, listStories, { organisationId })).stories)
    await act(owner, removeStory, { organisationId, storyId: id })
}

/** Asks, lets the message go out and reads the token from its link. */
async function ask(storyId: string): Promise<string> {
  const before = sent.length
  await act(owner, askForStory, { organisationId, storyId, phone: '13900000001' })
  const rows = await asked()
  for (const { payload } of rows)
    for (const job of app.jobs.filter((one) => one.name === 'market.ask_story')) await runJob(app, job, payload)
  expect(sent.length).toBeGreaterThan(before)
  return sent.at(-1)?.text.match(/\/stories\/consent\/([0-9a-f]{64})/)?.[1] ?? ''
}
/** What the worker was asked to do last, read past the application's rights. */
async function asked() {
  const rows = await onDatabase(
    trade.county,
    `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = 'market.ask_story' ORDER BY j.id DESC LIMIT 1`,
  )
  return rows as { payload: unknown }[]
}

test('a story that names nobody is shown with all goods of its seller; one of its own goes before it', async () => {
  await clear()
  const { storyId } = await make()
  expect(await ofListing()).toBeNull()
  await show(storyId)
  expect(await ofListing()).toMatchObject({ storyId, titleEn: 'Bamboo by the stream', photos: [] })
  expect(await ofListing(other.listingId)).toBeNull()
  const second = await make({ ...words, titleZh: '另一位', titleEn: 'Another' })
  await act(owner, fillStoryGoods, { organisationId, storyId: second.storyId, listingIds: [listingId] })
  expect(await ofListing()).toBeNull()
  await show(second.storyId)
  expect(await ofListing()).toMatchObject({ storyId: second.storyId })
  const { stories } = await act(guest, readSellerStories, { sellerId: organisationId })
  expect(stories.map((one) => one.storyId)).toEqual([storyId, second.storyId])
  const theirs = { organisationId, storyId, listingIds: [other.listingId] }
  await expect(act(owner, fillStoryGoods, theirs)).rejects.toThrow(code('market.listing.unknown'))
  await act(owner, hideStory, { organisationId, storyId })
  expect((await act(guest, readSellerStories, { sellerId: organisationId })).stories).toHaveLength(1)
})

test('whom it names sees every word first; only what they agreed to is shown, and no longer than they wish', async () => {
  await clear()
  const { storyId } = await make(named)
  await expect(show(storyId)).rejects.toThrow(code('market.story.not_agreed'))
  const token = await ask(storyId)
  expect(await act(guest, readAskedStory, { token })).toMatchObject({
    story: { textZh: words.textZh, personZh: '示范人' },
    agreedAt: null,
    current: false,
  })
  await act(guest, answerStory, { token, answer: 'refuse' })
  expect(await ofListing()).toBeNull()
  expect((await act(owner, listStories, { organisationId })).stories[0]).toMatchObject({
    mayShow: false,
    asked: { answer: 'refuse', phoneEnd: null },
  })
  expect(await act(guest, answerStory, { token, answer: 'agree' })).toEqual({ answer: 'agree', shown: true })
  expect(await ofListing()).toMatchObject({ storyId, personEn: 'Person of the Tests' })
  await edit(storyId, { ...named, textZh: '改了一句。' })
  expect(await ofListing()).toMatchObject({ textZh: words.textZh })
  await expect(show(storyId)).rejects.toThrow(code('market.story.not_agreed'))
  await act(guest, answerStory, { token, answer: 'withdraw' })
  expect(await ofListing()).toBeNull()
  expect(await countOf('market.story_answer', `story_id = '${storyId}'`)).toBe(3)
})

test('a newer question makes the older link void, and edits after the question change nothing of what was asked', async () => {
  await clear()
  const { storyId } = await make(named)
  const first = await ask(storyId)
  await edit(storyId, { ...named, textEn: 'Changed after the question.' })
  expect((await act(guest, readAskedStory, { token: first })).story.textEn).toBe(words.textEn)
  const second = await ask(storyId)
  await expect(act(guest, readAskedStory, { token: first })).rejects.toThrow(code('market.story.unknown'))
  await act(guest, answerStory, { token: second, answer: 'agree' })
  expect(await ofListing()).toMatchObject({ textEn: 'Changed after the question.' })
})

test('no statement shows a person who did not agree to just that', async () => {
  await clear()
  const { storyId } = await make(named)
  const bare = statement('test.bare', 'UPDATE market.story SET shown = draft, shown_at = now() WHERE id = $1')
  await expect(app.database.transact((tx) => tx.run(bare, [storyId]))).rejects.toMatchObject({
    constraint: 'named_as_agreed',
  })
  const token = await ask(storyId)
  await act(guest, answerStory, { token, answer: 'agree' })
  const changed = statement(
    'test.changed',
    `UPDATE market.story SET shown = shown || '{"textZh": "别的"}' WHERE id = $1`,
  )
  await expect(app.database.transact((tx) => tx.run(changed, [storyId]))).rejects.toMatchObject({
    constraint: 'named_as_agreed',
  })
})

test('photos are the story’s own, and others touch neither', async () => {
  await clear()
  const { storyId } = await make()
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3f7d4e' } })
    .jpeg()
    .toBuffer()
  const photo = { name: 'a.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(bytes) }
  const { photoId } = await act(owner, addStoryPhoto, { organisationId, storyId, photo })
  await edit(storyId, { ...words, photos: [{ id: photoId, captionZh: '破篾', captionEn: 'Splitting' }] })
  await show(storyId)
  expect((await ofListing())?.photos).toEqual([
    { id: photoId, width: 900, height: 600, captionZh: '破篾', captionEn: 'Splitting' },
  ])
  const theirs = { organisationId: other.organisationId, storyId }
  await expect(act(other.owner, addStoryPhoto, { ...theirs, photo })).rejects.toThrow(code('market.story.unknown'))
  await expect(act(other.owner, showStory, theirs)).rejects.toThrow(code('market.story.unknown'))
  await expect(act(other.owner, editStory, { ...theirs, content: words })).rejects.toThrow(code('market.story.unknown'))
  const text = { ...photo, bytes: new TextEncoder().encode('no picture') }
  await expect(act(owner, addStoryPhoto, { organisationId, storyId, photo: text })).rejects.toThrow(
    code('kernel.photo.not_a_picture'),
  )
})
