import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/harness/database.ts'
import { countRows } from '../../tests/harness/count.ts'
import type { Actor } from '../kernel/actor.ts'
import { addSeconds, civilDate } from '../kernel/clock.ts'
import { SendFault } from '../kernel/post.ts'
import type { SendFaultKind } from '../kernel/post.ts'
import {
  afterFault,
  ATTEMPTS_MAX,
  byDefault,
  channels,
  kinds,
  templateNames,
  topics,
} from '../modules/messages/notice.ts'
import { letterOf, noticeWords, smsOf } from '../modules/messages/notice.words.ts'
import { refusalToken } from '../modules/messages/notice.ops.ts'
import {
  answerTicket,
  listDispatches,
  listNotices,
  publishAnnouncement,
  readAnnouncements,
  readConsents,
  readMyTicket,
  refuseTopic,
  saveConsents,
  tell,
  withdrawAnnouncement,
  writeToTicket,
} from '../modules/messages/index.ts'
import { openTicket } from './ask-centre.ts'
import { officer } from './testing.ts'
import { runFollowers } from '../../tests/harness/jobs.ts'

const faults: (SendFaultKind | null)[] = []
const letters: { to: string; subject: string; text: string; unsubscribeUrl?: string }[] = []
const county = await openTestDatabase({
  ports: {
    mail: {
      delivers: true,
      async send(letter) {
        const fault = faults.shift() ?? null
        if (fault !== null) throw new SendFault(fault, 'smtp.451')
        letters.push(letter)
        return { ref: `m${letters.length}` }
      },
    },
  },
})
const { app, act, clock } = county

async function person(name: string): Promise<Extract<Actor, { kind: 'person' }>> {
  const email = `${crypto.randomUUID()}@example.org`
  const personId = await app.ports.auth.createPerson({ name, email, password: 'a long enough password' })
  return { kind: 'person', personId, guestId: null, memberships: [] }
}

const run = (...names: string[]) => runFollowers(app, ...names)
const telling = (personId: string, about: string = crypto.randomUUID()) => {
  clock.advance(1)
  return app.database.transact((tx) =>
    tell(tx, [{ personId, template: 'restocked', params: { listing: '龙谷茶' }, href: '/goods', about }], clock.now()),
  )
}

const paid = (personId: string, about: string = crypto.randomUUID()) => {
  clock.advance(1)
  return app.database.transact((tx) =>
    tell(
      tx,
      [
        {
          personId,
          template: 'order_paid',
          params: { code: 'A-1', seller: '甲', amount: '¥1.00' },
          href: '/orders',
          about,
        },
      ],
      clock.now(),
    ),
  )
}

const statesOf = async () =>
  (await act(officer(), listDispatches, {})).dispatches.map(({ state, attempts }) => `${state} ${attempts}`)

test('a service notice goes out by e-mail unless refused; commercial information only to who agreed', async () => {
  const someone = await person('收信人')
  await telling(someone.personId)
  clock.advance(1)
  await paid(someone.personId)
  await run('messages.deliver')
  expect(letters.splice(0).map((one) => one.subject)).toEqual(['订单 A-1 已付款'])
  expect((await act(someone, listNotices, {})).notices.map((one) => one.title)).toEqual([
    '订单 A-1 已付款',
    '龙谷茶 到货了',
  ])
  await act(someone, saveConsents, {
    choices: [
      { topic: 'restock', channel: 'email', granted: true },
      { topic: 'order', channel: 'email', granted: false },
    ],
  })
  await telling(someone.personId)
  await paid(someone.personId)
  await run('messages.deliver')
  const [letter] = letters.splice(0)
  expect(letter).toMatchObject({ subject: '广告: 龙谷茶 到货了' })
  const token = letter?.unsubscribeUrl?.split('/refuse/')[1] ?? ''
  expect(await act({ kind: 'guest', guestId: null }, refuseTopic, { token })).toEqual({ topic: 'restock' })
  await telling(someone.personId)
  await run('messages.deliver')
  expect(letters).toEqual([])
  const { choices } = await act(someone, readConsents, {})
  expect(choices.filter((one) => one.topic === 'restock').every((one) => !one.granted)).toBe(true)
  expect(await countRows(app.database, 'messages.consent_change')).toBeGreaterThan(2)
})

