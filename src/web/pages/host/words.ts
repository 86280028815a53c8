import type { Lang } from '../../../kernel/words.ts'
import { useLang } from '../../page-context.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

export const hostWords: Record<Lang, typeof zh> = { zh, en }
export const useHostWords = () => hostWords[useLang()]
