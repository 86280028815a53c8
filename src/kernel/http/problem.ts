import type { Dictionary, Lang } from '../words.ts'
import { sentence } from '../words.ts'
import type { Refusal } from '../refusal.ts'
import { statusOf } from '../refusal.ts'

/** RFC 9457 problem details, with the stable code and the fields at fault as extensions. */
export type Problem = {
  type: string
  title: string
  status: number
  code: string
  params?: Readonly<Record<string, string | number>>
  errors?: readonly { pointer: string; detail: string }[]
  requestId?: string
}

export function problemOf(refusal: Refusal, dictionary: Dictionary, lang: Lang, requestId?: string): Problem {
  return {
    type: `/api/docs#refusal-${refusal.code}`,
    title: sentence(dictionary, lang, refusal.code, refusal.params),
    status: statusOf(refusal.code),
    code: refusal.code,
    ...(Object.keys(refusal.params).length > 0 ? { params: refusal.params } : {}),
    ...(refusal.faults.length > 0 ? { errors: refusal.faults } : {}),
    ...(requestId === undefined ? {} : { requestId }),
  }
}

export function problemResponse(problem: Problem, lang: Lang): Response {
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': lang,
  }
  if (problem.status === 429 && problem.params?.seconds !== undefined)
    headers['retry-after'] = String(problem.params.seconds)
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}
