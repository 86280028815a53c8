import { fail, step } from './fault.ts'
import {
  isObject,
  LIMITS,
  type EpcisDocument,
  type EpcisEvent,
  type Json,
  type JsonObject,
  type Limits,
} from './model.ts'
import { namespacesOf, type Namespaces } from './names.ts'
import { documentFromJson, eventFromJson } from './read-json.ts'
import type { EventReader } from './read-xml.ts'

// A document is read as its head, with an empty list where the events stand, and the events one by one: each is cut out by
// counting brackets outside of strings, and parsed by JSON.parse, so only one event and the head are ever held.

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const isOpen = (code: number): boolean => code === 0x7b || code === 0x5b
const isClose = (code: number): boolean => code === 0x7d || code === 0x5d
const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

const LISTS = new Set(['/epcisBody/eventList', '/epcisBody/queryResults/resultsBody/eventList'])

/** How many backslashes stand right before a place, not before `from`. */
function slashesBefore(text: string, place: number, from: number): number {
  let at = place
  while (at > from && text.charCodeAt(at - 1) === BACKSLASH) at -= 1
  return place - at
}

/** Finds where a string ends whose inside begins at `from`; -1 where the text ends first. `escaped`: the text begins after a backslash. */
function endOfString(text: string, from: number, escaped: boolean): { end: number; escaped: boolean } {
  let start = escaped ? from + 1 : from
  for (;;) {
    const quote = text.indexOf('"', start)
    if (quote === -1) {
      const odd = slashesBefore(text, text.length, Math.min(start, text.length)) % 2 === 1
      return { end: -1, escaped: odd || start > text.length }
    }
    if (slashesBefore(text, quote, start) % 2 === 0) return { end: quote, escaped: false }
    start = quote + 1
  }
}

/** What is open around the place of reading, outside of events. */
type Container = { array: boolean; key: string; expectsKey: boolean }

/** A streaming reader of EPCIS in JSON. Events that stand before the context wait
 * for it, up to the limit of one event; in what is printed here it comes first. */
