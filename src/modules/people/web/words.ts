import type { Lang, SameWords } from '../../../kernel/words.ts'
import { words as moduleEn } from '../words.en.ts'
import { words as moduleZh } from '../words.zh.ts'
import { words as en } from './words.en.ts'
import { words as zh } from './words.zh.ts'

type PageWords = SameWords<typeof zh> & Pick<SameWords<typeof moduleZh>, 'site' | 'roles'>

/** Words of these pages, with the module's names for roles. */
export const words: Record<Lang, PageWords> = { zh: { ...moduleZh, ...zh }, en: { ...moduleEn, ...en } }

/** The sentence for a code of the accounts library. */
export function faultSentence(lang: Lang, code: string | undefined): string {
  const faults: Readonly<Record<string, string>> = words[lang].faults
  return (code === undefined ? undefined : faults[code]) ?? words[lang].unexpected
}
