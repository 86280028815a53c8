import { cut, fold, singular } from './fold.ts'
import { joinedFrom, readings } from './pinyin.ts'
import { queryCharactersMax } from './query.ts'
import type { Group } from './query.ts'
import { runsOf } from './runs.ts'
import type { Run } from './runs.ts'
import { isInitials, segmentations } from './syllables.ts'

/**
 * What a name says a thing is, and not what it is made of: Chinese and English put that last. 茶叶蛋 is a 蛋, 山茶油 an 油,
 * "bamboo tea tray" a tray. Kinds of lexemes: `hz:` Chinese, `hp:` pinyin, `hi:` initials, `hw:` English.
 */

/** Longest end of a name that is kept, in characters or words. */
const hanMax = 6
const wordsMax = 3
/** Words after a name that tell its packing, without which the name ends where it should. */
const packing = /(礼盒装|礼盒|罐装|袋装|盒装|箱装|瓶装|散装|家庭装|组合装|组合|套装|礼品|装)$/
/** English words after which a name only says more of the thing. */
const afterwords = /^(of|with|from|in|for|and|by|per)$/
const readingsMax = 4

/** Every end of every name in the texts. */
export function headTokens(names: readonly string[]): string[] {
  const found = new Set<string>()
  for (const name of names) {
    for (const phrase of phrasesOf(runsOf(fold(cut(name, 200)), false))) for (const form of phrase) found.add(form)
  }
  return [...found]
}

/** What a query names: the whole of it, and what it ends in. Empty where it names nothing. A match of any one counts. */
export type HeadGroups = { whole: Group; ends: Group }

export function headGroups(query: string): HeadGroups {
  const runs = runsOf(cut(fold(cut(query, queryCharactersMax)), queryCharactersMax), false)
  const last = runs.findLastIndex((run) => run.kind === 'han' || run.kind === 'latin')
  const run = runs[last]
  if (run === undefined) return { whole: [], ends: [] }
  const forms = run.kind === 'han' ? hanQuery(run.text) : latinQuery(latinBefore(runs, last))
  const whole = new Set(forms.whole)
  return { whole: groupOf([...whole]), ends: groupOf(forms.ends.filter((form) => !whole.has(form))) }
}

/** Both in one group. */
export function headGroup(query: string): Group {
  const { whole, ends } = headGroups(query)
  return [...whole, ...ends]
}

const groupOf = (forms: readonly string[]): Group => [...new Set(forms)].map((lexeme) => [{ lexeme }])

function* phrasesOf(runs: readonly Run[]): Generator<Iterable<string>> {
  let words: string[] = []
  for (const [i, run] of runs.entries()) {
    const before = runs[i - 1]
    const apart = before !== undefined && (run.kind !== before.kind || !follows(before, run))
    if (run.kind !== 'latin' || apart || afterwords.test(run.text)) {
      yield englishHeads(words)
      words = []
    }
    if (run.kind === 'latin' && !afterwords.test(run.text)) words.push(singular(run.text))
    if (run.kind === 'han') yield hanHeads(run.text)
  }
  yield englishHeads(words)
}

/** One space apart: a comma or a bracket between words ends a name. */
const follows = (before: Run, run: Run) => run.at - before.at - before.text.length <= 1

/** A Chinese name without the packing it ends in. */
export const bareName = (name: string): string => name.replace(packing, '') || name

function* hanHeads(run: string): Generator<string> {
  const bare = bareName(run)
  yield* endsOf(run)
  if (bare !== run) yield* endsOf(bare)
}

function* endsOf(name: string): Generator<string> {
  const characters = [...name]
  for (let size = 1; size <= Math.min(hanMax, characters.length); size += 1) {
    const end = characters.slice(-size).join('')
    yield `hz:${end}`
    yield* spokenAs(end, size)
  }
}

function* spokenAs(end: string, size: number): Generator<string> {
  const options = readings(end)
  for (const form of joinedFrom(options, 0, size, readingsMax)[size - 1] ?? []) yield `hp:${form}`
  if (size < 2) return
  const firsts = options.map((choices) => [...new Set(choices.map((choice) => choice.slice(0, 1)))])
  for (const form of joinedFrom(firsts, 0, size, readingsMax)[size - 1] ?? []) yield `hi:${form}`
}

function* englishHeads(words: readonly string[]): Generator<string> {
  for (let size = 1; size <= Math.min(wordsMax, words.length); size += 1) yield `hw:${words.slice(-size).join(' ')}`
}

type Forms = { whole: string[]; ends: string[] }

/** 山里的大米 names 大米; 遂昌笋干 names 笋干; one character names itself; 篮子 and 粽子 may be called 篮 and 粽. */
function hanQuery(text: string): Forms {
  const named = [...(text.split('的').at(-1) ?? '')]
  const bare = named.length > 1 && named.at(-1) === '子' ? named.slice(0, -1) : named
  const size = Math.min(hanMax, named.length)
  const ends = Array.from({ length: Math.max(0, size - 2) }, (_, i) => named.slice(-(size - 1 - i)).join(''))
  const bareEnds = bare === named ? [] : bare.map((_, at) => bare.slice(at).join(''))
  return {
    whole: [`hz:${named.slice(-size).join('')}`],
    ends: [...ends, ...bareEnds].map((end) => `hz:${end}`),
  }
}

function latinBefore(runs: readonly Run[], last: number): string[] {
  const words: string[] = []
  for (let i = last; i >= 0 && words.length < hanMax; i -= 1) {
    const run = runs[i]
    if (run?.kind !== 'latin') break
    words.unshift(run.text)
  }
  return words
}

function latinQuery(words: readonly string[]): Forms {
  const stems = words.map(singular)
  const joined = words.map((_, from) => words.slice(from).join('')).filter((form) => segmentations(form, 1).length > 0)
  const [only] = words
  const initials = words.length === 1 && only !== undefined && isInitials(only) ? [`hi:${only}`] : []
  const sizes = Array.from({ length: Math.min(wordsMax, stems.length) }, (_, i) => i + 1)
  const english = sizes.map((size) => `hw:${stems.slice(-size).join(' ')}`)
  const all = words.join('')
  return {
    whole: [...english.slice(-1), ...joined.filter((form) => form === all).map((form) => `hp:${form}`), ...initials],
    ends: [...english, ...joined.map((form) => `hp:${form}`)],
  }
}
