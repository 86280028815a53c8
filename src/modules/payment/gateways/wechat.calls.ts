import { z } from 'zod'

import type { WechatConfig } from './config.ts'
import { GatewayUnreachable } from './port.ts'
import type { HttpResponse, RefusalCode, Refused, Surroundings } from './port.ts'
import { refusal } from './refusal.ts'
import { authorization, signatureFault } from './wechat.crypto.ts'
import { exchange, jsonOf } from './wire.ts'

export type WechatClient = {
  config: WechatConfig
  /** Calls an interface and reads its verified answer; a refusal comes back as one. */
  call: <Schema extends z.ZodType>(
    schema: Schema,
    method: 'GET' | 'POST',
    path: string,
    content?: object,
  ) => Promise<z.output<Schema> | Refused>
  /** Fetches a bill's file: its answer is not signed, the caller checks the hash that was. */
  download: (url: string) => Promise<Uint8Array>
}

export function wechatClient(config: WechatConfig, { send, now, nonce }: Surroundings): WechatClient {
  const [serialAskedFor = ''] = config.platformKeys.keys()

  async function signedRequest(method: 'GET' | 'POST', url: URL, content?: object) {
    const body = content === undefined ? '' : JSON.stringify(content)
    return exchange(send, {
      method,
      url: url.href,
      headers: {
        authorization: authorization(config, { method, url, body, now: now(), nonce: nonce() }),
        accept: 'application/json',
        'user-agent': 'terrace',
        'wechatpay-serial': serialAskedFor,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body }),
    })
  }

  return {
    config,
    async call(schema, method, path, content) {
      const response = await signedRequest(method, new URL(path, config.url), content)
      if (response.status >= 400) return refusalOf(response)
      const fault = signatureFault(config, { ...response, now: now() })
      if (fault) throw new GatewayUnreachable('unverified_answer', `${path}: ${fault.fault} ${fault.detail}`)
      // An answer without a body (204) is an empty object to its schema.
      const answer = schema.safeParse(response.body.length === 0 ? {} : jsonOf(response.body))
      if (!answer.success) throw new GatewayUnreachable('unverified_answer', `${path}: ${answer.error.message}`)
      return answer.data
    },
    async download(url) {
      const target = new URL(url)
      if (target.origin !== new URL(config.url).origin) {
        throw new GatewayUnreachable('unverified_answer', `bill at another host: ${target.host}`)
      }
      const response = await signedRequest('GET', target)
      if (response.status !== 200) throw new GatewayUnreachable('gateway_fault', `bill file: ${response.status}`)
      return response.body
    },
  }
}

/** WeChat Pay's error codes in the port's words; those not named are final. `true`: may be sent again later. */
const meanings: Record<string, [RefusalCode, boolean?]> = {
  FREQUENCY_LIMITED: ['frequency_limited', true],
  FREQUENCY_LIMIT_EXCEED: ['frequency_limited', true],
  RATELIMIT_EXCEEDED: ['frequency_limited', true],
  NOT_ENOUGH: ['seller_balance_short', true],
  ORDERPAID: ['already_paid'],
  ORDER_PAID: ['already_paid'],
  ORDERCLOSED: ['already_closed'],
  ORDER_CLOSED: ['already_closed'],
  OUT_TRADE_NO_USED: ['id_reused'],
  ORDER_NOT_EXIST: ['not_found'],
  ORDERNOTEXIST: ['not_found'],
  RESOURCE_NOT_EXISTS: ['not_found'],
  RESOURCE_NOT_EXIST: ['not_found'],
  NO_AUTH: ['not_permitted'],
  RULE_LIMIT: ['not_permitted'],
  SIGN_ERROR: ['not_permitted'],
  PARAM_ERROR: ['invalid_request'],
  INVALID_REQUEST: ['invalid_request'],
}

const errorBody = z.object({ code: z.string(), message: z.string().default('') })

function refusalOf(response: HttpResponse): Refused {
  const error = errorBody.safeParse(jsonOf(response.body))
  const { code, message } = error.success ? error.data : { code: `HTTP_${response.status}`, message: '' }
  // Some interfaces report a passing fault of theirs with a status below 500.
  if (['SYSTEM_ERROR', 'SYSTEMERROR', 'BIZERR_NEED_RETRY', 'BANK_ERROR'].includes(code)) {
    throw new GatewayUnreachable('gateway_fault', `${code}: ${message}`)
  }
  const [meaning, passing = false] =
    meanings[code] ?? (response.status === 429 ? (['frequency_limited', true] as const) : (['other'] as const))
  return refusal(meaning, !passing, code, message)
}
