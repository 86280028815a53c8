import { step, type EpcisFault, type EpcisFaultCode } from './fault.ts'
import { isList, isObject, LIMITS, type Json, type JsonObject } from './model.ts'
import { epochMilliseconds } from './time.ts'
import { isWord, type WordKind } from './words.ts'

/** Gathers faults, as many as a person will read. */
export type Report = (code: EpcisFaultCode, path: string, reason: string) => void
export type Check = (value: Json, path: string, report: Report) => void

const FAULTS_MAX = 200

export function faultsOf(check: (report: Report) => void): EpcisFault[] {
  const faults: EpcisFault[] = []
  check((code, path, reason) => {
    if (faults.length < FAULTS_MAX) faults.push({ code, path, reason })
  })
  return faults
}

const PCHAR = String.raw`(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})`
const HOST = String.raw`(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)`
const AUTHORITY = String.raw`(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?${HOST}(?::\d*)?`
/** RFC 3986, with a scheme; something must follow it. */
const URI = new RegExp(
  String.raw`^[A-Za-z][A-Za-z0-9+\-.]*:(?://${AUTHORITY}(?:/${PCHAR}*)*|/(?:${PCHAR}+(?:/${PCHAR}*)*)?|${PCHAR}+(?:/${PCHAR}*)*)(?:\?(?:${PCHAR}|[/?])*)?(?:#(?:${PCHAR}|[/?])*)?$`,
)
const URI_MAX = 10_000

export const isUri = (text: string): boolean => text.length <= URI_MAX && URI.test(text)

function typed(kind: 'string' | 'number' | 'boolean', name: string): Check {
  return (value, path, report) => {
    if (typeof value !== kind || (kind === 'number' && !Number.isFinite(value)))
      report('wrong_type', path, `${name} is expected`)
  }
}

export const text = typed('string', 'a text')
export const number = typed('number', 'a number')
export const truth = typed('boolean', 'true or false')

export function pattern(form: RegExp, code: EpcisFaultCode, reason: string): Check {
  return (value, path, report) => {
    if (typeof value !== 'string') report('wrong_type', path, 'a text is expected')
    else if (!form.test(value)) report(code, path, reason)
  }
}

export const uri: Check = (value, path, report) => {
  if (typeof value !== 'string') report('wrong_type', path, 'a URI is expected')
  else if (!isUri(value)) report('bad_uri', path, `${JSON.stringify(value.slice(0, 100))} is not a URI`)
}

export const time: Check = (value, path, report) => {
  if (typeof value !== 'string') report('wrong_type', path, 'a time is expected')
  else if (epochMilliseconds(value) === null)
    report('bad_time', path, 'a time has a date, a time of day and an offset, as 2026-04-03T08:30:00.000+08:00')
}

export function oneOf(...words: readonly string[]): Check {
  return (value, path, report) => {
    if (typeof value !== 'string' || !words.includes(value))
      report('bad_value', path, `one of ${words.join(', ')} is expected`)
  }
}

const OLD_CBV = /^(?:urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/
const WEB_VOCABULARY = /^https?:\/\/(?:www\.)?gs1\.org\/voc\//

/** A word of the vocabulary, bare, or a URI of somebody else's. */
export function word(kind: WordKind): Check {
  const elsewhere = kind === 'measurement' || kind === 'sensorAlert' ? WEB_VOCABULARY : OLD_CBV
  return (value, path, report) => {
    if (typeof value !== 'string') return report('wrong_type', path, 'a word of the vocabulary is expected')
    if (isWord(kind, value) || (isUri(value) && !elsewhere.test(value))) return
    report(
      'not_in_vocabulary',
      path,
      `${JSON.stringify(value.slice(0, 100))} is neither in the vocabulary nor a URI of another`,
    )
  }
}

/** A text that is equal for equal values, whatever the order of their members; below a depth that no valid item reaches, all are alike. */
function comparable(value: Json, depthLeft = LIMITS.depthMax): string {
  if (depthLeft === 0) return '…'
  if (isList(value)) return `[${value.map((item) => comparable(item, depthLeft - 1)).join()}]`
  if (!isObject(value)) return JSON.stringify(value)
  const names = Object.keys(value).toSorted()
  const member = (name: string): string => `${JSON.stringify(name)}:${comparable(value[name] ?? null, depthLeft - 1)}`
  return `{${names.map(member).join()}}`
}

export function list(item: Check, { min = 0, unique = false } = {}): Check {
  return (value, path, report) => {
    if (!isList(value)) return report('wrong_type', path, 'a list is expected')
    if (value.length < min) report('too_few', path, `at least ${min} is expected`)
    const seen = new Set<string>()
    for (const [at, one] of value.entries()) {
      item(one, step(path, at), report)
      if (!unique) continue
      const key = comparable(one)
      if (seen.has(key)) report('repeated', step(path, at), 'the same stands there twice')
      seen.add(key)
    }
  }
}

/** Names besides those known: none, any, or only URIs and compact ones. */
export type Others = 'none' | 'any' | 'uris'

export type Shape = {
  required?: readonly string[]
  fields: { readonly [name: string]: Check }
  others: Others
}

export function checkShape(
  { required = [], fields, others }: Shape,
  value: JsonObject,
  path: string,
  report: Report,
): void {
  for (const name of required)
    if (!Object.hasOwn(value, name)) report('required', step(path, name), `${name} is missing`)
  for (const [name, one] of Object.entries(value)) {
    const check = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (check !== undefined) check(one, step(path, name), report)
    else if (others === 'none') report('unknown_field', step(path, name), `${name} does not belong here`)
    else if (others === 'uris' && !isUri(name))
      report('unknown_field', step(path, name), `${name} does not belong here; an extension has a prefix`)
  }
}

export function shape(form: Shape): Check {
  return (value, path, report) => {
    if (isObject(value)) checkShape(form, value, path, report)
    else report('wrong_type', path, 'an object is expected')
  }
}

export const either =
  (isFirst: (value: Json) => boolean, first: Check, second: Check): Check =>
  (value, path, report) =>
    (isFirst(value) ? first : second)(value, path, report)
