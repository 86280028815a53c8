import { joinedSizeMax } from './document.ts'
import { cut, fold, singular } from './fold.ts'
import { joinedFrom, readings } from './pinyin.ts'
import { runsOf, type Run } from './runs.ts'
import { isInitials, isUnfinishedPinyin, segmentations } from './syllables.ts'

/** A lexeme looked for; `prefix` finds every lexeme that begins with it. */
export type Sought = { lexeme: string; prefix?: true }
/** Lexemes that must all be there. */
export type Together = readonly Sought[]
/** A part of the query that must be met, by any one of its alternatives. */
export type Group = readonly Together[]
/**
 * A query at two widths, to be tried in order until something is found:
 * `exact`: what was typed, as it stands: Chinese by bigrams, pinyin joined, English words;
 * `near`: with gaps, beginnings and homophones: 烤薯干 finds 烤番薯干, 菊迷 finds 菊米, longji finds 龙井.
 * All groups of a width are required. No groups: nothing searchable was typed.
 * `parts` are its single characters and words, for asking that most of them be there.
 */
export type QueryTerms = { exact: Group[]; near: Group[]; parts: Group[] }
export type SearchMode = 'exact' | 'near'
export const searchModes = ['exact', 'near'] as const satisfies readonly SearchMode[]

/** Longest query read, in characters. */
export const queryCharactersMax = 64

const segmentationsMax = 4
const beam = 4

/** What a typed query looks for. Never refuses: any text gives terms, perhaps none. */
export function queryTerms(query: string): QueryTerms {
  const runs = runsOf(cut(fold(cut(query, queryCharactersMax)), queryCharactersMax), false).flatMap(withoutParticle)
  const terms = runs.map((run, i) => termsOf(run, neighbours(runs, i)))
  return {
    exact: terms.map((term) => term.exact),
    near: terms.map((term) => term.near),
    parts: terms.flatMap((term) => term.parts),
  }
}

type Term = { exact: Group; near: Group; parts: Group[] }
/** Pinyin words beside a Latin one ('' for none), and whether it is the last thing typed, so perhaps not finished. */
type Neighbours = { before: string; after: string; isLast: boolean }

function termsOf(run: Run, beside: Neighbours): Term {
  if (run.kind === 'han') return hanTerm(run.text)
  if (run.kind === 'latin') return latinTerm(run.text, beside)
  if (run.kind === 'other') return same(word(run.text))
  if (run.quantity === undefined) return same(one(`n:${run.text}`))
  const quantity = one(`q:${run.quantity}`)
  return { exact: quantity, near: [...quantity, ...one(`n:${run.text}`)], parts: [quantity] }
}

// 遂昌的茶 asks for 遂昌 and 茶: the particle binds them in speech, not in the text looked for.
function withoutParticle(run: Run): Run[] {
  if (run.kind !== 'han' || run.text === '的') return [run]
  return run.text.split('的').flatMap((text) => (text === '' ? [] : [{ ...run, text }]))
}

function hanTerm(text: string): Term {
  const characters = [...text]
  const singles = characters.map((character) => ({ lexeme: `z:${character}` }))
  if (characters.length === 1) return same([singles])
  const bigrams = characters.slice(1).map((next, i) => ({ lexeme: `z:${characters[i] ?? ''}${next}` }))
  return {
    exact: [bigrams],
    near: [unique(withoutSuffix(singles)), ...soundsLike(text, characters.length)],
    parts: unique(singles).map((sought) => [[sought]]),
  }
}

// 子 only makes a noun of what stands before it: 竹编篮子 asks for what a seller calls 竹篮.
const withoutSuffix = (singles: readonly Sought[]): readonly Sought[] =>
  singles.at(-1)?.lexeme === 'z:子' ? singles.slice(0, -1) : singles

// A character typed wrong usually still sounds right. Long runs are their windows, each in its likeliest reading.
function soundsLike(text: string, length: number): Group {
  const options = readings(text)
  if (length <= joinedSizeMax) {
    const forms = joinedFrom(options, 0, length, beam)[length - 1] ?? []
    return forms.map((form) => [{ lexeme: `p:${form}` }])
  }
  const starts = windowStarts(length)
  const windows = starts.map((start) => joinedFrom(options, start, joinedSizeMax, 1)[joinedSizeMax - 1]?.[0])
  if (windows.some((form) => form === undefined)) return []
  return [windows.map((form) => ({ lexeme: `p:${form ?? ''}` }))]
}

function latinTerm(text: string, beside: Neighbours): Term {
  const ways = segmentations(text, segmentationsMax)
  const asWord = word(text)
  const joined = ways.map((syllables) => joinedWindows(syllables))
  const initials = isInitials(text) ? [initialWindows(text)] : []
  const alone = ways.some((syllables) => syllables.length > 1) || (beside.before === '' && beside.after === '')
  const exactPinyin = alone ? joined : besideForms(text, beside)
  const near = [
    ...asWord,
    ...joined,
    ...initials,
    ...ways.map(eachSyllable),
    ...(beside.isLast ? beginnings(text) : []),
  ]
  return { exact: [...asWord, ...exactPinyin, ...(ways.length === 0 ? initials : [])], near, parts: [near] }
}

// "long jing cha": a lone syllable counts when it stands joined to the one before or after it.
function besideForms(text: string, { before, after }: Neighbours): Group {
  const forms = [before === '' ? '' : before + text, after === '' ? '' : text + after].filter((form) => form !== '')
  return forms.flatMap((form) => segmentations(form, segmentationsMax).map(joinedWindows))
}

function neighbours(runs: readonly Run[], i: number): Neighbours {
  const pinyinAt = (index: number): string => {
    const run = runs[index]
    return run?.kind === 'latin' && segmentations(run.text, 1).length > 0 ? run.text : ''
  }
  return { before: pinyinAt(i - 1), after: pinyinAt(i + 1), isLast: i === runs.length - 1 }
}

function joinedWindows(syllables: readonly string[]): Together {
  if (syllables.length <= joinedSizeMax) return [{ lexeme: `p:${syllables.join('')}` }]
  return unique(
    windowStarts(syllables.length).map((start) => ({
      lexeme: `p:${syllables.slice(start, start + joinedSizeMax).join('')}`,
    })),
  )
}

function initialWindows(text: string): Together {
  if (text.length <= joinedSizeMax) return [{ lexeme: `i:${text}` }]
  return unique(
    windowStarts(text.length).map((start) => ({
      lexeme: `i:${text.slice(start, start + joinedSizeMax)}`,
    })),
  )
}

// Windows that overlap by half pin the whole run; the last one reaches its end.
function windowStarts(length: number): number[] {
  const starts: number[] = []
  for (let start = 0; start + joinedSizeMax < length; start += joinedSizeMax / 2) starts.push(start)
  return [...starts, length - joinedSizeMax]
}

function eachSyllable(syllables: readonly string[]): Together {
  return unique(syllables.map((syllable) => ({ lexeme: `p:${syllable}` })))
}

function beginnings(text: string): Group {
  if (text.length < 3) return []
  const begun: Group = [[{ lexeme: `w:${text}`, prefix: true }]]
  return isUnfinishedPinyin(text) ? [...begun, [{ lexeme: `p:${text}`, prefix: true }]] : begun
}

const word = (text: string): Group => one(`w:${singular(text)}`)
const one = (lexeme: string): Group => [[{ lexeme }]]
const same = (group: Group): Term => ({ exact: group, near: group, parts: [group] })

function unique(sought: readonly Sought[]): Sought[] {
  return [...new Map(sought.map((item) => [item.lexeme, item])).values()]
}
