import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { anyone, office, signedIn } from '../../kernel/access.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../kernel/database.ts'
import { uuidv7 } from '../../kernel/ids.ts'
import { operation, query } from '../../kernel/operation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { id } from '../../kernel/validation.ts'
import { personOf } from './actor.ts'
import { dispatchRows } from './dispatch.sql.ts'
import { channels, isWanted, kinds, templates, topics } from './notice.ts'
import type { Template, Topic } from './notice.ts'
import {
  choicesOf,
  insertNotices,
  markNoticesRead,
  noticeRows,
  saveChoices,
  saveLangRow,
  unreadNotices,
} from './notice.sql.ts'
import { noticeWords } from './notice.words.ts'

/** Something to tell a person. `about` names what it is about: the same is told once. */
export type Notice = {
  personId: string
  template: Template
  params: Readonly<Record<string, string>>
  href: string
  about: string
}

/** Tells people: on their page always, by e-mail and text message where they want it. */
export async function tell(tx: Tx, notices: readonly Notice[], now: Instant): Promise<void> {
  if (notices.length === 0) return
  const choices = await choicesOf(tx, [...new Set(notices.map((notice) => notice.personId))])
  const rows = notices.map((notice) => {
    const topic = templates[notice.template]
    const own = choices.get(notice.personId) ?? []
    return {
      ...notice,
      params: { ...notice.params },
      id: uuidv7(now),
      topic,
      channels: channels
        .filter((channel) => isWanted(own, topic, channel))
        .map((channel) => ({ id: uuidv7(now), channel })),
    }
  })
  await insertNotices(tx, rows, now)
}

export const listNotices = query({
  name: 'messages.notice.list',
  path: '/messages/notices',
  summary: 'What the asker was told, newest first',
  access: signedIn,
  input: z.object({ before: id.optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }),
  output: z.object({
    unread: z.int(),
    notices: z.array(
      z.object({
        id,
        topic: z.enum(topics),
        title: z.string(),
        text: z.string(),
        href: z.string(),
        at: z.date(),
        read: z.boolean(),
      }),
    ),
  }),
  async run({ sql, actor, lang }, { before, limit }) {
    const personId = personOf(actor)
    const rows = await noticeRows(sql, personId, before ?? null, limit)
    return {
      unread: await unreadNotices(sql, personId),
      notices: rows.map(({ id: noticeId, topic, template, params, href, at, readAt }) => ({
        id: noticeId,
        topic,
        ...noticeWords(template, params, lang),
        href,
        at,
        read: readAt !== null,
      })),
    }
  },
})

export const readNotices = operation({
  name: 'messages.notice.mark_read',
  method: 'POST',
  path: '/messages/notices/reading',
  summary: 'The asker has read notices up to one',
  access: signedIn,
  input: z.object({ upto: id }),
  output: z.object({ upto: id }),
  audit: false,
  async run({ tx, actor, now }, { upto }) {
    await markNoticesRead(tx, personOf(actor), upto, now)
    return { upto }
  },
})

const choiceView = z.object({ topic: z.enum(topics), channel: z.enum(channels), granted: z.boolean() })

export const readConsents = query({
  name: 'messages.consent.read',
  path: '/messages/consents',
  summary: 'What the asker is told by e-mail and text message, topic by topic',
  access: signedIn,
  input: z.object({}),
  output: z.object({ choices: z.array(choiceView.extend({ kind: z.enum(['service', 'commercial']) })) }),
  async run({ sql, actor }) {
    const personId = personOf(actor)
    const own = (await choicesOf(sql, [personId])).get(personId) ?? []
    return {
      choices: topics.flatMap((topic) =>
        channels.map((channel) => ({ topic, channel, granted: isWanted(own, topic, channel), kind: kinds[topic] })),
      ),
    }
  },
})

export const saveConsents = operation({
  name: 'messages.consent.save',
  method: 'PUT',
  path: '/messages/consents',
  summary: 'The asker chooses what to be told by e-mail and text message; letters will be in the language asked in',
  access: signedIn,
  input: z.object({
    choices: z
      .array(choiceView)
      .max(topics.length * channels.length)
      .refine((all) => new Set(all.map((one) => `${one.topic} ${one.channel}`)).size === all.length),
  }),
  output: z.object({ saved: z.int() }),
  audit: (input) => ({ choices: input.choices.length }),
  async run({ tx, actor, lang, now }, { choices }) {
    const personId = personOf(actor)
    await saveChoices(tx, personId, choices, 'page', now)
    await saveLangRow(tx, personId, lang)
    return { saved: choices.length }
  },
})

const mac = (secret: string, personId: string, topic: Topic) =>
  createHmac('sha256', secret).update(`messages.refuse ${personId} ${topic}`).digest('base64url').slice(0, 32)

/** What a letter's link to refuse more of its kind carries: it opens nothing else. */
export const refusalToken = (secret: string, personId: string, topic: Topic): string =>
  `${personId}.${topic}.${mac(secret, personId, topic)}`

function readToken(secret: string, token: string): { personId: string; topic: Topic } {
  const [personId = '', named = '', signature = ''] = token.split('.')
  const topic = topics.find((one) => one === named)
  if (topic === undefined || !id.safeParse(personId).success) refuse('messages.consent.unknown_link')
  const expected = Buffer.from(mac(secret, personId, topic))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) refuse('messages.consent.unknown_link')
  return { personId, topic }
}

export const refuseTopic = operation({
  name: 'messages.consent.refuse',
  method: 'POST',
  path: '/messages/refusals/{token}',
  summary: 'Refuses more of a topic by the link in a letter, without signing in',
  access: anyone,
  limitPerMinute: 20,
  input: z.object({ token: z.string().min(20).max(120) }),
  output: z.object({ topic: z.enum(topics) }),
  refusals: ['messages.consent.unknown_link'],
  audit: (_input, output) => ({ topic: output.topic }),
  async run({ tx, ports, now }, { token }) {
    const { personId, topic } = readToken(ports.refusalSecret, token)
    await saveChoices(
      tx,
      personId,
      channels.map((channel) => ({ topic, channel, granted: false })),
      'link',
      now,
    )
    return { topic }
  },
})

const states = ['waiting', 'sent', 'not_wanted', 'no_address', 'bad_address', 'given_up'] as const

export const listDispatches = query({
  name: 'messages.dispatch.list',
  path: '/messages/dispatches',
  summary: 'The delivery log: what left by e-mail and text message, without text or address',
  access: office('service_centre'),
  input: z.object({
    state: z.enum(states).optional(),
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    dispatches: z.array(
      z.object({
        id,
        channel: z.enum(channels),
        template: z.string(),
        state: z.enum(states),
        attempts: z.int(),
        code: z.string().nullable(),
        tookMs: z.int().nullable(),
        createdAt: z.date(),
        endedAt: z.date().nullable(),
      }),
    ),
  }),
  run: async ({ sql }, { state, before, limit }) => ({
    dispatches: await dispatchRows(sql, state ?? null, before ?? null, limit),
  }),
})
