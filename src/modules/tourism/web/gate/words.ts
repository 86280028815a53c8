import type { Lang } from '../../../../kernel/words.ts'
import { useLang } from '../../../../web/page-context.ts'
import { en } from './words.en.ts'
import { zh } from './words.zh.ts'

export const gateWords: Record<Lang, typeof zh> = { zh, en }
export const useGateWords = () => gateWords[useLang()]

export const clockOf = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The county's time of a moment. */
export const timeOf = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)