test('a link to refuse opens nothing but its own topic', async () => {
  const someone = await person('有链接的人')
  const token = refusalToken(app.settings.secret, someone.personId, 'announcement')
  for (const wrong of [token.replace('announcement', 'order'), `${token}x`, token.replace(/^./, 'f'), 'x'.repeat(60)])
    await expect(act({ kind: 'guest', guestId: null }, refuseTopic, { token: wrong })).rejects.toThrow(
      'messages.consent.unknown_link',
    )
})

test('the same is told once, and what was refused before it left does not leave', async () => {
  const someone = await person('只听一次')
  await Promise.all([paid(someone.personId, 'same'), paid(someone.personId, 'same'), paid(someone.personId, 'same')])
  await act(someone, saveConsents, { choices: [{ topic: 'order', channel: 'email', granted: false }] })
  await run('messages.deliver')
  expect(letters).toEqual([])
  expect((await act(someone, listNotices, {})).notices).toHaveLength(1)
  expect((await statesOf())[0]).toBe('not_wanted 1')
})

test('a fault is tried again later, until it is given up; a bounce marks the address', async () => {
  const someone = await person('信箱满了')
  clock.advance(1)
  await paid(someone.personId)
  faults.push('temporary', 'throttled')
  await run('messages.deliver')
  await run('messages.deliver')
  expect((await statesOf())[0]).toBe('waiting 1')
  clock.advance(100)
  await run('messages.deliver')
  expect((await statesOf())[0]).toBe('waiting 2')
  clock.advance(1000)
  await run('messages.deliver')
  expect((await statesOf())[0]).toBe('sent 3')
  expect(letters.splice(0)).toHaveLength(1)

  const gone = await person('查无此人')
  await paid(gone.personId)
  faults.push('bad_address')
  await run('messages.deliver')
  clock.advance(1)
  await paid(gone.personId)
  await run('messages.deliver')
  expect((await statesOf()).slice(0, 2)).toEqual(['bad_address 1', 'bad_address 1'])
  clock.advance(31 * 86_400)
  await paid(gone.personId)
  await run('messages.deliver')
  expect(letters.splice(0)).toHaveLength(1)

  const never = await person('总是不通')
  await paid(never.personId)
  for (let n = 0; n < ATTEMPTS_MAX; n += 1) {
    faults.push('temporary')
    await run('messages.deliver')
    clock.advance(86_400)
  }
  await run('messages.deliver')
  expect((await statesOf())[0]).toBe(`given_up ${ATTEMPTS_MAX}`)
})

