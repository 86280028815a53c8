import { pinyin } from 'pinyin-pro'
import { cut, fold } from './fold.ts'
import { runsOf } from './runs.ts'

/** Longest text compared, in characters. */
export const similarityCharactersMax = 200

/**
 * Text for pg_trgm on both sides, index and query: folded words, each Chinese run joined as pinyin in
 * its likeliest reading, so that "lonjing" and "bambo" come near. `龙井茶 Green Tea` is `longjingcha green tea`.
 */
export function similarityText(title: string): string {
  const folded = cut(fold(cut(title, similarityCharactersMax)), similarityCharactersMax)
  return runsOf(folded, true)
    .map((run) => (run.kind === 'han' ? spelled(run.text) : run.text))
    .filter((text) => text !== '')
    .join(' ')
}

function spelled(run: string): string {
  return pinyin(run, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' })
    .filter((syllable) => /^[a-z]+$/.test(syllable))
    .join('')
}
