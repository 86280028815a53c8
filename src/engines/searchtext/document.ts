import { cut, fold, singular } from './fold.ts'
import { joinedFrom, readings } from './pinyin.ts'
import { runsOf, type Run } from './runs.ts'

/**
 * What a document is found by. `a` are the lexemes of its strong text, `b` those of its weak text that are not in `a`:
 * characters, words and numbers only, as nobody spells a description in pinyin.
 */
export type DocumentTokens = { a: string[]; b: string[] }

/** Bounds on one document. Text past the limit is not indexed; of tokens the later kinds are left out. */
export const documentLimits = {
  strongCharacters: 400,
  weakCharacters: 4000,
  strongTokens: 4000,
  weakTokens: 6000,
} as const

/** Longest pinyin and initials of strong text, in characters; queries are cut into windows of it. */
export const joinedSizeMax = 6
const beamStrong = 16

/** Tokens of a document: `strong` is its names and tags, `weak` its descriptions. Order matters only past the limits. */
export function documentTokens(texts: { strong: readonly string[]; weak: readonly string[] }): DocumentTokens {
  const strong = runsWithin(texts.strong, documentLimits.strongCharacters)
  const weak = runsWithin(texts.weak, documentLimits.weakCharacters)
  const a = limited(strongTokens(strong), documentLimits.strongTokens, new Set())
  const b = limited(plain(weak), documentLimits.weakTokens, a)
  return { a: [...a], b: [...b] }
}

function runsWithin(texts: readonly string[], charactersMax: number): Run[] {
  const runs: Run[] = []
  let room = charactersMax
  for (const text of texts) {
    if (room <= 0) break
    // Folding can lengthen a text (ligatures): cut before it, to bound work, and after it, to bound what is kept.
    const folded = cut(fold(cut(text, room)), room)
    runs.push(...runsOf(folded, true))
    room -= [...folded].length
  }
  return runs
}

function* strongTokens(runs: readonly Run[]): Generator<string> {
  yield* plain(runs)
  yield* spoken(runs)
}

function* plain(runs: readonly Run[]): Generator<string> {
  for (const run of runs) {
    if (run.kind === 'han') yield* characters(run)
    else if (run.kind === 'number') {
      yield `n:${run.text}`
      if (run.quantity !== undefined) yield `q:${run.quantity}`
    } else yield `w:${singular(run.text)}`
  }
}

function* characters(run: Run): Generator<string> {
  const han = [...run.text]
  for (const [i, character] of han.entries()) {
    yield `z:${character}`
    const next = han[i + 1]
    if (next !== undefined) yield `z:${character}${next}`
  }
}

function* spoken(runs: readonly Run[]): Generator<string> {
  for (const run of runs) {
    if (run.kind !== 'han') continue
    const options = readings(run.text)
    const firsts = options.map((choices) => [...new Set(choices.map((choice) => choice.slice(0, 1)))])
    for (const [i, choices] of options.entries()) {
      // Alone, every reading counts: the beam is for combinations.
      for (const choice of choices) yield `p:${choice}`
      for (const form of joinedFrom(options, i, joinedSizeMax, beamStrong).slice(1).flat()) yield `p:${form}`
      for (const form of joinedFrom(firsts, i, joinedSizeMax, beamStrong).slice(1).flat()) yield `i:${form}`
    }
  }
}

function limited(tokens: Iterable<string>, max: number, elsewhere: ReadonlySet<string>): Set<string> {
  const kept = new Set<string>()
  for (const lexeme of tokens) {
    if (kept.size >= max) break
    if (!elsewhere.has(lexeme)) kept.add(lexeme)
  }
  return kept
}
