import type { Lang, SameWords } from '../../../kernel/words.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

/** What pages say about prices, coupons and reductions. */
export const pricingWords: Record<Lang, SameWords<typeof zh>> = { zh, en }
