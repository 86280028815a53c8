import type { Lang } from '../../../kernel/words.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

export const words: Record<Lang, typeof zh> = { zh, en }
