import { createHmac } from 'node:crypto'
import { getMigrations } from 'better-auth/db/migration'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { APP_ROLE, connectionConfig } from '../../kernel/database.ts'
import { accountsLibrary } from './auth-options.ts'
import { exportData, listSessions, readMe, revokeSession } from './person.ops.ts'
import { browser, guest, openPeople } from './testing.ts'

const people = await openPeople()

const password = 'terraces above the mist'

describe('the tables', () => {
  test('are those the accounts library expects', async () => {
    const pool = new pg.Pool(connectionConfig(people.databaseUrl, `-c role=${APP_ROLE} -c search_path=people`))
    try {
      const library = accountsLibrary({
        pool,
        settings: people.app.settings,
        ...people.messages,
        attempt: async () => 0,
        later: () => {},
        complain: () => {},
      })
      const { toBeCreated, toBeAdded } = await getMigrations(library.options)
      expect(toBeCreated).toEqual([])
      expect(toBeAdded).toEqual([])
    } finally {
      await pool.end()
    }
  })
})

describe('e-mail and password', () => {
  test('sign-up, sign-out, sign-in', async () => {
    const visitor = browser(people.auth)
    const signedUp = await visitor.ask('/sign-up/email', { name: ' 王小茶 ', email: 'Tea@Example.com', password })
    expect(signedUp.status).toBe(200)
    const person = await visitor.identify()
    expect(person).toMatchObject({ kind: 'person', memberships: [] })
    expect(await people.act(person ?? guest, readMe, {})).toMatchObject({
      name: '王小茶',
      email: 'tea@example.com',
      emailVerified: false,
    })
    await visitor.ask('/sign-out', {})
    expect(await visitor.identify()).toBeNull()
    expect((await visitor.ask('/sign-in/email', { email: 'tea@example.com', password: 'something else' })).status).toBe(
      401,
    )
    expect((await visitor.ask('/sign-in/email', { email: 'tea@example.com', password })).status).toBe(200)
    expect((await visitor.identify())?.personId).toBe(person?.personId)
  })

  test('ids are made by the database and sort by time', async () => {
    const id = await people.auth.createPerson({ name: '吴三', email: 'wu@example.com' })
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })

  test('a letter confirms the address', async () => {
    const visitor = browser(people.auth)
    await visitor.ask('/sign-up/email', { name: '李笋', email: 'shoot@example.com', password })
    await expect.poll(() => people.messages.sentMail.some((mail) => mail.to === 'shoot@example.com')).toBe(true)
    const letter = people.messages.sentMail.find((mail) => mail.to === 'shoot@example.com')
    const link = letter?.text.match(/http:\/\/county\.test\/api\/auth(\/verify-email\S+)/)?.[1]
    await visitor.ask(link ?? '')
    expect(await people.act((await visitor.identify()) ?? guest, readMe, {})).toMatchObject({ emailVerified: true })
  })

  test('a reset ends every session and takes the new password only', async () => {
    const visitor = browser(people.auth)
    await visitor.ask('/sign-up/email', { name: '周竹', email: 'bamboo@example.com', password })
    await visitor.ask('/request-password-reset', { email: 'bamboo@example.com' })
    const letters = () =>
      people.messages.sentMail.filter(
        (mail) => mail.to === 'bamboo@example.com' && mail.text.includes('reset-password'),
      )
    await expect.poll(() => letters().length).toBe(1)
    const token = letters()[0]?.text.match(/token=([\w%-]+)/)?.[1]
    expect((await visitor.ask('/reset-password', { token, newPassword: 'a fresh spring well' })).status).toBe(200)
    expect(await visitor.identify()).toBeNull()
    expect((await visitor.ask('/sign-in/email', { email: 'bamboo@example.com', password })).status).toBe(401)
    expect(
      (await visitor.ask('/sign-in/email', { email: 'bamboo@example.com', password: 'a fresh spring well' })).status,
    ).toBe(200)
    expect((await visitor.ask('/reset-password', { token, newPassword: 'another one again' })).status).toBe(400)
  })

  test('names and pictures that would spoil pages are refused', async () => {
    const visitor = browser(people.auth)
    expect(
      (await visitor.ask('/sign-up/email', { name: '\u0007\n', email: 'odd@example.com', password })).data.code,
    ).toBe('INVALID_NAME')
    expect(
      (
        await visitor.ask('/sign-up/email', {
          name: '好',
          image: 'https://elsewhere.test/a.png',
          email: 'odd@example.com',
          password,
        })
      ).status,
    ).toBe(400)
  })

  test('an account is tried ten times in a quarter of an hour, from wherever', async () => {
    await people.auth.createPerson({ name: '郑', email: 'tried@example.com', password })
    for (let n = 0; n < 10; n += 1) {
      const guess = await browser(people.auth, `192.0.2.${n + 10}`).ask('/sign-in/email', {
        email: 'tried@example.com',
        password: 'a wrong guess',
      })
      expect(guess.status).toBe(401)
    }
    const eleventh = await browser(people.auth, '192.0.2.99').ask('/sign-in/email', {
      email: 'TRIED@example.com',
      password,
    })
    expect(eleventh).toMatchObject({ status: 429, data: { code: 'TOO_MANY_ATTEMPTS' } })
    people.clock.advance(901)
    expect((await browser(people.auth).ask('/sign-in/email', { email: 'tried@example.com', password })).status).toBe(
      200,
    )
  })

  test('one address is braked too, whatever accounts it tries', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 32; n += 1)
      statuses.push(
        (
          await browser(people.auth, '198.51.100.7').ask('/sign-in/email', {
            email: `nobody${n}@example.com`,
            password: 'guess guess',
          })
        ).status,
      )
    expect(statuses.slice(0, 30)).not.toContain(429)
    expect(statuses.at(-1)).toBe(429)
  }, 30_000)
})

