import { pinyin, polyphonic } from 'pinyin-pro'
import { syllables } from './syllables.ts'

/**
 * The readings of each character of a Chinese run, the one that fits the context first, then every
 * other (重: chong, zhong). ü gives two spellings, v and u. A character without a reading gives none.
 */
export function readings(run: string): string[][] {
  const characters = [...run]
  const inContext = pinyin(run, { toneType: 'none', type: 'array', v: true })
  const all = polyphonic(run, { toneType: 'none', type: 'array' })
  const aligned = inContext.length === characters.length && all.length === characters.length
  return characters.map((character, i) => {
    const likely = aligned ? inContext[i] : pinyin(character, { toneType: 'none', v: true })
    const others = (aligned ? all[i] : polyphonic(character, { toneType: 'none', type: 'array' })[0]) ?? []
    const spelled = [likely ?? '', ...others].flatMap((reading) => {
      const v = reading.replace('ü', 'v')
      return v.includes('v') ? [v, v.replace('v', 'u')] : [v]
    })
    return [...new Set(spelled)].filter((reading) => syllables.has(reading))
  })
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
    // Choices outermost: the likeliest reading of the new character goes with all forms so far.
    forms = [...new Set(choices.flatMap((choice) => forms.map((form) => form + choice)))].slice(0, beam)
    bySize.push(forms)
  }
  return bySize
}
