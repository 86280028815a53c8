import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Scan, ScanState } from '../tracking.ts'
import type { Followed, Push, Tracker } from './port.ts'

/**
 * KuaiDi100 (快递100), by its documents "快递信息推送服务" and "实时快递查询": forms with a JSON `param`, signed with MD5 as the
 * service prescribes it. The salt of a parcel's messages is made from the county's secret, so that none must be kept and
 * nobody who knows one parcel's can write another's.
 */
export type Kuaidi100 = {
  customer: string
  key: string
  /** The county's secret. */
  secret: string
  callbackUrl: string
  /** Posts a form and answers with the text that came back; throws where nothing did. */
  post(path: '/poll' | '/poll/query.do', form: Readonly<Record<string, string>>): Promise<string>
}

/** The service's states and ours; others (customs, forwarding) say no more than that it is under way. */
const states: Readonly<Record<string, ScanState>> = {
  '0': 'in_transit',
  '1': 'collected',
  '2': 'trouble',
  '3': 'delivered',
  '4': 'returned',
  '5': 'out_for_delivery',
  '6': 'returning',
  '7': 'in_transit',
  '14': 'trouble',
}
/** A line carries a state in words or, with `resultv2`, a code whose first digit or two are the states above. */
const words: readonly (readonly [RegExp, ScanState])[] = [
  [/退签|退回签收/, 'returned'],
  [/退回|退件/, 'returning'],
  [/签收|代收/, 'delivered'],
  [/派件|派送/, 'out_for_delivery'],
  [/疑难|拒签|拒收/, 'trouble'],
  [/揽收|揽件/, 'collected'],
]

const line = z.object({
  context: z.string(),
  ftime: z.string().optional(),
  time: z.string().optional(),
  status: z.string().optional(),
  statusCode: z.string().optional(),
})
const result = z.object({
  com: z.string().max(40),
  nu: z.string().max(40),
  state: z.string().optional(),
  data: z.array(line).max(500).default([]),
})
const push = z.object({ status: z.string(), lastResult: result })
const taken = z.object({ result: z.boolean().optional(), returnCode: z.coerce.string().optional() })

const md5 = (text: string) => createHash('md5').update(text, 'utf8').digest('hex').toUpperCase()

export function kuaidi100({ customer, key, secret, callbackUrl, post }: Kuaidi100): Tracker {
  const saltOf = (company: string, trackingNumber: string) =>
    createHmac('sha256', secret).update(`track ${company} ${trackingNumber}`).digest('hex').slice(0, 32)
  return {
    name: 'kuaidi100',
    async subscribe({ company, trackingNumber, phoneTail }: Followed) {
      const parameters = {
        callbackurl: callbackUrl,
        salt: saltOf(company, trackingNumber),
        resultv2: '4',
        ...(phoneTail !== '' && { phone: phoneTail }),
      }
      const param = JSON.stringify({ company, number: trackingNumber, key, parameters })
      const answer = taken.parse(JSON.parse(await post('/poll', { schema: 'json', param })))
      // 501: taken on before.
      return answer.result === true || answer.returnCode === '501'
    },
    async query({ company, trackingNumber, phoneTail }: Followed) {
      const param = JSON.stringify({
        com: company,
        num: trackingNumber,
        ...(phoneTail !== '' && { phone: phoneTail }),
        resultv2: '4',
        show: '0',
        order: 'desc',
      })
      const answer = result.safeParse(
        JSON.parse(await post('/poll/query.do', { customer, sign: md5(param + key + customer), param })),
      )
      // A number nobody has scanned yet is answered without a result.
      return answer.success ? scansOf(answer.data) : []
    },
    readPush(body: string): Push {
      const form = new URLSearchParams(body)
      const [param, sign] = [form.get('param') ?? '', form.get('sign') ?? '']
      const read = push.safeParse(jsonOf(param))
      if (!read.success) return { verified: false, fault: 'unreadable' }
      const { com: company, nu: trackingNumber } = read.data.lastResult
      if (!isSame(sign, md5(param + saltOf(company, trackingNumber)))) return { verified: false, fault: 'signature' }
      return { verified: true, company, trackingNumber, scans: scansOf(read.data.lastResult) }
    },
    acknowledgement: (done) =>
      JSON.stringify(
        done
          ? { result: true, returnCode: '200', message: '成功' }
          : { result: false, returnCode: '500', message: '服务器错误' },
      ),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const TEXT_MAX = 300

/** Lines come newest first; the newest has the state of the whole where it says none of its own. */
function scansOf({ data, state }: z.output<typeof result>): Scan[] {
  return data.flatMap((one, at) => {
    const moment = momentOf(one.ftime ?? one.time ?? '')
    const text = one.context
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
      .trim()
      .slice(0, TEXT_MAX)
      .toWellFormed()
    if (moment === null || text === '') return []
    const own = stateIn(one.statusCode, one.status)
    return [{ at: moment, state: own ?? (at === 0 ? (states[state ?? ''] ?? 'in_transit') : 'in_transit'), text }]
  })
}

function stateIn(code: string | undefined, name: string | undefined): ScanState | undefined {
  if (code !== undefined && code !== '') {
    const known = states[code] ?? (code.length >= 3 ? (states[code.slice(0, -2)] ?? undefined) : undefined)
    if (known !== undefined) return known
  }
  return name === undefined ? undefined : words.find(([word]) => word.test(name))?.[1]
}

/** The service writes times of China without saying so: `2026-04-18 09:30:00`. */
function momentOf(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) return null
  const at = new Date(`${text.replace(' ', 'T')}+08:00`)
  return Number.isNaN(at.getTime()) ? null : at
}
