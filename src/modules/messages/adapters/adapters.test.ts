import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../kernel/clock.ts'
import { isSendFault } from '../../../kernel/post.ts'
import type { Sent } from '../../../kernel/post.ts'
import { signedHeaders } from './aliyun-signing.ts'
import { aliyunSms } from './aliyun-sms.ts'
import { fakeAliyun } from './aliyun.fake.ts'
import { configuredPost } from './configured.ts'
import { fakeMailServer } from './smtp.fake.ts'
import { smtpMail } from './smtp.ts'

const kindOf = (sending: Promise<Sent>): Promise<string> =>
  sending.then(
    () => 'sent',
    (error: unknown) => (isSendFault(error) ? `${error.kind} ${error.code}` : `a bug: ${String(error)}`),
  )

const provider = await fakeAliyun('key', 'secret')
const server = await fakeMailServer()
afterAll(() => Promise.all([provider.close(), server.close()]))
beforeEach(() => {
  provider.fault(null)
  server.fault(null)
})

const settings = {
  endpoint: provider.endpoint,
  keyId: 'key',
  keySecret: 'secret',
  signName: '梯田',
  templates: { sign_in_code: 'SMS_100000001' },
  timeoutMs: 300,
}
const sms = aliyunSms(settings, systemClock)
const code = {
  phone: '+8613800138000',
  template: 'sign_in_code',
  params: { code: "1 2+3*'~" },
  text: '',
  lang: 'zh' as const,
}

describe('Alibaba Cloud', () => {
  test('signs as the published example of signature method V3', () => {
    const call = {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      action: 'RunInstances',
      version: '2014-05-26',
      query: { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' },
      date: '2023-10-26T10:22:32Z',
      nonce: '3156853299f313e23d1673dc12e1703d',
    }
    expect(signedHeaders(call, 'YourAccessKeyId', 'YourAccessKeySecret').authorization).toContain(
      'Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    )
  })

  test('a message arrives with its template and parameters', async () => {
    expect(await sms.send(code)).toEqual({ ref: 'biz-1' })
    expect(provider.sent[0]).toEqual({
      PhoneNumbers: '13800138000',
      SignName: '梯田',
      TemplateCode: 'SMS_100000001',
      TemplateParam: JSON.stringify(code.params),
    })
  })

  test.each([
    ['throttle', 'throttled isv.BUSINESS_LIMIT_CONTROL'],
    ['bad_number', 'bad_address isv.MOBILE_NUMBER_ILLEGAL'],
    ['no_balance', 'refused isv.AMOUNT_NOT_ENOUGH'],
    ['broken', 'temporary ServiceUnavailable'],
    ['nonsense', 'temporary http.502'],
    ['silent', 'temporary timeout'],
  ] as const)('%s', async (fault, told) => {
    provider.fault(fault)
    expect(await kindOf(sms.send(code))).toBe(told)
  })

  test('a wrong key and a template that is not registered are ours to mend', async () => {
    expect(await kindOf(aliyunSms({ ...settings, keySecret: 'other' }, systemClock).send(code))).toBe(
      'refused SignatureDoesNotMatch',
    )
    expect(await kindOf(sms.send({ ...code, template: 'unknown' }))).toBe('refused no_template.unknown')
  })
})

const smtp = (port = server.port) =>
  smtpMail({
    host: '127.0.0.1',
    port,
    secure: false,
    user: null,
    password: null,
    from: '梯田 <no-reply@county.test>',
    tlsRequired: false,
    timeoutMs: 300,
  })
const letter = { to: 'buyer@example.org', subject: '订单已付款', text: '您的订单\n.\n已付款', lang: 'zh' as const }

describe('SMTP', () => {
  test('a letter arrives whole, with the way to refuse more', async () => {
    const mail = smtp()
    expect(mail.delivers).toBe(true)
    await mail.send({ ...letter, unsubscribeUrl: 'https://county.test/refuse/x' })
    const [arrived] = server.letters
    expect(arrived?.to).toEqual(['RCPT TO:<buyer@example.org>'])
    expect(arrived?.data).toMatch(/^List-Unsubscribe: <https:\/\/county\.test\/refuse\/x>$/m)
    expect(arrived?.data).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m)
  })

  test.each([
    ['reject_recipient', 'bad_address smtp.550'],
    ['refuse_sender', 'refused smtp.550'],
    ['greylist', 'temporary smtp.451'],
    ['slow_down', 'throttled smtp.421'],
    ['silent', 'temporary etimedout'],
    ['hang_up', /^temporary e(connection|socket)$/],
  ] as const)('%s', async (fault, told) => {
    server.fault(fault)
    expect(await kindOf(smtp().send(letter))).toMatch(told)
  })

  test('a line break in an address or subject makes no header of its own', async () => {
    server.letters.length = 0
    await kindOf(
      smtp().send({ ...letter, subject: 'a\r\nBcc: other@example.org', to: 'x@example.org\r\nBcc: y@example.org' }),
    )
    expect(server.letters.flatMap((one) => one.to).join(' ')).not.toContain('other@example.org')
    expect(server.letters.flatMap((one) => one.data).join('\n')).not.toMatch(/^Bcc:/m)
  })
})

describe('settings', () => {
  const post = (environment: Record<string, string>) => configuredPost(environment, systemClock)
  test('nothing set: nothing leaves', () => expect(post({})).toEqual({ sms: null, mail: null }))
  test('both set', () => {
    const made = post({
      SMTP_URL: 'smtps://user:p%40ss@mail.example.org',
      SMTP_FROM: 'no-reply@example.org',
      ALIYUN_SMS_KEY_ID: 'a',
      ALIYUN_SMS_KEY_SECRET: 'b',
      ALIYUN_SMS_SIGN_NAME: '梯田',
      ALIYUN_SMS_TEMPLATES: 'sign_in_code=SMS_1, invitation=SMS_2',
    })
    expect(made.mail?.delivers).toBe(true)
    expect(made.sms).not.toBeNull()
  })
  test.each([
    { SMTP_URL: 'http://mail.example.org', SMTP_FROM: 'a@example.org' },
    { SMTP_URL: 'smtp://mail.example.org' },
    { SMTP_URL: 'smtp://mail.example.org', SMTP_FROM: 'a@example.org', SMTP_TLS: 'perhaps' },
    { ALIYUN_SMS_KEY_ID: 'a' },
    { ALIYUN_SMS_KEY_ID: 'a', ALIYUN_SMS_KEY_SECRET: 'b', ALIYUN_SMS_SIGN_NAME: 'c', ALIYUN_SMS_TEMPLATES: 'x' },
  ])('%j is refused in one line', (environment) => {
    expect(() => post(environment as Record<string, string>)).toThrow(/^[A-Z_, ]+(and [A-Z_]+)?: /)
  })
})
