import { z } from 'zod'
import type { Clock } from '../../../kernel/clock.ts'
import { SendFault } from '../../../kernel/post.ts'
import type { SendFaultKind, SmsPort } from '../../../kernel/post.ts'
import { canonicalQuery, signedHeaders } from './aliyun-signing.ts'

export type AliyunSettings = {
  /** `https://dysmsapi.aliyuncs.com`; another only where a proxy stands before it. */
  endpoint: string
  keyId: string
  keySecret: string
  /** The registered signature that stands before every message. */
  signName: string
  /** Our template names to the codes registered at the provider (`SMS_…`). */
  templates: Readonly<Record<string, string>>
  timeoutMs: number
}

const answerShape = z.object({
  Code: z.string(),
  Message: z.string().optional(),
  BizId: z.string().optional(),
  RequestId: z.string().optional(),
})

/** What the provider's codes mean to us; see its table «API error codes» of SendSms. */
const meanings: readonly (readonly [RegExp, SendFaultKind])[] = [
  [/BUSINESS_LIMIT|Throttling|FLOW_CONTROL|LimitExceeded/i, 'throttled'],
  [/MOBILE_NUMBER_ILLEGAL|PHONE_NUMBER_ILLEGAL|BLACK_LIST|BLACKLIST/i, 'bad_address'],
  [/SYSTEM_ERROR|GATEWAY_ERROR|ServiceUnavailable|InternalError/i, 'temporary'],
]

const faultOf = (code: string, status: number): SendFault => {
  const known = meanings.find(([pattern]) => pattern.test(code))?.[1]
  if (known !== undefined) return new SendFault(known, code)
  return new SendFault(status >= 500 ? 'temporary' : status === 429 ? 'throttled' : 'refused', code)
}

/** Text messages by Alibaba Cloud's SendSms (version 2017-05-25). Throws SendFault. */
export function aliyunSms(settings: AliyunSettings, clock: Clock): SmsPort {
  return {
    async send(message) {
      const template = settings.templates[message.template]
      if (template === undefined) throw new SendFault('refused', `no_template.${message.template}`)
      const query = {
        PhoneNumbers: message.phone.replace(/^\+86/, ''),
        SignName: settings.signName,
        TemplateCode: template,
        TemplateParam: JSON.stringify(message.params),
      }
      const { status, text } = await posted(settings, clock, query)
      const answer = read(text)
      if (answer === null) throw new SendFault(status === 429 ? 'throttled' : 'temporary', `http.${status}`)
      if (answer.Code !== 'OK') throw faultOf(answer.Code, status)
      return { ref: answer.BizId ?? null }
    },
  }
}

function read(text: string): z.output<typeof answerShape> | null {
  try {
    return answerShape.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function posted(settings: AliyunSettings, clock: Clock, query: Readonly<Record<string, string>>) {
  const { endpoint, keyId, keySecret, timeoutMs } = settings
  const { host } = new URL(endpoint)
  const call = {
    host,
    action: 'SendSms',
    version: '2017-05-25',
    query,
    date: clock
      .now()
      .toISOString()
      .replace(/\.\d{3}/, ''),
    nonce: crypto.randomUUID(),
  }
  const { host: _host, ...headers } = signedHeaders(call, keyId, keySecret)
  try {
    const response = await fetch(`${endpoint}/?${canonicalQuery(query)}`, {
      method: 'POST',
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, text: (await response.text()).slice(0, 20_000) }
  } catch (error) {
    throw new SendFault('temporary', (error as Error).name === 'TimeoutError' ? 'timeout' : 'unreachable')
  }
}
