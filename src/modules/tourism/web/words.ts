import { sentence } from '../../../kernel/words.ts'
import type { Lang } from '../../../kernel/words.ts'
import { refusals as en } from '../words.en.ts'
import { refusals as zh } from '../words.zh.ts'

/** Why something cannot be booked, in the reader's words. */
export const reasonIn = (
  { code, params }: { code: string; params: Readonly<Record<string, string | number>> },
  lang: Lang,
): string => sentence({ zh, en }, lang, code, params)
