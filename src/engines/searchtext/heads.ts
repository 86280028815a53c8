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

/** What a query names; empty where it names nothing. A match of any one counts. */
export function headGroup(query: string): Group {
  const runs = runsOf(cut(fold(cut(query, queryCharactersMax)), queryCharactersMax), false)
  const last = runs.findLastIndex((run) => run.kind === 'han' || run.kind === 'latin')
  const run = runs[last]
  if (run === undefined) return []
  const forms = run.kind === 'han' ? hanQuery(run.text) : latinQuery(latinBefore(runs, last))
  return [...new Set(forms)].map((lexeme) => [{ lexeme }])
}

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

/** 山里的大米 names 大米; 遂昌笋干 names 笋干; one character names itself. */
function hanQuery(text: string): string[] {
  const named = [...(text.split('的').at(-1) ?? '')]
  const sizes = named.length === 1 ? [1] : Array.from({ length: Math.min(hanMax, named.length) - 1 }, (_, i) => i + 2)
  return sizes.map((size) => `hz:${named.slice(-size).join('')}`)
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

function latinQuery(words: readonly string[]): string[] {
  const forms: string[] = []
  const stems = words.map(singular)
  // Of several words the last alone would name too much: "sweet potato" is not any potato, but "mountain tea" is a tea.
  for (let size = 1; size <= Math.min(wordsMax, stems.length); size += 1)
    forms.push(`hw:${stems.slice(-size).join(' ')}`)
  for (let from = 0; from < words.length; from += 1) {
    const joined = words.slice(from).join('')
    if (segmentations(joined, 1).length > 0) forms.push(`hp:${joined}`)
  }
  const [only] = words
  if (words.length === 1 && only !== undefined && isInitials(only)) forms.push(`hi:${only}`)
  return forms
}
