import type { Lang, SameWords } from '../../../kernel/words.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

/** What the pages of stays and visits say, by language. */
export const stayWords: Record<Lang, SameWords<typeof zh>> = { zh, en }
