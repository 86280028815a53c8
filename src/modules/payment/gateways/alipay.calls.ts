import { z } from 'zod'

import { isSignedByAlipay, memberText, signParameters } from './alipay.crypto.ts'
import type { AlipayConfig } from './config.ts'
import { GatewayUnreachable } from './port.ts'
import type { RefusalCode, Refused, Send, Surroundings } from './port.ts'
import { refusal } from './refusal.ts'
import { exchange, jsonOf, shanghaiTime } from './wire.ts'

export type AlipayClient = {
  config: AlipayConfig
  send: Send
  /** Calls an interface and reads its verified answer; a refusal comes back as one. */
  call: <Schema extends z.ZodType>(
    schema: Schema,
    method: string,
    content: object,
    notifyUrl?: string,
  ) => Promise<z.output<Schema> | Refused>
  /** The address of a page of Alipay's that takes the buyer's browser; nothing is sent. */
  pageUrl: (method: string, content: object, urls: { notifyUrl: string; returnUrl: string }) => string
}

export function alipayClient(config: AlipayConfig, { send, now }: Surroundings): AlipayClient {
  function formOf(method: string, content: object, more: Record<string, string> = {}): string {
    const parameters = signParameters(config.privateKey, {
      app_id: config.appId,
      method,
      format: 'JSON',
      charset: 'utf-8',
      sign_type: 'RSA2',
      timestamp: shanghaiTime(now()),
      version: '1.0',
      biz_content: JSON.stringify(content),
      ...more,
    })
    return new URLSearchParams([...parameters]).toString().replaceAll('+', '%20')
  }

  return {
    config,
    send,
    pageUrl: (method, content, { notifyUrl, returnUrl }) =>
      `${config.url}?${formOf(method, content, { notify_url: notifyUrl, return_url: returnUrl })}`,
    async call(schema, method, content, notifyUrl = '') {
      const response = await exchange(send, {
        method: 'POST',
        url: `${config.url}?charset=utf-8`,
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
        body: formOf(method, content, { notify_url: notifyUrl }),
      })
      if (response.status !== 200) throw new GatewayUnreachable('gateway_fault', `${method}: ${response.status}`)
      const answer = verifiedAnswer(config, method, new TextDecoder().decode(response.body))
      if ('result' in answer) return answer
      const read = schema.safeParse(answer.content)
      if (!read.success) throw new GatewayUnreachable('unverified_answer', `${method}: ${read.error.message}`)
      return read.data
    },
  }
}

const head = z.object({
  code: z.string(),
  msg: z.string().default(''),
  sub_code: z.string().optional(),
  sub_msg: z.string().optional(),
})

function verifiedAnswer(config: AlipayConfig, method: string, text: string): { content: unknown } | Refused {
  // What could not be read at all (a wrong application, a wrong signature) is answered unsigned.
  const error = memberText(text, 'error_response')
  const signed = memberText(text, `${method.replaceAll('.', '_')}_response`) ?? error
  const envelope = z.object({ sign: z.string().optional() }).safeParse(jsonOf(Buffer.from(text)))
  if (!signed || !envelope.success) throw new GatewayUnreachable('gateway_fault', `${method}: no answer in it`)
  if (!error && !isSignedByAlipay(config.publicKey, signed, envelope.data.sign ?? '')) {
    throw new GatewayUnreachable('unverified_answer', `${method}: its signature does not hold`)
  }
  const content = jsonOf(Buffer.from(signed))
  const read = head.safeParse(content)
  if (!read.success) throw new GatewayUnreachable('gateway_fault', `${method}: ${read.error.message}`)
  return read.data.code === '10000' ? { content } : refusalOf(read.data)
}

/** Alipay's public codes, then its business codes, in the port's words. `true`: may be sent again later. */
const meanings: Record<string, [RefusalCode, boolean?]> = {
  20001: ['not_permitted'],
  40001: ['invalid_request'],
  40002: ['invalid_request'],
  40003: ['not_permitted'],
  40005: ['frequency_limited', true],
  40006: ['not_permitted'],
  'ACQ.TRADE_NOT_EXIST': ['not_found'],
  'ACQ.TRADE_HAS_SUCCESS': ['already_paid'],
  'ACQ.TRADE_HAS_CLOSE': ['already_closed'],
  'ACQ.TRADE_HAS_FINISHED': ['already_settled'],
  'ACQ.TRADE_STATUS_ERROR': ['not_permitted'],
  'ACQ.SELLER_BALANCE_NOT_ENOUGH': ['seller_balance_short', true],
  'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL': ['amount_too_large'],
  'ACQ.REASON_TRADE_REFUND_FEE_ERR': ['amount_too_large'],
  'ACQ.DISCORDANT_REPEAT_REQUEST': ['id_reused'],
  'ACQ.CONTEXT_INCONSISTENT': ['id_reused'],
}

function refusalOf(answer: z.output<typeof head>): Refused {
  const gatewayCode = answer.sub_code ?? answer.code
  const gatewayMessage = answer.sub_msg ?? answer.msg
  if (answer.code === '20000' || gatewayCode.endsWith('SYSTEM_ERROR')) {
    throw new GatewayUnreachable('gateway_fault', `${gatewayCode}: ${gatewayMessage}`)
  }
  const [code, passing = false] = meanings[gatewayCode] ?? meanings[answer.code] ?? (['other'] as const)
  return refusal(code, !passing, gatewayCode, gatewayMessage)
}