export function jsonEventReader(limits: Limits = LIMITS): EventReader {
  const stack: Container[] = []
  let head = ''
  let contextAt = -1
  let namespaces: Namespaces | null = null
  let events: EpcisEvent[] = []
  let count = 0
  // Events that stand before the context.
  let early: { value: Json; at: string }[] = []
  let earlyCharacters = 0
  let lists = 0
  // Within a string; of a key in the head also what was read of it, since cutting it out of the head would copy the head each time.
  let string: { escaped: boolean; key: string | null } | null = null
  let list: { path: string; needsComma: boolean; mayEnd: boolean } | null = null
  let event: { text: string; depth: number } | null = null

  const path = (): string => stack.map(({ key }) => step('', key)).join('')

  const finish = (text: string): void => {
    const at = step(list?.path ?? '', count)
    let value: Json
    try {
      value = JSON.parse(text) as Json
    } catch (error) {
      return fail('not_json', at, error instanceof Error ? error.message : 'not JSON')
    }
    count += 1
    if (namespaces !== null) {
      events.push(eventFromJson(value, namespaces, at, limits))
      return
    }
    early.push({ value, at })
    earlyCharacters += text.length
    if (earlyCharacters > limits.eventCharactersMax)
      fail('context_after_events', '/@context', 'too many events stand before the context that names their extensions')
  }

  /** The context is known, or the document has none: events that stood before it can be read. */
  const settle = (found: Namespaces): void => {
    namespaces = found
    for (const { value, at } of early) events.push(eventFromJson(value, found, at, limits))
    early = []
  }

  /** Reads on inside an event from `from`; returns where it goes on outside, or the end of the text. */
  const inEvent = (text: string, from: number, open: { text: string; depth: number }): number => {
    let at = from
    while (at < text.length) {
      if (string !== null) {
        const { end, escaped } = endOfString(text, at, string.escaped)
        if (end === -1) {
          string.escaped = escaped
          break
        }
        string = null
        at = end + 1
        continue
      }
      const code = text.charCodeAt(at)
      at += 1
      if (code === QUOTE) string = { escaped: false, key: null }
      else if (isOpen(code)) {
        open.depth += 1
        if (open.depth > limits.depthMax) fail('too_deep', step(list?.path ?? '', count), 'nested too deeply')
      } else if (isClose(code)) {
        open.depth -= 1
        if (open.depth > 0) continue
        event = null
        finish(open.text + text.slice(from, at))
        return at
      }
    }
    open.text += text.slice(from)
    if (open.text.length > limits.eventCharactersMax)
      fail('too_large', step(list?.path ?? '', count), 'an event is longer than the limit')
    return text.length
  }

  /** Between events: commas in their places, an event's opening bracket, or the end of the list. */
  const inList = (text: string, at: number, open: { path: string; needsComma: boolean; mayEnd: boolean }): number => {
    const code = text.charCodeAt(at)
    if (isSpace(code)) return at + 1
    if (code === 0x5d && open.mayEnd) {
      list = null
      head += ']'
      stack.pop()
      return at + 1
    }
    if (code === COMMA && open.needsComma) {
      open.needsComma = false
      open.mayEnd = false
      return at + 1
    }
    if (code !== 0x7b || open.needsComma) fail('not_json', step(open.path, count), 'an event is expected here')
    open.needsComma = true
    open.mayEnd = true
    event = { text: '', depth: 0 }
    return at
  }

  const parsed = (text: string): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      return fail('not_json', '/@context', 'not JSON')
    }
  }

  const takeContext = (): void => {
    const own = stack[0]
    if (stack.length !== 1 || own?.key !== '@context' || contextAt === -1) return
    const text = head.slice(contextAt)
    contextAt = -1
    if (namespaces !== null) fail('repeated', '/@context', 'a document has one context')
    settle(namespacesOf(parsed(text)))
  }

  const bracket = (code: number): void => {
    const opening = isOpen(code)
    if (opening) {
      if (stack.length >= limits.depthMax) fail('too_deep', path(), 'nested too deeply')
      if (code === 0x5b && LISTS.has(path())) {
        lists += 1
        if (lists > 1) fail('repeated', path(), 'a document has one list of events')
        list = { path: path(), needsComma: false, mayEnd: true }
      }
      stack.push({ array: code === 0x5b, key: '', expectsKey: code === 0x7b })
    } else {
      takeContext()
      stack.pop()
      if (stack.length === 0 && namespaces === null) settle({})
    }
    head += String.fromCharCode(code)
  }

  const inHead = (text: string, from: number): number => {
    let at = from
    if (string !== null) {
      const { end, escaped } = endOfString(text, at, string.escaped)
      const piece = end === -1 ? text.slice(at) : text.slice(at, end + 1)
      head += piece
      if (string.key !== null) string.key += piece
      if (end === -1) {
        string.escaped = escaped
        return text.length
      }
      if (string.key !== null) nameMember(string.key)
      string = null
      return end + 1
    }
    const code = text.charCodeAt(at)
    at += 1
    const own = stack.at(-1)
    if (isOpen(code) || isClose(code)) bracket(code)
    else if (code === QUOTE) {
      string = { escaped: false, key: own?.expectsKey === true ? '"' : null }
      head += '"'
    } else {
      if (code === COMMA) {
        takeContext()
        if (own !== undefined) own.expectsKey = !own.array
      }
      head += text.charAt(at - 1)
      if (code === COLON && own !== undefined) {
        own.expectsKey = false
        if (stack.length === 1 && own.key === '@context') contextAt = head.length
      }
    }
    return at
  }

  const nameMember = (key: string): void => {
    const own = stack.at(-1)
    if (own === undefined) return
    try {
      own.key = JSON.parse(key) as string
    } catch {
      fail('not_json', path(), 'a member has no proper name')
    }
  }

  return {
    push: (text) => {
      let at = 0
      while (at < text.length) {
        if (event !== null) at = inEvent(text, at, event)
        else if (list !== null) at = inList(text, at, list)
        else at = inHead(text, at)
      }
      if (head.length > limits.eventCharactersMax)
        fail('too_large', '', 'the head of the document is longer than the limit')
    },
    take: () => {
      const taken = events
      events = []
      return taken
    },
    end: () => headOf(head, event !== null || list !== null, namespaces, limits),
  }
}

function headOf(
  head: string,
  cut: boolean,
  namespaces: Namespaces | null,
  limits: Limits,
): Omit<EpcisDocument, 'events'> {
  if (cut) fail('not_json', '', 'the document ends in the middle')
  let value: JsonObject
  try {
    const parsed = JSON.parse(head.startsWith('\ufeff') ? head.slice(1) : head) as Json
    value = isObject(parsed) ? parsed : fail('not_epcis', '', 'a document is an object')
  } catch (error) {
    if (error instanceof SyntaxError) return fail('not_json', '', error.message)
    throw error
  }
  const { events: single, ...document } = documentFromJson(value, limits)
  if (single.length > 0) fail('not_epcis', '', 'a single event is read as a whole')
  return { ...document, namespaces: namespaces ?? document.namespaces }
}