test('after a fault comes one more attempt or an end, never more attempts than allowed', () => {
  const kind = fc.constantFrom('temporary', 'throttled', 'bad_address', 'refused')
  fc.assert(
    fc.property(
      fc.array(kind, { minLength: 1, maxLength: 30 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (answers, chance) => {
        let now = clock.now()
        for (const [at, answer] of answers.entries()) {
          const next = afterFault(answer, at + 1, chance, now)
          if (next.state !== 'waiting') return true
          expect(next.nextAt.getTime()).toBeGreaterThan(now.getTime())
          expect(next.nextAt.getTime()).toBeLessThanOrEqual(addSeconds(now, 2 * 86_400).getTime())
          expect(at + 1).toBeLessThan(ATTEMPTS_MAX)
          now = next.nextAt
        }
        return true
      },
    ),
  )
})

test('sign-in codes leave a line in the delivery log that holds neither code nor number', async () => {
  clock.advance(1)
  await app.ports.sms.send({
    phone: '+8613800138000',
    template: 'sign_in_code',
    params: { code: '123456' },
    text: '验证码 123456',
    lang: 'zh',
  })
  const [logged] = (await act(officer(), listDispatches, {})).dispatches
  expect(logged).toMatchObject({ channel: 'sms', template: 'sign_in_code', state: 'sent' })
  expect(
    await countRows(app.database, 'messages.dispatch d', `d::text LIKE '%123456%' OR d::text LIKE '%13800138000%'`),
  ).toBe(0)
})

test('an announcement reaches its audience on the page, and by e-mail who agreed to it', async () => {
  const today = civilDate(clock.now())
  const seller = await person('店主')
  const buyer = await person('买家')
  for (const one of [seller, buyer])
    await act(one, saveConsents, { choices: [{ topic: 'announcement', channel: 'email', granted: true }] })
  const words = { titleZh: '春茶节', titleEn: 'Spring tea fair', textZh: '四月二十日开幕', textEn: 'Opens on 20 April' }
  const { announcementId } = await act(officer(), publishAnnouncement, {
    ...words,
    audience: 'everyone',
    from: today,
    to: today,
  })
  await act(officer(), publishAnnouncement, { ...words, titleZh: '给店主', audience: 'owners', from: today, to: today })
  await run('messages.announce', 'messages.deliver')
  expect(letters.splice(0).map((one) => one.subject)).toEqual(['广告: 春茶节', '广告: 春茶节'])
  await run('messages.announce', 'messages.deliver')
  expect(letters).toEqual([])
  const membership = {
    organisationId: crypto.randomUUID(),
    organisationKind: 'cooperative' as const,
    roles: ['owner' as const],
    duties: [],
  }
  const titles = async (actor: Actor) =>
    (await act(actor, readAnnouncements, {})).announcements.map((one) => one.titleZh).sort()
  expect(await titles({ kind: 'guest', guestId: null })).toEqual(['春茶节'])
  expect(await titles({ ...seller, memberships: [membership] })).toEqual(['春茶节', '给店主'])
  await act(officer(), withdrawAnnouncement, { announcementId })
  expect(await titles(buyer)).toEqual([])
  await expect(
    act(officer(), publishAnnouncement, { ...words, audience: 'everyone', from: today, to: '2020-01-01' }),
  ).rejects.toThrow('messages.announcement.ends_before_start')
})

test('a request goes back and forth; notes of the centre stay with the centre', async () => {
  const asker = await person('求助人')
  const { ticketId } = await act(asker, openTicket, { title: '包裹没到', body: '已经十天了' })
  const office = officer()
  await act(office, answerTicket, { ticketId, body: '问过快递', internal: true })
  expect(await act(office, answerTicket, { ticketId, body: '明天送到' })).toMatchObject({ state: 'answered' })
  const read = await act(asker, readMyTicket, { ticketId })
  expect(read.entries.map((one) => one.body)).toEqual(['已经十天了', '明天送到'])
  expect((await act(asker, listNotices, {})).notices[0]?.title).toMatch(/^服务中心答复了/)
  expect(await act(asker, writeToTicket, { ticketId, body: '还是没到' })).toMatchObject({ state: 'open' })
  await expect(act(await person('别人'), readMyTicket, { ticketId })).rejects.toThrow('messages.ticket.unknown')
})

test('every template has words in both languages, and advertising says so', () => {
  const params = { titleZh: '题', titleEn: 'Title', textZh: '文', textEn: 'Text', listing: '茶', code: 'A', host: 'h' }
  for (const template of templateNames)
    for (const lang of ['zh', 'en'] as const) {
      const { title, text } = noticeWords(template, params, lang)
      expect(title.length * text.length).toBeGreaterThan(0)
      expect(smsOf(template, params, lang, false)).toContain(text)
      if (lang === 'en')
        expect(noticeWords(template, {}, 'en').text.replaceAll('undefined', '')).not.toMatch(/\p{Script=Han}/u)
    }
  const letter = letterOf('announcement', params, 'zh', { open: 'https://x/', refuse: 'https://x/refuse' })
  expect(letter.subject).toMatch(/^广告/)
  for (const topic of topics)
    for (const channel of channels) if (kinds[topic] === 'commercial') expect(byDefault(topic, channel)).toBe(false)
})