const codeFor = (phone: string) => people.messages.sentSms.findLast((sms) => sms.phone === phone)?.params.code ?? ''

async function sendCode(visitor: ReturnType<typeof browser>, phoneNumber: string) {
  const before = people.messages.sentSms.length
  const answer = await visitor.ask('/phone-number/send-otp', { phoneNumber })
  await expect.poll(() => people.messages.sentSms.length).toBe(before + 1)
  return answer
}

const wrong = (code: string) => (code === '000000' ? '000001' : '000000')

describe('phone codes', () => {
  test('the first right code makes the account, the next signs in', async () => {
    const phoneNumber = '+8613800138001'
    const visitor = browser(people.auth)
    await sendCode(visitor, phoneNumber)
    expect((await visitor.ask('/phone-number/verify', { phoneNumber, code: codeFor(phoneNumber) })).status).toBe(200)
    const first = await visitor.identify()
    expect(await people.act(first ?? guest, readMe, {})).toMatchObject({
      name: '手机用户8001',
      email: null,
      phone: phoneNumber,
    })
    people.clock.advance(61)
    const again = browser(people.auth)
    await sendCode(again, phoneNumber)
    await again.ask('/phone-number/verify', { phoneNumber, code: codeFor(phoneNumber) })
    expect((await again.identify())?.personId).toBe(first?.personId)
  })

  test('a code is good once, and three wrong tries spend it', async () => {
    const phoneNumber = '+8613800138002'
    const visitor = browser(people.auth)
    await sendCode(visitor, phoneNumber)
    const code = codeFor(phoneNumber)
    for (let n = 0; n < 3; n += 1)
      expect((await visitor.ask('/phone-number/verify', { phoneNumber, code: wrong(code) })).data.code).toBe(
        'INVALID_OTP',
      )
    expect((await visitor.ask('/phone-number/verify', { phoneNumber, code })).status).toBe(403)
    expect(await visitor.identify()).toBeNull()

    const other = '+8613800138003'
    await sendCode(visitor, other)
    const both = await Promise.all(
      [1, 2].map(() => browser(people.auth).ask('/phone-number/verify', { phoneNumber: other, code: codeFor(other) })),
    )
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 400])
  })

  test('an old code is refused', async () => {
    const phoneNumber = '+8613800138004'
    const visitor = browser(people.auth)
    await sendCode(visitor, phoneNumber)
    await onDatabase(`UPDATE people.verification SET expires_at = now() - interval '1 second'`)
    expect((await visitor.ask('/phone-number/verify', { phoneNumber, code: codeFor(phoneNumber) })).status).toBe(400)
  })

  test('no number is stored with its code', async () => {
    const phoneNumber = '+8613800138005'
    await sendCode(browser(people.auth), phoneNumber)
    const rows = await onDatabase(
      'SELECT identifier FROM people.verification UNION ALL SELECT key FROM people.attempt UNION ALL SELECT key FROM people.rate_limit',
    )
    expect(JSON.stringify(rows)).not.toContain('13800138005')
  })

  test('one code a minute, five an hour, whoever asks', async () => {
    const phoneNumber = '+8613800138006'
    await sendCode(browser(people.auth), phoneNumber)
    const early = await browser(people.auth, '203.0.113.5').ask('/phone-number/send-otp', { phoneNumber })
    expect(early).toMatchObject({ status: 429, data: { code: 'TOO_MANY_ATTEMPTS' } })
    for (let n = 0; n < 4; n += 1) {
      people.clock.advance(61)
      await sendCode(browser(people.auth), phoneNumber)
    }
    people.clock.advance(61)
    expect((await browser(people.auth).ask('/phone-number/send-otp', { phoneNumber })).status).toBe(429)
  })

  test('ten guesses an hour at a number, however many codes are sent', async () => {
    const phoneNumber = '+8613800138007'
    for (let n = 0; n < 10; n += 1)
      await browser(people.auth).ask('/phone-number/verify', { phoneNumber, code: '123456' })
    await sendCode(browser(people.auth), phoneNumber)
    expect(
      (await browser(people.auth).ask('/phone-number/verify', { phoneNumber, code: codeFor(phoneNumber) })).status,
    ).toBe(429)
  })

  test('numbers abroad get no messages', async () => {
    const before = people.messages.sentSms.length
    expect((await browser(people.auth).ask('/phone-number/send-otp', { phoneNumber: '+14155550123' })).status).toBe(400)
    expect(people.messages.sentSms.length).toBe(before)
  })
})

