import { describe, expect, test } from 'vitest'
import { testSite } from '../../../../tests/harness/server.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { approveApplication, listApplications } from '../application.ops.ts'
import { villages } from '../places/places.ts'
import { openPeople } from '../testing.ts'
import { deviceOf } from './device.ts'
import { words } from './words.ts'

const people = await openPeople()
const site = await testSite(people)
const [village] = villages()

/** A browser without scripts: pages, forms and cookies, and redirects followed by hand. */
function browser(lang: 'zh' | 'en' = 'zh') {
  const jar = new Map<string, string>([['lang', lang]])
  const send = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('accept', 'text/html')
    headers.set('host', 'county.test')
    const answer = await site.fetch(new Request(`http://county.test${path}`, { ...init, headers, redirect: 'manual' }))
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = line.match(/^([^=]+)=([^;]*)/) ?? []
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return {
      status: answer.status,
      to: answer.headers.get('location'),
      html: await answer.text(),
      headers: answer.headers,
    }
  }
  return {
    get: (path: string) => send(path),
    post: (path: string, fields: Readonly<Record<string, string>>) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://county.test' },
        body: new URLSearchParams(fields).toString(),
      }),
  }
}

const password = 'terraces above the mist'

async function signedUp(email: string, name = '王小茶') {
  const visitor = browser()
  const answer = await visitor.post('/sign-up', { name, email, password })
  expect([answer.status, answer.to]).toEqual([302, '/account'])
  return visitor
}

