import { cut, fold, singular } from './fold.ts'
import { joinedFrom, readings } from './pinyin.ts'
import { runsOf, type Run } from './runs.ts'

/**
 * What a document is found by. `a` are the lexemes of its strong text (weight A), `b` those of its
 * weak text that are not in `a` (weight B); `aAt` and `bAt` hold, item for item, the place of the
 * lexeme in the text, which lets ts_rank_cd favour words that stand close together.
 */
export type DocumentTokens = { a: string[]; b: string[]; aAt: number[]; bAt: number[] }

/** Bounds on one document. Text past the limit is not indexed; of tokens the later kinds are left out. */
export const documentLimits = {
  strongCharacters: 400,
  weakCharacters: 4000,
  strongTokens: 4000,
  weakTokens: 6000,
} as const

/** Longest pinyin and initials of strong text, in characters; queries are cut into windows of it. */
export const joinedSizeMax = 6
// Descriptions are long: short joined forms, no initials, so that two letters do not find every text.
const weakJoinedSizeMax = 3
const beamStrong = 16
const beamWeak = 4

// A gap between texts, so that the end of one and the start of the next do not look adjacent.
const gap = 8
const weakPlaceMin = 5000

type Rank = { lexeme: string; at: number }

/** Tokens of a document: `strong` is its names and tags, `weak` its descriptions. Order matters only past the limits. */
export function documentTokens(texts: { strong: readonly string[]; weak: readonly string[] }): DocumentTokens {
  const strong = placed(texts.strong, documentLimits.strongCharacters, 1)
  const weak = placed(texts.weak, documentLimits.weakCharacters, weakPlaceMin)
  const a = limited(strongTokens(strong), documentLimits.strongTokens, new Map())
  const b = limited(weakTokens(weak), documentLimits.weakTokens, a)
  return { a: [...a.keys()], b: [...b.keys()], aAt: [...a.values()], bAt: [...b.values()] }
}

function placed(texts: readonly string[], charactersMax: number, first: number): Run[] {
  const runs: Run[] = []
  let room = charactersMax
  let at = first
  for (const text of texts) {
    if (room <= 0) break
    // Folding can lengthen a text (ligatures): cut before it, to bound work, and after it, to keep places in range.
    const folded = cut(fold(cut(text, room)), room)
    for (const run of runsOf(folded, true)) runs.push({ ...run, at: run.at + at })
    const size = [...folded].length
    room -= size
    at += size + gap
  }
  return runs
}

function* strongTokens(runs: readonly Run[]): Generator<Rank> {
  yield* plain(runs)
  yield* spoken(runs, joinedSizeMax, beamStrong, true)
}

function* weakTokens(runs: readonly Run[]): Generator<Rank> {
  yield* plain(runs)
  yield* spoken(runs, weakJoinedSizeMax, beamWeak, false)
}

function* plain(runs: readonly Run[]): Generator<Rank> {
  for (const run of runs) {
    if (run.kind === 'han') yield* characters(run)
    else if (run.kind === 'number') {
      yield { lexeme: `n:${run.text}`, at: run.at }
      if (run.quantity !== undefined) yield { lexeme: `q:${run.quantity}`, at: run.at }
    } else yield { lexeme: `w:${singular(run.text)}`, at: run.at }
  }
}

function* characters(run: Run): Generator<Rank> {
  const han = [...run.text]
  for (const [i, character] of han.entries()) {
    yield { lexeme: `z:${character}`, at: run.at + i }
    const next = han[i + 1]
    if (next !== undefined) yield { lexeme: `z:${character}${next}`, at: run.at + i }
  }
}

function* spoken(runs: readonly Run[], sizeMax: number, beam: number, withInitials: boolean): Generator<Rank> {
  for (const run of runs) {
    if (run.kind !== 'han') continue
    const options = readings(run.text)
    const firsts = options.map((choices) => [...new Set(choices.map((choice) => choice.slice(0, 1)))])
    for (const [i, choices] of options.entries()) {
      // Alone, every reading counts: the beam is for combinations.
      for (const choice of choices) yield { lexeme: `p:${choice}`, at: run.at + i }
      for (const forms of joinedFrom(options, i, sizeMax, beam).slice(1)) {
        for (const form of forms) yield { lexeme: `p:${form}`, at: run.at + i }
      }
      if (!withInitials) continue
      for (const forms of joinedFrom(firsts, i, sizeMax, beam).slice(1)) {
        for (const form of forms) yield { lexeme: `i:${form}`, at: run.at + i }
      }
    }
  }
}

function limited(tokens: Iterable<Rank>, max: number, elsewhere: ReadonlyMap<string, number>): Map<string, number> {
  const kept = new Map<string, number>()
  for (const { lexeme, at } of tokens) {
    if (kept.size >= max) break
    if (!kept.has(lexeme) && !elsewhere.has(lexeme)) kept.set(lexeme, at)
  }
  return kept
}