describe('two-factor', () => {
  test('after it is on, password and phone code alone open nothing; a spent backup code neither', async () => {
    const phone = '+8613800138008'
    await people.auth.createPerson({ name: '钱', email: 'two@example.com', password, phone })
    const visitor = browser(people.auth)
    await visitor.ask('/sign-in/email', { email: 'two@example.com', password })
    const enabled = (await visitor.ask('/two-factor/enable', { password })).data as unknown as {
      totpURI: string
      backupCodes: string[]
    }
    expect((await visitor.ask('/two-factor/verify-totp', { code: totp(enabled.totpURI) })).status).toBe(200)

    const later = browser(people.auth)
    expect((await later.ask('/sign-in/email', { email: 'two@example.com', password })).data).toMatchObject({
      twoFactorRedirect: true,
    })
    expect(await later.identify()).toBeNull()
    expect((await later.ask('/two-factor/verify-totp', { code: wrong(totp(enabled.totpURI)) })).status).toBe(401)
    expect((await later.ask('/two-factor/verify-totp', { code: totp(enabled.totpURI) })).status).toBe(200)
    expect(await later.identify()).not.toBeNull()

    const byPhone = browser(people.auth)
    await sendCode(byPhone, phone)
    expect(
      (await byPhone.ask('/phone-number/verify', { phoneNumber: phone, code: codeFor(phone) })).data,
    ).toMatchObject({ twoFactorRedirect: true })
    expect(await byPhone.identify()).toBeNull()
    const [backup = ''] = enabled.backupCodes
    expect((await byPhone.ask('/two-factor/verify-backup-code', { code: backup })).status).toBe(200)
    expect(await byPhone.identify()).not.toBeNull()

    const third = browser(people.auth)
    await third.ask('/sign-in/email', { email: 'two@example.com', password })
    expect((await third.ask('/two-factor/verify-backup-code', { code: backup })).status).toBe(401)
    expect(await third.identify()).toBeNull()
  })
})

