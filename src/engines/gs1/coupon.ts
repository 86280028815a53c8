// North American coupons, only because the syntax dictionary names them: AI (8110) of the North American Coupon
// Application Guideline, AI (8112) of the GS1 US Positive Offer File. Digits with lengths inside.

import { shortDateFaultAt } from './dates.ts'

type Step =
  | { kind: 'digits'; count: number }
  | { kind: 'sized'; sizes: string; plus: number; nothing?: string }
  | { kind: 'code'; allowed: string }
  | { kind: 'date' }

const digits = (count: number): Step => ({ kind: 'digits', count })
const code = (allowed: string): Step => ({ kind: 'code', allowed })
const sized = (sizes: string, plus: number): Step => ({ kind: 'sized', sizes, plus })
// The prefix of a second or third purchase may be left out: its length is then 9.
const otherPrefix: Step = { kind: 'sized', sizes: '0123456', plus: 6, nothing: '9' }
const requirement: readonly Step[] = [sized('12345', 0), code('012349'), digits(3)]

const couponHead: readonly Step[] = [sized('0123456', 6), digits(6), sized('12345', 0), ...requirement]
const couponFields: readonly (readonly [mark: string, steps: readonly Step[]])[] = [
  ['1', [code('0123'), ...requirement, otherPrefix]],
  ['2', [...requirement, otherPrefix]],
  ['3', [{ kind: 'date' }]],
  ['4', [{ kind: 'date' }]],
  ['5', [sized('0123456789', 6)]],
  ['6', [sized('1234567', 6)]],
  ['9', [code('01256'), code('012'), digits(1), code('01')]],
]
const offerSteps: readonly Step[] = [code('01'), sized('0123456', 6), digits(6), sized('0123456789', 6)]

/** AI (8110): where it goes wrong, or -1. */
export function couponCode(data: string): number {
  const wrong = data.search(/[^0-9]/)
  if (wrong !== -1) return wrong
  let at = walk(data, 0, couponHead)
  const dates: string[] = []
  for (const [mark, steps] of couponFields) {
    if (at < 0 || data.charAt(at) !== mark) continue
    if (mark === '3' || mark === '4') dates.push(data.slice(at + 1, at + 7))
    at = walk(data, at + 1, steps)
    const [expiry, start] = dates
    if (mark === '4' && expiry !== undefined && start !== undefined && start > expiry) return data.indexOf(start)
  }
  return endOf(data, at)
}

/** AI (8112): where it goes wrong, or -1. */
export function positiveOfferCode(data: string): number {
  const wrong = data.search(/[^0-9]/)
  return wrong !== -1 ? wrong : endOf(data, walk(data, 0, offerSteps))
}

// A negative place is a fault at ~place.
function walk(data: string, from: number, steps: readonly Step[]): number {
  let at = from
  for (const step of steps) {
    const next = at + lengthOf(step, data, at)
    if (Number.isNaN(next) || next > data.length) return ~Math.min(at, data.length)
    at = next
  }
  return at
}

function lengthOf(step: Step, data: string, at: number): number {
  const lead = data.charAt(at)
  if (step.kind === 'digits') return step.count
  if (step.kind === 'date') return shortDateFaultAt(data.slice(at, at + 6), 1) === -1 ? 6 : Number.NaN
  if (step.kind === 'code') return lead !== '' && step.allowed.includes(lead) ? 1 : Number.NaN
  if (lead === step.nothing) return 1
  return lead !== '' && step.sizes.includes(lead) ? 1 + Number(lead) + step.plus : Number.NaN
}

function endOf(data: string, at: number): number {
  if (at < 0) return ~at
  return at === data.length ? -1 : at
}
