import type { Clock } from '../../../kernel/clock.ts'
import type { MailPort, SmsPort } from '../../../kernel/post.ts'
import { SettingsFault } from '../../../kernel/settings.ts'
import { aliyunSms } from './aliyun-sms.ts'
import { smtpMail } from './smtp.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The ways out that are set; null where none is. Faults in the settings are told before anything starts. */
export function configuredPost(environment: Environment, clock: Clock): { sms: SmsPort | null; mail: MailPort | null } {
  return { sms: configuredSms(environment, clock), mail: configuredMail(environment) }
}

const TIMEOUT_MS = 20_000

/** `smtp://user:password@host:587` or `smtps://…:465`; the password percent-encoded. */
function configuredMail({ SMTP_URL: url, SMTP_FROM: from, SMTP_TLS: tls = 'required' }: Environment): MailPort | null {
  if (!url) return null
  const read = URL.canParse(url) ? new URL(url) : null
  if (read === null || !/^smtps?:$/.test(read.protocol) || read.hostname === '')
    throw new SettingsFault('SMTP_URL: smtp://user:password@host:587 or smtps://user:password@host:465')
  if (!from || !/[^@\s]+@[^@\s]+/.test(from)) throw new SettingsFault('SMTP_FROM: the address letters come from')
  if (tls !== 'required' && tls !== 'none') throw new SettingsFault('SMTP_TLS: required or none')
  const secure = read.protocol === 'smtps:'
  return smtpMail({
    host: read.hostname.replace(/^\[|\]$/g, ''),
    port: read.port === '' ? (secure ? 465 : 587) : Number(read.port),
    secure,
    user: read.username === '' ? null : decodeURIComponent(read.username),
    password: read.password === '' ? null : decodeURIComponent(read.password),
    from,
    tlsRequired: tls === 'required',
    timeoutMs: TIMEOUT_MS,
  })
}

function configuredSms(environment: Environment, clock: Clock): SmsPort | null {
  const { ALIYUN_SMS_KEY_ID: keyId, ALIYUN_SMS_KEY_SECRET: keySecret, ALIYUN_SMS_SIGN_NAME: signName } = environment
  if (!keyId && !keySecret && !signName) return null
  if (!keyId || !keySecret || !signName)
    throw new SettingsFault('ALIYUN_SMS_KEY_ID, ALIYUN_SMS_KEY_SECRET and ALIYUN_SMS_SIGN_NAME: all or none')
  const endpoint = environment.ALIYUN_SMS_ENDPOINT ?? 'https://dysmsapi.aliyuncs.com'
  if (!URL.canParse(endpoint)) throw new SettingsFault('ALIYUN_SMS_ENDPOINT: an https address')
  return aliyunSms(
    {
      endpoint: endpoint.replace(/\/$/, ''),
      keyId,
      keySecret,
      signName,
      templates: templatesIn(environment.ALIYUN_SMS_TEMPLATES),
      timeoutMs: TIMEOUT_MS,
    },
    clock,
  )
}

/** `sign_in_code=SMS_1,invitation=SMS_2`. */
function templatesIn(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '')
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('='))
  if (
    pairs.length === 0 ||
    pairs.some(([name, code]) => !/^[a-z_]+$/.test(name ?? '') || !/^SMS_\d+$/.test(code ?? ''))
  )
    throw new SettingsFault('ALIYUN_SMS_TEMPLATES: such as sign_in_code=SMS_100000001,invitation=SMS_100000002')
  return Object.fromEntries(pairs) as Record<string, string>
}