describe('API keys', () => {
  test('a key stands for its person; a deleted or made-up one for nobody, cookie or not', async () => {
    const visitor = browser(people.auth)
    await visitor.ask('/sign-up/email', { name: '孙', email: 'keys@example.com', password })
    const person = await visitor.identify()
    const made = (await visitor.ask('/api-key/create', { name: '进货表' })).data as unknown as {
      id: string
      key: string
    }
    expect((await people.auth.identify(new Headers({ 'x-api-key': made.key })))?.personId).toBe(person?.personId)
    expect((await people.auth.identify(new Headers({ authorization: `Bearer ${made.key}` })))?.personId).toBe(
      person?.personId,
    )
    const both = visitor.headers()
    both.set('x-api-key', `${made.key.slice(0, -1)}?`)
    expect(await people.auth.identify(both)).toBeNull()
    expect(JSON.stringify(await onDatabase('SELECT * FROM people.api_key'))).not.toContain(made.key)
    expect(JSON.stringify(await people.act(person ?? guest, exportData, {}))).not.toContain(made.key)
    await visitor.ask('/api-key/delete', { keyId: made.id })
    expect(await people.auth.identify(new Headers({ 'x-api-key': made.key }))).toBeNull()
  })

  test('a key opens no account pages: it cannot make further keys', async () => {
    const visitor = browser(people.auth)
    await visitor.ask('/sign-up/email', { name: '冯', email: 'onlykey@example.com', password })
    const { key } = (await visitor.ask('/api-key/create', { name: 'k' })).data as unknown as { key: string }
    const request = new Request('http://county.test/api/auth/api-key/create', {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'more' }),
    })
    expect((await people.auth.handler(request, '192.0.2.1')).status).toBe(401)
  })
})

describe('sessions', () => {
  test('are listed and revoked by their person only', async () => {
    const phone1 = browser(people.auth)
    await phone1.ask('/sign-up/email', { name: '陈', email: 'sessions@example.com', password })
    const phone2 = browser(people.auth)
    await phone2.ask('/sign-in/email', { email: 'sessions@example.com', password })
    const person = (await phone1.identify()) ?? guest
    const { sessions } = await people.act(person, listSessions, {})
    expect(sessions).toHaveLength(2)
    const mine = await people.auth.sessionId(phone1.headers())
    const other = sessions.find((session) => session.id !== mine)?.id ?? ''

    const stranger = {
      kind: 'person',
      personId: await people.auth.createPerson({ name: '褚' }),
      guestId: null,
      memberships: [],
    } as const
    await expect(people.act(stranger, revokeSession, { sessionId: other })).rejects.toMatchObject({
      code: 'people.session.unknown',
    })
    await people.act(person, revokeSession, { sessionId: other })
    expect(await phone2.identify()).toBeNull()
    expect(await phone1.identify()).not.toBeNull()
  })

  test('cookies are kept from scripts and from other sites, and a changed one is nobody', async () => {
    const response = await people.auth.ask('/sign-up/email', {
      body: { name: '卫', email: 'cookie@example.com', password },
      headers: new Headers(),
      ip: '192.0.2.2',
    })
    const [cookie = ''] = response.headers.getSetCookie()
    expect(cookie).toMatch(/^terrace\.session_token=/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const [pair = ''] = cookie.split(';')
    expect(await people.auth.identify(new Headers({ cookie: pair }))).not.toBeNull()
    expect(await people.auth.identify(new Headers({ cookie: `${pair.slice(0, -8)}AAAAAAAA` }))).toBeNull()
  })

  test('another site cannot sign anyone out', async () => {
    const visitor = browser(people.auth)
    await visitor.ask('/sign-up/email', { name: '蒋', email: 'csrf@example.com', password })
    const headers = visitor.headers()
    headers.set('origin', 'https://elsewhere.test')
    headers.set('content-type', 'application/json')
    const answer = await people.auth.handler(
      new Request('http://county.test/api/auth/sign-out', { method: 'POST', headers, body: '{}' }),
      '192.0.2.3',
    )
    expect(answer.status).toBe(403)
    expect(await visitor.identify()).not.toBeNull()
  })

  test('what we do not use is not there', async () => {
    for (const path of ['/sign-in/phone-number', '/sign-in/social', '/delete-user', '/update-session'])
      expect((await browser(people.auth).ask(path, {})).status).toBe(404)
  })
})

async function onDatabase(text: string): Promise<unknown[]> {
  const client = new pg.Client(connectionConfig(people.databaseUrl))
  await client.connect()
  try {
    return (await client.query(text)).rows as unknown[]
  } finally {
    await client.end()
  }
}

/** RFC 6238 over RFC 4226, for the secret of an otpauth address. */
function totp(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest[19] ?? 0) & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
