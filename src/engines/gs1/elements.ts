import { done, refuse, type Gs1Result } from './fault.ts'
import { aiAt, checkValue, entryOf, valueLengthMax, type AiElement } from './value.ts'

/** FNC1 as readers transmit it between element strings: ASCII group separator. */
export const groupSeparator = '\x1d'

/** Longest text read, in UTF-16 units: more than any data carrier holds. */
export const textLengthMax = 8192

// Symbology identifiers of carriers that hold GS1 element strings: GS1-128, DataBar, Data Matrix, QR, DotCode.
const symbology = /^\](?:C1|e0|d2|Q3|J1)/

/**
 * Parses element strings as a reader transmits them: with or without a symbology identifier or leading FNC1,
 * FNC1 as GS (0x1D) after values of variable length. An AI repeated with the same value counts once.
 */
export function parseElementString(text: string): Gs1Result<AiElement[]> {
  if (typeof text !== 'string') return refuse('bad_character')
  if (text.length > textLengthMax) return refuse('too_long', textLengthMax)
  const elements: AiElement[] = []
  let at = symbology.exec(text)?.[0].length ?? 0
  if (text[at] === groupSeparator) at++
  if (at === text.length) return refuse('empty', at)
  while (at < text.length) {
    const ai = aiAt(text, at)
    const entry = ai === undefined ? undefined : entryOf(ai)
    if (ai === undefined || entry === undefined) return refuse('unknown_ai', at, ai ?? null)
    const start = at + ai.length
    const separator = text.indexOf(groupSeparator, start)
    const limit = separator === -1 ? text.length : separator
    const end = entry.fixed ? Math.min(start + valueLengthMax(entry), limit) : limit
    const added = add(elements, { ai, value: text.slice(start, end) }, start)
    if (!added.ok) return added
    // A separator after a value of predefined length is not needed but allowed.
    at = text[end] === groupSeparator ? end + 1 : end
  }
  return done(elements)
}

/** The element strings in the order given, GS after each of variable length but the last, no leading FNC1. */
export function printElementString(elements: readonly AiElement[]): Gs1Result<string> {
  const checked = checkAll(elements)
  if (!checked.ok) return checked
  const parts = elements.map(({ ai, value }, i) => {
    const separated = entryOf(ai)?.fixed === false && i < elements.length - 1
    return ai + value + (separated ? groupSeparator : '')
  })
  return done(parts.join(''))
}

/** Parses the form people read: `(01)06912345678901(10)ABC`. A bracket inside a value is written `\(`. */
export function parseBracketed(text: string): Gs1Result<AiElement[]> {
  if (typeof text !== 'string') return refuse('bad_character')
  if (text.length > textLengthMax) return refuse('too_long', textLengthMax)
  if (text === '') return refuse('empty')
  const elements: AiElement[] = []
  let at = 0
  while (at < text.length) {
    const head = /^\(([0-9]{2,4})\)/.exec(text.slice(at, at + 6))
    if (head === null) return refuse('bad_bracket', at)
    const [{ length }, ai = ''] = head
    const start = at + length
    at = nextBracket(text, start)
    const added = add(elements, { ai, value: text.slice(start, at).replaceAll('\\(', '(') }, start)
    if (!added.ok) return added
  }
  return done(elements)
}

/** The form people read, in the order given. */
export function printBracketed(elements: readonly AiElement[]): Gs1Result<string> {
  const checked = checkAll(elements)
  if (!checked.ok) return checked
  return done(elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`).join(''))
}

function nextBracket(text: string, from: number): number {
  let at = text.indexOf('(', from)
  while (at !== -1 && text[at - 1] === '\\') at = text.indexOf('(', at + 1)
  return at === -1 ? text.length : at
}

function add(elements: AiElement[], element: AiElement, at: number): Gs1Result<null> {
  const checked = checkValue(element, at)
  if (!checked.ok) return checked
  const earlier = elements.find(({ ai }) => ai === element.ai)
  if (earlier !== undefined && earlier.value !== element.value) return refuse('repeated_ai', at, element.ai)
  if (earlier === undefined) elements.push(element)
  return done(null)
}

// When printing, the position of a fault is that in the value.
function checkAll(elements: readonly AiElement[]): Gs1Result<null> {
  if (elements.length === 0) return refuse('empty')
  const seen = new Set<string>()
  for (const element of elements) {
    const checked = checkValue(element)
    if (!checked.ok) return checked
    if (seen.has(element.ai)) return refuse('repeated_ai', 0, element.ai)
    seen.add(element.ai)
  }
  return done(null)
}
