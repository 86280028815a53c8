import type { Lang, SameWords } from '../../../kernel/words.ts'
import { useLang } from '../../page-context.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

/** What the desk's places for sights and houses say, by language. */
export const hostWords: Record<Lang, SameWords<typeof zh>> = { zh, en }
export const useHostWords = () => hostWords[useLang()]
