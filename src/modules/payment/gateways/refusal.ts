import { GatewayUnreachable } from './port.ts'
import type { Absent, RefusalCode, Refused } from './port.ts'

export function isRefused(answer: unknown): answer is Refused {
  return typeof answer === 'object' && answer !== null && 'result' in answer && answer.result === 'refused'
}

/** A refusal of our own words over an outcome the gateway reported. */
export function refusal(code: RefusalCode, final: boolean, gatewayCode: string, gatewayMessage = ''): Refused {
  return { result: 'refused', code, final, gatewayCode, gatewayMessage }
}

/** A query that finds nothing says so; any other refusal stays one. */
export function absentOr(refused: Refused): Refused | Absent {
  return refused.code === 'not_found' ? { result: 'absent' } : refused
}

/** What to throw when a question, which cannot be refused, was: asking again helps unless the refusal is final. */
export function unanswered(question: string, refused: Refused): Error {
  const text = `${question}: ${refused.gatewayCode} ${refused.gatewayMessage}`
  return refused.final ? new Error(text) : new GatewayUnreachable('gateway_fault', text)
}
