import { pinyin, polyphonic } from 'pinyin-pro'
import { syllables } from './syllables.ts'

/**
 * The readings of each character of a Chinese run, the one that fits the context first, then every
 * other (重: chong, zhong). ü gives two spellings, v and u. A character without a reading gives none.
 */
export function readings(run: string): string[][] {
  const characters = [...run]
  const inContext = pinyin(run, { toneType: 'none', type: 'array', v: true })
  const aligned = inContext.length === characters.length
  return characters.map((character, i) => {
    const likely = (aligned ? inContext[i] : pinyin(character, { toneType: 'none', v: true })) ?? ''
    return [...new Set([...spellingsOf(likely), ...readingsOf(character)])]
  })
}

const spellings = new Map<string, string[]>()
const alone = new Map<string, string[]>()

/** How a reading is typed; none that is no syllable. Kept: there are some four hundred. */
const spellingsOf = (reading: string): string[] =>
  kept(spellings, reading, () => {
    const v = reading.replace('ü', 'v')
    return (v.includes('v') ? [v, v.replace('v', 'u')] : [v]).filter((one) => syllables.has(one))
  })

/** Every reading of a character by itself. Kept: looking it up is most of the work, and a county's words are few. */
const readingsOf = (character: string): string[] =>
  kept(alone, character, () =>
    (polyphonic(character, { toneType: 'none', type: 'array' })[0] ?? []).flatMap(spellingsOf),
  )

const KEPT_MAX = 10_000

function kept(known: Map<string, string[]>, key: string, make: () => string[]): string[] {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  if (known.size < KEPT_MAX) known.set(key, made)
  return made
}

/**
 * Joined forms from one start: for each length 1 to `sizeMax` the combinations of readings, at most
 * `beam` for each length, the likeliest first. Stops at a character that has no reading.
 */
export function joinedFrom(
  options: readonly (readonly string[])[],
  start: number,
  sizeMax: number,
  beam: number,
): string[][] {
  const bySize: string[][] = []
  let forms = ['']
  for (const choices of options.slice(start, start + sizeMax)) {
    if (choices.length === 0) break
    const [only] = choices
    // Choices outermost: the likeliest reading of the new character goes with all forms so far.
    forms =
      choices.length === 1
        ? forms.map((form) => form + only)
        : [...new Set(choices.flatMap((choice) => forms.map((form) => form + choice)))].slice(0, beam)
    bySize.push(forms)
  }
  return bySize
}