describe('signing in', () => {
  test('more typed than a form holds is refused as such, and no fault of ours', async () => {
    const answer = await browser().post('/sign-in', { email: 'page@example.com', password: 'x'.repeat(1_100_000) })
    expect(answer.status).toBe(413)
    expect(answer.html).not.toContain('xxxx')
  })

  test('sign-up leads to the account, sign-out away from it, and pages send guests to sign in', async () => {
    const visitor = await signedUp('page@example.com')
    const account = await visitor.get('/account')
    expect(account.html).toContain('page@example.com')
    expect(account.html).not.toMatch(/<script(?! type="module" src="\/)/)
    await visitor.post('/sign-out', {})
    const guest = await visitor.get('/account/addresses?edit=1')
    expect([guest.status, guest.to]).toEqual([302, `/sign-in?next=${encodeURIComponent('/account/addresses?edit=1')}`])
  })

  test('a wrong password is said in the visitor’s language, the address kept, the password not', async () => {
    await signedUp('wrong@example.com')
    for (const lang of ['zh', 'en'] as const) {
      const answer = await browser(lang).post('/sign-in', {
        intent: 'password',
        email: 'wrong@example.com',
        password: 'not this one',
      })
      expect(answer.status).toBe(422)
      expect(answer.html).toContain(words[lang].faults.INVALID_EMAIL_OR_PASSWORD)
      expect(answer.html).toContain('value="wrong@example.com"')
      expect(answer.html).not.toContain('not this one')
    }
  })

  test('by phone code, back to where one was', async () => {
    const visitor = browser()
    expect((await visitor.post('/sign-in', { intent: 'code', phone: '12345' })).html).toContain(
      words.zh.faults.INVALID_PHONE_NUMBER,
    )
    const sent = await visitor.post('/sign-in?next=/account/keys', { intent: 'code', phone: '138 1111 2222' })
    expect(sent.status).toBe(302)
    await expect.poll(() => people.messages.sentSms.length).toBe(1)
    const code = people.messages.sentSms[0]?.params.code ?? ''
    expect((await visitor.get(sent.to ?? '')).html).toContain('138 1111 2222')
    expect(
      (await visitor.post(sent.to ?? '', { intent: 'verify', code: code === '000000' ? '1' : '000000' })).html,
    ).toContain(words.zh.faults.INVALID_OTP)
    expect((await visitor.post(sent.to ?? '', { intent: 'resend' })).html).toContain('操作太频繁')
    const done = await visitor.post(sent.to ?? '', { intent: 'verify', code: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    expect([done.status, done.to]).toEqual([302, '/account/keys'])
  })

  test('nobody is sent elsewhere', async () => {
    const visitor = await signedUp('next@example.com')
    for (const next of ['https://elsewhere.test/', '//elsewhere.test', '/\\elsewhere.test', 'javascript:alert(1)'])
      expect((await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`)).to).toBe('/account')
    expect((await visitor.get('/sign-in?next=/basket')).to).toBe('/basket')
  })

  test('a forgotten password is set anew by the letter’s link', async () => {
    const visitor = await signedUp('lost@example.com')
    expect((await browser().post('/forgot-password', { email: 'lost@example.com' })).html).toContain(words.zh.linkSent)
    const letter = () =>
      people.messages.sentMail.find((mail) => mail.to === 'lost@example.com' && mail.text.includes('/reset-password'))
    await expect.poll(letter).toBeDefined()
    const path = letter()?.text.match(/http:\/\/county\.test(\/reset-password\S+)/)?.[1] ?? ''
    const form = await browser().get(path)
    expect(form.headers.get('cache-control')).toBe('no-store')
    expect((await browser().post(path, { password: 'short' })).html).toContain(words.zh.faults.PASSWORD_TOO_SHORT)
    expect((await browser().post(path, { password: 'a fresh spring well' })).html).toContain(words.zh.resetDone)
    expect((await visitor.get('/account')).status).toBe(302)
    expect((await browser().get('/reset-password')).html).toContain(words.zh.linkBroken)
  })
})

describe('the account', () => {
  test('two-step verification: picture, codes, then asked for', async () => {
    const visitor = await signedUp('second@example.com')
    expect((await visitor.post('/account/security', { intent: 'enable', password: 'not my password' })).html).toContain(
      words.zh.faults.INVALID_PASSWORD,
    )
    const enabled = await visitor.post('/account/security', { intent: 'enable', password })
    expect(enabled.html).toContain('src="data:image/png;base64,')
    expect(enabled.html).toMatch(/<code>(\w{5}-\w{5} ){9}\w{5}-\w{5}<\/code>/)
    expect((await visitor.post('/account/security', { intent: 'confirm', code: '000000' })).html).toContain(
      words.zh.faults.INVALID_CODE,
    )
  })

  test('a key is shown once and can be removed', async () => {
    const visitor = await signedUp('apikey@example.com')
    const made = await visitor.post('/account/keys', { intent: 'create', name: '进货程序' })
    const key = made.html.match(/tk_\w{20,}/)?.[0] ?? ''
    expect((await people.app.ports.auth.identify(new Headers({ 'x-api-key': key })))?.kind).toBe('person')
    const listed = await visitor.get('/account/keys')
    expect(listed.html).toContain('进货程序')
    expect(listed.html).not.toContain(key)
    const keyId = listed.html.match(/name="keyId" value="([^"]+)"/)?.[1] ?? ''
    expect((await visitor.post('/account/keys', { intent: 'remove', keyId })).html).not.toContain('进货程序')
  })

  test('an address without scripts: province, refresh, city, refresh, county, save', async () => {
    const visitor = await signedUp('address@example.com')
    const typed = { recipient: '林小姐', phone: '13800138000', detail: '文三路 1 号', province: '33' }
    const cities = await visitor.post('/account/addresses', { ...typed, refresh: 'region' })
    expect(cities.html).toContain('杭州市')
    const counties = await visitor.post('/account/addresses', { ...typed, city: '3301', refresh: 'region' })
    expect(counties.html).toContain('西湖区')
    expect(counties.html).toContain('value="文三路 1 号"')
    const wrong = await visitor.post('/account/addresses', { ...typed, phone: '1', city: '3301', county: '330106' })
    expect([wrong.status, wrong.html.includes('id="field-phone-error"')]).toEqual([422, true])
    expect((await visitor.post('/account/addresses', { ...typed, city: '3301', county: '330106' })).status).toBe(302)
    const book = await visitor.get('/account/addresses')
    expect(book.html).toContain('浙江省杭州市西湖区文三路 1 号')
  })

  test('devices, profile, data and closing', async () => {
    const visitor = await signedUp('rest@example.com', '李笋')
    expect((await visitor.get('/account/sessions')).html).toContain(words.zh.thisDevice)
    expect((await visitor.post('/account', { intent: 'name', name: '李竹' })).html).toContain('李竹')
    const file = await visitor.get('/account/data')
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(file.html).toContain('rest@example.com')
    expect((await visitor.post('/account', { intent: 'close' })).status).toBe(422)
    expect((await visitor.post('/account', { intent: 'close', understood: 'on' })).html).toContain(words.zh.keepAccount)
    expect((await visitor.post('/account', { intent: 'keep' })).html).not.toContain(words.zh.keepAccount)
  })

  test('browsers are named as people know them', () => {
    expect(
      deviceOf(
        'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0',
      ),
    ).toBe('WeChat · Android')
    expect(deviceOf('curl/8')).toBeNull()
  })
})

describe('organisations', () => {
  test('from application to a team', async () => {
    const grower = await signedUp('grower@example.com', '赵大')
    const form = {
      kind: 'household',
      nameZh: '赵家茶园',
      villageCode: village?.code ?? '',
      contactName: '赵大',
      contactPhone: '13800138000',
    }
    const wrong = await grower.post('/account/apply', { ...form, contactPhone: '1' })
    expect([
      wrong.status,
      wrong.html.includes('id="field-contactPhone-error"'),
      wrong.html.includes('value="赵家茶园"'),
    ]).toEqual([422, true, true])
    expect((await grower.post('/account/apply', form)).to).toBe('/account/applications?sent=1')

    await approveAll()
    const members = (await grower.get('/account')).html.match(/\/organisations\/[\w-]+\/members/)?.[0] ?? ''
    const invited = await grower.post(members, { intent: 'invite', 'roles[]': 'packer', channel: 'link' })
    const link = invited.html.match(/http:\/\/county\.test(\/invitation\/[\w-]{43})/)?.[1] ?? ''
    expect((await browser().get(link)).html).toContain('赵家茶园邀请您加入')
    const joiner = await signedUp('joiner@example.com', '小钱')
    expect((await joiner.post(link, {})).to).toBe(members)
    expect((await joiner.get(members)).html).not.toContain(words.zh.sendInvitation)
    expect((await grower.get(members)).html).toContain('小钱')
    expect((await grower.post(members, { intent: 'leave' })).html).toContain('单位至少要有一位负责人')
    expect((await browser().get(link)).status).toBe(409)
    expect((await joiner.post(members, { intent: 'leave' })).to).toBe('/account')
    expect((await joiner.get(members)).status).toBe(403)
  })
})

describe('languages', () => {
  test('an English page has no Chinese of ours in it, but for the way to Chinese', async () => {
    for (const path of ['/sign-in', '/sign-up', '/forgot-password'])
      expect((await browser('en').get(path)).html.replaceAll('中文', '')).not.toMatch(/[\u4e00-\u9fff]/)
  })
})

/** The service centre approves what waits; its own pages are tried in the centre's journey. */
async function approveAll() {
  const membership = {
    organisationId: crypto.randomUUID(),
    organisationKind: 'public_office' as const,
    roles: ['owner' as const],
    duties: ['service_centre' as const],
  }
  const personId = await people.auth.createPerson({ name: '何主任', email: 'officer@example.com', password })
  const officer: Actor = { kind: 'person', personId, guestId: null, memberships: [membership] }
  const { applications } = await people.act(officer, listApplications, {})
  for (const { id } of applications) await people.act(officer, approveApplication, { applicationId: id })
}
