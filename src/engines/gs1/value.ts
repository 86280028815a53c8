import { strangerAt } from './characters.ts'
import { dictionary } from './dictionary.ts'
import type { Component, DictionaryEntry } from './entry.ts'
import { done, refuse, type Gs1Result } from './fault.ts'
import { linters } from './linters.ts'

/** An application identifier and its value, for example `{ ai: '10', value: 'LGLR-2026-04' }`. */
export type AiElement = { ai: string; value: string }

const entries: ReadonlyMap<string, DictionaryEntry> = new Map(
  dictionary.flatMap((entry) => {
    const count = Number(entry.last) - Number(entry.first) + 1
    return Array.from({ length: count }, (_, i): [string, DictionaryEntry] => [
      String(Number(entry.first) + i).padStart(entry.first.length, '0'),
      entry,
    ])
  }),
)

// The first two digits settle how long an application identifier is.
const lengths: ReadonlyMap<string, number> = new Map([...entries.keys()].map((ai) => [ai.slice(0, 2), ai.length]))

/** Every application identifier the dictionary has. */
export const applicationIdentifiers: readonly string[] = [...entries.keys()]

/** What the dictionary says of an application identifier. */
export const entryOf = (ai: string): DictionaryEntry | undefined => entries.get(ai)

/** The application identifier that begins at `at`, known or not; undefined if none can. */
export function aiAt(text: string, at: number): string | undefined {
  const length = lengths.get(text.slice(at, at + 2))
  const ai = length === undefined ? '' : text.slice(at, at + length)
  return ai.length === length ? ai : undefined
}

/** The length of a value of predefined length, and of any longest value. */
export const valueLengthMax = (entry: DictionaryEntry): number =>
  entry.components.reduce((sum, component) => sum + component.max, 0)

/** Refuses a value its application identifier does not allow; positions count from the value's start plus `at`. */
export function checkValue({ ai, value }: AiElement, at = 0): Gs1Result<AiElement> {
  const entry = entries.get(ai)
  if (entry === undefined) return refuse('unknown_ai', at, ai)
  if (value === '') return refuse('empty', at, ai)
  let start = 0
  for (const component of entry.components) {
    if (component.optional && start === value.length) break
    const data = value.slice(start, start + component.max)
    const wrong = checkComponent(component, data)
    if (!wrong.ok) return refuse(wrong.fault.code, at + start + wrong.fault.position, ai)
    start += data.length
  }
  return start < value.length ? refuse('too_long', at + start, ai) : done({ ai, value })
}

/** Whether the value is one that the application identifier allows. */
export const isValue = (ai: string, value: string): boolean => checkValue({ ai, value }).ok

function checkComponent(component: Component, data: string): Gs1Result<null> {
  const stranger = strangerAt(component.type, data)
  if (stranger !== -1) return refuse('bad_character', stranger)
  if (data.length < component.min) return refuse('too_short', data.length)
  for (const check of component.checks) {
    const position = linters[check](data)
    if (position !== -1) return refuse(check, position)
  }
  return done(null)
}
