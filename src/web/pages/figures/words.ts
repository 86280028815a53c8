import type { Lang } from '../../../kernel/words.ts'
import { useLang } from '../../page-context.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

export const words: Record<Lang, typeof zh> = { zh, en }
export const useFigureWords = () => words[useLang()]
