import { useLang } from '../../page-context.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

export const moneyWords = { zh, en }

/** Words about money, in the reader's language. */
export const useMoneyWords = () => moneyWords[useLang()]

/** A rate such as `0.03` as people say it: `3%`. */
export const percent = (rate: string) => `${Number((Number(rate) * 100).toFixed(3))}%`

/** What was typed in percent as the decimal string operations take; empty where nothing was. */
export const rateOf = (typed: string | number) => (typed === '' ? '' : String(Number((Number(typed) / 100).toFixed(5))))
